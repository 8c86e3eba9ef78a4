"""The tables of the import dialog for lists of records: words to decide, and what each row changes in the book."""

from collections.abc import Callable

from PySide6.QtWidgets import QTableWidget

from desktop.catalog.classification import load
from desktop.intake import record_taking
from desktop.intake.imported_record import amount_of
from desktop.intake.people_update import CHANGED, GONE, NEW, SAME
from desktop.intake.record_import import RecordReading
from desktop.intake.record_taking import RecordDifference
from desktop.money import YUAN
from desktop.ui.kit import theme
from desktop.ui.kit.read_tables import cell, drop_down
from desktop.ui.year.import_tables import UNCHOSEN

SUBJECTS = {"功能科目": "function", "部门经济科目": "economic", "政府经济科目": "government"}


def fill_words(
    table: QTableWidget, reading: RecordReading, chosen: dict[str, str], choose: Callable[[str, str], None]
) -> None:
    """Show the words of the file that are not ours, those nobody knows first, with what each may mean."""
    listed = dict.fromkeys(reading.unknown_words, "") | reading.words
    table.setRowCount(len(listed))
    for row, (text, meaning) in enumerate(listed.items()):
        label, _, word = text.partition("/")
        table.setItem(row, 0, cell(f"{label}：{word}", color="" if meaning else theme.colors().error))
        options = dict.fromkeys((*filter(None, (meaning,)), *reading.unknown_words.get(text, ())))
        words = {option: _named(label, option) for option in options}
        take = lambda answer, text=text: choose(text, answer)  # noqa: E731
        box = drop_down(words if meaning else {"": UNCHOSEN} | words, meaning, take, f"{text}的含义")
        table.setCellWidget(row, 1, box)
        origin = "您指定的" if text in chosen or word in chosen else "程序自带的叫法"
        hint = origin if meaning else "没有见过，请指定；都不对的，请在文件中改正"
        table.setItem(row, 2, cell(hint))


def _named(label: str, option: str) -> str:
    codes = load(SUBJECTS[label]).codes if label in SUBJECTS else {}
    return codes[option].shown if option in codes else option


def fill_records(table: QTableWidget, found: list[RecordDifference], projects: dict[int, str]) -> None:
    """Show what becomes of each row of the file, then the records of the book that the file does not have."""
    table.setRowCount(len(found))
    colors = {NEW: theme.colors().accent, CHANGED: theme.colors().warning}
    for row, each in enumerate(found):
        state = "文件中没有，保留" if each.state == GONE else each.state
        table.setItem(row, 0, cell(state, color=colors.get(each.state, "")))
        table.setItem(row, 1, cell(str(each.row.row) if each.row else "", number=True))
        table.setItem(row, 2, cell(record_taking.title_of(each.row, each.old, projects)))
        fen = each.row.amount if each.row else amount_of(each.old)
        table.setItem(row, 3, cell(YUAN.show(fen) if fen else "", number=True))
        table.setItem(row, 4, cell("；".join(each.words)))


def counts(found: list[RecordDifference]) -> str:
    """Return how many rows are new, changed and the same, and how many of the book stay."""
    words = [f"{state} {sum(each.state == state for each in found)}" for state in (NEW, CHANGED, SAME)]
    gone = sum(each.state == GONE for each in found)
    return "，".join((*words, *((f"账本中另有 {gone} 行保留不动",) if gone else ())))
