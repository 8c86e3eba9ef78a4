"""The commands about the classification (科目): what changes between years, own codes, taking in an edition."""

import argparse
import sys
from pathlib import Path

from desktop.catalog.change_list import Change
from desktop.commands.common import newest_of, reading_file
from desktop.commands.parsing import Command, add_actions, add_copy, add_stage, of_budget
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget

RESTART = "已打开的窗口重新启动后生效"


def changes(parsed: argparse.Namespace) -> int:
    """Print what changes from one year's edition to another's, for a book only what it uses."""
    from desktop.catalog import editions

    if parsed.first >= parsed.last:
        raise UserError(f"--from {parsed.first} 应早于 --to {parsed.last}；请核对年度")
    used = _used(parsed, parsed.year) if parsed.book else None
    found = [each.text for each in editions.between(parsed.first, parsed.last, used)]
    found += editions.unknown(used) if used is not None else []
    for text in found:
        print(text)
    whose = "账本用到的科目" if parsed.book else "科目"
    edition = editions.edition(parsed.last)
    known = "，不是全部（新版没有载入）" if edition.missing else ""
    print(f"{parsed.first} 年 → {parsed.last} 年：{whose}已知有 {len(found)} 处变动{known}")
    print(edition.text)
    return 0


def _used(parsed: argparse.Namespace, year: int) -> dict[str, set[str]]:
    """Return the codes that the named book uses in a budget, the newest one where no year is named."""
    with reading_file(Path(parsed.book), copy=parsed.copy) as book:
        return _codes_of(book, newest_of(book, year, parsed.stage))


def _codes_of(book: Book, budget: Budget) -> dict[str, set[str]]:
    """Return the codes of all lines of a budget, entered or computed."""
    from desktop.catalog import editions
    from desktop.compute import drafting

    lines = drafting.of_budget(book.facts(budget))
    return editions.used_codes((line.function, line.economic, line.government) for line in lines)


def add(parsed: argparse.Namespace) -> int:
    """Add a code to this computer's list."""
    from desktop.catalog import change_list, editions
    from desktop.catalog.classification import TITLES

    change = editions.add(parsed.kind, parsed.code, parsed.name, parsed.document, parsed.year or _next_year())
    where = f"自 {change.year} 年预算起使用，依据 {change.document}"
    print(f"已自行增加{TITLES[change.kind]}科目“{change.code} {change.name}”，{where}；记在 {change_list.own_file()}")
    print(f"{RESTART}；账本拿到别的电脑上，那里的检查会说明科目表没有这个编码，须在那里同样增加")
    return 0


def remove(parsed: argparse.Namespace) -> int:
    """Take a code that was added by hand out of this computer's list."""
    from desktop.catalog import editions

    change = editions.remove(parsed.kind, parsed.code)
    print(f"已删除自行增加的科目“{change.code} {change.name}”；{RESTART}")
    return 0


def _next_year() -> int:
    """Return the year that is being budgeted for."""
    from datetime import date

    return date.today().year + 1


def take(parsed: argparse.Namespace) -> int:
    """Take in a whole edition or a list of changes, all or nothing."""
    from desktop.catalog import editions
    from desktop.intake import catalog_import

    read = catalog_import.read(Path(parsed.file), parsed.year, parsed.kind, parsed.document, parsed.sheet)
    for reject in read.rejects:
        print(reject.describe(), file=sys.stderr)
    if read.rejects:
        raise UserError(f"“{parsed.file}”有 {len(read.rejects)} 处问题，没有载入任何科目；请按以上提示改正后重新载入")
    print(read.summary)
    for text in read.notes:
        print(f"  注意：{text}")
    if parsed.preview:
        for change in read.on_codes:
            print(f"  {editions.described(change)}")
    if parsed.book:
        _show_touched(parsed, read.on_codes)
    if parsed.preview:
        print("预览：没有载入")
        return 0
    editions.save(read.changes)
    print(f"已载入，依据 {parsed.document}；{RESTART}")
    return 0


def _show_touched(parsed: argparse.Namespace, on_codes: list[Change]) -> None:
    """Print which codes of a book the changes touch, those above its codes too."""
    from desktop.catalog import editions

    found = editions.touched(on_codes, _used(parsed, 0))
    for text in found:
        print(f"  账本用到：{text}")
    print(f"  账本“{parsed.book}”用到的科目有 {len(found)} 个变动")


def _of_kind(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    text = "function 功能分类、economic 部门经济分类、government 政府经济分类"
    kinds = ("function", "economic", "government")
    parser.add_argument("--kind", required=required, default="", choices=kinds, help=text)


def _change_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", nargs="?", default="", help="账本；不写则列出全部变动")
    parser.add_argument("--from", dest="first", required=True, type=int, metavar="年度", help="原来的年度")
    parser.add_argument("--to", dest="last", required=True, type=int, metavar="年度", help="后来的年度")
    of_budget(parser)
    add_copy(parser)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--document", required=True, metavar="文号", help="依据的文件")
    parser.add_argument("--year", type=int, default=0, help="从哪一年预算起使用；不写则为下一年")
    _of_kind(parser)


def _take_options(parser: argparse.ArgumentParser) -> None:
    parser.description = "FILE 要有“科目编码、科目名称”两列；有“变动”（新增、停用、更名）一列的是变动清单，可另有“改为”"
    parser.add_argument("--document", required=True, metavar="文号", help="依据的文件")
    parser.add_argument("--year", required=True, type=int, help="从哪一年预算起使用")
    parser.add_argument("--sheet", default="", help="工作表名称；不写则取第一个可见的")
    parser.add_argument("--preview", action="store_true", help="只看结果，不载入")
    parser.add_argument("--book", default="", metavar="账本", help="说明变动涉及这份账本的哪些科目")
    add_stage(parser, "账本的编报阶段")
    add_copy(parser)
    _of_kind(parser, required=False)


_CHANGES = "列出两年之间科目的变动；写了账本则只列它用到的科目"
_ADD = "按文件自行增加一个科目（记在本机，不在账本里）"
_IMPORT = "载入新版科目全本或变动清单（XLSX、CSV）；有一行不对就全部不载入"
_ALL = "科目：两年之间的变动、自行增加、载入新版或变动清单"
_ACTIONS = (
    Command("changes", _CHANGES, changes, (), _change_options),
    Command("add", _ADD, add, ("code", "name"), _add_options),
    Command("remove", "删除本机自行增加的科目", remove, ("code",), _of_kind),
    Command("import", _IMPORT, take, ("file",), _take_options),
)
COMMANDS = (Command("catalog", _ALL, None, (), lambda parser: add_actions(parser, *_ACTIONS)),)
