"""One open book with its chosen budget and form: every edit goes through here and is one named operation."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import pipeline
from desktop.catalog import policy as policies
from desktop.catalog.policy import Policy
from desktop.compute import drafting
from desktop.compute.lines import BudgetLine
from desktop.findings import Finding, UserError
from desktop.ledger.book import Book
from desktop.ledger.journal import Operation
from desktop.ledger.records import (
    Acceptance,
    Asset,
    Budget,
    BudgetFacts,
    DirectLine,
    Establishment,
    FreeText,
    Income,
    Institution,
    PayItem,
    Person,
    Project,
    Reason,
    Record,
    Release,
    Unit,
)
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN, Fen
from desktop.pipeline import Disclosure
from desktop.ui.rows import ExpenditureRow, IncomeRow

if TYPE_CHECKING:
    from desktop.compute.explain import Node
    from desktop.published.proposal import Proposal

R = TypeVar("R", bound=Record)

CHECK_AFTER = 60
"""Milliseconds after a change at which the checks run: the screens are drawn, and typing on is not held up."""

COMPUTED = ("person", "quota", "quota_split", "project_line")
"""Origins of lines that are computed."""


class Session(QObject):
    """The state behind the window. `changed` is emitted after every change; screens then read again.

    The checks follow when the screens have been drawn; `checked` says that they are done.
    """

    changed = Signal()
    checked = Signal()
    said = Signal(str)

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book
        self._together = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._check)
        self.form = pipeline.form_of(book)
        self.budget: Budget = pipeline.newest_budget(book)
        self.disclosure: Disclosure = pipeline.of_book(book, self.form, self.budget)

    @property
    def facts(self) -> BudgetFacts:
        """Facts of the chosen budget."""
        return self.disclosure.facts

    @property
    def last(self) -> BudgetFacts | None:
        """Facts of last year's budget, None when nothing was entered."""
        return self.disclosure.last

    @property
    def unit(self) -> Unit:
        """The unit of the chosen budget."""
        return self.facts.unit

    @property
    def policy(self) -> Policy | None:
        """The policy pack of the chosen budget, None where it names none."""
        return policies.load(self.budget.policy) if self.budget.policy else None

    def refresh(self) -> None:
        """Compute everything anew and tell the screens; a budget that an undo took away gives way to the newest."""
        found = self.book.records(Budget, id=self.budget.id)
        self.budget = found[0] if found else pipeline.newest_budget(self.book)
        self.disclosure = pipeline.of_book(self.book, self.form, self.budget)
        self.changed.emit()
        self._later.start(CHECK_AFTER)

    def _check(self) -> None:
        if self.disclosure.outcomes:
            self.checked.emit()

    def choose(self, budget: Budget) -> None:
        """Turn to another budget."""
        self.budget = budget
        self.refresh()

    def choose_form(self, form: str) -> None:
        """Turn to another layout and keep it with the book."""
        self.form = form
        self.book.choose_form(form)
        self.refresh()

    def next_undo(self) -> Operation | None:
        """Return what undo would take back; never the step that began the book."""
        operation = self.book.next_undo()
        return None if operation is None or operation.id == self.book.founding() else operation

    def undo(self) -> None:
        """Take back the last operation."""
        operation = self.book.undo() if self.next_undo() else None
        if operation:
            self.refresh()
            self.said.emit(f"已撤销：{operation.name}")

    def redo(self) -> None:
        """Repeat the operation taken back last."""
        operation = self.book.redo()
        if operation:
            self.refresh()
            self.said.emit(f"已重做：{operation.name}")

    def go_back_to(self, operation: Operation) -> None:
        """Take back an operation and all that came after it."""
        while (last := self.next_undo()) is not None and last.id >= operation.id:
            self.book.undo()
        self.refresh()
        self.said.emit(f"已撤销到“{operation.name}”之前")

    def take_back(self, operation: Operation) -> None:
        """Take back one operation alone. Raises UserError when later ones touched the same records."""
        if operation.id == self.book.founding():
            raise UserError("这是账本的第一步，不能恢复")
        if not self.book.take_back(operation):
            raise UserError("后来又改过同样的内容，不能单独恢复这一步；可以撤销到这一步之前")
        self._done(f"恢复“{operation.name}”")

    def _done(self, text: str) -> None:
        if self._together:
            return
        self.refresh()
        self.said.emit(f"已保存：{text}")

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Make several edits one step, computed once at its end."""
        self._together = True
        try:
            with self.book.operation(name):
                yield
        finally:
            self._together = False
        self._done(name)

    def found(self, record: R) -> R | None:
        """Return a record as it stands in the book now, None when it is gone."""
        return next(iter(self.book.records(type(record), id=record.id)), None)

    def project_name(self, line: DirectLine) -> str:
        """Return the name of a line's project as the book has it now."""
        return self.book.records(Project, id=line.project_id)[0].name if line.project_id else ""

    def again(self, record: R) -> R:
        """Return a record as it stands in the book now (inside a step, before anything is computed anew)."""
        return self.book.records(type(record), id=record.id)[0]

    # edits --------------------------------------------------------------------------------------------

    def _budget_for(self, *, last: bool) -> Budget:
        if not last:
            return self.budget
        return self.book.budget_of_year(self.budget.unit_id, self.budget.year - 1)

    def set_amount(self, row: ExpenditureRow | IncomeRow, fen: Fen | None, *, last: bool) -> None:
        """Set one side's amount of a row; None removes that side's line."""
        year = self.budget.year - (1 if last else 0)
        record = row.last if last else row.this
        shown = "清除" if fen is None else f"改为 {YUAN.show(fen)} 元"
        name = f"{year}年金额{shown}"
        with self.book.operation(name):
            if record is not None and fen is None:
                self.book.delete(record)
            elif record is not None and fen is not None:
                self.book.update(replace(record, amount=fen))
            elif fen is not None:
                self._insert_side(row, fen, self._budget_for(last=last))
        self._done(name)

    def _insert_side(self, row: ExpenditureRow | IncomeRow, fen: Fen, budget: Budget) -> None:
        if isinstance(row, IncomeRow):
            position = len(self.book.records(Income, budget_id=budget.id))
            self.book.insert(replace(row.line, id=0, budget_id=budget.id, position=position, amount=fen))
            return
        position = len(self.book.records(DirectLine, budget_id=budget.id))
        project = self._project(budget, row.project) if row.project else None
        line = replace(row.line, id=0, budget_id=budget.id, position=position, project_id=project, amount=fen)
        self.book.insert(line)

    def _project(self, budget: Budget, name: str) -> int:
        """Return the id of a project of a budget, made when there is none of that name."""
        known = self.book.records(Project, budget_id=budget.id)
        found = next((p for p in known if p.name == name), None)
        return found.id if found else self.book.insert(Project(budget_id=budget.id, position=len(known), name=name)).id

    def set_field(self, row: ExpenditureRow | IncomeRow, field: str, value: str) -> None:
        """Change a code or word of a row, in both years at once."""
        name = f"修改{FIELD_NAMES[field]}"
        with self.book.operation(name):
            for line, last in ((row.this, False), (row.last, True)):
                if line is None:
                    continue
                if field == "project":
                    budget = self._budget_for(last=last)
                    project = self._project(budget, value) if value else None
                    changed: dict[str, Any] = {"project_id": project}
                    self.book.update(replace(line, **changed))
                else:
                    changed = {field: value}
                    self.book.update(replace(line, **changed))
        self._done(name)

    def add_line(self, line: DirectLine, project: str) -> DirectLine:
        """Append an expenditure line to this year's budget."""
        with self.book.operation("新增支出行"):
            position = len(self.book.records(DirectLine, budget_id=self.budget.id))
            project_id = self._project(self.budget, project) if project else None
            made = self.book.insert(replace(line, budget_id=self.budget.id, position=position, project_id=project_id))
        self._done("新增支出行")
        return made

    def add_income(self, record: Income) -> Income:
        """Append an income record to this year's budget."""
        with self.book.operation("新增收入行"):
            position = len(self.book.records(Income, budget_id=self.budget.id))
            made = self.book.insert(replace(record, budget_id=self.budget.id, position=position))
        self._done("新增收入行")
        return made

    def delete_rows(self, rows: list[ExpenditureRow] | list[IncomeRow]) -> None:
        """Remove rows with both their years, as one step."""
        name = f"删除 {len(rows)} 行"
        with self.book.operation(name):
            for row in rows:
                for record in (row.this, row.last):
                    if record is not None:
                        self.book.delete(record)
        self._done(name)

    def records(self, kind: type[R]) -> list[R]:
        """Return the records of a kind that belong to the chosen budget (or, for its structure, to the unit)."""
        if kind is Unit:
            return self.book.records(kind, id=self.unit.id)
        owner = {"unit_id": self.unit.id} if kind in (Institution, Establishment) else {"budget_id": self.budget.id}
        return self.book.records(kind, **owner)

    def add_record(self, fresh: Record, name: str) -> None:
        """Append a record of any kind; a name that is taken gets a number."""
        if isinstance(fresh, Unit):
            raise UserError("一个账本窗口只编一个单位；请直接修改这一行")
        of_unit = isinstance(fresh, Institution | Establishment)
        owner = {"unit_id": self.unit.id} if of_unit else {"budget_id": self.budget.id}
        known = self.records(type(fresh))
        changed: dict[str, Any] = {**owner}
        if "position" in fresh.__dataclass_fields__:
            changed["position"] = len(known)
        for unique in ("name", "kind"):
            taken = {getattr(r, unique) for r in known if hasattr(r, unique)}
            limited = isinstance(fresh, Project) if unique == "name" else isinstance(fresh, Asset)
            if limited and getattr(fresh, unique) in taken:
                changed[unique] = f"{getattr(fresh, unique)}{len(known) + 1}"
        try:
            with self.book.operation(name):
                self.book.insert(replace(fresh, **changed))
        except sqlite3.IntegrityError as error:
            raise UserError("已有相同的一行；请先把那一行改好，再新增") from error
        self._done(name)

    def add_people(self, people: list[Person]) -> None:
        """Append people as one step."""
        name = f"新增 {len(people)} 人"
        with self.book.operation(name):
            for position, person in enumerate(people, len(self.records(Person))):
                self.book.insert(replace(person, budget_id=self.budget.id, position=position))
        self._done(name)

    def save_record(self, record: Record, name: str) -> None:
        """Store a changed record of any kind. Raises UserError when its name is already taken."""
        try:
            with self.book.operation(name):
                self.book.update(record)
        except sqlite3.IntegrityError as error:
            raise UserError("已有同名的一行，请换一个名称") from error
        self._done(name)

    def delete_records(self, records: list[Record]) -> None:
        """Remove records as one step. Raises UserError when lines still use a project."""
        name = f"删除 {len(records)} 行"
        if any(isinstance(record, Unit) for record in records):
            raise UserError("单位不能删除；请直接修改这一行")
        try:
            with self.book.operation(name):
                for record in records:
                    for item in self.book.records(PayItem, person_id=record.id) if isinstance(record, Person) else ():
                        self.book.delete(item)
                    self.book.delete(record)
        except sqlite3.IntegrityError as error:
            raise UserError("该项目还有支出行、测算明细、采购或指标，请先删除或改到其他项目") from error
        self._done(name)

    def set_pay_item(self, person: Person, item: str, label: str, fen: Fen | None) -> None:
        """Set one pay item of a person; None removes it."""
        name = f"修改{label}"
        with self.book.operation(name):
            found = self.book.records(PayItem, person_id=person.id, item=item)
            if fen is None:
                for old in found:
                    self.book.delete(old)
            elif found:
                self.book.update(replace(found[0], amount=fen))
            else:
                self.book.insert(PayItem(budget_id=self.budget.id, person_id=person.id, item=item, amount=fen))
        self._done(name)

    def set_pay_items(self, person: Person, amounts: dict[str, Fen | None]) -> None:
        """Set several pay items of a person; None removes one."""
        found = {item.item: item for item in self.book.records(PayItem, person_id=person.id)}
        with self.book.operation("修改工资项"):
            for item, fen in amounts.items():
                old = found.get(item)
                if old is not None and fen is None:
                    self.book.delete(old)
                elif old is not None and fen is not None:
                    self.book.update(replace(old, amount=fen))
                elif fen is not None:
                    self.book.insert(PayItem(budget_id=self.budget.id, person_id=person.id, item=item, amount=fen))
        self._done("修改工资项")

    def choose_policy(self, key: str) -> None:
        """Compute the budget with another policy pack (empty: nothing is computed)."""
        name = "选择政策参数"
        with self.book.operation(name):
            self.book.update(replace(self.budget, policy=key))
        self._done(name)

    def take_import(self, kind: str, rows: list[Any]) -> None:
        """Put accepted rows of a roster or project list into the chosen budget."""
        from desktop.intake import project_list, roster

        add = roster.add_people if kind == "roster" else project_list.add_projects
        added, updated = add(self.book, self.budget, rows)
        self._done(f"导入：新增 {added}，更新 {updated}")

    def next_stage(self, stage: Stage) -> None:
        """Freeze the chosen budget and go on with its copy."""
        from desktop.ledger import rolling

        self.budget = rolling.next_stage(self.book, self.budget, stage)
        self._done(f"转入{stage}")

    def roll_forward(self) -> list[Finding]:
        """Begin next year's budget and turn to it; return what must be looked at."""
        from desktop.ledger import rolling

        rolled = rolling.roll_forward(self.book, self.budget)
        self.budget = rolled.budget
        self._done(f"结转到{rolled.budget.year}年")
        return rolled.findings

    def keep_release(self, record: Release) -> None:
        """Keep the release record of the budget as one step."""
        with self.book.operation("填写公开审批记录"):
            if record.id:
                self.book.update(record)
            else:
                self.book.insert(replace(record, budget_id=self.budget.id))
        self._done("填写公开审批记录")

    def accept_finding(self, finding: Finding, reason: str) -> None:
        """Accept a finding with a reason; an empty reason takes the acceptance back."""
        kept = [a for a in self.facts.acceptances if (a.code, a.subject) == (finding.code, finding.message)]
        name = f"{'说明' if reason else '取消说明'} {finding.code}"
        with self.book.operation(name):
            for old in kept:
                self.book.delete(old)
            if reason:
                accepted = Acceptance(
                    budget_id=self.budget.id, code=finding.code, subject=finding.message, reason=reason
                )
                self.book.insert(accepted)
        self._done(name)

    def take_last_year(self, proposal: "Proposal") -> None:
        """Enter the published figures of last year as one step."""
        from desktop.published import entry

        entry.enter(self.book, proposal)
        self._done(f"导入{proposal.facts.budget.year}年公开数")

    def check_text(self, path: Path) -> list[Finding]:
        """Hold a text that was edited elsewhere against the book."""
        from desktop.intake import rows

        lines = rows.read_paragraphs(path)
        return pipeline.check_text(self.facts, self.last, self.disclosure.form, lines)

    def computed_lines(self) -> tuple[list[BudgetLine], list[BudgetLine]]:
        """Return the computed expenditure lines of this and of last year."""
        cube = self.disclosure.cube
        made = [line for line in cube.lines if line.side == "支出" and line.origin.table in COMPUTED]
        return [x for x in made if x.year == cube.year], [x for x in made if x.year == cube.year - 1]

    def explain(self, line: BudgetLine) -> "Node | None":
        """Return why a computed line of this year has its amount; None for typed lines and other years."""
        from desktop.compute import explain

        if line.year != self.budget.year or line.origin.table not in COMPUTED:
            return None
        drafted = drafting.draft(self.facts)
        return explain.explain(self.facts, drafted.values, line, list(self.disclosure.cube.lines))

    def text_offered(self, key: str) -> str:
        """Return last year's free text with its years one later; {…} in it gives this year's figures by itself."""
        text = self.last.texts.get(key, "") if self.last else ""
        return re.sub(r"(20[0-9]{2})(?=年)", lambda year: str(int(year[1]) + 1), text)

    def reason_offered(self, figure_id: str) -> str:
        """Return the computed causes of a figure's change, in words; a person confirms them."""
        from desktop.compute import causes

        figure = self.disclosure.figures.get(figure_id)
        if self.last is None or not figure.where:
            return ""
        parts = causes.causes(causes.effects(self.last, self.facts), figure.where)
        return causes.wording(parts, self.disclosure.form.text_style)

    def set_reason(self, figure: str, label: str, text: str) -> None:
        """Store the reason for a figure's change; an empty text removes it."""
        self._set_words(Reason(budget_id=self.budget.id, figure=figure, text=text.strip()), "figure", label)

    def set_text(self, key: str, label: str, text: str) -> None:
        """Store a free text of the narrative; an empty text removes it."""
        self._set_words(FreeText(budget_id=self.budget.id, key=key, text=text.strip()), "key", label)

    def _set_words(self, record: Reason | FreeText, by: str, label: str) -> None:
        found = self.book.records(type(record), budget_id=self.budget.id, **{by: getattr(record, by)})
        old = found[0] if found else None
        if (old.text if old else "") == record.text:
            return
        name = f"填写{label}"
        with self.book.operation(name):
            if old is not None and record.text:
                self.book.update(replace(old, text=record.text))
            elif old is not None:
                self.book.delete(old)
            else:
                self.book.insert(record)
        self._done(name)


FIELD_NAMES = {
    "source": "收入来源",
    "function_code": "功能科目",
    "economic_code": "经济科目",
    "government_code": "政府经济科目",
    "nature": "支出性质",
    "project": "项目",
    "fund": "资金来源",
    "carry": "当年或结转",
    "note": "备注",
}
"""Chinese names of the editable fields of an expenditure row."""
