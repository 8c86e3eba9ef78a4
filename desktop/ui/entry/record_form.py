"""A record of which there is only one (the unit) as a form of labelled fields, by the rules of its grid."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.grids import editors
from desktop.ui.grids.grid_view import SAY_TYPING_AFTER, GridView
from desktop.ui.grids.record_grid import RecordGrid
from desktop.ui.kit.plain_text import PlainLabel

WIDEST = 420
"""Pixels a field is wide at most."""
ROLE = Qt.ItemDataRole


class RecordForm(QScrollArea):
    """The fields of the only row of a grid, under one another, each with what is wrong with it.

    A value goes the way of a typed cell: the grid takes it, asks, or refuses it and keeps the text.
    """

    def __init__(self, grid: RecordGrid, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid
        grid.setParent(self)
        self.view = _GridBehind(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(grid.kind.title)
        holder = QWidget()
        rows = QFormLayout(holder)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setVerticalSpacing(10)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(SAY_TYPING_AFTER)
        self._typed.timeout.connect(self._say_typing)
        self._delegate = editors.GridDelegate(self)
        self._delegate.commitData.connect(self._store)
        self._delegate.typed.connect(lambda: None if self._typed.isActive() else self._typed.start())
        self.fields: dict[str, QWidget] = {}
        self.notes: dict[str, PlainLabel] = {}
        for number in range(len(grid.columns)):
            rows.addRow(f"{grid.title_of(number)}：", self._row(number, holder))
        self.setWidget(holder)
        for changed in (grid.dataChanged, grid.modelReset):
            changed.connect(self.fill)
        QShortcut(QKeySequence("Shift+F2"), self, self.view.notes_asked.emit, context=WITHIN)
        self.fill()

    def _row(self, number: int, holder: QWidget) -> QVBoxLayout:
        """Return the field of a column above what is said of it."""
        column = self._grid.columns[number]
        field = self._delegate.editor_of(self._grid, number, holder)
        field.setAccessibleName(self._grid.title_of(number))
        field.setMaximumWidth(WIDEST)
        field.installEventFilter(self)
        if isinstance(field, QComboBox):
            field.activated.connect(partial(self._store, field))
        elif isinstance(field, QLineEdit):
            field.setPlaceholderText(self._grid.hint(column))
            field.setAlignment(Qt.AlignmentFlag.AlignLeft)
            field.editingFinished.connect(partial(self._store, field))
            field.returnPressed.connect(partial(self._store, field, confirmed=True))
            field.returnPressed.connect(lambda: self.focusNextPrevChild(True))
        note = PlainLabel(name="muted")
        note.setWordWrap(True)
        self.fields[column.key], self.notes[column.key] = field, note
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(field)
        pair.addWidget(note)
        return pair

    def _index(self, number: int) -> QModelIndex:
        return self._grid.index(0, number)

    def fill(self) -> None:
        """Show what the grid says; a text that is being typed stays. Without a record nothing can be typed."""
        for field in self.fields.values() if not self._grid.rows else ():
            field.setEnabled(False)
        for number, column in enumerate(self._grid.columns if self._grid.rows else ()):
            field, note, index = self.fields[column.key], self.notes[column.key], self._index(number)
            field.setEnabled(bool(self._grid.flags(index) & Qt.ItemFlag.ItemIsEditable))
            refused = self._grid.pending.get((0, column.key))
            typing = isinstance(field, QLineEdit) and field.hasFocus() and field.isModified()
            if not typing and _words(field) != str(index.data(ROLE.EditRole) or ""):  # composed words stay
                self._show(field, index)
            shown = str(index.data() or "") if column.editor == "code" else ""
            remark = self._grid.session.notes_of(self._grid.rows[0]) if not number else ""
            note.setText(refused[1] if refused else "\n".join(filter(None, (shown, remark))))
            note.setVisible(bool(note.text()))
            _style(note, "problem" if refused else "muted")
            _style(field, "refused" if refused else "")

    def _show(self, field: QWidget, index: QModelIndex) -> None:
        with QSignalBlocker(field):
            self._delegate.setEditorData(field, index)
            if isinstance(field, QLineEdit):
                field.deselect()
                field.setModified(False)

    def _store(self, field: QWidget, *_: object, confirmed: bool = False) -> None:
        """Hand a typed or chosen value to the grid, which takes it, asks or refuses it.

        confirmed: also a refused text that stands in the field as it was, as Enter in a cell does.
        """
        number = list(self.fields.values()).index(field)
        if isinstance(field, QLineEdit):
            field.setModified(False)
        changed = _text(field) != str(self._index(number).data(ROLE.EditRole) or "")
        refused = (0, self._grid.columns[number].key) in self._grid.pending
        if self._grid.rows and (changed or (confirmed and refused)):
            self._typed.stop()
            self._delegate.setModelData(field, self._grid, self._index(number))
            self.view.typing_ended.emit()
            self.fill()

    def store(self) -> None:
        """Store what is being typed."""
        for field in self.fields.values():
            if isinstance(field, QLineEdit) and field.isModified():
                self._store(field)

    def show_field(self, key: str) -> None:
        """Bring a field into view and go to it."""
        self.fill()
        number = next((n for n, known in enumerate(self.fields) if known == key), 0)
        self._stand_at(number)
        list(self.fields.values())[number].setFocus()

    def _stand_at(self, number: int) -> None:
        """Make a field the present cell of the grid behind the form; no row is selected, to be copied or deleted."""
        chosen = QItemSelectionModel.SelectionFlag.NoUpdate
        self.view.selectionModel().setCurrentIndex(self._index(number), chosen)
        self.ensureWidgetVisible(list(self.fields.values())[number])

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        """The field with the focus is the present one."""
        if event.type() == QEvent.Type.FocusIn:
            self._stand_at(next(n for n, each in enumerate(self.fields.values()) if each is field))
        return super().eventFilter(field, event)

    def _say_typing(self) -> None:
        for number, field in enumerate(self.fields.values()):
            if isinstance(field, QLineEdit) and field.hasFocus() and field.isModified():
                self.view.typing.emit(0, number, field.text())


WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


def _text(field: QWidget) -> str:
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, editors.CodeEdit):
        return field.code()
    return field.text() if isinstance(field, QLineEdit) else ""


def _words(field: QWidget) -> str:
    """Return what stands in a field, as it stands there."""
    return field.text() if isinstance(field, QLineEdit) else _text(field)


def _style(widget: QWidget, name: str) -> None:
    """Give a widget a name of the style sheet."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class _GridBehind(GridView):
    """The grid that the window's commands know; it is never seen itself."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__(form._grid, form)
        self._form = form
        self.hide()

    def finish(self) -> None:
        """Store what is being typed in the form."""
        self._form.store()

    def show_row(self, row: int, key: str = "this") -> None:
        """Go to a field of the form."""
        self._form.show_field(key)
