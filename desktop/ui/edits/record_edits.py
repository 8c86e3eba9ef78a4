"""Edits of the records that have a row of their own: people, projects, assets and all other kinds."""

import sqlite3
from dataclasses import replace
from typing import Any

from desktop.findings import UserError
from desktop.ledger.records import OF_A_UNIT, SINGLE, Asset, PayItem, Person, Project, Record, Unit
from desktop.money import Fen
from desktop.ui.edits.placing import make_room
from desktop.ui.opened_book import OpenedBook


class RecordEdits:
    """Adds, changes and removes records of any kind, and the pay items of people.

    Raises UserError for what the book cannot hold.
    """

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._book = opened.book

    def add_record(self, empty: Record, name: str, above: Record | None = None) -> Record:
        """Add a record of any kind at the end or above another, and return it; a name that is taken gets a number."""
        if isinstance(empty, SINGLE):
            raise UserError(f"{empty.ABOUT.title or empty.ABOUT.label}只有一份；请直接修改")
        of_unit = isinstance(empty, OF_A_UNIT)
        owner = {"unit_id": self._opened.unit.id} if of_unit else {"budget_id": self._opened.budget.id}
        changed: dict[str, Any] = {**owner}
        if "position" in empty.__dataclass_fields__:
            changed["position"] = self._opened.count(type(empty))
        unique = {Project: "name", Asset: "kind"}.get(type(empty), "")
        known = self._opened.records(type(empty)) if unique else []
        if unique and getattr(empty, unique) in {getattr(record, unique) for record in known}:
            changed[unique] = f"{getattr(empty, unique)}{len(known) + 1}"
        try:
            with self._opened.step(name):
                if above is not None and "position" in changed:
                    changed["position"] = make_room(self._opened, above)
                added = self._book.insert(replace(empty, **changed))
        except sqlite3.IntegrityError as error:
            raise UserError("已有相同的一行；请先把那一行改好，再新增") from error
        return added

    def add_people(self, people: list[Person]) -> None:
        """Append people as one step."""
        name = f"新增 {len(people)} 人"
        with self._opened.step(name):
            for position, person in enumerate(people, self._opened.count(Person)):
                self._book.insert(replace(person, budget_id=self._opened.budget.id, position=position))

    def save_record(self, record: Record, name: str) -> None:
        """Store a changed record of any kind. Raises UserError when its name is already taken."""
        try:
            with self._opened.step(name):
                if isinstance(record, Unit):
                    self._rename_as(record)
                self._book.update(record)
        except sqlite3.IntegrityError as error:
            raise UserError("已有同名的一行，请换一个名称") from error

    def _rename_as(self, unit: Unit) -> None:
        """Let lines that name a unit as the other one follow its new name or code, which no other unit may have."""
        from desktop.ledger import units

        stored = self._opened.reread(unit)
        if (stored.name, stored.code) != (unit.name, unit.code):
            units.rename(self._book, stored, unit.name, unit.code)

    def delete_records(self, records: list[Record]) -> None:
        """Remove records as one step. Raises UserError when lines still use a project."""
        name = f"删除 {len(records)} 行"
        if single := next((record for record in records if isinstance(record, SINGLE)), None):
            raise UserError(f"{single.ABOUT.label}不能删除；请直接修改")
        try:
            with self._opened.step(name):
                for record in records:
                    for part in self._book.parts_of(record):
                        self._book.delete(part)
                    self._book.delete(record)
        except sqlite3.IntegrityError as error:
            raise UserError("该项目还有支出行、测算明细、采购、指标或控制数，请先删除或改到其他项目") from error

    def set_pay_item(self, person: Person, item: str, label: str, fen: Fen | None) -> None:
        """Set one pay item of a person; None removes it."""
        name = f"修改{label}"
        with self._opened.step(name):
            found = self._book.records(PayItem, person_id=person.id, item=item, month=1)
            if fen is None:
                for old in found:
                    self._book.delete(old)
            elif found:
                self._book.update(replace(found[0], amount=fen))
            else:
                self._book.insert(PayItem(budget_id=self._opened.budget.id, person_id=person.id, item=item, amount=fen))

    def set_pay_items(self, person: Person, amounts: dict[str, Fen | None]) -> None:
        """Set several pay items of a person; None removes one."""
        found = {item.item: item for item in self._book.records(PayItem, person_id=person.id, month=1)}
        with self._opened.step("修改工资项"):
            for item, fen in amounts.items():
                old = found.get(item)
                if old is not None and fen is None:
                    self._book.delete(old)
                elif old is not None and fen is not None:
                    self._book.update(replace(old, amount=fen))
                elif fen is not None:
                    self._book.insert(
                        PayItem(budget_id=self._opened.budget.id, person_id=person.id, item=item, amount=fen)
                    )
