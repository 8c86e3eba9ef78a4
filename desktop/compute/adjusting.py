"""The entries of the adjusted budget (预算调整) as lines: 追加, 追减 and 调剂 on top of the approved budget.

An entry is a line of expenditure. 追加 and 追减 also change the income of their source by as much, unless that income
follows expenditure (按支出填列) and does so by itself; a 调剂 changes no income.
"""

from collections.abc import Collection, Iterator

from desktop.catalog import crosswalk
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import Adjustment, BudgetFacts
from desktop.ledger.vocabulary import MOVED, subsource_of

TABLE = Adjustment.TABLE
Source = tuple[str, str, str]


def expenditure(facts: BudgetFacts) -> Iterator[BudgetLine]:
    """Yield the expenditure each entry adds to the approved budget, or takes from it."""
    projects = {project.id: project.name for project in facts.projects}
    for entry in facts.adjustments:
        code = entry.government_code or crosswalk.government_code(entry.economic_code, facts.unit.kind)
        yield BudgetLine(
            side="支出",
            year=facts.budget.year,
            amount=entry.change,
            origin=Origin(TABLE, entry.id, rule_of(entry)),
            function=entry.function_code,
            economic=entry.economic_code,
            government=code,
            nature=entry.nature,
            project=projects.get(entry.project_id or 0, ""),
            fund=entry.fund,
            carry=entry.carry,
            subsource=subsource_of(entry.fund, entry.subsource),
            unit=facts.unit.name,
            operating=facts.unit.operating_cost,
        )


def income(facts: BudgetFacts, following: Collection[Source]) -> Iterator[BudgetLine]:
    """Yield the income that comes or goes with 追加 and 追减; following: sources whose income follows by itself."""
    for entry in facts.adjustments:
        source = entry.fund, subsource_of(entry.fund, entry.subsource), entry.carry
        if entry.kind in MOVED or source in following:
            continue
        yield BudgetLine(
            side="收入",
            year=facts.budget.year,
            amount=entry.change,
            origin=Origin(TABLE, entry.id, rule_of(entry), "", 1),
            fund=entry.fund,
            carry=entry.carry,
            subsource=source[1],
            unit=facts.unit.name,
            operating=facts.unit.operating_cost,
        )


def rule_of(entry: Adjustment) -> str:
    """Return what an entry is called where a figure is taken apart: its kind and its document."""
    return f"预算调整·{entry.kind}（{entry.reference or '无文号'}）"
