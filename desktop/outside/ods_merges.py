"""Merged cells of an ODS workbook, which the reader of workbooks does not tell; inside the limited child process."""

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OVER_ROWS = re.compile(rb'number-rows-spanned="(?!1")[0-9]')


def down(path: Path) -> dict[str, list[list[int]]]:
    """Return the merged cells over several rows of each sheet as [first row, last row, column], counted from 0."""
    with zipfile.ZipFile(path) as package:
        content = package.read("content.xml")
        if not _OVER_ROWS.search(content) or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            return {}
        with package.open("content.xml") as handle:
            return _of_sheets(ElementTree.iterparse(handle, ("start", "end")))


def _of_sheets(events: Iterable[tuple[str, ElementTree.Element]]) -> dict[str, list[list[int]]]:
    """Count rows and columns while the sheets go by; a table inside a cell is none."""
    found: dict[str, list[list[int]]] = {}
    merges: list[list[int]] = []
    row = tables = 0
    for event, element in events:
        if element.tag == f"{TABLE}table":
            tables += 1 if event == "start" else -1
            if event == "start" and tables == 1:
                merges, row = found.setdefault(element.get(f"{TABLE}name", ""), []), 0
        elif event == "end" and element.tag == f"{TABLE}table-row" and tables == 1:
            merges += _of_row(element, row)
            row += int(element.get(f"{TABLE}number-rows-repeated", "1"))
            element.clear()
    return found


def _of_row(element: ElementTree.Element, row: int) -> list[list[int]]:
    found, column = [], 0
    for cell in element:
        rows = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
        if rows > 1:
            found.append([row, row + rows - 1, column])
        column += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return found
