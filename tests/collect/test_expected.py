"""Which units should have sent a pack, and which have not."""

import pytest

from desktop.collect import expected
from desktop.collect.expected import Expected
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Unit


def unit(code, name):
    return {"unit_code": code, "unit": name}


def test_a_list_is_read_with_either_encoding(tmp_path):
    for encoding in ("utf-8-sig", "gb18030"):
        path = tmp_path / f"{encoding}.csv"
        path.write_text("单位编码,单位名称\n101,甲\n,乙\n", encoding=encoding)
        assert expected.of_csv(path) == [Expected("101", "甲"), Expected("", "乙")]


@pytest.mark.parametrize(("text", "words"), [("名称\n甲\n", "第 1 行"), ("单位编码,单位名称\n1,甲\n , \n", "第 3 行")])
def test_a_list_that_says_nothing_is_refused_with_its_row(tmp_path, text, words):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        expected.of_csv(tmp_path / "a.csv")


def test_a_list_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError, match="没有单位名单"):
        expected.of_csv(tmp_path / "a.csv")


def test_units_are_known_by_code_else_by_name():
    wanted = [Expected("101", "甲"), Expected("102", "乙"), Expected("", "丙"), Expected("", "丁")]
    there = [unit("101", "甲改名"), unit("999", "乙"), unit("", "丙")]
    assert expected.missing(wanted, there) == [Expected("102", "乙"), Expected("", "丁")]
    assert expected.strangers(wanted, there) == [unit("999", "乙")]


def test_a_book_says_the_units_that_go_on(tmp_path):
    with Book.create(tmp_path / "a.mzb") as book:
        top = units.add(book, Unit(name="局", kind="行政"), [2027])
        units.add(book, Unit(name="所", kind="事业", code="2", parent_id=top.id), [2027])
        old = units.add(book, Unit(name="站", kind="事业", code="3", parent_id=top.id), [2027])
        units.end(book, old, 2027, None)
    assert [(each.name, bool(each.note)) for each in expected.of_book(tmp_path / "a.mzb", 2027)] == [
        ("局", True),
        ("所", False),
    ]
    assert len(expected.of_book(tmp_path / "a.mzb", 2026)) == 3
