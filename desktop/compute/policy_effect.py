"""What another policy pack would change in a budget: its costs before and after, and what could not be computed."""

from dataclasses import replace

from desktop.compute import drafting, lines
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen


@dataclass(frozen=True, slots=True)
class Effect:
    """Cost by nature (人员, 公用, 项目) in 分 before and after, and what would not be computed.

    missing: the values asked for that nobody knows (C42); unpaid: the people whom no rule takes wholly (C95).
    """

    before: dict[str, Fen]
    after: dict[str, Fen]
    missing: tuple[str, ...]
    unpaid: int

    @property
    def natures(self) -> list[str]:
        """Return every nature that has an amount before or after."""
        return list(dict.fromkeys((*self.before, *self.after)))


def of_choice(facts: BudgetFacts, key: str) -> Effect:
    """Return what the choice of a pack changes; nothing is stored."""
    chosen = replace(facts, budget=replace(facts.budget, policy=key))
    drafted = drafting.draft(chosen)
    missing = tuple(finding.message for finding in drafted.findings if finding.code == "C42")
    after = _by_nature([*lines.of_records(chosen), *drafted.lines])
    return Effect(_by_nature(drafting.of_budget(facts)), after, missing, len(drafted.unpaid))


def _by_nature(found: list[lines.BudgetLine]) -> dict[str, Fen]:
    sums: dict[str, Fen] = {}
    for line in found:
        if line.side == "支出":
            sums[line.nature] = sums.get(line.nature, 0) + line.amount
    return sums
