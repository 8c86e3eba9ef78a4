"""Group A: balance and totals, C01–C20 (domain.md §8.2). All comparisons are exact to the 分."""

from collections.abc import Iterator

from desktop.catalog.classification import LEVEL_LENGTHS, load
from desktop.catalog.measures import make_filter
from desktop.checks.context import Context, NotApplicable, check, differ
from desktop.compute.lines import BudgetLine
from desktop.findings import Finding, Place, Severity
from desktop.layouts.tables.sums import gaps
from desktop.layouts.tables.table import Table
from desktop.ledger.vocabulary import Fund, Nature
from desktop.money import YUAN, Fen

E = Severity.ERROR
FUNDS, NATURES = frozenset(Fund), frozenset(Nature)
FISCAL = (Fund.GENERAL, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)


def _need(context: Context, *table_ids: str) -> list[Table]:
    found = [context.table(table_id) for table_id in table_ids]
    if any(table is None for table in found):
        raise NotApplicable("本版式没有这张表")
    return [table for table in found if table is not None]


def _cell(table: Table, row: str, column: str) -> Fen | None:
    """Return an amount by row and column, None where this layout has no such row or column."""
    cell = table.find(row, column)
    return None if cell is None else cell.amount or 0


def _first(table: Table, row: str) -> Fen | None:
    """Return the first amount of a row (its 合计), None where this layout has no such row."""
    for block in table.blocks:
        for one in block.rows:
            if one.id == row:
                return next((c.amount or 0 for c in one.cells if c.kind == "amount"), None)
    return None


def _compare(code: str, message: str, left: Fen | None, right: Fen | None, place: Place) -> Iterator[Finding]:
    """Compare two amounts where the layout prints both."""
    if left is not None and right is not None:
        yield from differ(code, E, message, left, right, place)


@check("C01", "收入总计等于支出总计", E)
def income_equals_outlay(context: Context) -> Iterator[Finding]:
    """收入总计 = 支出总计 (with 结转下年)."""
    message = "收入总计 {a} 与支出总计 {b} 不相等，相差 {d} 元，请核对收入和支出"
    left, right = context.sum("income_total"), context.sum("outlay_total")
    yield from differ("C01", E, message, left, right, _balance_place(context))


def _balance_place(context: Context) -> Place:
    table = context.table("balance")
    return Place(table=table.label) if table else Place()


@check("C02", "收入各部分之和等于收入总计", E)
def income_parts(context: Context) -> Iterator[Finding]:
    """本年收入合计 + 上年结转 + 使用非财政拨款结余 = 收入总计."""
    parts = context.sum("income_current") + context.sum("income_carried") + context.sum("income_make_up")
    message = "收入各部分相加 {a} 不等于收入总计 {b}，请检查上年结转和弥补数"
    yield from differ("C02", E, message, parts, context.sum("income_total"), _balance_place(context))
    table = context.table("balance")
    if table is not None:
        shown = _first(table, "total")
        yield from _compare("C02", message, shown, context.sum("income_total"), Place(table=table.label))


@check("C03", "本年支出加结转下年等于支出总计", E)
def outlay_parts(context: Context) -> Iterator[Finding]:
    """本年支出合计 + 结转下年 = 支出总计."""
    parts = context.sum("expenditure") + context.sum("carry_out")
    message = "本年支出加结转下年 {a} 不等于支出总计 {b}"
    yield from differ("C03", E, message, parts, context.sum("outlay_total"), _balance_place(context))
    table = context.table("balance")
    if table is not None:
        shown = _first(table, "outlay")
        yield from _compare("C03", message, shown, context.sum("outlay_total"), Place(table=table.label))


@check("C04", "基本支出与项目支出等之和等于本年支出", E)
def natures_of_expenditure(context: Context) -> Iterator[Finding]:
    """基本 + 项目 + 经营 + 上缴上级 + 对附属单位补助 = 本年支出合计."""
    names = ("basic", "project", "operating_outlay", "to_superior", "to_subordinate")
    parts = sum(context.sum(name) for name in names)
    message = "基本支出与项目支出等之和 {a} 不等于本年支出合计 {b}"
    yield from differ("C04", E, message, parts, context.sum("expenditure"), Place())


@check("C05", "人员经费加公用经费等于基本支出", E)
def basic_parts(context: Context) -> Iterator[Finding]:
    """人员经费 + 公用经费 = 基本支出."""
    parts = context.sum("personnel") + context.sum("public")
    message = "人员经费加公用经费 {a} 不等于基本支出 {b}"
    yield from differ("C05", E, message, parts, context.sum("basic"), Place())
    table = context.table("general_basic")
    if table is not None:
        place = Place(table=table.label)
        yield from _compare("C05", message, _parts(table), context.sum("general_basic"), place)


def _tree(context: Context, dimension: str, code: str) -> Iterator[Finding]:
    """Every parent row of every tree table equals the sum of its printed child rows' exact amounts."""
    if not any(next(_parents(table, dimension), None) for table in context.tables.values()):
        raise NotApplicable("没有带下级科目的行")
    for table in context.tables.values():
        wrong = {number for number, _ in gaps(table)}
        for number, row, column in _parents(table, dimension) if wrong else ():
            if (rest := gaps(table).get((number, column))) is not None:
                whole = table.grid[number][column].amount or 0
                message = f"{row} 的下级合计 {{a}} 与本级 {{b}} 不符"
                place = Place(table=table.label, row=row, column=table.columns[column].header[-1])
                yield from differ(code, E, message, whole + rest, whole, place)


def _parents(table: Table, dimension: str) -> Iterator[tuple[int, str, int]]:
    """Yield the cells that are the sum of the codes below: row number, code, column number."""
    lengths = set(LEVEL_LENGTHS[dimension].values())
    offset = 0
    for block in table.blocks:
        for number, row in enumerate(block.rows):
            if row.id.isdigit() and len(row.id) in lengths and row.id[0] in _FIRST[dimension]:
                for position, cell in enumerate(row.cells):
                    if cell.terms and cell.vertical:
                        yield number, row.id, offset + position
        offset += len(block.columns)


_FIRST = {"function": "2", "economic": "3", "government": "5"}


@check("C06", "功能分类上级等于下级之和", E)
def function_tree(context: Context) -> Iterator[Finding]:
    """类 = Σ款, 款 = Σ项."""
    yield from _tree(context, "function", "C06")


@check("C07", "经济分类上级等于下级之和", E)
def economic_tree(context: Context) -> Iterator[Finding]:
    """类 = Σ款, in both economic classifications; of a 类 of the government's only 款 of the catalogue are parts."""
    cube, known = context.cube, load("government").codes
    inside = context.select(context.measure("expenditure").where)
    by_item = {code: cube.total(bits) for code, bits in cube.by("government", inside).items() if code}
    for code in sorted({item[:3] for item in by_item}):
        parts = sum(fen for item, fen in by_item.items() if item[:3] == code and len(item) == 5 and item in known)
        whole = cube.sum(make_filter({"side": ["支出"], "government": [code]}, "C07"))
        message = f"政府经济分类 {code} 的下级合计 {{a}} 与本级 {{b}} 不符，请改正没有款级科目的行"
        yield from differ("C07", E, message, parts, whole, Place())
    yield from _tree(context, "economic", "C07")


@check("C08", "每一行要素齐全", E)
def complete_lines(context: Context) -> Iterator[Finding]:
    """Every line: 7-digit 项, 5-digit 部门经济 款, 5-digit 政府经济 款, fund, nature; a project line its project."""
    lines = [line for line in context.cube.lines if line.side == "支出" and line.year == context.cube.year]
    if not lines:
        raise NotApplicable("本年没有支出行")
    for number, line in enumerate(lines, 1):
        missing = [
            name
            for name, fine in (
                ("功能分类项级科目", len(line.function) == 7),
                ("部门经济分类款级科目", len(line.economic) == 5),
                ("政府经济分类款级科目", len(line.government) == 5),
                ("资金来源", line.fund in FUNDS),
                ("支出性质", line.nature in NATURES),
                ("项目名称", line.nature != Nature.PROJECT or bool(line.project)),
            )
            if not fine
        ]
        if missing:
            message = f"{_where(line, number)}缺少{'、'.join(missing)}，无法入表，请补充"
            yield Finding("C08", E, message, Place(lines=(line.key,)))


@check("C09", "各口径合计一致", E)
def same_total_everywhere(context: Context) -> Iterator[Finding]:
    """Σ功能 = Σ部门经济 = Σ政府经济 = Σ性质 = Σ资金来源."""
    cube = context.cube
    inside = context.select(context.measure("expenditure").where)
    whole = cube.total(inside)
    for dimension, name in (
        ("function", "功能分类"),
        ("economic", "部门经济分类"),
        ("government", "政府经济分类"),
        ("nature", "支出性质"),
        ("fund", "资金来源"),
    ):
        parts = sum(cube.total(bits) for value, bits in cube.by(dimension, inside).items() if value)
        message = f"同一笔支出按{name}合计 {{a}} 与支出合计 {{b}} 不一致，请检查没有{name}的行"
        yield from differ("C09", E, message, parts, whole, Place())


@check("C10", "各表合计等于明细之和", E)
def totals_of_tables(context: Context) -> Iterator[Finding]:
    """Every total of every table, down and across, equals the sum of its parts."""
    for table in context.tables.values():
        for (number, position), rest in gaps(table).items():
            cell = table.grid[number][position]
            if cell.kind == "amount":
                column, whole = table.columns[position].header[-1], cell.amount or 0
                place = Place(table=table.label, row=_row_label(table, number), column=column)
                yield from differ("C10", E, "合计 {b} 与明细之和 {a} 不符", whole + rest, whole, place)


def _row_label(table: Table, number: int) -> str:
    texts = [cell.text for cell in table.row(number) if cell.kind == "text" and cell.text]
    return " ".join(texts[:2])


SOURCES = {
    "general": "income_general",
    "gov_fund": "income_gov_fund",
    "state_capital": "income_state_capital",
    "business": "income_business",
    "operation": "income_operation",
    "carried": "income_carried",
}


@check("C11", "收入总表与收支总表逐项一致", E)
def income_table(context: Context) -> Iterator[Finding]:
    """收入总表 合计 = 收支总表 收入, in total and source by source."""
    income, balance = _need(context, "income", "balance")
    columns = {column.id for column in income.columns}
    for source, measure in SOURCES.items():
        if source in columns:
            name = context.measure(measure).label
            message = f"收入总表“{name}”{{a}} 与收支总表 {{b}} 不一致，请检查该来源的收入和它安排的支出"
            left, right = _cell(income, "total", source), _cell(balance, source, "amount")
            yield from _compare("C11", message, left, right, Place(table=income.label, column=name))
    left, right = _first(income, "total"), _first(balance, "total")
    message = "收入总表总计 {a} 与收支总表收入总计 {b} 不一致"
    yield from _compare("C11", message, left, right, Place(table=income.label))


@check("C12", "支出总表与收支总表逐类一致", E)
def expenditure_table(context: Context) -> Iterator[Finding]:
    """支出总表 合计 = 收支总表 支出, 类 by 类."""
    expenditure, balance = _need(context, "expenditure", "balance")
    codes = {row.id for row in expenditure.blocks[0].rows if len(row.id) == 3 and row.id.startswith("2")}
    codes |= {row.id for block in balance.blocks for row in block.rows if len(row.id) == 3 and row.id.startswith("2")}
    for code in sorted(codes):
        left, right = _class_total(expenditure, code), _class_total(balance, code)
        message = f"支出总表与收支总表在“{code}”上不一致：{{a}} / {{b}}"
        yield from _compare("C12", message, left, right, Place(table=expenditure.label, row=code))
    left, right = _first(expenditure, "total"), _first(balance, "expenditure")
    yield from _compare(
        "C12", "支出总表合计 {a} 与收支总表支出 {b} 不一致", left, right, Place(table=expenditure.label)
    )


def _class_total(table: Table, code: str) -> Fen | None:
    """Return a 类's amount: 0 where the table lists 类 but not this one, None where it lists none."""
    found = _first(table, code)
    rows = (row.id for block in table.blocks for row in block.rows)
    lists = any(len(row) == 3 and row.isdigit() and row.startswith("2") for row in rows)
    return 0 if found is None and lists else found


@check("C13", "财政拨款收支平衡", E)
def fiscal_balance(context: Context) -> Iterator[Finding]:
    """财政拨款 income with carry-over = expenditure with 结转下年, and = the three expenditure tables."""
    (table,) = _need(context, "fiscal_balance")
    left, right = _first(table, "total"), _first(table, "outlay")
    message = "财政拨款收入 {a} 与支出 {b} 不平衡，相差 {d} 元"
    yield from _compare("C13", message, left, right, Place(table=table.label))
    parts = sum(context.sum(m) for m in ("general_expenditure", "gov_fund_expenditure", "state_capital_expenditure"))
    message = "财政拨款本年支出 {a} 与三本预算支出之和 {b} 不符"
    yield from _compare("C13", message, _first(table, "expenditure"), parts, Place(table=table.label))


@check("C14", "一般公共预算支出表与财政拨款总表一致", E)
def general_table(context: Context) -> Iterator[Finding]:
    """一般公共预算支出表 合计 = GPB column of the fiscal table = 基本 + 项目."""
    general, fiscal = _need(context, "general_expenditure", "fiscal_balance")
    total = _first(general, "total")
    message = "一般公共预算支出表合计 {a} 与财政拨款总表 {b} 不符"
    right = _cell(fiscal, "expenditure", "by_general")
    yield from _compare("C14", message, total, right, Place(table=general.label))
    basic, project = _basic(general), _cell(general, "total", "project")
    parts = None if basic is None or project is None else basic + project
    message = "一般公共预算支出表合计 {a} 不等于基本支出加项目支出 {b}"
    yield from _compare("C14", message, total, parts, Place(table=general.label))


@check("C15", "基本支出经济分类表与功能分类表一致", E)
def general_basic_table(context: Context) -> Iterator[Finding]:
    """一般公共预算基本支出表 合计 = 基本 column of C14 = 人员 + 公用."""
    basic, general = _need(context, "general_basic", "general_expenditure")
    total = _first(basic, "total")
    message = "基本支出经济分类表 {a} 与功能分类表的基本支出 {b} 不符"
    yield from _compare("C15", message, total, _basic(general), Place(table=basic.label))
    message = "基本支出经济分类表合计 {a} 不等于人员经费加公用经费 {b}"
    yield from _compare("C15", message, total, _parts(basic), Place(table=basic.label))


def _basic(table: Table) -> Fen | None:
    """Return a table's 基本支出: its own column, or 人员 + 公用 where the layout splits it."""
    whole = _cell(table, "total", "basic")
    return _parts(table) if whole is None else whole


def _parts(table: Table) -> Fen | None:
    personnel, public = _cell(table, "total", "personnel"), _cell(table, "total", "public")
    return None if personnel is None or public is None else personnel + public


def _single_fund(context: Context, code: str, table_id: str, column: str, name: str) -> Iterator[Finding]:
    """A fund's own table equals its column; without money the table stays, with its sentence."""
    (table,) = _need(context, table_id)
    fiscal = context.table("fiscal_balance")
    if fiscal is not None:
        left, right = _first(table, "total"), _cell(fiscal, "expenditure", column)
        message = f"{name}表合计 {{a}} 与财政拨款总表 {{b}} 不一致"
        yield from _compare(code, message, left, right, Place(table=table.label))
    if table.empty and not any(table.notes):
        yield Finding(code, E, f"没有{name}时应保留空表并附说明", Place(table=table.label))


@check("C16", "政府性基金预算表与总表一致", E)
def government_fund_table(context: Context) -> Iterator[Finding]:
    """政府性基金表 = its column; if 0 the table is kept with the sentence that there is none."""
    yield from _single_fund(context, "C16", "gov_fund", "by_gov_fund", "政府性基金预算")


@check("C17", "国有资本经营预算表与总表一致", E)
def state_capital_table(context: Context) -> Iterator[Finding]:
    """国有资本经营表, the same."""
    yield from _single_fund(context, "C17", "state_capital", "by_state_capital", "国有资本经营预算")


@check("C18", "项目明细等于项目支出", E)
def project_lines(context: Context) -> Iterator[Finding]:
    """Σ over projects = 项目 column of 支出总表 (lines of 项目支出)."""
    cube = context.cube
    inside = context.select(context.measure("project").where)
    parts = sum(cube.total(bits) for name, bits in cube.by("project", inside).items() if name)
    message = "各项目合计 {a} 与项目支出 {b} 不符，请给项目支出行指定项目"
    yield from differ("C18", E, message, parts, context.sum("project"), Place())


@check("C19", "每种资金收入等于它安排的支出", E)
def funds_balance(context: Context) -> Iterator[Finding]:
    """Per fund: income + carried in = expenditure + carried out.

    使用非财政拨款结余 covers 非财政 funds together, unless the lines say themselves what it pays.
    """
    free = [f for f in Fund if f not in FISCAL]
    make_up = _fund_income(context, [Fund.MAKE_UP])
    groups: list[tuple[str, list[Fund]]] = [(str(f), [f]) for f in FISCAL]
    stated = context.cube.sum(make_filter({"side": ["支出", "结转下年"], "fund": [str(Fund.MAKE_UP)]}, "C19"))
    groups += [("非财政拨款资金", free)] if make_up != stated else [(str(f), [f]) for f in free]
    for name, funds in groups:
        filters = make_filter({"side": ["支出", "结转下年"], "fund": [str(f) for f in funds]}, "C19")
        message = f"“{name}”收入 {{a}} 与用它安排的支出 {{b}} 不相等，相差 {{d}} 元"
        left, right = _fund_income(context, funds), context.cube.sum(filters)
        lines = tuple(
            line.key
            for line in context.cube.chosen(context.select(filters) if left != right else 0)
            if line.origin.table == "direct_line"
        )
        yield from differ("C19", E, message, left, right, Place(lines=lines))


def _fund_income(context: Context, funds: list[Fund]) -> Fen:
    return context.cube.sum(make_filter({"side": ["收入"], "fund": [str(f) for f in funds]}, "C19"))


@check("C20", "没有负数和零金额", E)
def positive_amounts(context: Context) -> Iterator[Finding]:
    """No negative amount; no line of 0."""
    lines = [line for line in context.cube.lines if line.year == context.cube.year]
    number = 0
    for line in lines:
        number += line.side == "支出"
        if line.amount < 0 or (line.amount == 0 and line.side == "支出"):
            message = f"{_where(line, number)}金额为 {YUAN.show(line.amount)}，负数或零请改正或删除"
            yield Finding("C20", E, message, Place(lines=(line.key,)))


def _where(line: BudgetLine, number: int) -> str:
    """Return a line in words: the row of the grid it stands in, or what it is computed or kept as."""
    if line.origin.table == "direct_line":
        return f"第 {number} 行"
    return f"“{line.project or line.origin.rule}”" if line.side == "支出" else f"{line.side}“{line.fund}”"
