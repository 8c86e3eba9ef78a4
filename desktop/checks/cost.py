"""Group D: personnel cost and parameters, C39–C46 and C95–C96.

Rules, sources and what is not seen: resources/rules/checks/cost.md.
"""

from collections.abc import Iterator
from decimal import Decimal

from desktop.catalog.measures import Filter, make_filter
from desktop.catalog.policy import ContributionRule, PayRule, Policy
from desktop.checks.register import (
    WITHOUT_VALUES,
    NotApplicable,
    NotChecked,
    Wrong,
    check,
    computed_with,
    reported,
)
from desktop.compute import policy_values, quota_bases, used_parameters
from desktop.compute.explain import rate_text
from desktop.compute.lines import PREFIX
from desktop.compute.people import personnel, staff
from desktop.compute.people.contributions import HOUSING, Stretch
from desktop.compute.people.unpaid import Unpaid
from desktop.compute.policy_values import MONTHS, PolicyValues
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.records import ParameterValue, Person
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN, Fen

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
USUAL_RATIO = (Decimal("4.5"), Decimal("5.5"))
SOCIAL_TO_HOUSING = (Decimal("1.6"), Decimal("2.3"))
HEALTH_TO_HOUSING = (Decimal("0.45"), Decimal("0.85"))


def _values(disclosure: Disclosure) -> PolicyValues:
    if not disclosure.facts.people:
        raise NotApplicable("没有录入人员")
    return computed_with(disclosure)


def _rate(values: PolicyValues, rule: ContributionRule) -> Decimal | None:
    value = values.look(rule.rate, 1)
    return value.value if value is not None else None


def _of_code(code: str) -> Filter:
    return make_filter({"side": ["支出"], "economic": [code], "nature": ["人员"]}, "cost")


def _economic(disclosure: Disclosure, code: str) -> Fen:
    return disclosure.cube.sum(_of_code(code))


def _lines(disclosure: Disclosure, *codes: str) -> Place:
    """Return the lines of the first of some 款 that has any; a typed one first, as only that can be changed itself."""
    selected = (disclosure.select(_of_code(code)) for code in codes)
    keys = disclosure.cube.keys(next((bits for bits in selected if bits), 0))
    return Place(lines=tuple(sorted(keys, key=lambda key: not key.startswith(PREFIX["direct_line"]))))


def parameter_place(disclosure: Disclosure, *names: str) -> Place:
    """Return where the value of one of some parameters stands in the book, else where one is added."""
    known = (record for record in disclosure.facts.parameters if record.parameter in names)
    return at(next(known, ParameterValue), "value")


@check("C39", "缴费基数在上下限之内", INFO, whole_roster=True)
def clamped_bases(disclosure: Disclosure) -> Iterator[Wrong]:
    """Report each base that floor or ceiling changed."""
    values = _values(disclosure)
    for payee in staff.payees(disclosure.facts, values.policy):
        stretches = [(rule.label, stretch) for rule, stretch in personnel.clamps(payee, values)]
        messages = (_clamped(payee.person.code, label, stretch) for label, stretch in stretches)
        for message in dict.fromkeys(messages):  # a value that changes within the year may leave the base as it was
            yield Wrong(message, at(payee.person, "code"))


def _clamped(code: str, label: str, stretch: Stretch) -> str:
    what, asked = ("计算", stretch.raw) if stretch.declared is None else ("核定", stretch.declared)
    return f"{code} {label}{what}基数 {YUAN.show(asked)} 不在上下限内，已按 {YUAN.show(stretch.base)} 计"


@check("C40", "缴费基数上下限之比约为 5", INFO, whole_roster=True)
def floor_and_ceiling(disclosure: Disclosure) -> Iterator[Wrong]:
    """Ceiling / floor of social insurance between 4.5 and 5.5 (300 % and 60 % of the average wage); none above."""
    values = _values(disclosure)
    limits = sorted({(r.floor, r.ceiling) for r in values.policy.contributions if r.floor and r.ceiling})
    crossed = [pair for pair in limits if any(low > high for low, high in _limits(values, pair))]
    for pair in crossed:
        low, high = (values.policy.parameters[name].label for name in pair)
        message = f"“{low}”高于“{high}”，缴费基数都按上限计算了，请核对是否填反"
        yield Wrong(message, parameter_place(disclosure, *pair), severity=E)
    if crossed:
        return
    social = [r for r in values.policy.contributions if r.insurance != HOUSING and r.economic != "30113"]
    pairs = {(rule.floor, rule.ceiling) for rule in social if rule.floor and rule.ceiling}
    if not pairs:
        raise NotChecked("参数包没有社会保险缴费基数的上下限")
    for floor_id, ceiling_id in sorted(pairs):
        floor, ceiling = values.look(floor_id, 1), values.look(ceiling_id, 1)
        if floor is None or ceiling is None or not floor.value:
            raise NotChecked("缴费基数上下限没有填写")
        ratio = ceiling.value / floor.value
        if not USUAL_RATIO[0] <= ratio <= USUAL_RATIO[1]:
            message = f"缴费基数上下限之比为 {ratio:.2f}，通常约为 5，请核对"
            yield Wrong(message, parameter_place(disclosure, floor_id, ceiling_id))


def _limits(values: PolicyValues, pair: tuple[str, str]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield floor and ceiling in each month that has both."""
    for month in MONTHS:
        low, high = (values.look(name, month) for name in pair)
        if low is not None and high is not None:
            yield low.value, high.value


@check("C41", "费率在法定或常见范围内", E, whole_roster=True)
def rates_in_band(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each rate lies in the band its rule states (公积金 5–12 %, 工伤 0.1–2 %, 养老 16 %, 年金 ≤ 8 %), at most 1."""
    values = _values(disclosure)
    over = list(_over_one(values, disclosure))
    yield from over
    rules = {(rule.label, rule.rate): rule for rule in values.policy.contributions}  # one for each kind of people
    banded = [rule for rule in rules.values() if rule.band is not None and _rate(values, rule) is not None]
    if not banded and not over:
        raise NotChecked("参数包没有写明范围、又有数值的费率")
    for rule in banded:
        rate = _rate(values, rule)
        if rate is not None and rate <= 1 and rule.band is not None and not rule.band[0] <= rate <= rule.band[1]:
            allowed = f"{rate_text(rule.band[0])}–{rate_text(rule.band[1])}"
            message = f"{rule.label}费率 {rate_text(rate)} 超出允许范围（{allowed}），请核对"
            yield Wrong(message, parameter_place(disclosure, rule.rate))


def _over_one(values: PolicyValues, disclosure: Disclosure) -> Iterator[Wrong]:
    """Yield each rate of money that is over 100 %: 8 where 0.08 is meant makes a hundred times the cost."""
    rates = {rule.rate for rule in values.policy.contributions}
    rates |= {rule.parameter for rule in values.policy.quotas if quota_bases.of_money(rule)}
    for name in sorted(rates):
        known = [value.value for month in MONTHS if (value := values.look(name, month)) is not None and value.value > 1]
        if known:
            label = values.policy.parameters[name].label
            message = f"“{label}”为 {known[0].normalize():f}，大于 1；比例请写成小数，例如 8% 写 0.08"
            yield Wrong(message, parameter_place(disclosure, name))


def _by_parameters(disclosure: Disclosure) -> bool:
    """Tell whether there is anything that rates and quotas make money of."""
    origins = ("person", "quota", "quota_split")
    return bool(disclosure.facts.pay_items) or any(x.origin.table in origins for x in disclosure.drafted.lines)


@check("C42", "所用参数全年有效并有依据", E, whole_roster=True)
def parameters_valid(disclosure: Disclosure) -> Iterator[Wrong]:
    """A value of each used parameter covers the whole budget year and names its document."""
    if disclosure.last is not None:
        yield from reported(policy_values.not_installed(disclosure.last), "C42")
    yield from reported(disclosure.drafted.findings, "C42")
    facts = disclosure.facts
    if not facts.parameters and not _by_parameters(disclosure):
        raise NotApplicable("没有按参数测算")
    values = computed_with(disclosure)
    bare = used_parameters.without_document(facts, values, disclosure.drafted.lines)
    if bare:
        names = "、".join(f"“{name}”" for name in bare)
        message = f"参数{names}没有写明依据，请在“本账本参数”中填写文号"
        yield Wrong(message, at(ParameterValue, "reference"), severity=W)


def _nothing(disclosure: Disclosure, note: str) -> NotApplicable | NotChecked:
    """Return why there is no money to look at: there is none, or its value is missing and nobody knows."""
    values = disclosure.drafted.values
    return NotChecked(WITHOUT_VALUES) if values is not None and values.missing else NotApplicable(note)


@check("C43", "职业年金与养老保险之比", W, whole_roster=True)
def annuity_to_pension(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ30109 / Σ30108 = ratio of the rates ± 2 % (when the bases are the same)."""
    values = _values(disclosure)
    rates = {rule.economic: _rate(values, rule) for rule in values.policy.contributions}
    pension, annuity = _economic(disclosure, "30108"), _economic(disclosure, "30109")
    expected_of, expected_by = rates.get("30109"), rates.get("30108")
    if not pension or not expected_by or expected_of is None:
        raise _nothing(disclosure, "没有养老保险或职业年金")
    ratio, expected = Decimal(annuity) / Decimal(pension), expected_of / expected_by
    if abs(ratio - expected) > expected * Decimal("0.02"):
        message = f"职业年金与养老保险之比为 {ratio:.2f}，应约为 {expected:.2f}，请核对"
        yield Wrong(message, _lines(disclosure, "30109", "30108"))


@check("C44", "住房公积金与测算一致", W, whole_roster=True)
def housing_as_computed(disclosure: Disclosure) -> Iterator[Wrong]:
    """Σ30113 = Σ round(base × rate) × months."""
    _values(disclosure)
    computed = sum(x.amount for x in disclosure.drafted.lines if x.economic == "30113")
    booked = _economic(disclosure, "30113")
    if not computed and not booked:
        raise _nothing(disclosure, "没有住房公积金")
    if computed != booked:
        difference = YUAN.show(abs(booked - computed))
        yield Wrong(f"住房公积金与测算数相差 {difference} 元，请核对另外录入的行", _lines(disclosure, "30113"))


@check("C45", "社保、医疗与公积金比例", INFO, whole_roster=True)
def usual_proportions(disclosure: Disclosure) -> Iterator[Wrong]:
    """1.6 ≤ 社保/公积金 ≤ 2.3; 0.45 ≤ 医疗/公积金 ≤ 0.85, of what is contributed for people in post."""
    housing = _economic(disclosure, "30113")
    if not housing:
        raise _nothing(disclosure, "没有住房公积金")
    social, health = ("30108", "30109", "30112"), ("30110", "30111")
    for codes, name, (low, high) in ((social, "社保", SOCIAL_TO_HOUSING), (health, "医疗", HEALTH_TO_HOUSING)):
        ratio = Decimal(sum(_economic(disclosure, code) for code in codes)) / Decimal(housing)
        if not low <= ratio <= high:
            message = f"{name}与公积金的比例 {ratio:.2f} 不常见（通常 {low}–{high}），请核对基数和费率"
            yield Wrong(message, _lines(disclosure, *codes, "30113"))


@check("C46", "年终一次性奖金不超过一个月基本工资", W, whole_roster=True)
def one_month_bonus(disclosure: Disclosure) -> Iterator[Wrong]:
    """年终一次性奖金 ≤ one month of 基本工资 per person in post."""
    values = _values(disclosure)
    rules = [rule for rule in values.policy.pay if rule.times]
    if not rules:
        raise NotApplicable("参数包没有年终一次性奖金")
    seen = False
    for payee in staff.payees(disclosure.facts, values.policy):
        for rule in rules:
            month = max((sum(s.items.get(name, 0) for name in rule.monthly) for s in payee.states), default=0)
            seen = seen or bool(month)
            if month and _bonus(rule, payee, values) > month:
                message = f"{payee.person.code} 年终一次性奖金超过一个月基本工资 {YUAN.show(month)} 元，请核对"
                yield Wrong(message, at(payee.person, "code"))
    if not seen:
        raise NotApplicable("没有人员有计发年终一次性奖金的工资项")


def _bonus(rule: PayRule, payee: staff.Payee, values: PolicyValues) -> Fen:
    """Return what a person gets under a rule in the year, worked out once for people who did not change."""
    key = ("bonus", rule.id, payee.key)
    if key not in values.results:
        values.results[key] = personnel.pay(rule, payee, values)
    return Fen(values.results[key])


@check("C95", "花名册中的人员和工资项都已计算", E)
def everybody_is_paid(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each person and each pay item with money is taken by a rule of the pack, or named here with its yearly amount."""
    pack = _values(disclosure).policy
    unpaid = disclosure.drafted.unpaid
    if unpaid and not pack.computes:
        message = (
            f"参数包“{pack.title}”没有人员项目和计算规则，花名册 {len(unpaid)} 行人员都没有计入预算，"
            "请改选有计算规则的参数包"
        )
        yield Wrong(message, at(Person))
        return
    rows = {person.id: number for number, person in enumerate(disclosure.facts.people, 1)}
    bare = [left for left in unpaid if left.ruled and not left.items]
    typed_only = bool(bare) and not disclosure.facts.pay_items
    for left in unpaid:
        if not (typed_only and left in bare):
            who = _who(left.person, rows[left.person.id])
            message = f"{who}{_missing(left)}：{_why(left, pack)}。请核对类别、状态和工资项{TYPED}"
            yield Wrong(message, at(left.person, "computed"))
    if typed_only:
        message = f"花名册中有 {len(bare)} 行没有录入任何工资项，人员经费没有测算。请录入工资项{TYPED}"
        yield Wrong(message, at(bare[0].person, "computed"), severity=W)


TYPED = "；如已在“支出与上年”中直接录入相应支出，请接受本条并写明"


def _missing(left: Unpaid) -> str:
    """Return what of a person is in no line, with its amounts as far as they are known."""
    known = [f"{item.label} {YUAN.show(item.amount)} 元" for item in left.items if item.amount is not None]
    unknown = [f"{item.label} {YUAN.show(item.entered)} 元" for item in left.items if item.amount is None]
    parts = [f"全年 {YUAN.show(left.amount)} 元（{'、'.join(known)}）"] if known else []
    parts += [f"录入的{'、'.join(unknown)}（参数包没有说明按月还是按年）"] if unknown else []
    return f"{'和'.join(parts)}没有计入预算"


def _why(left: Unpaid, pack: Policy) -> str:
    if not left.ruled:
        return f"参数包“{pack.title}”没有适用于“{left.person.kind}”类别、“{left.person.status}”状态的发放规则"
    return "没有规则把这些工资项发给该人员" if left.items else "没有录入工资项"


def _who(person: Person, row: int) -> str:
    """Return who it is without a name, because accepted errors are printed on the cover."""
    words = person.code or f"第 {row} 行{f'（{person.post}）' if person.post else ''}"
    return f"{person.status}人员 {words} "


@check("C96", "测算没有使用示例参数", W)
def no_invented_values(disclosure: Disclosure) -> Iterator[Wrong]:
    """No value that the computation uses is marked 示例; a warning while drafting, an error from 一上 on."""
    values = computed_with(disclosure)
    if not _by_parameters(disclosure):
        raise NotApplicable("没有按参数测算")
    names = used_parameters.invented(disclosure.facts, values, disclosure.drafted.lines)
    if names:
        drafting = disclosure.facts.budget.stage == Stage.DRAFT
        message = (
            f"测算使用了 {len(names)} 个示例参数，不是当地标准：{'、'.join(names)}。"
            "请在“本账本参数”中填写当地数值和文号，报送（一上）前须全部改完"
        )
        yield Wrong(message, at(ParameterValue, "value"), severity=W if drafting else E)
