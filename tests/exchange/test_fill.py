"""A book that is there is filled only where it is empty, and never made to say another thing."""

import json

import pytest

from desktop.exchange import fill
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Institution, Person, Unit
from tests.exchange.test_load import GOOD, written


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "有.mzb"
    with Book.create(path) as book, book.operation("新建账本"):
        unit = book.insert(Unit(name="某局", kind="行政"))
        book.insert(Budget(unit_id=unit.id, year=2026))
        book.insert(Budget(unit_id=unit.id, year=2027))
    return path


def test_a_book_is_filled_where_its_year_is_empty(tmp_path, book):
    fill.load_file(book, written(tmp_path, GOOD))
    with Book.open_to_read(book) as opened:
        assert len(opened.records(Budget)) == 2
        assert [person.name for person in opened.records(Person)] == ["甲"]


def test_a_book_is_left_alone_where_its_year_is_not(tmp_path, book):
    fill.load_file(book, written(tmp_path, GOOD))
    with Book.open_to_read(book) as opened:
        before = opened.fingerprint()
    with pytest.raises(UserError, match="2027年“草稿”已有内容，没有覆盖"):
        fill.load_file(book, written(tmp_path, GOOD, "b.json"))
    with Book.open_to_read(book) as opened:
        assert opened.fingerprint() == before


def test_a_book_is_left_alone_where_the_unit_is_another(tmp_path, book):
    data = json.loads(json.dumps(GOOD))
    data["unit"][0]["name"] = "别局"
    with pytest.raises(UserError, match="账本中的单位是“某局”"):
        fill.load_file(book, written(tmp_path, data))


def test_a_book_is_left_alone_where_it_says_another_thing(tmp_path, book):
    data = json.loads(json.dumps(GOOD))
    del data["unit"][0]["kind"]
    with pytest.raises(UserError, match="账本中“单位性质”是“行政”，文件是“事业”"):
        fill.load_file(book, written(tmp_path, data))


def test_everything_is_taken_back_with_one_undo(tmp_path, book):
    with Book.open_to_read(book) as opened:
        before = opened.fingerprint()
    fill.load_file(book, written(tmp_path, GOOD))
    with Book.open(book) as opened:
        assert opened.undo().name == "载入 a.json"
        assert opened.fingerprint() == before


def test_what_a_unit_has_is_not_entered_twice(tmp_path, book):
    data = json.loads(json.dumps(GOOD))
    data["unit"][0]["institution"] = [{"name": "办公室"}]
    with Book.open(book) as opened, opened.operation("机构"):
        opened.insert(Institution(unit_id=opened.units()[0].id, name="财务室"))
    with pytest.raises(UserError, match="账本中已有“机构”，没有覆盖"):
        fill.load_file(book, written(tmp_path, data))


def test_a_frozen_budget_is_frozen_when_all_is_written(tmp_path):
    data = json.loads(json.dumps(GOOD))
    data["unit"][0]["budget"][0]["frozen_at"] = "2026-12-01T09:00:00"
    fill.load_file(tmp_path / "a.mzb", written(tmp_path, data))
    with Book.open_to_read(tmp_path / "a.mzb") as opened:
        (budget,) = opened.records(Budget)
        assert (budget.frozen_at, len(opened.records(Person))) == ("2026-12-01T09:00:00", 1)
