"""Tables against the text of a document: totals, and the amounts of subjects that a sentence lists."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from desktop.audit import bearing
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Amount, Answer, AuditFinding, Outcome, Quote, Rule
from desktop.audit.remembered import remembered
from desktop.audit.rules.worded import AMOUNT, Worded, worded
from desktop.audit.sentences.parts import groups, total
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import slips
from desktop.audit.tables import labels
from desktop.audit.tables.between import value_of
from desktop.audit.tables.meanings import Key, Statement
from desktop.audit.tables.tabled import amount, quote_of, shown, tabled, yuan
from desktop.findings import Severity
from desktop.money import FEN_PER
from desktop.outside.document import Document

LIST = re.compile(r"功能分类|支出.{0,6}(?:主要|包括|构成)")
ENOUGH = 2


def totals(document: Document) -> Answer:
    """收入总计 and 支出总计 of the text against those of the tables."""
    stated = worded(document)[0]
    findings, checked = [], 0
    for each in stated:
        cells = _totals_of(document, each.key)
        if not cells:
            continue
        checked += 1
        if not any(value_of(cell).meets(each.value) for cell in cells) and not _of_its_totals(each, cells[0]):
            findings.append(_differ(document, "B70", f"说明中“{each.text}”与表不一致", each, cells[0]))
    if not checked:
        reason = "说明中没有收入总计、支出总计" if not stated else "没有列出收入总计、支出总计的表"
        return Answer((), Outcome.NOT_APPLICABLE if not stated else Outcome.NOT_CHECKED, reason)
    return Answer(tuple(findings), None, f"核对了 {checked} 处")


def _totals_of(document: Document, key: Key) -> list[Statement]:
    return [each for each in tabled(document).meanings.get(key, []) if not any(kind == "carry" for kind, _ in each.key)]


def subjects(document: Document) -> Answer:
    """Each amount of a functional 类 in the text stands in a table of that 类."""
    stated = worded(document)[1]
    findings, unsure, checked = [], list[str](), 0
    for each in stated:
        cells = _cells_of(document, each.key)
        if not cells:
            continue
        checked += 1
        if not any(value_of(cell).meets(each.value) for cell in cells):
            slip = next((cell for cell in cells if _slipped(each, cell)), None)
            adds_up = _of_other_money(document, each)
            other = adds_up or _of_some_money(document, each, cells)
            if other and slip and not adds_up:
                start = f"说明中“{each.text}”与表中的数只差一处笔误"
                findings.append(replace(_differ(document, "B71", start, each, slip), severity=Severity.WARNING))
                continue
            if other:
                unsure.append(f"“{each.text}”可能是另一口径的资金，各表没有单独列出")
                continue
            findings.append(
                _differ(document, "B71", f"说明中“{each.text}”在各表的“{each.name}”中都没有", each, cells[0])
            )
    if not checked:
        reason = "说明中没有按类列出的支出" if not stated else "没有按类列出支出的表"
        return Answer((), Outcome.NOT_APPLICABLE if not stated else Outcome.NOT_CHECKED, reason)
    if unsure and not findings:
        return Answer((), Outcome.NOT_CHECKED, "；".join(unsure[:2]))
    return Answer(tuple(findings), None, f"核对了 {checked} 处")


def _slipped(each: Worded, cell: Statement) -> bool:
    """Tell whether an amount is that of a cell with two digits turned or the point moved."""
    stated, printed_as = (f"{value.fen / FEN_PER['万元']:.2f}" for value in (each.value, value_of(cell)))
    return printed_as in slips(stated)


def _of_some_money(document: Document, each: Worded, cells: list[Statement]) -> bool:
    """Tell whether an amount may be the public money of what tables only print with all other money."""
    text = read(document)
    amounts = [value_of(cell).fen for cell in cells]
    if each.fiscal and all(("fund", "general") in cell.key for cell in cells):
        funds = any(v.subject and v.subject.fund == "政府性基金" and v.amount.fen for v in text.values)
        return funds and each.value.fen > max(amounts)
    if not (text.other_income or text.carried) or any(kind == "fund" for cell in cells for kind, _ in cell.key):
        return False
    return each.value.fen < (max(amounts) if each.fiscal else min(amounts))


def _of_other_money(document: Document, each: Worded) -> bool:
    """Tell whether an amount is of a list that adds up to a stated total which no column with its 类 comes to."""
    text, spot = read(document), each.part.spot
    mates = {other.key: other.value for other in worded(document)[1] if other.part is each.part}
    sums = [sum(mates.values(), ZERO)] if len(mates) > 1 else []
    for group in (group for enumeration in text.lists for group in groups(enumeration)):
        if any(
            part.passage.spot_at(part.figure.start) == spot and part.amount.fen == each.value.fen
            for part in group.parts
        ):
            sums.append(total(group.parts))
    sums += [added for added in _mended(document, each) if sums]
    stated = [added for added in sums if any(value.amount.meets(added) for value in text.values)]
    here = {code for kind, code in each.key if kind == "function"}
    columns = [cells for cells in _columns(document) if here & set(map(_code, cells))]
    added_up = [sum((value_of(cell) for cell in cells), ZERO) for cells in columns]
    return bool(stated) and not any(added.meets(column) for added in stated for column in added_up)


def _mended(document: Document, each: Worded) -> Iterator[Interval]:
    """Yield what the subjects of a paragraph come to if one of the others is a slip of its cell."""
    mates = {other.key: other for other in worded(document)[1] if other.part is each.part}
    added = sum((other.value for other in mates.values()), ZERO)
    for other in mates.values():
        cells = _cells_of(document, other.key) if other.key != each.key else []
        if not any(value_of(cell).meets(other.value) for cell in cells):
            yield from (added - other.value + value_of(cell) for cell in cells if _slipped(other, cell))


def _cells_of(document: Document, key: Key) -> list[Statement]:
    """Return the cells that speak of a functional 类, whichever source or nature: totals first."""
    function = next(each for each in key if each[0] == "function")
    found = [each for other, cells in tabled(document).meanings.items() if function in other for each in cells]
    return sorted(found, key=lambda each: len(each.key))


def listed(document: Document) -> Answer:
    """A sentence that lists the expenditure by 类 lists each 类 that the tables have."""
    by_part: dict[int, dict[int, list[Worded]]] = {}
    for each in worded(document)[1]:
        by_part.setdefault(id(each.part), {}).setdefault(each.number, []).append(each)
    lists = [pair for several in by_part.values() for pair in _sentences(several)]
    findings, checked = [], 0
    for sentence, items in lists:
        codes = {each.key for each in items}
        if len(codes) < ENOUGH or not (LIST.search(sentence) or _shared(sentence, items)):
            continue
        columns = _columns_with(document, items)
        if not columns:
            continue
        checked += 1
        missing = [[cell for cell in cells if _not_zero(cell) and not _has(codes, cell)] for cells in columns]
        if all(missing):  # a list of one fund may say the figures of all spending too, where a 类 has no other money
            findings += [_left_out(items[0], cell) for cell in missing[0] if not _says(sentence, items, cell)]
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "说明中没有按类列出支出的句子")
    return Answer(tuple(findings), None, f"核对了 {checked} 句")


def _sentences(by_number: dict[int, list[Worded]]) -> Iterator[tuple[str, list[Worded]]]:
    """Yield the sentences of a paragraph to their full stops, a list may part its members by ；, with their amounts."""
    part = next(iter(by_number.values()))[0].part
    sentences = re.split("(?<=。)", part.text)
    yield from ((sentences[number], items) for number, items in by_number.items())


SHARE = re.compile(r"，?占[^，。；、\d]{0,24}(\d+(?:\.\d+)?)[%％]")
CLOSE = Decimal("0.5")
"""By how much the shares of all parts may differ from 100 % as they are printed."""
GOES_ON = re.compile("等[，。；]|等支出|为主|主要(?:是|为)")


def _shared(sentence: str, items: list[Worded]) -> bool:
    """Tell whether a sentence lists amounts with the share of each in all, and these do not come to all."""
    shares = [SHARE.match(sentence, sentence.find(each.text) + len(each.text)) for each in items]
    printed_shares = [Decimal(share[1]) for share in shares if share]
    added = sum(printed_shares, Decimal(0))
    return len(printed_shares) == len(items) and added < 100 - CLOSE and not GOES_ON.search(sentence)


def _says(sentence: str, items: list[Worded], cell: Statement) -> bool:
    """Tell whether a sentence names a 类 with an amount, maybe within another: 其他各类支出（含教育支出 8 万元）.

    Or its amount, under a name that is not known.
    """
    name, right = labels.core(cell.row.label), value_of(cell)
    amounts = [printed(match[1], match[2]) for match in re.finditer(AMOUNT, sentence)]
    if sum(each.meets(right) for each in amounts) > sum(each.value.meets(right) for each in items):
        return True
    return len(name) > 1 and re.search(rf"{re.escape(name)}(?:支出)?[^，。；、\d]{{0,6}}\d", sentence) is not None


def _of_its_totals(item: Worded, cell: Statement) -> bool:
    """Tell whether an amount stands in a 总计 of the same table, which may be more than what is of this year."""
    return any(
        figure.value is not None and figure.value.meets(item.value)
        for half in cell.grid.halves
        for row in half.rows
        if re.search("总计$", row.label)
        for figure in row.figures.values()
    )


def _not_zero(cell: Statement) -> bool:
    return bool(cell.key & {("function", _code(cell))}) and bool(value_of(cell).fen)


def _code(cell: Statement) -> str:
    return next(value for kind, value in cell.key if kind == "function")


def _has(keys: set[Key], cell: Statement) -> bool:
    return any(("function", _code(cell)) in key for key in keys)


@remembered
def _columns(document: Document) -> list[list[Statement]]:
    """Return the columns of tables that divide the spending by 类, each with its cells of a 类."""
    columns: dict[tuple[int, int], list[Statement]] = {}
    for key, cells in tabled(document).meanings.items():
        if any(kind == "function" and len(code) == 3 for kind, code in key) and ("side", "支出") in key:
            for cell in cells:
                columns.setdefault((cell.grid.index, cell.column), []).append(cell)
    return list(columns.values())


def _columns_with(document: Document, items: list[Worded]) -> list[list[Statement]]:
    """Return the columns of tables in which all amounts of a list stand, each with its 类."""
    found = []
    for each in _columns(document):
        values = {_code(cell): value_of(cell) for cell in each}
        wanted = [(next(v for k, v in item.key if k == "function"), item.value) for item in items]
        if all(code in values and values[code].meets(value) for code, value in wanted):
            found.append(each)
    return found


def _left_out(item: Worded, cell: Statement) -> AuditFinding:
    label = cell.row.label or cell.row.code
    message = f"说明按类列出支出时没有列“{label}”，“{cell.grid.name}”中有 {shown(value_of(cell), cell.grid)}"
    quotes = (Quote(item.sentence, item.part.spot), quote_of(cell))
    return AuditFinding("B72", Severity.WARNING, message, quotes, (amount(label, value_of(cell)),))


def _differ(document: Document, code: str, start: str, item: Worded, cell: Statement) -> AuditFinding:
    right = value_of(cell)
    degree = Severity.ERROR if bearing.stands_alone(document, item.value) else Severity.WARNING
    message = f"{start}：“{cell.grid.name}”为 {shown(right, cell.grid)}"
    figures = (Amount("说明", yuan(item.value.fen)), amount("表", right))
    quotes = (Quote(item.sentence, item.part.spot), quote_of(cell))
    return AuditFinding(code, degree, message, quotes, figures, shown(right, cell.grid))


RULES = (
    Rule("B70", "说明中的收支总计与表一致", totals),
    Rule("B71", "说明中各类支出与表一致", subjects),
    Rule("B72", "说明按类列出的支出没有遗漏", listed),
)
