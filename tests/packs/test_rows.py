"""The rows of a pack as records: a wrong cell is named by member, row and column."""

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Budget, Indicator, Project, Unit
from desktop.packs import rows
from desktop.packs.rows import RowReader
from tests.small_cases import small_cases

BUDGETS = "id,year,stage,policy\r\n1,2027,草稿,\r\n2,2026,草稿,\r\n"
PROJECTS = "id,budget_id,name\r\n1,1,甲\r\n2,2,乙\r\n"


def records(**members):
    return RowReader("a.mzs").records({"data/budget.csv": BUDGETS, **{f"data/{k}.csv": v for k, v in members.items()}})


def refusal(**members):
    with pytest.raises(UserError) as refused:
        records(**members)
    return str(refused.value).removeprefix("文件“a.mzs”的成员")


def test_rows_are_records_numbered_as_in_the_file():
    found = records(project=PROJECTS, indicator="id,budget_id,project_id,name\r\n1,1,1,数量\r\n2,1,,效益\r\n")
    assert [(r.id, r.budget_id, r.name) for r in found[Project]] == [(1, 1, "甲"), (2, 2, "乙")]
    assert [r.project_id for r in found[Indicator]] == [1, None]
    facts = rows.facts_of(Unit(name="某局"), found[Budget][0], found)
    assert ([r.name for r in facts.projects], len(facts.indicators), facts.release.id) == (["甲"], 2, 0)


@small_cases(
    ("text", "words"),
    [
        ("id,budget_id,name,secret\r\n", "“data/project.csv”有不认识或重复的列“secret”"),
        ("id,budget_id,name,name\r\n", "有不认识或重复的列“name”"),
        ("id,name\r\n", "缺少列“budget_id”"),
        ("", "缺少列“id”"),
        ("id,budget_id,name\r\n1,1\r\n", "第 2 行有 2 格，应为 3 格"),
        ("id,budget_id,name\r\n2,1,甲\r\n", "第 2 行：“序号”写成了 2，应为 1"),
        ("id,budget_id,name\r\n1,3,甲\r\n", "指向第 3 号，本预算没有这一行"),
        ("id,budget_id,name,total\r\n1,1,甲,一百\r\n", "第 2 行：“项目总额”写成了"),
        ('id,budget_id,name\r\n1,1,"甲\r\n', "不是正确的 CSV"),
    ],
)
def test_a_wrong_row_is_named(text, words):
    assert words in refusal(project=text)


def test_a_reference_into_another_budget_is_refused():
    text = "id,budget_id,project_id,name\r\n1,1,2,数量\r\n"
    assert "第 2 行：“所属项目”指向第 2 号，本预算没有这一行" in refusal(project=PROJECTS, indicator=text)


def test_too_many_rows_and_a_count_beyond_its_bounds_are_refused(monkeypatch):
    assert "应为整数" in refusal(procurement="id,budget_id,quantity\r\n1,1,99999999999\r\n")
    assert "单价" in refusal(asset_plan="id,budget_id,quantity,price\r\n1,1,1000000,9999999999999.00\r\n")
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    assert "超过 2 行" in refusal(project=PROJECTS)
