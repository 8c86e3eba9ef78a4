"""Comparing two files of a book: how they are related, and the differences in meaning."""

import argparse
from pathlib import Path

from desktop.commands.common import reading_file, show_json
from desktop.compute.difference import Difference, differences
from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit
from desktop.ledger.safety import chain


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
        relation, pairs = related(first, second), compare(first, second, _wanted(parsed))
    if parsed.json:
        show_json({"relation": relation, "budgets": [_data(pair) for pair in pairs]})
        return 0
    print(relation)
    for pair in pairs:
        print(pair.heading())
        for difference in pair.differences:
            print(f"  {difference.describe()}")
    count = sum(len(pair.differences) + (pair.first is None or pair.second is None) for pair in pairs)
    print(f"共 {count} 处不同" if count else "两份内容相同")
    return 0


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
    first_budgets, second_budgets = _budgets(first, budget), _budgets(second, budget)
    if not first_budgets and not second_budgets:
        raise UserError(f"两份账本中都没有“{budget}”" if budget else "两份账本中都没有预算")
    pairs = []
    for key in sorted({*first_budgets, *second_budgets}, key=lambda key: (key[0], -key[1])):
        a, b = first_budgets.get(key), second_budgets.get(key)
        differing = differences(first.facts(a), second.facts(b)) if a and b else []
        pairs.append(Pair(key[0], key[1], a, b, tuple(differing)))
    return pairs


def _budgets(book: Book, budget_name: str) -> dict[tuple[str, int], Budget]:
    """Return the newest stage of each unit and year, or the one that is named: 2025, 2025/一上."""
    year, _, stage = budget_name.partition("/")
    newest: dict[tuple[str, int], Budget] = {}
    for unit in book.units():
        for budget in sorted(book.budgets(unit.id), key=lambda b: b.id):
            if year.strip() in ("", str(budget.year)) and stage.strip() in ("", budget.stage):
                newest[_name(unit), budget.year] = budget
    return newest


def _name(unit: Unit) -> str:
    return unit.name or unit.code


def _data(pair: Pair) -> dict[str, object]:
    from desktop import reports

    stages = [budget.stage if budget else None for budget in (pair.first, pair.second)]
    differing = [reports.difference(difference) for difference in pair.differences]
    return {"unit": pair.unit, "year": pair.year, "stages": stages, "differences": differing}
