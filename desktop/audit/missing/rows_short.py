"""Totals of a table that exceed its rows by exactly what another table or the text names and this table does not.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections import defaultdict
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.interval import ZERO, Interval
from desktop.audit.outcome import Answer, AuditFinding, Quote, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rows.named import Place, places
from desktop.audit.rows.standing import of_other_year, places_by_amount, plain
from desktop.audit.sentences.reading import read
from desktop.audit.tables import labels
from desktop.audit.tables.cells import is_number
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.judging import Judged
from desktop.audit.tables.tabled import amount, shown, tabled
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

SHORTEST, LETTERS = 2, 4
"""Letters of the name of a row; of a name in a sentence."""
MOST_FAILING = 40
"""A table of which more sums fail was not understood."""
DIGITS = 2
"""Fewer stand in many places by chance, also beside rows that all agree."""
CARRIED = re.compile("结转|结余|调剂|弥补")
"""What some tables count in their total and print in no row."""
Cell = tuple[Place, int]


def look(document: Document) -> Answer:
    """B85: a total exceeds its rows by no amount that elsewhere belongs to a row which this table lacks."""
    tables, findings, seen = tabled(document), list[AuditFinding](), 0
    for grid, judged in tables.judged:
        reported = set[int]()
        failing = sum(not each.holds for each in judged)
        for each in judged:
            if each.sum.kind == "across" or each.heading or not each.readable or not each.touched:
                continue
            seen += 1
            if each.holds or failing > MOST_FAILING or id(each.sum.half) in reported:
                continue
            rest = _rest(each)
            left = _left_out(document, grid, each, rest) if rest else None
            if rest and left:
                reported.add(id(each.sum.half))
                findings.append(_short(grid, each, rest, *left))
        for half in grid.halves:
            own = [each for each in judged if each.sum.half is half and each.touched and not each.heading]
            findings += _one_row(document, grid, half, own) if id(half) not in reported else ()
    return answer(findings, seen, (), "各表没有这样的合计")


def _one_row(document: Document, grid: Grid, half: Half, judged: list[Judged]) -> list[AuditFinding]:
    """Return that the only total which exceeds its rows does so in several columns, as one row would add up across."""
    failing = [each for each in judged if each.sum.kind != "across" and not each.holds]
    rests = {each.sum.total[1]: rest for each in failing if each.readable and (rest := _gap(each))}
    rows = {each.sum.total[0] for each in failing}
    if len(rows) != 1 or len(rests) < DIGITS or len(rests) < len(failing):
        return []
    if any(of_other_year("".join(half.columns[column]), read(document).year) for column in rests):
        return []
    if any(len(each.nearest) < DIGITS for each in failing) and len(rests) == DIGITS:
        return []
    (number,) = rows
    column = max(rests, key=lambda each: rests[each].fen)
    others = [each for other, each in rests.items() if other != column]
    alike = any(each.meets(rests[column]) for each in others)  # one amount printed twice says little of a plain list
    if (alike and (len(rests) > DIGITS or failing[0].sum.kind == "tree")) or (
        len(others) >= DIGITS and sum(others, ZERO).meets(rests[column])
    ):
        return [_unnamed(grid, half, number, rests, column)]
    return []


def _gap(judged: Judged) -> Interval | None:
    """Return by how much a total exceeds its rows, where it does."""
    total = _value(judged.sum.half, judged.sum.total)
    rest = total - judged.value if total else None
    return rest if rest is not None and judged.value.fen > 0 and rest.fen > 2 * rest.half else None


def _unnamed(grid: Grid, half: Half, number: int, rests: dict[int, Interval], column: int) -> AuditFinding:
    row = next(row for row in half.rows if row.number == number)
    more = "、".join(shown(rest, grid) for rest in rests.values())
    message = (
        f"“{grid.name}”的“{row.label or row.code}”有 {len(rests)} 栏比所列各行之和多（{more}），横向又相符，疑漏列一行"
    )
    quotes = [grid.quote(row, each, half) for each in rests]
    return finding(
        "B85", Severity.WARNING, message, quotes, (amount("漏列", rests[column]),), "补上漏列的一行，或改正合计"
    )


def _rest(judged: Judged) -> Interval | None:
    """Return by how much a total exceeds its rows, where that is an amount of its own."""
    total = _value(judged.sum.half, judged.sum.total)
    rest = total - judged.value if total else None
    if rest is None or judged.value.fen <= 0 or rest.fen <= 2 * rest.half:
        return None
    return rest if len(f"{rest.fen:f}".partition(".")[0].rstrip("0")) >= DIGITS else None


def _value(half: Half, place: tuple[int, int]) -> Interval | None:
    return next(row.figures[place[1]].value for row in half.rows if row.number == place[0])


def _left_out(document: Document, grid: Grid, judged: Judged, rest: Interval) -> tuple[str, Quote] | None:
    """Return the name of what a table leaves out, and where it stands."""
    half, column = judged.sum.half, judged.sum.total[1]
    if of_other_year("".join(half.columns[column]), read(document).year):
        return None
    read_rows = {place[0] for _, place in judged.nearest}
    filled = [row for row in half.rows if row.number in read_rows and _fen(row, column)]
    over = next(row.code for row in half.rows if row.number == judged.sum.total[0])
    return _of_tables(document, grid, half, filled, (over, column), rest) or (
        None if over else _of_sentences(document, grid, half, filled, column, rest)
    )


def _fen(row: Row, column: int) -> Decimal:
    value = row.figures[column].value
    return value.fen if value else Decimal(0)


@remembered
def _cells(document: Document) -> dict[int, list[Cell]]:
    """Return the amounts of this year in rows that bear a name, by their cents in 万元."""
    found: dict[int, list[Cell]] = defaultdict(list)
    year = read(document).year
    for place in places(document):
        for column, figure in place.row.figures.items():
            if figure.value and figure.value.fen and not of_other_year("".join(place.half.columns[column]), year):
                found[_cents(figure.value)].append((place, column))
    return found


def _cents(value: Interval) -> int:
    return int((value.fen / FEN_PER["万元"] * 100).quantize(Decimal(1)))


def _of_tables(
    document: Document, grid: Grid, half: Half, parts: list[Row], of: tuple[str, int], rest: Interval
) -> tuple[str, Quote] | None:
    """Return the row of another table that has the rest, and beside it in the same column the rows there are."""
    (over, column), lists = of, _cells(document)
    names = {name for row in half.rows for name in (row.code, labels.core(row.label)) if name}
    widest = min(int(rest.half / FEN_PER["万元"] * 100) + 1, MOST_FAILING)
    for near in range(-widest, widest + 1):
        for place, at in lists.get(_cents(rest) + near, ()):
            value, row = place.row.figures[at].value, place.row
            own = labels.core(row.label) not in names and row.code not in names and len(row.label) >= SHORTEST
            same = place.grid.index != grid.index and value is not None and value.meets(rest)
            below = row.code.startswith(over) and (not over or len(row.code) == len(parts[0].code))
            if own and same and below and _same_list(place, at, parts, column):
                return labels.unnumbered(row.label), place.quote(at)
    return None


def _same_list(other: Place, at: int, parts: list[Row], column: int) -> bool:
    """Tell whether the rows of a table stand in a column of another one too, with their amounts."""
    there = {name: row for row in other.half.rows for name in (row.code, labels.core(row.label)) if name}
    found = [there.get(row.code) or there.get(labels.core(row.label)) for row in parts]
    values = [
        (row.figures[at].value, part.figures[column].value) for row, part in zip(found, parts, strict=True) if row
    ]
    return len(values) == len(parts) and all(a and b and a.meets(b) for a, b in values)


def _of_sentences(
    document: Document, grid: Grid, half: Half, parts: list[Row], column: int, rest: Interval
) -> tuple[str, Quote] | None:
    """Return what sentences name with the rest as its amount, where they state each row of the table as well."""
    unit = grid.unit or "万元"
    stated, step = places_by_amount(document, unit, grid.decimals), Decimal(1).scaleb(-grid.decimals)

    def named(fen: Decimal) -> list[tuple[str, Quote]]:
        several = stated.get((fen / FEN_PER[unit]).quantize(step), [])
        plainly = [each for each in several if not each.change and len(each.names) == 1 and each.quote.spot.cell == ""]
        return [(each.names[0], each.quote) for each in plainly if len(each.names[0]) >= LETTERS]

    names = {name for row in half.rows for name in _names(grid, row)}
    for name, quoted in named(rest.fen):
        if CARRIED.search(name) or _alike(name, names):
            continue
        if all(any(_alike(stands, _names(grid, row)) for stands, _ in named(_fen(row, column))) for row in parts):
            return name, quoted
    return None


def _alike(name: str, names: set[str]) -> bool:
    return any(other in name or name in other for other in names)


def _names(grid: Grid, row: Row) -> set[str]:
    """Return the names in the cells of a row: a project stands beside its unit."""
    known = {plain(labels.unnumbered(cell)) for cell in grid.table.rows[row.number] if not is_number(cell)}
    return {name for name in known if len(name) >= SHORTEST}


def _short(grid: Grid, judged: Judged, rest: Interval, name: str, there: Quote) -> AuditFinding:
    half, (number, column) = judged.sum.half, judged.sum.total
    row = next(row for row in half.rows if row.number == number)
    own = row.label or row.code
    message = f"“{grid.name}”的“{own}”比所列各行之和多 {shown(rest, grid)}，正好是别处的“{name}”，疑漏列这一行"
    quotes = [grid.quote(row, column, half), there]
    return finding("B85", Severity.WARNING, message, quotes, (amount(name, rest),), f"补上“{name}”一行")


RULES: tuple[Rule, ...] = (Rule("B85", "合计所含的各行都已列出", look),)
