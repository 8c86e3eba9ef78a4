"""Pages of a printed workbook: a last page of few rows is spared, also where its columns are wider than in ours."""

from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx, xlsx_pages, xlsx_words
from desktop.layouts.paper.linebreak import break_lines
from desktop.layouts.paper.sheet import leading, sheet_of
from tests.exporters import small


@pytest.fixture(scope="module")
def publication():
    return small.publication()


def sheet_with(publication, rows, *, wider=1.0, landscape=False):
    """A table of so many rows; wider: its columns."""
    table = publication.sheets[0].table
    block = table.blocks[0]
    many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
    table = replace(table, orientation="landscape" if landscape else "portrait", blocks=[replace(block, rows=many)])
    sheet = sheet_of(table)
    return replace(sheet, widths=tuple(int(width * wider) for width in sheet.widths))


@pytest.mark.parametrize(("rows", "pages"), [(10, 0), (32, 1), (36, 1), (42, 1), (75, 2), (50, 0)])
def test_a_table_that_goes_on_by_a_few_rows_is_printed_on_one_page_less(tmp_path, publication, rows, pages):
    """Three rows and a total on a second page: the table is set a little smaller, never so that it cannot be read."""
    sheet = sheet_with(publication, rows)
    xlsx.write(replace(publication, sheets=(sheet,)), tmp_path / "表.xlsx")
    fitted = openpyxl.load_workbook(tmp_path / "表.xlsx")[xlsx.sheet_name(sheet)].page_setup.fitToHeight
    assert (1 if fitted is None else fitted) == pages, "left out, it is 1; 0 says as many as needed"


@pytest.mark.parametrize("landscape", [False, True])
def test_no_table_ends_with_few_rows_on_a_page_whatever_its_length(publication, landscape):
    """On the narrowest and on the widest columns, as long as rows that are closer together prevent it."""
    prevented = 0
    for rows in range(20, 130):
        sheet = sheet_with(publication, rows, wider=1.3, landscape=landscape)
        found = xlsx_pages.fitted(sheet)
        steps = (xlsx_pages.LOOSE, xlsx_pages.CLOSER, xlsx_pages.CLOSE, xlsx_pages.OPEN)
        loose, *closer = (xlsx_pages._fitted(sheet, around) for around in steps)
        assert bad(sheet, found) == min(bad(sheet, each) for each in (loose, *closer)), rows
        prevented += found in closer and found != loose
    assert prevented > 5


def bad(sheet, found):
    """Return on how many of the two machines few rows stand on the last page, also where all may stand on so many pages."""
    height = sum(found.heights.values())
    taken = [paper.taken(height) for paper in xlsx_pages._papers(sheet, found.heights)]
    return sum(each > 1 and 0 < each % 1 <= 0.25 for each in taken if not found.pages or each <= found.pages)


def test_a_table_printed_on_so_many_pages_at_most_leaves_no_note_alone_where_it_takes_fewer(publication):
    """Three pages where digits are narrow were two and a note where they are wide: rows closer together are two."""
    sheets = [sheet_with(publication, rows, wider=2.2, landscape=True) for rows in range(40, 90)]
    loose = [xlsx_pages._fitted(sheet, xlsx_pages.LOOSE) for sheet in sheets]
    left = [(sheet, each) for sheet, each in zip(sheets, loose, strict=True) if each.pages and bad(sheet, each)]
    assert left
    assert sum(bad(sheet, xlsx_pages.fitted(sheet)) for sheet, _ in left) == 0


def test_letters_of_a_page_that_holds_more_can_be_read(publication):
    for rows in range(1, 150):
        sheet = sheet_with(publication, rows, wider=1.4)
        found = xlsx_pages.fitted(sheet)
        paper, height = next(xlsx_pages._papers(sheet, found.heights)), sum(found.heights.values())
        if found.pages:
            assert 10.5 * paper.scale * xlsx_pages._smaller(paper, height, found.pages) >= 8.0
            assert height <= (found.pages + 0.25) * paper.room


def test_a_row_has_room_for_all_lines_of_its_text_also_close(publication):
    sheet = sheet_with(publication, 3)
    label = next(c for c in sheet.cells if c.style == "label" and c.text)
    long = replace(label, text="机关事业单位职业年金缴费支出" * 6)
    sheet = replace(sheet, cells=tuple(long if c is label else c for c in sheet.cells))
    room = xlsx_words.room_of(long, sheet.widths)
    lines = len(break_lines(long.text, room, 10.5))
    assert lines > 2
    for around in (xlsx_pages.LOOSE, xlsx_pages.CLOSE):
        assert xlsx_pages._heights(sheet, around)[label.row] >= lines * 10.5 * 1.35


@pytest.mark.parametrize("lines", [2, 9])
def test_no_line_is_cut_where_a_program_divides_a_text_once_more_and_its_font_is_higher(publication, lines):
    """LibreOffice made nine lines of our eight, of a font with lines of 15.2 points: the first and the last were cut."""
    sheet = sheet_with(publication, 3)
    label = next(c for c in sheet.cells if c.style == "label" and c.text)
    filled = (
        "支" * int(xlsx_words.room_of(label, sheet.widths) / 10.5) + "1"
    )  # to the edge: the digit may not have room
    full = replace(label, text="\n".join([*[filled] * (lines - 1), "出"]))
    assert len(break_lines(full.text, xlsx_words.room_of(label, sheet.widths), 10.5)) == lines
    sheet = replace(sheet, cells=tuple(full if c is label else c for c in sheet.cells))
    assert xlsx_pages._heights(sheet, xlsx_pages.LOOSE)[label.row] >= (2 * lines - 1) * 15.2


def test_a_last_page_of_few_rows_that_cannot_be_spared_gets_more(publication):
    """Five rows of thirty stood on a second page where digits are wide; narrow ones made two full pages of it."""
    closest, opened = (xlsx_pages.LOOSE, xlsx_pages.CLOSER, xlsx_pages.CLOSE), 0
    for rows in range(20, 130):
        sheet = sheet_with(publication, rows, wider=2.0)
        if all(bad(sheet, xlsx_pages._fitted(sheet, around)) for around in closest):
            open_ = xlsx_pages._fitted(sheet, xlsx_pages.OPEN)
            opened += not bad(sheet, open_)
            assert bad(sheet, xlsx_pages.fitted(sheet)) <= bad(sheet, open_), rows
    assert opened


def test_few_rows_on_a_last_page_are_prevented_on_the_machines_between_too(publication):
    """One page and a quarter where digits are narrow, not all of one where they are wide: between, it is four rows."""
    prevented = 0
    for rows in range(20, 130):
        sheet = sheet_with(publication, rows, wider=2.0, landscape=True)
        ways = [xlsx_pages._fitted(sheet, around) for around in (xlsx_pages.LOOSE, xlsx_pages.CLOSE, xlsx_pages.OPEN)]
        if any(not bad(sheet, each) and not between(sheet, each) for each in ways):
            assert not between(sheet, xlsx_pages.fitted(sheet)), rows
            prevented += any(not bad(sheet, each) and between(sheet, each) for each in ways)
    assert prevented > 5


def between(sheet, found):
    """Return on how many machines between the narrowest and the widest digit few rows stand on the last page."""
    height = sum(found.heights.values())
    papers = list(xlsx_pages._papers(sheet, found.heights, xlsx_pages.MACHINES))[1:-1]
    return sum(paper.goes_on_small(height, found.pages) for paper in papers)


def led(sheet, each):
    """The sheet with every so many rows one that the following are set in under (类 above 款)."""
    top = sheet.header_bottom
    cells = (replace(c, indent=int((c.row - top) % each > 0)) if c.style == "label" else c for c in sheet.cells)
    return replace(sheet, cells=tuple(cells))


def pages_of(sheet, found, begins, paper):
    """Return the rows that pages begin with on a machine, where some begin as the workbook says."""
    starts, filled = [], paper.again
    for row in range(sheet.header_bottom, sheet.rows):
        if row in begins or filled + found.heights[row] > paper.room:
            starts.append(row)
            filled = paper.again
        filled += found.heights[row]
    return starts


def test_no_page_ends_with_a_row_that_leads_where_both_machines_print_as_many_pages(publication):
    """类 at the foot of a page and its 款 on the next: the page ends before it, and none is added on any machine."""
    prevented = 0
    for rows in range(40, 130):
        for each in (3, 4, 7):
            sheet = led(sheet_with(publication, rows, wider=1.8), each)
            found = xlsx_pages.fitted(sheet)
            begins = xlsx_pages.breaks(sheet, found)
            for paper in xlsx_pages._papers(sheet, found.heights):
                starts = pages_of(sheet, found, begins, paper)
                assert not begins or starts == begins, "no page between ours"
                assert len(starts) <= len(pages_of(sheet, found, (), paper)), (rows, each)
                assert not begins or not {row - 1 for row in starts} & leading(sheet.cells)
            prevented += bool(begins)
    assert prevented > 5


def test_the_workbook_says_where_its_pages_begin(tmp_path, publication):
    sheets = (led(sheet_with(publication, rows, wider=1.8), each) for rows in range(40, 130) for each in (3, 4, 7))
    parted = ((sheet, found) for sheet in sheets if (found := begins(sheet)))
    sheet, expected = next(parted)
    xlsx.write(replace(publication, sheets=(sheet,)), tmp_path / "表.xlsx")
    read = openpyxl.load_workbook(tmp_path / "表.xlsx")[xlsx.sheet_name(sheet)].row_breaks.brk
    assert [each.id for each in read] == expected


def test_no_page_cuts_the_name_of_merged_rows_where_none_is_added_by_it(publication):
    """The indicators of a project: half of its name stood at the foot of a page, the other half on the next."""
    table = publication.sheets[0].table
    block, kept = table.blocks[0], 0
    for rows in range(40, 100):
        many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
        merges = [(first, first + 2, 0) for first in range(0, rows - 2, 3)]
        sheet = sheet_of(replace(table, blocks=[replace(block, rows=many, merges=merges)]))
        sheet = replace(sheet, widths=tuple(int(width * 1.8) for width in sheet.widths))
        starts = xlsx_pages.breaks(sheet, xlsx_pages.fitted(sheet))
        assert not [row for row in starts if (row - sheet.header_bottom) % 3 and row < sheet.header_bottom + rows - 2]
        kept += bool(starts)
    assert kept


def test_the_footer_is_as_large_on_paper_on_a_wide_sheet_as_on_a_narrow_one(tmp_path, publication):
    """It is printed smaller with its sheet: numbers of pages were of another size from page to page."""
    narrow, wide = sheet_with(publication, 10), sheet_with(publication, 36, wider=1.6)
    wide = replace(wide, table=replace(wide.table, number="表2"))
    xlsx.write(replace(publication, sheets=(narrow, wide)), tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "表.xlsx")
    sizes = []
    for each in (narrow, wide):
        sheet = xlsx._wide_enough(each)
        footer = book[xlsx.sheet_name(sheet)].oddFooter
        assert footer.left.size == (footer.center.size or footer.right.size)
        sizes.append((footer.left.size, xlsx_pages.scale(sheet, xlsx_pages.fitted(sheet))))
    assert all(abs(size * scale - 9) < 0.5 for size, scale in sizes)
    assert sizes[0][1] > sizes[1][1] + 0.1


def begins(sheet):
    wide = xlsx._wide_enough(sheet)
    return xlsx_pages.breaks(wide, xlsx_pages.fitted(wide))
