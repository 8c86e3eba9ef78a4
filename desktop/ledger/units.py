"""The named operations on the units of a book: begin a book, add, rename, move, end, copy; each is one step to undo.

They raise UserError in plain words and then leave everything as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Budget,
    DirectLine,
    FreeText,
    Income,
    LayoutChoice,
    ParameterValue,
    RunningFunction,
    Unit,
)
from desktop.ledger.unit_tree import UnitTree, outlives, plain

Keyed = FreeText | ParameterValue | LayoutChoice
"""Records of a budget that are copied by what names them."""

__all__ = ["Copied", "add", "begin", "copy", "end", "move", "rename", "tree_of"]


class Copied(StrEnum):
    """What is copied from unit to unit."""

    SETTINGS = "设置"
    """The policy pack, the 项 that each kind of people is booked to, and the settings of the layout."""
    TEXTS = "文字"
    VALUES = "参数"
    """The book's own values of parameters."""


def begin(
    path: Path, unit: Unit, year: int, form: str, policy: str = "", functions: Mapping[str, str] | None = None
) -> None:
    """Make a book of one unit with a year and the one before, in a layout. Raises UserError, and leaves no file.

    functions: the 项 of kinds of people that are booked apart (各类人员运行科目).
    """
    with Book.create(path) as book:
        try:
            with book.operation("新建账本"):
                owner = book.insert(unit)
                book.insert(Budget(unit_id=owner.id, year=year - 1))
                book.insert(Budget(unit_id=owner.id, year=year, policy=policy))
                for staff, code in (functions or {}).items():
                    book.insert(RunningFunction(unit_id=owner.id, staff=staff, function_code=code))
            book.choose_form(form)
        except BaseException:
            book.close()
            path.unlink(missing_ok=True)
            raise


def tree_of(book: Book) -> UnitTree:
    """Return the tree of the units of a book."""
    return UnitTree(book.units())


def add(book: Book, unit: Unit, years: Iterable[int] = ()) -> Unit:
    """Add a unit as the last one below its upper unit, with a draft budget of each of some years; return it."""
    unit = replace(unit, id=0, name=unit.name.strip(), code=unit.code.strip())
    tree = tree_of(book)
    _require_distinct(tree, unit)
    parent = tree.of_id(unit.parent_id) if unit.parent_id else None
    require_upper(tree, unit, parent)
    siblings = tree.children(parent)
    position = max((each.position for each in siblings), default=-1) + 1
    with book.operation(f"新增单位 {unit.name}"):
        added = book.insert(replace(unit, position=position))
        for year in sorted(years):
            book.insert(Budget(unit_id=added.id, year=year))
    return added


def rename(book: Book, unit: Unit, name: str = "", code: str | None = None) -> int:
    """Give a unit another name or code, also where lines name it as the other unit (对方单位).

    Return how many lines of frozen stages name it as before: they cannot change.
    """
    changed = replace(unit, name=name.strip() or unit.name, code=unit.code if code is None else code.strip())
    _require_distinct(tree_of(book), changed)
    renamed = ((unit.name, changed.name), (unit.code, changed.code))
    names = {plain(old): new for old, new in renamed if old and old != new}
    with book.operation(f"单位改名 {unit.name} → {changed.name} {changed.code}".strip()):
        book.update(changed)
        frozen = {budget.id for budget in book.records(Budget) if budget.frozen_at}
        lines: list[Income | DirectLine] = [*book.records(Income), *book.records(DirectLine)] if names else []
        naming = [record for record in lines if record.counterpart and plain(record.counterpart) in names]
        for record in naming:
            if record.budget_id not in frozen:
                book.update(replace(record, counterpart=names[plain(record.counterpart)]))
    return sum(record.budget_id in frozen for record in naming)


def move(book: Book, unit: Unit, parent: Unit | None, place: int | None = None) -> None:
    """Put a unit below another one (at the top, for None), at a place counted from 0, else as the last one."""
    tree = tree_of(book)
    if parent is not None and parent.id in {each.id for each in tree.subtree(unit)}:
        raise UserError(f"“{parent.name}”就在“{unit.name}”之下（或就是它），不能再作它的上级；请先移动“{parent.name}”")
    if parent is not None and unit.parent_id != parent.id:
        require_upper(tree, unit, parent)
    siblings = [each for each in tree.children(parent) if each.id != unit.id]
    siblings.insert(len(siblings) if place is None else max(0, place), unit)
    with book.operation(f"移动单位 {unit.name}"):
        for position, each in enumerate(siblings):
            moved = replace(each, parent_id=parent.id if parent else None) if each.id == unit.id else each
            book.update(replace(moved, position=position))


def end(book: Book, unit: Unit, year: int, successor: Unit | None) -> None:
    """Let a unit end (机构改革): from a year on it has no budget; its figures of before go to its successor, if any."""
    tree = tree_of(book)
    if not 2000 <= year <= 2100:
        raise UserError(f"年度“{year}”不对；请填四位年份，例如 2027")
    require_upper(tree, replace(unit, ended_year=year), tree.above(unit))
    going_on = [each.name for each in tree.children(unit) if not each.ended_by(year)]
    if going_on:
        raise UserError(f"“{unit.name}”之下还有“{'”“'.join(going_on)}”；请先移走或撤并它们")
    written = [budget for budget in book.budgets(unit.id) if budget.year >= year and not book.is_empty(budget)]
    if written:
        last = written[0].year
        raise UserError(f"“{unit.name}”的{last}年预算已有内容，不能从{year}年撤并；请先清空，或改为以后的年度")
    if successor is not None:
        _require_going_on(tree, unit, year, successor)
    with book.operation(f"单位撤并 {unit.name}"):
        book.update(replace(unit, ended_year=year, successor_id=successor.id if successor else None))


def copy(book: Book, source: Budget, target: Budget, what: Iterable[Copied]) -> int:
    """Copy settings, texts or values of parameters from one unit's budget to another's; return how many were written.

    What the other one has under the same name is written over; all else of it stays.
    """
    parts = list(dict.fromkeys(what))
    if source.id == target.id:
        raise UserError("复制的来源和目标是同一个单位的同一个预算；请写两个不同的单位")
    if target.frozen_at:
        raise UserError(f"{target.year}年“{target.stage}”已冻结，不能修改")
    with book.operation(f"复制{'、'.join(parts)}"):
        count = 0
        if Copied.SETTINGS in parts:
            book.update(replace(target, policy=source.policy))
            count += 1 + _copy_functions(book, source.unit_id, target.unit_id)
            count += _copy_keyed(book, source, target, LayoutChoice, ("setting",))
        if Copied.TEXTS in parts:
            count += _copy_keyed(book, source, target, FreeText, ("key",))
        if Copied.VALUES in parts:
            count += _copy_keyed(book, source, target, ParameterValue, ("parameter", "valid_from"))
    return count


def _copy_functions(book: Book, source: int, target: int) -> int:
    known = {record.staff: record for record in book.records(RunningFunction, unit_id=target)}
    copied = book.records(RunningFunction, unit_id=source)
    for record in copied:
        if record.staff in known:
            book.update(replace(known[record.staff], function_code=record.function_code))
        else:
            book.insert(replace(record, id=0, unit_id=target))
    return len(copied)


def _copy_keyed(book: Book, source: Budget, target: Budget, kind: type[Keyed], names: tuple[str, ...]) -> int:
    def key(record: Keyed) -> tuple[object, ...]:
        return tuple(getattr(record, name) for name in names)

    known = {key(record): record.id for record in book.records(kind, budget_id=target.id)}
    copied = book.records(kind, budget_id=source.id)
    for record in copied:
        added = replace(record, id=known.get(key(record), 0), budget_id=target.id)
        if added.id:
            book.update(added)
        else:
            book.insert(added)
    return len(copied)


def _require_distinct(tree: UnitTree, unit: Unit) -> None:
    if not unit.name:
        raise UserError("单位名称不能为空；请填写单位全称")
    for other in tree.units:
        if other.id != unit.id and plain(other.name) == plain(unit.name):
            raise UserError(f"账本中已有单位“{unit.name}”；两个单位不能同名")
        if other.id != unit.id and unit.code and plain(other.code) == plain(unit.code):
            raise UserError(f"单位编码“{unit.code}”已由“{other.name}”使用；请换一个编码")


def require_upper(tree: UnitTree, unit: Unit, parent: Unit | None) -> None:
    """Refuse to let a unit that goes on stand below one that has ended (撤并). Raises UserError."""
    if parent is not None and outlives(unit, parent):
        heir = tree.successor(parent)
        way = "请另选上级单位" if heir.id == parent.id else f"请改放在并入的“{heir.name}”之下"
        raise UserError(f"“{parent.name}”自{parent.ended_year}年撤并，不能再有下级单位“{unit.name}”；{way}")


def _require_going_on(tree: UnitTree, unit: Unit, year: int, successor: Unit) -> None:
    if successor.id == unit.id:
        raise UserError(f"“{unit.name}”不能并入自己；请另选一个单位")
    if successor.ended_by(year):
        raise UserError(f"“{successor.name}”自{successor.ended_year}年也已撤并；请选继续存在的单位")
    if tree.successor(successor).id == unit.id:
        raise UserError(f"“{successor.name}”已定为并入“{unit.name}”，不能再反过来；请先核对")
