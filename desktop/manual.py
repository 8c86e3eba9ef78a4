"""The manual (操作手册): chapters by kind of unit and by season, a page for each page of the window, and the terms.

One source for the window and the PDF: Markdown in `resources/manual/` (with `pictures/`, taken by
`mingzhang screenshots DIR --manual`) and `resources/help/`, of which only headings, lists, pictures, `code`, **bold**
and links between chapters are used. In the manual what stands in 「」 is a name of the program, which a test looks up.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from desktop import VERSION, paths
from desktop.dataclass import dataclass
from desktop.layouts.paper import manual_pages
from desktop.layouts.paper.manual_pages import ENTRY, PART, PICTURE, SECTION, TEXT, TITLE, Block

NAME = "操作手册"
GLOSSARY, START = "glossary", "start"
"""Keys of the terms and of the first page of help."""
PARTS = (("0", "先看这里"), ("1", "按单位类型"), ("2", "按时节"), ("3", "其他"))
"""The parts of `resources/manual/`, by the first digit of the files' numbers."""
PAGES, TERMS = "各页说明", "名词"
"""The parts behind them: `resources/help/`, and the glossary."""
YEAR = 2026
"""The year in the date of the file, which says nothing of today."""

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_MARKED = re.compile(r"(\d+\.|-) +(.*)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. text: its Markdown, which begins with its title."""

    key: str
    part: str
    text: str

    @property
    def title(self) -> str:
        """Its title."""
        return self.text.splitlines()[0].removeprefix("# ")

    @property
    def words(self) -> str:
        """Title and words on one line, without marks: what is searched."""
        return " ".join(_plain(_PICTURE.sub(r"\1", self.text)).replace("#", "").split())


@dataclass(frozen=True, slots=True)
class Term:
    """A term of public finance in our words, and the document that sets it."""

    name: str
    text: str
    source: str


def folder() -> Path:
    """Return where the chapters and their pictures lie."""
    return paths.resources() / "manual"


@cache
def chapters() -> dict[str, Chapter]:
    """Return the chapters by key, in reading order."""
    found = []
    for digit, part in PARTS:
        found += [_read(path, part) for path in sorted(folder().glob(f"{digit}*.md"))]
    found += [_read(path, PAGES) for path in sorted((paths.resources() / "help").glob("*.md"))]
    listed = (f"**{term.name}**　{term.text}\n\n依据：{term.source}" for term in terms())
    found.append(Chapter(GLOSSARY, TERMS, "\n\n".join(["# 名词", *listed])))
    return {chapter.key: chapter for chapter in found}


def _read(path: Path, part: str) -> Chapter:
    return Chapter(key_of(path.name), part, path.read_text(encoding="utf-8"))


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms (resources/glossary.toml)."""
    with (paths.resources() / "glossary.toml").open("rb") as file:
        return tuple(Term(**entry) for entry in tomllib.load(file)["term"])


def key_of(place: str) -> str:
    """Return the key of the chapter in a file."""
    return place.rpartition("/")[2].removesuffix(".md").partition("_")[2]


def found(words: str) -> list[str]:
    """Return the keys of the chapters that hold all these words, in any order; of all where there are none."""
    wanted = words.lower().split()
    return [key for key, chapter in chapters().items() if all(word in chapter.words.lower() for word in wanted)]


def blocks_of(chapter: Chapter) -> Iterator[Block]:
    """Yield the blocks of a chapter for paper."""
    for line in _joined(chapter.text):
        picture, marked = _PICTURE.fullmatch(line), _MARKED.fullmatch(line)
        if picture:
            yield Block(PICTURE, picture[1], content=(folder() / picture[2]).read_bytes())
        elif line.startswith("# "):
            yield Block(TITLE, _plain(line[2:]))
        elif line.startswith("##"):
            yield Block(SECTION, _plain(line.lstrip("# ")))
        elif marked:
            yield Block(ENTRY, _plain(marked[2]), "·" if marked[1] == "-" else marked[1])
        else:
            yield Block(TEXT, _plain(line))


def _joined(text: str) -> Iterator[str]:
    """Yield paragraphs and entries, each on one line."""
    for piece in text.split("\n\n"):
        line = ""
        for part in piece.splitlines():
            begins = part.startswith(("#", "!")) or _MARKED.fullmatch(part)
            if line and begins:
                yield line
                line = ""
            line += part.strip()
        if line:
            yield line


def _plain(text: str) -> str:
    """Return words without the marks of Markdown."""
    return re.sub(r"\*\*|`", "", _LINK.sub(r"\1", text)).strip()


def write(target: Path) -> int:
    """Write the manual as a PDF and return how many pages it has; nothing is written where a reader finds it wrong."""
    from desktop.exporters import pdf
    from desktop.findings import UserError

    blocks: list[Block] = []
    part = ""
    for chapter in chapters().values():
        if chapter.part != part:
            part = chapter.part
            blocks.append(Block(PART, part))
        blocks += blocks_of(chapter)
    below = (f"明账 {VERSION}", "县级单位预算编制与公开", "不联网也能看：窗口里按 F1，或者“帮助 → 操作手册”")
    document = manual_pages.document(f"明账{NAME}", below, blocks, f"明账 {VERSION} {NAME}")

    def fill(path: Path) -> None:
        pdf.draw(document, path, "", YEAR)
        if wrong := pdf.read_back(document, path)[1]:
            raise UserError(f"PDF 文件读回后与原文不一致（{wrong[0].place}：“{wrong[0].expected}”），没有保存")

    paths.write_beside(target, fill)
    return len(document.pages)
