"""Group J: after the approval: the adjusted budget (调整), C115–C118; approved figures that were taken, C119.

Rules, sources and what is not seen: resources/rules/checks/adjusting.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.catalog import policy
from desktop.checks.register import NotApplicable, NotChecked, Wrong, check
from desktop.checks.release import day_problem, elsewhere, group_of, lines_of, sums_of
from desktop.compute import adjusting, approved, drafting
from desktop.compute.lines import BudgetLine
from desktop.disclosure import Disclosure
from desktop.findings import Place, Severity
from desktop.ledger.records import Adjustment, BudgetFacts
from desktop.ledger.records.base import at
from desktop.ledger.vocabulary import MOVED, Nature, Stage
from desktop.money import YUAN

E = Severity.ERROR


def _entries(disclosure: Disclosure) -> tuple[Adjustment, ...]:
    entries = disclosure.facts.adjustments
    if not entries:
        raise NotApplicable("没有预算调整")
    return entries


def _adjusted(disclosure: Disclosure) -> None:
    if disclosure.facts.budget.stage != Stage.ADJUSTED:
        raise NotApplicable("本稿不是调整预算")


@check("C115", "预算调整要素齐全", E)
def entries_complete(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each entry stands in the adjusted budget and has document, day, codes, an amount, a project where it is one's.

    A day of another year is a warning: the adjustment belongs to the year it was approved in.
    """
    for number, entry in enumerate(_entries(disclosure), 1):
        owed = [
            (name, field)
            for name, field, missing in (
                ("文号", "reference", not entry.reference.strip()),
                ("日期", "day", not entry.day or day_problem(entry.day)),
                ("功能科目", "function_code", not entry.function_code),
                ("部门经济科目", "economic_code", not entry.economic_code),
                ("大于零的金额", "amount", entry.amount <= 0),
                ("所属项目", "project", entry.nature == Nature.PROJECT and entry.project_id is None),
            )
            if missing
        ]
        if owed:
            listed = "、".join(name for name, _ in owed)
            message = f"第 {number} 笔预算调整（{entry.kind}）缺少{listed}，请补充"
            yield Wrong(message, at(entry, owed[0][1]))
        day = policy.read_day(entry.day)
        if day is not None and day.year != disclosure.facts.budget.year:
            message = f"第 {number} 笔预算调整的日期 {entry.day} 不在{disclosure.facts.budget.year}年，请核对"
            yield Wrong(message, at(entry, "day"), severity=Severity.WARNING)
        if disclosure.facts.budget.stage != Stage.ADJUSTED:
            message = f"第 {number} 笔预算调整不在“调整”阶段，请删除，转入“调整”阶段后再录入"
            yield Wrong(message, at(entry, "kind"))


@check("C116", "调剂增减相抵", E)
def moved_within(disclosure: Disclosure) -> Iterator[Wrong]:
    """The entries of one 调剂 (one document, one source) come to nothing together; what they cross is said."""
    moved = [entry for entry in _entries(disclosure) if entry.kind in MOVED]
    if not moved:
        raise NotApplicable("没有调剂")
    groups: dict[tuple[str, ...], list[Adjustment]] = {}
    for entry in moved:
        groups.setdefault((entry.reference.strip(), entry.fund, entry.subsource, entry.carry), []).append(entry)
    for (reference, *source), entries in groups.items():
        about = f"调剂“{reference or '（无文号）'}”（{' '.join(part for part in source if part)}）"
        if left := sum(entry.change for entry in entries):
            message = f"{about}增减相差 {YUAN.show(left)} 元，调剂不改变总额，请核对"
            yield Wrong(message, at(entries[0], "amount"), YUAN.show(left), YUAN.show(0))
        elif crossed := list(_crossed(disclosure, entries)):
            message = f"{about}{'，'.join(crossed)}；{BY_WHOM}"
            yield Wrong(message, at(entries[0], "reference"), severity=Severity.INFO)


BY_WHOM = (
    "不同科目、项目之间的调剂要按财政部门的规定报批（《预算法》第七十二条）；"
    "由部门审批还是报财政批准各地规定不同，本软件没有依据可以判断，请核对文号是不是有权批准的机关发的"
)
"""What is known of who approves, and that the rest is not."""
LEVELS = (("类", 3), ("款", 5))


def _crossed(disclosure: Disclosure, entries: Sequence[Adjustment]) -> Iterator[str]:
    """Yield between which subjects, natures and projects money is moved: the highest level at which they differ."""
    less, more = ([entry for entry in entries if (entry.change < 0) is taken] for taken in (True, False))
    codes = {
        "功能科目": [[entry.function_code for entry in side] for side in (less, more)],
        "部门经济科目": [[entry.economic_code for entry in side] for side in (less, more)],
    }
    for label, both in codes.items():
        for level, length in LEVELS:
            sides = [{code[:length] for code in side} for side in both]
            if sides[0] != sides[1]:
                yield f"{label}跨{level}（{'、'.join(sorted(sides[0]))} → {'、'.join(sorted(sides[1]))}）"
                break
    projects = {project.id: project.name for project in disclosure.facts.projects}
    natures = [{entry.nature for entry in side} for side in (less, more)]
    names = [{projects.get(entry.project_id or 0, "") for entry in side} - {""} for side in (less, more)]
    if natures[0] != natures[1]:
        yield f"支出性质不同（{'、'.join(sorted(natures[0]))} → {'、'.join(sorted(natures[1]))}）"
    if names[0] != names[1] and names[0] and names[1]:
        yield f"在项目之间（“{'、'.join(sorted(names[0]))}” → “{'、'.join(sorted(names[1]))}”）"


@check("C117", "调整后等于批复数加调整", E)
def approved_and_entries(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each group of the adjusted budget is that of the approved one and its entries: nothing else was changed."""
    _adjusted(disclosure)
    if disclosure.approved is None:
        raise NotChecked(elsewhere(disclosure, Stage.APPROVED) or "没有批复稿，不能核对调整后的数")
    base = sums_of(drafting.of_budget(_with_entries(disclosure.approved, disclosure.facts)))
    lines = [line for line in disclosure.cube.lines if line.year == disclosure.cube.year]
    shown = sums_of(lines)
    for key in sorted(base.keys() | shown.keys()):
        left, right = shown.get(key, 0), base.get(key, 0)
        if left != right:
            name, a, b = " ".join(part for part in key if part), YUAN.show(left), YUAN.show(right)
            message = f"调整后 {a} 与批复数加调整 {b} 不一致：{name}；请把改动写成预算调整"
            yield Wrong(message, lines_of(lines, key) or at(Adjustment), a, b)


@check("C118", "调整后没有负数", E)
def nothing_below_zero(disclosure: Disclosure) -> Iterator[Wrong]:
    """No group of expenditure or income is below zero after its entries."""
    _entries(disclosure)
    keys: dict[tuple[str, ...], list[BudgetLine]] = {}
    for line in disclosure.cube.lines:
        if line.year == disclosure.cube.year and line.side in ("支出", "收入"):
            keys.setdefault((*group_of(line), line.subsource), []).append(line)
    for key, lines in keys.items():
        total = sum(line.amount for line in lines)
        if total < 0:
            entries = tuple(line.key for line in lines if line.origin.table == adjusting.TABLE)
            name = " ".join(part for part in key if part)
            yield Wrong(f"调减超过原有预算，调整后为 {YUAN.show(total)} 元：{name}", Place(lines=entries))


@check("C119", "支出与取得的批复数一致", E)
def as_taken(disclosure: Disclosure) -> Iterator[Wrong]:
    """Each figure that was approved otherwise than drafted is what the budget has now; of several the last counts."""
    if disclosure.facts.budget.stage != Stage.APPROVED:
        raise NotApplicable("只在“批复”阶段与取得的批复数核对")
    latest = {figure.subject: figure for figure in disclosure.facts.approved_figures}
    if not latest:
        raise NotApplicable("没有取得与编报数不同的批复数")
    unknown = []
    for subject, figure in latest.items():
        about = approved.read(subject)
        if about is None:
            unknown.append(f"“{subject}”")
            continue
        present = disclosure.cube.sum(about.where())
        if present != figure.amount:
            a, b, d = (YUAN.show(fen) for fen in (present, figure.amount, abs(present - figure.amount)))
            message = f"{subject}：现为 {a} 元，批复 {b} 元，相差 {d} 元；请按批复修改支出行"
            keys = disclosure.cube.keys(disclosure.select(about.where()))
            yield Wrong(message, Place(lines=keys) if keys else at(figure, "amount"), a, b)
    if unknown:
        raise NotChecked(f"看不出批复变动{'、'.join(unknown)}是哪些支出行，没有核对")


def _with_entries(approved: BudgetFacts, adjusted: BudgetFacts) -> BudgetFacts:
    """Return the approved budget with the entries: income that follows expenditure (按支出填列) follows them too."""
    known = {each.name: each.id for each in approved.projects}
    new = tuple(each for each in adjusted.projects if each.name not in known)
    there = {each.id: known.get(each.name, each.id) for each in adjusted.projects}
    entries = (replace(each, project_id=there.get(each.project_id or 0)) for each in adjusted.adjustments)
    return replace(approved, projects=(*approved.projects, *new), adjustments=tuple(entries))
