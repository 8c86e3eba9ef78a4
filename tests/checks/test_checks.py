"""Each check finds the mistake it is for, and the sound book raises none of them."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks.catalogue import REGISTER
from desktop.findings import Status
from desktop.layouts.tables.table import Cell
from desktop.ledger.records import DirectLine, Income

PAY = DirectLine(id=900, function_code="2010350", economic_code="30101", nature="人员", amount=100)


def outcomes(facts, wuxi, unit=None):
    facts = replace(facts, unit=replace(facts.unit, **unit)) if unit else facts
    disclosure = pipeline.disclose(facts, wuxi.last, wuxi.form)
    return {o.code: o for o in disclosure.outcomes}


def with_line(facts, **changed):
    return replace(facts, lines=(*facts.lines, replace(PAY, **changed)))


def test_every_check_is_registered_once():
    codes = [
        *(f"C{n:02d}" for n in range(1, 101)),
        *(f"C{n}" for n in (*range(101, 112), *range(115, 120), 130, 140, 143, 144, 145, 147, 148)),
        "G01",
        "N02",
        "N03",
        "N04",
    ]
    assert sorted(r.code for r in REGISTER) == sorted(codes)


def test_the_sound_book_passes_and_says_why_one_does_not_apply(wuxi):
    entered = replace(wuxi.facts, release=replace(wuxi.facts.release, contact="办公室", phone="023-12345678"))
    found = outcomes(entered, wuxi)
    ended = {code: outcome.status for code, outcome in found.items()}
    first = {
        code: status for code, status in ended.items() if (len(code) == 3 and code <= "C30") or not code.startswith("C")
    }
    assert set(first.values()) == {Status.PASSED, Status.NOT_APPLICABLE}
    assert [code for code, status in first.items() if status is Status.NOT_APPLICABLE] == ["C17"]
    assert all(outcome.note for outcome in found.values() if outcome.status is not Status.PASSED)


MISTAKES = [
    ("C01", {"incomes": "more"}, {}),
    ("C07", {"government_code": "50598"}, {}),
    ("C07", {"government_code": "505"}, {}),
    ("C08", {"economic_code": ""}, {}),
    ("C08", {"nature": "项目", "project_id": None, "economic_code": "30201"}, {}),
    ("C08", {"function_code": "20103"}, {}),
    ("C09", {"fund": ""}, {}),
    ("C11", {"incomes": "more"}, {}),
    ("C13", {"incomes": "more"}, {}),
    ("C18", {"nature": "项目", "project_id": None, "economic_code": "30201"}, {}),
    ("C19", {"fund": "政府性基金"}, {}),
    ("C20", {"amount": 0}, {}),
    ("C20", {"amount": -5}, {}),
    ("C21", {"government_code": "50502"}, {}),
    ("C22", {"government_code": "50101"}, {}),
    ("C22", {"government_code": "50501"}, {"kind": "行政"}),
    ("C23", {"economic_code": "30107", "government_code": "50199"}, {"kind": "参公"}),
    ("C24", {"function_code": "2010301"}, {}),
    ("C24", {"function_code": "2010350"}, {"kind": "行政"}),
    ("C25", {"function_code": "2101101"}, {}),
    ("C26", {"function_code": "2010350", "economic_code": "30113"}, {}),
    ("C27", {"economic_code": "31002"}, {}),
    ("C28", {"nature": "项目", "project_id": 1}, {}),
    ("C29", {"function_code": "2010398"}, {}),
    ("C29", {"economic_code": "30198"}, {}),
    ("C30", {"function_code": "2010398"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "change", "unit"), MISTAKES, ids=[f"{m[0]}-{n}" for n, m in enumerate(MISTAKES)])
def test_each_check_finds_its_mistake(code, change, unit, wuxi):
    if change.get("incomes") == "more":
        facts = replace(wuxi.facts, incomes=(*wuxi.facts.incomes, Income(id=77, amount=100)))
    else:
        facts = with_line(wuxi.facts, **change)
    found = outcomes(facts, wuxi, unit)[code]
    assert found.status is Status.FAILED
    assert found.findings
    assert all(f.code == code and len(f.message) > 8 for f in found.findings)


def test_findings_on_lines_point_to_them(wuxi):
    found = outcomes(with_line(wuxi.facts, economic_code="31002"), wuxi)["C27"]
    assert found.findings[0].place.lines == ("L900",)


def test_a_code_without_partner_is_not_checked_rather_than_passed(wuxi):
    lines = tuple(replace(line, economic_code="30107", function_code="2010301", government_code="50199")
                  for line in wuxi.facts.lines[:1])  # fmt: skip
    ended = outcomes(replace(wuxi.facts, lines=lines), wuxi, {"kind": "行政"})["C21"]
    assert ended.status is Status.NOT_CHECKED
    assert "30107" in ended.note


TAMPERED = [
    ("C02", "balance", "total", "amount"),
    ("C03", "balance", "outlay", "expenditure_amount"),
    ("C06", "general_expenditure", "2010350", "total"),
    ("C07", "general_basic", "30101", "personnel"),
    ("C10", "general_expenditure", "total", "basic"),
    ("C11", "income", "total", "general"),
    ("C12", "expenditure", "208", "total"),
    ("C13", "fiscal_balance", "outlay", "all"),
    ("C14", "general_expenditure", "total", "total"),
    ("C15", "general_basic", "total", "total"),
    ("C16", "gov_fund", "total", "total"),
]


@pytest.mark.parametrize(("code", "table_id", "row", "column"), TAMPERED)
def test_one_fen_in_one_printed_cell_is_found(code, table_id, row, column, wuxi, monkeypatch):
    """A table that says something else than the ledger (a mistake of ours) is caught by the check for it."""
    from desktop.layouts.tables.build import TableBuilder

    build = TableBuilder.build

    def tampered(self, spec):
        table = build(self, spec)
        if table.id == table_id:
            cell: Cell = table.find(row, column)
            cell.amount = (cell.amount or 0) + 1
        return table

    monkeypatch.setattr(TableBuilder, "build", tampered)
    assert outcomes(wuxi.facts, wuxi)[code].status is Status.FAILED


def test_sums_of_natures_that_leave_a_gap_are_found(wuxi, monkeypatch):
    from types import MappingProxyType

    from desktop.catalog.measures import Measure, make_filter

    narrow = Measure(
        "public", "公用经费", make_filter({"side": ["支出"], "nature": ["公用"], "economic": ["3020"]}, "t")
    )
    measures = dict(wuxi.form.measures) | {"public": narrow, "project": narrow}
    form = replace(wuxi.form, measures=dict(MappingProxyType(measures)))
    ended = {o.code: o.status for o in pipeline.disclose(wuxi.facts, wuxi.last, form).outcomes}
    assert ended["C04"] is Status.FAILED
    assert ended["C05"] is Status.FAILED


def test_an_empty_book_is_not_said_to_have_passed_what_it_has_nothing_of(wuxi):
    ended = outcomes(replace(wuxi.facts, lines=(), incomes=()), wuxi)
    assert ended["C08"].status is Status.NOT_APPLICABLE
    assert all(ended[f"C{n}"].status is Status.NOT_APPLICABLE for n in range(21, 30))
