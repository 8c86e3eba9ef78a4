"""Published files that we write nowhere else: HTML as a web page has it, OFD by hand as the standard has it, pasted text."""

import html
import zipfile
from pathlib import Path

from desktop.disclosure import Disclosure
from desktop.layouts.paper.sheet import sheet_of

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
STEP, HIGH, TOP = 2, 6, 10
"""Millimetres between two characters, between two rows of a table, and above it."""


def write_html(disclosure: Disclosure, path: Path) -> None:
    """Write the text and the tables of a disclosure as a web page with merged cells."""
    parts = [f"<p>{html.escape(each.text)}</p>" for each in disclosure.narrative.paragraphs if each.text]
    for table in disclosure.tables:
        sheet = sheet_of(table)
        rows: list[list[str]] = [[] for _ in range(sheet.rows)]
        for cell in sorted(sheet.cells, key=lambda each: (each.row, each.column)):
            span = f' rowspan="{cell.row_span}" colspan="{cell.column_span}"'
            rows[cell.row].append(f"<td{span}>{html.escape(cell.text)}</td>")
        parts.append(f"<table>{''.join(f'<tr>{chr(10).join(row)}</tr>' for row in rows)}</table>")
    content = f'<!doctype html><html><meta charset="utf-8"><body>{"".join(parts)}</body></html>'
    path.write_text(content, encoding="utf-8")


def write_txt(disclosure: Disclosure, path: Path) -> None:
    """Write the tables of a disclosure as a spreadsheet gives them to the clipboard: cells with tabs between."""
    lines: list[str] = []
    for table in disclosure.tables:
        sheet = sheet_of(table)
        grid = [[""] * len(sheet.widths) for _ in range(sheet.rows)]
        for cell in sheet.cells:
            grid[cell.row][cell.column] = cell.text.replace("\n", " ")
        lines += [*("\t".join(row) for row in grid), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_ofd(disclosure: Disclosure, path: Path) -> None:
    """Write the tables of a disclosure, one on each page, as ruled boxes with their texts."""
    pages = [_page(sheet_of(table)) for table in disclosure.tables]
    wide, high = (max(size) for size in zip(*(page[1:] for page in pages), strict=True))
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Page_{n}.xml"/>' for n in range(len(pages)))
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {wide} {high}</ofd:PhysicalBox></ofd:PageArea>"
    data = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    with zipfile.ZipFile(path, "w") as package:
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        package.writestr("OFD.xml", f"<ofd:OFD {NAMES}>{root}</ofd:OFD>")
        package.writestr("Doc_0/Document.xml", f"<ofd:Document {NAMES}>{data}</ofd:Document>")
        for number, (content, _, _) in enumerate(pages):
            layer = f"<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
            package.writestr(f"Doc_0/Page_{number}.xml", f"<ofd:Page {NAMES}>{layer}</ofd:Page>")


def _page(sheet) -> tuple[str, int, int]:
    """Return a page and its width and height in millimetres."""
    widths = [20] * len(sheet.widths)
    for cell in sheet.cells:
        if cell.row >= sheet.header_top and cell.column_span == 1:
            widths[cell.column] = max(widths[cell.column], STEP * len(cell.text) + 6)
    edges = [10 + sum(widths[:n]) for n in range(len(widths) + 1)]
    drawn = []
    for cell in sheet.cells:
        x, y = edges[cell.column], TOP + HIGH * cell.row
        right, bottom = edges[cell.column + cell.column_span], y + HIGH * cell.row_span
        if cell.text:
            delta = f'DeltaX="g {len(cell.text) - 1} {STEP}"' if len(cell.text) > 1 else ""
            code = f'<ofd:TextCode X="0" Y="3" {delta}>{html.escape(cell.text)}</ofd:TextCode>'
            drawn.append(f'<ofd:TextObject Boundary="{x + 1} {y + 1} 900 4" Size="3">{code}</ofd:TextObject>')
        if cell.row >= sheet.header_top:
            lines = f"M {x} {y} L {right} {y} L {right} {bottom} L {x} {bottom} L {x} {y}"
            drawn.append(
                f'<ofd:PathObject Boundary="0 0 2000 9000"><ofd:AbbreviatedData>{lines}</ofd:AbbreviatedData></ofd:PathObject>'
            )
    return "".join(drawn), max(edges[-1], 400) + 10, TOP + HIGH * (sheet.rows + 3)
