"""Everything the engine computes of one budget: people, public funds and projects become lines by themselves."""

from dataclasses import field, fields, replace
from typing import TYPE_CHECKING

from desktop.compute import adjusting, following, measured_lines, policy_values, summed_lines
from desktop.compute import lines as records_to_lines
from desktop.compute.lines import BudgetLine, LineMemory
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.findings import Finding, Severity
from desktop.ledger.records import BudgetFacts, Person
from desktop.ledger.records.base import at

if TYPE_CHECKING:
    from desktop.compute.people.unpaid import Unpaid


@dataclass(slots=True)
class Drafted:
    """Computed lines, the values they were computed with, and what stood in the way."""

    lines: list[BudgetLine] = field(default_factory=list)
    values: PolicyValues | None = None
    findings: list[Finding] = field(default_factory=list)
    unpaid: list["Unpaid"] = field(default_factory=list)
    """What of the roster no rule took."""


NOT_READ = frozenset({
    "lines", "incomes", "carry_outs", "procurements", "indicators", "executions", "approved_figures", "acceptances",
    "check_results", "layout_choices", "layout_reviews", "remarks", "release", "reasons", "texts",
})  # fmt: skip
"""Facts that no computed expenditure rests on: where nothing else changed, it is not computed again."""


class DraftMemory:
    """What was computed last of the people, quotas, plans and projects of a budget."""

    def __init__(self) -> None:
        self._known: tuple[BudgetFacts, Drafted] | None = None

    def drafted(self, facts: BudgetFacts) -> Drafted:
        """Return what is computed of a budget, but for the income that follows; what a pack lacks is asked for anew."""
        if self._known is not None:
            before, drafted = self._known
            if _computes_same(before, facts) and policy_values.of_budget(facts) is drafted.values:
                return replace(drafted)
        drafted = _draft(facts, None)
        self._known = (facts, replace(drafted)) if drafted.values is not None else None
        return drafted


def _computes_same(first: BudgetFacts, second: BudgetFacts) -> bool:
    return all(
        getattr(first, entry.name) is getattr(second, entry.name)
        or getattr(first, entry.name) == getattr(second, entry.name)
        for entry in fields(BudgetFacts)
        if entry.name not in NOT_READ
    )


def draft(facts: BudgetFacts, values: PolicyValues | None = None, memory: DraftMemory | None = None) -> Drafted:
    """Compute the lines of people, quotas, plans and projects of a budget, and the income that follows expenditure."""
    drafted = memory.drafted(facts) if memory is not None else _draft(facts, values)
    typed = records_to_lines.of_records(replace(facts, incomes=())) if any(i.follows for i in facts.incomes) else []
    policy = drafted.values.policy if drafted.values is not None else policy_values.NO_POLICY
    follows = following.income(facts, [*typed, *drafted.lines], policy)
    adjusted = adjusting.income(facts, following.followed(facts, policy))
    drafted.lines = [*drafted.lines, *follows, *adjusted]
    return drafted


def _draft(facts: BudgetFacts, values: PolicyValues | None) -> Drafted:
    measured = [*measured_lines.public(facts), *measured_lines.of_projects(facts), *adjusting.expenditure(facts)]
    drafted = Drafted(lines=[*summed_lines.lines(facts), *measured], findings=list(measured_lines.findings(facts)))
    problems = [(p, record) for record in facts.parameters if (p := policy_values.problem_of(record))]
    if problems:
        without = "改正以前，人员经费和公用经费都没有计算"
        drafted.findings += [
            Finding("C42", Severity.ERROR, f"{p}；{without}", at(record, "value")) for p, record in problems
        ]
        return drafted
    values = values or policy_values.of_budget(facts)
    drafted.values = values
    if facts.taken_in:
        return drafted
    if values is None:
        drafted.findings += policy_values.not_installed(facts)
        if facts.pay_items and not facts.budget.policy:
            message = "已录入人员工资，但没有选择政策参数，人员经费没有计算，请选择参数包"
            drafted.findings.append(Finding("C42", Severity.ERROR, message, at(Person)))
        return drafted
    _add_computed(drafted, facts, values)
    return drafted


def _add_computed(drafted: Drafted, facts: BudgetFacts, values: PolicyValues) -> None:
    """Add what follows from a pack; it is loaded for books that have one."""
    from desktop.compute import operating as public_funds
    from desktop.compute.people import payee_findings, personnel, unpaid

    people = list(personnel.lines(facts, values))
    funds = list(public_funds.lines(facts, values, people))
    drafted.lines = people + funds + drafted.lines
    drafted.unpaid = unpaid.of_people(facts, values, people)
    drafted.findings += [
        *payee_findings.findings(facts, values),
        *public_funds.findings(facts, values, people),
        *values.findings(),
        *policy_values.unknown(facts, values),
        *policy_values.unfilled(facts, values),
        *policy_values.older_than_pack(values),
    ]


def of_budget(facts: BudgetFacts, memory: LineMemory | None = None) -> list[BudgetLine]:
    """Return all lines of a budget: typed, imported and computed."""
    drafted = draft(facts).lines
    return records_to_lines.of_records(facts, memory) + (memory.same("drafted", drafted) if memory else drafted)
