"""What lets the window be there sooner: parts made when they are first looked at, and viewports that are known."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class LateParts(dict[str, W], Generic[W]):
    """Widgets by name; one that is not there yet is made when it is asked for."""

    def __init__(self, make: Callable[[str], W]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: str) -> W:
        """Make the widget of a name."""
        self[name] = widget = self._make(name)
        return widget


class LatePage(QWidget):
    """The place of a widget in a stack or among tabs; the widget is made when its page is first shown or asked for."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self.widget_if_made: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def widget(self) -> QWidget:
        """Return the widget of this page."""
        if self.widget_if_made is None:
            self.widget_if_made = self._make()
            column = self.layout()
            if column is not None:
                column.addWidget(self.widget_if_made)
        return self.widget_if_made

    def showEvent(self, event: QShowEvent) -> None:
        """Make the widget when the page is first shown."""
        super().showEvent(event)
        self.widget().show()


def own_viewport(area: QAbstractScrollArea, role: QPalette.ColorRole = QPalette.ColorRole.Base) -> None:
    """Give an area that scrolls a viewport of ours in the place of Qt's; role: what it is filled with.

    Python has not met Qt's own: the first time one is asked for, PySide looks for its class among all classes of
    widgets and loads each of them, 7 ms of a start.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(role)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
