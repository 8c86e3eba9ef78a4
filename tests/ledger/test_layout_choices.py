"""What is decided about a layout: one step, undone, copied with a stage; of the next year only the settings."""

import pytest

from desktop.findings import UserError
from desktop.ledger import layout_choices, rolling
from desktop.ledger.book import Book
from desktop.ledger.vocabulary import Stage
from tests.small_cases import small_cases


@pytest.fixture
def book(wuxi_book):
    with Book.open(wuxi_book) as opened:
        yield opened


def kept(book, budget):
    facts = book.facts(budget)
    return {c.setting: c.choice for c in facts.layout_choices}, {r.form: r.document for r in facts.layout_reviews}


def test_choices_and_document_are_one_step_and_taken_back(book):
    budget = max(book.budgets(1), key=lambda each: each.year)
    layout_choices.keep(book, budget, {"percent": "two", "zeros": ""}, "henan/2022", " 洛财预〔2027〕1号 ")
    assert kept(book, budget) == ({"percent": "two"}, {"henan/2022": "洛财预〔2027〕1号"})
    layout_choices.keep(book, budget, {"percent": "one"})
    assert kept(book, budget) == ({"percent": "one"}, {"henan/2022": "洛财预〔2027〕1号"})
    layout_choices.keep(book, budget, {"percent": ""}, "henan/2022", "")
    assert kept(book, budget) == ({}, {})
    assert [book.undo().name for _ in range(3)] == ["版式设置"] * 3
    assert kept(book, budget) == ({}, {})


def test_a_stage_takes_both_along_and_the_next_year_only_the_settings(book):
    budget = max(book.budgets(1), key=lambda each: each.year)
    layout_choices.keep(book, budget, {"percent": "two"}, "henan/2022", "洛财预〔2027〕1号")
    later = rolling.next_stage(book, budget, Stage.FIRST_UP)
    assert kept(book, later) == ({"percent": "two"}, {"henan/2022": "洛财预〔2027〕1号"})
    rolled = rolling.roll_forward(book, later).budget
    assert kept(book, rolled) == ({"percent": "two"}, {})


@small_cases("text", ["已核对", "〔2026〕12号", "财预2026年12号", "财预〔2026〕12", "财预〔26〕12号", "财预〔2026〕号"])
def test_what_is_no_document_number_is_refused_and_nothing_is_stored(book, text):
    budget = max(book.budgets(1), key=lambda each: each.year)
    with pytest.raises(UserError, match=r"不是文号，没有保存.*例如 某财预〔2026〕12号"):
        layout_choices.keep(book, budget, {"percent": "two"}, "henan/2022", text)
    assert kept(book, budget) == ({}, {})


@pytest.mark.parametrize(
    "text", ["财预〔2026〕12号", "某政办发[2026]第12号", "财预（2026）12 号", "《通知》（财预【2026】1号）"]
)
def test_document_numbers_are_taken_as_people_write_them(book, text):
    budget = max(book.budgets(1), key=lambda each: each.year)
    layout_choices.keep(book, budget, {}, "henan/2022", text)
    assert kept(book, budget)[1] == {"henan/2022": text}
