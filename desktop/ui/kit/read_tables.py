"""Tables of a dialog that are read, not edited: their cells, and drop-downs in them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.kit.wheel_safe import DropDown


def table(name: str, headings: Iterable[str], widths: Iterable[int]) -> QTableWidget:
    """Return an empty table that is only read, the last column as wide as there is room."""
    titles = list(headings)
    table = QTableWidget(0, len(titles))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(titles)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().hide()
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    return table


def cell(text: str, *, number: bool = False, color: str = "") -> QTableWidgetItem:
    """Return a cell; its words are its hint too, where there is no room for them."""
    item = QTableWidgetItem(text)
    item.setToolTip(as_plain_text(text))
    if number:
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if color:
        item.setForeground(QColor(color))
    return item


def drop_down(words: dict[str, str], chosen: str, take: Callable[[str], None], name: str) -> DropDown:
    """Return a list of {value: words} that hands on what a person chooses."""
    box = DropDown()
    box.setAccessibleName(name)
    for value, text in words.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.activated.connect(lambda _: take(str(box.currentData())))
    return box
