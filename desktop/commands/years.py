"""Commands between stages and years: next-stage, roll-forward, diff, causes."""

import argparse

from desktop.commands import comparing
from desktop.commands.common import chosen, newest_of, reading, show_json, writing
from desktop.commands.parsing import Command, of_budget, reading_lines
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN


def find_budget(book: Book, name: str) -> Budget:
    """Return the budget a person names: 2025 (its newest stage) or 2025/一上. Raises UserError."""
    year, _, stage = name.partition("/")
    budgets = [budget for unit in book.units()[:1] for budget in book.budgets(unit.id)]
    budgets.sort(key=lambda b: (b.year, b.id))
    named = [b for b in budgets if str(b.year) == year.strip() and stage.strip() in ("", b.stage)]
    if not named:
        known = "、".join(f"{b.year}/{b.stage}" for b in budgets)
        raise UserError(f"账本中没有“{name}”；现有：{known or '无'}")
    return named[-1]


def next_stage(parsed: argparse.Namespace) -> int:
    """Freeze the newest budget and go on with its copy."""
    from desktop.ledger import rolling
    from desktop.ledger.vocabulary import Stage

    with writing(parsed) as book:
        budget = newest_of(book, parsed.year, parsed.source)
        copy = rolling.next_stage(book, budget, Stage(parsed.stage))
    print(f"{budget.year}年“{budget.stage}”已冻结；“{copy.stage}”已建立，可继续编制")
    skipped = [each for each in rolling.later_stages(budget.stage) if each not in rolling.later_stages(copy.stage)][:-1]
    if skipped:
        print(f"注意：没有编制{'、'.join(f'“{each}”' for each in skipped)}，与其相关的核对不能进行")
    return 0


def roll_forward(parsed: argparse.Namespace) -> int:
    """Begin next year's budget from the newest one."""
    from desktop.ledger import rolling

    with writing(parsed) as book:
        budget = chosen(book, parsed)
        rolled = rolling.roll_forward(book, budget)
    print(f"已由{budget.year}年（{budget.stage}）结转到{rolled.budget.year}年；请核对以下 {len(rolled.findings)} 项：")
    for finding in rolled.findings:
        print(f"  {finding.message}")
    return 0


def diff(parsed: argparse.Namespace) -> int:
    """Print the differences in meaning between two budgets of a book, or between two book files."""
    from desktop import reports
    from desktop.compute.difference import differences

    if parsed.b is None:
        return comparing.books(parsed)
    with reading(parsed) as book:
        first, second = (book.facts(find_budget(book, _full(parsed, name))) for name in (parsed.a, parsed.b))
    differing = differences(first, second)
    if parsed.json:
        show_json([reports.difference(d) for d in differing])
        return 0
    for difference in differing:
        print(difference.describe())
    print(f"共 {len(differing)} 处不同" if differing else "两者相同")
    return 0


def _full(parsed: argparse.Namespace, name: str) -> str:
    """Return a name of a budget with the year or stage it leaves out, where --year or --stage say it."""
    year, _, stage = name.partition("/")
    if parsed.year and not year.strip().isdigit():
        return f"{parsed.year}/{name}"
    return f"{name}/{parsed.stage}" if parsed.stage and not stage else name


def causes(parsed: argparse.Namespace) -> int:
    """Print why each 项 differs from last year; the parts add up to the difference."""
    from desktop import pipeline, reports

    with reading(parsed) as book:
        budget = chosen(book, parsed)
        this, last = book.facts(budget), pipeline.last_year(book, budget)
    if last is None:
        raise UserError(f"账本中没有{budget.year - 1}年的数据，无法分析增减原因；请先录入上年预算")
    changed = reports.causes(last, this)
    if parsed.json:
        show_json(changed)
        return 0
    for item in changed:
        print(f"{item['code']} {item['name']}：{YUAN.show(item['fen'])} 元")
        for part in item["parts"]:
            print(f"    {part['kind']} {part['subject']}：{YUAN.show(part['fen'])} 元")
    return 0


def _diff_options(parser: argparse.ArgumentParser) -> None:
    reading_lines(parser)
    parser.add_argument("b", nargs="?", help="不写则 BOOK、A 是两份账本文件")
    parser.add_argument("--budget", default="", help="比较两份账本时只比这个年度，或年度/阶段")
    parser.description = "A、B 写年度，或年度/阶段，例如 2025 或 2025/一上；只写两项时比较两份账本文件"


def _stage_options(parser: argparse.ArgumentParser) -> None:
    stages = tuple(str(stage) for stage in Stage if stage is not Stage.DRAFT)
    of_budget(parser, "source")
    parser.add_argument("stage", choices=stages, metavar="阶段", help="、".join(stages))


COMMANDS = (
    Command("diff", "比较两个年度或阶段，或两份账本", diff, ("book", "a"), _diff_options),
    Command("causes", "分析本年与上年相比的增减原因", causes, ("book",), reading_lines),
    Command("next-stage", "冻结当前阶段，复制为下一阶段", next_stage, ("book",), _stage_options),
    Command("roll-forward", "由本年预算结转出下一年度的草稿", roll_forward, ("book",), of_budget),
)
