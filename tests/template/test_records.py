"""The rows of each list, from the worked example."""

import pytest

from desktop.template.record_lists import known_lists
from desktop.template.records import Records, is_money
from tests.small_cases import small_cases

EVERY = {field for entry in known_lists().values() for field in entry.headers.values()}


@pytest.fixture(scope="module")
def records(disclosures):
    example = disclosures["qinghe_2025"]
    return Records(example.facts, example.cube)


@small_cases("name", sorted(known_lists()))
def test_every_list_has_rows_and_its_fields_are_headers(records, name):
    known = set(known_lists()[name].headers.values())
    rows = records.entries(name, known, ())
    facts = records.facts
    counts = {"人员": facts.people, "项目": None, "测算明细": facts.project_lines, "绩效指标": facts.indicators,
              "政府采购": facts.procurements, "资产购置": facts.asset_plans}  # fmt: skip
    if counts.get(name):
        assert len(rows) == len(counts[name])
    for row in rows:
        assert {field for field in row.fields if not field.startswith("工资项.")} <= EVERY
        assert row.fields["年度"] == 2025


def test_lines_are_divided_by_what_is_shown_and_nothing_is_lost(records):
    every = records.cube.total(records.speaks_of(()))
    for fields in ({"金额"}, {"功能科目", "金额"}, {"功能科目.项", "经济科目名称", "资金来源"}, {"项目名称"}):
        rows = records.entries("支出明细", fields, ())
        assert sum(row.fields["金额"] for row in rows) == every
    assert len(records.entries("支出明细", {"金额"}, ())) == 1


def test_a_project_without_lines_has_a_row_with_nothing(records, disclosures):
    from dataclasses import replace

    from desktop.ledger.records import Project

    example = disclosures["qinghe_2025"]
    idle = Project(id=99, budget_id=1, name="待启动")
    facts = replace(example.facts, projects=(*example.facts.projects, idle))
    rows = Records(facts, example.cube).entries("项目", {"项目名称"}, ())
    assert [row.fields["金额"] for row in rows if row.fields["项目名称"] == "待启动"] == [0]
    assert [row.fields["序号"] for row in rows] == list(range(1, len(rows) + 1))


def test_which_fields_are_money():
    assert is_money("金额") and is_money("工资项.岗位工资") and not is_money("数量")
