"""Where the window stands and how large it is: remembered, never larger than its screen; how Tab goes in dialogs."""

from itertools import pairwise

from PySide6.QtCore import QByteArray, QChildEvent, QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QDialog,
    QFrame,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.look import settings
from desktop.ui.kit.small_screens import larger, room_of

KEY = "window"
USUAL = (1366, 768)
"""Width and height where nothing is remembered and the screen has room for more."""

FITTED = "fitted"
"""Of a dialog that was fitted when it was first shown; a person may have sized it since."""

FRAME = QSize(16, 40)
"""Width and height of what the desktop puts around a dialog: borders and title."""

SAME_LINE = 12
"""Pixels by which the tops of two widgets of one line differ at most: a button beside a field is a little higher."""


def fitted(wanted: QRect, room: QRect) -> QRect:
    """Return a place of the wanted size inside the room of a screen, moved and made smaller where it must be."""
    found = QRect(wanted)
    found.setSize(found.size().boundedTo(room.size()))
    left = min(max(found.left(), room.left()), room.right() - found.width() + 1)
    top = min(max(found.top(), room.top()), room.bottom() - found.height() + 1)
    found.moveTo(left, top)
    return found


def restore(window: QWidget) -> None:
    """Put a window where one stood last, wholly on a screen; a screen that is as small is filled."""
    stored = settings().value(KEY)
    if isinstance(stored, QByteArray) and window.restoreGeometry(stored):
        if not window.isMaximized():
            window.setGeometry(fitted(window.geometry(), room_of(window)))
        return
    room = room_of(window)
    if room.width() <= USUAL[0] or room.height() <= USUAL[1]:
        window.showMaximized()
    else:
        place = QRect(0, 0, *USUAL)
        place.moveCenter(room.center())
        window.setGeometry(fitted(place, room))


def remember(window: QWidget) -> None:
    """Remember where a window stands."""
    settings().setValue(KEY, window.saveGeometry())


class DialogFitter(QObject):
    """Watches a dialog, and those it opens: none is larger than the screen when it is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the dialog in the moment before it is seen."""
        if isinstance(event, QChildEvent) and event.polished() and isinstance(event.child(), QDialog):
            event.child().installEventFilter(self)
        elif event.type() == QEvent.Type.Show and isinstance(watched, QDialog) and not event.spontaneous():
            if watched.property(FITTED):
                return False
            watched.setProperty(FITTED, True)
            if watched.testAttribute(Qt.WidgetAttribute.WA_Resized):
                watched.resize(watched.size() * larger())
            fit(watched, room_for(watched))
        return False


def _style_lists(dialog: QDialog) -> None:
    """Give the lists of a dialog the frame of lists in dialogs: one measured before it stood there has none."""
    for view in dialog.findChildren(QAbstractItemView):
        measured = view.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
        if measured and view.frameShape() == QFrame.Shape.StyledPanel and not view.frameWidth():
            view.style().unpolish(view)
            view.style().polish(view)
            QApplication.sendEvent(view, QEvent(QEvent.Type.StyleChange))


def keep_on_screen(dialog: QDialog) -> None:
    """Move a dialog that has grown so that all of it is on its screen, with what the desktop puts around it."""
    room, around = room_of(dialog), dialog.frameGeometry()
    place = fitted(around, room)
    if place.topLeft() != around.topLeft():
        dialog.move(place.topLeft())


def room_for(dialog: QDialog) -> QSize:
    """Return how large a dialog may be.

    A window that is larger than its screen was put so; its dialogs need not be smaller than it is.
    """
    room, parent = room_of(dialog).size() - FRAME, dialog.parentWidget()
    return room.expandedTo(parent.window().size()) if parent is not None else room


def _least(dialog: QDialog, room: QSize) -> QSize:
    """Return the size below which a dialog loses something; lines that are broken need the height of their width.

    Pages behind tabs tell what height they would like at a width, not what they need: they are not asked.
    """
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth() and dialog.findChild(QTabWidget) is None:
        width = max(min(dialog.width(), room.width()), least.width())
        least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(width)))
    return least


def fit(dialog: QDialog, room: QSize) -> None:
    """Make a dialog no larger than the room there is: what needs more is scrolled, its lowest row stays in view."""
    _style_lists(dialog)
    tab_as_read(dialog)
    least = _least(dialog, room)
    if least.width() > room.width() or least.height() > room.height():
        from PySide6.QtWidgets import QStyle  # with its lists of names 4 ms, which no start needs

        tall = least.height() > room.height()
        bar = dialog.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) if tall else 0
        focus = dialog.focusWidget()
        _scroll(dialog, tall=tall)
        tab_as_read(dialog)  # what is scrolled now stands behind the lowest row: that would have the focus
        if focus is not None:
            focus.setFocus()
        dialog.resize(dialog.size().expandedTo(QSize(least.width() + bar, 0)).boundedTo(room))
    dialog.resize(dialog.size().boundedTo(room))


def tab_as_read(dialog: QDialog) -> None:
    """Let Tab go through a dialog as it is read, where it would go back: its parts are made in any order."""
    for part in (dialog, *dialog.findChildren(QWidget)):
        if (layout := part.layout()) is not None:
            layout.activate()
    listed = tab_stops(dialog)
    if not any(goes_back(dialog, before, after) for before, after in pairwise(listed)):
        return
    first, *others = as_read([(_place(dialog, widget), widget) for widget in listed])
    for widget in [
        *reversed(others),
        *reversed(others),
    ]:  # twice: Qt moves none from first to last
        QWidget.setTabOrder(first, widget)


def as_read(places: list[tuple[QRect, QWidget]]) -> list[QWidget]:
    """Return widgets in the order of reading: line by line, and where lines run side by side, column by column."""
    for begins, ends in ((QRect.top, QRect.bottom), (QRect.left, QRect.right)):
        groups: list[list[tuple[QRect, QWidget]]] = []
        reached = 0
        for place, widget in sorted(places, key=lambda pair: begins(pair[0])):
            groups += [[]] if not groups or begins(place) > reached else []
            groups[-1].append((place, widget))
            reached = max(reached, ends(place))
        if len(groups) > 1:
            return [widget for group in groups for widget in as_read(group)]
    return [widget for _, widget in sorted(places, key=lambda pair: (pair[0].top(), pair[0].left()))]


def tab_stops(dialog: QWidget) -> list[QWidget]:
    """Return what Tab stops at in a dialog, in its order.

    It is gone through backwards: `nextInFocusChain` lets each widget keep the next one, and so a closed dialog itself.
    """
    found, widget = [], dialog.previousInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and dialog.isAncestorOf(widget):
            found += [widget] if widget.isVisibleTo(dialog) and widget.focusProxy() is None else []
        widget = widget.previousInFocusChain()
    return found[::-1]


def goes_back(dialog: QWidget, before: QWidget, after: QWidget) -> bool:
    """Tell whether a step goes against reading: up, but for a column that begins behind this one; or left in a line."""
    here, there = _place(dialog, before), _place(dialog, after)
    if before.isAncestorOf(after):
        return False
    if abs(here.top() - there.top()) <= SAME_LINE:
        return there.left() < here.left()
    return there.top() < here.top() and there.left() <= here.right()


def _place(dialog: QWidget, widget: QWidget) -> QRect:
    """Return where a widget is in a dialog; what is scrolled out of sight stands at the edge behind which it is."""
    place, around = QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size()), widget.parentWidget()
    while around is not None and around is not dialog:
        above = around.parentWidget()
        if isinstance(above, QScrollArea) and above.viewport() is around:
            view = QRect(around.mapTo(dialog, QPoint(0, 0)), around.size())
            top = min(max(place.top(), view.top()), view.bottom())
            place = QRect(place.left(), top, place.width(), max(1, min(place.bottom(), view.bottom()) - top + 1))
        around = above
    return place


def _scroll(dialog: QDialog, *, tall: bool) -> None:
    layout = dialog.layout()
    if not isinstance(layout, QBoxLayout):
        return
    dialog.setMinimumSize(0, 0)
    lowest = layout.takeAt(layout.count() - 1) if layout.direction() == QBoxLayout.Direction.TopToBottom else None
    margins, spacing = layout.contentsMargins(), layout.spacing()
    inside, area = QWidget(), QScrollArea()
    inside.setLayout(layout)  # Qt hands the widgets over with their layout
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the focus
    area.setWidgetResizable(True)
    if tall:  # the width beside the bar is known from the beginning: no other bar appears for what the bar takes
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setWidget(inside)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, margins.bottom())
    column.addWidget(area, 1)
    area.show()  # in a dialog that is just being shown its layout would do so later, and Tab would know none of it
    if lowest is not None:
        margins.setTop(0)
        margins.setBottom(0)
        below = QVBoxLayout()
        below.setSpacing(spacing)
        below.setContentsMargins(margins)
        if (row := lowest.layout()) is not None:
            below.addLayout(row)  # as an item alone it would not know the spacing
        else:
            below.addItem(lowest)
        column.addLayout(below)
    column.activate()
