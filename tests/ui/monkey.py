"""A monkey at the window: random keys, wheel, clicks, drags, menus, opening and closing, over all pages and dialogs.

Each step is quiet or deliberate. A quiet one (wheel, hover, a drag over a list, a click on what is no button, a page, an
editor opened and left, a menu entry that ends with … and the dialog behind it, Escape) never changes the book; a
deliberate one (typing, paste, deleting, undo, a button) may, and what it does has a name in the history.
"""

import random
from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QInputMethodEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTextEdit,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from desktop.ui.pages import PAGES

KEY, LEFT, NONE = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
TYPED = ("1200", "3.5", "abc", "会议费", "30201", "-1", "1e9", "２０", "2026-03-01", " ", "'", "=1+1")
MOVING = (KEY.Key_Up, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right, KEY.Key_Home, KEY.Key_End, KEY.Key_PageDown)
CHANGED_BY_KEYS = (QComboBox, QAbstractSpinBox, QSlider, QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit)
PRESSED_BY_NOBODY = ("打印", "关闭窗口")
"""Words of buttons behind which the program ends or the system's own dialogs wait."""


def let_nothing_wait(patch, chance: random.Random, reasons: list[str]) -> None:
    """Answer what would wait for a person: files with none, questions by chance, dialogs that block with quiet steps.

    reasons: gets each reason that was typed and confirmed; what follows is asked for.
    """

    def reason(*_, **__):
        words, confirmed = chance.choice(("", "理由")), chance.random() < 0.5
        reasons.extend([words] if words and confirmed else [])
        return words, confirmed

    standard = QMessageBox.StandardButton
    patch.setattr(QMessageBox, "question", lambda *_: chance.choice((standard.Yes, standard.No)))
    patch.setattr(QMessageBox, "warning", lambda *_: standard.Ok)
    patch.setattr(QMessageBox, "information", lambda *_: standard.Ok)

    def broken(_, title, text, *__):
        raise AssertionError(f"{title}：{text}")

    patch.setattr(QMessageBox, "critical", broken)
    for name in ("getOpenFileName", "getSaveFileName"):
        patch.setattr(QFileDialog, name, lambda *_, **__: ("", ""))
    patch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    for name in ("getText", "getMultiLineText", "getItem"):
        patch.setattr(QInputDialog, name, reason)
    patch.setattr(QPrintDialog, "exec", lambda *_: QDialog.DialogCode.Rejected)
    patch.setattr(QDesktopServices, "openUrl", lambda *_: True)
    patch.setattr(QMenu, "exec", lambda *_: None)
    patch.setattr(QApplication, "closeAllWindows", lambda: None)


class Monkey:
    """Does random steps in a window. `done` counts them by kind, `changes` those after which the book was another."""

    def __init__(self, window, seed: int, patch):
        self.window, self.chance = window, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.changes = self.seen_dialogs = 0
        self.trail: list[str] = []
        self.reasons: list[str] = []
        let_nothing_wait(patch, self.chance, self.reasons)
        patch.setattr(QDialog, "exec", lambda dialog: self._inside(dialog))
        quiet = (self.wheel, self.hover, self.drag, self.click, self.right_click, self.double_click, self.page)
        self._quiet = (*quiet, self.move, self.escape, self.ask, self.records, self.wheel)
        self._deliberate = (self.type, self.paste, self.delete, self.undo, self.redo, self.press, self.entry)

    def run(self, steps: int) -> None:
        """Do so many steps; raises AssertionError where the book changed and nobody asked for it."""
        for number in range(steps):
            deliberate = self.chance.random() < 0.2
            self.step(self.chance.choice(self._deliberate if deliberate else self._quiet), quiet=not deliberate)
            if number % 300 == 299:
                self.close_all()
                while self.window.undo.isEnabled():
                    self.window.session.undoing.undo()

    def visit(self, dialog: QDialog, steps: int) -> None:
        """Do so many quiet steps in a dialog, as long as it is open, and close it."""
        dialog.show()
        acts = (self.wheel, self.hover, self.drag, self.click, self.right_click, self.double_click, self.move)
        for _ in range(steps):
            if isValid(dialog) and dialog.isVisible():
                self.step(self.chance.choice(acts), dialog, quiet=True)
        self.seen_dialogs += 1
        if isValid(dialog):
            self.step(lambda root: root.close() and None, dialog, quiet=True)

    def step(self, act, root: QWidget | None = None, *, quiet: bool) -> None:
        """Do one step and look at the book. root: the dialog it is done in, else what is in front."""
        book = self.window.session.book
        before, newest = book.revision, self._newest()
        self.reasons.clear()
        what = f"{act.__name__} {act(root or self._root()) or ''}"
        self._leave(quiet=quiet)
        self.done[act.__name__] += 1
        self.trail = [*self.trail[-15:], what]
        if book.revision == before and self._newest() == newest:
            return
        self.changes += 1
        last = book.history()[0]
        assert not quiet or self.reasons, f"{what} changed the book ({last.name}); before that: {self.trail}"
        assert last.name, f"{what} made a step without a name"

    def _newest(self):
        undo, redo = self.window.session.book.next_undo(), self.window.session.book.next_redo()
        return undo and undo.id, redo and redo.id

    def _leave(self, *, quiet: bool) -> None:
        """Close what popped up; typed text is stored within the step that typed it."""
        QApplication.processEvents()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            QApplication.processEvents()
        if quiet:
            return
        self.window.finish_edits()
        QApplication.processEvents()

    def _dialogs(self) -> list[QDialog]:
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]

    def _root(self) -> QWidget:
        """Return the dialog in front, else the window."""
        found = self._dialogs()
        return found[-1] if found else self.window

    def _inside(self, dialog: QDialog) -> int:
        """What `exec` of a dialog does: some quiet steps in it, then it is closed as a person does."""
        self.seen_dialogs += 1
        dialog.show()
        for act in self.chance.sample((self.wheel, self.hover, self.drag, self.click, self.double_click, self.move), 3):
            if dialog.isVisible():
                act(dialog)
        dialog.reject()
        return int(QDialog.DialogCode.Rejected)

    def close_all(self) -> None:
        """Close every dialog, and let those that were closed go."""
        for dialog in reversed(self._dialogs()):
            dialog.close()
        self._leave(quiet=False)
        for dialog in self.window.findChildren(QDialog):
            dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # quiet steps --------------------------------------------------------------------------------------

    def _place(self, root: QWidget) -> tuple[QWidget, QPoint]:
        at = QPoint(self.chance.randrange(max(root.width(), 1)), self.chance.randrange(max(root.height(), 1)))
        widget = root.childAt(at) or root
        return widget, widget.mapFrom(root, at)

    def wheel(self, root: QWidget) -> str:
        """Turn the wheel anywhere."""
        widget, at = self._place(root)
        by = QPoint(0, self.chance.choice((-120, 120, -960)))
        event = QWheelEvent(
            QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), by, Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return type(widget).__name__

    def hover(self, root: QWidget) -> None:
        """Move the mouse anywhere."""
        QTest.mouseMove(*self._place(root))

    def drag(self, root: QWidget) -> str:
        """Press on a list or a table, move, let go."""
        widget, at = self._place(root)
        if not isinstance(widget.parentWidget(), QAbstractItemView):
            return ""
        QTest.mousePress(widget, LEFT, NONE, at)
        for _ in range(3):
            at += QPoint(self.chance.randrange(-40, 40), self.chance.randrange(-40, 40))
            QTest.mouseMove(widget, at)
        QTest.mouseRelease(widget, LEFT, NONE, at)
        return type(widget.parentWidget()).__name__

    def _clicked(self, root: QWidget, do, *more) -> str:
        widget, at = self._place(root)
        if isinstance(widget, QAbstractButton) or isinstance(widget.parentWidget(), QAbstractSpinBox):
            return ""
        do(widget, *more, NONE, at)
        return type(widget).__name__ if isValid(widget) else "gone"

    def click(self, root: QWidget) -> str:
        """Click on what is no button."""
        return self._clicked(root, QTest.mouseClick, LEFT)

    def right_click(self, root: QWidget) -> str:
        """Open a menu of a place."""
        return self._clicked(root, QTest.mouseClick, Qt.MouseButton.RightButton)

    def double_click(self, root: QWidget) -> str:
        """Open an editor, or go where a line comes from."""
        return self._clicked(root, QTest.mouseDClick, LEFT)

    def page(self, root: QWidget) -> str:
        """Turn to a page by its key."""
        self.close_all()
        page = self.chance.choice(PAGES)
        self.window.turn_to(page.key)
        return page.key

    def records(self, root: QWidget) -> str:
        """Turn to another kind of record that is offered."""
        panel = self.window.records.get(self.window.page)
        if panel is None:
            return ""
        shown = [number for number in range(panel.tabs.count()) if not panel.tabs.isRowHidden(number)]
        panel.tabs.setCurrentRow(self.chance.choice(shown))
        return panel.tabs.currentItem().text()

    def move(self, root: QWidget) -> str:
        """Press a key that moves, where it moves; it may choose in a drop-down that has the focus."""
        focus = root.focusWidget() or root
        if isinstance(focus, CHANGED_BY_KEYS) or isinstance(focus.parentWidget(), CHANGED_BY_KEYS):
            return ""
        key = self.chance.choice(MOVING)
        QTest.keyClick(focus, key)
        return f"{key.name} {type(focus).__name__}"

    def escape(self, root: QWidget) -> str:
        """Press Escape, in a dialog or an editor."""
        QTest.keyClick(root.focusWidget() or root, KEY.Key_Escape)
        return type(root).__name__

    def ask(self, root: QWidget) -> str:
        """Choose a menu entry that ends with …: it asks first, by a dialog."""
        found = [action for action in self._entries() if isValid(action) and action.text().endswith("…")]
        action = self.chance.choice(found)
        text, before = action.text(), len(self._dialogs())
        action.trigger()
        self.seen_dialogs += len(self._dialogs()) > before
        if len(self._dialogs()) > 3:
            self.close_all()
        return text

    def _entries(self) -> list[QAction]:
        """Return what can be chosen in the menus of the window now."""
        if self._dialogs():
            self.close_all()
        menus = self.window.findChildren(QMenu)
        for menu in menus:
            menu.aboutToShow.emit()
        self._actions = [action for menu in menus for action in menu.actions()]
        of_menus = {menu.menuAction() for menu in menus}
        return [a for a in self._actions if isValid(a) and a.isEnabled() and a.text() and a not in of_menus]

    # deliberate steps ---------------------------------------------------------------------------------

    def type(self, root: QWidget) -> str:
        """Type into what has the focus, then Enter or Escape."""
        self._cell()
        text = self.chance.choice(TYPED)
        for letter in text:
            if letter.isascii():
                self._press(letter)
            else:  # as an input method does
                event = QInputMethodEvent("", [])
                event.setCommitString(letter)
                QApplication.sendEvent(self._focus(), event)
        self._press(self.chance.choice((KEY.Key_Return, KEY.Key_Escape, KEY.Key_Tab)))
        return text

    def _press(self, key: str | Qt.Key) -> None:
        """Press a key; a menu that it opens under a button waits for a person, and is closed."""
        found = self._focus()
        if isinstance(found, QToolButton | QPushButton) and found.menu():
            QTimer.singleShot(0, found.menu(), found.menu().close)
        QTest.keyClick(found, key)

    def _cell(self) -> None:
        """Go to some cell of the grid in view, where there is one."""
        view = self.window.grid_view()
        if self._root() is self.window and view.isVisible() and view.grid.rowCount():
            view.setFocus()
            columns = self.chance.randrange(view.grid.columnCount())
            view.setCurrentIndex(view.grid.index(self.chance.randrange(view.grid.rowCount()), columns))

    def _focus(self) -> QWidget:
        """Return where keys go now."""
        root = self._root()
        found = QApplication.focusWidget()
        inside = found is not None and isValid(found) and (found is root or root.isAncestorOf(found))
        return found if inside else root.focusWidget() or root

    def paste(self, root: QWidget) -> None:
        """Paste a block."""
        block = "\n".join("\t".join(self.chance.choices(TYPED, k=3)) for _ in range(2))
        QGuiApplication.clipboard().setText(block)
        self._cell()
        QTest.keyClick(self._focus(), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)

    def delete(self, root: QWidget) -> None:
        """Empty cells."""
        self._cell()
        QTest.keyClick(self._focus(), KEY.Key_Delete)

    def undo(self, root: QWidget) -> None:
        """Take a step back."""
        self.window.undo.trigger()

    def redo(self, root: QWidget) -> None:
        """Repeat it."""
        self.window.redo.trigger()

    def press(self, root: QWidget) -> str:
        """Press a button in view, that of a menu excepted."""
        buttons = [
            each for each in root.findChildren(QAbstractButton)
            if each.isVisible() and each.isEnabled() and not (isinstance(each, QToolButton) and each.menu())
            and not any(word in each.text() for word in PRESSED_BY_NOBODY)
        ]  # fmt: skip
        if not buttons:
            return ""
        chosen = self.chance.choice(buttons)
        text = chosen.text() or chosen.accessibleName()
        chosen.click()
        return text

    def entry(self, root: QWidget) -> str:
        """Choose a menu entry that acts at once."""
        found = [action for action in self._entries() if isValid(action) and not action.text().endswith("…")]
        action = self.chance.choice(found)
        text = action.text()
        action.trigger()
        return text
