"""Tables against the text: 三公经费 and its items, 政府采购, what 基本支出, 项目支出, 人员 and 公用经费 come to.

Also an amount that the table below is said to show (见下表), and what is said not to be there (无……).
"""

import re
from collections import defaultdict
from dataclasses import replace

from desktop.audit import bearing
from desktop.audit.contradiction import figures, quote
from desktop.audit.interval import ZERO, Interval, printed
from desktop.audit.outcome import Answer, AuditFinding, Outcome, Rule
from desktop.audit.sentences import negations
from desktop.audit.sentences.belonging import member_over, of_own_money
from desktop.audit.sentences.marks import titles_of
from desktop.audit.sentences.reading import read
from desktop.audit.sentences.slips import one_off
from desktop.audit.sentences.statements import Statement, Statements
from desktop.audit.sentences.subjects import FUNDS, TOTAL
from desktop.audit.tables import labels
from desktop.audit.tables.between import value_of
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.meanings import Key
from desktop.audit.tables.meanings import Statement as Cell
from desktop.audit.tables.tabled import Tabled, amount, listed, quote_of, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Spot

ITEMS = {
    "因公出国（境）费": "abroad",
    "公务接待费": "reception",
    "公务用车购置及运行费": "vehicle",
    "公务用车购置费": "purchase",
    "公务用车运行费": "operation",
    "政府采购": "procurement",
    "会议费": "meeting",
    "培训费": "training",
}
FUND_OF = {
    "一般公共预算": ("general", "fiscal"),
    "财政拨款": ("general", "fiscal"),
    "政府性基金": ("gov_fund",),
    "国有资本经营": ("state_capital",),
}
"""Which cells speak of the money that a sentence names."""
Divided = dict[tuple[str, str], set[Interval]]
COSTS = {"会议": "会议费", "培训": "培训费"}
"""Costs that tables print beside 三公经费, and other tables among running costs."""
OF_SOME = re.compile("本级|机关(?!运行)|下属|所属|项目|专项|除|另|不含|新增|其中|每|人均|标准|公用|运行")
"""Words before such a cost by which it is not all of it."""
HEAD = 16
"""Letters of a sentence that may head it: （三）一般性支出情况：2023年本部门会议费预算 3 万元."""
NATURES = {"基本支出": "basic", "项目支出": "project", "人员经费": "personnel", "公用经费": "public"}


def look(document: Document) -> Answer:
    """B73: what the text says of them stands in a table of them."""
    text, tables = read(document), tabled(document)
    stated = [value for value in text.values if _names(value, text)]
    over, costs, agreeing = _divided(text), _rows_of_costs(tables), _agreeing(tables, stated)
    findings, unsure, checked, reported = [], list[str](), 0, set[str]()
    for value in stated:
        cells = [c for c in _cells(tables, value) if not _of_less(over, tables, value, c)]
        cells = [c for c in cells if not _of_all_funds(value, c)]
        rows = costs.get(_name(value), [])
        if not cells:
            slipped = _slip_of_rows(value, rows) if value.shown not in reported else None
            findings += [replace(_differ(document, value, slipped), severity=Severity.WARNING)] if slipped else []
            checked, reported = checked + bool(rows), reported | ({value.shown} if slipped else set())
            continue
        checked += 1
        known = [*cells, *rows]
        by_row, by_cell = (any(value_of(cell).meets(value.amount) for cell in of) for of in (rows, cells))
        off = by_row and not by_cell and value.shown not in reported
        if off and all((_name(value), c.grid.index) in agreeing and _one_digit_off(value, c) for c in cells):
            reported.add(value.shown)
            findings.append(replace(_differ(document, value, cells[0]), severity=Severity.WARNING))
            continue
        if any(value_of(cell).meets(value.amount) for cell in known) or value.shown in reported:
            continue
        same = _of_the_same(tables, value, cells) or any((_name(value), c.grid.index) in agreeing for c in cells)
        if (text.carried and not same) or len({cell.key for cell in cells}) > 2:
            unsure.append(quote(value).text)
            continue
        reported.add(value.shown)
        findings.append(_differ(document, value, cells[0]))
    if tables.misread and not findings:
        unsure_of = listed(list(tables.misread.values()))
        return Answer((), Outcome.NOT_CHECKED, f"{unsure_of}的各栏与合计对不上，可能没有读对，没有与说明比较")
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有在表和说明中都列出的三公经费、政府采购、基本支出、项目支出")
    if unsure and not findings:
        return Answer((), Outcome.NOT_CHECKED, f"{listed(unsure)}的口径可能与表不同")
    return Answer(tuple(findings), None, f"核对了 {checked} 处")


def _one_digit_off(value: Statement, cell: Cell) -> bool:
    """Tell whether an amount is a cell's but for one digit, or for two neighbours that changed places."""
    return any(printed(text, value.figure.unit).meets(value_of(cell)) for text in one_off(value.figure.text))


def _slip_of_rows(value: Statement, rows: list[Cell]) -> Cell | None:
    """Return the cell of running costs of which a cost is a slip; a greater one may have a part of projects besides."""
    own, sizes = value.amount.fen, [value_of(cell) for cell in rows]
    known = not own or any(each.meets(value.amount) for each in [*sizes, sum(sizes, ZERO)])
    slips = (c for c in rows if (size := value_of(c).fen) > own or sorted(str(size)) == sorted(str(own)))
    return None if known else next((c for c in slips if _one_digit_off(value, c)), None)


def _of_the_same(tables: Tabled, value: Statement, cells: list[Cell]) -> bool:
    """Tell whether an item of 三公经费 is of the same money as a table's: the totals over both are the same amount."""
    over = value.parent
    if over is None or _name(over) != "三公经费":
        return False
    totals = {cell.grid.index for cell in _cells(tables, over) if value_of(cell).fen == over.amount.fen > 0}
    return bool(cells) and all(cell.grid.index in totals for cell in cells)


def _agreeing(tables: Tabled, stated: list[Statement]) -> set[tuple[str, int]]:
    """Return the tables, by a cost they print, in which another item is what the text says: of the same money, then."""
    own = [each for each in stated if _name(each) in (*ITEMS, "三公经费") and each.amount.fen]
    cells = [(_name(each), c) for each in own for c in _cells(tables, each) if value_of(c).meets(each.amount)]
    return {(cost, c.grid.index) for cost in COSTS.values() for name, c in cells if name != cost}


def _names(value: Statement, text: Statements) -> bool:
    """Tell whether an amount of the text is of something that tables show, for this year and for all of the unit."""
    key = value.key
    if key is None or key[0] or value.year not in {0, text.year} or key[1] not in {"", *(name for _, name in FUNDS)}:
        return False
    fund = key[1] in ("政府性基金", "国有资本经营")
    if value.subject and value.subject.group in {"三公", *COSTS} and (fund or of_own_money(value)):
        return False  # tables of 三公经费 show public money, that of 一般公共预算 or all of it
    if key[3] in COSTS.values() and not _all_of_cost(value):
        return False
    if key[3] == "政府采购" and value.subject and any(re.search(pattern, value.subject.words) for pattern, _ in FUNDS):
        return False  # tables show all that is bought, whichever the money
    return (key[3] == TOTAL and fund) or key[3] == "三公经费" or key[3] in ITEMS or key[3] in NATURES


def _all_of_cost(value: Statement) -> bool:
    """Tell whether an amount is all of 会议费 or 培训费: in its own section, or of the money it names, and no part."""
    subject = value.subject
    if subject is None or (value.parent and _name(value.parent) not in ("", "三公经费")):
        return False
    start, _ = value.passage.sentence_at(value.start)
    before = value.passage.text[start : value.figure.start].rpartition("；")[2]
    headed = any(re.search("会议费|培训费|三公|一般性支出", words) for words in (*value.passage.path, before[:HEAD]))
    return (headed or bool(subject.fund)) and not OF_SOME.search(before)


def _rows_of_costs(tables: Tabled) -> dict[str, list[Cell]]:
    """Return the rows of 会议费 and 培训费 in tables by economic 款."""
    found: dict[str, list[Cell]] = {name: [] for name in COSTS.values()}
    for cell in (cell for cells in tables.meanings.values() for cell in cells):
        found.get(labels.unnumbered(cell.row.label), []).append(cell)
    return found


def _cells(tables: Tabled, value: Statement) -> list[Cell]:
    name = value.key[3] if value.key else ""
    if name == "三公经费":
        return tables.meanings.get(frozenset({("item", "three")}), []) or tables.meanings.get(
            frozenset({("item", "total")}), []
        )
    if name == TOTAL and value.subject:
        kinds = ("side", "fund", "carry")
        funds = FUND_OF[value.subject.fund]
        known = {key: cells for key, cells in tables.meanings.items() if dict(key).get("fund") in funds}
        return [cell for key, cells in known.items() if {kind for kind, _ in key} <= set(kinds) for cell in cells]
    if name in ITEMS:
        return tables.meanings.get(frozenset({("item", ITEMS[name])}), [])
    if name not in NATURES:  # the amount over an item may not be understood itself
        return []
    nature = ("nature", NATURES[name])
    found = {
        key: cells
        for key, cells in tables.meanings.items()
        if nature in key and {kind for kind, _ in key} <= {"side", "fund", "nature"} and ("side", "收入") not in key
    }
    fund = value.subject.fund if value.subject else ""
    same = [cell for key, cells in found.items() if _of_fund(key, fund) for cell in cells]
    return same and [cell for cells in found.values() for cell in cells]


def _of_less(over: Divided, tables: Tabled, value: Statement, cell: Cell) -> bool:
    """Tell whether an amount is a part of another total than the one its table divides: 项目支出 of all money."""
    kinds = dict(cell.key)
    if not {"nature", "fund"} <= kinds.keys() or (value.subject and value.subject.fund == "一般公共预算"):
        return False
    totals = tables.meanings.get(cell.key - {("nature", kinds["nature"])}, [])
    own = over.get((value.figure.text, _name(value)), set())
    return bool(totals and own) and not any(value_of(each).meets(total) for each in totals for total in own)


def _of_all_funds(value: Statement, cell: Cell) -> bool:
    """Tell whether an amount that names no fund is what a row comes to over its columns of each fund: none is all."""
    kinds, heads = dict(cell.key), cell.half.columns
    if "fund" not in kinds or "nature" not in kinds or (value.subject is not None and value.subject.fund):
        return False
    own = heads[cell.column][-1:]
    others = [at for at, words in heads.items() if at != cell.column and words[-1:] == own and at in cell.row.figures]
    amounts = [size for at in others if (size := cell.row.figures[at].value) is not None and size.fen]
    return bool(amounts) and sum(amounts, value_of(cell)).meets(value.amount)


def _divided(text: Statements) -> Divided:
    """Return the totals that the amounts of the text are parts of, by their figure and name.

    Also what 基本支出 and 项目支出 of one line come to, where that is an amount that the text states.
    """
    found: Divided = defaultdict(set)
    stated = {each.amount for each in text.values}
    for values in text.by_passage.values():
        both = [each.amount for each in values if _name(each) in ("基本支出", "项目支出")]
        added = both[0] + both[1] if len(both) == 2 else None
        added = added if added and any(added.meets(each) for each in stated) else None
        for each in values:
            of = {each.parent.amount} if each.parent and _name(each.parent) == TOTAL else set()
            found[each.figure.text, _name(each)] |= of | ({added} if added else set())
    return found


def _name(value: Statement) -> str:
    return value.subject.name if value.subject else ""


def _of_fund(key: Key, fund: str) -> bool:
    """Tell whether cells may speak of the money that a sentence names: all money, or the same fund."""
    of = dict(key).get("fund", "")
    return of in FUND_OF.get(fund, ("",)) if fund else not of or of in ("general", "fiscal")


def _differ(document: Document, value: Statement, cell: Cell) -> AuditFinding:
    right = value_of(cell)
    degree = bearing.severity(document, [value], value.amount, right)
    of_any = value.subject is not None and value.subject.group in COSTS and not value.subject.fund
    if of_any or not _same_money(tabled(document), value, cell):
        degree = Severity.WARNING
    message = f"说明中{value.shown}为 {value.written}，“{cell.grid.name}”为 {shown(right, cell.grid)}"
    amounts = (*figures([value]), amount("表", right))
    return AuditFinding("B73", degree, message, (quote(value), quote_of(cell)), amounts, shown(right, cell.grid))


def _same_money(tables: Tabled, value: Statement, cell: Cell) -> bool:
    """Tell whether a sentence and a table speak of the same money: of one fund, or of a fund that is all there is."""
    kinds, fund = dict(cell.key), value.subject.fund if value.subject else ""
    side, of = kinds.get("side", ""), kinds.get("fund", "")
    if not side or bool(of) == bool(fund):
        return True
    names = (of,) if of else FUND_OF.get(fund, ())
    everything = tables.meanings.get(frozenset({("side", side)}), [])
    parts = [c for name in names for c in tables.meanings.get(frozenset({("side", side), ("fund", name)}), [])]
    return not (everything and parts) or any(
        value_of(part).meets(value_of(each)) for part in parts for each in everything
    )


BELOW = re.compile(r"(?:见|如)下表")
NEAR = 16
"""Letters between an amount and the words that say that a table of it follows."""
PLACED = re.compile("已?[列纳编]入[^，。；]{2,16}[，。]")
"""Words between them by which the amount stands in another table: 已列入政府采购预算，详见下表."""


def tables_below(document: Document) -> Answer:
    """B75: an amount of which a sentence says that the table below shows it stands in that table."""
    text, grids = read(document), {grid.index: grid for grid in tabled(document).grids}
    found, checked, number = [], 0, 0
    waiting: list[tuple[Statement, list[Statement]]] = []
    planned: dict[Spot, list[Statement]] = defaultdict(list)
    for value in text.values:
        planned[value.passage.spot] += [value] if value.plan else []
    for part in document.parts:
        if isinstance(part, Paragraph):
            waiting = _announced(planned.get(part.spot, [])) or waiting
            continue
        for value, instead in waiting if number in grids else ():
            checked += 1
            cells = _shown_in(grids[number])
            if not any(cell and cell.meets(each.amount) for each in (value, *instead) for cell in cells):
                message = f"写“见下表”的 {value.written}在“{grids[number].name}”里没有"
                found.append(AuditFinding("B75", Severity.WARNING, message, (quote(value),), figures([value])))
        waiting, number = [], number + 1
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有写“见下表”的金额")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _shown_in(grid: Grid) -> list[Interval | None]:
    """Return the amounts of a table, and of a list without a total what each column comes to."""
    rows = [row for half in grid.halves for row in half.rows]
    found = [figure.value for row in rows for figure in row.figures.values()]
    for half in grid.halves:
        for column in half.columns:
            several = [value for row in half.rows if (value := row.figures[column].value)]
            found.append(sum(several, ZERO))
    return found


def _announced(own: list[Statement]) -> list[tuple[Statement, list[Statement]]]:
    """Return of the amounts of a paragraph the one right before the words that say that a table of it follows.

    With it those of which these words may speak instead: all before them, where they are a sentence of their own.
    """
    found = []
    for match in BELOW.finditer(own[0].passage.text if own else ""):
        before = [value for value in own if value.figure.end <= match.start() <= value.figure.end + NEAR]
        before = [each for each in before if not PLACED.search(each.passage.text[each.figure.end : match.start()])]
        alone = bool(before) and "。" in own[0].passage.text[before[-1].figure.end : match.start()]
        found += [(each, [v for v in own if alone and v.figure.end <= match.start()]) for each in before[-1:]]
    return found


def nothing(document: Document) -> Answer:
    """B77: what the text says is not there has no amount in the tables."""
    text, tables, findings, seen = read(document), tabled(document), [], 0
    titles = titles_of(text.passages)
    for passage in text.passages:
        for pattern, wanted in negations.SAID_NONE if not any("名词" in words for words in passage.path) else ():
            for match in pattern.finditer(passage.text):
                now = negations.of_now(passage, match.start(), text.year, titles)
                if not now or member_over(passage, titles):
                    continue
                spent = "支出" in match[0] and "收" not in match[0]  # money may come in that is not spent
                known = (
                    (key, cells)
                    for key, cells in tables.meanings.items()
                    if wanted in key and not (spent and ("side", "收入") in key)
                )
                cells = [cell for key, several in known for cell in several if ("carry", "结转") not in key]
                seen += bool(cells)
                there = next((cell for cell in cells if value_of(cell).fen > 0), None)
                if there and all(value_of(cell).fen > 0 for cell in cells if cell.key == there.key):
                    message = f"写“{match[0]}”，“{there.grid.name}”有 {shown(value_of(there), there.grid)}"
                    quotes = (passage.quote(*match.span()), quote_of(there))
                    amounts = (amount("表", value_of(there)),)
                    findings.append(AuditFinding("B77", Severity.ERROR, message, quotes, amounts, "表与说明一致"))
    if not seen:
        return Answer((), Outcome.NOT_APPLICABLE, "没有写“无……”而表中有这一项的句子")
    return Answer(tuple(findings), None, f"核对了 {seen} 处")


RULES = (
    Rule("B73", "说明中的三公经费、政府采购、基本支出和项目支出与表一致", look),
    Rule("B75", "写“见下表”的金额在下面的表里", tables_below),
    Rule("B77", "写明没有的项目表中没有金额", nothing),
)
