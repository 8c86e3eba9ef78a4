"""Commands about the units of a book: units, unit add, rename, move, end and copy."""

import argparse
from typing import Any

from desktop.commands.common import newest_of, reading, show_json, writing
from desktop.commands.parsing import Command, add_actions, add_copy, add_json, of_year
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, TakenIn, Unit
from desktop.ledger.unit_tree import UnitTree
from desktop.ledger.vocabulary import SCOPES, UnitKind, words


def listed(parsed: argparse.Namespace) -> int:
    """Print the tree of units with the newest budget of each."""
    with reading(parsed) as book:
        tree = units.tree_of(book)
        since = _since_taken(book)
        rows = [_row(book, tree, unit) | {"changed_since": since.get(unit.id, [])} for unit in tree.units]
    if parsed.json:
        show_json(rows)
        return 0
    for row in rows:
        budget = f"{row['year']}年 {row['stage']}" if row["year"] else "没有预算"
        taken = f"，{row['taken_in'].replace('T', ' ')} 装入" if row["taken_in"] else ""
        ended = f"，{row['ended_year']}年撤并" if row["ended_year"] else ""
        into = f"，并入{row['successor']}" if row["successor"] else ""
        changed = f"，装入后有变动：{'、'.join(row['changed_since'])}" if row["changed_since"] else ""
        about = f"{budget}{taken}{changed}{ended}{into}"
        print(f"{'    ' * row['level']}{row['name']}\t{row['code']}\t{row['kind']}\t{about}")
    if not rows:
        print("账本中还没有单位；请用 unit add 新增，或用 new 新建账本")
    for problem in tree.problems():
        print(f"注意：{problem}")
    return 0


def _row(book: Book, tree: UnitTree, unit: Unit) -> dict[str, Any]:
    newest = book.budgets(unit.id)
    budgets = [each for each in newest if each.year == newest[0].year]
    above = tree.above(unit)
    successor = tree.of_id(unit.successor_id).name if unit.successor_id else ""
    return {
        "name": unit.name,
        "code": unit.code,
        "kind": unit.kind,
        "level": tree.depth(unit),
        "parent": above.name if above else "",
        "year": budgets[-1].year if budgets else None,
        "stage": budgets[-1].stage if budgets else "",
        "ended_year": unit.ended_year,
        "successor": successor,
        "taken_in": _taken_in(book, budgets),
    }


def _since_taken(book: Book) -> dict[int, list[str]]:
    """Return by unit what is another since it was taken in: settings changed here, or another pack in its file."""
    if not book.records(TakenIn):
        return {}
    from desktop.packs import since

    marks = since.marks(book)
    found = {unit: list(what) for unit, what in since.settings_changed(book, marks).items()}
    for unit, mark in marks.items():
        if (path := since.newer_file(mark.fingerprint)) is not None:
            found.setdefault(unit, []).append(f"文件“{path}”已是另一个数据包")
    return found


def _taken_in(book: Book, budgets: list[Budget]) -> str:
    """Return when the newest budget was taken in with a pack, empty where it is drafted here."""
    marks = book.records(TakenIn, budget_id=budgets[-1].id) if budgets else []
    return marks[0].taken_at if marks else ""


def add(parsed: argparse.Namespace) -> int:
    """Add a unit, with draft budgets of the years the book is at."""
    with writing(parsed) as book:
        tree = units.tree_of(book)
        parent = tree.find(parsed.under) if parsed.under else None
        years = {budget.year for budget in book.records(Budget)}
        newest = max(years, default=0)
        above = parent.id if parent else None
        unit = Unit(name=parsed.name, kind=parsed.kind, code=parsed.code, scope=parsed.scope, parent_id=above)
        added = units.add(book, unit, (year for year in years if year >= newest - 1))
    print(f"已新增单位 {added.name}" + (f"，在 {parent.name} 之下" if parent else ""))
    return 0


def rename(parsed: argparse.Namespace) -> int:
    """Give a unit another name or code."""
    if not parsed.name.strip() and parsed.code is None:
        raise UserError("没有写新名称或新编码；请用 --name 或 --code")
    with writing(parsed) as book:
        unit = units.tree_of(book).find(parsed.unit)
        left = units.rename(book, unit, parsed.name, parsed.code)
    print(f"已改为 {parsed.name.strip() or unit.name}")
    if left:
        print(f"注意：已冻结的阶段中有 {left} 行的对方单位仍是原来的名称或编码")
    return 0


def move(parsed: argparse.Namespace) -> int:
    """Put a unit below another one, or at another place."""
    if parsed.place < 0:
        raise UserError(f"次序“{parsed.place}”不对；请填在同级中排第几，从 1 起")
    with writing(parsed) as book:
        tree = units.tree_of(book)
        parent = tree.find(parsed.under) if parsed.under else None
        units.move(book, tree.find(parsed.unit), parent, parsed.place - 1 if parsed.place else None)
    print(f"已移动 {parsed.unit}：{f'在 {parent.name} 之下' if parent else '在最上一级'}")
    return 0


def end(parsed: argparse.Namespace) -> int:
    """Let a unit end."""
    with writing(parsed) as book:
        tree = units.tree_of(book)
        into = tree.find(parsed.into) if parsed.into else None
        unit = tree.find(parsed.unit)
        units.end(book, unit, parsed.year, into)
    heir = f"，上年数归 {into.name}" if into else "，没有并入单位" if unit.successor_id else ""
    print(f"{parsed.unit} 从{parsed.year}年起不再编预算{heir}")
    return 0


def copy(parsed: argparse.Namespace) -> int:
    """Copy settings, texts or values of parameters from one unit to another."""
    with writing(parsed) as book:
        tree = units.tree_of(book)
        source, target = (
            newest_of(book, parsed.year, parsed.stage, tree.find(name)) for name in (parsed.source, parsed.target)
        )
        count = units.copy(book, source, target, [units.Copied(each) for each in parsed.what])
    print(f"已由 {parsed.source} 复制到 {parsed.target}：{count} 项")
    return 0


def _listed_options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_copy(parser)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True, choices=words(UnitKind), help="单位性质")
    parser.add_argument("--code", default="", metavar="编码", help="单位编码")
    parser.add_argument("--under", default="", metavar="单位", help="上级单位；不写则为最上一级")
    parser.add_argument("--scope", default=SCOPES[0], choices=SCOPES, help="公开文件中的称谓")


def _rename_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="", metavar="名称", help="新名称")
    parser.add_argument("--code", default=None, metavar="编码", help="新编码")


def _move_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--under", default="", metavar="单位", help="上级单位；不写则移到最上一级")
    parser.add_argument("--place", type=int, default=0, metavar="次序", help="在同级中排第几；不写则排最后")


def _end_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, required=True, help="从哪一年起不再编预算")
    parser.add_argument("--into", default="", metavar="单位", help="并入单位；不写则没有")


def _copy_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--what", required=True, action="append", choices=words(units.Copied), help="可重复")
    of_year(parser)


_ACTIONS = (
    Command("add", "新增单位", add, ("book", "name"), _add_options),
    Command("rename", "改单位名称或编码；填写了对方单位的行一起改", rename, ("book", "unit"), _rename_options),
    Command("move", "移到另一个上级单位之下，或调整次序", move, ("book", "unit"), _move_options),
    Command("end", "撤并单位：从某年起不再编预算，上年数归并入单位", end, ("book", "unit"), _end_options),
    Command("copy", "把一个单位的设置、文字或参数复制给另一个单位", copy, ("book", "source", "target"), _copy_options),
)
_ALL = "新增、改名、移动、撤并单位，或在单位之间复制设置"
COMMANDS = (
    Command("units", "列出账本中的单位", listed, ("book",), _listed_options),
    Command("unit", _ALL, None, (), lambda parser: add_actions(parser, *_ACTIONS)),
)
