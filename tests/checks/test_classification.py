"""Classification: each subject for the kind of unit it is for; a code without partner is not passed."""

from dataclasses import replace

import pytest

from desktop.catalog import editions
from desktop.catalog.change_list import EDITION, RENAMED, Change
from desktop.catalog.classification import FILES
from desktop.findings import Severity, Status
from desktop.ledger.records import DirectLine


def with_line(facts, kind="事业", **fields):
    line = DirectLine(
        id=900, **{"function_code": "2010350", "economic_code": "30201", "nature": "公用", "amount": 1, **fields}
    )
    return replace(facts, unit=replace(facts.unit, kind=kind), lines=(line,))


@pytest.fixture
def bare(facts):
    """The example without people and projects: what is there is what a test puts in."""
    return replace(facts, people=(), pay_items=(), quota_splits=(), projects=(), project_lines=(), project_years=(),
                   procurements=(), asset_plans=(), indicators=(), lines=(), incomes=(), assets=())  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "fields", "found"),
    [
        ("C22", "事业", {"government_code": "50299"}, True),
        ("C22", "事业", {"government_code": "50502"}, False),
        ("C22", "行政", {"government_code": "50601"}, True),
        ("C22", "参公", {"government_code": "50201"}, False),
        ("C23", "参公", {"economic_code": "30107"}, True),
        ("C23", "事业", {"economic_code": "30107"}, False),
        ("C23", "行政", {"economic_code": "30103"}, False),
        ("C24", "事业", {"function_code": "2010301"}, True),
        ("C24", "行政", {"function_code": "2010301"}, False),
        ("C25", "事业", {"function_code": "2101102"}, False),
        ("C25", "参公", {"function_code": "2080502"}, True),
        ("C25", "事业", {"function_code": "2080501"}, True),
        ("C27", "事业", {"economic_code": "31003"}, True),
        ("C27", "事业", {"economic_code": "31002", "nature": "公用"}, False),
        ("C27", "事业", {"economic_code": "31002", "nature": "项目"}, False),
        ("C28", "事业", {"economic_code": "30106", "nature": "项目"}, False),
        ("C28", "事业", {"economic_code": "30113", "nature": "项目"}, True),
        ("C28", "事业", {"economic_code": "30113", "nature": "人员"}, False),
        ("C29", "事业", {"economic_code": "30201"}, False),
        ("C29", "事业", {"economic_code": "30298"}, True),
    ],
)  # fmt: skip
def test_each_subject_for_its_kind_of_unit(code, kind, fields, found, bare, messages):
    assert bool(messages(code, with_line(bare, kind, **fields))) is found


@pytest.mark.parametrize(("economic", "function"), [("30108", "2080505"), ("30110", "2101102"), ("30113", "2210201")])
def test_contributions_are_expected_under_their_usual_item(economic, function, bare, messages):
    assert messages("C26", with_line(bare, economic_code=economic, function_code=function)) == []
    (said,) = messages("C26", with_line(bare, economic_code=economic))
    assert economic in said
    assert "2010350" in said


def test_lines_with_one_mistake_are_one_finding_that_points_to_all(bare, outcome):
    first = with_line(bare, economic_code="31003")
    both = replace(first, lines=(*first.lines, replace(first.lines[0], id=901)))
    (finding,) = outcome("C27", both).findings
    assert finding.place.lines == ("L900", "L901")


def test_a_code_unknown_to_the_crosswalk_is_not_passed(bare, outcome):
    ended = outcome("C21", with_line(bare, kind="行政", economic_code="30107"))
    assert ended.status is Status.NOT_CHECKED
    assert "30107" in ended.note


@pytest.mark.parametrize("code", [f"C{n}" for n in range(21, 30)])
def test_a_book_without_expenditure_has_nothing_to_classify(code, bare, outcome):
    assert outcome(code, bare).status is Status.NOT_APPLICABLE


def test_a_name_beside_another_code_is_found(wuxi, outcome, monkeypatch):
    from desktop.layouts.tables.build import TableBuilder

    build = TableBuilder.build

    def renamed(self, spec):
        table = build(self, spec)
        cell = table.find("2010350", "name") if table.id == "general_expenditure" else None
        if cell is not None:
            cell.text = "行政运行"
        return table

    assert outcome("C30", wuxi.facts, wuxi.last).status is Status.PASSED
    monkeypatch.setattr(TableBuilder, "build", renamed)
    found = outcome("C30", wuxi.facts, wuxi.last)
    assert any("与名称“行政运行”不匹配" in f.message for f in found.findings)


def test_a_code_nobody_knows_is_named_once_and_not_in_every_table(bare, messages):
    told = messages("C30", with_line(bare, function_code="2014101"))
    assert told == [
        f"科目编码 {code} 在科目表中没有，各表上没有它的名称，请按 C29 改正或增加" for code in ("20141", "2014101")
    ]


def test_an_ended_code_is_found_with_what_it_has_become(bare, messages):
    (told,) = messages("C29", with_line(bare, function_code="2010308"))
    assert "“2010308 信访事务”在 2025 年不能使用，请改用“20140 信访事务”下面的科目" in told


def test_an_own_code_is_pointed_out_and_missed_on_another_computer(bare, outcome, own_codes):
    facts = with_line(bare, function_code="2010397")
    (missed,) = outcome("C29", facts).findings
    assert "本机科目表没有的，在“帮助”→“科目…”中增加" in missed.message
    editions.add("function", "2010397", "数据管理服务", "甲财〔2024〕1号", 2025)
    (hint,) = outcome("C29", facts).findings
    assert (hint.severity, "“2010397 数据管理服务”（甲财〔2024〕1号）是本机自行增加的" in hint.message) == (
        Severity.INFO,
        True,
    )


def test_a_code_that_was_renamed_later_is_pointed_out_in_an_older_book(bare, outcome, own_codes):
    assert outcome("C29", with_line(bare)).status is Status.PASSED
    editions.save([Change(2026, "economic", RENAMED, "30201", "办公经费")])
    (told,) = outcome("C29", with_line(bare)).findings
    assert "30201 办公费（表上印的是后来的名称“办公经费”）" in told.message


def test_codes_of_a_year_whose_edition_is_not_held_are_not_passed(bare, outcome, own_codes):
    facts = with_line(bare)
    facts = replace(facts, budget=replace(facts.budget, year=2027))
    ended = outcome("C29", facts)
    assert ended.status is Status.NOT_CHECKED
    assert "2027 年版科目已有，本机没有" in ended.note
    editions.save([Change(2027, kind, EDITION, document="甲") for kind in FILES])
    assert outcome("C29", facts).status is Status.PASSED
