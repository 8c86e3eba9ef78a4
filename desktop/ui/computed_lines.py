"""The computed lines of the open book, as the screens show them."""

from collections import Counter
from typing import TYPE_CHECKING

from desktop.catalog.search import running_of
from desktop.compute import drafting
from desktop.compute.lines import BudgetLine
from desktop.ledger.records import BudgetFacts
from desktop.money import Fen
from desktop.ui.opened_book import OpenedBook

if TYPE_CHECKING:
    from desktop.compute.explain import Node

COMPUTED = ("person", "quota", "quota_split", "project_line", "public_line", "summed_line", "adjustment")
"""Origins of lines that are computed."""


class ComputedLines:
    """What people, quotas, projects and followed expenditure come to, and why."""

    def __init__(self, opened: OpenedBook) -> None:
        self._opened = opened

    def lines(self) -> tuple[list[BudgetLine], list[BudgetLine]]:
        """Return the computed expenditure lines of this and of last year."""
        cube = self._opened.disclosure.cube
        computed = [line for line in cube.lines if line.side == "支出" and line.origin.table in COMPUTED]
        return [x for x in computed if x.year == cube.year], [x for x in computed if x.year == cube.year - 1]

    def incomes(self) -> tuple[dict[int, Fen], dict[int, Fen]]:
        """Return what income that follows expenditure comes to in this and in last year, by the id of its record."""
        cube = self._opened.disclosure.cube
        this: dict[int, Fen] = {}
        last: dict[int, Fen] = {}
        for line in cube.lines:
            if line.side == "收入" and line.origin.table == "income":
                found = this if line.year == cube.year else last
                found[line.origin.record_id] = found.get(line.origin.record_id, 0) + line.amount
        return this, last

    def used_codes(self, key: str) -> tuple[str, ...]:
        """Return the codes of a classification (function, economic, government) likely to be meant, likeliest first.

        The running 项 of the unit and of its kinds of people (运行科目) stand before what lines carry; the more often a
        code is used, this year or last, the sooner it comes. Behind them stand the running 项 that such a unit has in
        the 款 of what it uses; who uses nothing of a 款 is not likely to mean one of it.
        """
        opened, own = self._opened, []
        if key == "function":
            own = [opened.unit.own_function, *(each.function_code for each in opened.facts.running_functions)]
        counted = Counter(getattr(line, key) for line in opened.disclosure.cube.lines if line.side == "支出")
        often = sorted(counted, key=lambda code: (-counted[code], code))
        used = [code for code in (*own, *often) if code]
        running = running_of(opened.unit.kind, used, opened.budget.year) if key == "function" else []
        return tuple(dict.fromkeys((*used, *running)))

    def explain(self, line: BudgetLine) -> "Node | None":
        """Return why a computed line of this year has its amount; None for typed lines and other years."""
        from desktop.compute import explain

        if line.year != self._opened.budget.year or line.origin.table not in COMPUTED:
            return None
        facts, lines = self._opened.facts, list(self._opened.disclosure.cube.lines)
        if self._opened.view is not None:
            part = next(each for each in self._opened.view.parts if each.unit.name == line.unit)
            return unit_explained(self._opened.book.facts(part.budget), line)
        if all(each.key != line.key for each in lines):
            return None  # its record was just taken back, and the list that shows it is not drawn anew yet
        return explain.explain(facts, drafting.draft(facts).values, line, lines)


def unit_explained(facts: BudgetFacts, line: BudgetLine) -> "Node | None":
    """Return why a line of a 汇总 has its amount in the unit it comes from, before anything was eliminated."""
    from desktop.compute import explain
    from desktop.units.unit_lines import UnitMemory

    own = UnitMemory().computed(facts, {})
    found = next((each for each in own.lines if each.key == line.key.partition("~")[0]), None)
    return explain.explain(own.facts, own.drafted.values, found, own.lines) if found is not None else None
