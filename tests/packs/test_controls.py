"""Control numbers from above: a file for each unit, set in the unit's own book as one named step."""

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.records import Budget, Control, Unit
from desktop.packs import controls, reading


@pytest.fixture
def issued(bureau, tmp_path):
    """A pack of control numbers for the unit of the sample, out of a department's book."""
    with bureau.operation("控制数"):
        unit = units.add(bureau, Unit(name="青禾县政务服务中心", kind="事业", code="101002"), (2025,))
        (budget,) = bureau.records(Budget, unit_id=unit.id)
        bureau.insert(Control(budget_id=budget.id, block="人员经费", amount=100_00))
        bureau.insert(Control(budget_id=budget.id, block="公用经费", fund="一般公共预算", amount=50_00))
    (found,) = controls.issued(bureau, bureau.records(Budget), "某财〔2025〕1号")
    target = tmp_path / "控.mzs"
    target.write_bytes(found.content)
    assert (found.count, found.unit.name) == (2, "青禾县政务服务中心")
    return reading.read(target)


def test_numbers_are_set_with_the_document_as_one_step(book, issued):
    budget = pipeline.newest_budget(book)
    before = book.fingerprint()
    plan = controls.plan(book, issued)
    assert any("控制数“人员经费”" in each.describe() for each in plan.differences)
    controls.take(book, plan)
    found = {(c.block, c.fund, c.amount, c.reference) for c in book.records(Control, budget_id=budget.id)}
    number = "某财〔2025〕1号"
    assert found == {("人员经费", "", 100_00, number), ("公用经费", "一般公共预算", 50_00, number)}
    again = controls.plan(book, issued)
    assert (again.differences, again.asks) == ((), False)
    controls.take(book, again)
    assert book.undo().name == "装入控制数 某财〔2025〕1号"
    assert book.fingerprint() == before


def test_the_same_numbers_give_the_same_bytes(bureau, issued):
    one, two = (next(controls.issued(bureau, bureau.records(Budget), "甲")).content for _ in range(2))
    assert one == two


def test_a_unit_a_year_or_a_stage_that_does_not_fit_is_refused(bureau, book, issued):
    unit = book.units()[0]
    units.rename(book, unit, "别的单位", "7")
    with pytest.raises(UserError, match="账本中没有这个单位"):
        controls.plan(book, issued)
    units.rename(book, book.units()[0], unit.name, unit.code)
    later = reading.Pack("x.mzs", "", {**issued.manifest, "year": 2031}, controls=issued.controls)
    with pytest.raises(UserError, match="没有2031年预算（现有：2024年、2025年）"):
        controls.plan(book, later)
    with book.operation("冻结"):
        budget = pipeline.newest_budget(book)
        book.update(Budget(budget.id, unit.id, 2025, budget.stage, "2025-01-01", budget.policy))
    with pytest.raises(UserError, match="已冻结，不能装入控制数"):
        controls.plan(book, issued)


def test_without_numbers_nothing_is_issued(bureau):
    with pytest.raises(UserError, match="没有可以下达的"):
        list(controls.issued(bureau, [], ""))
