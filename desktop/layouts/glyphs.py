"""Finding characters the PDF fonts lack, with the place they stand in: reported, never printed blank."""

from collections.abc import Iterator

from desktop.findings import Finding, Place, Severity
from desktop.layouts.narrative import Narrative
from desktop.layouts.table import Table
from desktop.layouts.typeface import missing


def missing_characters(narrative: Narrative, tables: list[Table]) -> list[Finding]:
    """Return one finding for each character and place that no shipped font can print."""
    rows = (row.characters for table in tables for block in table.blocks for row in block.rows)
    around = (text for table in tables for text in _around(table))
    everything = set(narrative.title).union(*around, *rows, *(p.text for p in narrative.paragraphs))
    lacking = set(missing("".join(everything)))
    if not lacking:
        return []
    found: dict[tuple[str, str], Finding] = {}
    for table, text in _texts(narrative, tables):
        for character in lacking.intersection(text):
            found.setdefault((character, text), _finding(character, Place(table=table, row=text[:20])))
    return list(found.values())


def _texts(narrative: Narrative, tables: list[Table]) -> Iterator[tuple[str, str]]:
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


def _finding(character: str, place: Place) -> Finding:
    code = f"U+{ord(character):04X}"
    message = f"字符“{character}”（{code}）在 PDF 字体中没有字形，不能打印；请改用通用规范字"
    return Finding("G01", Severity.ERROR, message, place)
