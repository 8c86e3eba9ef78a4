"""What could give (可以压减) where a block is above its control number: what is neither 人员 nor bound, by size."""

from desktop.catalog.classification import load
from desktop.compute import controls
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine
from desktop.dataclass import dataclass
from desktop.ledger.records import BudgetFacts, Control
from desktop.ledger.vocabulary import Nature
from desktop.money import YUAN, Fen

BOUND = ("保工资", "保运转", "保民生")
"""Marks of the three guarantees (三保): what bears one is bound (刚性) and is not offered."""
SHOWN = 10
"""How many are named in one sentence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A project, quota or typed line that could give, and how much it has, in 分."""

    label: str
    amount: Fen


def could_give(facts: BudgetFacts, cube: Cube, control: Control) -> list[Cut]:
    """Return what of a control's block could give, the largest first; two of one size in the order of their names."""
    bound_projects = {project.name for project in facts.projects if project.secured in BOUND}
    bound_lines = {line.id for line in facts.lines if line.secured in BOUND}
    sums: dict[str, Fen] = {}
    for line in controls.lines(control, cube):
        typed = line.origin.table == "direct_line"
        bound = line.project in bound_projects or (typed and line.origin.record_id in bound_lines)
        if line.nature != Nature.PERSONNEL and not bound:
            label = _label(line, typed=typed)
            sums[label] = sums.get(label, 0) + line.amount
    found = [Cut(label, amount) for label, amount in sums.items() if amount > 0]
    return sorted(found, key=lambda cut: (-cut.amount, cut.label))


def in_words(found: list[Cut]) -> str:
    """Return the largest of what could give as the end of a sentence."""
    if not found:
        return "没有可以压减的非人员、非刚性支出，请申请调整控制数"
    named = "、".join(f"{cut.label} {YUAN.show(cut.amount)} 元" for cut in found[:SHOWN])
    more = f" 等 {len(found)} 项" if len(found) > SHOWN else ""
    return f"可以压减的（由大到小）：{named}{more}"


def _label(line: BudgetLine, *, typed: bool) -> str:
    if line.project:
        return f"项目“{line.project}”"
    if line.origin.table in ("quota", "quota_split"):
        return f"定额“{line.origin.rule}”"
    name = load("economic").name(line.economic) if line.economic else line.nature
    return f"{'' if typed else line.origin.rule}“{line.economic} {name}”".replace("“ ", "“")
