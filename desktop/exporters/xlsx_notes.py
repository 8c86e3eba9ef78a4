"""Notes (批注) at cells of a workbook: written in boxes that hold their words, and read out again as plain XML."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from desktop.exporters.publication import Mismatch
from desktop.layouts.paper.linebreak import break_lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Place = tuple[int, int]

AUTHOR = "明账"
"""Who says it: a person's name must not leave with a note."""
SIZE, WIDTH, TALLEST = 9, 260, 400
"""Points of the words, and pixels of the box; a reader pulls it larger where it holds more."""
_POINTS_PER_PIXEL, _LINE, _EDGE = 0.75, 17, 12
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold, and the first sign of words that look like that."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def write(worksheet: "Worksheet", row: int, column: int, text: str) -> None:
    """Put a note at a cell, rows and columns from 0."""
    lines = len(break_lines(text, WIDTH * _POINTS_PER_PIXEL - _EDGE, SIZE))
    look = {"author": AUTHOR, "font_name": "宋体", "font_size": SIZE, "width": WIDTH}
    worksheet.write_comment(row, column, text, {**look, "height": min(TALLEST, lines * _LINE + _EDGE)})


def differing(
    expected: Mapping[Place, str], found: Mapping[Place, str], where: Callable[[int, int], str]
) -> list[Mismatch]:
    """Return the notes of a sheet that are not as they were to be written. where: what a place is called."""
    return [
        Mismatch(f"{where(*place)}的批注", expected.get(place, ""), found.get(place, ""))
        for place in sorted({*expected, *found})
        if expected.get(place) != found.get(place)
    ]


def read(content: bytes) -> dict[str, dict[Place, str]]:
    """Return the notes of a workbook of ours by the name of the sheet and the place, rows and columns from 0."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        names = [str(sheet.get("name")) for sheet in sheets]
        return {name: _of_sheet(package, number) for number, name in enumerate(names, 1)}


def _of_sheet(package: zipfile.ZipFile, number: int) -> dict[Place, str]:
    """Return the notes of the sheet of a number, none where its relations name no part with notes."""
    from xlsxwriter.utility import xl_cell_to_rowcol

    relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    if relations not in package.namelist():
        return {}
    targets = [str(each.get("Target")) for each in ElementTree.fromstring(package.read(relations))]
    parts = [f"xl/{target.removeprefix('../')}" for target in targets if "comments" in target]
    comments = [each for part in parts for each in ElementTree.fromstring(package.read(part)).iter(f"{_MAIN}comment")]
    return {
        xl_cell_to_rowcol(str(each.get("ref"))): "".join(_plain(piece.text or "") for piece in each.iter(f"{_MAIN}t"))
        for each in comments
    }


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
