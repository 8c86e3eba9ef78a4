"""What an open book can be asked, and that asking changes nothing."""

import sqlite3

import pytest

from desktop.ledger.book import Book
from desktop.ledger.errors import BookDamaged
from desktop.ledger.records import Budget, DirectLine, Unit
from desktop.ledger.vocabulary import Stage


@pytest.fixture
def path(tmp_path):
    with Book.create(tmp_path / "甲.mzb") as book:
        with book.operation("新建"):
            unit = book.insert(Unit(name="单位"))
            years = ((2023, Stage.DRAFT), (2024, Stage.DRAFT), (2022, Stage.DRAFT), (2023, Stage.FIRST_UP))
            made = [book.insert(Budget(unit_id=unit.id, year=year, stage=stage.value)) for year, stage in years]
        with book.operation("录入"):
            for position, amount in ((2, 30), (1, 20), (3, 10)):
                book.insert(DirectLine(budget_id=made[0].id, position=position, amount=amount))
    return tmp_path / "甲.mzb"


@pytest.fixture
def book(path):
    with Book.open_to_read(path) as opened:
        yield opened


def test_records_come_in_the_order_of_their_positions_and_only_those_asked_for(book):
    assert [line.amount for line in book.records(DirectLine)] == [20, 30, 10]
    assert [line.amount for line in book.records(DirectLine, amount=30)] == [30]
    assert book.records(DirectLine, budget_id=99) == []


def test_budgets_come_newest_year_first_and_stages_in_the_order_they_were_made(book):
    found = [(budget.year, budget.stage) for budget in book.budgets(book.units()[0].id)]
    assert found == [(2024, "草稿"), (2023, "草稿"), (2023, "一上"), (2022, "草稿")]
    assert book.budgets(99) == []


def test_last_year_is_the_newest_stage_of_the_year_before_and_of_the_same_unit(book):
    newest, *_, oldest = book.budgets(book.units()[0].id)
    assert (book.last_year_of(newest).year, book.last_year_of(newest).stage) == (2023, "一上")
    assert book.last_year_of(oldest) is None


def test_the_history_is_newest_first_and_the_first_step_is_known(book):
    assert [operation.name for operation in book.history()] == ["录入", "新建"]
    assert book.founding() == book.history()[-1].id
    assert book.next_undo().name == "录入"
    assert book.next_redo() is None
    changed = book.changes(book.history()[0])
    assert [change.after["amount"] for change in changed] == [30, 20, 10]


def test_what_is_not_there_is_empty(book):
    assert (book.form, book.unconfirmed_text("duties"), book.file("00")) == ("", "", b"")


def test_a_chosen_layout_and_typed_words_are_no_content_and_evidence_is_found_by_its_digest(path):
    with Book.open(path) as book:
        before = book.fingerprint()
        book.choose_form("chongqing/2023")
        book.store_unconfirmed_text("duties", "职责")
        assert (book.form, book.unconfirmed_text("duties"), book.unconfirmed_text("x")) == (
            "chongqing/2023",
            "职责",
            "",
        )
        assert book.fingerprint() == before
        with book.operation("附件"):
            book.store_file("ab" * 32, b"abc")
        assert (book.file("ab" * 32), book.file("cd" * 32)) == (b"abc", b"")


def test_asking_changes_no_byte_of_the_file(path):
    content = path.read_bytes()
    with Book.open_to_read(path) as book:
        first = book.units()[0]
        for budget in book.budgets(first.id):
            book.facts(budget)
        book.history(), book.chain(), book.fingerprint(), book.ledger_id
    assert path.read_bytes() == content


def test_a_row_that_cannot_be_read_is_damage(path, tmp_path):
    other = sqlite3.connect(path)
    other.execute("UPDATE unit SET name = CAST(x'ff41' AS TEXT)")
    other.commit()
    other.close()
    with Book.open_to_read(path) as book, pytest.raises(BookDamaged, match="文字无法读取"):
        book.units()
