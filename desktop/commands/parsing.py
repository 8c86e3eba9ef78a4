"""What a command is to the command line: its name, its words of help, what it runs and which arguments it takes."""

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn

from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import Stage

Run = Callable[[argparse.Namespace], int]
Options = Callable[[argparse.ArgumentParser], object]


@dataclass(frozen=True, slots=True)
class Command:
    """One command. arguments: those without which it does not run, in their order; options adds all others.

    A command whose work is done by its actions (policy use) has no run of its own.
    """

    name: str
    help: str
    run: Run | None
    arguments: tuple[str, ...] = ()
    options: Options | None = None

    def add_to(self, commands: "argparse._SubParsersAction[Parser]") -> None:
        """Let the command line know this command."""
        parser = commands.add_parser(self.name, help=self.help, description=self.help)
        for argument in self.arguments:
            parser.add_argument(argument)
        parser.set_defaults(run=self.run)
        if self.options is not None:
            self.options(parser)


_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument 命令: invalid choice: '?(.*?)'? \(choose from .*\)", r"没有 \1 这个命令"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，可以是 \3"),
    (r"argument (.*?): expected (?:one|at least one) argument", r"\1 后面缺少内容"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 不能与 \2 同时写"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 后面不能写 \2"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 写得不全，可能是 \2"),
    (r"one of the arguments (.*) is required", r"\1 要写其中一个"),
    (r"argument (.*?): invalid int value: (.*)", r"\1 应为整数，现为 \2"),
)
"""argparse's own complaints and what we say instead."""


class _Help(argparse.HelpFormatter):
    """Help whose own words are Chinese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with 用法 where argparse writes usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints and headings are Chinese."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **about, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="显示用法")
        self._positionals.title, self._optionals.title = "要写的", "可选的"

    def error(self, message: str) -> NoReturn:
        """Leave with one sentence that names the way out."""
        for pattern, words in _COMPLAINTS:
            message = re.sub(pattern, words, message)
        self.exit(2, f"命令参数不对：{message}；用“{self.prog} --help”查看用法\n")


def add_actions(parser: argparse.ArgumentParser, *actions: Command) -> None:
    """Give a command actions of its own: a word that must follow it."""
    added = parser.add_subparsers(title="命令", metavar="命令", parser_class=Parser, required=True, dest="action")
    for action in actions:
        action.add_to(added)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a command print JSON."""
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def add_copy(parser: argparse.ArgumentParser) -> None:
    """Let a command read a copy of a book that is open elsewhere."""
    parser.add_argument("--copy", action="store_true", help="账本正被别处打开时，读取它的只读副本")


def add_stage(parser: argparse.ArgumentParser, whose: str = "编报阶段", name: str = "stage") -> None:
    """Let a command say which stage it is about; `name` is under which it finds the stage."""
    parser.add_argument("--stage", dest=name, default="", choices=("", *map(str, Stage)), metavar="阶段", help=whose)


def of_unit(parser: argparse.ArgumentParser) -> None:
    """Let a command say which unit it is about."""
    add_unit(parser, "单位名称或编码；不写则为第一个单位")


def add_unit(parser: argparse.ArgumentParser, text: str) -> None:
    """Let units be named."""
    parser.add_argument("--unit", action="append", default=[], metavar="单位", help=text)


def of_units(parser: argparse.ArgumentParser) -> None:
    """Let a command be about several units: one with all below it, or chosen ones."""
    add_unit(parser, "单位名称或编码；不写则为第一个单位；写几个 --unit 则为选择汇总")
    parser.add_argument("--all", action="store_true", help="连同下级单位汇总")


def of_budget(parser: argparse.ArgumentParser, stage: str = "stage") -> None:
    """Let a command say which budget it is about: the unit, where it does not say that yet, year and stage.

    stage: the name under which it finds the stage.
    """
    if "unit" not in {action.dest for action in parser._actions}:
        of_unit(parser)
    of_year(parser, stage)


def of_year(parser: argparse.ArgumentParser, stage: str = "stage") -> None:
    """Let a command say which year and stage it is about; `stage` is the name under which it finds the stage."""
    parser.add_argument("--year", type=int, default=0, help="预算年度；不写则取最新的年度")
    add_stage(parser, name=stage)


def of_scenario(parser: argparse.ArgumentParser) -> None:
    """Let a command be about a scenario (测算方案) instead of the stage it stands beside."""
    parser.add_argument("--scenario", default="", metavar="方案", help="测算方案的名称；不写则是正式数据")


def reading_lines(parser: argparse.ArgumentParser) -> None:
    """What a command that reads one budget of a book takes."""
    add_json(parser)
    add_copy(parser)
    of_units(parser)
    of_budget(parser)
    of_scenario(parser)


def reading_disclosure(parser: argparse.ArgumentParser) -> None:
    """What a command that reads tables or texts of one budget takes: also the layout."""
    add_json(parser)
    add_copy(parser)
    parser.add_argument("--form", default="", help="公开版式，用 forms 命令查看；不写则用默认版式")
    of_units(parser)
    of_budget(parser)
    of_scenario(parser)
