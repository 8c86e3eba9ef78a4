"""Commands that compute and then write or compare."""

import json

import pytest

from desktop.intake import sample
from desktop.ledger.book import Book
from desktop.ledger.records import Income


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "青禾.mzb"
    sample.write("qinghe_2025", path)
    return path


def test_fiscal_income_follows_what_it_funds(run, book):
    run("set", book, "--year", "2025", "收入.一般公共预算=1")
    status, shown, _ = run("fill-income", book)
    assert status == 0
    assert "一般公共预算 当年：1.00 元 → " in shown
    assert "没有变动" in run("fill-income", book)[1]
    with Book.open_to_read(book) as opened:
        assert opened.history()[0].name == "2025年收入按支出填列"
        assert any(record.follows for record in opened.records(Income))


def test_another_source_only_where_it_is_named(run, book):
    assert "没有资金来源“彩票”" in run("fill-income", book, "--source", "彩票")[2]
    run("fill-income", book, "--source", "其他收入")
    with Book.open_to_read(book) as opened:
        assert {record.source for record in opened.records(Income) if record.follows} <= {"其他收入"}


def test_a_payroll_is_held_against_the_book(run, book, tmp_path):
    file = tmp_path / "十月.csv"
    file.write_text("项目,金额\n岗位工资,1\n养老保险,1\n餐补,1\n", encoding="utf-8")
    status, shown, _ = run("calibrate", book, file, "--month", "2025-01")
    assert status == 1
    assert "按 2025年1月的参数和年初人员计算" in shown
    assert "岗位工资：计算 " in shown
    assert "由实际数推算：费率应为" in shown
    assert "没有计算的项目（没有比较）：餐补" in shown
    data = json.loads(run("calibrate", book, file, "--month", "2025-01", "--json")[1])
    right = "\n".join(
        f"{each['label']},{each['computed'] // 100}.{each['computed'] % 100:02d}" for each in data["items"]
    )
    file.write_text(f"项目,金额\n{right}\n", encoding="utf-8")
    status, shown, _ = run("calibrate", book, file, "--month", "2025-01")
    assert (status, shown.count("一致")) == (0, 2)


def test_a_month_and_a_pack_are_needed(run, book, tmp_path):
    file = tmp_path / "十月.csv"
    file.write_text("项目,金额\n岗位工资,1\n", encoding="utf-8")
    assert "月份“十月”不对" in run("calibrate", book, file, "--month", "十月")[2]
    empty = tmp_path / "a.mzb"
    run("new", empty, "--unit", "某局", "--kind", "行政", "--year", "2027")
    assert "没有选择政策参数包" in run("calibrate", empty, file)[2]


def test_subjects_of_last_year_are_held_against_the_year_and_codes_that_are_none_are_said(run, book, tmp_path):
    file = tmp_path / "上年.csv"
    file.write_text("科目编码,科目名称,预算数\n30101,基本工资,1\n30177,某费用,5\n", encoding="utf-8")
    status, shown, _ = run("calibrate", book, file, "--month", "2025-01")
    assert status == 1
    assert "30101 基本工资（全年）：计算 " in shown
    assert "“30177”在科目表中不存在（30177 某费用）" in shown
