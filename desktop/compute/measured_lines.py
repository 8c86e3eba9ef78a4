"""Lines measured as quantity × price × times: of projects (项目测算明细) and of public funds (公用测算明细)."""

from collections.abc import Iterator

from desktop.catalog import crosswalk
from desktop.compute import line_sources
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.people import staff
from desktop.compute.policy_values import NO_POLICY
from desktop.findings import Finding, Severity
from desktop.ledger.records import BudgetFacts, Project, ProjectLine
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import subsource_of
from desktop.money import YUAN, Fen


def public(facts: BudgetFacts) -> Iterator[BudgetLine]:
    """Yield the lines of public funds that are planned one by one; without a 项 of their own the unit's."""
    for line in facts.public_lines:
        code = line.government_code or crosswalk.government_code(line.economic_code, facts.unit.kind)
        yield BudgetLine(
            side="支出",
            year=facts.budget.year,
            amount=line.quantity * line.price * line.times,
            origin=Origin("public_line", line.id, line.item or "公用测算明细"),
            function=line.function_code or staff.unit_function(facts, NO_POLICY),
            economic=line.economic_code,
            government=code,
            nature="公用",
            fund=line.fund,
            carry="当年",
            subsource=subsource_of(line.fund, line.subsource),
            unit=facts.unit.name,
            operating=facts.unit.operating_cost,
        )


def of_projects(facts: BudgetFacts) -> Iterator[BudgetLine]:
    """Yield the lines of projects' measurement lines, one for each source that bears a line."""
    projects = {project.id: project for project in facts.projects}
    shared = line_sources.shares(facts)
    for line in facts.project_lines:
        project = projects[line.project_id]
        for number, (fund, subsource, amount) in enumerate(line_sources.sources(line, shared.get(line.id, []))):
            yield _of_project(facts, project, line, (fund, subsource), amount, number)


def _of_project(
    facts: BudgetFacts, project: Project, line: ProjectLine, source: tuple[str, str], amount: Fen, number: int
) -> BudgetLine:
    code = line.government_code or crosswalk.government_code(line.economic_code, facts.unit.kind)
    return BudgetLine(
        side="支出",
        year=facts.budget.year,
        amount=amount,
        origin=Origin("project_line", line.id, "项目测算明细", "", number),
        function=line.function_code or project.function_code,
        economic=line.economic_code,
        government=code,
        nature="项目",
        project=project.name,
        fund=source[0],
        carry=line.carry,
        subsource=subsource_of(*source),
        unit=facts.unit.name,
        operating=facts.unit.operating_cost,
    )


def findings(facts: BudgetFacts) -> Iterator[Finding]:
    """Yield a finding (C110) for each measurement line whose sources do not add up to it."""
    names = {project.id: project.name for project in facts.projects}
    shared = line_sources.shares(facts)
    for line in facts.project_lines:
        own = shared.get(line.id, [])
        total = line.quantity * line.price * line.times
        split = sum(line_sources.part(share, total) for share in own)
        if own and split != total and not line_sources.in_full(own):
            message = (
                f"项目“{names[line.project_id]}”的测算明细“{line.name or line.economic_code}”为 {YUAN.show(total)} 元，"
                f"各资金合计 {YUAN.show(split)} 元，差额已归入最后一种资金，请改正"
            )
            yield Finding("C110", Severity.ERROR, message, at(line, "price"), YUAN.show(total), YUAN.show(split))
