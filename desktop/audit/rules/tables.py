"""Rules over several tables of a document: the same amount in each, parts and totals, empty tables, units of money."""

import re

from desktop.audit.outcome import Answer, AuditFinding, Outcome, Rule
from desktop.audit.sentences.reading import read
from desktop.audit.tables import between, labels
from desktop.audit.tables.cells import decimals_of
from desktop.audit.tables.grids import Grid
from desktop.audit.tables.meanings import Statement
from desktop.audit.tables.tabled import NO_TABLES, amount, listed, quote_of, shown, tabled
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Table

MOST_NAMED = 12
MOST_DECIMALS = {"元": 2, "千元": 5, "万元": 6, "亿元": 10}
"""With so many decimals an amount is a round number of 分; more cannot be an amount of money."""
NO_DATA = re.compile(
    r"(?:本|此|该)表(?:为空表|无数据|没有数据|为空|空表)|(?:没有|无|未安排).{0,30}(?:故|，)(?:本|此)表"
)

NOTHING = re.compile(
    r"(?:没有|无|未)(?:使用|安排)?(?!变化|增减)[^，。；]{0,6}?(政府性基金|国有资本经营|政府采购|三公)([^，。；]{0,30})"
)
"""A note that its maker has none of the money a table is of: 没有使用政府性基金预算拨款安排的支出."""
BELOW = re.compile(r"[（(]?(?:注|备注|说明|本表|此表)|.{0,40}(?:故|，)[本此]表")
"""How a note below a table begins."""


def _differ(
    code: str, start: str, cell: Statement, other: Statement, severity: Severity = Severity.ERROR
) -> AuditFinding:
    left, right = between.value_of(cell), between.value_of(other)
    message = f"{start}：{shown(left, cell.grid)}，{shown(right, other.grid)}"
    return AuditFinding(
        code,
        severity,
        message,
        (quote_of(cell), quote_of(other)),
        (amount(_named(cell), left), amount(_named(other), right)),
        shown(right, cell.grid),
    )


def _named(cell: Statement) -> str:
    head = cell.half.columns[cell.column]
    return f"{cell.grid.name} {cell.row.label or cell.row.code} {head[-1] if head else ''}".strip()


def balance(document: Document) -> Answer:
    """Income equals outlay where one table shows both."""
    found, checked = [], 0
    for grid in tabled(document).grids:
        totals = [
            each
            for statements in tabled(document).meanings.values()
            for each in statements
            if each.flavour == "总计" and each.grid is grid and not any(kind == "carry" for kind, _ in each.key)
        ]
        by_rest: dict[frozenset[tuple[str, str]], dict[str, list[Statement]]] = {}
        for each in totals:
            side = dict(each.key)["side"]
            by_rest.setdefault(each.key - {("side", side)}, {}).setdefault(side, []).append(each)
        for sides in by_rest.values():
            for income in sides.get("收入", [])[:1]:
                for outlay in sides.get("支出", []):
                    checked += 1
                    if not between.value_of(income).meets(between.value_of(outlay)):
                        found.append(_differ("B54", f"“{grid.name}”的收入总计与支出总计不相等", income, outlay))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有同时列出收入总计和支出总计的表")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def same_amount(document: Document) -> Answer:
    """The same amount in several tables."""
    found, unsure, checked = [], list[str](), 0
    tables = tabled(document)
    meanings = tables.meanings
    for key, group in meanings.items():
        left_over = [each for each in meanings.get(key | {("carry", "下年")}, []) if between.value_of(each).fen]
        statements = _without_left_over(group) if left_over else group
        if not between.comparable(statements):
            continue
        checked += 1
        for clash in between.clashes(statements):
            names = f"“{clash.odd.grid.name}”与“{clash.other.grid.name}”的"
            if between.other_scope(clash, meanings):
                unsure.append(f"{names}“{clash.odd.row.label}”相差的可能是上年结转")
            elif not clash.by_unit and not tables.same_scope(clash):
                unsure.append(f"{names}“{clash.odd.row.label or clash.odd.row.code}”口径可能不同")
            elif not clash.by_unit:
                start = f"{names}同一个数“{clash.odd.row.label}”不一致"
                found.append(_differ("B55", start, clash.odd, clash.other))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有在几张表中都列出的数")
    if unsure and not found:
        return Answer((), Outcome.NOT_CHECKED, "；".join(unsure[:2]))
    return Answer(tuple(found), None, f"核对了 {checked} 个数")


def _without_left_over(statements: list[Statement]) -> list[Statement]:
    """Leave 支出总计 out where it holds money of next year (结转下年) and no table prints 本年支出合计 beside it.

    A table of this year's expenditure is less by that money then, and rightly so.
    """
    if any(each.flavour == "本年" for each in statements):
        return statements
    return [each for each in statements if each.flavour != "总计"]


def unit_of_money(document: Document) -> Answer:
    """元 for 万元: an amount that is ten thousand times another table's; tables that state no unit."""
    tables = tabled(document)
    found = [
        _differ(
            "B58",
            f"“{clash.odd.grid.name}”与“{clash.other.grid.name}”相差一万倍，像是金额单位写错",
            clash.odd,
            clash.other,
        )
        for statements in tables.meanings.values()
        if between.comparable(statements)
        for clash in between.clashes(statements)
        if clash.by_unit
    ]
    silent = [grid.name for grid in tables.grids if not grid.says_unit and grid.title and _has_money(grid)]
    if silent and not found:
        return Answer(
            (), Outcome.NOT_CHECKED, f"{listed(silent)}没有写明金额单位，按说明中同样的数的单位（看不出的按万元）核对"
        )
    return Answer(tuple(found)) if tables.grids else Answer((), Outcome.NOT_APPLICABLE, NO_TABLES)


def _has_money(grid: Grid) -> bool:
    return any(
        figure.value and figure.value.fen
        for half in grid.halves
        for row in half.rows
        for figure in row.figures.values()
    )


THIS_YEAR = re.compile("(?:当年|本年)(?:财政)?(?:拨款|预算|支出)")
"""The title of a table without what was carried over."""


def part_of_all(document: Document) -> Answer:
    """What 一般公共预算 spends on a subject is part of all that is spent on it, or all of it."""
    stated = tabled(document).meanings
    all_total = _plain_value(stated.get(frozenset({("side", "支出")}), []))
    general_total = _plain_value(stated.get(frozenset({("side", "支出"), ("fund", "general")}), []))
    all_general = (
        all_total is not None
        and general_total is not None
        and between.value_of(all_total) == between.value_of(general_total)
    )
    compared: dict[tuple[int, int, int, int], list[AuditFinding | None]] = {}
    for key, statements in stated.items():
        if (
            ("fund", "general") not in key
            or ("side", "支出") not in key
            or not {"function", "nature"} & {k for k, _ in key}
        ):
            continue
        total = _plain_value(stated.get(key - {("fund", "general")}, []))
        part = _plain_value(statements)
        if total is None or part is None or any(kind == "carry" for kind, _ in key):
            continue
        if not between.value_of(part).fen:
            continue
        columns = (part.grid.index, part.column, total.grid.index, total.column)
        alike = all_general and not THIS_YEAR.search(part.grid.title)
        compared.setdefault(columns, []).append(_more_than_all(part, total, all_general=alike))
    checked = sum(map(len, compared.values()))
    # columns of which most amounts differ so are not of the same scope: those of one unit, of one page
    same = [several for several in compared.values() if several.count(None) * 2 >= len(several)]
    found = [each for several in same for each in several if each]
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有可以比较的两张表")
    if len(same) < len(compared) and not found:
        return Answer((), Outcome.NOT_CHECKED, "有的表口径可能不同")
    return Answer(tuple(found), None, f"核对了 {checked} 处")


def _more_than_all(part: Statement, total: Statement, *, all_general: bool) -> AuditFinding | None:
    left, right = between.value_of(part), between.value_of(total)
    if left.fen - left.half > right.fen + right.half:
        return _differ("B56", "一般公共预算支出大于全部支出", part, total)
    if all_general and abs(left.fen - right.fen) > 2 * left.half + 2 * right.half:
        return _differ("B56", "全部支出都来自一般公共预算，同一科目在两张表中却不一致", part, total)
    return None


def _plain_value(statements: list[Statement]) -> Statement | None:
    return next((each for each in statements if not each.flavour), statements[0] if statements else None)


def empty_tables(document: Document) -> Answer:
    """What is said to be an empty table has no figure."""
    tables = tabled(document)
    found: list[AuditFinding] = []
    checked = 0
    empty = _listed_as_empty(document)
    for grid in tables.grids:
        below = [*grid.notes, *_lines_below(document, grid)]
        note = next((note for note in below if _of_nothing(note, grid)), empty.get(labels.bare(grid.title), ""))
        if not note:
            continue
        checked += 1
        for half in grid.halves:
            for row in half.rows:
                for column, figure in row.figures.items():
                    other_year = _of_last_year(half.columns.get(column, ()), read(document).year)
                    if figure.value is not None and figure.value.fen and not found and not other_year:
                        message = f"“{grid.name}”注明没有数据（{note[:40]}），表中却有 {shown(figure.value, grid)}"
                        found.append(AuditFinding("B57", Severity.ERROR, message, (grid.quote(row, column, half),)))
    if not checked:
        return Answer((), Outcome.NOT_APPLICABLE, "没有注明为空表的表")
    return Answer(tuple(found), None, f"核对了 {checked} 张表")


def _of_last_year(path: tuple[str, ...], year: int) -> bool:
    """Tell whether a column is of the year before: that there is nothing this year says nothing of it."""
    words = "".join(path)
    years = {int(each) for each in re.findall(r"20\d\d", words)}
    return "上年" in words or "去年" in words or (year > 0 and bool(years) and year not in years)


def _of_nothing(note: str, grid: Grid) -> bool:
    """Tell whether a note says that a table has nothing, or that there is nothing of the money the table is of."""
    nothing = NOTHING.search(note)
    here = nothing is not None and nothing[1] in grid.title and not re.search("结转|结余|增减|变化", nothing[2])
    return here or NO_DATA.search(note) is not None


def _lines_below(document: Document, grid: Grid) -> list[str]:
    """Return the note that stands right below a table, outside its grid."""
    at = [n for n, part in enumerate(document.parts) if isinstance(part, Table)][grid.index]
    after = document.parts[at + 1] if at + 1 < len(document.parts) else None
    return [after.text] if isinstance(after, Paragraph) and BELOW.match(after.text.strip()) else []


def _listed_as_empty(document: Document) -> dict[str, str]:
    """Return the titles that a list of tables (目录) calls empty."""
    found = {}
    for table in document.tables:
        head = next((n for n, row in enumerate(table.rows[:5]) if any("是否空表" in cell for cell in row)), None)
        if head is None:
            continue
        column = next(n for n, cell in enumerate(table.rows[head]) if "是否空表" in cell)
        for row in table.rows[head + 1 :]:
            if row[column].strip() == "是":
                for cell in row:
                    title = re.sub(r"^.{0,8}[0-9一二三四五六七八九十]\s*表?\s+", "", cell.strip())
                    found[labels.bare(title)] = "目录列为空表"
    found.pop("", None)  # a table without a title is in no list
    return found


def decimals(document: Document) -> Answer:
    """More decimals than 分."""
    tables = tabled(document)
    wrong = [
        (grid, half, row, column)
        for grid, half, row, column in tables.figures()
        if row.figures[column].value is not None
        and decimals_of(row.figures[column].text) > MOST_DECIMALS[grid.unit or "万元"]
    ]
    severity = Severity.WARNING if document.kind in ("docx", "pdf", "ofd", "html") else Severity.INFO
    found = []
    for grid, half, row, column in wrong[:MOST_NAMED]:
        message = f"“{grid.name}”的“{row.figures[column].text}”小数位数过多，精确到分以下"
        found.append(AuditFinding("B59", severity, message, (grid.quote(row, column, half),)))
    return Answer(tuple(found)) if tables.grids else Answer((), Outcome.NOT_APPLICABLE, NO_TABLES)


def unreadable(document: Document) -> Answer:
    """Cells of money that hold something else are named, never counted as 0."""
    tables = tabled(document)
    cells = [
        f"{grid.name} {row.label or row.code}“{row.figures[column].text}”"
        for grid, _, row, column in tables.figures()
        if row.figures[column].value is None
    ]
    if cells:
        return Answer((), Outcome.NOT_CHECKED, f"有 {len(cells)} 格读不出金额：{listed(cells)}")
    return Answer() if tables.grids else Answer((), Outcome.NOT_APPLICABLE, NO_TABLES)


def untied(document: Document) -> Answer:
    """Figures that no sum and no other place states: whether they are right cannot be told from the document."""
    tables = tabled(document)
    cells = [
        f"{grid.name} {row.label or row.code} {row.figures[column].text}"
        for grid, _, row, column in tables.figures()
        if (value := row.figures[column].value) is not None
        and value.fen
        and (grid.index, row.number, column) not in tables.tied
    ]
    if cells:
        return Answer((), Outcome.NOT_CHECKED, f"有 {len(cells)} 个数没有别的数可以对照：{listed(cells)}")
    return Answer() if tables.grids else Answer((), Outcome.NOT_APPLICABLE, NO_TABLES)


RULES: tuple[Rule, ...] = (
    Rule("B54", "收入总计等于支出总计", balance),
    Rule("B55", "同一个数在各表中一致", same_amount),
    Rule("B56", "一般公共预算支出不大于全部支出", part_of_all),
    Rule("B57", "空表说明与表一致", empty_tables),
    Rule("B58", "各表金额单位一致", unit_of_money),
    Rule("B59", "金额不超过分", decimals),
    Rule("B60", "表中的金额都读得出", unreadable),
    Rule("B61", "表中的数都有别的数对照", untied),
)
