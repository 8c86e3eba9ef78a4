"""A CSV file: what is no table a person keeps is refused at once."""

import pytest

from desktop.outside import csv_rows, package
from desktop.outside.refusal import Refused


@pytest.fixture
def path(tmp_path):
    return tmp_path / "表.csv"


def test_a_file_of_one_endless_line_is_refused(path, monkeypatch):
    monkeypatch.setattr(csv_rows, "MAX_LINE", 20)
    path.write_text("1," * 10, encoding="utf-8")
    assert csv_rows.read(path)["rows"]
    path.write_text("1," * 11, encoding="utf-8")
    with pytest.raises(Refused, match="有一行过长"):
        csv_rows.read(path)


def test_a_file_too_large_is_refused_unread(path, monkeypatch):
    monkeypatch.setattr(csv_rows, "MAX_BYTES", 4)
    path.write_text("1,2\n", encoding="utf-8")
    assert csv_rows.read(path)["rows"]
    monkeypatch.setattr(csv_rows, "_decoded", lambda _: pytest.fail("it was read"))
    path.write_text("1,2,\n", encoding="utf-8")
    with pytest.raises(Refused, match="过大，为安全起见没有打开"):
        csv_rows.read(path)


def test_too_many_columns_or_rows_are_refused_with_the_limit(path, monkeypatch):
    path.write_text("x," * 256 + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="第 1 行超过 256 列"):
        csv_rows.read(path)
    monkeypatch.setattr(csv_rows, "MAX_ROWS", 2)
    path.write_text("1\n2\n", encoding="utf-8")
    assert len(csv_rows.read(path)["rows"]) == 2
    path.write_text("1\n2\n3\n", encoding="utf-8")
    with pytest.raises(Refused, match="超过 2 行"):
        csv_rows.read(path)


@pytest.mark.parametrize(("name", "most", "words"), [("MAX_CELLS", 3, "单元格过多"), ("MAX_LETTERS", 2, "文字过长")])
def test_too_many_or_too_long_cells_are_refused(path, monkeypatch, name, most, words):
    monkeypatch.setattr(package, name, most)
    path.write_text("12,3\n4\n", encoding="utf-8")
    assert csv_rows.read(path) == {"sheet": "", "rows": [["12", "3"], ["4"]], "notes": []}
    path.write_text("123,4\n5,6\n", encoding="utf-8")
    with pytest.raises(Refused, match=words):
        csv_rows.read(path)


@pytest.mark.parametrize("between", ["\t", ";"])
def test_cells_may_stand_between_tabs_or_semicolons(path, between):
    path.write_text(
        between.join(["科目", "金额", "备注"]) + "\n" + between.join(["1", "1,234.50", ""]), encoding="gb18030"
    )
    assert csv_rows.read(path)["rows"] == [["科目", "金额", "备注"], ["1", "1,234.50", ""]]
