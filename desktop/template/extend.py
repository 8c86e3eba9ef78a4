"""Adding prepared rows to a list of a workbook: formats and formulas of its last row go along, all else moves down.

References to the rows below follow, in every sheet; a range that ends with the last prepared row takes the new ones in.
"""

import html
import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.outside.workbook_parts import moved
from desktop.template.sheet_xml import column_number

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'(?:[^']|'')+'|[^\s'!+\-*/(),:=<>&^;\"]+)!)?"
    r"(?<![A-Za-z0-9_.$])(?P<c1>\$?[A-Z]{0,3})(?P<r1>\$?[0-9]+)(?::(?P<c2>\$?[A-Z]{0,3})(?P<r2>\$?[0-9]+))?(?![A-Za-z0-9_(.!])"
)
_CELL = re.compile(r"<c\b([^>]*?)(/>|>(.*?)</c>)", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*?)(/>|>(.*?)</row>)", re.DOTALL)
_FORMULA = re.compile(r"<f\b([^>]*?)(?:/>|>([^<]*)</f>)", re.DOTALL)
_PLACE = re.compile(r'(\sr=")([A-Z]*)(\d+)(")')
_FIXED = (
    ("<drawing ", "图片或图表"),
    ("<legacyDrawing ", "批注或控件"),
    ("<tableParts", "“表格”对象"),
    ('t="array"', "数组公式"),
)
LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Added:
    """Rows to be added to a sheet behind the prepared ones: first and last of these, how many more."""

    sheet: str
    first: int
    last: int
    extra: int

    def row(self, number: int, *, end: bool = False) -> int:
        """Return where a row is afterwards; end: the row is the end of a range, which takes the new rows in."""
        moves = number > self.last or (end and number == self.last)
        return number + self.extra if moves and number + self.extra <= LAST_ROW else number

    def place(self, cell: str) -> str:
        """Return where a cell is afterwards."""
        letters = cell.rstrip("0123456789")
        return f"{letters}{self.row(int(cell[len(letters) :]))}"

    def formula(self, text: str, sheet: str, row: int = 0) -> str:
        """Return a formula that stands in a row of a sheet as it reads afterwards (0: what is no cell's)."""
        parts = re.split(r'("[^"]*")', text)
        follow = self._follow(sheet, grows=not (sheet == self.sheet and self.first <= row <= self.last))
        return "".join(part if number % 2 else _REFERENCE.sub(follow, part) for number, part in enumerate(parts))

    def escaped(self, text: str, sheet: str) -> str:
        """Return a formula written in XML as it reads afterwards."""
        return escape(self.formula(html.unescape(text), sheet))

    def _follow(self, sheet: str, *, grows: bool) -> Callable[[re.Match[str]], str]:
        def follow(match: re.Match[str]) -> str:
            named = (match["sheet"] or "").removesuffix("!")
            named = named[1:-1].replace("''", "'") if named.startswith("'") else named
            if (named or sheet) != self.sheet or (not match["c1"] and not match["r2"]):
                return match[0]
            first, last = int(match["r1"].strip("$")), int((match["r2"] or match["r1"]).strip("$"))
            marks = ["$" if match[name] and match[name].startswith("$") else "" for name in ("r1", "r2")]
            text = f"{match['sheet'] or ''}{match['c1']}{marks[0]}{self.row(first)}"
            if match["r2"]:
                text += f":{match['c2']}{marks[1]}{self.row(last, end=grows and first <= self.last)}"
            return text

        return follow


def add_rows(package: bytes, raw: Mapping[str, Any], added: Added, file: str) -> bytes:
    """Return a workbook with rows added to a sheet; raw: its sheets as the limited child read them.

    Raises UserError where the sheet has what cannot be moved.
    """
    with zipfile.ZipFile(BytesIO(package)) as opened:
        entries = [(entry, opened.read(entry)) for entry in opened.infolist()]
    parts = {sheet["part"]: (name, sheet["cells"]) for name, sheet in raw.items()}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as result:
        for entry, old in entries:
            content = old
            if entry.filename == "xl/calcChain.xml":
                continue  # the order of calculation of cells that have moved; programs make it anew
            if entry.filename in parts:
                name, cells = parts[entry.filename]
                content = _sheet(old.decode("utf-8"), name, cells, added, file).encode()
            elif entry.filename == "xl/workbook.xml":
                content = _workbook(old.decode("utf-8"), added).encode()
            elif entry.filename in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
                content = re.sub(rb"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", b"", old)
            result.writestr(entry, content, entry.compress_type)
    return target.getvalue()


def _workbook(text: str, added: Added) -> str:
    """Return the workbook part with its names (print areas, lists) following."""
    return re.sub(
        r"(<definedName\b[^>]*>)([^<]*)(</definedName>)",
        lambda m: m[1] + added.escaped(m[2], "") + m[3],
        text,
    )


def _sheet(text: str, name: str, cells: Mapping[str, list[str]], added: Added, file: str) -> str:
    if name != added.sheet:
        refers = any(kind == "formula" and added.sheet in formula for kind, formula, _ in cells.values())
        return _plain_formulas(text, name, cells, added) if refers else text
    for mark, what in _FIXED:
        if mark in text:
            raise UserError(
                f"模板“{file}”工作表“{name}”第 {added.first}–{added.last} 行不够，还要 {added.extra} 行；表中有{what}，"
                "不能自动增加行，请在 Excel 或 WPS 中插入行后重新生成对应表"
            )
    start, end = text.find("<sheetData"), text.find("</sheetData>")
    if start < 0 or end < 0:
        return text
    head, body, tail = text[:start], text[start:end], text[end:]
    body = _rows(_plain_formulas(body, name, cells, added), name, added, cells)
    head = re.sub(r'(\s(?:ref|sqref|activeCell)=")([^"]*)(")', lambda m: m[1] + added.formula(m[2], name) + m[3], head)
    return head + body + _tail(tail, name, added)


def _tail(text: str, name: str, added: Added) -> str:
    """Return what stands behind the cells: merges, validations, formats by condition, breaks."""
    own = [m[1] for m in re.finditer(r'<mergeCell ref="([^"]*)"', text)]
    text = re.sub(r'(\s(?:ref|sqref)=")([^"]*)(")', lambda m: m[1] + added.formula(m[2], name) + m[3], text)
    text = re.sub(
        r"(<(formula[12]?|xm:f|xm:sqref)>)([^<]*)(</)",
        lambda m: m[1] + added.escaped(m[3], name) + m[4],
        text,
    )
    text = re.sub(r'(<brk id=")(\d+)(")', lambda m: f"{m[1]}{added.row(int(m[2]))}{m[3]}", text)
    rows = (re.fullmatch(rf"([A-Z]+){added.last}:([A-Z]+){added.last}", merge) for merge in own)
    copies = [
        f'<mergeCell ref="{m[1]}{row}:{m[2]}{row}"/>'
        for m in rows if m for row in range(added.last + 1, added.last + added.extra + 1)
    ]  # fmt: skip
    for merge in [m[0] for m in (re.fullmatch(rf"([A-Z]+){added.last}:([A-Z]+){added.last}", o) for o in own) if m]:
        a, b = merge.split(":")
        text = text.replace(f'<mergeCell ref="{a}:{b[: -len(str(added.last))]}{added.last + added.extra}"',
                            f'<mergeCell ref="{merge}"')  # fmt: skip
    if copies:
        text = text.replace("</mergeCells>", "".join(copies) + "</mergeCells>")
        text = re.sub(r'(<mergeCells\b[^>]*?)\scount="\d+"', rf'\1 count="{len(own) + len(copies)}"', text)
    return text


def _plain_formulas(text: str, name: str, cells: Mapping[str, list[str]], added: Added) -> str:
    """Return cells with formulas that follow; shared ones (filled down) are written out, for their places move."""

    def cell(match: re.Match[str]) -> str:
        place = _PLACE.search(match[1])
        found = _FORMULA.search(match[0])
        if place is None or found is None or 't="array"' in found[1] or 't="dataTable"' in found[1]:
            return match[0]
        known = cells.get(f"{place[2]}{place[3]}", ["", ""])
        if known[0] != "formula":
            return match[0]
        escaped = (
            added.formula(known[1], name, int(place[3])).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        )
        return match[0].replace(found[0], f"<f>{escaped}</f>", 1)

    return _CELL.sub(cell, text)


def _rows(body: str, name: str, added: Added, cells: Mapping[str, list[str]]) -> str:
    """Return the rows with those below moved down and copies of the last prepared one behind it."""

    def row(match: re.Match[str]) -> str:
        place = _PLACE.search(match[1])
        if place is None:
            return match[0]
        number = int(place[3])
        copies = [
            _copy(match[0], number, number + step, name, added, cells) for step in range(1, added.extra + 1)
        ] if number == added.last else []  # fmt: skip
        return _renumbered(match[0], number, added.row(number)) + "".join(copies)

    return _ROW.sub(row, body)


def _renumbered(row: str, old: int, new: int) -> str:
    return row if old == new else _PLACE.sub(lambda m: f"{m[1]}{m[2]}{new}{m[4]}", row)


def _copy(row: str, old: int, new: int, name: str, added: Added, cells: Mapping[str, list[str]]) -> str:
    """Return a copy of a row: formats, and formulas as filled down; no values."""

    def cell(match: re.Match[str]) -> str:
        place = _PLACE.search(match[1])
        column = place[2] if place else ""
        attributes = re.sub(r'\st="[^"]*"', "", match[1])
        known = cells.get(f"{column}{old}", ["", ""])
        if known[0] != "formula" or not column_number(column):
            return f"<c{attributes}/>"
        text = moved(added.formula(known[1], name, old), f"{column}{old}", f"{column}{new}")
        return f"<c{attributes}><f>{escape(text)}</f><v>0</v></c>"

    return _renumbered(_CELL.sub(cell, row), old, new)
