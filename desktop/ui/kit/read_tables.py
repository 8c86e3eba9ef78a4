"""Tables of a dialog that are read, not edited: their cells, and drop-downs in them."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.kit.wheel_safe import DropDown

FEW = 200
"""Rows that are all fitted at once; of more only those in view are, as each takes its time."""


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
    set_widths(table, widths)
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


def fit_rows(table: QTableWidget) -> None:
    """Make rows as high as their words; of many rows those in view."""
    if table.rowCount() <= FEW:
        table.resizeRowsToContents()
        return
    height, first, bar = table.viewport().height(), max(0, table.rowAt(0)), table.verticalScrollBar()
    at_end = 0 < bar.value() == bar.maximum()
    current = table.currentItem()
    in_view = current is not None and table.viewport().rect().contains(table.visualItemRect(current))
    filled = 0
    for row in range(table.rowCount() - 1, -1, -1) if at_end else range(first, table.rowCount()):
        table.resizeRowToContents(row)
        filled += table.rowHeight(row)
        if filled > height:
            break
    if in_view:
        table.scrollToItem(current)
    elif at_end:
        QTimer.singleShot(0, table, table.scrollToBottom)  # when the view has laid out the new heights


def keep_rows_fitted(table: QTableWidget) -> None:
    """Fit rows when they come into view and when the columns get another width."""
    soon = QTimer(table)
    soon.setSingleShot(True)
    soon.setInterval(0)
    soon.timeout.connect(partial(fit_rows, table))
    table.verticalScrollBar().valueChanged.connect(lambda _: soon.start())
    table.horizontalHeader().sectionResized.connect(lambda *_: soon.start())
    soon.start()
