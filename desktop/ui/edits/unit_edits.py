"""Edits of the units of a book: add, rename, move, end, copy between them, a parameter for many at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.findings import UserError
from desktop.ledger.records import Budget, ParameterValue, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ui.opened_book import OpenedBook

if TYPE_CHECKING:
    from desktop.ledger.units import Copied
    from desktop.packs.reading import Pack


class UnitEdits:
    """Each edit is one named step. Raises UserError in plain words for what cannot be; then nothing has changed."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened
        self._book = opened.book

    def tree(self) -> UnitTree:
        """Return the tree of units as it is now."""
        return UnitTree(self._book.units())

    def budget_of(self, unit: Unit) -> Budget | None:
        """Return a unit's budget of the year and stage in view, else its newest of that year, else its newest."""
        wanted = self._opened.budget
        budgets = self._book.budgets(unit.id)
        of_year = [budget for budget in budgets if budget.year == wanted.year]
        same = [budget for budget in of_year if budget.stage == wanted.stage]
        newest = [budget for budget in budgets if budget.year == budgets[0].year]
        return next(iter(same or of_year[-1:] or newest[-1:]), None)

    def add(self, unit: Unit) -> Unit:
        """Add a unit with draft budgets of the years the book is at, and turn to it."""
        from desktop.ledger import units

        years = {budget.year for budget in self._book.records(Budget)}
        newest = max(years, default=0)
        added = units.add(self._book, unit, (year for year in years if year >= newest - 1))
        self._opened.done(f"新增单位 {added.name}")
        budget = self.budget_of(added)
        if budget is not None:
            self._opened.choose(budget)
        return added

    def rename(self, unit: Unit, name: str, code: str) -> None:
        """Give a unit another name and code; lines that name it as the other one follow."""
        from desktop.ledger import units

        left = units.rename(self._book, unit, name, code)
        more = f"；已冻结的阶段中有 {left} 行的对方单位仍是原来的名称或编码" if left else ""
        self._opened.done(f"单位改名 {name}{more}")

    def move(self, unit: Unit, parent: Unit | None, place: int | None = None) -> None:
        """Put a unit below another one (at the top, for None), at a place counted from 0, else as the last one."""
        from desktop.ledger import units

        units.move(self._book, unit, parent, place)
        self._opened.done(f"移动单位 {unit.name}")

    def end(self, unit: Unit, year: int, successor: Unit | None) -> None:
        """Let a unit end (机构改革); its figures of before go to its successor."""
        from desktop.ledger import units

        units.end(self._book, unit, year, successor)
        self._opened.done(f"单位撤并 {unit.name}")

    def copy(self, source: Unit, targets: Iterable[Unit], what: Collection["Copied"]) -> int:
        """Copy settings, texts or values of parameters of the year in view from one unit to others, as one step."""
        from desktop.ledger import units

        year = self._opened.budget.year
        chosen = list(targets)
        from_budget = self._require_budget(source, year)
        if not chosen or not what:
            raise UserError("请选择要复制到的单位和要复制的内容")
        name = f"从{source.name}复制{'、'.join(what)}"
        with self._book.operation(name):
            count = sum(units.copy(self._book, from_budget, self._require_budget(unit, year), what) for unit in chosen)
        self._opened.done(name)
        return count

    def set_parameter(self, units: Iterable[Unit], value: ParameterValue) -> None:
        """Give some units, in their budgets of the year in view, one dated local value of a parameter, as one step."""
        year = self._opened.budget.year
        budgets = [self._require_budget(unit, year) for unit in units]
        if not budgets:
            raise UserError("请至少选择一个单位")
        frozen = [self.tree().of_id(budget.unit_id).name for budget in budgets if budget.frozen_at]
        if frozen:
            raise UserError(f"“{'”“'.join(frozen)}”的阶段已冻结，不能修改；请不要选它们")
        name = f"改 {len(budgets)} 个单位的参数"
        with self._book.operation(name):
            for budget in budgets:
                same = {"parameter": value.parameter, "valid_from": value.valid_from}
                known = self._book.records(ParameterValue, budget_id=budget.id, **same)
                if known:
                    self._book.update(replace(known[0], value=value.value, reference=value.reference))
                else:
                    self._book.insert(replace(value, id=0, budget_id=budget.id))
        self._opened.done(name)

    def take_in(self, packs: Sequence["Pack"]) -> int:
        """Take packs of units in as one step, or control numbers alone; return how many budgets were taken in."""
        from desktop.packs import archive, controls, taking

        numbers = [pack for pack in packs if pack.kind == archive.CONTROLS]
        if numbers and len(packs) > 1:
            raise UserError(f"“{numbers[0].file}”是控制数；控制数一次装入一个文件，不与其他文件一起勾选")
        if numbers:
            plan = controls.plan(self._book, numbers[0])
            controls.take(self._book, plan)
            self._opened.done(f"装入{plan.unit.name}的控制数")
            return 1
        taken = taking.take(self._book, taking.plans(self._book, packs))
        self._opened.done(f"装入 {len(taken)} 个单位")
        return len(taken)

    def _require_budget(self, unit: Unit, year: int) -> Budget:
        found = [budget for budget in self._book.budgets(unit.id) if budget.year == year]
        if not found:
            raise UserError(f"“{unit.name}”没有{year}年预算；请先建立")
        return found[-1]
