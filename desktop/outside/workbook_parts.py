"""Cells, merges and formulas of a workbook as its XML has them, read inside the limited child process."""

import re
import zipfile
from functools import reduce
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

from desktop.outside.refusal import Refused

_REFERENCE = re.compile(r"(?<![A-Za-z0-9_$])(\$?)([A-Z]{1,3})(\$?)([0-9]+)(?![A-Za-z0-9_(!])")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_ROWS, MOST_CELLS, MOST_MERGES = 60_000, 300_000, 20_000
"""Of one sheet; more are no table that a person fills."""
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read(path: Path | IO[bytes]) -> dict[str, Any]:
    """Return {sheets: [{sheet, part, cells: {A1: [kind, text]}, merges, hidden, refers, options}], formats: [code]}.

    kind: text, number, formula, blank. options: where a cell takes one of a list, and the list as it is written.
    formats: the number formats of the workbook's own that cells may have.

    Raises Refused for what is not a plain .xlsx package.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist() if name.startswith("xl/")}
    except (zipfile.BadZipFile, KeyError) as error:
        raise Refused("不是 .xlsx 工作簿；请在 Excel 或 WPS 中另存为 .xlsx 再试") from error
    for name, content in parts.items():
        if name.endswith(".xml") and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
            raise Refused("含有不允许的内容（实体声明），没有打开；请在 Excel 或 WPS 中重新另存后再试")
    try:
        strings = _strings(parts.get("xl/sharedStrings.xml"))
        sheets = [_sheet(name, part, parts[part], strings) for name, part in _names(parts) if part in parts]
        return {"sheets": sheets, "formats": _formats(parts.get("xl/styles.xml"))}
    except (ElementTree.ParseError, KeyError, IndexError, ValueError) as error:
        raise Refused("已损坏，无法读取；请在 Excel 或 WPS 中重新另存后再试") from error


def _names(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {r.attrib["Id"]: r.attrib["Target"].removeprefix("/xl/").removeprefix("xl/") for r in relations}
    sheets = ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    return [(s.attrib["name"], f"xl/{targets[s.attrib[RELATION]]}") for s in sheets]


def _strings(part: bytes | None) -> list[str]:
    if part is None:
        return []
    items = ElementTree.fromstring(part).iter(f"{MAIN}si")
    return ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in items]


def _formats(part: bytes | None) -> list[str]:
    if part is None:
        return []
    root = ElementTree.fromstring(part)
    used = {look.attrib.get("numFmtId", "") for looks in root.iter(f"{MAIN}cellXfs") for look in looks}
    codes = ((each.attrib["numFmtId"], each.attrib["formatCode"]) for each in root.iter(f"{MAIN}numFmt"))
    return list(dict.fromkeys(code for number, code in codes if number in used))


def _refuse_too_many(name: str, content: bytes) -> None:
    """Refuse a sheet of more rows, cells or merges than anybody would fill, before it is parsed."""
    for mark, most, what in (
        (b"<row ", MOST_ROWS, "行"),
        (b"<c ", MOST_CELLS, "格"),
        (b"<mergeCell ", MOST_MERGES, "处合并"),
    ):
        if content.count(mark) > most:
            raise Refused(f"工作表“{name}”超过 {most} {what}，没有读取；请只保留需要填写的区域后再试")


def _sheet(name: str, part: str, content: bytes, strings: list[str]) -> dict[str, Any]:
    _refuse_too_many(name, content)
    root = ElementTree.fromstring(content)
    cells = {c.attrib["r"]: _cell(c, strings) for c in root.iter(f"{MAIN}c") if "r" in c.attrib}
    _fill_shared(root, cells)
    merges = [m.attrib["ref"] for m in root.iter(f"{MAIN}mergeCell")]
    hidden = [r.attrib["r"] for r in root.iter(f"{MAIN}row") if r.attrib.get("hidden") in ("1", "true")]
    options = [
        [v.attrib.get("sqref", ""), (v.findtext(f"{MAIN}formula1") or "").strip()]
        for v in root.iter(f"{MAIN}dataValidation") if v.attrib.get("type") == "list"
    ]  # fmt: skip
    formulas = [text for kind, text, _ in cells.values() if kind == "formula"]
    refers = sorted({m for text in formulas for m in re.findall(r"'?([^'!+\-*/(),]+)'?!", text)})
    return {
        "sheet": name,
        "part": part,
        "cells": cells,
        "merges": merges,
        "hidden": hidden,
        "refers": refers,
        "options": options,
    }


def _fill_shared(root: ElementTree.Element, cells: dict[str, list[str]]) -> None:
    """Give cells that share a formula (filled down in the spreadsheet program) its text, moved to their place."""
    masters: dict[str, tuple[str, str]] = {}
    for cell in root.iter(f"{MAIN}c"):
        formula = cell.find(f"{MAIN}f")
        if formula is None or formula.attrib.get("t") != "shared" or "r" not in cell.attrib:
            continue
        place, shared = cell.attrib["r"], formula.attrib.get("si", "")
        if formula.text:
            masters[shared] = (place, formula.text)
        elif shared in masters:
            cells[place][1] = moved(masters[shared][1], masters[shared][0], place)


def moved(formula: str, start: str, end: str) -> str:
    """Return a formula of one cell as it reads in another: references without $ go along."""
    (a, top), (b, bottom) = _place(start), _place(end)

    def shift(match: re.Match[str]) -> str:
        column = match[2] if match[1] else letters(_number(match[2]) + b - a)
        row = match[4] if match[3] else str(int(match[4]) + bottom - top)
        return f"{match[1]}{column}{match[3]}{row}"

    parts = re.split(r"('[^']*'!|\"[^\"]*\")", formula)  # names of sheets and texts are no references
    return "".join(part if number % 2 else _REFERENCE.sub(shift, part) for number, part in enumerate(parts))


def _place(place: str) -> tuple[int, int]:
    letters = place.rstrip("0123456789")
    return _number(letters), int(place[len(letters) :])


def _number(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)


def letters(number: int) -> str:
    """Return the letters of a column number: 27 is AA."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _cell(cell: ElementTree.Element, strings: list[str]) -> list[str]:
    formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
    kind, text = cell.attrib.get("t", ""), (value.text or "") if value is not None else ""
    if kind == "s" and text:
        text = strings[int(text)]
    elif kind == "inlineStr":
        text = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
    if formula is not None:
        return ["formula", formula.text or "", text]
    if not text.strip():
        return ["blank", "", ""]
    return ["number" if kind in ("", "n") else "text", text.strip(), ""]
