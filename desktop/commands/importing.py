"""Commands that take outside files into a book: all rows or none, as one undoable operation."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop.commands.common import chosen, writing
from desktop.commands.parsing import Command, of_budget, of_scenario
from desktop.findings import Finding, UserError
from desktop.money import UNITS, YUAN

if TYPE_CHECKING:
    from desktop.intake.people_update import PersonDifference
    from desktop.intake.roster import RosterReading


def show_doubts(doubts: Iterable[str]) -> None:
    """Print what of a file should be looked at again, although nothing stands in its way."""
    for text in doubts:
        print(f"注意：{text}")


def refuse(rejects: list[Finding], file: str) -> NoReturn:
    """Print why a file is refused and leave the command. Raises UserError."""
    for reject in rejects:
        print(reject.describe(), file=sys.stderr)
    raise UserError(f"“{file}”有 {len(rejects)} 处问题，没有导入任何行，账本未改动；请按以上提示改正后重新导入")


def import_roster(parsed: argparse.Namespace) -> int:
    """Import people and pay items into a budget."""
    from desktop.catalog import policy
    from desktop.intake import headers, people_update, roster

    mapping = headers.remembered("roster") | mapping_of(parsed)
    with writing(parsed) as book:
        budget = chosen(book, parsed)
        words = headers.words() | _words(parsed)
        if not budget.policy:
            raise UserError(f"{budget.year}年预算没有选择政策参数包，不知道有哪些工资项；请先用 policy 命令选择")
        items = policy.pay_items(budget.policy)
        kind = next(unit.kind for unit in book.units() if unit.id == budget.unit_id)
        yearly = policy.yearly_items(budget.policy)
        reading = roster.read_roster(Path(parsed.file), items, kind, mapping, parsed.sheet, words, budget.year, yearly)
        show_columns(reading.columns, reading.ignored, reading.notes, items | roster.NAMES, reading.samples)
        _show_roster(reading, items)
        if reading.rejects:
            refuse(reading.rejects, parsed.file)
        if parsed.preview:
            _show_differences(people_update.differences(book, budget, reading.people, items))
            print(f"预览：可导入 {len(reading.people)} 行；没有写入账本")
            return 0
        added, updated = people_update.add_people(book, budget, reading.people)
    headers.remember("roster", mapping_of(parsed))
    headers.remember(headers.WORDS, _words(parsed))
    print(f"已导入花名册：新增 {added} 行，更新 {updated} 行")
    return 0


def import_projects(parsed: argparse.Namespace) -> int:
    """Import projects and measurement lines into a budget."""
    from desktop.intake import headers, project_list

    mapping = headers.remembered("projects") | mapping_of(parsed)
    with writing(parsed) as book:
        budget = chosen(book, parsed)
        reading = project_list.read_projects(Path(parsed.file), budget.year, mapping, parsed.sheet, parsed.money)
        labels = {name: texts[0] for name, texts in project_list.COLUMNS.items()}
        show_columns(reading.columns, reading.ignored, reading.notes, labels, {})
        if reading.money or reading.money_asked:  # neither: no column of money was found, and that is said below
            print(f"  金额单位：{reading.money or parsed.money or '没有写明'}")
        if reading.rejects:
            refuse(reading.rejects, parsed.file)
        if parsed.preview:
            print(f"预览：可导入 {len(reading.rows)} 行，合计 {YUAN.show(reading.total)} 元；没有写入账本")
            return 0
        added, updated = project_list.add_projects(book, budget, reading.rows)
    headers.remember("projects", mapping_of(parsed))
    print(f"已导入项目：新增 {added} 个，更新 {updated} 个，合计 {YUAN.show(reading.total)} 元")
    return 0


def mapping_of(parsed: argparse.Namespace) -> dict[str, str]:
    """Return --map 列名=字段 pairs."""
    return pairs_of(parsed.map, "--map “{}”不对；请写成 列名=字段，例如 --map 职务工资=post_wage")


def _words(parsed: argparse.Namespace) -> dict[str, str]:
    """Return --word 词=类别或状态 pairs. Raises UserError for a kind or state that there is not."""
    from desktop.intake import payroll_words

    pairs = pairs_of(parsed.word, "--word “{}”不对；请写成 词=类别或状态，例如 --word 借调=在职")
    for word in pairs.values():
        if payroll_words.meaning(word, {}) in (None, payroll_words.Meaning()):
            raise UserError(f"--word 中的“{word}”不是人员的类别或状态；可用：{'、'.join(payroll_words.known())}")
    return pairs


def pairs_of(texts: list[str], wrong: str) -> dict[str, str]:
    """Return what stands before and behind the sign = of options. Raises UserError where one has none."""
    pairs = [text.partition("=") for text in texts]
    bad = next((text for text, (_, sign, _) in zip(texts, pairs, strict=True) if not sign), "")
    if bad:
        raise UserError(wrong.format(bad))
    return {left.strip(): right.strip() for left, _, right in pairs}


def _show_roster(reading: "RosterReading", items: dict[str, str]) -> None:
    if reading.withheld:
        print(f"  代扣的列，不计入支出：{'、'.join(reading.withheld)}")
    for word, meaning in reading.words.items():
        print(f"  “{word}” 按 {meaning}")
    for name, fen in reading.sums.items():
        print(f"  {items[name]} 合计 {YUAN.show(fen)} 元")
    if reading.gross is not None and not reading.rejects:
        print(f"  有应发列的工作表应发共 {YUAN.show(reading.gross)} 元，已逐人与读入的工资项核对")
    for line in reading.passed_over:
        print(f"  没有作为人员：{line}")


def _show_differences(found: "list[PersonDifference]") -> None:
    from desktop.intake import people_update

    for each in found:
        if each.state == people_update.SAME:
            continue
        words = "；".join(each.words) or ("没有改动，仍保留在账本中" if each.state == people_update.GONE else "")
        print(f"  {each.state}：{each.who}{'　' if words else ''}{words}")


def show_columns(
    columns: dict[str, str],
    ignored: list[str],
    notes: tuple[str, ...],
    labels: dict[str, str],
    samples: dict[str, tuple[str, ...]],
) -> None:
    """Print what each column is taken for, with its first values."""
    for text, name in columns.items():
        values = f"　例：{'、'.join(samples[text])}" if samples.get(text) else ""
        print(f"  列“{text}” → {labels.get(name, name)}{values}")
    if ignored:
        print(f"  不导入的列：{'、'.join(ignored)}")
    for note in notes:
        print(f"  注意：{note}")


def sheet_options(parser: argparse.ArgumentParser, also: str = "") -> None:
    """Let a command say the budget, what columns mean, and the sheet."""
    of_budget(parser)
    of_scenario(parser)
    parser.add_argument(
        "--map", action="append", default=[], metavar="列名=字段", help="指定一列的含义，可重复；会记住"
    )
    parser.add_argument("--sheet", default="", help=f"工作表名称；不写则取第一个可见的{also}")


def _roster_options(parser: argparse.ArgumentParser) -> None:
    sheet_options(parser, "；花名册可写几个（用顿号分开）或“全部”，不写时名称说明人员类别的都读")
    parser.add_argument(
        "--word", action="append", default=[], metavar="词=类别或状态", help="指定一个词的含义，可重复；本账本会记住"
    )
    parser.add_argument("--preview", action="store_true", help="只看结果，不写入账本")


def money_option(parser: argparse.ArgumentParser) -> None:
    """Let a command say the unit of money of a file that does not."""
    parser.add_argument(
        "--money", default="", choices=("", *UNITS), metavar="单位", help=f"文件没有写明金额单位时：{'、'.join(UNITS)}"
    )


def _project_options(parser: argparse.ArgumentParser) -> None:
    sheet_options(parser)
    money_option(parser)
    parser.add_argument("--preview", action="store_true", help="只看结果，不写入账本")


_FILE = ("book", "file")
COMMANDS = (
    Command("import-roster", "导入花名册（XLSX、XLS、ODS 或 CSV）", import_roster, _FILE, _roster_options),
    Command("import-projects", "导入项目清单（XLSX、XLS、ODS 或 CSV）", import_projects, _FILE, _project_options),
)
