"""Commands between the stages of a year: status, next-stage, freeze, unfreeze, adjust."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.commands.common import chosen, reading, show_json, view_of, warn_of_form, writing
from desktop.commands.parsing import Command, add_copy, add_json, of_budget, of_units
from desktop.commands.years import budgets_of
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.vocabulary import Stage

if TYPE_CHECKING:
    from desktop.ledger.attachments import SignedPage
    from desktop.units.views import View
    from desktop.units.work_list import Entry

STAGES = tuple(str(stage) for stage in Stage if stage is not Stage.DRAFT)
ANSWERED_BY = "文号写作 --elsewhere 阶段=文号，理由写作 --reason 编号=理由"
"""How what a gate asks is answered here; in the window it is typed."""
WARNED = 10
"""How many warnings of one unit are told."""


def status(parsed: argparse.Namespace) -> int:
    """Print what the calendar asks of a budget now: what, until when, who waits for whom, where it is done."""
    from desktop import pipeline
    from desktop.units import together, work_list

    with reading(parsed) as book:
        view = view_of(book, parsed)
        if view is None:
            disclosure = pipeline.of_book(book, parsed.form, chosen(book, parsed))
        else:
            disclosure = together.of_view(book, view, parsed.form)
        entries = work_list.of_book(book, disclosure, view, date.today())
        entries += _behind(book, view)
    warn_of_form(disclosure.form_problem)
    unit, budget = disclosure.facts.unit.name, disclosure.facts.budget
    if parsed.json:
        listed = [_as_json(entry) for entry in entries]
        show_json(
            {"unit": unit, "year": budget.year, "stage": budget.stage, "frozen": budget.frozen_at, "work": listed}
        )
        return 0
    frozen = f"（{budget.frozen_at[:10]} 冻结）" if budget.frozen_at else ""
    print(f"{unit}　{budget.year}年“{budget.stage}”{frozen}")
    for entry in entries:
        parts = (entry.what, entry.term, f"等{entry.who}" if entry.state is work_list.State.WAITING else "")
        where = work_list.PLACES[entry.place] if entry.state is not work_list.State.DONE else ""
        print(f"{entry.state}　{'；'.join(filter(None, (*parts, where)))}")
    return 0


def _as_json(entry: "Entry") -> dict[str, object]:
    return {
        "what": entry.what,
        "state": entry.state,
        "place": entry.place,
        "who": entry.who,
        "until": entry.until.isoformat() if entry.until else None,
        "unknown": entry.unknown,
    }


def _behind(book: Book, view: "View | None") -> list["Entry"]:
    """Return which taken-in units of a view have another file, or other settings, than they were taken in with."""
    from desktop.packs import since
    from desktop.units.work_list import Entry, State

    if view is None:
        return []
    present = {part.budget.unit_id: part.unit.name for part in view.parts}
    marks = {unit: mark for unit, mark in since.marks(book).items() if unit in present}
    found = []
    for unit, changed in since.settings_changed(book, marks).items():
        found.append(Entry(f"“{present[unit]}”装入后，本账本改了它的{'、'.join(changed)}", State.OWED, "units"))
    for unit, mark in marks.items():
        if newer := since.newer_file(mark.fingerprint):
            found.append(Entry(f"“{present[unit]}”有新的数据包“{newer.name}”，还没有装入", State.OWED, "units"))
    return found


def next_stage(parsed: argparse.Namespace) -> int:
    """End the newest stage and go on with its copy; with --all of every unit, as one step."""
    after, before = _through_the_gate(parsed, Stage(parsed.next), parsed.source)
    print(f"{after[0]}年“{before}”已冻结{after[1]}；“{parsed.next}”已建立，可继续编制")
    return 0


def freeze(parsed: argparse.Namespace) -> int:
    """Freeze the newest stage without going on; with --all of every unit, as one step."""
    after, before = _through_the_gate(parsed, None, parsed.stage)
    print(f"{after[0]}年“{before}”已冻结{after[1]}；下一阶段开始以前可以用 unfreeze 解除")
    return 0


def _through_the_gate(parsed: argparse.Namespace, stage: Stage | None, source: str) -> tuple[tuple[int, str], str]:
    """Take budgets through the gate; return their year, how many they are in words, and the stage that ended."""
    from desktop.units import gates

    documents = {_stage(name): text for name, text in _pairs(getattr(parsed, "elsewhere", []), "阶段=文号")}
    answers = gates.Answers(dict(_pairs(parsed.reason, "编号=理由")), {}, documents)
    with writing(parsed) as book:
        found = list(gates.before_each(book, budgets_of(book, parsed, source), stage))
        if refused := gates.refusal(found, answers):
            raise UserError(f"{refused}\n{ANSWERED_BY}")
        gates.go_on(book, found, answers)
    for gate in found:
        whose = f"{gate.unit}：" if len(found) > 1 else ""
        for finding in gate.warnings[:WARNED]:
            print(f"{whose}警告 {finding.code} {finding.message}")
        if len(gate.warnings) > WARNED:
            print(f"{whose}另有 {len(gate.warnings) - WARNED} 项警告，用 check 查看")
        for finding in gate.errors:
            print(f"{whose}已说明 {finding.code} {finding.message}（理由：{answers.reason(gate.unit, finding)}）")
    of_all = f"（{len(found)} 个单位）" if len(found) > 1 else ""
    return (found[0].budget.year, of_all), found[0].budget.stage


def _pairs(texts: list[str], form: str) -> list[tuple[str, str]]:
    found = []
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (sign and name and value):
            raise UserError(f"“{text}”不对；请写成 {form}")
        found.append((name, value))
    return found


def _stage(name: str) -> Stage:
    if name not in STAGES:
        raise UserError(f"没有“{name}”这个阶段；可以写：{'、'.join(STAGES)}")
    return Stage(name)


def unfreeze(parsed: argparse.Namespace) -> int:
    """Open the newest frozen stage again; an untouched copy of it goes away. With --all of every unit, as one step."""
    from desktop.ledger import stages

    with writing(parsed) as book:
        budgets = budgets_of(book, parsed, parsed.stage)
        opened = stages.unfreeze_all(book, budgets, parsed.reason)
    of_all = f"（{len(opened)} 个单位）" if len(opened) > 1 else ""
    print(f"{opened[0].year}年“{opened[0].stage}”已解除冻结{of_all}，可以修改；理由记入修改历史")
    return 0


def adjust(parsed: argparse.Namespace) -> int:
    """Enter one entry of the adjusted budget, its fields by their names."""
    from desktop.exchange import entering
    from desktop.ledger.records import Adjustment

    with writing(parsed) as book:
        budget = chosen(book, parsed)
        if budget.stage != Stage.ADJUSTED:
            raise UserError(
                f"{budget.year}年现在是“{budget.stage}”；预算调整在“调整”阶段录入，请先用 next-stage 转入“调整”"
            )
        values = _pairs(parsed.values, "名称=值")
        entry = entering.enter(book, budget, Adjustment, values, "录入预算调整")
    print(f"已录入预算调整 A{entry.id}：{'，'.join(f'{name} {value}' for name, value in values)}")
    return 0


def signed_pages(parsed: argparse.Namespace) -> int:
    """Keep scans of signed pages with a stage as one step; list those of the year, or write copies of them."""
    from desktop.ledger import attachments

    files = [Path(name) for name in parsed.files]
    with writing(parsed) if files else reading(parsed) as book:
        budget = chosen(book, parsed)
        if files:
            with book.operation(f"{budget.year}年{budget.stage}：添加签字页 {len(files)} 个"):
                for path in files:
                    attachments.keep_signed(book, budget, path)
        found = attachments.signed_pages(book, budget)
        if parsed.out:
            _write_copies(book, found, Path(parsed.out))
    if parsed.json:
        show_json([_signed_json(page) for page in found])
        return 0
    for page in found:
        name = paths.shown_name(page.file.name)
        print(f"{page.budget.year}年 {page.budget.stage}　{name}　{page.described}　SHA-256 {page.file.digest}")
    if not found:
        print(f"{budget.year}年各阶段还没有签字页；添加：signed-pages 账本 文件")
    return 0


def _write_copies(book: Book, found: "list[SignedPage]", folder: Path) -> None:
    """Write copies of signed pages under the stage and their digest, so that no two have one name."""
    from desktop.ledger import attachments

    folder.mkdir(parents=True, exist_ok=True)
    for page in found:
        kind = attachments.kind_of(page.file.name)
        name = f"{page.budget.year}年{page.budget.stage}_签字页_{page.file.digest[:12]}.{kind or 'bin'}"
        attachments.write_copy(book, page.file, folder / name)


def _signed_json(page: "SignedPage") -> dict[str, object]:
    file, budget = page.file, page.budget
    about = {"year": budget.year, "stage": str(budget.stage), "file": file.name, "size": file.size}
    return {**about, "sha256": file.digest, "added": page.at or None, "changed_since": page.changed}


def _status_options(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    add_copy(parser)
    parser.add_argument("--form", default="", help="公开版式，用 forms 命令查看；不写则用账本选用的版式")
    of_units(parser)
    of_budget(parser)


def _reasons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reason",
        action="append",
        default=[],
        metavar="编号=理由",
        help="对检查错误的说明，例如 C85=已批准追加；可写几个",
    )


def _next_options(parser: argparse.ArgumentParser) -> None:
    of_units(parser)
    of_budget(parser, "source")
    parser.add_argument("next", choices=STAGES, metavar="阶段", help="、".join(STAGES))
    _reasons(parser)
    parser.add_argument(
        "--elsewhere",
        action="append",
        default=[],
        metavar="阶段=文号",
        help="跳过的阶段未在本软件编制，写明它的文号；可写几个",
    )


def _freeze_options(parser: argparse.ArgumentParser) -> None:
    of_units(parser)
    of_budget(parser)
    _reasons(parser)


def _unfreeze_options(parser: argparse.ArgumentParser) -> None:
    of_units(parser)
    of_budget(parser)
    parser.add_argument("--reason", required=True, metavar="理由", help="记入修改历史")


def _adjust_options(parser: argparse.ArgumentParser) -> None:
    of_budget(parser)
    parser.add_argument("values", nargs="+", metavar="名称=值")
    parser.description = (
        "一次录入一笔，例如 方式=追加 文号=财预〔2027〕9号 日期=2027-06-30 功能科目=2010301 部门经济科目=30201 "
        "金额=50000；方式有追加、追减、调剂增加、调剂减少，金额都写正数"
    )


def _signed_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="文件", help="签字盖章页的扫描件（pdf、jpg、png）；不写则只列出")
    parser.add_argument("--out", default="", metavar="文件夹", help="把签字页另存到这个文件夹")
    parser.description = "签字页随账本保存，冻结的阶段也可以添加；添加是一步，可用 undo 撤销"
    add_json(parser)
    add_copy(parser)
    of_budget(parser)


COMMANDS = (
    Command("status", "工作清单：现在要办什么、到什么时候、等谁", status, ("book",), _status_options),
    Command("next-stage", "冻结当前阶段，复制为下一阶段", next_stage, ("book",), _next_options),
    Command("freeze", "冻结当前阶段（报出）", freeze, ("book",), _freeze_options),
    Command("unfreeze", "解除冻结（下一阶段开始以前）", unfreeze, ("book",), _unfreeze_options),
    Command("signed-pages", "签字盖章页：添加扫描件，列出各阶段的签字页", signed_pages, ("book",), _signed_options),
    Command("adjust", "录入一笔预算调整（追加、追减、调剂）", adjust, ("book",), _adjust_options),
)
