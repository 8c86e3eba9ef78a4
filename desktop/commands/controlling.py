"""Commands about what a bureau sends: import-control, controls (控制数) and import-approved (批复数)."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.common import chosen, chosen_unit, reading, show_json, view_of, writing
from desktop.commands.importing import pairs_of, refuse, show_doubts
from desktop.commands.parsing import Command, add_copy, add_json, of_budget, of_units
from desktop.money import UNITS, YUAN

if TYPE_CHECKING:
    from desktop.approval.taking import Plan as Approval
    from desktop.approval.taking import UnitPlan as UnitApproval
    from desktop.intake.bureau_reading import Asked
    from desktop.intake.control_plan import Change, Plan
    from desktop.ledger.book import Book
    from desktop.ledger.records import BudgetFacts, Control


def import_control(parsed: argparse.Namespace) -> int:
    """Import the control numbers of a bureau's file: shown with --preview, else entered as one step."""
    from desktop.approval import scale_doubts
    from desktop.intake import control_plan, headers

    opened = reading if parsed.preview else writing
    with opened(parsed) as book:
        planned = control_plan.plan(book, Path(parsed.file), chosen(book, parsed), _asked(book, parsed), parsed.stage)
        doubts = scale_doubts.of_controls(book, planned)
        if parsed.json:
            show_json({**data_of(planned), "doubts": doubts})
        else:
            _show(planned)
            show_doubts(doubts)
        if planned.reading.rejects:
            if parsed.json and parsed.preview:
                return 1
            refuse(planned.reading.rejects, parsed.file)
        if parsed.preview:
            return 0
        count = control_plan.enter(book, planned)
    headers.remember(control_plan.KIND, control_plan.to_remember(pairs_of(parsed.word, _WORD)))
    if not parsed.json:
        print(f"已导入控制数 {count} 项，{len(planned.units)} 个单位，文号 {planned.reading.document}")
    return 0


_WORD = "--word “{}”不对；请写成 词=意思，例如 --word 专项业务=项目支出"


def _asked(book: "Book", parsed: argparse.Namespace) -> "Asked":
    from desktop.intake import control_plan, headers
    from desktop.intake.bureau_reading import Asked

    unit = chosen_unit(book, parsed)
    return Asked(
        parsed.document,
        parsed.date,
        parsed.money,
        unit.id if unit else 0,
        headers.remembered(control_plan.KIND) | pairs_of(parsed.word, _WORD),
        frozenset(parsed.accept),
        tuple(parsed.sheet),
    )


def _show(planned: "Plan") -> None:
    found = planned.reading
    about = (("文号", found.document), ("日期", found.day), ("金额单位", found.money))
    print(f"{found.file}：" + "，".join(f"{label} {text or '（没有）'}" for label, text in about))
    for line in found.understood:
        print(f"  {line}")
    print(f"  核对相符的合计 {len(found.agreed)} 处")
    for each in planned.units:
        print(f"{each.unit.name} {each.budget.year}年 {each.budget.stage}")
        for change in each.changes:
            print(f"  {change.name}：{_before(change)} → {YUAN.show(change.number.fen)} 元")


def import_approved(parsed: argparse.Namespace) -> int:
    """Hold a bureau's approved figures against a budget; with --take they are taken over as one step."""
    from desktop.approval import scale_doubts, taking
    from desktop.intake import bureau_reading

    opened = writing if parsed.take and not parsed.preview else reading
    with opened(parsed) as book:
        asked, path = _asked(book, parsed), Path(parsed.file)
        tables = bureau_reading.tables_of(path, asked.sheets)
        planned = taking.plan(book, path.name, tables, chosen(book, parsed), asked)
        if parsed.json:
            show_json(approved_data(planned))
        else:
            _show_approved(planned)
            show_doubts(scale_doubts.of_approved(planned))
        rejects = planned.reading.rejects
        if opened is reading:
            if rejects and not parsed.json:
                refuse(rejects, parsed.file)
            return 1 if rejects or planned.changes or planned.not_listed else 0
        if rejects:
            refuse(rejects, parsed.file)
        changed = taking.take(book, planned)
    if not parsed.json:
        left = len(planned.left)
        rest = f"；还有 {left} 处要由您修改支出行" if left else ""
        units = f"{len(planned.units)} 个单位，" if len(planned.units) > 1 else ""
        print(f"已取得批复数，{units}文号 {planned.reading.document}，修改支出行 {changed} 行{rest}")
    return 0


def _show_approved(planned: "Approval") -> None:
    found = planned.reading
    about = (("文号", found.document), ("日期", found.day), ("金额单位", found.money))
    print(f"{found.file}：" + "，".join(f"{label} {text or '（没有）'}" for label, text in about))
    for line in found.understood:
        print(f"  {line}")
    for each in planned.units:
        stage = f"{each.unit.name} {each.budget.year}年 {each.budget.stage}"
        print(f"{stage}：对照 {len(each.comparison.figures)} 个批复数，{len(each.changes)} 个不同")
        for change in each.changes:
            way = f"（取得时改支出行为 {YUAN.show(change.amount)} 元）" if change.line else "（由您修改）"
            print(f"  {change.compared.describe()}{way}")
        for name, fen in each.comparison.not_listed:
            print(f"  {name}：编报 {YUAN.show(fen)} 元，批复文件没有列出")
    if planned.refused:
        print(f"注意：{planned.refused}")


def approved_data(planned: "Approval") -> dict[str, Any]:
    """Return what approved figures say of a budget as JSON. Amounts in 元 as text."""
    from desktop import reports
    from desktop.approval import scale_doubts

    found = planned.reading
    return {
        **{name: getattr(found, name) for name in ("file", "document", "year", "money", "understood", "notes")},
        "doubts": scale_doubts.of_approved(planned),
        "date": found.day,
        "compared": planned.count,
        "refused": planned.refused,
        "unknown": [{"word": word, "kind": kind} for word, kind in found.unknown.items()],
        "disagreements": [{"name": each.key, "text": each.describe()} for each in found.disagreements],
        "rejects": [reports.finding(each) for each in found.rejects],
        "units": [_approved_unit(each) for each in planned.units],
    }


def _approved_unit(planned: "UnitApproval") -> dict[str, Any]:
    return {
        "unit": planned.unit.name,
        "stage": planned.budget.stage,
        "compared": len(planned.comparison.figures),
        "differences": [
            {
                "name": change.compared.name,
                "approved": YUAN.show(change.compared.approved),
                "drafted": YUAN.show(change.compared.drafted),
                "place": change.compared.figure.place,
                "line": change.line.id if change.line else None,
            }
            for change in planned.changes
        ],
        "not_listed": [{"name": name, "drafted": YUAN.show(fen)} for name, fen in planned.comparison.not_listed],
    }


def _before(change: "Change") -> str:
    revision = change.revision
    if revision.before is None:
        return "（没有）"
    document = f"（{revision.before.reference}）" if revision.before.reference else ""
    later = "，已有日期更晚的文件，只记入沿革" if revision.later else ""
    return f"{YUAN.show(revision.before.amount)} 元{document}{later}"


def data_of(planned: "Plan") -> dict[str, Any]:
    """Return what a file would do as JSON. Amounts in 元 as text."""
    from desktop import reports

    found = planned.reading
    return {
        **{name: getattr(found, name) for name in ("file", "document", "year", "money")},
        "date": found.day,
        "agreed": len(found.agreed),
        "understood": found.understood,
        "notes": found.notes,
        "unknown": [{"word": word, "kind": kind} for word, kind in found.unknown.items()],
        "disagreements": [{"name": each.key, "text": each.describe()} for each in found.disagreements],
        "rejects": [reports.finding(each) for each in found.rejects],
        "units": [
            {
                "unit": each.unit.name,
                "year": each.budget.year,
                "stage": each.budget.stage,
                "numbers": [_number(change) for change in each.changes],
            }
            for each in planned.units
        ],
    }


def _number(change: "Change") -> dict[str, Any]:
    before = change.revision.before
    return {
        "name": change.name,
        "block": change.number.block,
        "fund": change.number.fund,
        "amount": YUAN.show(change.number.fen),
        "before": None if before is None else YUAN.show(before.amount),
        "before_document": "" if before is None else before.reference,
        "only_in_trail": change.revision.later,
        "place": change.number.place,
    }


def controls(parsed: argparse.Namespace) -> int:
    """List the control numbers of a budget: what is in force, what is used, and every revision with its document."""
    from desktop import pipeline
    from desktop.compute.controls import used
    from desktop.ledger import control_trail
    from desktop.units import together

    with reading(parsed) as book:
        view = view_of(book, parsed)
        if view is None:
            disclosure = pipeline.of_book(book, "", chosen(book, parsed))
        else:
            disclosure = together.of_view(book, view)
    facts, names = disclosure.facts, control_trail.project_names(disclosure.facts)
    in_force = [*control_trail.current(facts.controls), *typed(facts)]
    rows = []
    for trail in control_trail.revisions((*facts.controls, *typed(facts))).values():
        now = next((each for each in trail if each in in_force), None)
        rows.append(_trail(control_trail.name_of(trail[0], names), trail, now, used(trail[0], disclosure.cube, names)))
    if parsed.json:
        show_json(rows)
        return 0
    if not rows:
        print("没有控制数；用 import-control 导入，或用 set 录入")
    for row in rows:
        print(f"{row['name']}：{_standing(row)}")
        for each in row["revisions"]:
            mark = "现行" if each["in_force"] else "已有新文"
            about = (each["document"] or "（没有文号）", each["date"], f"{each['amount']} 元", mark)
            print("  " + " ".join(filter(None, about)))
    return 0


def typed(facts: "BudgetFacts") -> "list[Control]":
    """Return the numbers that stand beside projects and are in force."""
    from desktop.ledger import control_trail

    return [each for each in control_trail.of_projects(facts) if not each.id]


def _standing(row: dict[str, Any]) -> str:
    if row["amount"] is None:
        return "已由新文的其他分法代替"
    left = "没有核对" if row["used"] is None else f"已编 {row['used']} 元，余额 {row['left']} 元"
    return f"{row['amount']} 元，{left}"


def _trail(name: str, trail: "list[Control]", now: "Control | None", spent: int | None) -> dict[str, Any]:
    """Return one control number as JSON; amount: the one in force, null where another division took its place."""
    return {
        "name": name,
        "block": trail[0].block,
        "fund": trail[0].fund,
        "amount": None if now is None else YUAN.show(now.amount),
        "used": None if spent is None else YUAN.show(spent),
        "left": None if spent is None or now is None else YUAN.show(now.amount - spent),
        "revisions": [
            {
                "document": each.reference,
                "date": each.issued_on,
                "amount": YUAN.show(each.amount),
                "in_force": each is now,
            }
            for each in trail
        ],
    }


def bureau_options(parser: argparse.ArgumentParser) -> None:
    """What a command that reads a bureau's file takes."""
    of_budget(parser)
    add_json(parser)
    add_copy(parser)
    parser.add_argument("--preview", action="store_true", help="只看结果，不写入账本")
    parser.add_argument("--document", default="", metavar="文号", help="文号；不写则从标题中读取")
    parser.add_argument(
        "--date", default="", metavar="日期", help="下达或批复的日期，例如 2026-11-20；不写则从标题中读取"
    )
    parser.add_argument(
        "--money", default="", choices=("", *UNITS), metavar="单位", help=f"金额单位：{'、'.join(UNITS)}"
    )
    parser.add_argument("--sheet", action="append", default=[], metavar="工作表", help="只读这个工作表，可重复")
    parser.add_argument(
        "--word",
        action="append",
        default=[],
        metavar="词=意思",
        help="指定一个词或一列是什么，可重复；板块和资金会记住",
    )
    parser.add_argument("--accept", action="append", default=[], metavar="名称", help="接受一处合计不符，可重复")


def _list_options(parser: argparse.ArgumentParser) -> None:
    of_units(parser)
    of_budget(parser)
    add_json(parser)
    add_copy(parser)


def _approved_options(parser: argparse.ArgumentParser) -> None:
    bureau_options(parser)
    parser.add_argument("--take", action="store_true", help="取得批复数：记下文号和变动，改文件写全的支出行")
    parser.description = "先对照：列出与本稿不同的批复数，有不同时退出码为 1；加 --take 才写入账本，可以一步撤销"


COMMANDS = (
    Command("import-control", "导入财政局下达的控制数", import_control, ("book", "file"), bureau_options),
    Command(
        "import-approved", "对照或取得财政局批复的数（批复数）", import_approved, ("book", "file"), _approved_options
    ),
    Command("controls", "列出控制数：现行数、已编数和各次文号", controls, ("book",), _list_options),
)
