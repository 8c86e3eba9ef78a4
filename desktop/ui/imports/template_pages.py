"""A bureau's workbook in the window: its sheets with chips on the cells to fill, and the columns of its row lists."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QComboBox, QTableWidget, QTableWidgetItem, QTabWidget, QWidget

from desktop.template.mapping import RowColumn, RowsMap, SheetMap, WorkbookMapping
from desktop.template.recalculate import letters
from desktop.template.record_lists import PAY_ITEM, known_lists
from desktop.template.sheet_xml import column_number, split
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.kit.wheel_safe import DropDown

COLUMNS = (("工作表", 150), ("每行一条", 80), ("行", 80), ("列", 50), ("表头", 240), ("填入", 230))
BY_HEADER, NOTHING = "按表头的资金口径", "不填"


class RowColumns(QTableWidget):
    """Lists every column of every row list, those that stay blank too; another field may be chosen for each."""

    def __init__(self, mapping: WorkbookMapping, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setHorizontalHeaderLabels([name for name, _ in COLUMNS])
        set_widths(self, (width for _, width in COLUMNS))
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._boxes: dict[tuple[str, int, str], QComboBox] = {}
        for sheet in mapping.sheets:
            for rows in sheet.rows:
                self._list(sheet, rows)

    def _list(self, sheet: SheetMap, rows: RowsMap) -> None:
        blank = [(letter, RowColumn(header=header)) for letter, header in rows.blank]
        for letter, column in sorted((*rows.columns, *blank), key=lambda pair: (len(pair[0]), pair[0])):
            number = self.rowCount()
            self.insertRow(number)
            span = f"{rows.first}–{rows.last}"
            for place, text in enumerate((sheet.sheet, rows.records, span, letter, column.header)):
                self.setItem(number, place, QTableWidgetItem(text))
            box = DropDown()
            box.addItem(NOTHING, "")
            if column.where:
                box.addItem(BY_HEADER, BY_HEADER)
            for field in fields_of(rows.records):
                box.addItem(field.removeprefix(PAY_ITEM), field)
            if column.field and box.findData(column.field) < 0:
                box.addItem(column.field, column.field)
            box.setCurrentIndex(max(0, box.findData(BY_HEADER if column.where else column.field)))
            self._boxes[sheet.sheet, rows.first, letter] = box
            self.setCellWidget(number, len(COLUMNS) - 1, box)

    def choose(self, sheet: str, first: int, letter: str, field: str) -> None:
        """Choose what a column takes; an empty field leaves it blank."""
        box = self._boxes[sheet, first, letter]
        box.setCurrentIndex(box.findData(field))

    def corrected(self, sheet: SheetMap) -> list[RowsMap]:
        """Return the row lists of a sheet with the choices made."""
        return [self._corrected(sheet.sheet, rows) for rows in sheet.rows]

    def _corrected(self, sheet: str, rows: RowsMap) -> RowsMap:
        columns: list[tuple[str, RowColumn]] = []
        blank: list[tuple[str, str]] = []
        learned = {**{letter: RowColumn(header=header) for letter, header in rows.blank}, **dict(rows.columns)}
        for letter in sorted(learned, key=lambda name: (len(name), name)):
            choice = str(self._boxes[sheet, rows.first, letter].currentData())
            column = learned[letter]
            if not choice:
                blank.append((letter, column.header))
            elif choice == BY_HEADER:
                columns.append((letter, column))
            else:
                columns.append((letter, replace(column, field=choice, where=())))
        return replace(rows, columns=tuple(columns), blank=tuple(blank))


def fields_of(records: str) -> list[str]:
    """Return the fields that a list may show, its own before those that every list has."""
    entry = known_lists()[records]
    return [*dict.fromkeys(reversed(entry.headers.values())), *(f"{PAY_ITEM}{item}" for item in entry.pay_items)]


MOST_ROWS, MOST_COLUMNS = 200, 60
CHIP, CHIP_TEXT = "#2f6fb5", "#ffffff"
OF_LIST = {"code": "科目编码", "name": "科目名称", "类": "类", "款": "款", "项": "项"}

Amounts = dict[tuple[str, str], str]
"""What a cell of a sheet will show, by sheet and place."""


class SheetChips(QTabWidget):
    """One tab for each sheet; a sheet that is not filled says so in its title."""

    def __init__(
        self,
        sheets: dict[str, dict[str, str]],
        mapped: dict[str, SheetMap],
        amounts: Amounts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        for name, texts in sheets.items():
            sheet = mapped.get(name)
            chips = dict(_chips(sheet, amounts)) if sheet else {}
            self.addTab(_table(texts, chips), name if sheet else f"{name}（不填）")


def _chips(sheet: SheetMap, amounts: Amounts) -> Iterator[tuple[str, str]]:
    """Yield place and words of each chip."""
    for cell in sheet.cells:
        yield cell.cell, amounts.get((sheet.sheet, cell.cell), "金额")
    for listing in sheet.lists:
        for column, meaning in listing.columns:
            words = OF_LIST.get(meaning, "金额") if isinstance(meaning, str) else "金额"
            for row in range(listing.first, min(listing.last, MOST_ROWS) + 1):
                yield f"{column}{row}", words
    for rows in sheet.rows:
        for letter, row_column in rows.columns:
            for row in range(rows.first, min(rows.last, MOST_ROWS) + 1):
                yield f"{letter}{row}", row_column.field.removeprefix(PAY_ITEM) or "金额"
        yield from ((place, "合计") for place in rows.totals)


def _table(texts: dict[str, str], chips: dict[str, str]) -> QTableWidget:
    places = [split(place) for place in {**texts, **chips}]
    height = min(max((row for _, row in places), default=1), MOST_ROWS)
    width = min(max((column_number(column) for column, _ in places), default=1), MOST_COLUMNS)
    table = QTableWidget(height, width)
    table.setHorizontalHeaderLabels([letters(number) for number in range(1, width + 1)])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.horizontalHeader().setDefaultSectionSize(136)
    table.verticalHeader().setDefaultSectionSize(26)
    for place, text in {**texts, **chips}.items():
        column, row = split(place)
        if row > height or column_number(column) > width:
            continue
        item = QTableWidgetItem(text)
        item.setToolTip(f"{place}　{text}")
        if place in chips:
            item.setBackground(QBrush(QColor(CHIP)))
            item.setForeground(QBrush(QColor(CHIP_TEXT)))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        table.setItem(row - 1, column_number(column) - 1, item)
    return table
