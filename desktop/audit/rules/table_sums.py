"""Rules over the sums of each table: by codes, of rows, of halves and across the columns."""

from collections.abc import Callable

from desktop.audit.outcome import Answer, AuditFinding, Outcome, Rule
from desktop.audit.tables import judging
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.judging import Judged
from desktop.audit.tables.tabled import NO_TABLES, Tabled, amount, listed, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

MOST_QUOTES = 8
_KINDS = {
    "tree": ("B50", "按科目汇总：上级科目等于下级科目之和"),
    "total": ("B51", "合计行等于各行之和"),
    "half": ("B52", "小计、总计等于其各项之和"),
    "across": ("B53", "合计栏等于各栏之和，增减等于本年减上年"),
}


def _sums(kind: str) -> Callable[[Document], Answer]:
    def look(document: Document) -> Answer:
        tables = tabled(document)
        found: list[AuditFinding] = []
        checked, doubted, unread = 0, [], 0
        for grid, judged in tables.judged:
            of_kind = [each for each in judged if each.sum.kind == kind and each.touched and not each.heading]
            readable = [each for each in of_kind if each.readable]
            unread += len(of_kind) - len(readable)
            if not judging.believed(of_kind):
                doubted.append(grid.name)
                continue
            wrong = [each for each in tables.wrong[grid.index] if each.sum.kind == kind]
            if len(wrong) < sum(not each.holds for each in readable):
                doubted.append(grid.name)
            checked += len(readable)
            found += [_wrong_sum(kind, grid, each) for each in wrong]
            tails = [each for each in readable if each.holds and not each.exact]
            if tails:
                found.append(_tails(kind, grid, tails))
        return _answer(found, checked, doubted, unread, tables)

    return look


def _answer(found: list[AuditFinding], checked: int, doubted: list[str], unread: int, tables: Tabled) -> Answer:
    reasons = []
    if doubted:
        reasons.append(f"不知道{listed(doubted)}中的数怎样相加，没有核对")
    if unread:
        reasons.append(f"有 {unread} 处含读不出的数，没有核对")
    if any(each.severity is Severity.ERROR for each in found):
        return Answer(tuple(found), None, "；".join(reasons))
    if reasons:
        return Answer(tuple(found), Outcome.NOT_CHECKED, "；".join(reasons))
    if not checked:
        reason = "各表没有这样的合计" if tables.grids else NO_TABLES
        return Answer(tuple(found), Outcome.NOT_APPLICABLE, reason)
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _wrong_sum(kind: str, grid: Grid, judged: Judged) -> AuditFinding:
    half = judged.sum.half
    rows = {row.number: row for row in half.rows}
    number, column = judged.sum.total
    row = rows[number]
    total = row.figures[column]
    assert total.value is not None
    parts = [place for _, place in judged.nearest if not rows[place[0]].figures[place[1]].blank]
    quotes = [grid.quote(row, column, half), *(grid.quote(rows[r], c, half) for r, c in parts)]
    head = half.columns[column][-1] if half.columns[column] else ""
    named = row.label or row.code or head
    printed = "是空白" if total.blank else f"为 {shown(total.value, grid)}"
    way = (
        "本年减上年" if any(sign < 0 for sign, _ in judged.nearest) else "各栏之和" if kind == "across" else "各项之和"
    )
    message = f"“{grid.name}”的“{named}”［{head}］{printed}，{way}为 {shown(judged.value, grid)}"
    return AuditFinding(
        _KINDS[kind][0],
        Severity.ERROR,
        message,
        tuple(quotes[:MOST_QUOTES]),
        (amount(named, total.value), amount(way, judged.value)),
        shown(judged.value, grid),
    )


def _tails(kind: str, grid: Grid, tails: list[Judged]) -> AuditFinding:
    quotes = [
        grid.quote(row, each.sum.total[1], each.sum.half)
        for each in tails
        for row in each.sum.half.rows
        if row.number == each.sum.total[0]
    ]
    message = f"“{grid.name}”有 {len(tails)} 处合计与各项之和只差在四舍五入之内（尾差）"
    return AuditFinding(_KINDS[kind][0], Severity.INFO, message, tuple(quotes[:MOST_QUOTES]))


RULES = tuple(Rule(code, title, _sums(kind)) for kind, (code, title) in _KINDS.items())
