"""What stands before the tables of the workbook: a cover with the lines to sign, and contents with links."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from desktop.exporters.pdf import cover_of
from desktop.exporters.publication import Publication
from desktop.exporters.xlsx_charts import A4_PAPER, ACROSS, HEI
from desktop.layouts.paper.cover import DATE, DATED
from desktop.layouts.paper.linebreak import break_lines, title_lines
from desktop.layouts.paper.pages import CHARTS, width_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

COVER, CONTENTS = "封面", "目录"
POINTS_PER_WIDTH = 5.4
"""Points of one unit of the width of a column."""
WIDEST = 84
"""The column of titles is no wider: the sheet would be printed too small to read."""
LINKED: dict[str, Any] = {"font_color": "#1F4E9E", "underline": 1}
_WIDTHS = (16, 18, 30, 16)
_TITLE, _NOTE, _SIGN = 24, 12, 14
ABOVE, BELOW = 8, 14
"""Empty rows above the lines of the cover, and above the lines to sign."""


def cover_texts(publication: Publication) -> list[str]:
    """Return what the cover says, row by row: its lines (unbroken), notes, draft note, version, the lines to sign."""
    p = publication
    signed = [f"{label}：" for label in p.form.signatures]
    texts = [*cover_of(p), *p.cover_notes, p.draft_note, f"版本 {p.version}", *signed, f"{DATED}：", DATE, p.form.seal]
    return [text for text in texts if text]


def write_cover(worksheet: "Worksheet", publication: Publication, look: Callable[..., Any]) -> None:
    """Fill the sheet of the cover; it is the one that is seen first."""
    p = publication
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    small = [*p.cover_notes, *([p.draft_note] if p.draft_note else []), f"版本 {p.version}"]
    row = ABOVE
    room = sum(_WIDTHS) * POINTS_PER_WIDTH - 12
    for text, size, face in [*((t, _TITLE, HEI) for t in cover_of(p)), *((t, _NOTE, "宋体") for t in small)]:
        row += 3 if text == small[0] and size == _NOTE else 1
        looks = look(font_name=face, font_size=size, align="center", text_wrap=True)
        worksheet.merge_range(row, 0, row, len(_WIDTHS) - 1, "", looks)
        lines = title_lines(text, room, size, "sans-bold") if size == _TITLE else break_lines(text, room, size)
        worksheet.write_string(row, 0, "\n".join(lines) if size == _TITLE else text, looks)
        worksheet.set_row(row, max(1, len(lines)) * size * 1.5 + 6)
    row += BELOW
    label, line = look(font_size=_SIGN, align="right", valign="bottom"), look(font_size=_SIGN, bottom=1)
    for name in p.form.signatures:
        worksheet.write_string(row, 1, f"{name}：", label)
        worksheet.write_blank(row, 2, None, line)
        worksheet.set_row(row, 34)
        row += 1
    worksheet.write_string(row, 1, f"{DATED}：", label)
    worksheet.write_string(row, 2, DATE, look(font_size=_SIGN, valign="bottom"))
    worksheet.set_row(row, 34)
    if p.form.seal:
        worksheet.set_row(row + 1, 34)
        worksheet.write_string(row + 1, 2, p.form.seal, look(font_size=_SIGN, align="center", valign="bottom"))
    worksheet.set_paper(A4_PAPER)
    worksheet.fit_to_pages(1, 1)
    worksheet.center_horizontally()
    worksheet.hide_gridlines(2)
    worksheet.set_footer(p.sheet_footer())
    worksheet.activate()


def money_unit(publication: Publication) -> str:
    """The money unit of the workbook, with the tables that have another one: 金额单位：元（表9：万元）."""
    tables: dict[str, list[str]] = {}
    for sheet in publication.sheets:
        tables.setdefault(sheet.table.style.unit, []).append(sheet.table.number or sheet.table.title)
    usual = max(tables, key=lambda unit: len(tables[unit]), default=publication.form.table_style.unit)
    others = {unit: "、".join(names) for unit, names in tables.items() if unit != usual}
    other = "，".join(f"{names}：{unit}" for unit, names in others.items())
    return f"金额单位：{usual}（{other}）" if other else f"金额单位：{usual}"


def write_contents(
    worksheet: "Worksheet", publication: Publication, look: Callable[..., Any], names: Sequence[str]
) -> None:
    """Fill the sheet of contents, with links to the sheets of tables and of charts. names: of the sheets of tables."""
    longest = max((width_of(sheet.table.label, "serif", 11) for sheet in publication.sheets), default=0)
    widths = (8, min(WIDEST, max(56, ceil(longest / POINTS_PER_WIDTH) + 4)), 16)
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)
    head = look(font_name=HEI, font_size=11, align="center", border=1)
    middle = look(font_size=11, border=1, align="center")
    link = look(font_size=11, border=1, indent=1, **LINKED)
    title = "".join(cover_of(publication)).removesuffix("表") + "表"
    lines = title_lines(title, sum(widths) * POINTS_PER_WIDTH - 12, 18, "sans-bold")
    looks = look(font_name=HEI, font_size=18, align="center", text_wrap=True)
    worksheet.merge_range(0, 0, 0, 2, "\n".join(lines), looks)
    worksheet.set_row(0, max(34, len(lines) * 26 + 8))
    worksheet.set_row(2, 24)
    for column, text in enumerate(("序号", "表名", "是否空表")):
        worksheet.write_string(2, column, text, head)
    listed = [(name, s.table.label, s.table.empty) for name, s in zip(names, publication.sheets, strict=True)]
    if publication.charts:
        listed.append((CHARTS, CHARTS, False))
    broken = [break_lines(label, (widths[1] - 4) * POINTS_PER_WIDTH, 11) for _, label, _ in listed]
    alike = any(len(lines) > 1 for lines in broken)
    for number, (name, label, empty) in enumerate(listed, 1):
        row = number + 2
        worksheet.set_row(row, max(22, len(broken[number - 1]) * 16 + 6))
        target = f"internal:'{name}'!A1"
        if alike:  # a link is not broken into lines everywhere: then the numbers lead to the tables, in every row
            worksheet.write_url(row, 0, target, look(font_size=11, border=1, align="center", **LINKED), str(number))
            worksheet.write_string(row, 1, label, look(font_size=11, border=1, indent=1, text_wrap=True))
        else:
            worksheet.write_number(row, 0, number, middle)
            worksheet.write_url(row, 1, target, link, label)
        worksheet.write_string(row, 2, "是" if empty else "否", middle)
    worksheet.write_string(len(listed) + 4, 1, money_unit(publication), look(font_size=11))
    worksheet.set_paper(A4_PAPER)
    worksheet.fit_to_pages(1, 0)
    worksheet.center_horizontally()
    worksheet.freeze_panes(3, 0)
    worksheet.set_footer(publication.sheet_footer(min(1.0, ACROSS / (sum(widths) * POINTS_PER_WIDTH))))
