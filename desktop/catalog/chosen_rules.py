"""How the choices of a place (各地做法) change the rules of its pack, once, when the pack is read."""

from collections.abc import Callable
from dataclasses import replace

from desktop.catalog import crosswalk
from desktop.catalog.policy_rules import (
    IN_POST,
    KINDS,
    RUNNING,
    WITH_PEOPLE,
    ContributionRule,
    PayRule,
    Policy,
    QuotaRule,
)

COMMUTE = "30239"
TRAINING = "30216"
UNION = "30228"
ANNUITY = "30109"


def applied(policy: Policy) -> Policy:
    """Return a pack whose rules follow its choices; a choice the pack does not make leaves its rules as they are."""
    for key, change in _CHANGES.items():
        if key in policy.choices:
            policy = change(policy, policy.choices[key])
    return policy


def _every(code: str) -> dict[str, str]:
    return {"": code}


def _bonus(policy: Policy, value: str) -> Policy:
    if value == "按规则":
        return policy
    staying = tuple(rule for rule in policy.pay if not (rule.times and value == "不发"))
    return replace(policy, pay=tuple(replace(rule, due=value) if rule.times else rule for rule in staying))


def _institution_bonus(policy: Policy, value: str) -> Policy:
    """Pay 事业 people months of pay more, or not. A rule without kinds is for all; without 事业 it names the others.

    Of several rules the first is theirs too, unless one already is: nobody is paid twice by a choice.
    """
    if value == "按规则":
        return policy
    bonuses = [rule for rule in policy.pay if rule.times]
    if value == "不发":
        left_out = [rule for rule in bonuses if rule.kinds == ("事业",)]
        changed = {rule.id: replace(rule, kinds=_others(rule.kinds or KINDS)) for rule in bonuses}
        return replace(policy, pay=tuple(changed.get(r.id, r) for r in policy.pay if r not in left_out))
    if not bonuses or any(not rule.kinds or "事业" in rule.kinds for rule in bonuses):
        return policy
    wider = replace(bonuses[0], kinds=(*bonuses[0].kinds, "事业"))
    return replace(policy, pay=tuple(wider if rule is bonuses[0] else rule for rule in policy.pay))


def _others(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind != "事业")


def _commute(policy: Policy, value: str) -> Policy:
    def changed(rule: PayRule) -> PayRule:
        return replace(rule, nature=value) if rule.economic == COMMUTE and value != "按规则" else rule

    return replace(policy, pay=tuple(map(changed, policy.pay)))


def _outside(policy: Policy, value: str) -> Policy:
    if value == "按规则":
        return policy

    def pay(rule: PayRule) -> PayRule:
        nature = crosswalk.nature_of(value)
        return replace(rule, economic=value, nature=nature) if "编外" in (*rule.kinds, *rule.statuses) else rule

    def paid_in(rule: ContributionRule) -> ContributionRule:
        return replace(rule, economic=value) if rule.kinds == ("编外",) else rule

    return replace(policy, pay=tuple(map(pay, policy.pay)), contributions=tuple(map(paid_in, policy.contributions)))


def _veteran_medical(policy: Policy, value: str) -> Policy:
    def changed(rule: PayRule) -> PayRule:
        medical = rule.statuses == ("离休",) and "医疗" in rule.label
        return replace(rule, economic=value) if medical and value != "按规则" else rule

    return replace(policy, pay=tuple(map(changed, policy.pay)))


def _dependants(policy: Policy, value: str) -> Policy:
    def changed(rule: PayRule) -> PayRule:
        return replace(rule, function=_every(value)) if "遗属" in rule.statuses and value != "按规则" else rule

    return replace(policy, pay=tuple(map(changed, policy.pay)))


BY_INSURANCE = {"失业": "2082701", "工伤": "2082702"}
"""财政对失业保险基金、工伤保险基金的补助: where a place books each insurance apart (按险种分列)."""


def _small_insurances(policy: Policy, value: str) -> Policy:
    def changed(rule: ContributionRule) -> ContributionRule:
        if rule.insurance not in BY_INSURANCE or set(rule.function.values()) == {RUNNING}:
            return rule
        code = {"按险种分列": BY_INSURANCE[rule.insurance], "随工资科目": RUNNING}.get(value, value)
        return replace(rule, function=_every(code))

    return policy if value == "按规则" else replace(policy, contributions=tuple(map(changed, policy.contributions)))


MEDICAL = "医疗"


def _medical(policy: Policy, value: str) -> Policy:
    """Book medical insurance to one code; by kind of people or unit the rules say it (`compute.personnel`)."""

    def changed(rule: ContributionRule) -> ContributionRule:
        own = set(rule.function.values()) == {RUNNING}
        return replace(rule, function=_every(value)) if rule.insurance == MEDICAL and not own else rule

    return replace(policy, contributions=tuple(map(changed, policy.contributions))) if value.isdigit() else policy


HEAD_TEACHER = "班主任津贴"
IN_BASE = {"进医保和公积金基数": (MEDICAL, "公积金"), "不进缴费基数": ()}
KEPT_OUT = {"进医保和公积金基数": ("养老", "职业年金")}
"""Insurances out of whose base the allowance is taken; not named here: out of all it does not come into."""


def _head_teachers(policy: Policy, value: str) -> Policy:
    payers = [rule for rule in policy.pay if HEAD_TEACHER in rule.monthly]
    if value == "按规则" or not payers:
        return policy
    kinds = {kind for rule in payers for kind in rule.kinds}

    def changed(rule: ContributionRule) -> ContributionRule:
        if rule.kinds and kinds and not kinds & set(rule.kinds):
            return rule
        rest = tuple(name for name in rule.monthly if name != HEAD_TEACHER)
        if value == "进全部缴费基数" or rule.insurance in IN_BASE.get(value, ()):
            return rule if len(rest) < len(rule.monthly) else replace(rule, monthly=(*rest, HEAD_TEACHER))
        out = KEPT_OUT.get(value)
        return replace(rule, monthly=rest) if out is None or rule.insurance in out else rule

    return replace(policy, contributions=tuple(map(changed, policy.contributions)))


def _split(policy: Policy, value: str) -> Policy:
    """Leave the split of quotas to the amounts the unit enters, where a place splits so."""
    if value != "按金额":
        return policy
    return replace(
        policy, quotas=tuple(replace(rule, percents=()) if rule.percents else rule for rule in policy.quotas)
    )


def _heads(policy: Policy, value: str) -> Policy:
    bases = {"实有人月": "人月"}

    def changed(rule: QuotaRule) -> QuotaRule:
        of_posts = rule.basis == "人月" and set(rule.statuses) <= set(IN_POST)
        return replace(rule, basis=bases.get(value, value)) if of_posts else rule

    return replace(policy, quotas=tuple(map(changed, policy.quotas)))


def _quota_fund(policy: Policy, value: str) -> Policy:
    return replace(policy, quotas=tuple(replace(q, fund=value) if q.fund == WITH_PEOPLE else q for q in policy.quotas))


def _training(policy: Policy, value: str) -> Policy:
    if value == "在生均内安排":
        staying = tuple(q for q in policy.quotas if q.economic != TRAINING)
        return replace(policy, quotas=staying)
    code = RUNNING if value == "随工资科目" else value

    def changed(rule: QuotaRule) -> QuotaRule:
        return replace(rule, function=_every(code)) if rule.economic == TRAINING else rule

    return replace(policy, quotas=tuple(map(changed, policy.quotas)))


VEHICLE_CLASSES = {"只数公务用车": ("公务用车",), "救护车算车": ("公务用车", "救护车")}


def _vehicles(policy: Policy, value: str) -> Policy:
    def changed(rule: QuotaRule) -> QuotaRule:
        return rule if rule.classes or rule.basis != "车辆数" else replace(rule, classes=VEHICLE_CLASSES[value])

    return replace(policy, quotas=tuple(map(changed, policy.quotas))) if value in VEHICLE_CLASSES else policy


def _annuity(policy: Policy, value: str) -> Policy:
    if value != "虚账":
        return policy
    return replace(policy, contributions=tuple(c for c in policy.contributions if c.economic != ANNUITY))


def _union(policy: Policy, value: str) -> Policy:
    if value == "按规则":
        return policy
    outside = {name for rule in policy.pay if "编外" in (*rule.kinds, *rule.statuses) for name in rule.monthly}

    def changed(rule: QuotaRule) -> QuotaRule:
        if rule.economic != UNION or not rule.items:
            return rule
        staying = tuple(name for name in rule.items if name not in outside)
        return replace(rule, items=(*staying, *sorted(outside)) if value == "含编外" else staying)

    return replace(policy, quotas=tuple(map(changed, policy.quotas)))


_CHANGES: dict[str, Callable[[Policy, str], Policy]] = {
    "bonus_rule": _bonus,
    "institution_bonus": _institution_bonus,
    "commute_nature": _commute,
    "outside_staff": _outside,
    "veteran_medical": _veteran_medical,
    "dependants_function": _dependants,
    "injury_unemployment_function": _small_insurances,
    "medical_function": _medical,
    "boarding_head_allowance": _head_teachers,
    "quota_split": _split,
    "quota_heads": _heads,
    "quota_fund": _quota_fund,
    "training_function": _training,
    "vehicle_definition": _vehicles,
    "annuity": _annuity,
    "union_base": _union,
}
"""Choices that change the rules of the pack, in the order in which they do."""
