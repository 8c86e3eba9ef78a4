"""Comparing two files of a book: how they are related, and the differences in meaning."""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.commands.common import reading_file, show_json
from desktop.compute.difference import Difference, differences, of_records
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.describe import content_fields
from desktop.ledger.records import RECORD_TYPES, Budget, BudgetFacts, Record, Unit
from desktop.ledger.safety import chain
from desktop.ledger.unit_tree import UnitTree

Place = tuple[str, int, str, str]
"""Unit, year, stage and scenario of a budget."""

Row = tuple[object, ...]
"""What a record says, after the place of its budget."""

OF_A_UNIT = tuple(kind for kind in RECORD_TYPES if "unit_id" in kind.__dataclass_fields__ and kind is not Budget)
"""Kinds of records that belong to a unit, whatever the year."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One year of one unit in both files (None where a file has none) and the differences from first to second."""

    unit: str
    year: int
    first: Budget | None
    second: Budget | None
    differences: tuple[Difference, ...] = ()

    def heading(self) -> str:
        """Return unit, year and the stages compared; or the file that alone has it."""
        if self.first is None or self.second is None:
            return f"{self.unit} {self.year}年：只在{'第二份' if self.first is None else '第一份'}账本中有"
        return f"{self.unit} {self.year}年（第一份：{self.first.stage}；第二份：{self.second.stage}）"


def _wanted(parsed: argparse.Namespace) -> str:
    """Return which budgets are compared: of --budget, or of --year and --stage; empty: all. Raises UserError."""
    if parsed.budget or not (parsed.year or parsed.stage):
        return str(parsed.budget)
    if not parsed.year:
        raise UserError("比较两份账本时，--stage 要与 --year 一起写")
    return f"{parsed.year}/{parsed.stage}" if parsed.stage else str(parsed.year)


def books(parsed: argparse.Namespace) -> int:
    """Print how two book files are related and their differences, unit by unit and year by year."""
    first_path, second_path = Path(parsed.book), Path(parsed.a)
    if not second_path.is_file():
        raise UserError(f"找不到账本“{second_path}”；比较两份账本写两个文件，比较一份账本的两个年度写“账本 A B”")
    if first_path.resolve() == second_path.resolve():
        raise UserError("两个文件是同一份账本；请给出两份不同的文件")
    with reading_file(first_path, copy=parsed.copy) as first, reading_file(second_path, copy=parsed.copy) as second:
        named = _named(first, second, parsed)
        pairs = [pair for pair in compare(first, second, _wanted(parsed)) if not parsed.unit or pair.unit in named]
        relation = related(first, second)
        unlisted = [] if parsed.unit or _wanted(parsed) else _unlisted(first, second, pairs)
    if parsed.json:
        show_json({"relation": relation, "budgets": [_data(pair) for pair in pairs], "unlisted": unlisted})
        return 0
    print(relation)
    for pair in pairs:
        print(pair.heading())
        for difference in pair.differences:
            print(f"  {difference.describe()}")
    count = sum(len(pair.differences) + (pair.first is None or pair.second is None) for pair in pairs)
    if unlisted:
        print(f"没有逐项列出、但两份不同的还有：{'、'.join(unlisted)}")
    if count or not unlisted:
        print(f"共 {count} 处不同" if count else "两份内容相同")
    return 0


def _named(first: Book, second: Book, parsed: argparse.Namespace) -> set[str]:
    """Return the names of the units of --unit, with --all also those below. Raises UserError where no file has one."""
    trees = [
        (UnitTree(book.units()), names) for book, names in zip((first, second), _labels(first, second), strict=True)
    ]
    found = set()
    for name in parsed.unit:
        known = [tree for tree in trees if any(name.strip() in (unit.name, unit.code) for unit in tree[0].units)]
        for tree, names in known or trees[:1]:  # a near name is refused with the names there are
            unit = tree.find(name)
            found |= {names[each.id] for each in (tree.subtree(unit) if parsed.all else [unit])}
    return found


def _labels(first: Book, second: Book) -> tuple[dict[int, str], dict[int, str]]:
    """Return by what name the units of each file go: where a file has two of one name, with their codes."""
    names = [{unit.id: _name(unit) for unit in book.units()} for book in (first, second)]
    names[1] |= _renamed(first, second)
    doubled = {name for each in names for name, count in Counter(each.values()).items() if count > 1}
    return _labelled(first, names[0], doubled), _labelled(second, names[1], doubled)


def _labelled(book: Book, names: Mapping[int, str], doubled: set[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for unit in book.units():
        name = names[unit.id]
        label = f"{name}（{f'编码 {unit.code}' if unit.code else '没有编码'}）" if name in doubled else name
        before = sum(each.startswith(label) for each in found.values()) if name in doubled else 0
        found[unit.id] = f"{label}（第 {before + 1} 个）" if before else label
    return found


def _renamed(first: Book, second: Book) -> dict[int, str]:
    """Return the first book's names of the units that bear another one in the second copy of the same book.

    What number and code say counts only where neither file has a unit of the other's name.
    """
    if first.ledger_id != second.ledger_id:
        return {}
    names = [{_name(unit) for unit in book.units()} for book in (first, second)]
    older = {(unit.id, unit.code): _name(unit) for unit in first.units() if _name(unit) not in names[1]}
    return {
        unit.id: older[unit.id, unit.code]
        for unit in second.units()
        if _name(unit) not in names[0] and (unit.id, unit.code) in older
    }


def related(first: Book, second: Book) -> str:
    """Return in Chinese how two files are related by their histories."""
    if first.ledger_id != second.ledger_id:
        return "两个文件不是同一账本的副本，按单位和年度比较"
    first_chain, second_chain = first.chain(), second.chain()
    relation = chain.relation(first_chain, second_chain)
    common = chain.last_common(first_chain, second_chain)
    ahead, behind = sum(number > common for number in first_chain), sum(number > common for number in second_chain)
    if relation is chain.Relation.UNKNOWN:
        return "同一账本的两份副本，其中一份清除过修改历史，无法确认谁接着谁"
    if relation is chain.Relation.FORKED and not chain.parting_is_known(first_chain, second_chain):
        return "同一账本的两份副本，各有对方没有的修改；其中一份清除过修改历史，从哪一步分开已无法知道"
    if relation is chain.Relation.FORKED:
        return f"同一账本的两份副本，第 {common} 步以后分开：第一份另有 {ahead} 步修改，第二份另有 {behind} 步"
    if ahead or behind:
        return f"同一账本，第{'一' if ahead else '二'}份接着另一份，多 {ahead or behind} 步修改"
    done = first.last_done(), second.last_done()
    if done[0] == done[1]:
        return "同一账本，修改步骤相同"
    undone = sum(min(done) < number <= max(done) for number in first_chain)
    return f"同一账本，步骤相同，但第{'一' if done[0] < done[1] else '二'}份撤销了最后 {undone} 步"


def compare(first: Book, second: Book, budget: str = "") -> list[Pair]:
    """Return the years of the units of both books, the newest stage of each, or only the budget named."""
    labels = _labels(first, second)
    first_budgets, second_budgets = _budgets(first, budget, labels[0]), _budgets(second, budget, labels[1])
    if not first_budgets and not second_budgets:
        raise UserError(f"两份账本中都没有“{budget}”" if budget else "两份账本中都没有预算")
    pairs, seen = [], set()
    for key in sorted({*first_budgets, *second_budgets}, key=lambda key: (key[0], -key[1])):
        a, b = first_budgets.get(key), second_budgets.get(key)
        differing = []
        if a and b:
            older, newer = first.facts(a), second.facts(b)
            differing = [*([] if key[0] in seen else _of_unit(first, second, older, newer)), *differences(older, newer)]
            seen.add(key[0])
        pairs.append(Pair(key[0], key[1], a, b, tuple(differing)))
    return pairs


def _of_unit(first: Book, second: Book, older: BudgetFacts, newer: BudgetFacts) -> Iterator[Difference]:
    """Yield in what the unit itself and what belongs to it whatever the year differ."""
    name = older.unit.name
    if name != newer.unit.name:
        yield Difference(Unit.ABOUT.label, name, "单位名称", name, newer.unit.name)
    yield from of_records(Unit, older, newer, lambda facts: [replace(facts.unit, name=name)])
    for kind in OF_A_UNIT:
        held = {True: first.records(kind, unit_id=older.unit.id), False: second.records(kind, unit_id=newer.unit.id)}
        for found in of_records(kind, older, newer, partial(_held, held, older)):
            yield replace(found, subject=found.subject or name)


def _held(held: Mapping[bool, Sequence[Record]], older: BudgetFacts, facts: BudgetFacts) -> Sequence[Record]:
    return held[facts is older]


def _unlisted(first: Book, second: Book, pairs: list[Pair]) -> list[str]:
    """Return the kinds of records that differ and of which no pair lists a difference: notes, stages, scenarios."""
    listed = {difference.group for pair in pairs for difference in pair.differences}
    names = _labels(first, second)
    places = _places(first, names[0]), _places(second, names[1])
    both = {*places[0].values()} & {*places[1].values()}
    labels = [
        kind.ABOUT.label
        for kind in RECORD_TYPES
        if _contents(first, kind, places[0], both) != _contents(second, kind, places[1], both)
    ]
    return [label for label in dict.fromkeys(labels) if label not in listed]


def _places(book: Book, names: dict[int, str]) -> dict[int, Place]:
    """Return unit, year, stage and scenario of each budget by its id; names: by which the units go."""
    budgets = [*book.records(Budget), *book.scenarios()]
    return {each.id: (names[each.unit_id], each.year, each.stage, each.scenario) for each in budgets}


def _contents(
    book: Book, kind: type[Record], places: dict[int, Place], both: set[Place]
) -> Counter[tuple[object, ...]]:
    """Return what the records of a kind say, of budgets only those that both files have; not where they are stored."""
    records = [*book.records(kind), *(book.scenarios() if kind is Budget else ())]
    names = [field.name for field in content_fields(kind)]
    of_budget = "budget_id" in kind.__dataclass_fields__
    return Counter(
        (place, *(getattr(record, name) for name in names))
        for record in records
        if (place := places.get(getattr(record, "budget_id", 0))) in both or not of_budget
    )


def _budgets(book: Book, budget_name: str, names: dict[int, str]) -> dict[tuple[str, int], Budget]:
    """Return the newest stage of each unit and year, or the one that is named: 2025, 2025/一上.

    names: by which the units go.
    """
    year, _, stage = budget_name.partition("/")
    newest: dict[tuple[str, int], Budget] = {}
    for unit in book.units():
        for budget in sorted(book.budgets(unit.id), key=lambda b: b.id):
            if year.strip() in ("", str(budget.year)) and stage.strip() in ("", budget.stage):
                newest[names[unit.id], budget.year] = budget
    return newest


def _name(unit: Unit) -> str:
    return unit.name or unit.code


def _data(pair: Pair) -> dict[str, object]:
    from desktop import reports

    stages = [budget.stage if budget else None for budget in (pair.first, pair.second)]
    differing = [reports.difference(difference) for difference in pair.differences]
    return {"unit": pair.unit, "year": pair.year, "stages": stages, "differences": differing}
