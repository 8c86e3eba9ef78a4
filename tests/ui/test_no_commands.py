"""Who works in the window has no terminal: no text it shows names a command, an option or an installer.

Walked are the words in the source of all that the window rests on, and every page it shows: help, manual, rules, news.
"""

import argparse
import ast
import re
import tomllib

import pytest

from desktop import paths
from desktop.cli import _parser

OF_THE_TERMINAL = {
    "cli.py": "the command line itself",
    "selftest.py": "a command",
    "missing_libraries.py": "said where no window can be opened",
    "ui/kit/desktop_session.py": "said where no window can be opened",
    "extras.py": "`need`, for commands; `lack` is for the window, see tests/test_extras.py",
    "catalog/questions.py": "the head of the answers file that a command writes",
}
FOLDERS_OF_THE_TERMINAL = ("commands/", "collect/", "exchange/")
VERIFYING = ("packs/papers.py", "packs/verifying.py", "packs/printed_codes.py", "packs/zipped_files.py")
"""核验: only a command does it."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def commands() -> list[str]:
    """The commands that have actions, with each: “catalog add”."""
    found = []
    for action in _parser([])._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, parser in action.choices.items():
                below = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
                found += [f"{name} {word}" for each in below for word in each.choices]
    return found


def names_a_command(text: str, known: list[str]) -> bool:
    """Tell whether a text speaks of the terminal."""
    if re.search(r"mingzhang [a-z]|命令行|终端|\bpip\b|\bsudo\b|-m [a-z]|(?<![\w-])--[a-z]", text):
        return True
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in known)


def texts_of_the_source():
    """Where, and the words: every text with a Chinese letter but docstrings, of what the window may show."""
    for path in sorted((paths.root() / "desktop").rglob("*.py")):
        name = path.relative_to(paths.root() / "desktop").as_posix()
        if name in OF_THE_TERMINAL or name in VERIFYING or name.startswith(FOLDERS_OF_THE_TERMINAL):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in aside else ""
            if isinstance(text, str) and CHINESE.search(text):
                yield f"{name}:{node.lineno}", text


def texts_of_the_pages():
    """Where, and the words: each line of help, manual and rules, each news."""
    resources = paths.resources()
    for folder in ("help", "manual", "rules"):
        for path in sorted(each for each in (resources / folder).rglob("*.md") if each.name != "README.md"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(resources)}:{number}", line
    waiting = [("news.toml", tomllib.loads((resources / "news.toml").read_text(encoding="utf-8")))]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, str):
            yield where, value
        elif isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [(f"{where} {key}", each) for key, each in items]


@pytest.mark.parametrize("walk", [texts_of_the_source, texts_of_the_pages])
def test_no_text_of_the_window_names_a_command(walk):
    known, texts = commands(), list(walk())
    assert len(texts) > 500
    assert [f"{where} {text}" for where, text in texts if names_a_command(text, known)] == []


@pytest.mark.parametrize(
    "text",
    [
        "用“catalog add”增加",
        "请运行 mingzhang diff 甲 乙",
        "没有填写文号（--document）",
        "请运行 python -m pip install 甲",
        "命令行也可以",
    ],
)
def test_a_command_would_be_noticed(text):
    assert names_a_command(text, commands())


def test_a_key_or_a_dash_is_no_command():
    for text in ("`Ctrl+-` 缩小", "2026--2027", "表 1-1", "查找项目、科目、命令"):
        assert not names_a_command(text, commands())
