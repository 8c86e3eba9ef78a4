"""The work list (工作清单) above the overview: what is to be done now, until when, by whom; a click leads there."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.ui.kit import theme
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.kit.small_screens import larger, set_widths
from desktop.ui.session import Session
from desktop.units import work_list
from desktop.units.work_list import Entry, State

HEADERS = ("状态", "事项", "期限", "等谁")
WHAT, WHO = 1, 3
WIDTHS = (56, 0, 190, 150)
"""Of the columns, in pixels; the one without a width takes what is left."""
WIDTHS_ALONE = (56, 0, 340, 150)
"""While nobody is waited for: that takes no column, and the words of the term need one line."""
NARROW, NARROW_WIDTHS = 760, (56, 0, 110, 110)
"""Width in pixels below which the other widths hold; more with large type."""
MOST = 200
"""Pixels the list takes at most; more is scrolled."""


class WorkTable(QTableWidget):
    """Shows the list of the budget in view. A scenario has none: it is handed in nowhere."""

    asked = Signal(str)
    """A key of `work_list.PLACES`."""

    def __init__(self, session: Session) -> None:
        super().__init__(0, len(HEADERS))
        self._session = session
        self.entries: list[Entry] = []
        self.setAccessibleName("工作清单")
        self.setHorizontalHeaderLabels(HEADERS)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMaximumHeight(MOST)
        set_widths(self, WIDTHS)
        self.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(self._wrap)
        self.cellClicked.connect(self._chosen)
        self.cellActivated.connect(self._chosen)

    def reload(self) -> None:
        """Show what is to be done now."""
        session = self._session
        self.setVisible(not session.budget.scenario)
        if session.budget.scenario:
            return
        self.entries = work_list.of_book(session.book, session.disclosure, session.view, date.today())
        self.setRowCount(len(self.entries))
        for row, entry in enumerate(self.entries):
            who = entry.who if entry.state is State.WAITING else ""
            for column, text in enumerate((str(entry.state), entry.what, entry.term, who)):
                item = QTableWidgetItem(text)
                item.setToolTip(as_plain_text(f"{entry.what}\n在{work_list.PLACES[entry.place]}办理"))
                if column == 0 or entry.state is State.DONE:
                    item.setForeground(QBrush(QColor(_color(entry.state))))
                self.setItem(row, column, item)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit columns and rows to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW * larger()
        alone = not any(each.state is State.WAITING for each in self.entries)
        set_widths(self, NARROW_WIDTHS if narrow else WIDTHS_ALONE if alone else WIDTHS)
        self.setColumnHidden(WHO, alone)
        self.resizeRowsToContents()

    def _wrap(self, column: int) -> None:
        """Give the rows the height that the words need in the width they have now.

        Once more when all is in its place: a page shown anew passes through widths in which each word takes a line.
        """
        if column == WHAT:
            self.resizeRowsToContents()
            self._settled.start()

    def _chosen(self, row: int, _: int) -> None:
        if 0 <= row < len(self.entries):
            self.asked.emit(self.entries[row].place)


def _color(state: State) -> str:
    colors = theme.colors()
    return {State.OWED: colors.error, State.WAITING: colors.accent, State.LATER: colors.muted}.get(state, colors.good)
