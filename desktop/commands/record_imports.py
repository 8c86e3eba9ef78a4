"""Commands that import a list of records (支出明细, 收入, 政府采购 …): previewed, decided, taken as one step."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.common import chosen, chosen_unit, reading, show_json, writing
from desktop.commands.importing import (
    mapping_of,
    money_option,
    pairs_of,
    refuse,
    sheet_options,
    show_columns,
    show_doubts,
)
from desktop.commands.parsing import Command, add_json
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Execution, Project
from desktop.money import YUAN

if TYPE_CHECKING:
    from desktop.intake.record_import import RecordReading
    from desktop.intake.record_kinds import RecordKind
    from desktop.intake.record_taking import RecordDifference

_WORD = "--word “{}”不对；请写成 词=意思，例如 --word 财政拨款=一般公共预算"


def _import(key: str, parsed: argparse.Namespace) -> int:
    """Import a list of a kind."""
    from desktop.intake import record_import, record_taking
    from desktop.intake.record_kinds import KINDS

    kind = KINDS[key]
    decided = record_import.Asked(mapping_of(parsed), pairs_of(parsed.word, _WORD), parsed.money, parsed.sheet)
    opened = reading if parsed.preview else writing
    with opened(parsed) as book:
        budget, years, budget_of = _budgets(book, parsed)
        asked = record_import.asked_with_memory(key, decided)
        found = record_import.read(Path(parsed.file), key, record_import.context_of(book, budget, years), asked)
        changes = record_taking.differences(book, kind, found.rows, budget_of)
        projects = {each.id: each.name for each in book.records(Project)}
        if parsed.json:
            show_json(data_of(found, changes, projects, parsed.file))
        else:
            _show(found, changes, projects)
            show_doubts(_doubts(book, kind, found, budget_of))
        if found.rejects:
            if parsed.json and parsed.preview:
                return 1
            refuse(found.rejects, parsed.file)
        if parsed.preview:
            return 0
        counts = record_taking.take(book, kind, found.rows, budget_of)
    record_import.remember(key, decided)
    if not parsed.json:
        states = "，".join(f"{state} {n}" for state, n in zip(("新增", "更新", "不变"), counts, strict=True))
        money = f"，合计 {YUAN.show(found.total)} 元" if found.money else ""
        print(f"已导入{kind.label} {len(found.rows)} 行{money}：{states}")
    return 0


def _budgets(book: Book, parsed: argparse.Namespace) -> tuple[Budget, tuple[int, ...], Callable[[int], Budget]]:
    """Return the budget of rows without a year, the years that rows may name, and the budget of each."""
    if not book.units():
        raise UserError(f"账本“{book.path}”中还没有单位；请先用 new 新建账本")
    if parsed.year or parsed.stage or parsed.scenario:
        budget = chosen(book, parsed)
        return budget, (budget.year,), lambda _: budget
    unit = (chosen_unit(book, parsed) or book.units()[0]).id
    budget = chosen(book, parsed)
    years = tuple(dict.fromkeys(each.year for each in book.budgets(unit)))
    return budget, years, lambda year: budget if year == budget.year else book.budget_of_year(unit, year)


def _doubts(
    book: Book, kind: "RecordKind", found: "RecordReading", budget_of: Callable[[int], Budget]
) -> Iterator[str]:
    """Yield where amounts of last year seem to be in another unit of money than the book's budget."""
    from desktop import pipeline
    from desktop.compute import executed

    for year in dict.fromkeys(row.year for row in found.rows) if kind.record is Execution else ():
        spent = [row.record for row in found.rows if row.year == year and isinstance(row.record, Execution)]
        for name, doubt in executed.scale_doubts(spent, pipeline.lines_of(book, budget_of(year))):
            yield f"{name}的上年执行数 {doubt}"


def _show(found: "RecordReading", changes: "list[RecordDifference]", projects: dict[int, str]) -> None:
    from desktop.intake import record_columns, record_taking
    from desktop.intake.people_update import GONE, SAME

    columns = {text: name for text, name in found.columns.items() if name and text not in found.ignored}
    show_columns(columns, found.ignored, tuple(found.notes), record_columns.fields(found.kind), found.samples)
    if found.money:
        print(f"  金额单位：{found.money}")
    for text, word in found.words.items():
        print(f"  “{text}” 按 {word}")
    for text, options in found.unknown_words.items():
        print(f"  待定：“{text}”，可按 {'、'.join(options[:6])}；例如 --word {text}={options[0] if options else '…'}")
    for line in found.passed_over:
        print(f"  没有作为数据：{line}")
    if found.rejects:
        return
    for each in changes:
        if each.state not in (SAME, GONE):
            name = record_taking.title_of(each.row, each.old, projects)
            fen = each.row.amount if each.row else 0
            print(f"  {each.state}：{name}　{YUAN.show(fen)}{'　' if each.words else ''}{'；'.join(each.words)}")
    gone = sum(each.state == GONE for each in changes)
    if gone:
        print(f"  账本中另有 {gone} 行，文件中没有，保留不动")


def data_of(
    found: "RecordReading", changes: "list[RecordDifference]", projects: dict[int, str], file: str
) -> dict[str, Any]:
    """Return what was read and what would change as plain data; amounts in 分."""
    from desktop.intake import record_taking

    return {
        "file": Path(file).name,
        "kind": found.kind.key,
        "money": found.money,
        "columns": found.columns,
        "samples": {text: list(values) for text, values in found.samples.items()},
        "ignored": found.ignored,
        "words": found.words,
        "unknown_words": {text: list(options) for text, options in found.unknown_words.items()},
        "notes": found.notes,
        "passed_over": found.passed_over,
        "sums_agreed": found.agreed,
        "total": found.total,
        "rows": [
            {
                "row": each.row.row if each.row else None,
                "state": each.state,
                "what": record_taking.title_of(each.row, each.old, projects),
                "amount": each.row.amount if each.row else None,
                "changes": list(each.words),
            }
            for each in changes
        ],
        "rejects": [each.describe() for each in found.rejects],
    }


def _options(parser: argparse.ArgumentParser) -> None:
    sheet_options(parser)
    parser.add_argument(
        "--word", action="append", default=[], metavar="词=意思", help="指定一个词或科目的含义，可重复；会记住"
    )
    money_option(parser)
    parser.add_argument("--preview", action="store_true", help="只看结果，不写入账本")
    parser.add_argument("--copy", action="store_true", help="预览时账本正被别处打开，读取它的只读副本")
    add_json(parser)


def _run(key: str) -> Callable[[argparse.Namespace], int]:
    return lambda parsed: _import(key, parsed)


_NAMES = (
    ("import-lines", "lines", "支出明细"),
    ("import-income", "incomes", "收入"),
    ("import-procurement", "procurements", "政府采购、政府购买服务"),
    ("import-asset-plans", "asset_plans", "新增资产（资产购置计划）"),
    ("import-assets", "assets", "车辆与设备存量"),
    ("import-project-profiles", "project_profiles", "项目基本信息"),
    ("import-project-lines", "project_lines", "项目测算明细"),
    ("import-public-lines", "public_lines", "公用测算明细"),
    ("import-events", "event_plans", "会议和培训计划"),
    ("import-executions", "executions", "上年执行数"),
)
COMMANDS = tuple(
    Command(name, f"导入{words}（XLSX、XLS、ODS 或 CSV）", _run(key), ("book", "file"), _options)
    for name, key, words in _NAMES
)
