"""Arguments that many commands share: which unit, year and stage they are about; and the commands about units."""

import argparse
from typing import Any

from desktop.commands import units
from desktop.ledger.units import Copied
from desktop.ledger.vocabulary import SCOPES, Stage, UnitKind, words


def of_budget(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a command say which budget it is about: the unit, if it does not say it yet, year and stage."""
    if "unit" not in {action.dest for action in made._actions}:
        of_unit(made)
    made.add_argument("--year", type=int, default=0, help="预算年度；不写则取最新的年度")
    made.add_argument("--stage", default="", choices=("", *map(str, Stage)), metavar="阶段", help="编报阶段")
    return made


def of_unit(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a command say which unit it is about."""
    made.add_argument("--unit", action="append", default=[], metavar="单位", help="单位名称或编码；不写则为第一个单位")
    return made


def of_units(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a command be about several units: one with all below it, or chosen ones."""
    text = "单位名称或编码；不写则为第一个单位；写几个 --unit 则为选择汇总"
    made.add_argument("--unit", action="append", default=[], metavar="单位", help=text)
    made.add_argument("--all", action="store_true", help="连同下级单位汇总")
    return made


def add_units(command: Any, parser: type[argparse.ArgumentParser]) -> None:
    """Add the commands that show and change the tree of units."""
    listed = command("units", "列出账本中的单位", units.listed, "book")
    listed.add_argument("--json", action="store_true", help="输出 JSON")
    listed.add_argument("--copy", action="store_true", help="账本正被别处打开时，读取它的只读副本")
    made = command("unit", "新增、改名、移动、撤并单位，或在单位之间复制设置", None)
    actions = made.add_subparsers(title="命令", metavar="命令", parser_class=parser, required=True, dest="action")

    def action(name: str, text: str, run: Any, *names: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = actions.add_parser(name, help=text, description=text)
        for argument in names:
            added.add_argument(argument)
        added.set_defaults(run=run)
        return added

    added = action("add", "新增单位", units.add, "book", "name")
    added.add_argument("--kind", required=True, choices=words(UnitKind), help="单位性质")
    added.add_argument("--code", default="", metavar="编码", help="单位编码")
    added.add_argument("--under", default="", metavar="单位", help="上级单位；不写则为最上一级")
    added.add_argument("--scope", default=SCOPES[0], choices=SCOPES, help="公开文件中的称谓")
    renamed = action("rename", "改单位名称或编码；填写了对方单位的行一起改", units.rename, "book", "unit")
    renamed.add_argument("--name", default="", metavar="名称", help="新名称")
    renamed.add_argument("--code", default=None, metavar="编码", help="新编码")
    moved = action("move", "移到另一个上级单位之下，或调整次序", units.move, "book", "unit")
    moved.add_argument("--under", default="", metavar="单位", help="上级单位；不写则移到最上一级")
    moved.add_argument("--place", type=int, default=0, metavar="次序", help="在同级中排第几；不写则排最后")
    ended = action("end", "撤并单位：从某年起不再编预算，上年数归并入单位", units.end, "book", "unit")
    ended.add_argument("--year", type=int, required=True, help="从哪一年起不再编预算")
    ended.add_argument("--into", default="", metavar="单位", help="并入单位；不写则没有")
    copied = action("copy", "把一个单位的设置、文字或参数复制给另一个单位", units.copy, "book", "source", "target")
    copied.add_argument("--what", required=True, action="append", choices=words(Copied), help="可重复")
    copied.add_argument("--year", type=int, default=0, help="预算年度；不写则取最新的年度")
