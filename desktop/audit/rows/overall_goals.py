"""The table of goals of the whole office (整体支出绩效目标表): what it divides its budget into adds up to it.

Rules, sources and what is not seen: resources/rules/audit/tables.md.
"""

import re
from collections.abc import Iterator

from desktop.audit.contradiction import finding
from desktop.audit.interval import MONEY, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.tables import cells, labels
from desktop.audit.tables.between import value_of
from desktop.audit.tables.tabled import Tabled, amount, tabled
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.outside.document import Document, Table

OF_ALL = re.compile("(?:整体|部门|单位).{0,8}绩效")
"""How the table of the goals of all spending is called."""
UNIT = re.compile(rf"单位[：:]?(?:人民币)?({MONEY})|[（(]({MONEY})[）)]")
NAMES = {
    "total": re.compile("[^，。；、]*(?:资金|预算)(?:总额|总计|合计|总金额)|[^，。；、]*申请资金|合计|总计|总额"),
    "basic": re.compile("[^，。；、]*基本支出"),
    "project": re.compile("[^，。；、]*项目支出"),
}
BESIDE = re.compile(rf"(?:金额)?[：:]?((?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,15}})(?:\.[0-9]{{1,12}})?)({MONEY})?")
"""An amount behind its name in the same cell: 基本支出：120.50."""
NATURES = {"basic": "基本支出", "project": "项目支出"}


@dataclass(frozen=True, slots=True)
class Stated:
    """What such a table states under one of the names, and where."""

    value: Interval
    quote: Quote


def look(document: Document) -> Answer:
    """B78: 基本支出 and 项目支出 come to the total beside them, and are those of the other tables."""
    findings, seen = list[AuditFinding](), 0
    known = tabled(document)
    for table in document.tables:
        title = "".join((*table.above, *(cell for row in table.rows[:2] for cell in row[:2])))
        if not OF_ALL.search(cleaned(title)[0]):
            continue
        stated = dict(_stated(table))
        if not NATURES.keys() <= stated.keys():
            continue
        seen += 1
        findings += _not_adding_up(stated) or _unlike(stated, known)
    if not seen:
        return Answer((), Outcome.NOT_APPLICABLE, "没有写出基本支出和项目支出的整体绩效目标表")
    return Answer(tuple(findings), None, f"核对了 {seen} 张表")


def _not_adding_up(stated: dict[str, Stated]) -> list[AuditFinding]:
    """Return where the two parts are not the total that the same table names."""
    added = stated["basic"].value + stated["project"].value
    total = stated.get("total")
    if total is None or total.value.meets(added):
        return []
    message = f"整体绩效目标表的基本支出与项目支出之和为 {_wan(added)}，资金总额为 {_wan(total.value)}"
    return [_found(Severity.ERROR, message, stated, _wan(added))]


def _unlike(stated: dict[str, Stated], known: Tabled) -> list[AuditFinding]:
    """Return where a part differs from all other tables that show it for all money, and these agree."""
    for name, words in NATURES.items():
        others = known.meanings.get(frozenset({("side", "支出"), ("nature", name)}), [])
        values = {value_of(each).fen for each in others}
        if len(values) == 1 and not value_of(others[0]).meets(stated[name].value):
            right = _wan(value_of(others[0]))
            message = f"整体绩效目标表的{words}为 {_wan(stated[name].value)}，“{others[0].grid.name}”为 {right}"
            return [_found(Severity.WARNING, message, {name: stated[name]}, right)]
    return []


def _found(severity: Severity, message: str, stated: dict[str, Stated], right: str) -> AuditFinding:
    amounts = [amount(NATURES.get(name, "总额"), each.value) for name, each in stated.items()]
    return finding("B78", severity, message, [each.quote for each in stated.values()], amounts, right)


def _stated(table: Table) -> Iterator[tuple[str, Stated]]:
    """Yield what a table states once: behind the name in its cell, in the next cell, or below it."""
    lines = (*table.above, *(cell for row in table.rows[:4] for cell in row))
    match = next((found for line in lines if (found := UNIT.search(labels.squeezed(line)))), None)
    unit = (match[1] or match[2]) if match else "万元"
    for name, pattern in NAMES.items():
        places = [(r, c) for r, row in enumerate(table.rows) for c, cell in enumerate(row) if _names(pattern, cell)]
        texts = [(place, text) for place in places if (text := _amount(table, *place))]
        amount_of = BESIDE.fullmatch(texts[0][1]) if len(texts) == 1 else None
        if amount_of:
            row, column = texts[0][0]
            spot = (table.spots[row],) if row < len(table.spots) else ()
            quote = Quote(f"{_name(table.rows[row][column])} {amount_of[0]}", *spot)
            yield name, Stated(printed(amount_of[1], amount_of[2] or unit), quote)


def _name(cell: str) -> str:
    """Return the name in a cell without what a bracket adds and without an amount behind it."""
    plain = re.sub(r"[（(].*?[）)]", "", labels.squeezed(cell))
    return re.sub(rf"{BESIDE.pattern}$|[：:]$", "", plain)


def _names(pattern: re.Pattern[str], cell: str) -> bool:
    """Tell whether a cell is a name of an amount, and no sentence that speaks of it."""
    return pattern.fullmatch(_name(cell)) is not None


def _amount(table: Table, row: int, column: int) -> str:
    """Return the amount that a name in a cell is of."""
    inside = re.search(rf"{BESIDE.pattern}$", labels.squeezed(table.rows[row][column]))
    if inside:
        return inside[0]
    right = next((text for cell in table.rows[row][column + 1 :] if (text := cells.tidy(cell))), "")
    if BESIDE.fullmatch(right):
        return right
    below = cells.tidy(table.rows[row + 1][column]) if row + 1 < len(table.rows) else ""
    return below if BESIDE.fullmatch(below) else ""


def _wan(value: Interval) -> str:
    return f"{value.fen / 1_000_000:,.2f}万元"


RULES: tuple[Rule, ...] = (Rule("B78", "整体绩效目标表的支出与总额、其他表一致", look),)
