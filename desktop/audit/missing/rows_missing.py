"""Rows that a table of subjects must have and does not: the 类 above a 款, the 项 below a 款 that all others have.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.outcome import Answer, AuditFinding, Rule
from desktop.audit.rows.named import Place
from desktop.audit.tables import labels
from desktop.audit.tables.grids import Grid, Half, Row
from desktop.audit.tables.tabled import tabled
from desktop.findings import Severity
from desktop.outside.document import Document

LENGTHS = (3, 5, 7)
"""Digits of 类, 款 and 项."""
KINDS = "235"
"""First digits of codes: 功能分类, 经济分类, 政府预算经济分类."""
FEWEST = 3
"""So many others of a level must be printed with what is above (below) them."""
Codes = dict[str, list[Row]]


def look(document: Document) -> Answer:
    """B83: a table of subjects prints what stands above and below each of them, as it does for all others."""
    halves = [(grid, half, _codes(half)) for grid in tabled(document).grids for half in grid.halves]
    known = [(grid, half, codes) for grid, half, codes in halves if len(codes) > FEWEST]
    below = _below(known)
    findings, seen = list[AuditFinding](), 0
    for grid, half, codes in known:
        seen += 1
        findings += _headless(grid, half, codes)
        findings += _empty(grid, half, codes, below)
    return answer(findings, seen, (), "没有按科目编码分级列出的表")


def _codes(half: Half) -> Codes:
    """Return the rows of subjects of a half that have an amount, by code."""
    found: Codes = defaultdict(list)
    for row in half.rows:
        if len(row.code) in LENGTHS and row.code[0] in KINDS and _figure(row) is not None:
            found[row.code].append(row)
    return found


def _figure(row: Row) -> int | None:
    """Return the first column in which a row has an amount."""
    return next((column for column, figure in row.figures.items() if figure.value and figure.value.fen), None)


def _below(known: list[tuple[Grid, Half, Codes]]) -> dict[str, list[tuple[Grid, Half, Row]]]:
    """Return by code the rows directly below it, in all tables."""
    found: dict[str, list[tuple[Grid, Half, Row]]] = defaultdict(list)
    for grid, half, codes in known:
        for code, rows in codes.items():
            if len(code) > LENGTHS[0]:
                found[code[:-2]].append((grid, half, rows[0]))
    return found


def _headless(grid: Grid, half: Half, codes: Codes) -> Iterator[AuditFinding]:
    """Yield the one subject of a level that is not printed though others stand below it."""
    steps = dict(pairwise(sorted({len(code) for code in codes} | {LENGTHS[0]})))
    for length, below in steps.items():
        parents = {code[:length] for code in codes if len(code) == below}
        missing = [code for code in parents if code not in codes]
        missing = [code for code in missing if not _printed(grid, code)] if len(missing) < FEWEST else []
        if len(missing) == 1 and len(parents) > FEWEST - 1:
            child = next(rows[0] for code, rows in codes.items() if code.startswith(missing[0]))
            message = f"“{grid.name}”列了“{child.label or child.code}”（{child.code}），没有列它的上级 {missing[0]}；"
            message += "其他科目都列了上级，疑漏一行"
            yield _missing(grid, half, child, message)


def _printed(grid: Grid, code: str) -> bool:
    """Tell whether a code stands anywhere in a table, maybe in a row that has no amount or was read apart.

    类, 款 and 项 in columns of their own are pieces of the code of their row, and no rows.
    """
    longer = {row.number for half in grid.halves for row in half.rows if row.code != code and row.code.startswith(code)}
    return any(
        cell.strip().startswith(code) and not cell.strip()[len(code) :][:1].isdigit()
        for number, row in enumerate(grid.table.rows)
        for cell in row
        if number not in longer or len(cell.strip()) > len(code)
    )


def _empty(
    grid: Grid, half: Half, codes: Codes, below: dict[str, list[tuple[Grid, Half, Row]]]
) -> Iterator[AuditFinding]:
    """Yield the one subject of a level below which nothing stands, though another table prints what does."""
    for length in LENGTHS[:-1]:
        level = [code for code in codes if len(code) == length]
        filled = {code[:length] for code in codes if len(code) == length + 2}
        deeper = {code[:length] for code in codes if len(code) > length}  # one between them is left out
        bare = [code for code in level if code not in filled | deeper]
        if len(bare) != 1 or len(level) < FEWEST:
            continue
        own = codes[bare[0]][0]
        other = next(((g, h, r) for g, h, r in below.get(bare[0], []) if not _printed(grid, r.code)), None)
        if other is None:
            if bare[0].startswith("3") and own.label and length == LENGTHS[0]:
                message = f"“{grid.name}”的“{own.label}”（{own.code}）下面没有列项目；其他类都有，疑漏一行"
                yield _missing(grid, half, own, message)
            continue
        name = other[2].label or other[2].code
        message = f"“{grid.name}”的“{own.label or own.code}”（{own.code}）下面没有列项目；"
        message += f"其他科目都有，“{other[0].name}”列了“{name}”，疑漏一行"
        yield _missing(grid, half, own, message, Place(*other))


def _missing(grid: Grid, half: Half, row: Row, message: str, other: Place | None = None) -> AuditFinding:
    column = _figure(row)
    assert column is not None
    quotes = [grid.quote(row, column, half), *([other.quote()] if other else [])]
    return finding("B83", Severity.WARNING, message, quotes, (), "补上漏列的一行")


THREE = {
    "因公出国（境）费": "出国",
    "公务接待费": "接待",
    "公务用车购置及运行费": "(?:用车|车辆).*购.*运|^公务用车(?:费|费用|经费|支出)?$",
    "公务用车购置费": "购(?!.*运)",
    "公务用车运行费": "^(?!.*购).*运(?:行|维)",
}
"""The rows of a table of 三公经费, and how each is called."""
CARS, BUYING, RUNNING = "公务用车购置及运行费", "公务用车购置费", "公务用车运行费"
TOTAL = "合计"
MORE = re.compile("会议|培训|差旅")


def three_public(document: Document) -> Answer:
    """B96: a table of 三公经费 prints the one row that its total and its other rows leave room for."""
    findings, seen = list[AuditFinding](), 0
    for grid in tabled(document).grids:
        for half in grid.halves if "三公" in grid.title else ():
            rows = _three(half)
            if len(rows) < FEWEST or MORE.search("".join(row.label for row in half.rows)):
                continue
            seen += 1
            findings += list(_short_of(grid, half, rows))[:1]
    return answer(findings, seen, (), "没有逐行列出的“三公”经费表")


def _three(half: Half) -> dict[str, Row]:
    """Return the rows of a table of 三公经费 by what they are; empty where one of them stands twice."""
    found: dict[str, Row] = {}
    for row in half.rows:
        name = labels.unnumbered(row.label)
        total = labels.is_total(row.label) or re.search("三公.*(?:合计|经费|支出)", name)
        key = TOTAL if total else next((key for key, words in THREE.items() if re.search(words, name)), "")
        if key and key in found:
            return {}
        found |= {key: row} if key else {}
    return found


def _short_of(grid: Grid, half: Half, rows: dict[str, Row]) -> Iterator[AuditFinding]:
    """Yield the row that is not printed, where what it is a part of leaves an amount for it in some column."""
    cars_row = CARS if CARS in rows else ""
    inside = next((rows[name] for name in (BUYING, RUNNING) if name in rows), None)
    if not cars_row and inside and labels.bare(inside.label).startswith("其中"):
        message = f"“{grid.name}”列了“{inside.label}”，没有列它所属的“{CARS}”，疑漏一行"
        quotes = [grid.quote(inside, next(iter(half.columns)), half)]
        yield finding("B96", Severity.WARNING, message, quotes, (), f"补上“{CARS}”一行")
    cases = [(CARS, (BUYING, RUNNING))] if cars_row and (BUYING in rows) != (RUNNING in rows) else []
    if TOTAL in rows:
        cars = (CARS,) if cars_row or not (BUYING in rows or RUNNING in rows) else (BUYING, RUNNING)
        cases.append((TOTAL, ("因公出国（境）费", "公务接待费", *cars)))
    for of, parts in cases:
        missing = [part for part in parts if part not in rows]
        for column in half.columns if len(missing) == 1 else ():
            values = [rows[name].figures[column].value for name in (of, *(p for p in parts if p in rows))]
            if any(value is None for value in values):
                continue
            rest = values[0].fen - sum(value.fen for value in values[1:] if value)  # type: ignore[union-attr]
            if rest > 2 * sum(value.half for value in values if value):
                own = rows[of]
                message = f"“{grid.name}”没有列“{missing[0]}”，而“{own.label}”减去所列各行还余 {wan(rest)}，疑漏一行"
                quotes = [grid.quote(own, column, half)]
                yield finding("B96", Severity.WARNING, message, quotes, (), f"补上“{missing[0]}”一行")
                break


RULES: tuple[Rule, ...] = (
    Rule("B83", "按科目列出的表没有漏列上下级", look),
    Rule("B96", "“三公”经费表没有漏列一项", three_public),
)
