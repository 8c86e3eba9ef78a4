"""A Word document (DOCX): paragraphs with the level of their headings, tables with their merged cells."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.outside import package
from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents.captions import above
from desktop.outside.refusal import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older programs show instead of a drawing; its text stands in the drawing already."""

CHARACTERS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}
MAX_COLUMNS = 256
FOOTER, MOST_FOOTERS = re.compile(r"word/footer[0-9]{1,4}\.xml"), 200
NUMBERED = (f"{W}fldSimple", f"{W}fldChar")
"""What a program counts itself and may have counted anew: 第 3 页."""


def read(path: Path) -> list[Paragraph | Table]:
    """Return what the document says, in order. Raises Refused."""
    with package.opened(path) as opened:
        names = set(opened.namelist())
        if "word/document.xml" not in names:
            raise Refused("不是 Word 文档；请另存为 .docx 再试")
        body = package.tree_of(opened, "word/document.xml").find(f"{W}body")
        styles = package.tree_of(opened, "word/styles.xml") if "word/styles.xml" in names else ()
        levels, contents = _levels(styles), _contents(styles)
    parts: list[Paragraph | Table] = []
    for element in _blocks(body) if body is not None else ():
        if element.tag == f"{W}tbl":
            parts.append(_table(element, above(parts)))
        elif _style(element) not in contents and (text := _text(element)):
            parts.append(Paragraph(text, Spot(line=len(parts) + 1), _level(element, levels)))
    return parts


def feet(path: Path) -> tuple[str, ...]:
    """Return what the footers say, each once, without lines that number the pages. Raises Refused."""
    found: list[str] = []
    with package.opened(path) as opened:
        names = sorted(name for name in opened.namelist() if FOOTER.fullmatch(name))
        for name in names[:MOST_FOOTERS]:
            for paragraph in package.tree_of(opened, name).iter(f"{W}p"):
                numbered = any(True for field in NUMBERED for _ in paragraph.iter(field))
                if not numbered and (text := _text(paragraph)):
                    found.append(text)
    return tuple(dict.fromkeys(found))


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a part in order, also those in content controls (contents, cover)."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(element)


def _text(element: Any) -> str:
    return " ".join("".join(_characters(element)).split())


def _characters(element: Any) -> Iterator[str]:
    """Yield the texts of a paragraph or cell as they are shown: not what was deleted."""
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]
        elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", FALLBACK) and isinstance(
            child.tag, str
        ):
            yield from _characters(child)


def _contents(styles: Any) -> frozenset[str]:
    """Return the ids of the styles of a table of contents (目录), whose lines repeat headings with page numbers."""
    ids = set()
    for style in _each_style(styles):
        name = style.find(f"{W}name")
        if name is not None and str(name.get(f"{W}val")).lower().startswith("toc "):
            ids.add(str(style.get(f"{W}styleId")))
    return frozenset(ids)


def _each_style(styles: Any) -> Iterator[Any]:
    return styles.iter(f"{W}style") if hasattr(styles, "iter") else iter(())


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(f"{W}val")) if style is not None else ""


def _levels(styles: Any) -> dict[str, int]:
    """Return the level of the headings among the styles, by the style's id."""
    levels, bases = {}, {}
    for style in _each_style(styles):
        name = str(style.get(f"{W}styleId"))
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        base = style.find(f"{W}basedOn")
        if outline is not None:
            levels[name] = _number(outline) + 1
        elif base is not None:
            bases[name] = str(base.get(f"{W}val"))
    for name, base_name in bases.items():
        if base_name in levels:
            levels[name] = levels[base_name]
    return levels


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None:
        level = _number(outline) + 1
    else:
        level = levels.get(_style(paragraph), 0)
    return level if level <= 9 else 0


def _number(element: Any) -> int:
    value = str(element.get(f"{W}val"))
    return int(value) if value.isdigit() else 9


def _table(element: Any, captions: tuple[str, ...]) -> Table:
    """Return a table; a cell that goes on downwards (vMerge) is one with the cell it goes on."""
    grid: list[dict[int, str]] = []
    open_cells: dict[int, tuple[int, int, int, int]] = {}
    merges: list[tuple[int, int, int, int]] = []
    for number, cells in enumerate(each for each in element.iter(f"{W}tr") if _belongs(each, element)):
        texts: dict[int, str] = {}
        column = _skipped(cells, "gridBefore")
        for cell in _cells(cells):
            width, down = _span(cell), cell.find(f"{W}tcPr/{W}vMerge")
            if column + width > MAX_COLUMNS:
                raise Refused(f"中有一个表格超过 {MAX_COLUMNS} 列；请只保留说明和表格后再试")
            if down is not None and down.get(f"{W}val") != "restart" and column in open_cells:
                first, left, rows, columns = open_cells[column]
                open_cells[column] = (first, left, rows + 1, columns)
            else:
                texts[column] = _text(cell)
                merges += [open_cells.pop(column)] if column in open_cells else []
                open_cells[column] = (number, column, 1, width)
            column += width
        grid.append(texts)
    merges += open_cells.values()
    wide = max((left + columns for _, left, _, columns in merges), default=0)
    filled = tuple(tuple(texts.get(n, "") for n in range(wide)) for texts in grid)
    spots = tuple(Spot(line=number) for number in range(1, len(grid) + 1))
    return Table(filled, captions, tuple(sorted(m for m in merges if m[2] * m[3] > 1)), spots)


def _belongs(row: Any, table: Any) -> bool:
    """Tell whether a row is of this table and not of one inside a cell."""
    parent = row.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent is table


def _cells(row: Any) -> Iterator[Any]:
    for element in row:
        if element.tag == f"{W}tc":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _cells(element)


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, _number(span)) if span is not None else 1


def _skipped(row: Any, name: str) -> int:
    skipped = row.find(f"{W}trPr/{W}{name}")
    return _number(skipped) if skipped is not None else 0
