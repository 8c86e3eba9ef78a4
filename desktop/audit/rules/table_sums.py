"""Rules over the sums of each table: by codes, of rows, of halves and across the columns; and number × price."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.audit.contradiction import answer, finding
from desktop.audit.outcome import Answer, AuditFinding, Outcome, Rule
from desktop.audit.sentences.prose import cleaned
from desktop.audit.tables import cells, judging, labels
from desktop.audit.tables.grids import Grid, Half
from desktop.audit.tables.judging import Judged
from desktop.audit.tables.tabled import NO_TABLES, Tabled, amount, listed, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document

MOST_QUOTES = 8
TEN_THOUSAND = 10_000
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


OF_HEAD = r"(?:（[^）]*）|/[\u4e00-\u9fff]{1,4})?"
QUANTITY = re.compile(rf"(?:计划|拟|预计|申请)?(?:采购|购置|购买|配置|申购|新增|需求)?数(?:量|目)?{OF_HEAD}")
PRICE = re.compile(
    r"(?:计划|参考|预计|预算|估算|采购|购置|测算|最高|控制|平均|每台)*(?:单位?价格?|均价|单价限额|限价)" + OF_HEAD
)
PRODUCT = re.compile("金额|合计|总价|预算数|小计|总计|总额|总预算|预算价|采购预算|所需资金")
"""Heads of how many are bought, of what one costs, and of what they cost together."""
HOW_MANY = re.compile(r"(\d[\d,]*(?:\.\d+)?)[\u4e00-\u9fff（）]{0,4}")
"""A cell with how many: 3, 3台."""
UNIT_OF = re.compile("（[^）]{0,6}?(万元|元)[^）]{0,6}）")


def multiplied(document: Document) -> Answer:
    """B63: an amount is the quantity times the price printed beside it."""
    found, checked = list[AuditFinding](), 0
    for grid in tabled(document).grids:
        for half in grid.halves:
            rows = list(_products(grid, half))
            checked += len(rows)
            failing = [each for each in rows if each is not None]
            found += failing if len(failing) * 2 <= max(len(rows), 2) else []
    return answer(found, checked, (), "没有同时列出数量、单价和金额的表")


def _products(grid: Grid, half: Half) -> Iterator[AuditFinding | None]:
    """Yield for each row with quantity, price and amount what is wrong with it; None where nothing is."""
    paths = {**half.others, **half.columns}
    heads = {column: cleaned(path[-1])[0] for column, path in sorted(paths.items()) if path}
    quantity = [c for c, head in heads.items() if QUANTITY.fullmatch(head)]
    price = [c for c, head in heads.items() if PRICE.fullmatch(head)]
    money = [c for c in half.columns if c not in price and PRODUCT.search("".join(paths[c]))]
    if len(quantity) != 1 or len(price) != 1 or not money:
        return
    of_price = UNIT_OF.search(heads[price[0]])
    for row in half.rows:
        count, each = (cells.tidy(grid.table.rows[row.number][c]) for c in (quantity[0], price[0]))
        many = HOW_MANY.fullmatch(count)
        amounts = [value for c in money if (value := row.figures[c].value) is not None and value.fen]
        cost = cells.figure(each, of_price[1] if of_price else grid.unit or "万元", grid.decimals).value
        if not (many and amounts and cost and cells.is_number(each)) or labels.is_total(row.label):
            continue
        right = cost * Decimal(many[1].replace(",", ""))
        scaled = [right, right * Decimal("0.0001"), right * TEN_THOUSAND]  # a price in 元, amounts in 万元
        if any(other.meets(value) for value in amounts for other in scaled):
            yield None
            continue
        column = next(c for c in money if row.figures[c].value == amounts[0])
        text = row.figures[column].text
        message = f"“{grid.name}”的“{row.label}”数量 {count} × 单价 {each} 不等于金额 {text}"
        shown = (amount("金额", amounts[0]), amount("数量×单价", right))
        quotes = [grid.quote(row, column, half)]
        yield finding("B63", Severity.ERROR, message, quotes, shown, "金额等于数量乘单价")


RULES = (
    *(Rule(code, title, _sums(kind)) for kind, (code, title) in _KINDS.items()),
    Rule("B63", "金额等于数量乘单价", multiplied),
)
