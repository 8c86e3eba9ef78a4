"""What money may be spent on what, and by whom, C101–C107; what was entered of people, C110; income, C111.

Rules, sources and what is not seen: resources/rules/checks/sources.md.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desktop.catalog.classification import load
from desktop.catalog.measures import make_filter
from desktop.checks.cost import parameter_place
from desktop.checks.line_groups import by_message
from desktop.checks.needs import MONEY
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check, computed_with, reported
from desktop.compute import following
from desktop.compute.cube import Selection
from desktop.compute.lines import BudgetLine
from desktop.compute.people import staff
from desktop.compute.policy_values import NO_POLICY
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.records import Income
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import FISCAL, Fund, Nature, PersonStatus, UnitKind
from desktop.money import YUAN, Fen

E, W = Severity.ERROR, Severity.WARNING
COMMUTE = "30239"
"""公务交通补贴 is personnel cost in some places."""
OF_PERSONNEL, OF_PUBLIC = ("301", "303"), ("302", "310")
OF_THEIR_OWN = (Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)
"""Money with 项 of its own."""
OF_INSTITUTIONS = (Fund.BUSINESS, Fund.OPERATING, Fund.MAKE_UP)
BETWEEN_UNITS = (Nature.TO_SUPERIOR, Nature.TO_SUBORDINATE)
PENSION = "养老"
PENSION_ITEM = "退休费"


def _place(disclosure: Disclosure, bits: Selection) -> Place:
    return Place(lines=disclosure.cube.keys(bits))


@check("C101", "经济科目与人员、公用经费相符", E)
def nature_fits(disclosure: Disclosure) -> Iterator[Wrong]:
    """301 and 303 are 人员, 302 and 310 are 公用; 30239 may be either, as a place's rules for 公务交通补贴 say."""

    def name(line: BudgetLine) -> str:
        return f"{line.economic} {load('economic').name(line.economic)}"

    def wrong(line: BudgetLine) -> str:
        if line.nature == Nature.PERSONNEL and line.economic.startswith(OF_PUBLIC) and line.economic != COMMUTE:
            return f"商品和服务等支出“{name(line)}”列为人员经费，请改为公用经费或改科目"
        if line.nature == Nature.PUBLIC and line.economic.startswith(OF_PERSONNEL):
            return f"工资福利或对个人补助支出“{name(line)}”列为公用经费，请改为人员经费或改科目"
        return ""

    yield from by_message(disclosure, wrong)


@check("C102", "资金与功能科目属于同一本预算", E)
def fund_fits_function(disclosure: Disclosure) -> Iterator[Wrong]:
    """项 of 政府性基金 and 国有资本经营 take only that money, which may be spent on no other 项."""
    names = load("function")

    def wrong(line: BudgetLine) -> str:
        code = names.codes.get(line.function)
        kind = code.budget_kind if code is not None else ""
        if kind == line.fund or (kind not in OF_THEIR_OWN and line.fund not in OF_THEIR_OWN):
            return ""
        name = f"{line.function} {names.name(line.function)}"
        if kind in OF_THEIR_OWN:
            return f"{kind}预算科目“{name}”用了“{line.fund}”资金，请改科目或资金"
        return f"“{name}”不是{line.fund}预算科目，却用了“{line.fund}”资金，请改科目或资金" if kind else ""

    yield from by_message(disclosure, wrong)


@check("C103", "资金来源与单位性质相符", E, needs=(MONEY,))
def source_fits_unit(disclosure: Disclosure) -> Iterator[Wrong]:
    """行政 and 参公 units have no 事业收入, 经营收入 or 使用非财政拨款结余; 经营支出 is not paid from 财政拨款.

    Nor is what goes to a superior or subordinate unit: tables of fiscal money have no column of it, so that it stands
    under 项目支出 there and nowhere in the sentences.
    """
    office = disclosure.facts.unit.kind != UnitKind.INSTITUTION
    for source in OF_INSTITUTIONS if office else ():
        bits = disclosure.select(make_filter({"side": ["收入", "支出"], "fund": [str(source)]}, "sources"))
        if bits:
            kind = disclosure.facts.unit.kind
            message = f"{kind}单位不应有“{source}”，只有事业单位可用，请核对单位性质或资金来源"
            yield Wrong(message, _place(disclosure, bits))

    def wrong(line: BudgetLine) -> str:
        wrong_money = line.nature == Nature.OPERATING and line.fund in FISCAL
        return f"事业单位经营支出用了财政拨款“{line.fund}”，请改资金来源" if wrong_money else ""

    yield from by_message(disclosure, wrong, disclosure.spending)

    def in_no_column(line: BudgetLine) -> str:
        if line.nature not in BETWEEN_UNITS or line.fund not in FISCAL:
            return ""
        return (
            f"{line.nature}用了财政拨款“{line.fund}”；这类支出一般不用财政拨款，财政拨款的各表没有它的栏目，"
            "都列在“项目支出”，说明中的项目支出不含它，请核对资金来源或支出性质"
        )

    for found in by_message(disclosure, in_no_column, disclosure.spending):
        yield replace(found, severity=W)


@check("C104", "缴费基数上下限不早于上一年", W)
def limits_are_recent(disclosure: Disclosure) -> Iterator[Wrong]:
    """Limits of contribution bases are set anew each year: none is older than the year before the budget."""
    if not disclosure.facts.people:
        raise NotApplicable("没有录入人员")
    values = computed_with(disclosure)
    limits = {name for rule in values.policy.contributions for name in (rule.floor, rule.ceiling) if name}
    if not limits:
        raise NotChecked("参数包没有缴费基数上下限")
    oldest, unknown = date(values.year - 1, 1, 1), []
    for name in sorted(limits):
        value = values.policy.parameters[name].at(date(values.year, 12, 1))
        if value is None:
            unknown.append(values.policy.parameters[name].label)
        elif value.valid_from < oldest:
            label = values.policy.parameters[name].label
            message = f"“{label}”是 {value.valid_from} 起的数值，上下限早于上一年，请按新文件更新"
            yield Wrong(message, parameter_place(disclosure, name))
    if unknown:
        raise NotChecked(f"没有填写{'、'.join(f'“{label}”' for label in unknown)}的数值")


@check("C105", "参保退休人员不由单位发退休费", W)
def pension_is_paid_once(disclosure: Disclosure) -> Iterator[Wrong]:
    """Who retired with pension insurance gets the pension from the fund; the unit pays only what is beside it."""
    values = disclosure.drafted.values
    retired = [
        (payee, state)
        for payee in staff.payees(disclosure.facts, values.policy if values is not None else NO_POLICY)
        for state in payee.states
        if state.person.status == PersonStatus.RETIRED
    ]
    if not retired:
        raise NotApplicable("没有退休人员")
    for payee, state in retired:
        pension = state.items.get(PENSION_ITEM, 0)
        if pension and state.person.insured and staff.insured(state.person, PENSION):
            who = payee.person.code or payee.person.post
            message = f"参保退休人员 {who} 由单位发退休费 {YUAN.show(pension)} 元/月，应由养老保险基金发放，请核对"
            yield Wrong(message, at(payee.person, f"item:{PENSION_ITEM}"))


@check("C106", "上级补助和附属上缴写明对方单位", W)
def counterparts_named(disclosure: Disclosure) -> Iterator[Wrong]:
    """Money between units names the other one, or it cannot be paired where units are consolidated."""
    between = [i for i in disclosure.facts.incomes if i.source in (Fund.SUPERIOR, Fund.SUBORDINATE) and i.amount]
    if not between:
        raise NotApplicable("没有上级补助收入和附属单位上缴收入")
    for income in between:
        if not income.counterpart:
            message = f"“{income.source}”{YUAN.show(income.amount)} 元没有填写对方单位，汇总时找不到对方"
            yield Wrong(message, at(income, "counterpart"))


@check("C107", "机关运行经费按当地口径统计", W)
def operating_cost_as_chosen(disclosure: Disclosure) -> Iterator[Wrong]:
    """Where a place does not count 机关运行经费 for this unit, what the layout prints of it must be put in words."""
    if disclosure.together is not None:
        raise NotApplicable("汇总按各单位的口径统计")
    chosen = computed_with(disclosure).policy.choices.get("operating_cost", "")
    institution = disclosure.facts.unit.kind == UnitKind.INSTITUTION
    if chosen == "统计" or (chosen != "不统计" and not institution):
        raise NotApplicable("本单位统计机关运行经费")
    printed = disclosure.narrative.figures.get("operating_fund")
    if not chosen and (printed is None or not printed.fen):
        raise NotApplicable("说明中没有机关运行经费的金额")
    if printed is not None and printed.fen and not chosen:
        message = (
            f"机关运行经费一般只统计行政和参公单位，参数包没有说明当地口径，本版式打印 {YUAN.show(printed.fen)} 元；"
            "请核对，不统计的改写说明中的这一句"
        )
        yield Wrong(message, Place(figure=printed.id), severity=Severity.INFO)
    elif printed is not None and printed.fen:
        message = f"本单位不统计机关运行经费，本版式仍打印 {YUAN.show(printed.fen)} 元，请改写说明中的这一句"
        yield Wrong(message, Place(figure=printed.id))


@check("C110", "人员和资金分担填写正确", E)
def entries_fit(disclosure: Disclosure) -> Iterator[Wrong]:
    """Shares add up to 100 %, insurances have rules, allowances fit the years, sources of a line add up to it."""
    found = [finding for finding in disclosure.drafted.findings if finding.code == "C110"]
    if not found and not disclosure.facts.people and not disclosure.facts.fund_shares:
        raise NotApplicable("没有录入人员和资金分担")
    yield from reported(found, "C110")


@check("C111", "收入按当地做法填列", W)
def income_as_chosen(disclosure: Disclosure) -> Iterator[Wrong]:
    """Income of a source that follows expenditure in this place equals it; one filled in by hand is filled in.

    An amount that stands in a record which follows expenditure and is not used is pointed out, whatever the place does.
    """
    unused = list(_unused_amounts(disclosure))
    yield from unused
    values = disclosure.drafted.values
    policy = values.policy if values is not None else NO_POLICY
    chosen = {i.source: how for i in disclosure.facts.incomes if (how := following.practice_of(i.source, policy))}
    if not chosen and unused:
        return
    if not chosen:
        raise NotApplicable("参数包没有说明收入怎样填列，或没有这几种收入")
    for income in disclosure.facts.incomes:
        if income.follows and chosen.get(income.source) == following.BY_HAND:
            message = f"本地“{income.source}”收入手工填列，这一条标为按支出填列，没有计算，请填写金额"
            yield Wrong(message, at(income), severity=E)
    wanted = {source for source, how in chosen.items() if how != following.BY_HAND}
    for (fund, subsource, carry), (gained, spent) in _both_sides(disclosure, wanted).items():
        if gained != spent:
            a, b, about = YUAN.show(gained), YUAN.show(spent), "·".join(filter(None, (fund, subsource, carry)))
            message = f"本地“{fund}”收入按支出填列，{about}收入 {a} 元，安排的支出 {b} 元，请核对或改为按支出填列"
            of_fund = (income for income in disclosure.facts.incomes if income.source == fund)
            yield Wrong(message, at(next(of_fund, Income)), a, b)


def _unused_amounts(disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield the typed amounts that other ones, computed from expenditure, take the place of."""
    computed = {
        line.origin.record_id: line.amount
        for line in disclosure.cube.lines
        if line.origin.table == "income" and line.year == disclosure.cube.year
    }
    for income in disclosure.facts.incomes:
        amount = computed.get(income.id, 0)
        if income.follows and income.amount not in (0, amount):
            typed, used = YUAN.show(income.amount), YUAN.show(amount)
            message = (
                f"“{income.source}”收入按支出填列，为 {used} 元；录入的 {typed} 元没有使用，要用它请取消“按支出填列”"
            )
            yield Wrong(message, at(income), typed, used, Severity.INFO)


def _both_sides(disclosure: Disclosure, funds: set[str]) -> dict[following.Source, tuple[Fen, Fen]]:
    """Return income and outlay of each source of some funds."""
    found: dict[following.Source, tuple[Fen, Fen]] = {}
    for line in disclosure.cube.lines:
        if line.fund in funds and line.year == disclosure.cube.year and line.side != "采购":
            gained, spent = found.get(key := following.source_of(line), (0, 0))
            more = line.amount if line.side == "收入" else 0
            found[key] = gained + more, spent + line.amount - more
    return found
