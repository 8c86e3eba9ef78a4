"""Taking packs in (装入): what would change is said first; then all of it is one step to undo, or nothing happens."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from desktop.compute import difference
from desktop.compute.difference import Difference
from desktop.dataclass import dataclass
from desktop.exchange.fill import explained
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.describe import fields_of
from desktop.ledger.records import (
    OF_A_BUDGET,
    OF_A_UNIT,
    Attachment,
    Budget,
    BudgetFacts,
    CheckResult,
    FreeText,
    Project,
    ProjectLine,
    Reason,
    Record,
    TakenIn,
    Unit,
)
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import Stage
from desktop.packs import archive, tables
from desktop.packs.content import amounts, lines_of
from desktop.packs.reading import Pack
from desktop.units import unit_lines

STAGES = [str(stage) for stage in Stage]


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a pack in would do. unit: the one of the book it is, None for a new one, which stands below parent.

    same: this very pack is in the book already. differences: from what was taken in before to the pack, by meaning.
    """

    pack: Pack
    unit: Unit | None
    parent: Unit | None
    same: bool = False
    replaced: Budget | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether something taken in before becomes another, which a person has to agree to."""
        return self.replaced is not None and not self.same


def plans(book: Book, packs: Sequence[Pack], under: str = "") -> list[Plan]:
    """Return what taking some packs in would do. Raises UserError where one of them cannot be taken in."""
    tree = units.tree_of(book)
    parent = tree.find(under) if under else None
    found: list[Plan] = []
    for pack in packs:
        for other in found:
            if pack.unit == other.pack.unit or (pack.code and pack.code == other.pack.code):
                raise UserError(
                    f"“{other.pack.file}”和“{pack.file}”的单位名称或编码相同（{pack.unit} {pack.code}），"
                    "没有装入任何一个；请核对后只留一个"
                )
        found.append(_plan(book, tree, pack, parent))
    return found


def take(book: Book, planned: Sequence[Plan]) -> list[Unit]:
    """Take packs in as one named operation; return the units. Raises UserError, and then nothing is taken in."""
    new = [plan for plan in planned if not plan.same]
    if not new:
        return []
    first = new[0].pack
    name = f"装入 {first.heading()}" if len(new) == 1 else f"装入 {len(new)} 个单位的数据包"
    now = datetime.now().isoformat(timespec="seconds")
    with book.operation(name):
        return [_taken(book, plan, now) for plan in new]


def _plan(book: Book, tree: UnitTree, pack: Pack, parent: Unit | None) -> Plan:
    _require_year(book, pack)
    unit = unit_of(tree, pack)
    if unit is None:
        _require_not_renamed(book, tree, pack)
        parent = parent or next((each for each in tree.units if each.ended_year is None), None)
        units.require_upper(tree, pack.budgets[0].unit, parent)
        return Plan(pack, None, parent)
    if unit.ended_by(pack.year):
        raise UserError(f"“{unit.name}”自{unit.ended_year}年已撤并，不能装入“{pack.file}”（{pack.year}年）")
    for facts in pack.budgets:
        _require_not_drafted(book, unit, facts, pack)
    earlier = [b for b in book.budgets(unit.id) if b.year == pack.year and book.records(TakenIn, budget_id=b.id)]
    ahead = [b.stage for b in earlier if STAGES.index(b.stage) > STAGES.index(pack.stage)]
    if ahead:
        raise UserError(f"“{unit.name}”已装入{pack.year}年“{ahead[-1]}”，“{pack.file}”是更早的“{pack.stage}”，没有装入")
    if not earlier:
        return Plan(pack, unit, parent)
    marks = {
        mark.fingerprint for b in earlier for mark in book.records(TakenIn, budget_id=b.id) if b.stage == pack.stage
    }
    before = max(earlier, key=lambda b: STAGES.index(b.stage))
    found = () if pack.fingerprint in marks else tuple(_differences(book, unit, before, pack))
    return Plan(pack, unit, parent, pack.fingerprint in marks, before, found)


def _require_year(book: Book, pack: Pack) -> None:
    years = {budget.year for budget in book.records(Budget)}
    newest = max(years, default=pack.year)
    if pack.year != newest:
        raise UserError(
            f"“{pack.file}”是{pack.year}年的，账本正在编{newest}年预算，没有装入；请换相应年度的账本或数据包"
        )


def _require_not_renamed(book: Book, tree: UnitTree, pack: Pack) -> None:
    """Refuse a pack under the name that a unit of the book had before: as a new unit it would be counted twice."""
    present = {unit.id: unit.name for unit in tree.units}
    for change in book.changes_of((Unit.TABLE,)):
        if (change.before or {}).get("name") == pack.unit and change.record_id in present:
            raise UserError(
                f"账本中原来叫“{pack.unit}”的单位现在是“{present[change.record_id]}”，“{pack.file}”中还是原来的名称，"
                "没有装入；同一个单位请先统一名称或填上编码，确是另一个单位的先用新增单位建立"
            )


def unit_of(tree: UnitTree, pack: Pack) -> Unit | None:
    """Return the unit of a book that a pack is of, by code and name. Raises UserError where they contradict."""
    by_code = [unit for unit in tree.units if pack.code and unit.code == pack.code]
    by_name = [unit for unit in tree.units if unit.name == pack.unit]
    for unit in by_code:
        if unit.name != pack.unit:
            raise UserError(
                f"账本中编码“{pack.code}”是“{unit.name}”，“{pack.file}”中是“{pack.unit}”，没有装入；请先核对编码和名称"
            )
    for unit in by_name:
        if pack.code and unit.code and unit.code != pack.code:
            raise UserError(
                f"账本中“{unit.name}”的编码是“{unit.code}”，“{pack.file}”中是“{pack.code}”，没有装入；请先核对编码和名称"
            )
    return next(iter([*by_code, *by_name]), None)


def _require_not_drafted(book: Book, unit: Unit, facts: BudgetFacts, pack: Pack) -> None:
    """Refuse to write over what was drafted in this book, unless it comes to the same."""
    year, stage = facts.budget.year, facts.budget.stage
    for budget in book.records(Budget, unit_id=unit.id, year=year):
        if book.records(TakenIn, budget_id=budget.id):
            continue
        own = book.facts(budget)
        of_before = year != pack.year and amounts(lines_of(own)) == amounts(lines_of(facts))
        if (unit_lines.has_content(own) or budget.frozen_at) and not of_before:
            where = "" if budget.stage == stage else f"（“{budget.stage}”阶段）"
            raise UserError(
                f"账本中“{unit.name}”的{year}年预算{where}是在本账本编制的，没有用“{pack.file}”覆盖；"
                "请先核对，或在另一份账本中装入"
            )


def _differences(book: Book, unit: Unit, before: Budget, pack: Pack) -> list[Difference]:
    """Return what is another in the pack than in what was taken in before, of this year and of those compared with."""
    older, newer = book.facts(before), pack.budgets[0]
    found = [*of_other_records(older, newer), *difference.differences(older, newer)]
    for facts in pack.budgets[1:]:
        known = book.records(Budget, unit_id=unit.id, year=facts.budget.year, stage=facts.budget.stage)
        changes = difference.differences(book.facts(known[0]), facts) if known else []
        found += [replace(each, group=f"{facts.budget.year}年{facts.budget.stage}·{each.group}") for each in changes]
    return found


def of_other_records(older: BudgetFacts, newer: BudgetFacts) -> Iterator[Difference]:
    """Yield what else a pack says otherwise, by which two stages of a budget are not compared: execution, answers."""
    for column in tables.columns_of(Unit)[1:]:
        was, now = (tables.written(column, getattr(facts.unit, column.name)) for facts in (older, newer))
        if was != now:
            yield Difference(Unit.ABOUT.label, newer.unit.name, column.label, was, now)
    for kind in _OTHER:
        yield from difference.of_records(kind, older, newer, partial(archive.records_of, kind=kind))


_OTHER = tuple(
    kind for kind in tables.KINDS if kind not in (*difference.COMPARED, Unit, Budget, FreeText, Reason, CheckResult)
)
"""Kinds that are not compared in another way; how the checks ended follows from the rest."""


def _taken(book: Book, plan: Plan, now: str) -> Unit:
    pack = plan.pack
    main = pack.budgets[0]
    unit = _unit(book, plan, main.unit)
    for kind in OF_A_UNIT:
        for record in book.records(kind, unit_id=unit.id):
            book.delete(record)
        for position, record in enumerate(archive.records_of(main, kind)):
            _insert(book, pack, kind, record, {"unit_id": unit.id, "position": position})
    for facts in pack.budgets:
        _write(book, pack, unit, facts, now)
    return unit


def _unit(book: Book, plan: Plan, sent: Unit) -> Unit:
    """Return the unit of the book, with what the pack says of it; it stays where it stands in the tree."""
    if plan.unit is None:
        return units.add(book, replace(sent, id=0, parent_id=plan.parent.id if plan.parent else None))
    names = [column.name for column in tables.columns_of(Unit) if column is not tables.ID]
    changed = replace(
        plan.unit, **{name: getattr(sent, name) for name in names if getattr(sent, name) or name != "code"}
    )
    book.update(changed)
    return changed


def _write(book: Book, pack: Pack, unit: Unit, facts: BudgetFacts, now: str) -> None:
    """Write one budget of a pack in the place of what was taken in before, and freeze it."""
    sent = facts.budget
    known = book.records(Budget, unit_id=unit.id, year=sent.year, stage=sent.stage)
    drafted = known and not book.records(TakenIn, budget_id=known[0].id)
    if drafted and (known[0].frozen_at or unit_lines.has_content(book.facts(known[0]))):
        return  # drafted here, and it comes to the same
    budget = known[0] if known else book.insert(Budget(unit_id=unit.id, year=sent.year, stage=sent.stage))
    budget = replace(budget, policy=sent.policy, frozen_at=None)
    book.update(budget)
    for kind in reversed(OF_A_BUDGET):
        for record in book.records(kind, budget_id=budget.id):
            if not (isinstance(record, Attachment) and record.is_of_stage):
                book.delete(record)
    numbers: dict[tuple[str, int], int] = {}
    for kind in OF_A_BUDGET:
        listed = facts.taken_in if kind is TakenIn else archive.records_of(facts, kind) if kind in tables.KINDS else ()
        for position, record in enumerate(listed):
            places: dict[str, object] = {"budget_id": budget.id, "position": position}
            places |= {name: numbers[table, old] for name, table, old in _references(record) if old is not None}
            if kind is TakenIn:
                places["taken_at"] = now
            numbers[kind.TABLE, record.id] = _insert(book, pack, kind, record, places).id
    book.update(replace(budget, frozen_at=now))


def _references(record: Record) -> list[tuple[str, str, int | None]]:
    named = (("project_id", Project.TABLE), ("project_line_id", ProjectLine.TABLE))
    return [(name, table, getattr(record, name)) for name, table in named if hasattr(record, name)]


def _insert(book: Book, pack: Pack, kind: type[Record], record: Record, places: dict[str, object]) -> Record:
    known = {field.name for field in fields_of(kind)}
    changes: dict[str, object] = {"id": 0, **{name: value for name, value in places.items() if name in known}}
    try:
        return book.insert(replace(record, **changes))  # type: ignore[arg-type]
    except sqlite3.IntegrityError as error:
        member = tables.file_of(kind) if kind in tables.KINDS else kind.ABOUT.label
        raise UserError(
            f"文件“{pack.file}”的成员“{member}”第 {record.id + 1} 行：{explained(kind, error)}；没有装入任何内容"
        ) from error
