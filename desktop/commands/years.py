"""Commands between years: roll-forward, diff, causes."""

import argparse
import sys
from contextlib import nullcontext
from itertools import groupby
from typing import TYPE_CHECKING, Any

from desktop.commands import comparing
from desktop.commands.common import (
    chosen,
    chosen_unit,
    named_units,
    newest_of,
    reading,
    say_which_unit,
    show_json,
    view_of,
    writing,
)
from desktop.commands.parsing import Command, add_copy, add_json, of_budget, of_units, reading_lines
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, TakenIn, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.money import YUAN

if TYPE_CHECKING:
    from desktop.compute.lines import BudgetLine
    from desktop.units.views import View


def find_budget(book: Book, name: str, unit: Unit | None = None) -> Budget:
    """Return the budget of a unit (the first one) by its name: 2025 (its newest stage), 2025/一上. Raises UserError."""
    year, _, stage = name.partition("/")
    budgets = [budget for each in ([unit] if unit else book.units()[:1]) for budget in book.budgets(each.id)]
    budgets.sort(key=lambda b: b.year)
    named = [b for b in budgets if str(b.year) == year.strip() and stage.strip() in ("", b.stage)]
    if not named:
        known = "、".join(f"{b.year}/{b.stage}" for b in budgets)
        raise UserError(f"账本中没有“{name}”；现有：{known or '无'}")
    return named[-1]


def _units(book: Book, parsed: argparse.Namespace) -> list[Unit]:
    """Return the units a command looks at one by one: the first one or those named, with --all also those below."""
    tree = UnitTree(book.units())
    units = named_units(book, parsed) or tree.units[:1]
    return list(dict.fromkeys(below for unit in units for below in tree.subtree(unit))) if parsed.all else units


def budgets_of(book: Book, parsed: argparse.Namespace, stage: str, years: int = 0) -> list[Budget]:
    """Return the budgets a step is made for: of a unit, with --all also of those below it, or of each one named.

    years: how many years ahead the step leads. Of several units all budgets are of one year; units that are left out
    are said.
    """
    units = _units(book, parsed)
    if len(units) < 2:
        return [newest_of(book, parsed.year, stage, chosen_unit(book, parsed))]
    year = parsed.year or max((b.year for unit in units for b in book.budgets(unit.id)), default=0)
    going_on = [unit for unit in units if not unit.ended_by(year + years)]
    of_year = [unit for unit in going_on if book.records(Budget, unit_id=unit.id, year=year)]
    found = [newest_of(book, year, stage, unit) for unit in of_year]
    taken = {budget.id for budget in found if book.records(TakenIn, budget_id=budget.id)}
    _say(f"没有{year}年预算，没有处理", [unit for unit in going_on if unit not in of_year])
    _say("已撤并，没有处理", [unit for unit in units if unit not in going_on and book.budgets(unit.id)])
    if taken:
        print(f"注意：有 {len(taken)} 个单位是装入的，没有处理；请装入它们新的数据包", file=sys.stderr)
    left = [budget for budget in found if budget.id not in taken]
    if not left:
        raise UserError(
            "这些单位都是装入的，由单位自己编制；请装入它们新的数据包" if taken else f"这些单位都没有{year}年预算"
        )
    return left


def _say(why: str, units: list[Unit]) -> None:
    if units:
        print(f"注意：“{'”“'.join(unit.name for unit in units)}”{why}", file=sys.stderr)


def roll_forward(parsed: argparse.Namespace) -> int:
    """Begin next year's budget from the newest one; with --all of every unit, as one step."""
    from desktop.units import next_year

    with writing(parsed) as book:
        budgets, names = budgets_of(book, parsed, parsed.stage, 1), {unit.id: unit.name for unit in book.units()}
        with book.operation(f"由{budgets[0].year}年结转") if len(budgets) > 1 else nullcontext():
            rolled = [next_year.roll_forward(book, budget) for budget in budgets]
    for before, after in zip(budgets, rolled, strict=True):
        whose = f"{names[before.unit_id]}：" if len(rolled) > 1 else ""
        count = len(after.findings)
        print(f"{whose}已由{before.year}年（{before.stage}）结转到{after.budget.year}年；请核对以下 {count} 项：")
        for finding in after.findings:
            print(f"  {finding.message}")
    return 0


def diff(parsed: argparse.Namespace) -> int:
    """Print the differences in meaning between two budgets of a book, or between two book files."""
    from desktop import reports
    from desktop.compute.difference import differences

    if parsed.b is None:
        return comparing.books(parsed)
    names = [_full(parsed, name) for name in (parsed.a, parsed.b)]
    with reading(parsed) as book:
        say_which_unit(book, parsed)
        listed = _units(book, parsed)
        units = [unit for unit in listed if book.budgets(unit.id)] if len(listed) > 1 else listed
        several = len(units) > 1
        differing, missing = [], []
        for unit in units:
            try:
                first, second = (book.facts(find_budget(book, name, unit)) for name in names)
            except UserError as error:
                if not several:
                    raise
                missing.append(f"“{unit.name}”没有比较：{error}")
            else:
                differing += [(unit.name, each) for each in differences(first, second)]
    if not units:
        raise UserError(f"账本“{parsed.book}”中还没有预算，没有可以比较的")
    if missing and len(missing) == len(units):
        raise UserError("\n".join(missing))
    for text in missing:
        print(f"注意：{text}", file=sys.stderr)
    if parsed.json:
        show_json([({"unit": name} if several else {}) | reports.difference(each) for name, each in differing])
        return 0
    for name, each in differing:
        print(f"{name}：{each.describe()}" if several else each.describe())
    compared = f"（{len(units) - len(missing)} 个单位）" if several else ""
    print((f"共 {len(differing)} 处不同" if differing else "两者相同") + compared)
    return 0


def _full(parsed: argparse.Namespace, name: str) -> str:
    """Return a name of a budget with the year or stage it leaves out, where --year or --stage say it."""
    year, _, stage = name.partition("/")
    if parsed.year and not year.strip().isdigit():
        return f"{parsed.year}/{name}"
    return f"{name}/{parsed.stage}" if parsed.stage and not stage else name


def causes(parsed: argparse.Namespace) -> int:
    """Print why each 项 differs from last year; the parts add up to the difference. Of several units one by one."""
    from desktop.units import unit_lines

    with reading(parsed) as book:
        view = view_of(book, parsed)
        if view is None:
            budget = chosen(book, parsed)
            changed = _causes(book, budget)
            if changed is None:
                raise UserError(f"账本中没有{budget.year - 1}年的数据，无法分析增减原因；请先录入上年预算")
        else:
            parts = [part for part in view.parts if unit_lines.has_content(book.facts(part.budget))]
            found = [(part.unit.name, _causes(book, part.budget)) for part in parts]
            changed = [{"unit": name, **item} for name, items in found for item in items or ()]
            if not any(items is not None for _, items in found):
                raise UserError(f"这些单位都没有{view.budget.year - 1}年的数据，无法分析增减原因；请先录入上年预算")
            for name in [name for name, items in found if items is None]:
                print(f"注意：“{name}”没有{view.budget.year - 1}年的数据，没有分析", file=sys.stderr)
            changed += _together(book, view)
    if parsed.json:
        show_json(changed)
        return 0
    for item in changed:
        whose = f"{item['unit']} " if "unit" in item else ""
        print(f"{whose}{item['code']} {item['name']}：{YUAN.show(item['fen'])} 元")
        for unit, of_unit in groupby(item["parts"], key=lambda part: part.get("unit", "")):
            _print_parts(unit, list(of_unit))
    if view is not None:
        print("各单位的原因没有抵销单位之间的往来；“汇总”各项按单位、再按原因列出，抵销和改列单列")
    return 0


def _print_parts(unit: str, parts: list[dict[str, Any]]) -> None:
    if unit:
        print(f"    {unit}：{YUAN.show(sum(part['fen'] for part in parts))} 元")
    for part in parts:
        words = f"{part['kind']} {part['subject']}" if part["subject"] else part["kind"]
        print(f"{'    ' * (2 if unit else 1)}{words}：{YUAN.show(part['fen'])} 元")


def _together(book: Book, view: "View") -> list[dict[str, Any]]:
    """Return the causes of the changes of all units together, by unit and within a unit by cause."""
    from desktop import reports
    from desktop.units import together

    seen = together.of_view(book, view).together
    effects = [effect for part in (seen.effects() if seen is not None else ()) for effect in part]
    return [{"unit": "汇总", **item} for item in reports.causes_together(effects)]


def _causes(book: Book, budget: Budget) -> list[dict[str, Any]] | None:
    from desktop import pipeline, reports
    from desktop.compute import drafting
    from desktop.units import together_causes, unit_lines, views

    tree, facts, last = UnitTree(book.units()), book.facts(budget), pipeline.last_year(book, budget)
    before: list[BudgetLine] = []
    if views.predecessors(tree, tree.of_id(budget.unit_id), budget.year):
        last, before = unit_lines.of_last_year(book, tree, tree.of_id(budget.unit_id), budget)
    if last is None:
        return None
    return reports.causes(together_causes.of_one(last, facts, [*drafting.of_budget(facts), *before]))


def _diff_options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_copy(parser)
    of_units(parser)
    of_budget(parser)
    parser.add_argument("b", nargs="?", help="不写则 BOOK、A 是两份账本文件")
    parser.add_argument("--budget", default="", help="比较两份账本时只比这个年度，或年度/阶段")
    parser.description = "A、B 写年度，或年度/阶段，例如 2025 或 2025/一上；只写两项时比较两份账本文件"


def _of_budgets(parser: argparse.ArgumentParser) -> None:
    of_units(parser)
    of_budget(parser)


COMMANDS = (
    Command("diff", "比较两个年度或阶段，或两份账本", diff, ("book", "a"), _diff_options),
    Command("causes", "分析本年与上年相比的增减原因", causes, ("book",), reading_lines),
    Command("roll-forward", "由本年预算结转出下一年度的草稿", roll_forward, ("book",), _of_budgets),
)
