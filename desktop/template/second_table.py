"""Where another table begins below the first one of a sheet: it has a title, a unit and headers of its own."""

import re

from desktop.published.recognise import UNIT
from desktop.template.recalculate import letters
from desktop.template.sheet_view import UNIT_NAME, SheetView
from desktop.template.sheet_xml import column_number
from desktop.template.titles import word

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_UNIT_LINE = re.compile(UNIT.pattern + r"\s*[)）]?$")
_REMARK = re.compile(r"\s*(?:[0-9]+[.．、]|注|备注|说明)")
_TABLE = re.compile(r"表[一二三四五六七八九十0-9]*$")
_IN_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
HEADER_BELOW = 3
"""Within how many rows below its title the header of a table stands."""


def second_table(view: SheetView) -> int:
    """Return the row in which another table begins, 0 where the sheet has only one.

    What tells it is a title above a header, a second line that names the unit of money, or a second header over
    cells to be filled. It must not be read by title, unit and headers of the first.
    """
    headed: dict[int, str] = {}
    filled: set[int] = set()
    has_unit = False
    for row in range(1, view.height + 1):
        texts = _texts(view, row)
        unit = _UNIT_LINE.search(view.line(row)) is not None
        heads = [column for column in filled & _headings(view, row).keys() if _input_below(view, column, row)]
        again = heads and all(headed[column] == view.texts[letters(column), row] for column in heads)
        titled = len(texts) == 1 and _is_title(texts[0]) and _header_below(view, row)
        if filled and (titled or (unit and has_unit) or (len(heads) > 1 and not again)):
            return _with_title(view, row)
        has_unit = has_unit or unit
        headed = {**(_headings(view, row) if len(texts) > 1 else {}), **headed}
        filled |= {column for column in headed if view.is_input((letters(column), row))}
    return 0


def blanks_from(view: SheetView, row: int) -> list[str]:
    """Return the blank cells from a row on, of rows with words where there are any."""
    blanks = [(c, r) for c, r in view.kinds if r >= row and view.kinds[c, r] == "blank" and (c, r) not in view.covered]
    blanks.sort(key=lambda place: (place[1], len(place[0]), place[0]))
    labelled = [place for place in blanks if view.label(place[1], column_number(place[0]))[0]]
    return [f"{column}{number}" for column, number in labelled or blanks]


def _texts(view: SheetView, row: int) -> list[str]:
    """Return the different words of a row but those that name the unit of money or the one who fills the table."""
    texts = [view.texts.get((letters(column), row), "") for column in range(1, view.width + 1)]
    return [text for text in dict.fromkeys(texts) if text and not UNIT.search(text) and not UNIT_NAME.match(text)]


def _headings(view: SheetView, row: int) -> dict[int, str]:
    """Return the words of a row by column, but those beside cells to be filled: labels of rows."""
    found = {column: view.texts.get((letters(column), row), "") for column in range(2, view.width + 1)}
    whole_row = view.texts.get(("A", row), "")
    return {
        c: text
        for c, text in found.items()
        if _CHINESE.search(text) and text != whole_row and letters(c) not in view.label_columns
    }


def _is_title(text: str) -> bool:
    return not _REMARK.match(text) and _TABLE.search(word(_IN_BRACKETS.sub("", text))) is not None


def _header_below(view: SheetView, row: int) -> bool:
    return any(len(_texts(view, below)) > 1 for below in range(row + 1, row + 1 + HEADER_BELOW))


def _input_below(view: SheetView, column: int, row: int) -> bool:
    return any(view.is_input((letters(column), row + further)) for further in range(1, 1 + HEADER_BELOW))


def _with_title(view: SheetView, row: int) -> int:
    """Return the row of the title above the row by which another table was noticed."""
    while row > 1 and ((len(texts := _texts(view, row - 1)) == 1 and _is_title(texts[0])) or not view.line(row - 1)):
        row -= 1
    return row
