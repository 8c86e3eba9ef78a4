"""The gate before a stage ends (冻结, 转入下一阶段): what is still open, what a person answers for, what was skipped.

Commands and window go through here; `ledger` moves the records.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field

from desktop import pipeline
from desktop.compute.joined_facts import of_unit
from desktop.dataclass import dataclass
from desktop.disclosure import UNANSWERABLE, Disclosure
from desktop.findings import Finding, Severity, UserError
from desktop.ledger import rolling, stages
from desktop.ledger.book import Book
from desktop.ledger.records import Acceptance, Budget, TakenIn
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.units import together, unit_lines, views

HANDED_IN = (Stage.FIRST_UP, Stage.SECOND_UP, Stage.APPROVED, Stage.DISCLOSED)
"""Stages whose budget goes to others, so that an empty one does not end. A draft may: what follows is typed later."""
OF_THE_FILE = ("C140",)
"""Checks whose errors keep every file a draft and hold up no stage: the text may be written last."""
LISTED = 30
"""How many open errors of one unit a refusal names."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between a budget and the end of its stage.

    stage: the next one, None where it is only frozen. errors: nobody has answered for them. warnings: told, they
    refuse nothing. owed: stages between that were not made here and have no document yet. empty: it is to be handed in
    and nothing was entered.
    """

    unit: str
    budget: Budget
    stage: Stage | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    owed: tuple[Stage, ...]
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person says at the gate: reasons by check, or by unit, check and message; documents by stage."""

    by_code: Mapping[str, str] = field(default_factory=dict)
    by_finding: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    documents: Mapping[Stage, str] = field(default_factory=dict)

    def reason(self, unit: str, finding: Finding) -> str:
        """Return the reason given for a finding, empty where there is none or none counts."""
        if finding.code in UNANSWERABLE:
            return ""
        found = self.by_finding.get((unit, finding.code, finding.message)) or self.by_code.get(finding.code, "")
        return found.strip()


def before(
    book: Book,
    budget: Budget,
    stage: Stage | None,
    disclosure: Disclosure | None = None,
    units_beside: Collection[str] = (),
) -> Gate:
    """Return what stands before a budget's next stage (None: before it is frozen). Raises UserError out of order.

    Of a unit that only sums up others (只作汇总节点) it is what is open in the 汇总. units_beside: names of those that
    go through gates of their own in the same step; what is found in them stands there.
    """
    if book.records(TakenIn, budget_id=budget.id):
        raise UserError(f"{budget.year}年“{budget.stage}”是装入的，由单位自己编制；请装入它新的数据包")
    if stage is not None:
        stages.require_order(book, budget, stage)
    elif budget.frozen_at or not stages.is_newest(book, budget):
        raise UserError(f"{budget.year}年“{budget.stage}”已经冻结")
    found = disclosure or _disclosed(book, budget)
    elsewhere = tuple(of_unit(name, "") for name in units_beside)
    warnings = [each for each in found.to_do if each.severity is Severity.WARNING]
    owed = stages.skipped(book, budget, stage) if stage is not None else []
    errors, warned = (
        tuple(each for each in listed if not each.message.startswith(elsewhere))
        for listed in (found.open_errors, warnings)
    )
    errors = tuple(each for each in errors if each.code not in OF_THE_FILE)
    above = any(other.parent_id == budget.unit_id for other in book.units())
    empty = budget.stage in HANDED_IN and not above and not unit_lines.has_content(found.facts)
    return Gate(found.facts.unit.name, budget, stage, errors, warned, tuple(owed), empty)


def _disclosed(book: Book, budget: Budget) -> Disclosure:
    tree = UnitTree(book.units())
    unit = tree.of_id(budget.unit_id)
    if tree.children(unit) and not unit_lines.has_content(book.facts(budget)):
        return together.of_view(book, views.below(book, unit, budget.year, budget.stage))
    return pipeline.of_book(book, "", budget)


def before_each(
    book: Book, budgets: Sequence[Budget], stage: Stage | None, disclosure: Disclosure | None = None
) -> Iterator[Gate]:
    """Yield what stands before the step of each budget; of several a refusal names the unit."""
    names = {unit.id: unit.name for unit in book.units()}
    for budget in budgets:
        others = [names[each.unit_id] for each in budgets if each is not budget]
        try:
            yield before(book, budget, stage, disclosure, others)
        except UserError as error:
            if len(budgets) < 2:
                raise
            raise UserError(f"“{names[budget.unit_id]}”：{error}；没有改动任何单位") from error


def refusal(gates: Sequence[Gate], answers: Answers) -> str:
    """Return in Chinese why the step is refused, with the list; empty where everything is answered."""
    found = [text for gate in gates for text in _refusals(gate, answers, several=len(gates) > 1)]
    if all(gate.empty for gate in gates):
        budget = gates[0].budget
        found.insert(0, f"{budget.year}年“{budget.stage}”还没有录入任何内容，不能结束这一阶段；请先录入预算")
    return "\n".join(found)


def _refusals(gate: Gate, answers: Answers, *, several: bool) -> list[str]:
    whose = f"“{gate.unit}”" if several else ""
    step = f"不能转入“{gate.stage}”" if gate.stage is not None else "不能冻结"
    name = f"{whose}{gate.budget.year}年“{gate.budget.stage}”"
    found = []
    owed = [stage for stage in gate.owed if not answers.documents.get(stage, "").strip()]
    if owed:
        skipped = "、".join(f"“{stage}”" for stage in owed)
        found.append(f"{name}{step}：{skipped}没有编制；在别处编制的，请写明文号，记为未在本软件编制")
    left = [finding for finding in gate.errors if not answers.reason(gate.unit, finding)]
    if left:
        found.append(f"{name}{step}，还有 {len(left)} 项错误没有处理：")
        found += [f"  {finding.code} {finding.message}" for finding in left[:LISTED]]
        found += [f"  另有 {len(left) - LISTED} 项，请运行检查查看"] if len(left) > LISTED else []
        found.append("请改正，或者逐项写明理由")
    if gate.budget.frozen_at and gate.errors:
        found.append(f"{name}已冻结，不能再改正或填写理由；请先解除冻结")
    return found


def go_on(book: Book, gates: Sequence[Gate], answers: Answers) -> list[Budget]:
    """Take budgets to the next stage, or freeze them where there is none, as one step; return where one is then.

    Reasons become accepted findings of the stage that ends. Raises UserError with the list of what is open.
    """
    unneeded = [stage for stage in answers.documents if not any(stage in gate.owed for gate in gates)]
    if unneeded:
        raise UserError(f"“{unneeded[0]}”不是被跳过的阶段，不能记为未在本软件编制；没有改动")
    refused = refusal(gates, answers)
    if refused:
        raise UserError(refused)
    first = gates[0]
    year, stage = first.budget.year, first.stage
    with book.operation(f"{year}年预算转入{stage}" if stage is not None else f"冻结{year}年{first.budget.stage}"):
        return [_gone_on(book, gate, answers) for gate in gates]


def _gone_on(book: Book, gate: Gate, answers: Answers) -> Budget:
    known = book.records(Acceptance, budget_id=gate.budget.id)
    for finding in gate.errors:
        for old in known:
            if (old.code, old.subject) == (finding.code, finding.message):
                book.delete(old)
        accepted = Acceptance(0, gate.budget.id, finding.code, finding.message, answers.reason(gate.unit, finding))
        book.insert(accepted)
    if gate.stage is None:
        return stages.freeze(book, gate.budget)
    documents = {stage: text for stage, text in answers.documents.items() if stage in gate.owed}
    return rolling.next_stage(book, gate.budget, gate.stage, documents)
