"""The command about the layout of a budget: its settings, and the document it was compared with."""

import argparse
import re
import sys
from dataclasses import astuple
from typing import TYPE_CHECKING

from desktop.commands.common import chosen, reading, show_json, writing
from desktop.commands.parsing import Command, add_copy, add_json, of_budget
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget

if TYPE_CHECKING:
    from desktop.layouts.form.spec import Form


def layout(parsed: argparse.Namespace) -> int:
    """Show the layout of a budget, choose another one, change its settings, say what it was compared with."""
    from desktop import pipeline
    from desktop.layouts.form import loader
    from desktop.ledger import layout_choices
    from desktop.units import layout_in_use

    if not parsed.set and parsed.reviewed is None and not parsed.use:
        with reading(parsed) as book:
            budget = chosen(book, parsed)
            _show(book, budget, loader.load(parsed.form or pipeline.form_of(book, budget=budget)), parsed.json)
        return 0
    with writing(parsed) as book:
        budget = chosen(book, parsed)
        form = loader.load(parsed.use or parsed.form or pipeline.form_of(book, budget=budget))
        choices = dict(choice_of(form, text) for text in parsed.set)
        unchanged = layout_in_use.use(book, budget, form.key) if parsed.use else []
        if unchanged:
            print(layout_in_use.describe(unchanged), file=sys.stderr)
        if parsed.set or parsed.reviewed is not None:
            layout_choices.keep(book, budget, choices, form.key, parsed.reviewed)
        _show(book, budget, form, parsed.json)
    return 0


def choice_of(form: "Form", text: str) -> tuple[str, str]:
    """Return the id of a setting and of its choice from 设置=选择, by ids or Chinese words; empty: the form's own.

    Of a choice the words before the first comma or bracket will do (是，上年初无预算). Raises UserError for what the
    form does not have, and for a rule for names that can name nothing.
    """
    from desktop.catalog.strict import nearest
    from desktop.exporters.delivery import names

    name, _, choice = (part.strip() for part in text.partition("="))
    rule = next((key for key, label in names.SETTINGS.items() if name in (key, label)), "")
    if rule:
        names.require_pattern(rule, choice)
        return rule, choice
    setting = next((each for each in form.settings if name in (each.id, each.label)), None)
    if setting is None:
        known_names = [*(each.id for each in form.settings), *names.SETTINGS]
        raise UserError(f"版式“{form.title}”没有“{name}”这一设置{nearest(name, known_names)}")
    meant = [c for c in setting.choices if choice in (c.id, c.label)]
    meant = meant or [c for c in setting.choices if choice and choice == re.split("[，（]", c.label)[0]]
    if choice and len(meant) != 1:
        listed = "、".join(f"{each.id}（{each.label}）" for each in setting.choices)
        raise UserError(f"“{setting.label}”没有“{choice}”；可以选：{listed}")
    return setting.id, "" if not meant or meant[0].id == setting.default else meant[0].id


def _show(book: Book, budget: Budget, form: "Form", as_json: bool) -> None:
    from desktop.exporters.delivery import names
    from desktop.layouts.form import loader, years

    facts = book.facts(budget)
    taken = {record.setting: record.choice for record in facts.layout_choices}
    document = next((review.document for review in facts.layout_reviews if review.form == form.key), "")
    known = [loader.load(key, with_text=False) for key in loader.available()]
    standing = years.standing(form, budget.year, known)
    if as_json:
        settings = [
            {"id": s.id, "choice": taken.get(s.id, s.default), "choices": {c.id: c.label for c in s.choices}}
            for s in form.settings
        ]
        rules = dict(zip(names.SETTINGS, astuple(names.of(form.names, taken)), strict=True))
        about = {"form": form.key, "year": budget.year, "state": standing.state, "reviewed_with": document}
        show_json({**about, "settings": settings, "names": rules})
        return
    print(f"{form.key}\t{form.title}\t{budget.year}年：{standing.state}，{standing.reason}")
    if document:
        print(f"已与{document}核对，版式未变")
    for setting in form.settings:
        choices = "、".join(f"{c.id}（{c.label}）" for c in setting.choices)
        print(f"{setting.id}\t{setting.label}\t{taken.get(setting.id, setting.default)}\t可以选：{choices}")
    for rule, pattern in zip(names.SETTINGS, astuple(names.of(form.names, taken)), strict=True):
        words = "、".join(f"{{{names.WORDS[word]}}}" for word in names.known_words(rule))
        print(f"{rule}\t{names.SETTINGS[rule]}\t{names.in_chinese(pattern) or '（没有）'}\t可以写：{words}")


def _options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_copy(parser)
    of_budget(parser)
    parser.add_argument("--form", default="", help="公开版式；不写则为账本选用的版式")
    parser.add_argument("--use", default="", metavar="版式", help="账本改用这个公开版式，用 forms 命令查看")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="设置=选择",
        help="可以写几个，例如 percent=two；命名规则写 file_name={编码}{单位}{年度}",
    )
    parser.add_argument("--reviewed", default=None, metavar="文号", help="已与这份文件核对，版式未变；写空则取消")


COMMANDS = (
    Command("layout", "选用公开版式，查看和修改版式设置，记录版式已与哪份文件核对", layout, ("book",), _options),
)
