"""Tables of a document against the publication of a book: every figure that the book can state, cell by cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from desktop.audit.book.publication_grids import BookGrid
from desktop.audit.interval import Interval
from desktop.audit.outcome import Amount, Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.tables import labels
from desktop.audit.tables.cells import Figure, is_number, tidy
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.layout_of import plain_title
from desktop.audit.tables.tabled import amount, shown, tabled, yuan
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document

CODE = "B80"
ALIKE = 0.6
"""How like the titles of two tables without the same title must be."""
MOST_NAMED = 10


@dataclass(slots=True)
class _Held:
    """What has been held against the book so far."""

    findings: list[AuditFinding]
    checked: int
    unknown: list[str]
    seen: dict[int, set[int]]


def rule(book: Sequence[BookGrid]) -> Rule:
    """Return the rule that holds the tables of a document against those of a book."""
    return Rule(CODE, "表中的数与账本一致", lambda document: _look(document, book))


def _look(document: Document, book: Sequence[BookGrid]) -> Answer:
    found = _Held([], 0, [], {})
    pairs = dict(_pairs(tabled(document).grids, book))
    before: Grid | None = None
    for grid in tabled(document).grids:
        if grid.index not in pairs and before is not None and _goes_on(before, grid):
            pairs[grid.index] = pairs[before.index]
        other = pairs.get(grid.index)
        if other is None:
            found.unknown.append(grid.name)
        else:
            before = grid
            _hold(grid, other, found)
    for grid in tabled(document).grids:
        if grid.index in pairs:
            _missing(grid, pairs[grid.index].grid, found)
    if not pairs:
        return Answer((), Outcome.NOT_CHECKED if found.unknown else Outcome.NOT_APPLICABLE, "文件中没有账本公开的表")
    missing = [each.grid.name for each in book if each.grid.title and each not in pairs.values()]
    reasons = [f"核对了 {found.checked} 个数"]
    if found.unknown:
        reasons.append(f"账本里没有，没有核对：{_listed(found.unknown)}")
    if missing:
        reasons.append(f"账本公开而文件里没有的表：{_listed(missing)}")
    outcome = Outcome.NOT_CHECKED if found.unknown or missing else None
    return Answer(tuple(found.findings), outcome, "；".join(reasons))


def _listed(names: list[str]) -> str:
    return "、".join(f"“{name}”" for name in names[:MOST_NAMED]) + (
        f"等 {len(names)} 处" if len(names) > MOST_NAMED else ""
    )


def _pairs(document: Sequence[Grid], book: Sequence[BookGrid]) -> Iterator[tuple[int, BookGrid]]:
    """Yield the index of each table with the book's table of that title, else of the likest left."""
    free = list(book)
    rest = []
    for grid in document:
        same = next((each for each in free if _same_title(grid, each.grid)), None)
        if same is None:
            rest.append(grid)
        else:
            free.remove(same)
            yield grid.index, same
    for grid in rest:
        scored = [(_alike(grid, each.grid), n) for n, each in enumerate(free)]
        score, n = max(scored, default=(0.0, 0))
        if score >= ALIKE:
            yield grid.index, free.pop(n)


def _goes_on(before: Grid, grid: Grid) -> bool:
    """Tell whether a table without any title is the rest of the one before it, on the next page."""
    return not grid.title and not grid.table.above and len(before.table.rows[0]) == len(grid.table.rows[0])


def _same_title(left: Grid, other: Grid) -> bool:
    if not left.title and not other.title:
        return bool(left.table.rows[0][0]) and left.table.rows[0][0] == other.table.rows[0][0]
    return plain_title(left.title) == plain_title(other.title) != ""


def _alike(left: Grid, other: Grid) -> float:
    if (
        not left.title
        or not other.title
        or [len(h.columns) for h in left.halves] != [len(h.columns) for h in other.halves]
    ):
        return 0.0
    return SequenceMatcher(None, plain_title(left.title), plain_title(other.title)).ratio()


def _hold(grid: Grid, book: BookGrid, found: _Held) -> None:
    for half, other in _halves(grid, book.grid):
        columns = _columns(half, other)
        known = _by_name(other)
        seen = found.seen.setdefault(id(other), set())
        for name, row in _by_name(half).items():
            twin = known.get(name) or _by_code(known, name)
            if twin is None:
                if any(figure.value and figure.value.fen for figure in row.figures.values()):
                    found.unknown.append(f"{grid.name} {row.label or row.code}")
                continue
            seen.add(twin.number)
            for column, figure in row.figures.items():
                if column in columns:
                    _cell(
                        grid,
                        half,
                        row,
                        column,
                        figure,
                        twin.figures[columns[column]],
                        book.exact.get((twin.number, columns[column])),
                        found,
                    )
    _other_numbers(grid, book.grid, found)


def _halves(grid: Grid, book: Grid) -> Iterator[tuple[Half, Half]]:
    if len(grid.halves) == len(book.halves):
        yield from zip(grid.halves, book.halves, strict=True)
        return
    for half in grid.halves:
        paths = set(half.columns.values())
        other = max(book.halves, key=lambda each: len(paths & set(each.columns.values())))
        if paths & set(other.columns.values()):
            yield half, other


def _columns(half: Half, other: Half) -> dict[int, int]:
    """Return the book's column of each column: by the words of its header, then by its place where the others agree."""
    found: dict[int, int] = {}
    for exactly in (True, False):
        for column, path in half.columns.items():
            free = [c for c in other.columns if c not in found.values()]
            same = [
                c
                for c in free
                if path and (other.columns[c] == path if exactly else other.columns[c][-1:] == path[-1:])
            ]
            if column not in found and (len(same) == 1 or (same and exactly)):
                found[column] = same[0]
    places = list(zip(half.columns, other.columns, strict=False))
    if len(half.columns) == len(other.columns) and all(found.get(mine, own) == own for mine, own in places):
        return dict(places)
    return found


def _by_name(half: Half) -> dict[tuple[str, str, int], Row]:
    """Return the rows by code and label; rows of one name are told apart by their order."""
    count: Counter[tuple[str, str]] = Counter()
    found = {}
    for row in half.rows:
        if not row.code and not row.label and all(figure.blank for figure in row.figures.values()):
            continue
        name = (row.code, labels.unnumbered(row.label))
        found[*name, count[name]] = row
        count[name] += 1
    return found


def _by_code(known: dict[tuple[str, str, int], Row], name: tuple[str, str, int]) -> Row | None:
    """Return the only row of a code whose name is worded otherwise, or the only one of a core label."""
    code, label, _ = name
    if code:
        same = [row for (other, _, _), row in known.items() if other == code]
    else:
        core = labels.core(label)
        same = [row for (other, words, _), row in known.items() if not other and core and labels.core(words) == core]
    return same[0] if len(same) == 1 else None


def _cell(
    grid: Grid, half: Half, row: Row, column: int, figure: Figure, twin: Figure, exact: int | None, found: _Held
) -> None:
    value = figure.value
    if value is None:
        if twin.value is not None and twin.value.fen:
            found.unknown.append(f"{grid.name} {row.label or row.code}“{figure.text}”读不出")
        return
    if exact is None and twin.value is None:
        return
    found.checked += 1
    right = Interval(Decimal(exact), Decimal(0)) if exact is not None else twin.value
    assert right is not None
    blank_is_nothing = figure.blank and twin.blank
    agrees = blank_is_nothing or (
        value.meets(right) and not (exact is None and value.fen != right.fen and value.half == right.half)
    )
    if agrees:
        return
    head = "／".join(half.columns[column])
    printed = "是空白" if figure.blank else f"为 {shown(value, grid)}"
    message = f"“{grid.name}”的“{row.label or row.code or '第1行'}”［{head}］{printed}，账本为 {shown(right, grid)}"
    found.findings.append(
        AuditFinding(
            CODE,
            Severity.ERROR,
            message,
            (grid.quote(row, column, half), Quote(f"账本：{twin.text or '0'}")),
            (amount("文件", value), Amount("账本", yuan(right.fen))),
            shown(right, grid),
        )
    )


def _missing(grid: Grid, book: Grid, found: _Held) -> None:
    """Name the rows with money that the book has in a table and the document has not."""
    for half in book.halves:
        for row in half.rows if id(half) in found.seen else ():
            figure = next((each for each in row.figures.values() if each.value and each.value.fen), None)
            if figure is None or row.number in found.seen[id(half)]:
                continue
            found.seen[id(half)].add(row.number)
            found.checked += 1
            message = f"“{grid.name}”中没有“{f'{row.code} {row.label}'.strip()}”，账本有 {figure.text}"
            quotes = (Quote(grid.name, grid.spot(0, 0)), Quote(f"账本：{book.name} {row.label} {figure.text}"))
            found.findings.append(AuditFinding(CODE, Severity.ERROR, message, quotes, (), figure.text))


def _other_numbers(grid: Grid, book: Grid, found: _Held) -> None:
    """Hold the other numbers (counts, codes, measures) of a table of the same shape against the book's, as texts."""
    mine, own = _body(grid), _body(book)
    if len(mine) != len(own) or not mine or len(mine[0][1]) != len(own[0][1]):
        return
    money = {(row.number, column) for half in grid.halves for row in half.rows for column in row.figures}
    for (number, cells), (_, others) in zip(mine, own, strict=True):
        for column, (cell, other) in enumerate(zip(cells, others, strict=True)):
            left, right = tidy(cell), tidy(other)
            if (number, column) in money or left == right or not (is_number(cell) and is_number(other)):
                continue
            if Decimal(left.replace(",", "").strip("()")) == Decimal(right.replace(",", "").strip("()")):
                continue
            found.checked += 1
            message = f"“{grid.name}”第 {number + 1} 行的“{cell}”，账本为“{other}”"
            quote = Quote(" ".join(filter(None, cells)), grid.spot(number, column))
            found.findings.append(
                AuditFinding(CODE, Severity.ERROR, message, (quote, Quote(f"账本：{other}")), (), other)
            )


def _body(grid: Grid) -> list[tuple[int, tuple[str, ...]]]:
    first = min((row.number for half in grid.halves for row in half.rows), default=0)
    count = max((len(half.rows) for half in grid.halves), default=0)
    return [(number, grid.table.rows[number]) for number in range(first, first + count)]
