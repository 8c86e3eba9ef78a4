"""Changing single cells in the XML of a worksheet; every other byte stays as it was."""

import re
from decimal import Decimal

from desktop.findings import UserError

_ROW = re.compile(rb"<row\b[^>]*?\br=\"(\d+)\"[^>]*?(?:/>|>.*?</row>)", re.DOTALL)
_CELL = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_TYPE = re.compile(rb"\s+t=\"[^\"]*\"")


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split(place: str) -> tuple[str, int]:
    """Return letters and row of a place like C7. Raises UserError for anything else."""
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]*)", place)
    if match is None:
        raise UserError(f"单元格“{place}”写法不对，应为 C7 这样的形式")
    return match[1], int(match[2])


class SheetXml:
    """One worksheet part whose cells can be given values."""

    def __init__(self, content: bytes) -> None:
        if b"<sheetData" not in content:
            raise UserError("模板的工作表结构无法识别；请在 Excel 或 WPS 中另存为 .xlsx 再试")
        self.content = content

    def put(self, values: dict[str, Decimal | str]) -> None:
        """Give cells numbers or texts; a cell with a formula is refused. Style and everything else is kept."""
        by_row: dict[int, dict[str, Decimal | str]] = {}
        for place, value in values.items():
            letters, row = split(place)
            by_row.setdefault(row, {})[letters] = value
        waiting = sorted(by_row)
        parts: list[bytes] = []
        position = 0
        for match in _ROW.finditer(self.content):
            number = int(match[1])
            parts.append(self.content[position : match.start()])
            position = match.end()
            while waiting and waiting[0] < number:
                parts.append(_new_row(waiting[0], by_row[waiting.pop(0)]))
            parts.append(_filled(match[0], number, by_row[waiting.pop(0)]) if waiting[:1] == [number] else match[0])
        rest = self.content[position:]
        new_rows = b"".join(_new_row(row, by_row[row]) for row in waiting)
        if new_rows and b"</sheetData>" not in rest:
            body = b"<sheetData>" + new_rows + b"</sheetData>"
            rest, new_rows = re.sub(rb"<sheetData\s*/>", lambda _: body, rest, count=1), b""
        end = rest.find(b"</sheetData>")
        self.content = b"".join([*parts, rest[:end], new_rows, rest[end:]] if new_rows else [*parts, rest])

    def caches(self, values: dict[str, Decimal]) -> None:
        """Give formula cells new cached results; the formulas stay."""

        def refreshed(match: re.Match[bytes]) -> bytes:
            value = values.get(f"{match[1].decode()}{int(match[2])}")
            if value is None or b"<f" not in match[0]:
                return match[0]
            cell = re.sub(rb"<v>[^<]*</v>|<v\s*/>", b"", match[0])
            cell = _TYPE.sub(b"", cell, count=1) if b't="str"' in cell[:80] else cell
            return cell.replace(b"</c>", f"<v>{_number(value)}</v></c>".encode())

        if values:
            self.content = _CELL.sub(refreshed, self.content)


def _new_row(row: int, values: dict[str, Decimal | str]) -> bytes:
    return _filled(f'<row r="{row}"></row>'.encode(), row, values)


def _filled(row_xml: bytes, row: int, values: dict[str, Decimal | str]) -> bytes:
    """Return a row element with the given cells set, in column order."""
    if row_xml.endswith(b"/>"):
        row_xml = row_xml[:-2].rstrip() + b"></row>"
    for letters in sorted(values, key=column_number):
        row_xml = _set(row_xml, letters, row, values[letters])
    return row_xml


def _set(row_xml: bytes, letters: str, row: int, value: Decimal | str) -> bytes:
    column = column_number(letters)
    at = row_xml.rfind(b"</row>")
    for match in _CELL.finditer(row_xml):
        number = column_number(match[1].decode())
        if number == column:
            if b"<f" in match[0]:
                raise UserError(f"单元格 {letters}{row} 是公式，不能填写；请在对应表中去掉它")
            opening = re.match(rb"<c\b[^>]*?(?=/?>)", match[0])
            attributes = _TYPE.sub(b"", opening[0] if opening else b"<c")
            return row_xml[: match.start()] + _cell(attributes, value) + row_xml[match.end() :]
        if number > column:
            at = match.start()
            break
    return row_xml[:at] + _cell(f'<c r="{letters}{row}"'.encode(), value) + row_xml[at:]


def _cell(opening: bytes, value: Decimal | str) -> bytes:
    if isinstance(value, Decimal):
        return opening + f"><v>{_number(value)}</v></c>".encode()
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return opening + f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'.encode()


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
