"""A policy pack with the book's own values laid over it, as the engine of one budget year asks for them."""

from collections.abc import Callable
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.catalog import policy as packs
from desktop.catalog.policy import DatedValue, Policy
from desktop.dataclass import dataclass
from desktop.findings import Finding, Severity, UserError
from desktop.ledger.records import BudgetFacts, ParameterValue, Person
from desktop.ledger.records.base import at

MONTHS = range(1, 13)

Span = tuple[int, int, list[DatedValue]]
"""First month, last month, and the values in force in them."""


@dataclass(slots=True)
class PolicyValues:
    """Values by month of one year, and what was missing when asked for."""

    policy: Policy
    year: int
    missing: dict[str, set[int]] = field(default_factory=dict)
    _found: dict[tuple[str, int], DatedValue | None] = field(default_factory=dict)
    _spans: dict[tuple[tuple[str, ...], int, int], list[Span]] = field(default_factory=dict)
    results: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """What was worked out with these values, by all that it depends on (see `personnel`)."""

    def look(self, parameter: str, month: int) -> DatedValue | None:
        """Return the value in force on the first of a month, for one who only compares: a gap is not remembered."""
        return self.policy.parameters[parameter].at(date(self.year, month, 1))

    def at(self, parameter: str, month: int) -> DatedValue | None:
        """Return the value in force on the first of a month; a gap is remembered."""
        key = (parameter, month)
        if key not in self._found:
            self._found[key] = self.policy.parameters[parameter].at(date(self.year, month, 1))
        value = self._found[key]
        if value is None:
            self.missing.setdefault(parameter, set()).add(month)
        return value

    def spans(self, parameters: tuple[str, ...], first: int, last: int) -> list[Span]:
        """Return the stretches of some months in which none of the parameters changes.

        Months in which any of them is missing are left out (and remembered as missing).
        """
        key = (parameters, first, last)
        if key not in self._spans:
            self._spans[key] = self._stretches(parameters, first, last)
        return self._spans[key]

    def _stretches(self, parameters: tuple[str, ...], first: int, last: int) -> list[Span]:
        found: list[Span] = []
        for month in range(first, last + 1):
            values = [self.at(name, month) for name in parameters]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                continue
            if found and found[-1][1] == month - 1 and found[-1][2] == known:
                found[-1] = (found[-1][0], month, known)
            else:
                found.append((month, month, known))
        return found

    def findings(self) -> list[Finding]:
        """Return a finding for each parameter that was asked for and has no value (C42)."""
        found = []
        for name, months in sorted(self.missing.items()):
            label = self.policy.parameters[name].label
            since = f"{self.year}-{min(months):02d}-01"
            message = f"参数“{label}”在 {since} 无有效值，相关金额没有计算，请填写数值和文号"
            found.append(Finding("C42", Severity.ERROR, message, at(ParameterValue, "value")))
        return found


NO_POLICY = Policy("", "")
"""What stands for the pack of a budget that has none."""

Load = Callable[[str], Policy]

_computed_last: dict[tuple[object, ...], tuple[Policy, PolicyValues]] = {}
"""Values of the budgets computed last: an edit of one person asks again for the same ones."""
_MOST_COMPUTED = 4


def of_budget(facts: BudgetFacts, load: Load = packs.load) -> PolicyValues | None:
    """Return the values of a budget, None when it names no policy pack or one that is not installed here.

    The same values are returned again while pack (also its file), year and local values stay; not where one was
    missing, because what is missing must be found by asking.
    """
    if not facts.budget.policy:
        return None
    try:
        pack = load(facts.budget.policy)
    except UserError:  # another computer had the pack; see `not_installed`
        return None
    key = (facts.budget.policy, facts.budget.year, facts.parameters, load)
    known, found = _computed_last.get(key, (None, None))
    if found is None or known is not pack or found.missing:
        while len(_computed_last) >= _MOST_COMPUTED:
            del _computed_last[next(iter(_computed_last))]
        found = _of_budget(facts, pack)
        _computed_last[key] = (pack, found)
    return found


def not_installed(facts: BudgetFacts) -> list[Finding]:
    """Return the finding of a budget whose policy pack this computer does not have, or has with a mistake in it."""
    pack, year = facts.budget.policy, facts.budget.year
    if not pack:
        return []
    if packs.is_here(pack):
        try:
            packs.load(pack)
        except UserError as error:
            return [Finding("C42", Severity.ERROR, f"{error}；{year}年人员和公用经费没有计算", at(Person))]
        return []
    message = f"没有安装参数包“{pack}”，{year}年人员和公用经费没有计算；请在“人员”页另选"
    return [Finding("C42", Severity.ERROR, message, at(Person))]


def unknown(facts: BudgetFacts, values: PolicyValues) -> list[Finding]:
    """Return a finding for each value of the book whose parameter the pack does not have: nothing asks for it."""
    names = values.policy.unknown(record.parameter for record in facts.parameters)
    first = {record.parameter: record for record in reversed(facts.parameters)}
    message = "本账本参数“{}”不是参数包“{}”的参数，填写的数值没有使用，请改正或删除"
    title = values.policy.title
    return [Finding("C42", Severity.ERROR, message.format(name, title), at(first[name], "parameter")) for name in names]


def unfilled(facts: BudgetFacts, values: PolicyValues) -> list[Finding]:
    """Return a finding for each value of the book that nobody filled in: it is not used, and it is not 0."""
    found = []
    for record in facts.parameters:
        known = values.policy.parameters.get(record.parameter)
        if known is not None and not record.value:
            since = f"本账本参数“{known.label}”自 {record.valid_from} 起"
            message = f"{since}还没有填写数值，没有使用；请填写数值和文号，或删除这一行"
            found.append(Finding("C42", Severity.ERROR, message, at(record, "value")))
    return found


def older_than_pack(values: PolicyValues) -> list[Finding]:
    """Return a hint for each value of the book that is in force although the pack has one that began later."""
    found = []
    for parameter in values.policy.parameters.values():
        packed = [value for value in parameter.values if not value.local]
        if len(packed) == len(parameter.values):
            continue
        for month in MONTHS:
            day = date(values.year, month, 1)
            own = parameter.at(day)
            begun = [value for value in packed if value.valid_from <= day]
            newer = max(begun, key=lambda value: value.valid_from, default=None)
            if own is not None and own.local and newer is not None and newer.valid_from > own.valid_from:
                message = (
                    f"参数“{parameter.label}”按本账本自 {own.valid_from} 起的 {own.value} 计算；"
                    f"参数包自 {newer.valid_from} 起为 {newer.value}，请核对哪个有效"
                )
                found.append(Finding("C42", Severity.INFO, message, at(ParameterValue, "value")))
                break
    return found


def _of_budget(facts: BudgetFacts, pack: Policy) -> PolicyValues:
    local: dict[str, list[DatedValue]] = {}
    for record in facts.parameters:
        if not record.value:
            continue  # see `unfilled`
        local.setdefault(record.parameter, []).append(_dated(record))
    return PolicyValues(pack.with_values(local), facts.budget.year)


def _dated(record: ParameterValue) -> DatedValue:
    return DatedValue(date.fromisoformat(record.valid_from), Decimal(record.value), record.reference, None, True)


def problem_of(record: ParameterValue) -> str:
    """Return why a local value cannot be used; empty when it can, and where none was filled in (`unfilled`)."""
    try:
        date.fromisoformat(record.valid_from)
        wrong = bool(record.value and packs.read_decimal(record.value)[1])
    except ValueError:
        wrong = True
    return f"参数“{record.parameter}”的日期或数值不对：{record.valid_from}，{record.value}" if wrong else ""
