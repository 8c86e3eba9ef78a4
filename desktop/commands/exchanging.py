"""Commands that exchange a book with scripts: describe, dump, load, set."""

import argparse
import json
import sys
from pathlib import Path

from desktop.commands.common import chosen, named_units, reading, refuse_taken, show_json, writing
from desktop.commands.parsing import Command, add_copy, add_json, add_unit, of_budget, of_scenario, of_year
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, LayoutChoice


def describe(parsed: argparse.Namespace) -> int:
    """Print every record and field, and the keys of the policy packs."""
    from desktop.exchange import description

    data = description.everything()
    if parsed.json:
        show_json(data)
    else:
        print(description.readable(data))
    return 0


def dump(parsed: argparse.Namespace) -> int:
    """Print all that was entered in a book as JSON, or write it to a file."""
    from desktop import paths
    from desktop.exchange import dump as writer
    from desktop.exchange.load import LARGEST_FILE

    with reading(parsed) as book:
        units = {unit.id for unit in named_units(book, parsed)}

        def wanted(budget: Budget) -> bool:
            of_unit = not units or budget.unit_id in units
            of_year = budget.year == (parsed.year or budget.year) and budget.stage == (parsed.stage or budget.stage)
            return of_unit and of_year

        if (parsed.year or parsed.stage) and not any(map(wanted, book.records(Budget))):
            chosen(book, parsed)  # refuses a year or stage that the book does not have
        text = json.dumps(writer.everything(book, wanted), ensure_ascii=False, indent=1) + "\n"
    if len(text.encode()) > LARGEST_FILE:
        print(f"注意：超过 {LARGEST_FILE // 1024 // 1024} MB（含附件），load 不能读回", file=sys.stderr)
    if not parsed.out:
        print(text, end="")
        return 0
    target = Path(parsed.out)
    refuse_taken(target)
    paths.write_beside(target, paths.filled_with(text.encode()), mode=0o600)
    print(f"已写出 {target}（含人员等个人信息，请注意保管）")
    return 0


def load(parsed: argparse.Namespace) -> int:
    """Make or fill a whole book from a JSON file."""
    from desktop.exchange import fill
    from desktop.exchange.load import MOST_SHOWN
    from desktop.exchange.shape import TABLES

    unknown: list[str] = []
    counts = fill.load_file(Path(parsed.book), Path(parsed.file), unknown.append, parsed.year, parsed.stage)
    for text in unknown[:MOST_SHOWN]:
        print(f"注意：{text}", file=sys.stderr)
    if len(unknown) > MOST_SHOWN:
        print(f"注意：……另有 {len(unknown) - MOST_SHOWN} 处这样的编码或名称", file=sys.stderr)
    shown = "，".join(f"{TABLES[name].ABOUT.label} {count}" for name, count in counts.items())
    print(f"已载入 {parsed.book}：{shown or '没有新的记录'}")
    return 0


def set_values(parsed: argparse.Namespace) -> int:
    """Set single values of a book as one operation, and print each as before → after."""
    from desktop.exchange import setting

    with writing(parsed) as book:
        budget = chosen(book, parsed)
        changes = setting.set_values(book, budget, _with_known_choices(book, budget, parsed.values))
    for change in changes:
        print(change.describe())
    return 0


def _with_known_choices(book: Book, budget: Budget, values: list[str]) -> list[str]:
    """Return what is to be set, settings of the layout (版式设置) by their ids; refuses those it does not have."""
    from desktop import pipeline
    from desktop.commands.layouts import choice_of
    from desktop.exchange.keys import names_of
    from desktop.layouts.form import loader

    heads = tuple(f"{name}." for name in names_of(LayoutChoice))
    found = []
    for text in values:
        if text.strip().startswith(heads):
            head, _, rest = text.strip().partition(".")
            form = loader.load(pipeline.form_of(book, budget=budget))
            found.append(f"{head}.{'='.join(choice_of(form, rest))}")
        else:
            found.append(text)
    return found


def _dump_options(parser: argparse.ArgumentParser) -> None:
    add_unit(parser, "单位名称或编码，只写出它们的预算；不写则写出全部单位")
    of_budget(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON（只有这一种格式，可以不写）")
    add_copy(parser)
    parser.add_argument("--out", default="", metavar="文件", help="写到文件；不写则输出到屏幕")


def _load_options(parser: argparse.ArgumentParser) -> None:
    of_year(parser)
    parser.description = "FILE 里的名称用 describe 命令查看；有一处不对就全部不载入。已有内容的年度不会被覆盖"


def _set_options(parser: argparse.ArgumentParser) -> None:
    of_budget(parser)
    of_scenario(parser)
    parser.add_argument("values", nargs="+", metavar="名称=值")
    parser.description = (
        "例如 单位编码=101001、运行科目.行政=2010301、资产存量.公务用车=3、计算基数.学生数.初中=480、"
        "人员.张三.工资项.岗位工资=3210。值为空则清除"
    )


COMMANDS = (
    Command("describe", "列出全部记录、字段和政策参数的名称", describe, (), add_json),
    Command("dump", "把整个账本（或所写年度、阶段）写成 JSON", dump, ("book",), _dump_options),
    Command("load", "由 JSON 文件建立或填写整个账本", load, ("book", "file"), _load_options),
    Command("set", "设置单项内容", set_values, ("book",), _set_options),
)
