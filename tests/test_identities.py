"""On random balanced books every identity holds to the 分, and tables equal sums made by hand."""

from hypothesis import given, settings

from desktop import pipeline
from desktop.findings import Status
from desktop.layouts.form import loader
from tests import scale
from tests.books import two_years

IDENTITIES = {f"C{n:02d}" for n in range(1, 20)}
FORM = loader.load("chongqing/2023")
NATIONAL = loader.load("national/2023")


def by_hand(facts, **where) -> int:
    return sum(
        line.amount for line in facts.lines if all(str(getattr(line, k)).startswith(v) for k, v in where.items())
    )


@settings(max_examples=scale.count(10))
@given(two_years())
def test_all_identities_hold(years):
    this, last = years
    disclosure = pipeline.disclose(this, last, FORM)
    for outcome in disclosure.outcomes:
        if outcome.code in IDENTITIES or (outcome.code.startswith("CQ") and outcome.code != "CQ12"):
            assert outcome.status in (Status.PASSED, Status.NOT_APPLICABLE), (outcome.code, outcome.findings)
            assert outcome.status is Status.PASSED or outcome.note
    tables = {table.id: table for table in disclosure.tables}
    general = tables["general_expenditure"].find("total", "total")
    assert (general.amount or 0) == by_hand(this, fund="一般公共预算")
    basic = tables["general_basic"].find("total", "personnel")
    assert (basic.amount or 0) == by_hand(this, fund="一般公共预算", nature="人员")
    for code in {line.function_code[:3] for line in this.lines}:
        cell = tables["expenditure"].find(code, "total")
        assert cell is not None
        assert cell.amount == by_hand(this, function_code=code)
    assert tables["balance"].find("outlay", "expenditure_amount").amount == by_hand(this) + sum(
        item.amount for item in this.carry_outs
    )


@settings(max_examples=scale.count(4))
@given(two_years())
def test_identities_hold_in_the_national_layout(years):
    disclosure = pipeline.disclose(*years, NATIONAL)
    for outcome in disclosure.outcomes:
        if outcome.code in IDENTITIES or outcome.code.startswith("T"):
            assert outcome.status is not Status.FAILED, (outcome.code, outcome.findings)


@settings(max_examples=scale.count(4))
@given(two_years())
def test_one_fen_too_much_is_always_found(years):
    this, last = years
    if not this.lines:
        return
    first = this.lines[0]
    from dataclasses import replace

    broken = replace(this, lines=(replace(first, amount=first.amount + 1), *this.lines[1:]))
    disclosure = pipeline.disclose(broken, last, FORM)
    failed = {o.code for o in disclosure.outcomes if o.status is Status.FAILED}
    assert {"C01", "C19"} <= failed
