"""The layout of a book: what was frozen keeps the one it was frozen with."""

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger import rolling, stages
from desktop.ledger.book import Book
from desktop.ledger.records import TakenIn
from desktop.ledger.vocabulary import Stage
from desktop.units import layout_in_use
from tests import samples

OLD, NEW = "national/2023", "sichuan/2025"


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "账本.mzb"
    samples.write("wuxi_2023", path)
    with Book.open(path) as opened:
        opened.choose_form(OLD)
        yield opened


def published(book):
    """Freeze the newest budget, as one that was published."""
    return stages.freeze(book, rolling.next_stage(book, pipeline.newest_budget(book), Stage.DISCLOSED))


def test_a_frozen_stage_is_refused_another_layout_with_the_way_out(book):
    frozen = published(book)
    with pytest.raises(UserError, match=r"“公开”已冻结.*不能改用.*解除冻结.*结转到下一年度"):
        layout_in_use.use(book, frozen, NEW)
    assert pipeline.form_of(book, budget=frozen) == OLD
    assert layout_in_use.use(book, frozen, OLD) == []


def test_later_stages_take_the_new_layout_and_frozen_ones_keep_theirs(book):
    frozen = published(book)
    later = rolling.roll_forward(book, frozen).budget
    kept = layout_in_use.use(book, later, NEW)
    assert {each.stage for each in kept} == {"草稿", "公开"}
    assert "“公开”仍用原来的版式" in layout_in_use.describe(kept)
    assert pipeline.form_of(book, budget=later) == NEW
    assert pipeline.of_book(book, "", frozen).form.key == OLD
    layout_in_use.use(book, later, "jiangxi/2025")
    assert pipeline.form_of(book, budget=frozen) == OLD


def test_a_stage_that_was_opened_again_takes_the_layout_of_the_book(book):
    frozen = published(book)
    later = rolling.roll_forward(book, frozen).budget
    layout_in_use.use(book, later, NEW)
    opened = stages.unfreeze(book, frozen, "版式选错")
    assert pipeline.form_of(book, budget=opened) == NEW
    layout_in_use.use(book, opened, "jiangxi/2025")
    again = stages.freeze(book, opened)
    assert pipeline.form_of(book, budget=again) == "jiangxi/2025"


def test_an_undone_freezing_leaves_no_layout_behind(book):
    frozen = published(book)
    book.undo()
    (opened,) = book.records(type(frozen), id=frozen.id)
    layout_in_use.use(book, opened, NEW)
    assert pipeline.form_of(book, budget=opened) == NEW


def test_a_book_that_never_chose_a_layout_keeps_the_default_for_what_is_frozen(book):
    book.choose_form("")
    frozen = published(book)
    layout_in_use.use(book, rolling.roll_forward(book, frozen).budget, NEW)
    assert pipeline.form_of(book, budget=frozen) == loader.default()


def test_a_budget_that_was_taken_in_is_no_frozen_stage_of_ours(book):
    budget = pipeline.newest_budget(book)
    with book.operation("装入"):
        book.insert(TakenIn(budget_id=budget.id))
    frozen = stages.freeze(book, budget)
    assert layout_in_use.use(book, frozen, NEW) == []
    assert pipeline.form_of(book, budget=frozen) == NEW
