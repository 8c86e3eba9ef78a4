"""The tables of the import dialog: columns, sheets, words, people with what each gets, rows of lists, sums paid."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.catalog.classification import load
from desktop.intake import payroll_words, record_columns, record_taking
from desktop.intake.imported_record import amount_of
from desktop.intake.people_update import CHANGED, GONE, NEW, SAME, PersonDifference
from desktop.intake.project_list import COLUMNS as PROJECT_COLUMNS
from desktop.intake.record_import import RecordReading
from desktop.intake.record_kinds import KINDS
from desktop.intake.record_taking import RecordDifference
from desktop.intake.roster import COLUMNS, NAMES, GrossDifference, RosterReading
from desktop.money import YUAN
from desktop.ui.kit import theme
from desktop.ui.kit.read_tables import cell, drop_down

UNCHOSEN = "（请选择）"
AS_READ = "（按表名和表内的列）"
PERSON = Qt.ItemDataRole.UserRole
REMOVE = "文件中没有，勾选则删除"
SUBJECTS = {"功能科目": "function", "部门经济科目": "economic", "政府经济科目": "government"}


def meaning(kind: str, name: str) -> str:
    """Return the words for what a remembered column or word stands for."""
    if kind in KINDS:
        return record_columns.fields(KINDS[kind]).get(name, name)
    fields = {each: texts[0] for each, texts in (COLUMNS if kind == "roster" else PROJECT_COLUMNS).items()}
    return (fields | NAMES).get(name, name)


def fill_columns(
    table: QTableWidget,
    listed: dict[str, str],
    samples: dict[str, tuple[str, ...]],
    fields: dict[str, str],
    choose: Callable[[str, str], None],
) -> None:
    """Show each column of the file, what it means, its first values."""
    table.setRowCount(len(listed))
    for row, (text, name) in enumerate(listed.items()):
        table.setItem(row, 0, cell(text, color="" if name else theme.colors().error))
        words = fields if name else {"": UNCHOSEN} | fields
        take = lambda field, text=text: choose(text, field)  # noqa: E731
        table.setCellWidget(row, 1, drop_down(words, name, take, f"{text}的含义"))
        table.setItem(row, 2, cell("、".join(samples.get(text, ()))))


def fill_sheets(
    table: QTableWidget, reading: RosterReading, kinds: dict[str, str], choose: Callable[[str, str], None]
) -> None:
    """Show the sheets of the workbook: whether each is read, whose pay it holds."""
    table.blockSignals(True)
    table.setRowCount(len(reading.sheets))
    words = {"": AS_READ} | {word: word for word in payroll_words.known()}
    for row, name in enumerate(reading.sheets):
        item = cell(name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if name in reading.chosen else Qt.CheckState.Unchecked)
        table.setItem(row, 0, item)
        take = lambda kind, name=name: choose(name, kind)  # noqa: E731
        table.setCellWidget(
            row, 1, drop_down(words, kinds.get(payroll_words.SHEET + name, ""), take, f"{name}是谁的工资")
        )
        found = payroll_words.of_sheet(name)
        named = "、".join(dict.fromkeys(filter(None, (found.kind, found.status)))) if found else ""
        table.setItem(row, 2, cell(f"表名说是{named}" if named else "表名没有说明"))
    table.blockSignals(False)


def checked(table: QTableWidget) -> tuple[str, ...]:
    """Return the names whose first cell is ticked."""
    return tuple(item.text() for item in _ticked(table))


def _ticked(table: QTableWidget) -> list[QTableWidgetItem]:
    items = (table.item(row, 0) for row in range(table.rowCount()))
    return [item for item in items if item is not None and item.checkState() == Qt.CheckState.Checked]


def fill_words(
    table: QTableWidget, reading: RosterReading, remembered: dict[str, str], choose: Callable[[str, str], None]
) -> None:
    """Show the words of 类别 and 状态 that are not ours: what each is taken for, those nobody knows first."""
    listed = dict.fromkeys(reading.unknown_words, "") | reading.words
    table.setRowCount(len(listed))
    for row, (text, meaning) in enumerate(listed.items()):
        table.setItem(row, 0, cell(text, color="" if meaning else theme.colors().error))
        words = {word: word for word in dict.fromkeys((*filter(None, (meaning,)), *payroll_words.known()))}
        take = lambda word, text=text: choose(text, word)  # noqa: E731
        box = drop_down(words if meaning else {"": UNCHOSEN} | words, meaning, take, f"{text}的含义")
        table.setCellWidget(row, 1, box)
        origin = "您指定的" if text in remembered else "程序自带的叫法"
        table.setItem(row, 2, cell(origin if meaning else "没有见过，请指定"))


def fill_people(table: QTableWidget, found: list[PersonDifference], labels: dict[str, str]) -> None:
    """Show each person: new, changed, the same or gone, with what each gets."""
    table.setRowCount(len(found))
    colors = {NEW: theme.colors().accent, CHANGED: theme.colors().warning, GONE: theme.colors().error}
    for row, each in enumerate(found):
        person: Any = each.row.person if each.row else each.old
        state = cell(REMOVE if each.state == GONE else each.state, color=colors.get(each.state, ""))
        if each.state == GONE:
            state.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            state.setCheckState(Qt.CheckState.Unchecked)
            state.setData(PERSON, person.id)
        table.setItem(row, 0, state)
        for column, text in ((1, each.who), (2, person.kind), (3, person.status)):
            table.setItem(row, column, cell(text))
        items = each.row.items if each.row else {}
        table.setItem(row, 4, cell(YUAN.show(sum(items.values())) if items else "", number=True))
        gets = "、".join(f"{labels.get(name, name)} {YUAN.show(fen)}" for name, fen in items.items())
        table.setItem(row, 5, cell("；".join(each.words) or ("" if each.state == GONE else gets)))


def to_remove(table: QTableWidget) -> frozenset[int]:
    """Return the ids of people ticked to be taken out of the book."""
    return frozenset(int(item.data(PERSON)) for item in _ticked(table))


def fill_gross(table: QTableWidget, reading: RosterReading) -> None:
    """Show what the file says was paid against the pay items read: the sum, then each person that differs."""
    stated, read = reading.gross or 0, reading.read_gross
    rows = [GrossDifference("合计", "", 0, stated, read), *reading.apart]
    table.setRowCount(len(rows))
    for row, each in enumerate(rows):
        place = f"{each.sheet} 第 {each.row} 行" if each.row else ""
        table.setItem(row, 0, cell(each.who))
        table.setItem(row, 1, cell(place))
        apart = each.stated - each.read
        for column, fen in ((2, each.stated), (3, each.read)):
            table.setItem(row, column, cell(YUAN.show(fen), number=True))
        table.setItem(row, 4, cell(YUAN.show(apart) if apart else "相符", color=theme.colors().error if apart else ""))


def fill_words_of_lists(
    table: QTableWidget, reading: RecordReading, chosen: dict[str, str], choose: Callable[[str, str], None]
) -> None:
    """Show the words of the file that are not ours, those nobody knows first, with what each may mean."""
    listed = dict.fromkeys(reading.unknown_words, "") | reading.words
    table.setRowCount(len(listed))
    for row, (text, meaning) in enumerate(listed.items()):
        label, _, word = text.partition("/")
        table.setItem(row, 0, cell(f"{label}：{word}", color="" if meaning else theme.colors().error))
        options = dict.fromkeys(
            (*filter(None, (meaning,)), *reading.unknown_words.get(text, ()), *reading.offered.get(text, ()))
        )
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


def fill_changes(table: QTableWidget, found: list[RecordDifference], projects: dict[int, str]) -> None:
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


def counts_of_changes(found: list[RecordDifference]) -> str:
    """Return how many rows are new, changed and the same, and how many of the book stay."""
    words = [f"{state} {sum(each.state == state for each in found)}" for state in (NEW, CHANGED, SAME)]
    gone = sum(each.state == GONE for each in found)
    return "，".join((*words, *((f"账本中另有 {gone} 行保留不动",) if gone else ())))
