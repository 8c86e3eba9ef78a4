"""One window for many tests: what a test did in it is taken back before the next one gets it.

A window costs more than most tests do in it. The book is put back (records, history, settings), then all
that can be seen is put back and compared with what it was at first: a window that is not the same again is thrown away,
and the next test gets a new one. So a test finds what it would find in a window of its own.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop.ledger.book import Book
from desktop.ui.grids.arrangement import Arrangement
from desktop.ui.grids.grid_view import GridView
from desktop.ui.kit.made_late import LatePage
from desktop.ui.main_window import MainWindow
from tests import samples
from tests.ui.shared_book import PutBack


class SharedWindow:
    """A window on a sample, made when it is first asked for and again when a test left it unlike what it was."""

    def __init__(self, sample: str, folder: Path) -> None:
        self._sample, self._folder = sample, folder
        self._window: MainWindow | None = None
        self.made = 0

    def take(self) -> MainWindow:
        """Return the window as it is when its book has just been opened."""
        if self._window is not None and not self._restored(self._window):
            self.drop()
        window = self._window or self._fresh()
        window.setUpdatesEnabled(False)
        return window

    def draw(self) -> None:
        """Let the window be drawn once as a test left it, where the test changed the book or turned the page.

        While a test is at work nothing is drawn: a grid is drawn for longer than it takes to type in it.
        """
        window = self._window
        if window is None or not isValid(window) or not self._put_back.possible:
            return
        if self._put_back.changed or window.page != "lines":
            window.setUpdatesEnabled(True)

    def drop(self) -> None:
        """Throw the window away; nothing is asked, whatever became of its book."""
        window, self._window = self._window, None
        if window is None:
            return
        self._session.blockSignals(True)
        self._session._later.stop()
        self._session.close()
        if isValid(window):
            window.close()
            window.deleteLater()
        self._put_back.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _fresh(self) -> MainWindow:
        self.made += 1
        path = self._folder / str(self.made) / "巫溪.mzb"
        path.parent.mkdir()
        samples.write(self._sample, path)
        window = self._window = MainWindow(Book.open(path))
        window.show()
        session = self._session = window.session
        session.check()
        QCoreApplication.processEvents()
        self._put_back = PutBack(session.book)
        self._state = _held(session)
        self._own = {id(child) for child in _openings(window)}
        self._focus, self._table = window.focusWidget(), window.tables._shown
        self._widths = {view: _widths(view) for view in (window.lines, window.income)}
        self._sizes = {splitter: splitter.sizes() for splitter in window.findChildren(QSplitter)}
        self._watched = [child for child in window.findChildren(QWidget) if isinstance(child, _SPEAKING)]
        self._seen = self._look()
        return window

    def _look(self) -> list[object]:
        """Return what can be seen in the window, by the widgets it had at first."""
        window = self._window
        assert window is not None
        return [*_state(window), *([_shown(one)] if isValid(one) else None for one in self._watched)]

    def _restored(self, window: MainWindow) -> bool:
        """Take back what was done; tell whether the window is the same again."""
        if not isValid(window):
            return False
        if not self._put_back.possible or not window.isVisible():
            return False
        if any(view.state() == QAbstractItemView.State.EditingState for view in window.findChildren(GridView)):
            return False
        window.session._together = False
        self._close_openings(window)
        _unmake(window)
        changed = self._restore_book(window)
        return self._looks_the_same(window, reread=changed) or (
            not changed and self._looks_the_same(window, reread=True)
        )

    def _looks_the_same(self, window: MainWindow, *, reread: bool) -> bool:
        """Put back what can be seen; whatever shows the book reads it again only where that may differ (it is slow)."""
        self._restore_view(window, reread=reread)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self._look() == self._seen

    def _close_openings(self, window: MainWindow) -> None:
        for child in _openings(window):
            if id(child) not in self._own:
                child.close()
                child.deleteLater()

    def _restore_book(self, window: MainWindow) -> bool:
        """Take back what was done to the book and what is computed of it; tell whether anything was."""
        session = window.session
        same = all(now is then for now, then in zip(_held(session), self._state, strict=True))
        same = same and not self._put_back.changed
        self._put_back()
        if same:
            return False
        session.view = session._asked = None
        session.budget, session._chosen_form, session._loaded, session.disclosure, session._notes = self._state
        session.line_findings, session._last_made = {}, None
        return True

    def _restore_view(self, window: MainWindow, *, reread: bool) -> None:
        session = window.session
        window.turn_to("lines")
        window.results.setCurrentIndex(0)
        window.navigator._repeat = None
        for budget, grid in session.refused.grids:
            session.refused.forget(budget, grid)
        window.sources.clear()
        window.tables._shown = ("", {})
        window.tables.last_year.setChecked(False)
        window.tables.choice.setCurrentIndex(0)
        for view in (window.lines, window.income):
            reread = reread or view.grid.arrangement != Arrangement() or bool(view.grid.pending)
            view.grid.arrangement, view.grid.hidden = Arrangement(), 0
            view.grid.pending.clear()
        if reread:
            session.changed.emit()
            session.checked.emit()
        session._later.stop()
        window.tables._shown = self._table
        for panel in window.records.values():
            panel.tabs.setCurrentRow(0)
            panel._turn()
        for view in (window.lines, window.income):
            view._typed.stop()
            view.clearSelection()
            view.setCurrentIndex(QModelIndex())
            view.horizontalScrollBar().setValue(0)
            view.verticalScrollBar().setValue(0)
            for number, width in enumerate(self._widths[view]):
                view.setColumnWidth(number, width)
            view._resized.stop()
            if view._frozen is not None:
                view._frozen.count = view.grid.frozen
                view._frozen.place()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        for splitter, sizes in self._sizes.items():
            splitter.setSizes(sizes)
        window.status.say("")
        for label in (window.sum, window.scenario.text):
            label.setText("")
        if self._focus is not None:
            self._focus.setFocus()
        elif window.focusWidget() is not None:
            window.focusWidget().clearFocus()


def _unmake(window: MainWindow) -> None:
    """Throw away the pages that are made when they are first looked at: some need more room than there was at first."""
    for page in window.results.findChildren(LatePage):
        made = page.widget_if_made
        if made is not None:
            page.widget_if_made = None
            made.hide()
            made.setParent(None)
            made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_SPEAKING = (QLabel, QLineEdit, QComboBox, QAbstractButton, QTabWidget, QPlainTextEdit, QTextEdit, QSplitter)
"""Widgets that take or say something."""


def _openings(window: MainWindow) -> list[QWidget]:
    """Return what opened over the window: dialogs and menus."""
    return [*window.findChildren(QDialog), *window.findChildren(QMenu)]


def _held(session) -> tuple[object, ...]:
    """Return what is open and what was computed of it."""
    return session.budget, session._chosen_form, session._loaded, session.disclosure, session._notes


def _widths(view: GridView) -> list[int]:
    return [view.columnWidth(number) for number in range(len(view.grid.columns))]


def _state(window: MainWindow) -> list[object]:
    """Return the state of a window and its grids; that the book is the same again `PutBack` has seen to."""
    session = window.session
    found: list[object] = [
        session.form, session.budget, window.windowTitle(), window.page, window.size(),
        window.undo.isEnabled(), window.redo.isEnabled(), window.undo.toolTip(), window.redo.toolTip(),
    ]  # fmt: skip
    for view in (window.lines, window.income):
        grid = view.grid
        found += [list(grid.rows), grid.rowCount(), dict(grid.pending)]
        found += [_widths(view), view.selectedIndexes(), view.currentIndex().isValid()]
    found += [[action.isEnabled() for action in window.actions()], window.focusWidget() is not None]
    return found


def _shown(widget: QWidget) -> list[object]:
    """Return what a widget that takes or says something shows."""
    if isinstance(widget, QLabel | QLineEdit):
        return [widget.text(), widget.isVisible(), widget.objectName()]
    if isinstance(widget, QComboBox):
        return [widget.currentText(), widget.count(), widget.isEnabled()]
    if isinstance(widget, QAbstractButton):
        return [widget.text(), widget.isChecked(), widget.isEnabled()]
    if isinstance(widget, QTabWidget):
        return [widget.currentIndex(), [widget.tabText(n) for n in range(widget.count())]]
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return [widget.toPlainText(), widget.isEnabled()]
    if isinstance(widget, QSplitter):
        return [widget.sizes() if widget.isVisible() else []]
    return []
