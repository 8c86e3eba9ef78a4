"""A command is an entry of its module; the command line lists it, and complains in Chinese."""

import pytest

from desktop import cli
from desktop.commands import rules
from desktop.commands.parsing import Command, Parser, add_actions
from tests.small_cases import small_cases


def parsed(*arguments, command):
    parser = Parser(prog="mingzhang")
    command.add_to(parser.add_subparsers())
    return parser.parse_args([*arguments])


def test_a_command_takes_its_arguments_and_options():
    command = Command("count", "数一数", lambda _: 3, ("book",), lambda p: p.add_argument("--all", action="store_true"))
    found = parsed("count", "甲.mzb", "--all", command=command)
    assert (found.book, found.all, found.run(found)) == ("甲.mzb", True, 3)


def test_an_action_of_a_command_must_be_named(capsys):
    action = Command("use", "选用", lambda _: 0)
    command = Command("policy", "参数包", None, (), lambda parser: add_actions(parser, action))
    assert parsed("policy", "use", command=command).action == "use"
    with pytest.raises(SystemExit):
        parsed("policy", command=command)
    assert "命令参数不对：缺少 命令" in capsys.readouterr().err


def test_a_new_command_of_a_module_is_listed_last(monkeypatch):
    monkeypatch.setattr(rules, "COMMANDS", (*rules.COMMANDS, Command("brand-new", "全新的命令", rules.checks)))
    listed = cli._parser([]).format_help().split("\n")
    assert [line.split() for line in listed if line.strip()][-1] == ["brand-new", "全新的命令"]


def test_the_order_names_each_command_once_and_only_commands():
    names = [command.name for module in cli.MODULES for command in module.COMMANDS]
    assert sorted(cli.ORDER) == sorted([*names, *(command.name for command in cli.COMMANDS)])


SHOWING = (
    "tables",
    "narrative",
    "check",
    "lines",
    "causes",
    "export",
    "next-stage",
    "roll-forward",
    "audit",
    "explain",
)
WRITING = (
    "set",
    "fill-income",
    "import-lines",
    "import-income",
    "import-last-year",
    "import-roster",
    "import-projects",
)


def options(name):
    parser = cli._parser([name])
    (commands,) = (action for action in parser._actions if action.choices and name in action.choices)
    return {option for action in commands.choices[name]._actions for option in action.option_strings}


@small_cases("name", SHOWING)
def test_what_shows_takes_one_unit_or_all(name):
    assert {"--unit", "--all"} <= options(name)


@small_cases("name", WRITING)
def test_what_writes_takes_one_unit(name):
    assert "--unit" in options(name)
    assert "--all" not in options(name)


def test_help_has_no_english_headings(capsys):
    with pytest.raises(SystemExit):
        cli.main(["unit", "end", "--help"])
    shown = capsys.readouterr().out
    assert shown.startswith("用法：")
    assert not [word for word in ("usage", "positional", "options", "show this") if word in shown]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["export", "a.mzb", "--s", "x"], "--s 写得不全，可能是 --stage"),
        (["check", "a.mzb", "--json=1"], "--json 后面不能写 '1'"),
        (["take-in", "a.mzb"], "缺少 文件"),
    ],
)
def test_complaints_about_words_are_chinese(words, shown, capsys):
    with pytest.raises(SystemExit):
        cli.main(words)
    assert shown in capsys.readouterr().err
