"""Everything the engine computes of one budget: people, public funds and projects become lines by themselves."""

from dataclasses import dataclass, field

from desktop.catalog import crosswalk
from desktop.compute import lines as records_to_lines
from desktop.compute import operating as public_funds
from desktop.compute import personnel, policy_values, unpaid
from desktop.compute.lines import BudgetLine, LineMemory, Origin
from desktop.compute.policy_values import PolicyValues
from desktop.compute.unpaid import Unpaid
from desktop.findings import Finding, Severity
from desktop.ledger.records import BudgetFacts


@dataclass(slots=True)
class Drafted:
    """Computed lines, the values they were computed with, and what stood in the way."""

    lines: list[BudgetLine] = field(default_factory=list)
    values: PolicyValues | None = None
    findings: list[Finding] = field(default_factory=list)
    unpaid: list[Unpaid] = field(default_factory=list)
    """What of the roster no rule took."""


def draft(facts: BudgetFacts) -> Drafted:
    """Compute the lines of people, quotas and projects of a budget."""
    drafted = Drafted(lines=_project_lines(facts))
    problems = [p for p in map(policy_values.problem_of, facts.parameters) if p]
    if problems:
        drafted.findings = [
            Finding("C42", Severity.ERROR, f"{p}；改正以前，人员经费和公用经费都没有计算") for p in problems
        ]
        return drafted
    values = policy_values.of_budget(facts)
    drafted.values = values
    if values is None:
        drafted.findings = policy_values.not_installed(facts)
        if facts.pay_items and not facts.budget.policy:
            message = "已录入人员工资，但没有选择政策参数，人员经费没有计算，请选择参数包"
            drafted.findings.append(Finding("C42", Severity.ERROR, message))
        return drafted
    people = list(personnel.lines(facts, values))
    funds = list(public_funds.lines(facts, values, people))
    drafted.lines = people + funds + drafted.lines
    drafted.unpaid = unpaid.of_people(facts, values, people)
    drafted.findings += [
        *public_funds.findings(facts, values, people),
        *values.findings(),
        *policy_values.unknown(facts, values),
        *policy_values.older_than_pack(values),
    ]
    return drafted


def of_budget(facts: BudgetFacts, memory: LineMemory | None = None) -> list[BudgetLine]:
    """Return all lines of a budget: typed, imported and computed."""
    drafted = draft(facts).lines
    return records_to_lines.of_records(facts, memory) + (memory.same("drafted", drafted) if memory else drafted)


def _project_lines(facts: BudgetFacts) -> list[BudgetLine]:
    """Return the lines of projects' measurement lines: quantity × price × times."""
    projects = {project.id: project for project in facts.projects}
    found = []
    for line in facts.project_lines:
        project = projects[line.project_id]
        code = line.government_code or crosswalk.government_code(line.economic_code, facts.unit.kind)
        found.append(
            BudgetLine(
                side="支出",
                year=facts.budget.year,
                amount=line.quantity * line.price * line.times,
                origin=Origin("project_line", line.id, "项目测算明细"),
                function=project.function_code,
                economic=line.economic_code,
                government=code,
                nature="项目",
                project=project.name,
                fund=line.fund,
                carry=line.carry,
            )
        )
    return found
