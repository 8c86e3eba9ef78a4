"""Moving a budget on: the next stage as a copy of a frozen one, and the next year from this one.

Both are one undoable operation. Rolling forward keeps people, pay, quotas, typed lines and projects that go on, and
says in findings what a person must look at again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from desktop.dataclass import dataclass
from desktop.findings import Finding, Severity, UserError
from desktop.ledger import stages, timeline
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import (
    OF_A_BUDGET,
    Adjustment,
    Asset,
    AssetPlan,
    Attachment,
    Budget,
    CarryOut,
    DirectLine,
    EventPlan,
    FreeText,
    FundShare,
    Income,
    PayItem,
    Person,
    PersonChange,
    Procurement,
    Project,
    ProjectLine,
    ProjectYear,
    Record,
    Release,
    Remark,
    TakenIn,
    Unit,
)
from desktop.ledger.vocabulary import NONE_OF, Carry, PersonStatus, Stage, without_open_marks

_MARK = re.compile(r"\s*结转自\d{4}年，请核对$")
"""The mark of an earlier year in a note; the new one takes its place."""


@dataclass(slots=True)
class Rolled:
    """The new budget and the findings a person must check in it."""

    budget: Budget
    findings: list[Finding] = field(default_factory=list)


def next_stage(book: Book, budget: Budget, stage: Stage, elsewhere: Mapping[Stage, str] | None = None) -> Budget:
    """Freeze a budget and return its copy as the next stage; elsewhere: documents of the stages between them.

    Raises UserError where the stage was or is earlier. What is still open in the budget, and whether every stage
    between has its document, is asked by `units.gates`, which commands and window go through.
    """
    require_official(budget)
    stages.require_order(book, budget, stage)
    with book.operation(f"{budget.year}年预算转入{stage}"):
        if not budget.frozen_at:
            stages.freeze(book, budget)
        copy = book.insert(replace(budget, id=0, stage=str(stage), frozen_at=None))
        copied = (kind for kind in OF_A_BUDGET if kind is not Release)
        copy_records(book, copy, ((kind, book.records(kind, budget_id=budget.id)) for kind in copied))
        _carry_contact(book, budget, copy)
        stages.record_elsewhere(book, copy, elsewhere or {})
    return copy


def roll_forward(book: Book, budget: Budget) -> Rolled:
    """Make next year's draft from a budget. Raises UserError when next year has one with content."""
    require_official(budget)
    year = budget.year + 1
    if book.records(TakenIn, budget_id=budget.id):
        raise UserError(f"{budget.year}年预算是装入的，由单位自己编制；{year}年请装入单位新的数据包")
    (unit,) = book.records(Unit, id=budget.unit_id)
    if unit.ended_by(year):
        raise UserError(f"“{unit.name}”自{unit.ended_year}年已撤并，没有结转到{year}年；撤并年度不对的，请先改正")
    for existing in book.records(Budget, unit_id=budget.unit_id, year=year):
        if not book.is_empty(existing):
            raise UserError(f"{year}年预算已有内容，没有结转，账本未改动；如需重新结转，请先清空{year}年预算")
    with book.operation(f"由{budget.year}年结转到{year}年"):
        new_budget = book.budget_of_year(budget.unit_id, year)
        new_budget = replace(new_budget, policy=new_budget.policy or budget.policy)
        book.update(new_budget)
        roll = _Roll(book, budget)
        copy_records(book, new_budget, roll.records())
        _carry_contact(book, budget, new_budget)
    return Rolled(new_budget, roll.findings)


def _carry_contact(book: Book, budget: Budget, copy: Budget) -> None:
    """Let a copy begin with 公开联系人 and 联系电话: they are typed once for the unit."""
    for release in book.records(Release, budget_id=budget.id):
        if release.contact or release.phone:
            book.insert(replace(stages.contact_only(release), budget_id=copy.id))


def require_official(budget: Budget) -> None:
    """Raise UserError for a scenario (测算方案): it has no stages and no next year of its own."""
    if budget.scenario:
        raise UserError(f"现在打开的是测算方案“{budget.scenario}”，不是正式数据；请先采用它，或者回到正式数据")


def copy_records(book: Book, budget: Budget, groups: Iterable[tuple[type[Record], Iterable[Record]]]) -> None:
    """Insert copies under another budget; references to projects and people follow their copies.

    A note on a record that has no copy stays behind: under the old number it would speak of another record.
    """
    new_ids: dict[tuple[str, int], int] = {}
    for kind, records in groups:
        for record in records:
            changes: dict[str, Any] = {"id": 0, "budget_id": budget.id}
            for name, table in REFERENCES:
                old = getattr(record, name, None)
                if old is not None:
                    changes[name] = new_ids[(table, old)]
            if isinstance(record, Remark | Attachment):
                owner = _new_owner(record, budget, new_ids)
                if owner is None:
                    continue
                changes["record_id"] = owner
            new_ids[(kind.TABLE, record.id)] = book.insert(replace(record, **changes)).id


def _new_owner(note: Remark | Attachment, budget: Budget, new_ids: dict[tuple[str, int], int]) -> int | None:
    """Return the number under which the copy of a note's record is known, None where it has no copy."""
    if note.record_table == Budget.TABLE:
        return None if isinstance(note, Attachment) else budget.id  # what was signed is the stage before
    of_budget = {kind.TABLE for kind in OF_A_BUDGET}
    unchanged = None if note.record_table in of_budget else note.record_id
    return new_ids.get((note.record_table, note.record_id), unchanged)


REFERENCES = tuple((f"{kind.TABLE}_id", kind.TABLE) for kind in (Project, Person, ProjectLine))
"""Fields that name a record of the same budget."""


PLANNED_ANEW = (Procurement, AssetPlan, EventPlan)
"""What is planned anew each year and does not roll, though next year's publication speaks of it."""


class _Roll:
    """Decides, record by record, what next year's budget begins with."""

    def __init__(self, book: Book, budget: Budget) -> None:
        self._book, self._budget = book, budget
        self._year = budget.year + 1
        self.findings: list[Finding] = []
        plans = self._of(ProjectYear)
        self._planned = {p.project_id for p in plans}
        self._measured = {line.project_id for line in self._of(ProjectLine)}
        self._goes_on = {p.project_id for p in plans if p.year >= self._year and p.amount}
        self._stays = {p.code for p in self._of(Person) if p.code and p.last_month == 12}
        self._changes: dict[int, list[PersonChange]] = {}
        self._pay: dict[int, list[PayItem]] = {}
        for change in self._of(PersonChange):
            self._changes.setdefault(change.person_id, []).append(change)
        for item in self._of(PayItem):
            self._pay.setdefault(item.person_id, []).append(item)
        self._rolled_ids: dict[type[Record], set[int]] = {}

    def _of(self, kind: type[Any]) -> list[Any]:
        return self._book.records(kind, budget_id=self._budget.id)

    def _mark(self, message: str) -> None:
        self.findings.append(Finding("结转", Severity.INFO, message))

    def records(self) -> Iterator[tuple[type[Record], list[Record]]]:
        """Yield the records of next year's budget by type, parents before children."""
        for kind in OF_A_BUDGET:
            if not kind.ABOUT.rolls:
                continue
            rolled = [new for old in self._of(kind) if (new := self._rolled(old)) is not None]
            if kind is Income:
                rolled += self._carried_in(len(rolled))
            self._rolled_ids[kind] = {record.id for record in rolled}
            yield kind, rolled
        self._mark_left()
        entries = len(self._of(Adjustment))
        if entries:
            self._mark(
                f"{self._budget.year}年有 {entries} 笔预算调整（追加、追减、调剂），属于当年，没有结转；"
                f"{self._year}年按批复数起编，长期的增减请写入{self._year}年"
            )
        self._mark(f"参数沿用{self._budget.year}年的包和本账本数值，{self._year}年如有新文件请录入新值和文号")

    def _mark_left(self) -> None:
        """Name what stays in the old year: a table or sentence of next year without it prints 0."""
        counts = [(kind.ABOUT.label, len(self._of(kind))) for kind in PLANNED_ANEW]
        if left := "、".join(f"{label} {count} 项" for label, count in counts if count):
            self._mark(
                f"{self._budget.year}年的{left}没有结转；{self._year}年有的请重新录入，没有录入的，公开表写 0；"
                "本年没有政府采购的，请在“说明”中写明没有"
            )
        carried = [each for kind in (ProjectLine, DirectLine) for each in self._of(kind) if each.carry == Carry.CARRIED]
        if carried:
            self._mark(
                f"{self._budget.year}年用上年结转资金安排的 {len(carried)} 行支出没有结转；"
                f"{self._year}年的结转资金请按决算数录入"
            )

    def _rolled(self, record: Record) -> Record | None:
        if isinstance(record, Person):
            return self._person(record)
        if isinstance(record, FreeText) and record.key in NONE_OF:
            return None
        if isinstance(record, PayItem):
            return self._pay_item(record) if record.person_id in self._rolled_ids[Person] else None
        if isinstance(record, FundShare):
            owners = self._rolled_ids[ProjectLine if record.project_line_id is not None else Person]
            return record if (record.project_line_id or record.person_id) in owners else None
        if isinstance(record, Project):
            return self._project(record)
        if isinstance(record, ProjectLine | DirectLine | Income) and record.carry == Carry.CARRIED:
            return None
        project = getattr(record, "project_id", None)
        if project is not None and project not in self._rolled_ids[Project]:
            return None
        if isinstance(record, DirectLine | Income):
            note = without_open_marks(_MARK.sub("", record.note))
            return replace(record, note=f"{note} 结转自{self._budget.year}年，请核对".strip())
        if isinstance(record, Asset):
            return replace(record, stock=record.stock + record.purchase, purchase=0)
        return record

    def _person(self, person: Person) -> Person | None:
        who = person.name or person.code or person.post
        if person.last_month < 12:
            if person.code in self._stays:
                return None
            self._mark(f"“{who}”{person.last_month}月后不再发放，没有结转；如已转为退休，请按退休人员录入")
            return None
        if person.status == PersonStatus.PLANNED:
            self._mark(f"“{who}”上年为拟招，请核对是否已到岗，已到岗的改为在职")
        elif person.first_month > 1:
            self._mark(f"“{who}”（{person.status}）上年{person.first_month}月起发放，已改为全年，请核对")
        state = timeline.at_the_end(person, self._changes.get(person.id, ()), self._pay.get(person.id, ()))
        if state is not None and state.person != person:
            self._mark(f"“{who}”年内变动后为{state.person.status}，已按年末情况结转，请核对")
            person = state.person
        return replace(person, first_month=1, first_job=0)

    def _pay_item(self, item: PayItem) -> PayItem | None:
        """Return the item with what is paid at the end of the year, None where it ended or a later one replaced it."""
        pay, changes = self._pay[item.person_id], self._changes.get(item.person_id, ())
        if any(other.item == item.item and other.month > item.month for other in pay):
            return None
        ended = max((change.month for change in changes if change.pay_ends), default=1)
        return replace(item, month=1) if item.month >= ended else None

    def _project(self, project: Project) -> Project | None:
        if project.id in self._planned and project.id not in self._goes_on:
            self._mark(f"项目“{project.name}”的分年计划到{self._budget.year}年为止，没有结转")
            return None
        what = "测算明细" if project.id in self._measured else "支出"
        self._mark(f"项目“{project.name}”的{what}沿用{self._budget.year}年，请按{self._year}年计划修改")
        if project.published_as:
            self._mark(
                f"项目“{project.name}”的公开方式“{project.published_as}”沿用{self._budget.year}年，请核对是否仍然合适"
            )
        elif project.confidential:
            self._mark(f"项目“{project.name}”不宜公开，还没有决定公开方式，请在“项目”页选择")
        return replace(project, **{each.name: each.default for each in fields_of(Project) if not each.rolls})

    def _carried_in(self, position: int) -> list[Income]:
        """Money planned to be carried out becomes income carried in."""
        incomes = []
        for number, record in enumerate(self._of(CarryOut)):
            self._mark(f"“{record.fund}”结转下年已列为上年结转收入，请按决算数核对并落实到项目")
            incomes.append(
                Income(position=position + number, source=record.fund, carry=Carry.CARRIED, amount=record.amount)
            )
        return incomes
