"""The sheets of a bureau's workbook as they look, with a chip on every cell that will be filled."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QTabWidget, QWidget

from desktop.template.mapping import SheetMap
from desktop.template.recalculate import letters
from desktop.template.record_lists import PAY_ITEM
from desktop.template.sheet_xml import column_number, split

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
