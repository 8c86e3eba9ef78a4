"""A window and hands on its keyboard, for the things an Excel user tries."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.ledger.book import Book
from desktop.ui.main_window import MainWindow

KEY = Qt.Key
NONE, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
EDITING = QAbstractItemView.State.EditingState


class Desk:
    """A window on a sample book, and hands on its keyboard."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.view = window.lines

    @property
    def grid(self):
        return self.view.grid

    def column(self, key):
        return next(n for n, column in enumerate(self.grid.columns) if column.key == key)

    def at(self, row, key="this"):
        """Click a cell. (Simulated Ctrl stays pressed for Qt, so the selection is set outright.)"""
        selection = self.view.selectionModel()
        selection.setCurrentIndex(self.grid.index(row, self.column(key)), selection.SelectionFlag.ClearAndSelect)
        self.view.setFocus()

    def select(self, first, last, key="this", to=None):
        model, selection = self.grid, self.view.selectionModel()
        self.at(first, key)
        for row in range(first, last + 1):
            for column in range(self.column(key), self.column(to or key) + 1):
                selection.select(model.index(row, column), selection.SelectionFlag.Select)

    def press(self, key, modifier=NONE):
        editor = QApplication.focusWidget()
        inside = editor is not None and self.view.isAncestorOf(editor)
        self.qtbot.keyClick(editor if inside else self.view, key, modifier)
        QApplication.processEvents()

    def type(self, text):
        for letter in text:
            editor = QApplication.focusWidget()
            inside = editor is not None and self.view.isAncestorOf(editor)
            self.qtbot.keyClicks(editor if inside else self.view, letter)

    def paste(self, text):
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, CONTROL)

    def shown(self, row, key="this"):
        return str(self.grid.index(row, self.column(key)).data() or "")

    def tip(self, row, key="this"):
        return str(self.grid.index(row, self.column(key)).data(Qt.ItemDataRole.ToolTipRole) or "")

    def place(self):
        index = self.view.currentIndex()
        return index.row(), self.grid.columns[index.column()].key

    @property
    def editing(self):
        return self.view.state() == EDITING

    @property
    def fingerprint(self):
        return self.window.session.book.fingerprint()


def desk_on(qtbot, path):
    window = MainWindow(Book.open(path))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Desk(qtbot, window)
