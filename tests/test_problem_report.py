"""The report says only what stands in lists of ours: canaries in every field, in the settings and in the log stay out."""

import sqlite3
import zipfile
from dataclasses import replace

import pytest

from desktop import VERSION, paths, problem_report
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import RECORD_TYPES
from tests import samples
from tests.small_cases import small_cases

CANARY = "鹦鹉canary"
AMOUNT = 987_654_3
TEXTS = (Kind.TEXT, Kind.CODE, Kind.DATE, Kind.DECIMAL, Kind.REFERENCE)


def spoiled(record):
    """The record with a canary in each text field and in each amount that may hold any."""
    found = {}
    for about in fields_of(type(record)):
        value = getattr(record, about.name)
        if isinstance(value, str) and about.kind in TEXTS and not about.place and about.name != "scenario":
            found[about.name] = f"{CANARY}{record.id}"
        elif about.kind is Kind.MONEY and value:
            found[about.name] = AMOUNT
    return replace(record, **found)


@pytest.fixture(scope="module")
def canaries(tmp_path_factory):
    """A book with a canary wherever a text or an amount can stand, and in its own name."""
    folder = tmp_path_factory.mktemp(CANARY)
    path = folder / f"{CANARY}.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        book.choose_form(f"{CANARY}/2025")
        refused = []
        for kind in RECORD_TYPES:
            with book.operation(CANARY):
                for record in book.records(kind):
                    try:
                        book.update(spoiled(record))
                    except (sqlite3.IntegrityError, UserError):  # what the book does not take cannot get out of it
                        refused.append(record)
        assert len(refused) < 20, refused[:3]
        yield book


def test_no_canary_of_a_book_is_in_the_report(canaries, home):
    text = problem_report.text_of(canaries, {"recent": CANARY, "look": CANARY, CANARY: CANARY})
    assert CANARY not in text
    assert "canary" not in text
    assert str(AMOUNT) not in text
    assert f"{AMOUNT / 100:,.2f}" not in text
    assert str(home) not in text
    assert "不是自带的" in text
    assert "人员" in text


def test_a_canary_would_be_noticed(canaries):
    """The book really holds them: the comparison above is not with nothing."""
    held = [record for kind in RECORD_TYPES for record in canaries.records(kind)]
    assert sum(CANARY in repr(record) for record in held) > 50
    assert any(str(AMOUNT) in repr(record) for record in held)


LOG = [
    ("KeyError at book.py:12 > journal.py:3", "KeyError at book.py:12 > journal.py:3"),
    (f"{CANARY} at book.py:12", "其他 at book.py:12"),
    ("CanaryError at canary.py:12 > book.py:1", "其他 at 其他 > book.py:1"),
    (f"KeyError: {CANARY}", "其他"),
    ("KeyError at book.py:12 canary", "KeyError at 其他"),
    (f"/home/{CANARY}/a.mzb", "其他"),
    ("BookGone at held_file.py:9", "BookGone at held_file.py:9"),
    ("", "其他"),
]


@small_cases(("line", "shown"), LOG)
def test_a_line_of_the_log_keeps_only_what_is_known(line, shown):
    assert problem_report.scrubbed(line) == shown


def test_the_log_of_before_comes_first(home):
    (home / "mingzhang.log").write_text("KeyError at book.py:2\n", encoding="utf-8")
    (home / "mingzhang.log.1").write_text(f"{CANARY}\nKeyError at book.py:1\n", encoding="utf-8")
    text = problem_report.text_of(None, {})
    assert text.index("book.py:1") < text.index("book.py:2")
    assert CANARY not in text
    assert f"明账 {VERSION}" in text


def test_a_budget_that_cannot_be_computed_is_part_of_the_report(canaries, monkeypatch):
    def fails(*_):
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr(problem_report.pipeline, "of_book", fails)
    text = problem_report.text_of(canaries, {})
    assert "没有算完（ZeroDivisionError）" in text
    assert CANARY not in text


def test_it_is_written_as_text_or_zip_and_over_nothing(tmp_path):
    for name in ("a.txt", "a.zip"):
        problem_report.write("内容\n", tmp_path / name)
        with pytest.raises(UserError, match="已经存在"):
            problem_report.write("内容\n", tmp_path / name)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        (entry,) = archive.infolist()
        assert archive.read(entry).decode() == (tmp_path / "a.txt").read_text(encoding="utf-8") == "内容\n"
    with pytest.raises(UserError, match=r"以 \.txt 或 \.zip 结尾"):
        problem_report.write("内容\n", tmp_path / "a.docx")


def test_the_modules_named_in_a_log_are_really_ours():
    assert "book" in problem_report._modules()
    assert (paths.HERE / "desktop/ledger/book.py").is_file()
    assert "canary" not in problem_report._modules()
