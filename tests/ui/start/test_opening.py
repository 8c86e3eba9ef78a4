"""Opening a book from the window: what is offered when it is held, read-only, newer or no book at all."""

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.ledger.book import Book
from desktop.ledger.errors import BookError, BookHeld, BookNewer, BookReadOnly
from desktop.ui.start import opening
from desktop.ui.start.opening import open_book


@pytest.fixture
def asked(monkeypatch):
    """What was asked; the test decides the answer."""
    found = {"texts": [], "answer": True}

    def ask(_, text, yes):
        found["texts"].append((text, yes))
        return found["answer"]

    monkeypatch.setattr(opening, "_ask", ask)
    return found


@pytest.fixture
def warned(monkeypatch):
    found = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: found.append(args[1:3]))
    return found


def failing(error):
    def fail(path, **_):
        raise error

    return fail


def test_a_free_book_is_opened_for_work(wuxi_book, asked):
    with open_book(wuxi_book) as book:
        assert not book.read_only
    assert asked["texts"] == []


@pytest.mark.parametrize("answer", [True, False])
def test_a_held_book_is_looked_at_in_a_copy_or_not_at_all(wuxi_book, asked, monkeypatch, answer):
    asked["answer"] = answer
    held = BookHeld(wuxi_book, "甲")
    monkeypatch.setattr(Book, "open", failing(held))
    book = open_book(wuxi_book)
    assert asked["texts"] == [(str(held), "以只读副本查看")]
    assert (book is not None) is answer
    if book is not None:
        assert book.read_only
        assert book.path != wuxi_book
        book.close()


@pytest.mark.parametrize("answer", [True, False])
def test_a_book_that_cannot_be_written_is_looked_at_where_it_is(wuxi_book, asked, monkeypatch, answer):
    asked["answer"] = answer
    monkeypatch.setattr(Book, "open", failing(BookReadOnly(wuxi_book)))
    book = open_book(wuxi_book)
    assert asked["texts"] == [(str(BookReadOnly(wuxi_book)), "以只读方式查看")]
    assert (book is not None) is answer
    if book is not None:
        assert (book.read_only, book.path) == (True, wuxi_book)
        book.close()


def test_a_newer_book_asks_for_a_newer_program(wuxi_book, warned, monkeypatch):
    newer = BookNewer(wuxi_book, 99, 4)
    monkeypatch.setattr(Book, "open", failing(newer))
    assert open_book(wuxi_book) is None
    assert warned == [("需要升级", str(newer))]


def test_what_is_no_book_is_said(tmp_path, warned):
    path = tmp_path / "文字.mzb"
    path.write_text("hello", encoding="utf-8")
    assert open_book(path) is None
    assert warned[0][0] == "无法打开"
    assert "不是明账账本" in warned[0][1]


def test_a_held_book_of_which_no_copy_can_be_made_is_said(wuxi_book, asked, warned, monkeypatch):
    monkeypatch.setattr(Book, "open", failing(BookHeld(wuxi_book, "甲")))
    monkeypatch.setattr(opening, "read_only_copy", failing(BookError("账本正在频繁保存")))
    assert open_book(wuxi_book) is None
    assert warned == [("无法打开", "账本正在频繁保存")]


def test_a_book_that_can_neither_be_written_nor_read_is_said(wuxi_book, asked, warned, monkeypatch):
    monkeypatch.setattr(Book, "open", failing(BookReadOnly(wuxi_book)))
    monkeypatch.setattr(Book, "open_to_read", failing(BookError("账本已损坏")))
    assert open_book(wuxi_book) is None
    assert warned == [("无法打开", "账本已损坏")]


def test_a_mistake_of_ours_closes_the_book_and_is_not_hidden(wuxi_book, warned, monkeypatch):
    book = Book.open(wuxi_book)
    with pytest.raises(ValueError, match="ours"):
        opening.window_on(book, failing(ValueError("ours")))
    assert (book.closed, warned) == (True, [])


@pytest.mark.parametrize("yes", [True, False])
def test_the_question_is_answered_by_its_buttons(qapp, monkeypatch, yes):
    def press(box):
        buttons = {button.text(): button for button in box.buttons()}
        buttons["以只读副本查看" if yes else "不打开"].click()

    monkeypatch.setattr(QMessageBox, "exec", press)
    assert opening._ask(None, "正被打开", "以只读副本查看") is yes


def test_a_pack_that_was_double_clicked_says_where_it_belongs(warned, tmp_path):
    path = tmp_path / "单位.mzs"
    path.write_bytes(b"PK")
    assert open_book(path) is None
    ((title, text),) = warned
    assert title == "无法打开"
    assert "单位数据包" in text
    assert "收到的单位" in text
