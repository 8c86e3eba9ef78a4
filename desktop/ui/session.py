"""Every edit of the window: each is one named operation of the book."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from desktop import pipeline
from desktop.findings import Finding, UserError
from desktop.layouts.words.narrative import years_of
from desktop.layouts.words.paragraphs import Paragraph, template_of
from desktop.ledger.records import (
    OF_A_UNIT,
    Acceptance,
    Asset,
    Budget,
    DirectLine,
    FreeText,
    Income,
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
from desktop.ui.grids.year_pairs import FIELD_NAMES, ExpenditurePair, IncomePair
from desktop.ui.opened_book import OpenedBook

if TYPE_CHECKING:
    from desktop.published.proposal import Proposal

R = TypeVar("R", bound=Record)


class Session(OpenedBook):
    """An open book and what can be done to it. Raises UserError for what cannot be kept."""

    def _budget_for(self, *, last: bool) -> Budget:
        if not last:
            return self.budget
        return self.book.budget_of_year(self.budget.unit_id, self.budget.year - 1)

    def set_amount(self, row: ExpenditurePair | IncomePair, fen: Fen | None, *, last: bool) -> None:
        """Set one side's amount of a row; None removes that side's line."""
        year = self.budget.year - (1 if last else 0)
        record = row.last if last else row.this
        shown = "" if self._together else "清除" if fen is None else f"改为 {YUAN.show(fen)} 元"
        name = f"{year}年金额{shown}"
        with self.book.operation(name):
            if record is not None and fen is None:
                self.book.delete(record)
            elif record is not None and fen is not None:
                self.book.update(replace(record, amount=fen))
            elif fen is not None:
                self._insert_side(row, fen, self._budget_for(last=last))
        self._done(name)

    def _insert_side(self, row: ExpenditurePair | IncomePair, fen: Fen, budget: Budget) -> None:
        if isinstance(row, IncomePair):
            position = len(self.book.records(Income, budget_id=budget.id))
            self.book.insert(replace(row.line, id=0, budget_id=budget.id, position=position, amount=fen, follows=0))
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

    def set_field(self, row: ExpenditurePair | IncomePair, field: str, value: str) -> None:
        """Change a code or word of a row, in both years at once."""
        name = f"修改{FIELD_NAMES[field]}"
        if isinstance(row, IncomePair) and field == "follows":
            self._set_follows(row, name, follows=bool(value))
            return
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

    def _set_follows(self, row: IncomePair, name: str, *, follows: bool) -> None:
        """Let income of one year follow expenditure, or be typed again, beginning with what it came to."""
        record, fen = (row.this, row.amounts[0]) if row.this is not None else (row.last, row.amounts[1])
        if record is not None:
            with self.book.operation(name):
                self.book.update(replace(record, follows=int(follows), amount=record.amount if follows else fen or 0))
        self._done(name)

    def add_line(self, line: DirectLine, project: str, above: DirectLine | None = None) -> DirectLine:
        """Add an expenditure line to this year's budget, at the end or above another."""
        with self.book.operation("新增支出行"):
            position = self._make_room(above) if above else len(self.records(DirectLine))
            project_id = self._project(self.budget, project) if project else None
            made = self.book.insert(replace(line, budget_id=self.budget.id, position=position, project_id=project_id))
        self._done("新增支出行")
        return made

    def add_income(self, record: Income, above: Income | None = None) -> Income:
        """Add an income record to this year's budget, at the end or above another."""
        with self.book.operation("新增收入行"):
            position = self._make_room(above) if above else len(self.records(Income))
            made = self.book.insert(replace(record, budget_id=self.budget.id, position=position))
        self._done("新增收入行")
        return made

    def delete_rows(self, rows: list[ExpenditurePair] | list[IncomePair]) -> None:
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
        owner = {"unit_id": self.unit.id} if kind in OF_A_UNIT else {"budget_id": self.budget.id}
        return self.book.records(kind, **owner)

    def add_record(self, empty: Record, name: str, above: Record | None = None) -> Record:
        """Add a record of any kind at the end or above another, and return it; a name that is taken gets a number."""
        if isinstance(empty, Unit):
            raise UserError("一个账本窗口只编一个单位；请直接修改这一行")
        of_unit = isinstance(empty, OF_A_UNIT)
        owner = {"unit_id": self.unit.id} if of_unit else {"budget_id": self.budget.id}
        known = self.records(type(empty))
        changed: dict[str, Any] = {**owner}
        if "position" in empty.__dataclass_fields__:
            changed["position"] = len(known)
        for unique in ("name", "kind"):
            taken = {getattr(r, unique) for r in known if hasattr(r, unique)}
            limited = isinstance(empty, Project) if unique == "name" else isinstance(empty, Asset)
            if limited and getattr(empty, unique) in taken:
                changed[unique] = f"{getattr(empty, unique)}{len(known) + 1}"
        try:
            with self.book.operation(name):
                if above is not None and "position" in changed:
                    changed["position"] = self._make_room(above)
                made = self.book.insert(replace(empty, **changed))
        except sqlite3.IntegrityError as error:
            raise UserError("已有相同的一行；请先把那一行改好，再新增") from error
        self._done(name)
        return made

    def _make_room(self, above: Record) -> int:
        """Number the records of a kind so that one fits above another, and return its place (inside a step)."""
        kind = type(above)
        known = self.records(kind)
        place = next(n for n, record in enumerate(known) if record.id == above.id)
        for number, record in enumerate(known):
            changed: dict[str, Any] = {"position": number + (number >= place)}
            self.book.update(replace(record, **changed))
        return place

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
                    for part in self.book.parts_of(record):
                        self.book.delete(part)
                    self.book.delete(record)
        except sqlite3.IntegrityError as error:
            raise UserError("该项目还有支出行、测算明细、采购或指标，请先删除或改到其他项目") from error
        self._done(name)

    def set_pay_item(self, person: Person, item: str, label: str, fen: Fen | None) -> None:
        """Set one pay item of a person; None removes it."""
        name = f"修改{label}"
        with self.book.operation(name):
            found = self.book.records(PayItem, person_id=person.id, item=item, month=1)
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
        found = {item.item: item for item in self.book.records(PayItem, person_id=person.id, month=1)}
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

    def start_from_last_year(self) -> list[Finding]:
        """Fill this year's empty budget from last year's; return what must be looked at."""
        from desktop.ledger import rolling

        last = self.book.last_year_of(self.budget)
        if last is None or self.last is None:
            raise UserError("上年还没有数据；请先从“导入”读入上年公开数，或录入上年金额")
        rolled = rolling.roll_forward(self.book, last)
        self._done(f"以{last.year}年为底稿")
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
        earlier = [a for a in self.facts.acceptances if (a.code, a.subject) == (finding.code, finding.message)]
        name = f"{'说明' if reason else '取消说明'} {finding.code}"
        with self.book.operation(name):
            for old in earlier:
                self.book.delete(old)
            if reason:
                accepted = Acceptance(
                    budget_id=self.budget.id, code=finding.code, subject=finding.message, reason=reason
                )
                self.book.insert(accepted)
        self._done(name)

    def take_last_year(self, proposal: "Proposal", accepted: Collection[str] = ()) -> None:
        """Enter the published figures of last year as one step; accepted: keys of the accepted disagreements."""
        from desktop.published import entry

        entry.enter(self.book, proposal, accepted)
        self._done(f"导入{proposal.facts.budget.year}年公开数")

    def checking_text(self, path: Path) -> Callable[[], list[Finding]]:
        """Return the job that holds a text edited elsewhere against the book; UserError where nothing is in it."""
        from desktop.intake import text_check

        facts, last, form = self.facts, self.last, self.disclosure.form
        return lambda: pipeline.check_text(facts, last, form, text_check.checkable(path))

    def set_reason(self, figure: str, label: str, text: str) -> None:
        """Store the reason for a figure's change; an empty text removes it."""
        self._set_words(Reason(budget_id=self.budget.id, figure=figure, text=text.strip()), "figure", label)

    def set_text(self, key: str, label: str, text: str) -> None:
        """Store a free text of the narrative; an empty text removes it."""
        self._set_words(FreeText(budget_id=self.budget.id, key=key, text=text.strip()), "key", label)

    def reword(self, paragraph: Paragraph, text: str) -> None:
        """Keep a sentence in a person's words, its bound pieces by number; the form's own words take it back."""
        from desktop.layouts.words.spoken_years import without_spoken_years  # many patterns, seldom needed

        years = years_of(self.budget.year)
        written = without_spoken_years(text.strip(), years)
        of_form = without_spoken_years(template_of(paragraph), years)
        self.set_text(paragraph.key, "改写的段落", "" if written == of_form else written)

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
