"""What is missing or contradictory in what was entered of people: ranks, shares, declared bases, running functions."""

from collections.abc import Iterator
from fractions import Fraction

from desktop.catalog import choices
from desktop.catalog.policy_rules import IN_POST, ContributionRule, DatedValue, PayRule, in_no_base
from desktop.compute.people import personnel, staff
from desktop.compute.people.staff import Payee
from desktop.compute.policy_values import PolicyValues
from desktop.findings import Finding, Place, Severity
from desktop.ledger.records import BudgetFacts, Person, PersonChange
from desktop.ledger.records.base import at
from desktop.ledger.timeline import REPLACED, PersonState
from desktop.ledger.vocabulary import PersonKind, PersonStatus
from desktop.money import YUAN, Fen

E, W = Severity.ERROR, Severity.WARNING
ANNUITY = "职业年金"
WORKING = (*IN_POST, PersonStatus.OUTSIDE)
"""Who may be insured by the unit; the retired are not."""


def findings(facts: BudgetFacts, values: PolicyValues) -> Iterator[Finding]:
    """Yield what keeps the cost of a person from being right; each says whose it is and what to enter."""
    known = {rule.insurance for rule in values.policy.contributions} | {staff.IN_NONE}
    if choices.of(values.policy, "annuity") == "虚账":  # people take part in it, and nothing is paid in
        known.add(ANNUITY)
    by_rank = [rule for rule in values.policy.pay if rule.by_rank]
    by_years = [rule for rule in values.policy.pay if rule.steps]
    entered = {person.id: person for person in facts.people}
    shared = {name for rule in personnel.rules_of(values) for name in personnel.names_of(rule)} | {staff.QUOTA_ITEM}
    counted = any(person.town_years is not None for person in facts.people)
    yield from _of_nobody(facts)
    yield from _in_no_base(facts, values)
    for payee in staff.payees(facts, values.policy):
        who = payee.person.code or payee.person.post or payee.person.kind
        if not payee.states:
            yield from _counted_in_no_month(entered[payee.person.id], who)
            continue
        for rule in by_rank:
            yield from _rank(rule, payee, who, values)
        for rule in by_years:
            yield from _years(rule, payee, who, values)
            yield from _without_years(rule, payee, who, counted)
        yield from _shares(payee, who, shared)
        yield from _insurances(payee, who, known)
        yield from _without_rule(payee, who, values.policy.contributions)


def _counted_in_no_month(entered: Person, who: str) -> Iterator[Finding]:
    """Name who has a month as entered and none as the place counts them (次月起计): nothing of her is in the budget."""
    if entered.first_month <= entered.last_month:
        message = (
            f"{entered.status}人员 {who} 录入为 {entered.first_month} 月到 {entered.last_month} 月，"
            "按当地“次月起计”的做法本年没有计发的月份，没有计入预算，请核对起止月份"
        )
        yield Finding("C110", W, message, at(entered, "first_month"))


def _rank(rule: PayRule, payee: Payee, who: str, values: PolicyValues) -> Iterator[Finding]:
    for state in payee.states:
        rank = state.person.rank
        if not staff.applies(rule, state.person):
            continue
        name = f"{rule.by_rank}.{rank}"
        typed = _typed(rule, state)
        if typed and name in values.policy.parameters:
            yield from _unlike(rule, state, who, values.at(name, state.first), f"职级“{rank}”")
        elif not typed and name not in values.policy.parameters:
            known = f"职级“{rank}”没有“{rule.label}”的标准" if rank else f"没有填写职级，“{rule.label}”没有计算"
            message = f"{state.person.status}人员 {who} {known}，请改正或填写标准"
            yield Finding("C42", E if rank else W, message, at(payee.person, "rank"))
            return


def _years(rule: PayRule, payee: Payee, who: str, values: PolicyValues) -> Iterator[Finding]:
    """Compare an allowance typed with what the years of work in towns give."""
    for state in payee.states:
        typed = _typed(rule, state)
        step = personnel.step_of(rule, state.person, values.policy) if staff.applies(rule, state.person) else ""
        value = values.at(step, state.first) if step and typed else None
        unlike = list(_unlike(rule, state, who, value, f"年限 {state.person.town_years} 年"))
        yield from unlike
        if unlike:
            return


def _without_years(rule: PayRule, payee: Payee, who: str, counted: bool) -> Iterator[Finding]:
    """Name who has neither years nor an allowance where others of the unit have years: nothing was computed of her."""
    for state in payee.states if counted else ():
        if staff.applies(rule, state.person) and state.person.town_years is None and not _typed(rule, state):
            message = (
                f"{state.person.status}人员 {who} 没有填写乡镇工作年限，“{rule.label}”没有计算；"
                "不满一年的填 0，不享受的说明原因"
            )
            yield Finding("C110", W, message, at(payee.person, "town_years"))
            return


def _typed(rule: PayRule, state: PersonState) -> Fen:
    return sum(state.items.get(name, 0) for name in rule.monthly)


def _unlike(rule: PayRule, state: PersonState, who: str, value: DatedValue | None, why: str) -> Iterator[Finding]:
    """Yield a finding where an allowance is entered that is not the standard; what was entered is what is paid."""
    typed = _typed(rule, state)
    standard = None if value is None else int(value.value * 100)
    if standard is not None and standard != typed:
        message = (
            f"{state.person.status}人员 {who} {rule.label}录入 {YUAN.show(typed)} 元/月，"
            f"{why}应为 {YUAN.show(standard)} 元/月，请核对"
        )
        where = at(state.person, next((f"item:{name}" for name in rule.monthly if name in state.items), ""))
        yield Finding("C110", W, message, where, YUAN.show(typed), YUAN.show(standard))


def _of_nobody(facts: BudgetFacts) -> Iterator[Finding]:
    """Name a running function (运行科目) of a centre nobody works in: those meant are booked to the unit's own.

    Words for kinds and statuses stand there before there are such people, and wait for them. Where some centres have
    an entry of their own, those without one are said: a centre written in two ways is among them.
    """
    words = {*PersonKind, *PersonStatus, *(f"{status}.{kind}" for status in PersonStatus for kind in PersonKind)}
    centres = {person.centre for person in facts.people} | {change.centre for change in facts.person_changes}
    for entry in facts.running_functions if facts.people else ():
        if entry.staff not in words and entry.staff not in centres:
            message = (
                f"各类人员运行科目中的“{entry.staff}”既不是人员类别、状态，也没有人员的“所属中心”写它，"
                f"没有人员列支到 {entry.function_code or '它的科目'}；请改成与花名册相同的写法，不用的删去"
            )
            yield Finding("C110", W, message, at(entry, "staff"))
    booked = {entry.staff for entry in facts.running_functions if entry.staff}
    others = [person for person in facts.people if person.centre and not person.function_code]
    without = {person.centre: person for person in others if person.centre not in booked}
    if without and booked & centres:
        listed = "、".join(f"“{centre}”" for centre in without)
        message = (
            f"所属中心{listed}没有写在各类人员运行科目中，这些人员按类别或本单位运行科目列支；"
            "应单独列支的请补上，写法不同的请改成一样"
        )
        yield Finding("C110", Severity.INFO, message, at(next(iter(without.values())), "centre"))


def _in_no_base(facts: BudgetFacts, values: PolicyValues) -> Iterator[Finding]:
    """Name the wages that were entered and that make no base of contributions: they may have been forgotten there."""
    entered = {item.item: item.person_id for item in reversed(facts.pay_items) if item.amount}
    outside = [rule for rule in in_no_base(values.policy) if {*rule.monthly, *rule.yearly} & entered.keys()]
    if outside and values.policy.contributions:
        item = next(name for name in (*outside[0].monthly, *outside[0].yearly) if name in entered)
        person = next((each for each in facts.people if each.id == entered[item]), Person())
        listed = "、".join(f"“{rule.label}”" for rule in outside)
        message = (
            f"工资项{listed}不在参数包的任何缴费基数中，社保、公积金没有按它计算；"
            "按规定计入基数的，请在参数包的缴费基数中补上"
        )
        yield Finding("C110", Severity.INFO, message, at(person, f"item:{item}"))


def _shares(payee: Payee, who: str, known: set[str]) -> Iterator[Finding]:
    for unknown in (share for share in payee.shares if share.item and share.item not in known):
        message = (
            f"人员 {who} 的资金分担写的事项“{unknown.item}”不是参数包中的工资项、缴费、险种，"
            f"也不是“{staff.QUOTA_ITEM}”，这一条没有计算；请改成其中的名称，全部事项都这样分担的留空"
        )
        yield Finding("C110", E, message, Place(entry="人员资金分担", record_id=unknown.id, field="item"))
    for item in dict.fromkeys(share.item for share in payee.shares):
        total_percent = sum((Fraction(s.percent or "0") for s in payee.shares if s.item == item), start=Fraction(0))
        if total_percent != 100:
            about = f"“{item}”" if item else ""
            message = f"人员 {who} {about}各资金负担的百分比合计 {staff.shown(total_percent)}%，应为 100%，请改正"
            shared = Place(
                entry="人员资金分担", record_id=next(s.id for s in payee.shares if s.item == item), field="percent"
            )
            yield Finding("C110", E, message, shared)


def _insurances(payee: Payee, who: str, known: set[str]) -> Iterator[Finding]:
    if not payee.declared and not any(state.person.insured for state in payee.states):
        return
    named = {name for state in payee.states if state.person.insured for name in state.person.insured.split("、")}
    named |= {declared.insurance for declared in payee.declared}
    for name in sorted(named - known):
        message = f"人员 {who} 的险种“{name}”没有缴费规则，没有计算，请核对险种名称或参数包"
        yield Finding("C110", E, message, at(payee.person, "insured"))


def _without_rule(payee: Payee, who: str, rules: tuple[ContributionRule, ...]) -> Iterator[Finding]:
    """Yield an insurance that was entered for somebody who works here and that no rule takes of her kind."""
    working = [state.person for state in payee.states if staff.status_of(state.person) in WORKING]
    named = {name for person in working if person.insured for name in person.insured.split("、")}
    if not named:
        return
    taken = {rule.insurance for rule in rules for person in working if staff.applies(rule, person)}
    for name in sorted(named & {rule.insurance for rule in rules} - taken):
        kind = staff.kind_of(working[0])
        message = (
            f"人员 {who} 的险种“{name}”没有适用于“{kind}”人员的缴费规则，没有计算，"
            "请从参加险种中去掉；确实由单位缴的，在参数包中补充规则"
        )
        yield Finding("C110", W, message, at(payee.person, "insured"))


def too_late(facts: BudgetFacts) -> Iterator[tuple[Person, int, str]]:
    """Yield each person, month and words of what was entered for a month after the last one: it counts nowhere."""
    people = {person.id: person for person in facts.people if person.first_month <= person.last_month}
    for change in facts.person_changes:
        person = people.get(change.person_id or 0)
        if person is not None and change.month > person.last_month:
            yield person, change.month, f"年内变动（{change.status or change.what or change.kind or '工资停发'}）"
    for item in facts.pay_items:
        person = people.get(item.person_id or 0)
        if person is not None and item.amount and item.month > person.last_month:
            yield person, item.month, f"“{item.item}”（年内工资变动）"


def changing_nothing(facts: BudgetFacts) -> Iterator[tuple[int, PersonChange]]:
    """Yield each change (年内变动), with its row, that leaves status and pay as they were: one that only says why."""
    dated = {(item.person_id, item.month) for item in facts.pay_items}
    dated |= {(base.person_id, base.month) for base in facts.declared_bases}
    for row, change in enumerate(facts.person_changes, 1):
        says = change.pay_ends or any(getattr(change, name) for name in REPLACED)
        if not says and (change.person_id, change.month) not in dated:
            yield row, change
