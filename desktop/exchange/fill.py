"""Writing what a file of exchanged data holds into a book, as one named operation: all of it or nothing."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.exchange import load, shape, unknown_names
from desktop.exchange.load import Node
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import Budget, Project, Record, Unit
from desktop.ledger.records.projects import TWO_OF_ONE_NAME
from desktop.ledger.vocabulary import Stage

_UNIQUE = re.compile(r"UNIQUE constraint failed: (.*)")
_CHECK = re.compile(r"CHECK constraint failed: (\w+)")


def load_file(
    target: Path,
    file: Path,
    notice: Callable[[str], None] | None = None,
    year: int = 0,
    stage: str = "",
    step: str = "",
) -> dict[str, int]:
    """Fill a book, made where there is none, from a file; return how many records of each kind were written.

    year, stage: take only such budgets of the file.
    notice: takes what the file names and nothing on this computer knows, once all of it is written.
    step: what the history calls it, where “载入” and the name of the file would not say enough.

    Raises UserError, and leaves everything as it was, where anything does not fit.
    """
    units = load.read(file)
    if year or stage:
        _keep(units, file.name, year, stage)
    is_new = not target.exists()
    with Book.create(target) if is_new else Book.open(target) as book:
        try:
            counts = _Filling(book, file.name).write(units, step)
        except BaseException:
            if is_new:
                book.close()
                target.unlink(missing_ok=True)
            raise
    if notice is not None:
        for text in unknown_names.found(units):
            notice(text)
    return counts


def _keep(units: Sequence[Node], name: str, year: int, stage: str) -> None:
    """Leave out the budgets of other years and stages. Raises UserError where none is left."""
    found, left = [], 0
    for unit in units:
        budgets = [child for child in unit.children if child.kind is Budget]
        for budget in budgets:
            own = (budget.values.get("year", 0), budget.values.get("stage", str(Stage.DRAFT)))
            found.append(f"{own[0]}年{own[1]}")
            if (year or own[0]) == own[0] and (stage or own[1]) == own[1]:
                left += 1
            else:
                unit.children.remove(budget)
    if not left:
        wanted = f"{f'{year}年' if year else ''}{f'“{stage}”' if stage else ''}"
        raise UserError(f"文件“{name}”中没有{wanted}的预算，没有载入任何内容；现有：{'、'.join(found) or '无'}")


class _Filling:
    """Writes the records of a file, and keeps what each of them became."""

    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name = book, name
        self._written: dict[str, Record] = {}
        self._notes: list[Node] = []
        self._late: list[tuple[Record, str, str]] = []
        self.counts: dict[str, int] = {}

    def write(self, units: Sequence[Node], step: str) -> dict[str, int]:
        """Write all units as one operation."""
        with self._book.operation(step or f"载入 {self._name}"):
            known = self._book.units()
            for position, node in enumerate(units):
                found = next((unit for unit in known if unit.name == node.values.get("name")), None)
                if known and found is None:
                    names = "、".join(unit.name for unit in known)
                    raise self._refusal(node, f"账本中的单位是“{names}”，与文件不同；请换一个账本，或先改单位名称")
                unit = self._insert(node, position, {}) if found is None else self._completed(node, found)
                self._children(node, unit, {})
            for record, name, path in self._late:
                self._book.update(replace(record, **{name: self._written[path].id}))
            for note in self._notes:
                self._note(note)
            self._freeze()
        return self.counts

    def _refusal(self, node: Node, text: str) -> UserError:
        return UserError(f"文件“{self._name}”的 {node.path}：{text}。没有载入任何内容")

    def _completed(self, node: Node, found: Record) -> Record:
        """Return a record of the book with what the file adds; what the book says already must not be another."""
        for field in shape.values_of(node.kind):
            own, value = getattr(found, field.name), node.values.get(field.name, field.default)
            if own not in (value, field.default):
                text = f"账本中“{field.label}”是“{own}”，文件是“{value}”；请先核对，改成一致"
                raise self._refusal(node, text)
        changed = replace(found, **node.values)
        if changed != found:
            self._book.update(changed)
        self._written[node.path] = changed
        return changed

    def _children(self, node: Node, record: Record, where: dict[str, int]) -> None:
        inner = where | {shape.owner_field(type(record)): record.id}
        for kind in shape.children_of(node.kind):
            found = [child for child in node.children if child.kind is kind]
            if kind in shape.NOTES:
                self._notes += found
            elif found and kind is Budget:
                for child in found:
                    self._budget(child, inner)
            elif found:
                self._records(node, found, inner)

    def _records(self, node: Node, found: list[Node], where: dict[str, int]) -> None:
        kind = found[0].kind
        if node.kind is Unit and self._book.records(kind, unit_id=where["unit_id"]):
            raise self._refusal(found[0], f"账本中已有“{kind.ABOUT.label}”，没有覆盖；请先删除账本中的，或从文件中去掉")
        for position, child in enumerate(found):
            self._children(child, self._insert(child, position, where), where)

    def _budget(self, node: Node, where: dict[str, int]) -> None:
        year, stage = node.values.get("year", 0), node.values.get("stage", str(Stage.DRAFT))
        scenario = node.values.get("scenario", "")
        known = self._book.records(Budget, unit_id=where["unit_id"], year=year, stage=stage, scenario=scenario)
        if known and not (self._book.is_empty(known[0]) and known[0].frozen_at is None):
            raise self._refusal(
                node, f"账本中{year}年“{scenario or stage}”已有内容，没有覆盖；请换一个账本，或先清空该年度"
            )
        thawed = replace(node, values={**node.values, "frozen_at": None})
        budget = self._completed(thawed, known[0]) if known else self._insert(thawed, 0, where)
        self._children(node, budget, where)
        if node.values.get("frozen_at") and isinstance(budget, Budget):
            self._written[node.path] = replace(budget, frozen_at=node.values["frozen_at"])

    def _freeze(self) -> None:
        """Freeze budgets last of all: nothing could be written into them any more."""
        for record in self._written.values():
            if isinstance(record, Budget) and record.frozen_at:
                self._book.update(record)

    def _insert(self, node: Node, position: int, where: dict[str, int]) -> Record:
        names = {field.name for field in fields_of(node.kind)}
        values: dict[str, Any] = {**where, "position": position}
        values = {name: value for name, value in values.items() if name in names} | node.values
        for name, (kind, number) in node.references.items():
            path = self._path_of(node, kind, number)
            if path in self._written:
                values[name] = self._written[path].id
        record = self._stored(node, node.kind(**values))
        self._late += [
            (record, name, path)
            for name, (kind, number) in node.references.items()
            if (path := self._path_of(node, kind, number)) not in self._written
        ]
        self._written[node.path] = record
        return record

    def _path_of(self, node: Node, kind: type[Record], number: int) -> str:
        """Return the path of the record a reference names: in the same budget, or a unit."""
        own = f"{kind.TABLE}[{number}]"
        return own if kind is Unit else f"{'.'.join(node.path.split('.')[:2])}.{own}"

    def _stored(self, node: Node, record: Record) -> Record:
        try:
            stored = self._book.insert(record)
        except sqlite3.IntegrityError as error:
            raise self._refusal(node, explained(node.kind, error)) from error
        except UserError as error:
            raise self._refusal(node, str(error)) from error
        self.counts[node.kind.TABLE] = self.counts.get(node.kind.TABLE, 0) + 1
        return stored

    def _note(self, node: Node) -> None:
        about = self._written[node.about]
        budget = self._written[".".join(node.path.split(".")[:2])]
        values = {**node.values, "budget_id": budget.id, "record_table": about.TABLE, "record_id": about.id}
        if "position" in node.kind.__dataclass_fields__:
            values["position"] = self.counts.get(node.kind.TABLE, 0)
        self._stored(node, node.kind(**values))
        if node.content:
            self._book.store_file(str(node.values["digest"]), node.content)


def explained(kind: type[Record], error: sqlite3.IntegrityError) -> str:
    """Return in Chinese why the book file refuses a record."""
    text = str(error)
    labels = {field.name: field.label for field in fields_of(kind)}
    unique, check = _UNIQUE.search(text), _CHECK.search(text)
    if unique:
        names = [part.rpartition(".")[2] for part in unique[1].split(", ")]
        same = "、".join(f"“{labels[name]}”" for name in names if labels.get(name))
        way_out = f"；{TWO_OF_ONE_NAME}" if kind is Project and "name" in names else ""
        return f"{same or kind.ABOUT.label}与前面的一条重复，只能有一条{way_out}"
    label = labels.get(check[1], "") if check else ""
    return f"“{label}”不能为空，或超出允许的范围" if label else f"{kind.ABOUT.label}的内容不完整（{text}）"
