"""The unit of money of a project list: in a heading, above the table, or asked."""

import pytest

from desktop.intake.project_list import read_projects
from tests.small_cases import small_cases


@pytest.fixture
def table(tmp_path):
    def make(rows, head):
        path = tmp_path / "项目.csv"
        path.write_text(head + rows, encoding="utf-8")
        return path

    return make


PLAIN = "项目名称,功能科目,经济科目,数量,单价,金额{}\n"
ROW = "甲,一般行政管理事务,30201 办公费,2,{},{}\n合计,,,,,{}\n"


@small_cases(
    ("head", "price", "amount"),
    [
        (PLAIN.format("（万元）"), "1.25", "2.5"),
        ("单位：万元,,,,,\n" + PLAIN.format(""), "1.25", "2.5"),
        ("单位：万元,,,,,\n" + PLAIN.format("").replace("单价", "单价（元）"), "12500", "2.5"),
        (PLAIN.format("（元）"), "12500", "25000"),
        ("甲局项目清单（千元）,,,,,\n" + PLAIN.format(""), "12.5", "25"),
    ],
)
def test_amounts_are_in_the_unit_that_heading_or_title_names(table, head, price, amount):
    names = ROW.replace("一般行政管理事务", "2010302 一般行政管理事务").format(price, amount, amount)
    found = read_projects(table(names, head), 2025)
    assert (found.rejects, found.total, found.money_asked) == ([], 2_500_000, False)
    assert found.rows[0].line.price == 1_250_000


def test_a_file_without_a_unit_of_money_is_asked_about(table):
    path = table("甲,2010302,30201,2,1.25,2.5\n", PLAIN.format(""))
    asked = read_projects(path, 2025)
    assert (asked.rows, asked.money_asked, "没有写明金额单位（列“单价、金额”）" in asked.rejects[0].message) == (
        [],
        True,
        True,
    )
    assert read_projects(path, 2025, money="万元").total == 2_500_000
    assert read_projects(path, 2025, money="元").total == 250


def test_text_below_the_heading_that_speaks_of_money_stays(table):
    found = read_projects(table("会议（3万元）,2010302,30201,1,9,9\n", PLAIN.format("（元）")), 2025)
    assert found.rows[0].project.name == "会议（3万元）"
