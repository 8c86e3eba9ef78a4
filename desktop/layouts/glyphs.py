"""Finding characters the PDF fonts lack, with the place they stand in: reported, never printed blank."""

from desktop.findings import Finding, Place, Severity
from desktop.layouts.narrative import Narrative
from desktop.layouts.sheet import Sheet
from desktop.layouts.typeface import missing


def missing_characters(narrative: Narrative, sheets: list[Sheet]) -> list[Finding]:
    """Return one finding for each character and place that no shipped font can print."""
    found = []
    for paragraph in narrative.paragraphs:
        for character in missing(paragraph.text):
            found.append(_finding(character, Place(row=paragraph.text[:20]), "说明"))
    for sheet in sheets:
        for placed in sheet.cells:
            for character in missing(placed.text):
                found.append(_finding(character, Place(table=sheet.table.label, row=placed.text[:20]), ""))
    return found


def _finding(character: str, place: Place, part: str) -> Finding:
    code = f"U+{ord(character):04X}"
    message = f"{part}字符“{character}”（{code}）在 PDF 字体中没有字形，不能打印；请改用通用规范字"
    return Finding("G01", Severity.ERROR, message, place)
