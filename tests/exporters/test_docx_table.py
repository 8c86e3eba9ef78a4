"""Tables of the Word file: heads divide no word, body cells are Word's own to break, texts stay what they are."""

import re
import zipfile
from dataclasses import replace
from itertools import pairwise

import docx as word
import pytest

from desktop.exporters import docx, docx_columns, docx_table
from desktop.exporters.docx_styles import LYING_MM, TEXT_MM
from desktop.exporters.docx_table import escape, grid_cells
from desktop.layouts.paper.sheet import PlacedCell, sheet_of
from desktop.layouts.tables.table import Cell
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


@pytest.mark.parametrize("style", ["text", "center"])
def test_a_text_of_several_lines_has_them_in_the_word_file_too(style, tmp_path):
    """一是…。 二是…。 stood behind each other: a line break inside a text is a blank to Word."""
    publication = small.publication()
    text = "一是建设大厅。\n二是培训人员。"
    cells = (
        PlacedCell(0, 0, "项目", "header"),
        PlacedCell(1, 0, text, style),
        PlacedCell(0, 0, "单位：某县统计局", "unit_left"),
        PlacedCell(0, 0, "单位：万元", "unit_right"),
    )
    sheet = replace(publication.sheets[0], cells=cells, widths=(400,), header_top=0, header_bottom=1, body_bottom=2)
    only = replace(publication, sheets=(sheet,))
    docx.write(only, tmp_path / "a.docx")
    assert docx.read_back(only, tmp_path / "a.docx")[1] == []
    (cell,) = [c for t in word.Document(tmp_path / "a.docx").tables for c in t._cells if c.text == text]
    assert [part.text for part in cell._tc.iter("{*}t")] == text.split("\n")


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("三、国有资本经营预算拨款", 9.5),
        ("三、国有资本经营（预拨）", 9.5),
        ("三、国有资本经营预算", 10.0),
        ("三、国有资本经营预算拨款收入和支出", 10.0),
    ],
)
def test_no_letter_of_a_name_stands_alone_on_a_line(text, size):
    """国有资本经营预算拨｜款: a little smaller it is one line; a name of two lines keeps its size."""
    cell = PlacedCell(1, 0, text, "label")
    found = docx_columns.sizes_of_names([cell], [122.0], docx_columns.CELL_SIZE)
    assert found.get((1, 0), docx_columns.CELL_SIZE) == size


@pytest.mark.parametrize("title", ["某县某镇财政所（本级）2026年支出总表", "2026年某县某镇财政所（本级）支出总表"])
def test_a_long_heading_is_parted_behind_the_name_of_the_unit(title):
    """某县｜某镇财政所 has the name in two, and 表12 stood alone on its line."""
    sheet = small.publication().sheets[0]
    table = replace(sheet.table, number="表12", title=title, unit_name="某县某镇财政所（本级）")
    lines = docx_table.heading_of(replace(sheet, table=table), 100)
    ends = title.index("（本级）") + 4
    assert lines == [f"表12 {title[:ends]}", title[ends:]]


@pytest.mark.parametrize("rows", [3, 40])
def test_smaller_amounts_stand_in_the_middle_of_their_row(tmp_path, rows):
    """What a full line has over for smaller letters is put above them: they stood at the foot of the row."""
    cells = [PlacedCell(0, n, head, "header") for n, head in enumerate(("项目", "本年", "上年"))]
    for row in range(1, rows + 1):
        cells += [PlacedCell(row, 0, f"项目{row}", "text")]
        cells += [PlacedCell(row, n, "987,656,107,899,123.88", "amount") for n in (1, 2)]
    around = [PlacedCell(0, 0, "单位：某县统计局", "unit_left"), PlacedCell(0, 1, "单位：元", "unit_right")]
    publication = small.publication()
    sheet = publication.sheets[0]
    changed = {"header_top": 0, "header_bottom": 1, "body_bottom": rows + 1, "widths": (30, 4, 4)}
    sheet = replace(sheet, cells=(*cells, *around), **changed)
    docx.write(replace(publication, sheets=(sheet,)), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        written = package.read("word/document.xml").decode()
    pattern = r'<w:spacing w:line="(\d+)" w:lineRule="(\w+)"/>(?:(?!</w:tc>).)*?<w:sz w:val="(\d+)"/>'
    found = re.findall(pattern, next(t for t in written.split("<w:tbl>") if "项目1" in t))
    sizes = {int(size): (int(line), rule) for line, rule, size in found}
    largest, smallest = max(sizes), min(sizes)
    assert smallest < largest
    assert sizes[smallest][0] <= sizes[largest][0] * smallest / largest
    assert sizes[smallest][1] == sizes[largest][1], "lines that may be higher still may"


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
        docx_table._head_heights(sheet, cells, [46, 80, 80], docx_table.PITCHES[0]),
        docx_table._head_heights(sheet, cells, [200, 80, 80], docx_table.PITCHES[0]),
    )
    assert sum(narrow.values()) >= 3 * 280
    assert wide == {0: 290, 1: 290}


def test_titles_and_notes_are_no_part_of_the_table():
    cells, top = grid_cells(small.publication().sheets[0])
    assert {c.style for c in cells}.isdisjoint({"number", "title", "unit_left", "unit_right", "note"})
    assert top == min(c.row for c in cells)


def test_marks_of_the_language_are_written_as_what_they_are():
    assert escape("甲<乙>&丙") == "甲&lt;乙&gt;&amp;丙"


def long_table(rows, orientation="portrait", title="", notes=()):
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
    return replace(
        table, blocks=[replace(block, rows=many)], lead=[], notes=list(notes), orientation=orientation,
        title=title or table.title,
    )  # fmt: skip


def setting(table, path):
    """Return the steps from line to line (twips) of a table in a file, with their rules."""
    only = replace(small.publication(), sheets=(sheet_of(table),))
    docx.write(only, path)
    with zipfile.ZipFile(path) as package:
        written = package.read("word/document.xml").decode()
    body = max(re.findall(r"<w:tbl>.*?</w:tbl>|<w:tbl .*?</w:tbl>", written, re.DOTALL), key=len)
    return set(re.findall(r'w:line="([0-9]+)" w:lineRule="([a-zA-Z]+)"', body))


def test_a_table_of_two_pages_is_set_closer_where_a_third_would_hold_a_few_rows_only(tmp_path):
    usual = {("280", "atLeast")}
    found = {rows: setting(long_table(rows), tmp_path / f"{rows}.docx") for rows in range(70, 82)}
    closer = [rows for rows, lines in found.items() if lines != usual and min(lines)[0] < "280"]
    assert closer, "some lengths go on by a few rows"
    assert all({rule for _, rule in found[rows]} == {"exact"} for rows in closer), "no face may make it longer again"
    assert {docx_table.pages_taken(sheet_of(long_table(rows))) for rows in closer} == {2}


def test_a_row_that_leads_to_those_below_it_ends_no_page(tmp_path):
    """类 above 款 above 项: the name of a 款 was the last row of a page, its 项 the first of the next, under the head."""
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    levels = [0, 1, 2, 2, 1, 2, 0, 1]
    rows = [replace(block.rows[1], id=str(n), indent=level) for n, level in enumerate(levels * 2)]
    sheet = sheet_of(replace(table, blocks=[replace(block, rows=rows)], lead=[], notes=[]))
    docx.write(replace(small.publication(), sheets=(sheet,)), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        written = package.read("word/document.xml").decode()
    body = max(re.findall(r"<w:tbl[ >].*?</w:tbl>", written, re.DOTALL), key=len)
    found = ["<w:keepNext/>" in row for row in body.split("<w:tr>")[1:]]
    leads = [above < below for above, below in pairwise([*levels * 2, 0])]
    assert found[-len(leads) : -docx_table.LAST_ROWS] == leads[: -docx_table.LAST_ROWS]


def test_the_head_of_a_table_that_begins_with_other_rows_is_repeated(tmp_path):
    """整体绩效目标 stands above the head: Word repeats rows from the first on only, and pages went on without a head."""
    publication = small.publication()
    sheet = publication.sheets[0]
    assert sheet.table.lead and sheet.header_top > docx_table.grid_cells(sheet)[1]
    docx.write(publication, tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        written = package.read("word/document.xml").decode()
    table = next(t for t in re.findall(r"<w:tbl[ >].*?</w:tbl>", written, re.DOTALL) if sheet.table.lead[0].label in t)
    rows = ["<w:tblHeader/>" in row for row in table.split("<w:tr>")[1:]]
    head = sheet.header_bottom - docx_table.grid_cells(sheet)[1]
    assert rows == [True] * head + [False] * (len(rows) - head)


def test_long_texts_in_many_rows_divide_the_columns_as_on_paper():
    """A goal of 200 letters stood in a narrow column beside empty wide ones, one project on a page."""
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    named = replace(
        block.rows[1], cells=[Cell("保障政务服务大厅正常运行" * 15, "text"), Cell(), Cell(), Cell("", "text")]
    )
    pages = {}
    for rows in (2, 40):
        body = [replace(named, id=str(n)) for n in range(rows)]
        sheet = sheet_of(replace(table, blocks=[replace(block, rows=body)], lead=[], notes=[]))
        sheet = replace(sheet, widths=(20, 30, 30, 30))
        cells = docx_table.grid_cells(sheet)[0]
        pages[rows] = docx_table._widths(sheet, cells, 160)[0]
    assert pages[40][0] > 1.5 * pages[2][0], "the texts of many rows have what empty columns leave"
    assert sum(pages[40]) == pytest.approx(sum(pages[2]))


@pytest.mark.parametrize(("rows", "whole"), [(3, True), (12, True), (60, False)])
def test_merged_rows_stand_on_one_page_unless_they_take_most_of_it(tmp_path, rows, whole):
    """The indicators of a project: its name was cut by the page, and its end printed over the next project's."""
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    body = [replace(block.rows[1], id=str(n)) for n in range(2 * rows + 6)]
    merges = [(2, 2 + rows - 1, 0), (2 + rows, 1 + 2 * rows, 0)]
    sheet = sheet_of(replace(table, blocks=[replace(block, rows=body, merges=merges)], lead=[], notes=[]))
    docx.write(replace(small.publication(), sheets=(sheet,)), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        written = package.read("word/document.xml").decode()
    table_xml = max(re.findall(r"<w:tbl[ >].*?</w:tbl>", written, re.DOTALL), key=len)
    found = ["<w:keepNext/>" in row for row in table_xml.split("<w:tr>")[1:]][-len(body) :]
    expected = [
        whole and first <= row < last for row in range(len(body)) for first, last in [merges[row >= 2 + rows][:2]]
    ]
    assert found[: -docx_table.LAST_ROWS] == expected[: -docx_table.LAST_ROWS]


def test_the_last_of_merged_rows_is_as_high_as_their_words_need():
    sheet = small.publication().sheets[1]
    merged = next(c for c in sheet.cells if c.row_span > 1 and c.row >= sheet.header_bottom)
    long = replace(merged, text="政务服务大厅运行维护" * 20, style="text")
    higher = replace(sheet, cells=tuple(long if c is merged else c for c in sheet.cells))
    plain, grown = (docx_table.row_heights(each, 160)[1] for each in (sheet, higher))
    last = merged.row - sheet.header_bottom + merged.row_span - 1
    assert grown[last] > plain[last] + 60
    assert [*grown[:last], *grown[last + 1 :]] == [*plain[:last], *plain[last + 1 :]]


@pytest.mark.parametrize(("heads", "last"), [(set(), 2), ({3}, 3), ({2, 3}, 4), ({1, 3}, 3), ({0, 1, 2, 3}, 5)])
def test_rows_that_lead_to_the_first_of_a_page_are_counted_on_it(heads, last):
    pages, rows = docx_table._filled([10.0] * 6, 40.0, 50.0, 0.0, heads)
    assert (pages, rows) == (2, last)


def test_a_title_of_two_lines_takes_room_from_the_rows(tmp_path):
    """Three rows stood alone on a page: the second line of the title was not counted."""
    rows = next(n for n in range(20, 60) if setting(long_table(n), tmp_path / "a.docx") != {("280", "atLeast")}) - 1
    title = "某某自治县某某新区社会事业发展服务中心2027年一般公共预算基本支出明细表（按经济分类）"
    assert setting(long_table(rows, title=title), tmp_path / "b.docx") != {("280", "atLeast")}


@pytest.mark.parametrize(
    ("rows", "orientation", "closer"),
    [
        (20, "portrait", False),
        (36, "portrait", False),
        (38, "portrait", True),
        (42, "portrait", True),
        (50, "portrait", False),
        (25, "landscape", False),
        (28, "landscape", True),
        (36, "landscape", False),
    ],
)
def test_a_table_that_goes_on_by_a_few_rows_is_set_closer(tmp_path, rows, orientation, closer):
    """Three rows alone on a page are sent back; a table of two pages keeps its letters."""
    publication = small.publication()
    table = publication.sheets[0].table
    block = table.blocks[0]
    many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
    table = replace(table, blocks=[replace(block, rows=many)], lead=[], notes=[], orientation=orientation)
    path = tmp_path / "a.docx"
    only = replace(publication, sheets=(sheet_of(table),))
    docx.write(only, path)
    assert docx.read_back(only, path)[1] == []
    with zipfile.ZipFile(path) as package:
        written = package.read("word/document.xml").decode()
    body = max(re.findall(r"<w:tbl>.*?</w:tbl>|<w:tbl .*?</w:tbl>", written, re.DOTALL), key=len)
    lines = {int(line) for line in re.findall(r'w:line="([0-9]+)"', body)}
    letters = {int(size) / 2 for size in re.findall(r'<w:sz w:val="([0-9]+)"', body)}
    assert (max(lines) < 280) == closer
    assert min(letters) >= 9
    page = 225 if orientation == "portrait" else 168
    assert not closer or (rows + 2) * (max(lines) + 10) / 20 < page * 72 / 25.4 - 60


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_no_note_stands_alone_on_the_last_page_whatever_the_length_of_the_table(orientation):
    """A program that does not keep the last rows with the note (LibreOffice) put it alone on a page, under 表8 （续）.

    Rows as high as they are written, or as the lines of another font are; the heading in one line or a little more.
    """
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    alone, moved, little = [], 0, 0
    for rows in range(40, 140):
        many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
        sheet = sheet_of(
            replace(table, blocks=[replace(block, rows=many)], lead=[], notes=["注：尾差。"], orientation=orientation)
        )
        page = docx_table.PAGE_MM[orientation == "landscape"] * 72 / 25.4
        asked, letters = pitch_of(sheet, LYING_MM if orientation == "landscape" else TEXT_MM)
        moved += asked != 280
        for line in {asked, asked if asked < 280 else max(asked, int(letters * 29))}:  # closer ones are exact
            row = (line + 10) / 20
            head = row * (sheet.header_bottom - sheet.header_top)
            for above in (46, 62):
                first, later = int((page - head - above) // row), int((page - head) // row)
                body = sheet.body_bottom - sheet.header_bottom
                over = (body - first) % later or later
                room = page - head - over * row
                one_page = body <= (page - head - 62) // ((asked + 10) / 20)  # in 宋体
                if body > first and (room < 20 or (over < 3 and not one_page)):
                    alone.append((rows, line, above, over))
                little += body > first and not one_page and over * row < 0.25 * (page - head)
    assert (alone, little) == ([], 0)
    assert moved


def pitch_of(sheet, width):
    document = docx.blank()
    docx_table.add_table(document, sheet, full_width_mm=width)
    xml = document.element.body.xml
    return (
        max(int(line) for line in re.findall(r'w:line="([0-9]+)"', xml)),
        max(int(size) / 2 for size in re.findall(r'<w:sz w:val="([0-9]+)"', xml)),
    )


def test_a_title_of_two_lines_leaves_its_table_less_room():
    """Two rows and the total stood on a second page: one line of the title had been reckoned with."""
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    found = {}
    for title in ("基本支出表", "2027年部门一般公共预算基本支出部门预算经济分类预算表" * 2):
        pitches = []
        for rows in range(28, 40):
            many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
            same = replace(table, title=title, blocks=[replace(block, rows=many)], lead=[], notes=[])
            pitches.append(pitch_of(sheet_of(replace(same, orientation="portrait")), TEXT_MM)[0])
        found[title] = pitches.index(next(line for line in pitches if line < 280))
    one, several = found.values()
    lines = len(docx_table.heading_of(sheet_of(same), TEXT_MM))
    assert lines > 1
    assert one - several in (2 * (lines - 1) - 1, 2 * (lines - 1)), "a row is half as high as a line of the title"


def test_rows_so_high_that_three_fill_no_page_leave_some_of_them_with_the_note():
    """A note stood alone on a page: no pitch left three rows with it, and none of two was looked for."""
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    high = block.rows[1]
    alone = []
    for rows in range(4, 24):
        name = "机关事业单位基本养老保险缴费支出" * 14
        many = [
            replace(high, id=str(n), cells=[replace(high.cells[0], text=name), *high.cells[1:]]) for n in range(rows)
        ]
        same = replace(
            table, blocks=[replace(block, rows=many)], lead=[], notes=["注：尾差。"], orientation="landscape"
        )
        sheet = sheet_of(same)
        cells, _ = docx_table.grid_cells(sheet)
        widths, _ = docx_columns.widths(sheet, LYING_MM)
        pitch = docx_table._pitch(sheet, cells, widths, LYING_MM)
        page = docx_table.PAGE_MM[True] * docx_columns.POINTS_PER_MM
        left, _ = docx_table._least_on_last_page(sheet, cells, widths, (page, 0, docx_table.A_NOTE), pitch)
        alone += [rows] if not left else []
    assert alone == []


@pytest.mark.parametrize("part", ["unit", "notes"])
def test_a_line_of_the_units_or_a_note_of_two_lines_takes_room_from_the_rows(part):
    """A note stood alone on a page: the second line of a unit with a long name was not counted."""
    table = small.publication().sheets[0].table
    block = table.blocks[0]
    long = "某某流域生态环境保护与综合治理能力现代化建设领导小组办公室直属信息数据服务中心" * 2
    words = {"unit": {"unit_name": long}, "notes": {"notes": [f"注：{long}。"]}}[part]
    found = {}
    for changes in ({"notes": ["注：尾差。"]}, {"notes": ["注：尾差。"]} | words):
        pitches = []
        for rows in range(20, 45):
            many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
            same = replace(table, blocks=[replace(block, rows=many)], lead=[], orientation="portrait", **changes)
            pitches.append(pitch_of(sheet_of(same), TEXT_MM)[0])
        found[len(found)] = next(rows for rows, line in enumerate(pitches) if line < 280)
    assert found[0] - found[1] in (1, 2), "a row is a little less high than such a line"
