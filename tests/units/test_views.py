"""Which budgets a view shows: of which units, year and stage; what is missing or behind is said."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, TakenIn, Unit
from desktop.units import views


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as made:
        with made.operation("建"):
            top = units.add(made, Unit(name="某局", scope="部门"))
            for name in ("本级", "中心"):
                unit = units.add(made, Unit(name=name, parent_id=top.id), (2026, 2027))
                write(made, name, 2026)
                write(made, name, 2027)
            units.add(made, Unit(name="分站", parent_id=unit.id), (2027,))
            write(made, "分站", 2027)
        yield made


def find(book, name):
    return units.tree_of(book).find(name)


def write(book, name, year):
    (budget,) = book.records(Budget, unit_id=find(book, name).id, year=year)
    with book.operation("录入"):
        book.insert(DirectLine(budget_id=budget.id, amount=1))


def names(view):
    return [part.unit.name for part in view.parts]


def test_a_unit_with_all_below_it(book):
    view = views.below(book, find(book, "某局"))
    assert (view.unit.name, view.unit.scope, view.budget.year, view.budget.stage) == ("某局", "部门", 2027, "草稿")
    assert (names(view), view.problems) == (["本级", "中心", "分站"], ())
    assert [[b.year for _, b in part.last] for part in view.parts] == [[2026], [2026], []]
    assert names(views.below(book, find(book, "中心"))) == ["中心", "分站"]


def test_chosen_units_are_shown_under_the_unit_above_them(book):
    view = views.chosen(book, [find(book, "分站"), find(book, "本级")])
    assert (names(view), view.unit.name) == (["本级", "分站"], "某局（选择汇总：2 个单位）")


def test_a_unit_without_a_budget_or_with_an_empty_one_is_said(book):
    with book.operation("加"):
        top = find(book, "某局")
        units.add(book, Unit(name="新站", parent_id=top.id))
        units.add(book, Unit(name="空站", parent_id=top.id), (2027,))
    assert views.below(book, top).problems == (
        "“新站”没有2027年预算，汇总中没有它的数",
        "“空站”的2027年预算还没有录入，汇总中没有它的数",
    )


def test_a_stage_behind_is_said_and_shown(book):
    with book.operation("一上"):
        for name in ("本级", "中心"):
            (budget,) = book.records(Budget, unit_id=find(book, name).id, year=2027)
            book.update(replace(budget, stage="一上"))
    view = views.below(book, find(book, "某局"))
    assert [part.budget.stage for part in view.parts] == ["一上", "一上", "草稿"]
    assert view.problems == ("“分站”没有“一上”阶段，汇总用的是它的“草稿”，请先把各单位转到同一阶段",)


def test_a_unit_whose_later_stage_is_not_shown_is_said_while_others_are_not_there(book):
    with book.operation("一上"):
        for name in ("中心", "本级", "分站"):
            book.insert(Budget(unit_id=find(book, name).id, year=2027, stage="一上"))
            notes = views.below(book, find(book, "某局"), 2027, "草稿").notes
            assert (name == "分站") is (notes == ())
    book.undo()
    with book.operation("一上"):
        book.insert(Budget(unit_id=find(book, "中心").id, year=2027, stage="一上"))
    (note,) = views.below(book, find(book, "某局"), 2027, "草稿").notes
    assert note.startswith("“中心”已有“一上”，汇总用的还是它的“草稿”；")


def test_an_ended_unit_is_compared_with_in_its_successor(book):
    with book.operation("清空"):
        for line in book.records(DirectLine):
            book.delete(line)
        write(book, "中心", 2026)
    units.end(book, find(book, "分站"), 2027, find(book, "本级"))
    units.move(book, find(book, "分站"), None)
    units.end(book, find(book, "中心"), 2027, find(book, "本级"))
    view = views.below(book, find(book, "某局"))
    assert names(view) == ["本级"]
    assert [unit.name for unit, _ in view.parts[0].last] == ["本级", "中心"]


def test_what_an_ended_unit_leaves_out_of_the_sums_is_said(book):
    with book.operation("撤并"):
        book.update(replace(find(book, "分站"), ended_year=2027))
        book.update(replace(find(book, "中心"), ended_year=2027, successor_id=find(book, "本级").id))
        book.update(replace(find(book, "本级"), ended_year=2028))
    view = views.below(book, find(book, "某局"), 2027)
    assert [problem.split("，汇总")[0] for problem in view.problems] == [
        "“中心”自2027年已撤并，但它的2027年预算有内容",
        "“分站”自2027年已撤并，但它的2027年预算有内容",
    ]
    assert view.notes == ()
    with book.operation("清空"):
        (budget,) = book.records(Budget, unit_id=find(book, "分站").id)
        book.update(replace(budget, year=2026))
    assert views.below(book, find(book, "某局"), 2027).notes == (
        "“分站”自2027年撤并，没有填并入单位，它的2026年数不在上年的汇总数中；划出本部门的不用处理",
    )


def test_last_year_that_may_be_counted_twice_is_said(book):
    with book.operation("撤并"):
        book.update(replace(find(book, "中心"), ended_year=2027, successor_id=find(book, "本级").id))
        (last,) = book.records(Budget, unit_id=find(book, "本级").id, year=2026)
        book.insert(TakenIn(budget_id=last.id, fingerprint="1"))
    (note,) = views.below(book, find(book, "某局"), 2027).notes
    assert note.startswith("“本级”的2026年数是装入的，可能已包括并入它的“中心”；")


def test_units_without_any_budget_are_refused(book):
    with book.operation("加"):
        other = units.add(book, Unit(name="别局"))
    with pytest.raises(UserError, match="“别局”和它的下级都没有预算"):
        views.below(book, other)
    with pytest.raises(UserError, match="没有2030年预算"):
        views.below(book, find(book, "某局"), 2030)


def test_what_was_asked_for_is_looked_up_again(book):
    top, unit = find(book, "某局"), find(book, "中心")
    assert names(views.Asked((top.id,), True, 2027, "").view(book)) == ["本级", "中心", "分站"]
    assert names(views.Asked((unit.id, 999), False, 2027, "").view(book)) == ["中心"]
    with pytest.raises(UserError, match="已不在账本中"):
        views.Asked((999,), True, 2027, "").view(book)
