"""Reading approved figures (批复数): by function, economic subject and fund, by block or project, or as 收支总表."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop.intake import bureau_panels
from desktop.intake.bureau_reading import Asked, BureauReading, figures_of
from desktop.intake.bureau_table import Sheet
from desktop.intake.bureau_totals import Figure
from desktop.intake.bureau_words import NEW_PROJECT, Subject, Vocabulary
from desktop.ledger.records import Project, Unit
from desktop.ledger.vocabulary import Carry
from desktop.outside.source_files import SourceTable


def of_tables(
    reading: BureauReading,
    tables: Iterable[SourceTable],
    unit: Unit,
    units: Iterable[Unit],
    projects: Mapping[int, Iterable[Project]],
    year: int,
    asked: Asked,
) -> dict[int, list[Figure]]:
    """Return the approved figures of each unit by its number; what is open is added to the reading.

    unit: whose figures are meant where the file names none. projects: those of each unit's budget.
    """
    chosen = {word: meaning for word, meaning in asked.words.items() if meaning != NEW_PROJECT}
    words = Vocabulary(units, chosen, subjects_of=year)
    for owner, listed in projects.items():
        words.add_projects(str(owner), listed)
    sides: dict[int, str] = {}
    panels = []
    for table in tables:
        for panel, side in bureau_panels.split(table, words):
            sides[id(panel)] = side
            panels.append(panel)

    def adjust(sheet: Sheet) -> None:
        side = sides[id(sheet.table)]
        for row in sheet.rows:
            named = Subject(side=side) if side else Subject()
            row.subject = named.joined(row.subject)

    found = figures_of(reading, panels, words, year, asked, adjust)
    of_units: dict[int, list[Figure]] = {}
    for figure in found:
        of_units.setdefault(int(figure.subject.unit or unit.id), []).append(_of_this_year(figure))
    of_units = {owner: _incomes_by_fund(figures) for owner, figures in of_units.items()}
    if not of_units and not reading.rejects:
        reading.reject(f"文件中没有“{unit.name}”的批复数；请核对是否选错了文件，或指定单位")
    for figure in (figure for figures in of_units.values() for figure in figures):
        if not any(name != "unit" for name in figure.subject.filled) and not figure.total:
            text = f"没有写明是什么的批复数（{figure.label or figure.heading}）；请指定板块或“不导入”"
            reading.reject(text, figure.sheet, figure.row, figure.heading)
    return of_units


def _of_this_year(figure: Figure) -> Figure:
    """Return income of a fund that does not say it is carried in as that of this year."""
    subject = figure.subject
    if subject.side != "收入" or not subject.fund or subject.carry:
        return figure
    return replace(figure, subject=replace(subject, carry=str(Carry.CURRENT)))


def _incomes_by_fund(figures: list[Figure]) -> list[Figure]:
    """Return figures with income that a table divides by function added up by fund: income has no function here."""
    found = [f for f in figures if f.subject.side != "收入" or not (f.subject.function or f.subject.block)]
    sums: dict[Subject, list[Figure]] = {}
    for figure in figures:
        if figure not in found:
            subject = replace(figure.subject, function="", economic="", block="", detail="")
            sums.setdefault(subject, []).append(figure)
    for subject, parts in sums.items():
        found.append(replace(parts[0], subject=subject, fen=sum(part.fen for part in parts), label="各科目相加"))
    return found
