"""Group A: the lines of a budget balance, C01–C05, C08, C09, C18–C20; what was spent, C143; words of lists, C147.

Rules, sources and what is not seen: resources/rules/checks/balance.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from desktop.catalog.measures import make_filter
from desktop.checks.line_groups import spending
from desktop.checks.needs import LAST_YEAR, MONEY, money_of
from desktop.checks.register import NotApplicable, Wrong, check, differ
from desktop.checks.tables import compare_printed, first_amount, personnel_and_public
from desktop.compute import adjusting, executed
from desktop.compute.lines import PREFIX, BudgetLine
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.records import (
    RECORD_TYPES,
    BudgetFacts,
    DirectLine,
    Establishment,
    Execution,
    Income,
    Institution,
    Record,
    Unit,
)
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import Fund, Nature
from desktop.money import YUAN, Fen

E = Severity.ERROR
FUNDS, NATURES = frozenset(Fund), frozenset(Nature)
INCOME = money_of("income_total", note="本年没有收入")
OUTLAY = money_of("outlay_total", note="本年没有支出和结转下年")
SPENT = money_of("expenditure", note="本年没有支出行")
BASIC = money_of("basic", note="本年没有基本支出")
ON_PROJECTS = money_of("project", note="本年没有项目支出")
FISCAL = (Fund.GENERAL, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)


@check("C01", "收入总计等于支出总计", E, needs=(MONEY,))
def income_equals_outlay(disclosure: Disclosure) -> Iterator[Wrong]:
    """收入总计 = 支出总计 (with 结转下年)."""
    message = "收入总计 {a} 与支出总计 {b} 不相等，相差 {d} 元，请核对收入和支出"
    left, right = disclosure.sum("income_total"), disclosure.sum("outlay_total")
    yield from differ(message, left, right, _balance_place(disclosure))


def _balance_place(disclosure: Disclosure) -> Place:
    table = disclosure.table("balance")
    return Place(table=table.label) if table else at(DirectLine)


@check("C02", "收入各部分之和等于收入总计", E, needs=(INCOME,))
def income_parts(disclosure: Disclosure) -> Iterator[Wrong]:
    """本年收入合计 + 上年结转 + 使用非财政拨款结余 = 收入总计."""
    parts = disclosure.sum("income_current") + disclosure.sum("income_carried") + disclosure.sum("income_make_up")
    message = "收入各部分相加 {a} 不等于收入总计 {b}，请检查上年结转和弥补数"
    yield from differ(message, parts, disclosure.sum("income_total"), _balance_place(disclosure))
    table = disclosure.table("balance")
    if table is not None:
        shown = first_amount(table, "total")
        yield from compare_printed(message, shown, disclosure.sum("income_total"), Place(table=table.label))


@check("C03", "本年支出加结转下年等于支出总计", E, needs=(OUTLAY,))
def outlay_parts(disclosure: Disclosure) -> Iterator[Wrong]:
    """本年支出合计 + 结转下年 = 支出总计."""
    parts = disclosure.sum("expenditure") + disclosure.sum("carry_out")
    message = "本年支出加结转下年 {a} 不等于支出总计 {b}"
    yield from differ(message, parts, disclosure.sum("outlay_total"), _balance_place(disclosure))
    table = disclosure.table("balance")
    if table is not None:
        shown = first_amount(table, "outlay")
        yield from compare_printed(message, shown, disclosure.sum("outlay_total"), Place(table=table.label))


@check("C04", "基本支出与项目支出等之和等于本年支出", E, needs=(SPENT,))
def natures_of_expenditure(disclosure: Disclosure) -> Iterator[Wrong]:
    """基本 + 项目 + 经营 + 上缴上级 + 对附属单位补助 = 本年支出合计."""
    names = ("basic", "project", "operating_outlay", "to_superior", "to_subordinate")
    parts = sum(disclosure.sum(name) for name in names)
    message = "基本支出与项目支出等之和 {a} 不等于本年支出合计 {b}"
    yield from differ(message, parts, disclosure.sum("expenditure"), at(DirectLine))


@check("C05", "人员经费加公用经费等于基本支出", E, needs=(BASIC,))
def basic_parts(disclosure: Disclosure) -> Iterator[Wrong]:
    """人员经费 + 公用经费 = 基本支出."""
    parts = disclosure.sum("personnel") + disclosure.sum("public")
    message = "人员经费加公用经费 {a} 不等于基本支出 {b}"
    yield from differ(message, parts, disclosure.sum("basic"), at(DirectLine))
    table = disclosure.table("general_basic")
    if table is not None:
        place = Place(table=table.label)
        yield from compare_printed(message, personnel_and_public(table), disclosure.sum("general_basic"), place)


NEEDED = ("功能分类项级科目", "部门经济分类款级科目", "政府经济分类款级科目", "资金来源", "支出性质", "项目名称")
"""What a line of expenditure says of itself."""
NAMED = 3
"""How many of the lines that lack the same are named."""


@check("C08", "每一行要素齐全", E)
def complete_lines(disclosure: Disclosure) -> Iterator[Wrong]:
    """Every line: 7-digit 项, 5-digit 部门经济 款, 5-digit 政府经济 款, fund, nature; a project line its project.

    Lines that lack the same and are put right in the same way have one cause and are one finding.
    """
    groups = spending(disclosure)
    if not groups:
        raise NotApplicable("本年没有支出行")
    if not any(_missing(line) for line, _ in groups):
        return
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for number, line in enumerate(disclosure.cube.chosen(disclosure.select((("side", ("支出",)),))), 1):
        missing = _missing(line)
        if missing:
            cause = ("、".join(missing), _what_to_do(line, missing), line.origin.table)
            found.setdefault(cause, []).append((_where(line, number), line.key))
    for (lacking, what_to_do, _), lines in found.items():
        message = f"{_several([where for where, _ in lines])}缺少{lacking}，无法入表，{what_to_do}"
        yield Wrong(message, Place(lines=tuple(key for _, key in lines)))


def _several(lines: list[str]) -> str:
    """Return lines in words: the first few, and how many there are of all."""
    some = "、".join(list(dict.fromkeys(lines))[:NAMED])
    return some if len(lines) == 1 else f"{some}{'等' if len(lines) > NAMED else ''}共 {len(lines)} 行支出"


def _what_to_do(line: BudgetLine, missing: list[str]) -> str:
    """Return what helps: a line made of people or quotas has no field of its own to fill in."""
    if line.origin.table not in ("person", "quota", "quota_split"):
        return "请补充"
    if missing == [NEEDED[2]]:
        return f"部门经济科目 {line.economic} 在本单位一侧没有对应科目，请核对参数包中的科目和“政府经济科目的一侧”"
    return "请核对参数包中这一项的科目和单位的运行科目"


def _missing(line: BudgetLine) -> list[str]:
    """Return the names of what a line of expenditure does not say."""
    fine = (
        len(line.function) == 7,
        len(line.economic) == 5,
        len(line.government) == 5,
        line.fund in FUNDS,
        line.nature in NATURES,
        bool(line.project) or line.nature != Nature.PROJECT,
    )
    return [] if all(fine) else [name for name, complete in zip(NEEDED, fine, strict=True) if not complete]


@check("C09", "各口径合计一致", E, needs=(SPENT,))
def same_total_everywhere(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ功能 = Σ部门经济 = Σ政府经济 = Σ性质 = Σ资金来源."""
    cube = disclosure.cube
    inside = disclosure.select(disclosure.measure("expenditure").where)
    total = cube.total(inside)
    for dimension, name in (
        ("function", "功能分类"),
        ("economic", "部门经济分类"),
        ("government", "政府经济分类"),
        ("nature", "支出性质"),
        ("fund", "资金来源"),
    ):
        parts = sum(cube.total(bits) for value, bits in cube.by(dimension, inside).items() if value)
        message = f"同一笔支出按{name}合计 {{a}} 与支出合计 {{b}} 不一致，请检查没有{name}的行"
        yield from differ(message, parts, total, at(DirectLine))


@check("C18", "项目明细等于项目支出", E, needs=(ON_PROJECTS,))
def project_lines(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ over projects = 项目 column of 支出总表 (lines of 项目支出)."""
    cube = disclosure.cube
    inside = disclosure.select(disclosure.measure("project").where)
    parts = sum(cube.total(bits) for name, bits in cube.by("project", inside).items() if name)
    message = "各项目合计 {a} 与项目支出 {b} 不符，请给项目支出行指定项目"
    yield from differ(message, parts, disclosure.sum("project"), at(DirectLine))


@check("C19", "每种资金收入等于它安排的支出", E, needs=(MONEY,))
def funds_balance(disclosure: Disclosure) -> Iterator[Wrong]:
    """Per fund: income + carried in = expenditure + carried out.

    使用非财政拨款结余 covers 非财政 funds together, unless the lines say themselves what it pays.
    """
    free = [f for f in Fund if f not in FISCAL]
    make_up = _fund_income(disclosure, [Fund.MAKE_UP])
    groups: list[tuple[str, list[Fund]]] = [(str(f), [f]) for f in FISCAL]
    stated = disclosure.cube.sum(make_filter({"side": ["支出", "结转下年"], "fund": [str(Fund.MAKE_UP)]}, "C19"))
    groups += [("非财政拨款资金", free)] if make_up != stated else [(str(f), [f]) for f in free]
    for name, funds in groups:
        filters = make_filter({"side": ["支出", "结转下年"], "fund": [str(f) for f in funds]}, "balance")
        message = f"“{name}”收入 {{a}} 与用它安排的支出 {{b}} 不相等，相差 {{d}} 元"
        left, right = _fund_income(disclosure, funds), disclosure.cube.sum(filters)
        keys = disclosure.cube.keys(disclosure.select(filters) if left != right else 0)
        lines = tuple([key for key in keys if key.startswith(PREFIX["direct_line"])])
        yield from differ(message, left, right, Place(lines=lines) if lines else at(Income))


def _fund_income(disclosure: Disclosure, funds: list[Fund]) -> Fen:
    return disclosure.cube.sum(make_filter({"side": ["收入"], "fund": [str(f) for f in funds]}, "balance"))


@check("C20", "没有负数和零金额", E, needs=(MONEY,))
def positive_amounts(disclosure: Disclosure) -> Iterator[Wrong]:
    """No negative amount; no line of 0. Entries of the adjusted budget may take away (C115, C118)."""
    cube = disclosure.cube
    if cube.lowest > 0:
        return
    lines = [line for line in cube.lines if line.year == cube.year]
    number = 0
    for line in lines:
        number += line.side == "支出"
        if line.origin.table == adjusting.TABLE:
            continue
        if line.amount < 0 or (line.amount == 0 and line.side == "支出"):
            message = f"{_where(line, number)}金额为 {YUAN.show(line.amount)}，负数或零请改正或删除"
            yield Wrong(message, Place(lines=(line.key,)))


def _where(line: BudgetLine, number: int) -> str:
    """Return a line in words: the row of the grid it stands in, or else what it is computed from."""
    if line.origin.table == "direct_line":
        return f"第 {number} 行"
    return f"“{line.project or line.origin.rule}”" if line.side == "支出" else f"{line.side}“{line.fund}”"


@check("C143", "上年执行数与上年预算数的单位相同", Severity.WARNING, needs=(LAST_YEAR,))
def spent_in_the_same_unit(disclosure: Disclosure) -> Iterator[Wrong]:
    """What was spent of a 项 is not a hundredfold of its budget, or a hundredth: one would be in 万元."""
    if not disclosure.facts.executions:
        raise NotApplicable("没有录入上年执行数")
    for name, doubt in executed.scale_doubts(disclosure.facts.executions, disclosure.cube):
        yield Wrong(f"{name}的上年执行数 {doubt}", at(Execution))


@check("C147", "选项都认得出", E)
def known_words(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each word that comes from a list (资金来源, 性质 …) is of it, this year and last: sums pass over any other."""
    of_unit: tuple[tuple[type[Record], Sequence[Record]], ...] = (
        (Unit, (disclosure.facts.unit,)),
        (Institution, disclosure.facts.institutions),
        (Establishment, disclosure.facts.establishments),
    )
    yield from _strange_words("", (*of_unit, *_records(disclosure.facts)))
    if disclosure.last is not None:
        yield from _strange_words(f"上年（{disclosure.last.budget.year}年）", _records(disclosure.last))


def _records(facts: BudgetFacts) -> Iterator[tuple[type[Record], Sequence[Record]]]:
    for kind in RECORD_TYPES:
        if kind.ABOUT.facts:
            yield kind, getattr(facts, kind.ABOUT.facts)


def _strange_words(year: str, listed: Iterable[tuple[type[Record], Sequence[Record]]]) -> Iterator[Wrong]:
    for kind, records in listed:
        for column in fields_of(kind) if records else ():
            known = {*column.choices, column.default}
            if column.kind is not Kind.CHOICE or known.issuperset(map(attrgetter(column.name), records)):
                continue
            for number, record in enumerate(records, 1):
                if (word := getattr(record, column.name)) not in known:
                    where = f"{year}{kind.ABOUT.label}" + ("" if kind is Unit else f"第 {number} 行")
                    message = (
                        f"{where}的{column.label}“{word[:20]}”不在可选的词里，凡按它取数的地方都没有这一条；请改选"
                    )
                    yield Wrong(message, _strange_at(record, column.name) if not year else at(DirectLine))


def _strange_at(record: Record, field: str) -> Place:
    """Return where a record of this year is; a line is marked in its grid too."""
    key = PREFIX.get(record.TABLE)
    return replace(at(record, field), lines=(f"{key}{record.id}",) if key else ())
