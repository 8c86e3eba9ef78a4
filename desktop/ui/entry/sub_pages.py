"""The kinds of records of a page as tabs, all in view: as many rows of them as the width asks for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QWidget

NEXT = ("Ctrl+Tab", "Ctrl+PgDown")
BEFORE = ("Ctrl+Shift+Tab", "Ctrl+PgUp")
BELOW = 3
"""Pixels below the tabs: the line of the style sheet."""
TIP = "Ctrl+Tab、Ctrl+PgDn 到下一种，Ctrl+PgUp 回到上一种"


class SubPages(QListWidget):
    """Tabs with how many records each kind has; the arrow keys and Ctrl+Tab turn from one to the next."""

    turned = Signal()

    def __init__(self, titles: Sequence[str], page: QWidget) -> None:
        """page: within which the keys work."""
        super().__init__(page)
        self.titles = tuple(titles)
        self.setObjectName("kinds")
        self.setAccessibleName("录入哪一种")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for setter in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            setter(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addItems(self.titles)
        for number in range(self.count()):
            self.item(number).setToolTip(TIP)
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _: self.turned.emit())
        for keys, by in ((NEXT, 1), (BEFORE, -1)):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), page)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self._step, by))

    def _step(self, by: int) -> None:
        """Turn to the next kind that is shown."""
        shown = [number for number in range(self.count()) if not self.isRowHidden(number)]
        self.setCurrentRow(shown[(shown.index(self.currentRow()) + by) % len(shown)])

    def show_only(self, numbers: Sequence[int]) -> None:
        """Show some of the kinds; where the present one is not among them, turn to the first."""
        for number in range(self.count()):
            self.setRowHidden(number, number not in numbers)
        if self.currentRow() not in numbers:
            self.setCurrentRow(numbers[0])
        self._fit()

    @property
    def title(self) -> str:
        """The kind that is shown."""
        return self.titles[self.currentRow()]

    def turn_to(self, title: str) -> None:
        """Show a kind."""
        self.setCurrentRow(self.titles.index(title))

    def count_records(self, counts: Sequence[int]) -> None:
        """Show how many records each kind has."""
        for number, (title, count) in enumerate(zip(self.titles, counts, strict=True)):
            text = f"{title}({count})" if count else title
            if self.item(number).text() != text:
                self.item(number).setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows of tabs need."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The style may have changed since the page was last seen."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        self.setFixedHeight(max(self.visualItemRect(self.item(n)).bottom() for n in range(self.count())) + BELOW)
