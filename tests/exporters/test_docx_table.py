"""Tables of the Word file: heads divide no word, body cells are Word's own to break, texts stay what they are."""

import re
import zipfile
from dataclasses import replace

import pytest

from desktop.exporters import docx, docx_table
from desktop.exporters.docx_table import escape, grid_cells
from desktop.layouts.paper.sheet import PlacedCell
from tests.exporters import small


@pytest.fixture
def lines_of(tmp_path):
    """The lines that a text of a style is written in, in a column of 52 points."""

    def lines(text, style):
        publication = small.publication()
        cells = (
            PlacedCell(0, 0, "项目", "header"),
            PlacedCell(0, 1, text if style == "header" else "数", "header"),
            PlacedCell(1, 0, "甲", "text"),
            PlacedCell(1, 1, "" if style == "header" else text, style),
            PlacedCell(0, 0, "单位：某县统计局", "unit_left"),
            PlacedCell(0, 1, "单位：万元", "unit_right"),
        )
        sheet = replace(
            publication.sheets[0], cells=cells, widths=(347, 52), header_top=0, header_bottom=1, body_bottom=2
        )
        only = replace(publication, sheets=(sheet,))
        path = tmp_path / "a.docx"
        docx.write(only, path)
        assert docx.read_back(only, path)[1] == [], "what is read is the text without its breaks"
        with zipfile.ZipFile(path) as package:
            written = package.read("word/document.xml").decode()
        cell = next(c for c in re.findall(r"<w:tc>.*?</w:tc>", written, re.DOTALL) if text in re.sub("<[^>]+>", "", c))
        return [re.sub("<[^>]+>", "", part) for part in cell.split("<w:br/>")]

    return lines


def test_a_head_divides_no_word(lines_of):
    """事业收入预 above 算 is what Word makes of it."""
    assert lines_of("事业收入预算", "header") == ["事业收入", "预算"]
    assert lines_of("预算总额（万元）", "header") == ["预算总额", "（万元）"]
    assert lines_of("合计", "header") == ["合计"]


def test_a_body_text_has_no_breaks_of_ours(lines_of):
    assert lines_of("保障大厅运行和帮办代办", "text") == ["保障大厅运行和帮办代办"]


def test_the_rows_of_a_head_have_room_for_a_cell_over_all_of_them():
    """LibreOffice cut its third line where the head is repeated: it gave such a cell the height of two rows."""
    sheet = replace(small.publication().sheets[0], header_top=0, header_bottom=2)
    cells = [
        PlacedCell(0, 0, "政府性基金预算拨款收入", "header", 2, 1),
        PlacedCell(0, 1, "科目", "header", 1, 2),
        PlacedCell(1, 1, "编码", "header"),
        PlacedCell(1, 2, "名称", "header"),
    ]
    narrow, wide = (
        docx_table._head_heights(sheet, cells, [46, 80, 80]),
        docx_table._head_heights(sheet, cells, [200, 80, 80]),
    )
    assert sum(narrow.values()) >= 3 * 280
    assert wide == {0: docx_table.LINE, 1: docx_table.LINE}


def test_titles_and_notes_are_no_part_of_the_table():
    cells, top = grid_cells(small.publication().sheets[0])
    assert {c.style for c in cells}.isdisjoint({"number", "title", "unit_left", "unit_right", "note"})
    assert top == min(c.row for c in cells)


def test_marks_of_the_language_are_written_as_what_they_are():
    assert escape("甲<乙>&丙") == "甲&lt;乙&gt;&amp;丙"
