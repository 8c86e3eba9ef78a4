"""Why this year differs from last year: the difference taken apart into causes (增减原因) that add up to the 分.

A change is itself a set of budget lines: each step from last year to this year (people joined, months, pay, rates,
quotas, projects …) yields signed lines, so any figure's change is the sum of the steps its filter keeps.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from desktop.catalog.classification import load
from desktop.catalog.measures import Filter
from desktop.compute import drafting, lines, policy_values, rolled_projects
from desktop.compute import operating as public_funds
from desktop.compute.cube import Cube
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.people import personnel, same_people
from desktop.compute.people.same_people import SamePerson
from desktop.dataclass import dataclass, with_values
from desktop.ledger.records import BudgetFacts, PayItem
from desktop.ledger.vocabulary import Carry
from desktop.money import Fen, NumberStyle, half_up

Bag = Counter[BudgetLine]
"""Amounts in 分 by everything else a line says (year and origin set aside)."""

NO_ORIGIN = Origin("", 0, "")


class CauseKind(StrEnum):
    """Kinds of causes, in the order in which the steps are taken."""

    JOINED = "新增人员"
    LEFT = "减少人员"
    MONTHS = "在岗月数、人数或身份变化"
    PAY = "工资津补贴调整"
    RATES = "缴费比例、基数或补贴标准调整"
    HEADS = "定额计算人数或基数变化"
    QUOTA = "定额标准调整"
    SPLIT = "定额分配调整"
    PROJECT_ADDED = "新增项目"
    PROJECT_ENDED = "项目结束"
    PROJECT_RESIZED = "项目规模调整"
    CARRIED = "上年结转变化"
    RECLASSIFIED = "科目调整"
    ENTERED = "科目金额变化"
    INCOME = "收入变化"
    OTHER_SIDE = "采购、结转下年变化"
    NEW_UNIT = "上年没有数的单位"
    ENDED = "撤并单位的上年数"
    ELIMINATED = "单位之间往来的抵销和改列"
    REST = "未归入以上原因"


@dataclass(frozen=True, slots=True)
class Effect:
    """One signed line of the change, why it is there and on whose account (person, project, quota, 款)."""

    kind: CauseKind
    subject: str
    line: BudgetLine


@dataclass(frozen=True, slots=True)
class Cause:
    """A part of the change of one figure, in 分."""

    kind: CauseKind
    subject: str
    amount: Fen


def effects(last: BudgetFacts, this: BudgetFacts) -> list[Effect]:
    """Return the signed lines that lead from last year to this year. Their sum is the difference, line by line."""
    both = _Years(last, this)
    found = [*_people(both), *_quotas(both), *_projects(both), *_others(both)]
    return [*found, *_residue(both, found)]


def causes(found: list[Effect], where: Filter = ()) -> list[Cause]:
    """Return the causes of the change of the lines a filter keeps, the largest first."""
    cube = Cube((effect.line for effect in found), found[0].line.year if found else 0)
    selected = cube.select(where)
    sums: dict[tuple[CauseKind, str], Fen] = {}
    for position, effect in enumerate(found):
        if selected >> position & 1:
            key = (effect.kind, effect.subject)
            sums[key] = sums.get(key, 0) + effect.line.amount
    parts = [Cause(kind, subject, amount) for (kind, subject), amount in sums.items() if amount]
    return sorted(parts, key=lambda cause: -abs(cause.amount))


def wording(parts: list[Cause], style: NumberStyle, named: int = 3) -> str:
    """Return the causes as one Chinese phrase, kinds by size, with the names of their largest subjects."""
    by_kind: dict[CauseKind, list[Cause]] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part)
    totals = {kind: sum(part.amount for part in group) for kind, group in by_kind.items()}
    order = sorted((kind for kind in by_kind if style.steps(totals[kind])), key=lambda kind: -abs(totals[kind]))
    return "；".join(_phrase(kind, by_kind[kind], totals[kind], style, named) for kind in order)


def _phrase(kind: CauseKind, parts: list[Cause], total: Fen, style: NumberStyle, named: int) -> str:
    shown = [part for part in parts if part.subject and style.steps(part.amount)]
    words = "、".join(part.subject + signed(part.amount, style) for part in shown[:named])
    if len(shown) > named:
        words += f"等{len(shown)}项"
    if len(shown) == 1:
        return f"{kind}，{words}"
    return f"{kind}{signed(total, style)}{f'（{words}）' if words else ''}"


def signed(amount: Fen, style: NumberStyle) -> str:
    """Return a change in words: 增加3.00万元."""
    return f"{'增加' if amount > 0 else '减少'}{style.show(abs(amount))}{style.unit}"


class _Years:
    """Lines of both years, sorted by what they belong to, and the values they were computed with."""

    def __init__(self, last: BudgetFacts, this: BudgetFacts) -> None:
        self.last, self.this = last, this
        drafted = drafting.draft(last), drafting.draft(this)
        self.values = (
            policy_values.of_budget(last) if drafted[0].values else None,
            policy_values.of_budget(this) if drafted[1].values else None,
        )
        self.lines = (lines.of_records(last) + drafted[0].lines, lines.of_records(this) + drafted[1].lines)
        self.personal = self._both("person")
        self.by_quota = self._both("quota", "quota_split")

    def _both(self, *tables: str) -> bool:
        return all(any(line.origin.table in tables for line in year) for year in self.lines)

    def bag(self, number: int, keep: Callable[[BudgetLine], bool]) -> Bag:
        """Return the lines of last (0) or this (1) year that belong to something."""
        return bag((line for line in self.lines[number] if keep(line)), self.this.budget.year)

    def is_person(self, line: BudgetLine) -> bool:
        """Whether a line is explained by people: only where both years have them."""
        return self.personal and line.origin.table == "person"

    def is_quota(self, line: BudgetLine) -> bool:
        """Whether a line is explained by quotas: only where both years have them."""
        return self.by_quota and line.origin.table in ("quota", "quota_split")

    def quota_bag(self, number: int, rule_id: str) -> Bag:
        """Return the lines of one quota."""
        return self.bag(number, lambda line: self.is_quota(line) and line.origin.part == rule_id)

    def is_project(self, line: BudgetLine) -> bool:
        """Whether a line is an expenditure of a project."""
        return line.side == "支出" and line.project != ""


def bag(found: Iterable[BudgetLine], year: int) -> Bag:
    """Return amounts by everything else the lines say."""
    amounts: Bag = Counter()
    for line in found:
        amounts[with_values(line, amount=0, year=year, origin=NO_ORIGIN)] += line.amount
    return amounts


def steps_between(kind: CauseKind, subject: str, old: Bag, new: Bag) -> Iterator[Effect]:
    """Yield the signed lines that lead from one bag to another, all for one cause."""
    for key in dict.fromkeys((*old, *new)):
        difference = new[key] - old[key]
        if difference:
            yield Effect(kind, subject, with_values(key, amount=difference))


def _moving(kind: CauseKind, subject: str, old: Bag, new: Bag) -> Iterator[Effect]:
    """Yield a step in which a move from one 项 to another is told apart from the change of the amount."""
    olds, news = ({key.function for key, amount in bag_.items() if amount} for bag_ in (old, new))
    if len(olds) == len(news) == 1 and olds != news:
        moved: Bag = Counter()
        for key, amount in old.items():
            moved[with_values(key, function=next(iter(news)))] += amount
        yield from steps_between(CauseKind.RECLASSIFIED, subject, old, moved)
        old = moved
    yield from steps_between(kind, subject, old, new)


def _people(both: _Years) -> Iterator[Effect]:
    """Yield joined, left, months, pay, rates — each person's step computed by the engine itself."""
    old_values, new_values = both.values
    if not both.personal or old_values is None or new_values is None:
        return
    people = same_people.of_years(both.last, both.this)
    year = both.this.budget.year
    same_pay = replace(both.this, pay_items=_items_before(both, people))
    before = _lines_by_person(both.last, old_values)
    steps = [
        _lines_by_person(facts, values)
        for facts, values in ((same_pay, old_values), (both.this, old_values), (both.this, new_values))
    ]
    for person in people:
        old = bag((line for row in person.last for line in before.get(row.id, ())), year)
        bags = [bag((line for row in person.this for line in step.get(row.id, ())), year) for step in steps]
        if not person.this:
            yield from steps_between(CauseKind.LEFT, person.label, old, Counter())
        elif not person.last:
            yield from steps_between(CauseKind.JOINED, person.label, Counter(), bags[2])
        else:
            yield from steps_between(CauseKind.MONTHS, person.label, old, bags[0])
            yield from steps_between(CauseKind.PAY, person.label, bags[0], bags[1])
            yield from steps_between(CauseKind.RATES, person.label, bags[1], bags[2])


def _items_before(both: _Years, people: list[SamePerson]) -> tuple[PayItem, ...]:
    """Return the pay items of this year's rows as they were last year; a row that is new keeps its own."""
    old_items, new_items = (same_people.items_of(facts) for facts in (both.last, both.this))
    found: list[PayItem] = []
    for person in people:
        for row in person.this:
            old = person.before.get(row.id)
            items = new_items.get(row.id, ()) if old is None else old_items.get(old.id, ())
            found += [replace(item, person_id=row.id) for item in items]
    return tuple(found)


def _lines_by_person(facts: BudgetFacts, values: policy_values.PolicyValues) -> dict[int, list[BudgetLine]]:
    found: dict[int, list[BudgetLine]] = {}
    for line in personnel.lines(facts, values):
        found.setdefault(line.origin.record_id, []).append(line)
    return found


def _quotas(both: _Years) -> Iterator[Effect]:
    """Yield heads, standards and split of each quota; a split keeps its proportions through the first two."""
    old_values, new_values = both.values
    if not both.by_quota or old_values is None or new_values is None:
        return
    rules = {rule.id: rule for values in both.values if values for rule in values.policy.quotas}
    paid = [[line for line in year if line.origin.table == "person"] for year in both.lines]
    for rule_id, rule in rules.items():
        old, new = (both.quota_bag(n, rule_id) for n in (0, 1))
        if not old or not new:
            yield from _moving(CauseKind.QUOTA, rule.label, old, new)
            continue
        at_old = public_funds.total(rule, both.last, old_values, paid[0])
        at_new = public_funds.total(rule, both.this, old_values, paid[1])
        standard = at_new
        if rule in new_values.policy.quotas:
            standard = public_funds.total(rule, both.this, new_values, paid[1])
        by_heads = _scaled(old, at_new - at_old)
        by_quota = _scaled(by_heads, standard - at_new)
        yield from steps_between(CauseKind.HEADS, rule.label, old, by_heads)
        yield from steps_between(CauseKind.QUOTA, rule.label, by_heads, by_quota)
        yield from _moving(CauseKind.SPLIT, rule.label, by_quota, new)


def _scaled(old: Bag, more: Fen) -> Bag:
    """Return a bag `more` larger, spread in proportion; the last line takes what rounding leaves."""
    total = old.total()
    found: Bag = Counter(old)
    rest = more
    for key, amount in old.items():
        share = half_up(more * amount, total) if total else 0
        found[key] += share
        rest -= share
    found[key] += rest
    return found


def _projects(both: _Years) -> Iterator[Effect]:
    """Yield projects added, ended, resized and moved; money carried over stays apart."""
    names = {old: new for new, old in rolled_projects.pairs(both.this.projects, both.last.projects).items()}
    subjects: dict[tuple[bool, str, str], tuple[Bag, Bag]] = {}
    for number in (0, 1):
        for line, amount in both.bag(number, both.is_project).items():
            goes_on = number == 1 or line.project in names
            name = line.project if number else names.get(line.project, line.project)
            subjects.setdefault((goes_on, name, line.carry), (Counter(), Counter()))[number][line] += amount
    for (_, name, carry), (old, new) in subjects.items():
        if carry == Carry.CARRIED:
            yield from steps_between(CauseKind.CARRIED, name, old, new)
        elif not old or not new:
            yield from steps_between(CauseKind.PROJECT_ADDED if new else CauseKind.PROJECT_ENDED, name, old, new)
        else:
            yield from _moving(CauseKind.PROJECT_RESIZED, name, old, new)


def _others(both: _Years) -> Iterator[Effect]:
    """Yield what is left by subject: typed lines by 款, income by source, and so on."""

    def left(line: BudgetLine) -> bool:
        return not (both.is_person(line) or both.is_quota(line) or both.is_project(line))

    subjects: dict[tuple[str, ...], tuple[Bag, Bag]] = {}
    for number in (0, 1):
        for key, amount in both.bag(number, left).items():
            subject = (key.side, key.nature, key.economic, key.fund, key.carry, key.procurement)
            subjects.setdefault(subject, (Counter(), Counter()))[number][key] += amount
    for (side, _, economic, fund, carry, _), (old, new) in subjects.items():
        kind = CauseKind.ENTERED if side == "支出" else CauseKind.INCOME if side == "收入" else CauseKind.OTHER_SIDE
        kind = CauseKind.CARRIED if carry == Carry.CARRIED else kind
        yield from _moving(kind, load("economic").name(economic) if economic else fund or side, old, new)


def _residue(both: _Years, found: list[Effect]) -> Iterator[Effect]:
    """Yield what no step explains, so that the parts always add up and a gap is seen."""
    explained = bag((effect.line for effect in found), both.this.budget.year)
    old, new = (both.bag(n, lambda _: True) for n in (0, 1))
    old.update(explained)
    yield from steps_between(CauseKind.REST, "", old, new)
