"""A page that comes back: what its code or version says, whether the book says so now, and if not, when it did."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.exporters.page_code import PageCode
from desktop.findings import UserError
from desktop.ledger import rolling, units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Income, Unit
from desktop.ledger.vocabulary import Stage
from desktop.packs import printed_codes
from desktop.packs.printed_codes import Printed
from desktop.units import together, views

FORM = "national/2023"


@pytest.fixture
def book(tmp_path):
    """A unit of the code 001, whose budget of the 一上 was handed in, changed in the 二上 and then once more."""
    with Book.create(tmp_path / "单位.mzb") as book:
        book.choose_form(FORM)
        with book.operation("新建"):
            unit = book.insert(Unit(name="某局", kind="行政", code="001"))
            budget = book.insert(Budget(unit_id=unit.id, year=2027, stage="一上"))
            book.insert(Income(budget_id=budget.id, source="一般公共预算", amount=1_000_000))
        yield book


def version(book):
    return pipeline.of_book(book).version


def change(book, amount, name="改收入"):
    income = book.records(Income, budget_id=pipeline.newest_budget(book).id)[0]
    with book.operation(name):
        book.update(replace(income, amount=amount))


def search(book, text, **options):
    printed = printed_codes.read(text)
    return printed_codes.search(printed, book, **options)


def test_what_a_code_and_a_version_say():
    page = printed_codes.read(" 00|1|2027|一上|ab12-cd34|3|20\n")
    assert (page.version, page.page.unit_code, page.page.stage) == ("AB12-CD34", "00|1", "一上")
    assert (page.page.year, page.page.page, page.page.pages) == (2027, 3, 20)
    typed_ways = ("版本 ab12-cd34", "版本：AB12—CD34", "ＡＢ１２－ＣＤ３４", "AB12 – CD34", "AB12——CD34", "AB12一CD34")
    for typed in (*typed_ways, "ab12cd34", "ab12 cd34", "ＡＢ１２　ｃｄ３４", "A B 1 2 - C D 3 4", "版本号ab12cd34"):
        assert printed_codes.read(typed) == Printed("AB12-CD34")
    for typed in ("001|2027|一上|ab12cd34|3|20", "００１｜２０２７｜一上｜ＡＢ１２—ＣＤ３４｜３｜２０"):
        assert printed_codes.read(typed) == Printed("AB12-CD34", PageCode("001", 2027, "一上", "AB12-CD34", 3, 20))
    for text in (
        "公开.pdf",
        "AB12",
        "AB12CD345",
        "AB12CD3G",
        "1|2027|一上|AB12-CD34|3",
        "1|2027|一上|第一版|3|20",
        "1|二〇|一上|AB12-CD34|3|20",
        "1|2027|一上|AB12-CD34|21|20",
        "1|2027|一上|AB12-CD34|0|20",
    ):
        assert printed_codes.read(text) is None


def test_a_page_of_now_of_before_and_of_nothing(book):
    first = version(book)
    code = f"001|2027|一上|{first}|1|20"
    (shown,) = search(book, code).shown
    assert (shown.present, shown.label, shown.budget.stage) == (True, "某局", "一上")
    with book.operation("编码"):
        book.update(replace(book.units()[0], code="002"))
    with pytest.raises(UserError, match="编码为“001”的单位在账本中没有2027年“一上”"):
        search(book, code)
    book.undo()
    change(book, 2_000_000, "多报")
    change(book, 3_000_000, "再多报")
    rolling.next_stage(book, pipeline.newest_budget(book), Stage.SECOND_UP, {Stage.FIRST_DOWN: "财预〔2026〕1号"})
    change(book, 4_000_000, "压减")
    found = search(book, code)
    (shown,) = found.shown
    assert (shown.present, shown.last.name, shown.before.name, shown.budget.stage) == (False, "新建", "多报", "一上")
    assert ("1.00", "3.00") in {(d.in_file, d.by_book) for d in shown.differences}
    assert all("一上" not in d.place and d.place.startswith(("说明第", "《")) for d in shown.differences)
    nothing = search(book, "0000-0000")
    assert (nothing.shown, nothing.complete, nothing.looked > found.looked) == ((), True, True)
    assert search(book, first, most=1).shown == ()
    assert not search(book, first, most=1).complete


def test_the_page_of_a_sum_is_found_before_one_of_its_units_changed(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as book:
        book.choose_form(FORM)
        with book.operation("建"):
            top = units.add(book, Unit(name="某局", kind="行政", scope="部门"))
            unit = units.add(book, Unit(name="中心", kind="行政", parent_id=top.id), (2027,))
            (budget,) = book.records(Budget, unit_id=unit.id)
            income = book.insert(Income(budget_id=budget.id, source="一般公共预算", amount=1_000_000))
        then = pipeline.page_code_of(together.of_view(book, views.below(book, top))) + "|1|9"
        assert [s.label for s in search(book, then).shown] == ["某局（汇总）"]
        assert pipeline.page_code_of(together.of_view(book, views.chosen(book, book.units()))) == ""
        with book.operation("改"):
            book.update(replace(income, amount=2_000_000))
        (shown,) = search(book, then).shown
        assert (shown.label, shown.before.name, shown.gone) == ("某局（汇总）", "改", False)
        assert shown.differences


def test_a_stage_that_is_frozen_was_printed_in_the_layout_it_has(book):
    """Also before it was frozen, when no other layout had been chosen yet."""
    then = version(book)
    change(book, 2_000_000, "改")
    budget = pipeline.newest_budget(book)
    rolling.next_stage(book, budget, Stage.FIRST_DOWN)
    book.choose_form(FORM, book.records(Budget, id=budget.id)[0])
    book.choose_form("chongqing/2023")
    (shown,) = search(book, then).shown
    assert (shown.budget.stage, shown.before.name) == ("一上", "改")


def test_a_page_printed_in_another_layout_is_found_and_the_layout_named(book):
    """The book has chosen another layout since, or the page was exported in one that it never chose."""
    other = pipeline.of_book(book, "hunan/2025")
    for text in (other.version, f"001|2027|一上|{other.version}|1|9"):
        (shown,) = search(book, text).shown
        assert (shown.present, shown.label, shown.layout) == (True, "某局", other.form.title)
    assert search(book, version(book)).shown[0].layout == "", "the book's own needs no name"
    assert search(book, other.version, form="hunan/2025").shown[0].layout == "", "named by who asks"
    assert search(book, other.version, form=FORM).shown == (), "who names a layout is told of that alone"


def test_a_page_of_chosen_units_in_another_layout_is_found(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as book:
        book.choose_form(FORM)
        with book.operation("建"):
            chosen = [units.add(book, Unit(name=name, kind="行政"), (2027,)) for name in ("甲局", "乙局")]
        other = together.of_view(book, views.chosen(book, chosen, 2027), "hunan/2025")
        (shown,) = search(book, other.version, named=chosen).shown
        assert (shown.label, shown.layout) == ("甲局、乙局", other.form.title)
