"""An OFD document (GB/T 33190): its characters and rules by their positions, for the same reading as a PDF."""

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.outside import package
from desktop.outside.document import Paragraph, Table
from desktop.outside.documents import laid_out
from desktop.outside.documents.page import Glyph, Page, Rule
from desktop.outside.refusal import Refused

MAX_PAGES, MAX_GLYPHS = 400, 400_000
POINTS = 72 / 25.4
"""Points of a millimetre: OFD measures in millimetres."""
THIN = 3.0
"""Points up to which a filled area is a line that was drawn as an area."""

Matrix = tuple[float, float, float, float, float, float]


def read(path: Path) -> tuple[list[Paragraph | Table], tuple[str, ...]]:
    """Return what the document says. Raises Refused."""
    with package.opened(path) as opened:
        pages = list(_pages(opened))
    if not any(glyph.text.strip() for page in pages for glyph in page.glyphs):
        raise Refused("没有文字（可能是扫描件）；请提供 Word 或 Excel 文件")
    return laid_out.parts_of(pages)


def _pages(opened: zipfile.ZipFile) -> Iterator[Page]:
    names = set(opened.namelist())
    if "OFD.xml" not in names:
        raise Refused("不是 OFD 文档；请检查是否选错了文件")
    document = _inside("OFD.xml", _first(package.tree_of(opened, "OFD.xml"), "DocRoot"))
    root = package.tree_of(opened, document)
    size = _box(_first(root, "PhysicalBox"))
    listed = [page.get("BaseLoc") for page in _named(root, "Page") if page.get("BaseLoc")]
    if len(listed) > MAX_PAGES:
        raise Refused(f"超过 {MAX_PAGES} 页；请只保留说明和表格的页面后再试")
    for number, name in enumerate(listed, 1):
        part = _inside(document, name)
        if part not in names:
            raise Refused("不完整（缺少其中一页），没有打开；请重新另存后再试")
        yield _page(package.tree_of(opened, part), number, size)


def _inside(base: str, name: str) -> str:
    """Return the part a path names, which is relative to the part that names it. Raises Refused outside the file."""
    joined = name.lstrip("/") if name.startswith("/") else posixpath.join(posixpath.dirname(base), name)
    part = posixpath.normpath(joined)
    if part.startswith(".."):
        raise Refused("指向文件之外的内容，没有打开；请检查文件来源")
    return part


def _named(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str) and element.tag.endswith(f"}}{name}"))


def _first(root: Any, name: str) -> str:
    return next((str(element.text or "").strip() for element in _named(root, name)), "")


def _numbers(text: str) -> list[float]:
    try:
        return [float(word) for word in text.split()]
    except ValueError as error:
        raise Refused("中的位置不是数字，无法读取；请重新另存后再试") from error


def _box(text: str) -> tuple[float, float, float, float]:
    numbers = _numbers(text)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0, 210.0, 297.0)


def _page(root: Any, number: int, size: tuple[float, float, float, float]) -> Page:
    glyphs = tuple(glyph for item in _named(root, "TextObject") for glyph in _glyphs(item))
    if len(glyphs) > MAX_GLYPHS:
        raise Refused("有一页的文字过多，没有打开；请只保留说明和表格的页面后再试")
    rules = tuple(rule for item in _named(root, "PathObject") for rule in _rules(item))
    return Page(number, glyphs, rules)


def _placed(item: Any) -> Matrix:
    """Return how an object's own coordinates become those of the page."""
    left, top, _, _ = _box(item.get("Boundary") or "")
    matrix = _numbers(item.get("CTM") or "1 0 0 1 0 0")
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS


def _glyphs(item: Any) -> Iterator[Glyph]:
    matrix, size = _placed(item), _numbers(item.get("Size") or "0")[0]
    for code in _named(item, "TextCode"):
        text = code.text or ""
        x, y = _numbers(code.get("X") or "0")[0], _numbers(code.get("Y") or "0")[0]
        across, down = _deltas(code.get("DeltaX") or ""), _deltas(code.get("DeltaY") or "")
        for index, character in enumerate(text):
            wide = across[index] if index < len(across) else size if ord(character) > 0x2E7F else size / 2
            left, base = _at(matrix, x, y)
            right, top = _at(matrix, x + (wide or size), y - 0.85 * size)
            yield Glyph(character, left, top, max(right, left + 0.1), base + 0.15 * (base - top))
            x += across[index] if index < len(across) else 0 if down else wide
            y += down[index] if index < len(down) else 0


def _deltas(text: str) -> list[float]:
    """Return the steps from character to character; `g n v` is v, n times."""
    words, steps = text.split(), []
    while words:
        word = words.pop(0)
        if word == "g" and len(words) >= 2 and words[0].isdigit():
            count, value = int(words.pop(0)), words.pop(0)
            steps += _numbers(value) * min(count, 10_000)
        else:
            steps += _numbers(word)
    return steps


def _rules(item: Any) -> Iterator[Rule]:
    """Yield the straight pieces of a path that run across or down; a filled area (the bar of a chart) has none."""
    pieces = list(_straight(item))
    if item.get("Stroke", "true").lower() == "false" and pieces:
        wide = max(rule.right for rule in pieces) - min(rule.left for rule in pieces)
        high = max(rule.bottom for rule in pieces) - min(rule.top for rule in pieces)
        if min(wide, high) > THIN:
            return
    yield from pieces


def _straight(item: Any) -> Iterator[Rule]:
    matrix = _placed(item)
    start = last = (0.0, 0.0)
    words = _first(item, "AbbreviatedData").split()
    place = 0
    while place < len(words):
        word = words[place]
        steps = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}.get(word)
        if steps is None:
            return
        numbers = _numbers(" ".join(words[place + 1 : place + 1 + steps]))
        place += 1 + steps
        to = start if word == "C" else _at(matrix, *numbers[-2:]) if len(numbers) == steps else last
        if word in ("L", "C") and min(abs(to[0] - last[0]), abs(to[1] - last[1])) <= 1.0 and to != last:
            yield Rule(min(to[0], last[0]), min(to[1], last[1]), max(to[0], last[0]), max(to[1], last[1]))
        start = to if word in ("M", "S") else start
        last = to
