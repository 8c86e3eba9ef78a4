"""Group A: the printed tables add up and agree, C06, C07, C10–C17, C72 and C83. Exact to the 分 but for C72.

Rules, sources and what is not seen: resources/rules/checks/tables.md.
"""

from collections.abc import Iterator

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import make_filter
from desktop.checks.needs import MONEY, money_of
from desktop.checks.register import NotApplicable, Wrong, check, differ
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.layouts.tables.sums import gaps, tails
from desktop.layouts.tables.table import Table
from desktop.ledger.records import DirectLine, LayoutChoice
from desktop.ledger.records.base import at
from desktop.money import Fen

E, INFO = Severity.ERROR, Severity.INFO
INCOME = money_of("income_total", note="本年没有收入")
SPENT = money_of("expenditure", note="本年没有支出行")
BOOKS = ("general_expenditure", "gov_fund_expenditure", "state_capital_expenditure")
FISCAL = money_of(*BOOKS, "income_general", "income_gov_fund", "income_state_capital", note="本年没有财政拨款收支")
GENERAL = money_of("general_expenditure", note="本年没有一般公共预算支出")
GENERAL_BASIC = money_of("general_basic", note="本年没有一般公共预算基本支出")
FIRST_DIGIT = {"function": "2", "economic": "3", "government": "5"}
"""With which digit the codes of a classification begin."""

SOURCES = {
    "general": "income_general",
    "gov_fund": "income_gov_fund",
    "state_capital": "income_state_capital",
    "special_account": "income_special_account",
    "business": "income_business",
    "operation": "income_operation",
    "superior": "income_superior",
    "subordinate": "income_subordinate",
    "other": "income_other",
    "make_up": "income_make_up",
    "carried": "income_carried",
}


def _need(disclosure: Disclosure, *table_ids: str) -> list[Table]:
    found = [disclosure.table(table_id) for table_id in table_ids]
    if any(table is None for table in found):
        raise NotApplicable("本版式没有这张表")
    return [table for table in found if table is not None]


def _cell(table: Table, row: str, column: str) -> Fen | None:
    """Return an amount by row and column, None where this layout has no such row or column."""
    cell = table.find(row, column)
    return None if cell is None else cell.amount or 0


def first_amount(table: Table, row: str) -> Fen | None:
    """Return the first amount of a row (its 合计), None where this layout has no such row."""
    for block in table.blocks:
        for printed in block.rows:
            if printed.id == row:
                return next((c.amount or 0 for c in printed.cells if c.kind == "amount"), None)
    return None


def compare_printed(message: str, left: Fen | None, right: Fen | None, place: Place) -> Iterator[Wrong]:
    """Compare two amounts where the layout prints both."""
    if left is not None and right is not None:
        yield from differ(message, left, right, place)


def _tree(disclosure: Disclosure, dimension: str) -> Iterator[Wrong]:
    """Every parent row of every tree table equals the sum of its printed child rows' exact amounts."""
    if not any(next(_parents(table, dimension), None) for table in disclosure.tables):
        raise NotApplicable("没有带下级科目的行")
    for table in disclosure.tables:
        open_sums = gaps(table)
        for number, row, column in _parents(table, dimension) if open_sums else ():
            if (rest := open_sums.get((number, column))) is not None:
                total = table.grid[number][column].amount or 0
                message = f"{row} 的下级合计 {{a}} 与本级 {{b}} 不符"
                place = Place(table=table.label, row=row, column=table.columns[column].header[-1])
                yield from differ(message, total + rest, total, place)


def _parents(table: Table, dimension: str) -> Iterator[tuple[int, str, int]]:
    """Yield the cells that are the sum of the codes below: row number, code, column number."""
    lengths = set(LEVEL_LENGTHS[dimension].values())
    offset = 0
    for block in table.blocks:
        for number, row in enumerate(block.rows):
            if row.id.isdigit() and len(row.id) in lengths and row.id[0] in FIRST_DIGIT[dimension]:
                for position, cell in enumerate(row.cells):
                    if cell.terms and cell.vertical:
                        yield number, row.id, offset + position
        offset += len(block.columns)


@check("C06", "功能分类上级等于下级之和", E)
def function_tree(disclosure: Disclosure) -> Iterator[Wrong]:
    """类 = Σ款, 款 = Σ项."""
    yield from _tree(disclosure, "function")


@check("C07", "经济分类上级等于下级之和", E)
def economic_tree(disclosure: Disclosure) -> Iterator[Wrong]:
    """类 = Σ款, in both economic classifications; of a 类 of the government's only 款 of the catalogue are parts."""
    cube, known = disclosure.cube, load("government").codes
    inside = disclosure.select(disclosure.measure("expenditure").where)
    by_item = {code: cube.total(bits) for code, bits in cube.by("government", inside).items() if code}
    for code in sorted({item[:3] for item in by_item}):
        parts = sum(fen for item, fen in by_item.items() if item[:3] == code and len(item) == 5 and item in known)
        where = make_filter({"side": ["支出"], "government": [code]}, "tables")
        total = cube.sum(where)
        message = f"政府经济分类 {code} 的下级合计 {{a}} 与本级 {{b}} 不符，请改正没有款级科目的行"
        short = tuple(line.key for line in cube.chosen(disclosure.select(where)) if line.government not in known)
        yield from differ(message, parts, total, Place(lines=short) if short else at(DirectLine))
    yield from _tree(disclosure, "economic")


@check("C10", "各表合计等于明细之和", E, needs=(MONEY,))
def totals_of_tables(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every total of every table, down and across, equals the sum of its parts."""
    for table in disclosure.tables:
        for (number, position), rest in gaps(table).items():
            cell = table.grid[number][position]
            if cell.kind == "amount":
                column, total = table.columns[position].header[-1], cell.amount or 0
                place = Place(table=table.label, row=_row_label(table, number), column=column)
                yield from differ("合计 {b} 与明细之和 {a} 不符", total + rest, total, place)


def _row_label(table: Table, number: int) -> str:
    texts = [cell.text for cell in table.row(number) if cell.kind == "text" and cell.text]
    return " ".join(texts[:2])


@check("C11", "收入总表与收支总表逐项一致", E, needs=(INCOME,))
def income_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """收入总表 合计 = 收支总表 收入, in total and source by source; a column or row left out for want of money is 0."""
    income, balance = _need(disclosure, "income", "balance")
    shown = {column.id for column in income.columns} | {row.id for block in balance.blocks for row in block.rows}
    columns, rows = _declared(disclosure, "income", "columns"), _declared(disclosure, "balance", "rows")
    for source, measure in SOURCES.items():
        if source in columns & rows & shown:
            name = disclosure.measure(measure).label
            message = f"收入总表“{name}”{{a}} 与收支总表 {{b}} 不一致，请检查该来源的收入和它安排的支出"
            paid, entered = _cell(income, "total", source) or 0, _cell(balance, source, "amount") or 0
            yield from differ(message, paid, entered, Place(table=income.label, column=name))
    left, right = first_amount(income, "total"), first_amount(balance, "total")
    message = "收入总表总计 {a} 与收支总表收入总计 {b} 不一致"
    yield from compare_printed(message, left, right, Place(table=income.label))


def _declared(disclosure: Disclosure, table_id: str, part: str) -> set[str]:
    """Return the ids of the columns or rows that the layout has for a table, optional ones too."""
    spec = disclosure.form.table(table_id)
    return {each.id for block in (spec.blocks if spec else ()) for each in getattr(block, part)}


@check("C12", "支出总表与收支总表逐类一致", E, needs=(SPENT,))
def expenditure_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """支出总表 合计 = 收支总表 支出, 类 by 类."""
    expenditure, balance = _need(disclosure, "expenditure", "balance")
    codes = {row.id for row in expenditure.blocks[0].rows if len(row.id) == 3 and row.id.startswith("2")}
    codes |= {row.id for block in balance.blocks for row in block.rows if len(row.id) == 3 and row.id.startswith("2")}
    for code in sorted(codes):
        left, right = _class_total(expenditure, code), _class_total(balance, code)
        message = f"支出总表与收支总表在“{code}”上不一致：{{a}} / {{b}}"
        yield from compare_printed(message, left, right, Place(table=expenditure.label, row=code))
    left, right = first_amount(expenditure, "total"), first_amount(balance, "expenditure")
    yield from compare_printed(
        "支出总表合计 {a} 与收支总表支出 {b} 不一致", left, right, Place(table=expenditure.label)
    )


def _class_total(table: Table, code: str) -> Fen | None:
    """Return a 类's amount: 0 where the table lists 类 but not this one, None where it lists none."""
    found = first_amount(table, code)
    rows = (row.id for block in table.blocks for row in block.rows)
    lists = any(len(row) == 3 and row.isdigit() and row.startswith("2") for row in rows)
    return 0 if found is None and lists else found


@check("C13", "财政拨款收支平衡", E, needs=(FISCAL,))
def fiscal_balance(disclosure: Disclosure) -> Iterator[Wrong]:
    """财政拨款 income with carry-over = expenditure with 结转下年, and = the three expenditure tables."""
    (table,) = _need(disclosure, "fiscal_balance")
    left, right = first_amount(table, "total"), first_amount(table, "outlay")
    message = "财政拨款收入 {a} 与支出 {b} 不平衡，相差 {d} 元"
    yield from compare_printed(message, left, right, Place(table=table.label))
    parts = sum(disclosure.sum(measure) for measure in BOOKS)
    message = "财政拨款本年支出 {a} 与三本预算支出之和 {b} 不符"
    yield from compare_printed(message, first_amount(table, "expenditure"), parts, Place(table=table.label))


@check("C14", "一般公共预算支出表与财政拨款总表一致", E, needs=(GENERAL,))
def general_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """一般公共预算支出表 合计 = GPB column of the fiscal table = 基本 + 项目."""
    general, fiscal = _need(disclosure, "general_expenditure", "fiscal_balance")
    total = first_amount(general, "total")
    message = "一般公共预算支出表合计 {a} 与财政拨款总表 {b} 不符"
    right = _cell(fiscal, "expenditure", "by_general")
    yield from compare_printed(message, total, right, Place(table=general.label))
    basic, project = _basic(general), _cell(general, "total", "project")
    parts = None if basic is None or project is None else basic + project
    message = "一般公共预算支出表合计 {a} 不等于基本支出加项目支出 {b}"
    yield from compare_printed(message, total, parts, Place(table=general.label))


@check("C15", "基本支出经济分类表与功能分类表一致", E, needs=(GENERAL_BASIC,))
def general_basic_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """一般公共预算基本支出表 合计 = 基本 column of C14 = 人员 + 公用."""
    basic, general = _need(disclosure, "general_basic", "general_expenditure")
    total = first_amount(basic, "total")
    message = "基本支出经济分类表 {a} 与功能分类表的基本支出 {b} 不符"
    yield from compare_printed(message, total, _basic(general), Place(table=basic.label))
    message = "基本支出经济分类表合计 {a} 不等于人员经费加公用经费 {b}"
    yield from compare_printed(message, total, personnel_and_public(basic), Place(table=basic.label))


def _basic(table: Table) -> Fen | None:
    """Return a table's 基本支出: its own column, or 人员 + 公用 where the layout splits it."""
    basic = _cell(table, "total", "basic")
    return personnel_and_public(table) if basic is None else basic


def personnel_and_public(table: Table) -> Fen | None:
    """Return 人员经费 + 公用经费 of a table in 分, None where its layout does not print both."""
    personnel, public = _cell(table, "total", "personnel"), _cell(table, "total", "public")
    return None if personnel is None or public is None else personnel + public


def _single_fund(disclosure: Disclosure, table_id: str, column: str, name: str) -> Iterator[Wrong]:
    """A fund's own table equals its column; without money the table stays, with its sentence."""
    (table,) = _need(disclosure, table_id)
    fiscal = disclosure.table("fiscal_balance")
    if fiscal is not None:
        left, right = first_amount(table, "total"), _cell(fiscal, "expenditure", column)
        message = f"{name}表合计 {{a}} 与财政拨款总表 {{b}} 不一致"
        yield from compare_printed(message, left, right, Place(table=table.label))
    if table.empty and not any(table.notes):
        yield Wrong(f"没有{name}时应保留空表并附说明", Place(table=table.label))


@check("C16", "政府性基金预算表与总表一致", E, needs=(MONEY,))
def government_fund_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """政府性基金表 = its column; if 0 the table is kept with the sentence that there is none."""
    yield from _single_fund(disclosure, "gov_fund", "by_gov_fund", "政府性基金预算")


@check("C17", "国有资本经营预算表与总表一致", E, needs=(MONEY,))
def state_capital_table(disclosure: Disclosure) -> Iterator[Wrong]:
    """国有资本经营表, the same."""
    yield from _single_fund(disclosure, "state_capital", "by_state_capital", "国有资本经营预算")


def tolerance(parts: int) -> int:
    """Return the tail, in units of the last digit, that `parts` independently rounded numbers may leave."""
    return (parts + 1) // 2


@check("C72", "打印数各项之和与合计", E, needs=(MONEY,))
def printed_sums(disclosure: Disclosure) -> Iterator[Wrong]:
    """Printed parts against the printed total: within `tolerance` information, above it an error."""
    for table in disclosure.tables:
        small = []
        for number, position, rest, parts in _tails(table):
            if abs(rest) <= tolerance(parts):
                small.append(abs(rest))
                continue
            shown = f"{table.style.show_steps(abs(rest))} {table.style.unit}"
            place = Place(table=table.label, row=_row_label(table, number), column=table.columns[position].header[-1])
            yield Wrong(f"分项之和与合计相差 {shown}，超出尾差范围，请核对", place)
        if small:
            largest = f"{table.style.show_steps(max(small))} {table.style.unit}"
            message = f"因四舍五入，有 {len(small)} 处分项之和与合计相差 {largest} 以内，已附尾差说明"
            yield Wrong(message, Place(table=table.label), severity=INFO)


def _tails(table: Table) -> Iterator[tuple[int, int, int, int]]:
    """Yield the sums that do not close in print: row, column, the rest in the last digit, how many parts."""
    for (number, position), rest in tails(table).items():
        cell = table.grid[number][position]
        if cell.kind == "amount":
            yield number, position, rest, len(cell.terms)


@check("C83", "版式要求的表格齐全", E)
def complete_set(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every table of the layout exists; an empty one says so."""
    for spec in disclosure.form.tables:
        table = disclosure.table(spec.id)
        if table is None and disclosure.form.empty_table == "keep":
            yield Wrong(f"缺少“{spec.number} {spec.title}”", at(LayoutChoice))
        elif table is not None and table.empty and spec.empty_sentence and not table.notes:
            yield Wrong(f"“{table.label}”为空表但没有说明", Place(table=table.label))
