"""Control numbers from above: a file for each unit, set in the unit's own book as one named step."""

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger import control_trail, units
from desktop.ledger.records import Budget, Control, Project, Unit
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


def test_no_file_of_a_unit_takes_the_place_of_another_units():
    alike = [
        Unit(id=n, name=name, code=code) for n, (name, code) in enumerate((("a/站", ""), ("A:站", "7"), ("b", "")))
    ]
    found = [controls.Issued(unit, Budget(year=2027), unit.name.encode(), 1) for unit in alike]
    assert controls.names(found) == {
        "a_站_2027年_控制数.mzs": b"a/\xe7\xab\x99",
        "A_站_7_2027年_控制数.mzs": b"A:\xe7\xab\x99",
        "b_2027年_控制数.mzs": b"b",
    }


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


def test_no_numbers_or_two_of_one_block_are_refused(book, issued):
    twice = (issued.controls[0], issued.controls[0])
    for found, words in (((), "没有控制数"), (twice, "有重复的板块")):
        with pytest.raises(UserError, match=f"成员“data/control.csv”中{words}，没有装入"):
            controls.plan(book, reading.Pack("x.mzs", "", issued.manifest, controls=found))


def test_without_numbers_nothing_is_issued(bureau):
    with pytest.raises(UserError, match="没有可以下达的"):
        list(controls.issued(bureau, [], ""))


def test_a_second_document_joins_the_trail_and_finds_the_alikeown_project(bureau, book, tmp_path, issued):
    controls.take(book, controls.plan(book, issued))
    name = book.records(Project, budget_id=pipeline.newest_budget(book).id)[-1].name
    with bureau.operation("二次下达"):
        (budget,) = [b for b in bureau.records(Budget) if bureau.records(Control, budget_id=b.id)]
        project = bureau.insert(Project(budget_id=budget.id, name=name, goal="不随控制数传出"))
        bureau.insert(Control(budget_id=budget.id, block="人员经费", amount=200_00, reference="某财〔2025〕2号"))
        bureau.insert(Control(budget_id=budget.id, block="项目支出", amount=7_00, project_id=project.id))
    (found,) = controls.issued(bureau, [budget], "某财〔2025〕2号")
    target = tmp_path / "二.mzs"
    target.write_bytes(found.content)
    plan = controls.plan(book, reading.read(target))
    assert (plan.asks, plan.pack.projects[0].goal, len(plan.revised)) == (True, "", 3)
    controls.take(book, plan)
    stored = book.records(Control, budget_id=plan.budget.id)
    of_block = [(c.amount, c.reference) for c in stored if c.block == "人员经费"]
    assert of_block == [(100_00, "某财〔2025〕1号"), (200_00, "某财〔2025〕2号")]
    of_project = [c for c in control_trail.of_projects(book.facts(plan.budget)) if c.reference]
    assert [(c.amount, control_trail.name_of(c, {c.project_id: name})) for c in of_project] == [(700, f"项目“{name}”")]


def test_numbers_of_a_project_the_book_does_not_have_are_refused_by_name(book, issued):
    control = Control(block="项目支出", amount=1, project_id=1)
    pack = reading.Pack("x.mzs", "", issued.manifest, controls=(control,), projects=(Project(id=1, name="没有的"),))
    with pytest.raises(UserError, match="账本中没有项目“没有的”"):
        controls.plan(book, pack)
