"""The command that lists the checks and prints what one of them holds, why, and what it does not see."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop.commands.common import show_json
from desktop.commands.parsing import Command, add_json
from desktop.findings import UserError

if TYPE_CHECKING:
    from desktop.rule_pages import DescribedCheck


def checks(parsed: argparse.Namespace) -> int:
    """List every check of a form and every rule of the audit; with a code print the section of its page."""
    from desktop import rule_pages
    from desktop.layouts.form import loader

    if parsed.code:
        return _show_one(parsed.code.upper(), parsed.form, as_json=parsed.json)
    found = [*rule_pages.described(loader.load(parsed.form or loader.default())), *rule_pages.audited()]
    if parsed.json:
        show_json([_data(check) for check in found])
    else:
        for check in found:
            print("\t".join(_data(check).values()))
    return 0


def _show_one(code: str, form: str, *, as_json: bool) -> int:
    """Print one check; without a form named, a tie of any form."""
    check = next((check for check in _known(form) if check.code == code), None)
    if check is not None:
        return _print(check, as_json=as_json)
    where = f"版式“{form}”中" if form else ""
    raise UserError(f"{where}没有编号为“{code}”的检查；用 checks 命令查看全部检查")


def _known(form: str) -> "Iterator[DescribedCheck]":
    """Yield the checks of a form, the rules of the audit and, where no form is named, the checks of all others."""
    from desktop import rule_pages
    from desktop.layouts.form import loader

    yield from rule_pages.described(loader.load(form or loader.default()))
    yield from rule_pages.audited()
    for key in () if form else loader.available():
        yield from rule_pages.described(loader.load(key))


def _print(check: "DescribedCheck", *, as_json: bool) -> int:
    if as_json:
        show_json({**_data(check), "section": check.section})
    else:
        print(f"{check.code} {check.title}（{_severity(check)}）\n{check.group}，{check.page}\n\n{check.section}")
    return 0


def _severity(check: "DescribedCheck") -> str:
    """Return the severity of a check; a rule of the audit gives each finding its own."""
    return "审阅" if check.severity is None else str(check.severity)


def _data(check: "DescribedCheck") -> dict[str, str]:
    return {
        "code": check.code,
        "severity": _severity(check),
        "title": check.title,
        "group": check.group,
        "page": check.page,
    }


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", default="", metavar="编号", help="例如 C38、A01；不写则列出全部")
    add_json(parser)
    parser.add_argument("--form", default="", help="公开版式，它的勾稽关系也列出；不写则用默认版式")


COMMANDS = (
    Command("checks", "列出全部检查和审阅规则；写编号则显示这项检查的规则、依据和看不到的地方", checks, (), _options),
)
