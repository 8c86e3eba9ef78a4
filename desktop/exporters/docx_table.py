"""Tables of the Word file, written as XML: the library's own merging of cells is slow on large tables."""

from collections.abc import Set
from dataclasses import replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from desktop.dataclass import dataclass
from desktop.exporters import docx_columns
from desktop.exporters.docx_columns import CELL_SIZE, POINTS_PER_MM, SIDES, head_lines
from desktop.exporters.docx_styles import HEI, LYING_MM, SONG, TEXT_HEIGHT_MM, TEXT_MM
from desktop.layouts.paper import columns
from desktop.layouts.paper.linebreak import break_lines, title_lines
from desktop.layouts.paper.pages import width_of
from desktop.layouts.paper.sheet import PlacedCell, Sheet, leading
from desktop.layouts.paper.sheet_pager import face_of

if TYPE_CHECKING:
    from docx.document import Document

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARGINS = (
    '<w:tblCellMar><w:left w:w="50" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar>'
    # narrow cell margins: a 7-digit code must not wrap
)
LAST_ROWS = 3
"""Rows at the end of a table that stand on one page, with the notes under it: no total or note is alone on a page."""
_ALIGN = {"header": "center", "lead_label": "center", "amount": "right", "percent": "right", "center": "center"}
RULE = 10
"""Twips that a row takes besides its lines: the rule below."""
LEAST_PART = 0.25
"""The part of the last page of several that its rows take, where closer or looser rows can do it."""
MANY, SAVED = 3, 0.85
"""Pages from which on long texts may divide the columns, and the part of the height that is left by it at most."""
WHOLE = 0.5
"""The part of a page up to which merged rows go to the next page together."""
HIGH_ROWS = 0.5
"""The part that fewer rows than those take, so high that they are enough for the page."""
PAGE_MM = {False: TEXT_HEIGHT_MM, True: 168}
"""Height of the text on an upright page, and on one that lies."""
ABOVE, A_NOTE, UNSURE = 62.0, 20.0, 20.0
"""Points for the heading and the unit line over a table, for a line of a note, and those that other fonts may take."""
SMALL, LEAST_SMALL = 10.5, 8.5
"""Points of the letters of a note and of the line of the units, and the least of the latter."""
HEADING, SPARE, A_LINE = 16, 12.0, 28.5
"""Points of the heading over a table, by which a line of it is less than the measure, and from line to line."""
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
OWN_BREAK = BREAK.replace("<w:br/>", '<w:br w:type="textWrapping"/>')
"""Between lines that we divide a text into, and where the text itself begins a new line: that is a part of it."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """How closely a table is set. size: of its letters, in points; line: from one to the next, in twips."""

    size: float = CELL_SIZE
    line: int = 280


PITCHES = (Pitch(), Pitch(9.5, 266), Pitch(9.0, 252), Pitch(9.0, 240))
"""What is tried in turn for a table that goes on by a few rows; a letter under 9 points is hard to read on paper.

Those closer than usual are exact: a face that stands in for 宋体 may ask for more, and the rows would go on again.
"""
APART = tuple(Pitch(line=line) for line in range(280, 345, 5))
"""What is tried then, for a table of several pages with little on the last one."""
HEADINGS, FACES = (46.0, ABOVE), (0, 29)
"""What differs between the programs that open the file: points of the heading, and twips that a line of letters of one
point takes at least in the face that stands in for 宋体.
"""


def grid_cells(sheet: Sheet) -> tuple[list[PlacedCell], int]:
    """Return the cells of the table itself, without titles and notes, and its first row."""
    cells = [c for c in sheet.cells if c.style not in ("number", "title", "unit_left", "unit_right", "note")]
    return cells, min(c.row for c in cells)


def heading_of(sheet: Sheet, width_mm: int) -> list[str]:
    """Return the lines of the heading over a table: its number and title, parted behind the unit's name as on paper."""
    room = width_mm * POINTS_PER_MM - SPARE
    return title_lines(sheet.table.label, room, HEADING, "sans-bold", sheet.table.unit_name)


def unit_line_of(sheet: Sheet) -> str:
    """Return the line between the heading and the table: the unit, a tab, the unit of money."""
    return "\t".join(c.text for c in sheet.cells if c.style in ("unit_left", "unit_right") and c.text)


def small_size(line: str, width_mm: int) -> float:
    """Return the size in which the unit's name and the unit of money stand on one line, as far as it can be read."""
    size = SMALL
    while size > LEAST_SMALL and _small_lines(line, width_mm, size) > 1:
        size -= 0.5
    return size


def _small_lines(text: str, width_mm: int, size: float = SMALL) -> int:
    """Return how many lines a note takes, or the line of the units."""
    return max(1, ceil(width_of(text.replace("\t", "　　"), "serif", size) / (width_mm * POINTS_PER_MM)))


def _around(sheet: Sheet, width_mm: int) -> tuple[float, float]:
    """Return the points over a table besides one line of its heading and one of the units, and those of its notes."""
    units = unit_line_of(sheet)
    more = A_LINE * (len(heading_of(sheet, width_mm)) - 1)
    more += A_NOTE * (_small_lines(units, width_mm, small_size(units, width_mm)) - 1)
    return more, A_NOTE * sum(_small_lines(c.text, width_mm) for c in sheet.cells if c.style == "note")


def add_table(document: "Document", sheet: Sheet, *, full_width_mm: int) -> None:
    """Append a table."""
    from docx.oxml import parse_xml

    cells, top = grid_cells(sheet)
    widths, least = _widths(sheet, cells, full_width_mm)
    pitch = _pitch(sheet, cells, widths, full_width_mm)
    twips, sizes = [width * 20 for width in widths], docx_columns.number_sizes(cells, widths, pitch.size, least)
    sizes |= docx_columns.sizes_of_names(cells, widths, pitch.size)
    at = {(c.row, c.column): c for c in cells}
    under = {(r, c.column): c for c in cells for r in range(c.row + 1, c.row + c.row_span) if c.row_span > 1}
    heights = _head_heights(sheet, cells, widths, pitch)
    rows = []
    noted, page = any(c.style == "note" for c in sheet.cells), PAGE_MM[full_width_mm > TEXT_MM] * POINTS_PER_MM
    points, head = _heights(sheet, cells, widths, pitch), sheet.header_bottom - top
    stays, again = _together(sheet, cells, points[head:], page), sum(points[:head]) <= WHOLE * page
    for row in range(top, sheet.body_bottom):
        column, parts = 0, []
        last = row >= sheet.body_bottom - LAST_ROWS and (noted or row < sheet.body_bottom - 1)
        leads = last or row - sheet.header_bottom in stays
        while column < len(sheet.widths):
            placed = at.get((row, column)) or under.get((row, column)) or PlacedCell(row, column, "", "text")
            own = _smaller(pitch, sizes.get((placed.row, placed.column), pitch.size))
            room, rule = sum(twips[column : column + placed.column_span]), "exact" if _exact(pitch) else "atLeast"
            parts.append(_cell_xml(placed, row, room, own, rule, leads=leads))
            column += placed.column_span
        header = f'<w:trHeight w:val="{heights[row]}" w:hRule="atLeast"/>' if row in heights else ""
        if row < sheet.header_bottom and again:  # with what leads the table: no program repeats a head under other rows
            header += "<w:tblHeader/>"
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(parts)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{int(w)}"/>' for w in twips)
    xml = (
        f'<w:tbl xmlns:w="{NAMESPACE}"><w:tblPr><w:tblW w:w="{int(sum(twips))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_borders()}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
    body = document.element.body
    body.insert(list(body).index(body.sectPr), parse_xml(xml))


def _widths(sheet: Sheet, cells: list[PlacedCell], width_mm: int) -> tuple[list[float], float]:
    """Return the columns in points, divided by long texts in many rows as on paper, and the points numbers keep."""
    found, least = docx_columns.widths(sheet, width_mm)
    usual = sum(_heights(sheet, cells, found, PITCHES[0]))
    if usual > MANY * PAGE_MM[width_mm > TEXT_MM] * POINTS_PER_MM:
        divided = columns.by_content(sheet, sum(found), SIDES / 2, face_of, CELL_SIZE)
        if divided and sum(_heights(sheet, cells, divided, PITCHES[0])) <= SAVED * usual:
            return divided, least
    return found, least


def _pitch(sheet: Sheet, cells: list[PlacedCell], widths: list[float], width_mm: int) -> Pitch:
    """Return how closely a table is set: closer, where it would go on by a few rows and then stands on one page."""
    more, notes = _around(sheet, width_mm)
    page = PAGE_MM[width_mm > TEXT_MM] * POINTS_PER_MM
    room = page - ABOVE - more - UNSURE - notes
    last = partial(_least_on_last_page, sheet, cells, widths, (page, more, notes))
    closer = [each for each in PITCHES if sum(_heights(sheet, cells, widths, each)) <= room]
    if one_page := next((each for each in closer if last(each)[0] or not notes), None):
        return one_page
    several = [(each, *last(each)) for each in (*PITCHES[:-1], *APART)]
    full = (each for each, rows, part in several if part >= (LEAST_PART if rows >= LAST_ROWS else HIGH_ROWS))
    most, rows, _ = max(several, key=lambda found: min(found[1], LAST_ROWS))
    return next(full, most if rows or not closer else closer[0])


def _least_on_last_page(
    sheet: Sheet, cells: list[PlacedCell], widths: list[float], heights: tuple[float, float, float], pitch: Pitch
) -> tuple[int, float]:
    """Return how many rows stand on the last page, over the notes, and which part of it they take.

    The least of what they are in the programs that the file is opened with.

    Not all of them keep the last rows with what follows, as the file asks. heights: of the page, of more lines over the
    table than one of its heading and one of the units, and of the notes.
    """
    page, more, notes = heights
    head = sheet.header_bottom - min(c.row for c in cells)
    found = []
    for face in FACES:
        line = pitch.line if _exact(pitch) else max(pitch.line, int(face * pitch.size))
        rows = _heights(sheet, cells, widths, replace(pitch, line=line))
        again, body = sum(rows[:head]), rows[head:]
        heads = _together(sheet, cells, body, page)
        for above in HEADINGS:
            _, count = _filled(body, page - again - above - more, page - again, notes, heads)
            found.append((count, sum(body[len(body) - count :]) / (page - again)))
    return min(found)


def _together(sheet: Sheet, cells: list[PlacedCell], rows: list[float], page: float) -> set[int]:
    """Return the rows of the body that go to the next page with the one below them.

    That is what leads (类 above 款), and what is merged, up to a part of a page: no program repeats its words on the
    next page, some print them over each other.
    """
    top = sheet.header_bottom
    found = {row - top for row in leading(cells)}
    for c in cells:
        first, last = c.row - top, c.row - top + c.row_span - 1
        if 0 <= first < last and sum(rows[first : last + 1]) <= WHOLE * page:
            found.update(range(first, last))
    return found


def _filled(
    rows: list[float], first: float, rest: float, notes: float, heads: Set[int] = frozenset()
) -> tuple[int, int]:
    """Return how many pages rows and the notes behind them fill, and how many rows stand on the page of the notes.

    heads: rows that go to the next page with the one below them.
    """
    pages, room, count = 1, first, 0
    for row, height in enumerate(rows):
        if height > room and count:
            with_it = 0
            while with_it < count - 1 and row - with_it - 1 in heads:
                with_it += 1
            pages, room, count = pages + 1, rest - sum(rows[row - with_it : row]), with_it
        room, count = room - height, count + 1
    return (pages, count) if notes <= room else (pages + 1, 0)


def pages_taken(sheet: Sheet, over: float = 0.0) -> int:
    """Return on how many pages a table stands, which are fewer than on paper where its rows are closer together.

    over: points of the headings above that of the table.
    """
    width_mm = LYING_MM if sheet.table.orientation == "landscape" else TEXT_MM
    head, rows = row_heights(sheet, width_mm)
    room = PAGE_MM[width_mm > TEXT_MM] * POINTS_PER_MM - head
    more, notes = _around(sheet, width_mm)
    heads = _together(sheet, grid_cells(sheet)[0], rows, PAGE_MM[width_mm > TEXT_MM] * POINTS_PER_MM)
    return _filled(rows, room - ABOVE - over - more, room, notes, heads)[0]


def row_heights(sheet: Sheet, width_mm: int) -> tuple[float, list[float]]:
    """Return how many points the head of a table takes, and each row under it."""
    cells, top = grid_cells(sheet)
    widths, _ = _widths(sheet, cells, width_mm)
    rows = _heights(sheet, cells, widths, _pitch(sheet, cells, widths, width_mm))
    head = sheet.header_bottom - top
    return sum(rows[:head]), rows[head:]


def _smaller(pitch: Pitch, size: float) -> Pitch:
    """Return how letters of a size are set in a table of a pitch: smaller ones in a lower line.

    In a line of full height programs put all that is left over above the letters: they would touch the rule below.
    """
    return Pitch(size, int(pitch.line * min(1.0, size / pitch.size)))


def _exact(pitch: Pitch) -> bool:
    return pitch.line < PITCHES[0].line


def _heights(sheet: Sheet, cells: list[PlacedCell], widths: list[float], pitch: Pitch) -> list[float]:
    """Return how many points each row of a table takes, as far as it is known without the program's own fonts."""
    lines: dict[int, int] = {}
    for c in cells:
        if c.row_span > 1 or c.style in columns.NUMBERS:
            continue
        width = sum(widths[c.column : c.column + c.column_span]) - SIDES - c.indent * 8
        lines[c.row] = max(lines.get(c.row, 1), len(break_lines(c.text, width, pitch.size, face_of(c))))
    heads = _head_heights(sheet, cells, widths, pitch)
    top = min(c.row for c in cells)
    own = [heads.get(row, lines.get(row, 1) * pitch.line + RULE) for row in range(top, sheet.body_bottom)]
    for c in cells:
        if c.row_span > 1 and c.row >= sheet.header_bottom and c.style not in columns.NUMBERS:
            width = sum(widths[c.column : c.column + c.column_span]) - SIDES - c.indent * 8
            needed = len(break_lines(c.text, width, pitch.size, face_of(c))) * pitch.line + RULE
            last = c.row - top + c.row_span
            own[last - 1] += max(0, needed - sum(own[c.row - top : last]))
    return [height / 20 for height in own]


def _head_heights(sheet: Sheet, cells: list[PlacedCell], widths: list[float], pitch: Pitch) -> dict[int, int]:
    """Return the least height of each row of the head in twips.

    Where a head is repeated some programs cut a cell over several rows that needs more than these have.
    """
    line = pitch.line + RULE
    found = dict.fromkeys(range(sheet.header_top, sheet.header_bottom), line)
    for placed in sorted(cells, key=lambda c: c.row_span):
        if placed.row not in found:
            continue
        width = sum(widths[placed.column : placed.column + placed.column_span])
        lines = len(_lines(placed, width * 20, "center", pitch.size))
        last = min(placed.row + placed.row_span, sheet.header_bottom)
        lack = lines * line - sum(found[row] for row in range(placed.row, last))
        found[last - 1] += max(0, lack)
    return found


def _lines(placed: PlacedCell, width: float, align: str, size: float) -> list[str]:
    """Return the lines of a cell. width: in twips. A head divides no word, as on paper; Word breaks anything else."""
    if align != "center" or not placed.text:
        return [placed.text]
    return head_lines(placed, width / 20, size)


def _written(placed: PlacedCell, width: float, align: str, size: float) -> str:
    """Return the text of a cell with its breaks. width: in twips."""
    own = (_lines(replace(placed, text=line), width, align, size) for line in placed.text.split("\n"))
    return OWN_BREAK.join(BREAK.join(map(escape, lines)) for lines in own)


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)


def _cell_xml(placed: PlacedCell, row: int, width: float, pitch: Pitch, rule: str, *, leads: bool) -> str:
    """Return a cell of a row. rule: whether its lines may be higher; leads: whether the row stays with the next one."""
    wrap = "<w:noWrap/>" if placed.style in ("code", "amount", "percent") else ""
    span = f'<w:gridSpan w:val="{placed.column_span}"/>' if placed.column_span > 1 else ""
    merge = ""
    if placed.row_span > 1:
        merge = '<w:vMerge w:val="restart"/>' if placed.row == row else "<w:vMerge/>"
    align = _ALIGN.get(placed.style, "left")
    text = _written(placed, width, align, pitch.size) if placed.row == row else ""
    stays = "<w:keepNext/>" if leads else ""
    bold, letters = "<w:b/>" if placed.bold else "", f'<w:sz w:val="{int(pitch.size * 2)}"/>'
    font = HEI if placed.bold or placed.style in ("header", "lead_label") else SONG
    indent = f'<w:ind w:left="{placed.indent * 160}" w:firstLine="0"/>' if placed.indent else '<w:ind w:firstLine="0"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{int(width)}" w:type="dxa"/>{span}{merge}{wrap}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{stays}<w:spacing w:line="{pitch.line}" w:lineRule="{rule}"/>{indent}<w:jc w:val="{align}"/>'
        f"<w:rPr>{letters}</w:rPr></w:pPr>"
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{bold}{letters}</w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
    )
