"""Lists from the command line: previewed, decided with --map, --word, --money, taken once, as data with --json."""

import json

import pytest

from desktop import cli
from desktop.commands import record_imports
from desktop.intake.record_kinds import KINDS
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine, Procurement

HEAD = "功能科目,经济科目,支出性质,项目名称,资金来源,金额,颜色\n"
ROWS = "2010350 事业运行,30201-办公费,公用,,财政拨款,1.5,红\n合计,,,,,1.5,\n"


@pytest.fixture
def book(run, tmp_path):
    path = tmp_path / "a.mzb"
    run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2026")
    return path


def test_there_is_a_command_for_each_list_and_all_take_the_same_options():
    commands = {command.name for command in record_imports.COMMANDS}
    assert len(commands) == len(KINDS)
    assert commands <= set(cli.ORDER)
    assert {command.arguments for command in record_imports.COMMANDS} == {("book", "file")}


def test_a_list_is_decided_step_by_step_previewed_and_taken_once(run, book, tmp_path):
    path = tmp_path / "支出.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    status, shown, error = run("import-lines", book, path)
    assert (status, "不认识列“颜色”" in error, "账本未改动" in error) == (1, True, True)
    named = ("--map", "颜色=不导入")
    assert "没有写明金额单位" in run("import-lines", book, path, *named)[2]
    money = (*named, "--money", "万元")
    status, shown, error = run("import-lines", book, path, *money)
    assert (status, "待定：“资金来源/财政拨款”，可按 一般公共预算" in shown) == (1, True)
    decided = (*money, "--word", "财政拨款=一般公共预算")
    status, shown, _ = run("import-lines", book, path, *decided, "--preview")
    assert status == 0
    for words in ("列“金额” → 金额　例：1.5", "不导入的列：颜色", "金额单位：万元", "“资金来源/财政拨款” 按 一般公共预算",
                  "没有作为数据：第 3 行：合计行", "新增：2010350 30201 办公费 公用 一般公共预算　15,000.00"):  # fmt: skip
        assert words in shown
    with Book.open_to_read(book) as opened:
        assert opened.records(DirectLine) == []
    assert run("import-lines", book, path, *decided)[1].endswith(
        "已导入支出明细 1 行，合计 15,000.00 元：新增 1，更新 0，不变 0\n"
    )
    shown = run("import-lines", book, path, "--money", "万元")[1]
    assert shown.endswith("新增 0，更新 0，不变 1\n"), "columns and words are remembered, nothing is doubled"


def test_as_data(run, book, tmp_path):
    path = tmp_path / "采购.csv"
    path.write_text("采购内容,类别,金额（元）,单位\n台式机,货物,15000.01,别的局\n", encoding="utf-8")
    status, shown, _ = run("import-procurement", book, path, "--preview", "--json")
    data = json.loads(shown)
    assert (status, data["unknown_words"], data["rows"]) == (1, {"预算单位/别的局": ["本单位", "不导入"]}, [])
    assert data["rejects"][0].startswith("文件“采购.csv”第 2 行“单位”列")
    status, shown, _ = run("import-procurement", book, path, "--word", "预算单位/别的局=本单位", "--json")
    data = json.loads(shown)
    assert (status, data["total"], data["rows"][0]["state"]) == (0, 1_500_001, "新增")
    with Book.open_to_read(book) as opened:
        assert [each.amount for each in opened.records(Procurement)] == [1_500_001]


def test_a_list_goes_into_a_scenario_where_that_is_asked(run, book, tmp_path):
    path = tmp_path / "设备.csv"
    path.write_text("资产名称,数量,单价（元）\n空调,2,3000\n", encoding="utf-8")
    run("scenario", "new", book, "试算")
    status, shown, error = run("import-asset-plans", book, path, "--scenario", "试算")
    assert (status, "新增 1" in shown, "试算" in error) == (0, True, True), error
    assert "没有" in run("import-assets", book, tmp_path / "设备.csv", "--year", "2030")[2]
