"""What gives way on a small screen or with large type: lists to choose from, rows of controls, columns of tables."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QTableWidget,
    QWidget,
)

from desktop.ui.kit import theme

HEADER_PADDING = 14
"""What the style sheet puts around the words of a header, in pixels."""


BESIDE_COLUMNS = 220
"""Pixels of a screen that columns of fixed width leave at least: margins, a bar, the column that takes the rest."""
UNBOUNDED = 16777215
"""What Qt calls the greatest width of a widget that has none."""


def let_shrink(box: QComboBox, letters: int) -> None:
    """Let a filled list be as wide as its longest words where there is room, and as narrow as some letters else."""
    box.setMaximumWidth(box.sizeHint().width())
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def room_of(widget: QWidget) -> QRect:
    """Return what the screen of a widget's window, or of the one it will stand over, has free for windows.

    It is told by the place. What `QWidget.screen` or `QWindow.screen` hands over PySide takes for a part of that
    window: it is gone with it, and the next look at any screen may end the program.
    """
    above = widget.window().parentWidget()
    place = (widget if above is None else above).window().frameGeometry()
    screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def larger() -> float:
    """Return by how much the type is larger than usual."""
    return QApplication.font().pointSizeF() / theme.POINTS


def set_widths(table: QTableWidget, widths: Iterable[int]) -> None:
    """Give columns their widths, in pixels at the usual size of type: more with large type, and where the header asks.

    A column of width 0 stays as it is. On a small screen large type has to do with less.
    """
    widths = list(widths)
    screen = room_of(table).width() - BESIDE_COLUMNS
    by = min(larger(), max(1.0, screen / max(sum(widths), 1)))
    font = QFont(QApplication.font())
    font.setBold(True)
    metrics = QFontMetrics(font)
    for column, width in enumerate(widths):
        header = table.horizontalHeaderItem(column)
        words = metrics.horizontalAdvance(header.text()) + HEADER_PADDING if header is not None else 0
        if width:
            table.setColumnWidth(column, max(round(width * by), words))


def labelled(words: str, field: QWidget) -> QWidget:
    """Return a field with its words before it, as one thing that stays together."""
    pair, label = QWidget(), QLabel(words)
    label.setBuddy(field)
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(field)
    pair.setSizePolicy(field.sizePolicy())
    if field.maximumWidth() < UNBOUNDED:
        pair.setMaximumWidth(label.sizeHint().width() + row.spacing() + field.maximumWidth())
    return pair


class Rows(QLayout):
    """Controls beside each other, in as many rows as their least widths ask for."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(8)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Give one of them back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        around = self.contentsMargins()
        inside = QRect(0, 0, width - around.left() - around.right(), 0)
        return self._place(inside, move=False) + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        """One row, as wide as all would like to be."""
        hints = [item.sizeHint() for item in self._seen()]
        gaps = self.spacing() * max(len(hints) - 1, 0)
        high = max((hint.height() for hint in hints), default=0)
        return QSize(sum(hint.width() for hint in hints) + gaps, high).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """As wide as the widest of them, each in a row of its own at worst."""
        least = [item.minimumSize() for item in self._seen()]
        wide, high = [each.width() for each in least], [each.height() for each in least]
        return QSize(max(wide, default=0), max(high, default=0)).grownBy(self.contentsMargins())

    def setGeometry(self, place: QRect) -> None:
        """Put each in its row."""
        super().setGeometry(place)
        self._place(place.marginsRemoved(self.contentsMargins()), move=True)

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._seen():
            least = item.minimumSize().width()
            if not rows or taken + self.spacing() + least > width:
                rows.append([])
                taken = -self.spacing()
            rows[-1].append(item)
            taken += self.spacing() + least
        return rows

    def _place(self, place: QRect, *, move: bool) -> int:
        """Return the height the rows take together; move: put each where it belongs."""
        top = place.top()
        rows = self._rows(place.width())
        for row in rows:
            height, left = max(item.sizeHint().height() for item in row), place.left()
            for item, width in zip(row, self._widths(row, place.width()), strict=True):
                if move:
                    item.setGeometry(QRect(QPoint(left, top), QSize(width, height)))
                left += width + self.spacing()
            top += height + self.spacing()
        return top - place.top() - (self.spacing() if rows else 0)

    def _widths(self, row: list[QLayoutItem], room: int) -> list[int]:
        """Return how wide each of a row is: as it would like to be, those that take more share what is left."""
        least = [item.minimumSize().width() for item in row]
        found = list(least)
        left = max(room - sum(found) - self.spacing() * (len(row) - 1), 0)
        most = [item.maximumSize().width() if _grows(item) else item.sizeHint().width() for item in row]
        for wanted in ([min(item.sizeHint().width(), m) for item, m in zip(row, most, strict=True)], most):
            growing = [number for number, width in enumerate(found) if wanted[number] > width]
            for place, number in enumerate(growing):
                more = min(wanted[number] - found[number], left // (len(growing) - place))
                found[number] += more
                left -= more
        return found


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)
