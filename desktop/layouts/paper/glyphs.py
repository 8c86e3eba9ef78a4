"""Finding characters the PDF fonts lack, with the place they stand in: reported, never printed blank."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.findings import Finding, Place, Severity
from desktop.layouts.paper import own_fonts
from desktop.layouts.paper.typeface import invisible, missing
from desktop.layouts.tables.table import Table

if TYPE_CHECKING:
    from desktop.layouts.words.narrative import Narrative


def missing_characters(narrative: "Narrative", tables: list[Table]) -> list[Finding]:
    """Return one finding for each character and place that no shipped font can print or no file can hold."""
    rows = (row.characters for table in tables for block in table.blocks for row in block.rows)
    around = (text for table in tables for text in _around(table))
    everything = set(narrative.title).union(*around, *rows, *(p.text for p in narrative.paragraphs))
    lacking = _lacking("".join(sorted(everything)))
    if not lacking:
        return []
    findings: dict[tuple[str, str], Finding] = {}
    for table, text in _texts(narrative, tables):
        for character in lacking.intersection(text):
            findings.setdefault((character, text), _finding(character, Place(table=table, row=text[:20])))
    return list(findings.values())


def lacking_in(text: str) -> str:
    """Return the characters of a text that no shipped font can print, each once."""
    return "".join(sorted(_lacking("".join(sorted(set(text))))))


@lru_cache(maxsize=16)
def _lacking(characters: str) -> frozenset[str]:
    """Return those of some characters that cannot be printed; an edit seldom brings a new character."""
    return frozenset({*missing(characters), *invisible(characters)})


def _texts(narrative: "Narrative", tables: list[Table]) -> Iterator[tuple[str, str]]:
    """Yield (table label or "说明", text) of everything printed."""
    yield "说明", narrative.title
    for paragraph in narrative.paragraphs:
        yield "说明", paragraph.text
    for table in tables:
        yield from ((table.label, text) for text in _around(table))
        for row in table.grid:
            for cell in row:
                yield table.label, cell.text


def _around(table: Table) -> Iterator[str]:
    yield table.title + table.unit_name
    yield from table.notes
    yield from (lead.label + lead.cell.text for lead in table.lead)


def unwritable(text: str) -> str:
    """Return why no file can hold a text, and the way out, in Chinese; empty where every file can."""
    wrong = invisible(text)
    if not wrong:
        return ""
    shown = "".join("□" if c in wrong else c for c in text)
    at = max(0, shown.index("□") - 10)
    codes = "、".join(f"U+{ord(c):04X}" for c in wrong)
    return f"“{shown[at : at + 24]}”中有看不见的控制字符（{codes}，以□表示），请删除后重新输入这几个字"


def way_out() -> str:
    """Return what to do about a character that no font has, and why a font of the user's own was not used."""
    wrong = "".join(f"（{each}）" for each in own_fonts.fonts()[1])
    return (
        f"人名、地名用字不便改的，把有这个字的 TrueType 字体（如 Windows 的“宋体-ExtB”，simsunb.ttf）放到用户文件夹的"
        f"“{own_fonts.FOLDER}”文件夹中，重新启动后使用，只用来印这些字{wrong}；其他的请改用通用规范字"
    )


def _finding(character: str, place: Place) -> Finding:
    code = f"U+{ord(character):04X}"
    if invisible(character):
        message = f"有看不见的控制字符（{code}），不能写入文件；请删除后重新输入"
    else:
        message = f"字符“{character}”（{code}）在 PDF 字体中没有字形，不能打印；{way_out()}"
    return Finding("G01", Severity.ERROR, message, place)
