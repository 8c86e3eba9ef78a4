"""Choosing a figure to put into a text: by its name or what it prints."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.catalog.search import initials
from desktop.ui.session import Session


class FigureChooser(QDialog):
    """A list of the figures of the form, narrowed by typing (also 拼音 initials)."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("插入数字")
        self.resize(460, 420)
        self.search = QLineEdit()
        self.search.setPlaceholderText("名称、拼音首字母或数值")
        self.list = QListWidget()
        self.list.setAccessibleName("可以插入的数字")
        figures = session.disclosure.figures
        listed: set[str] = set()
        for key, spec in session.disclosure.form.figures.items():
            if spec.is_series:
                continue
            figure = figures.get(key)
            text = f"{figure.label}　{figure.shown}{figure.unit}"
            if text in listed:
                continue
            listed.add(text)
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take)
        self.list.itemActivated.connect(lambda _: self._take())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the words to look for."""
        super().showEvent(event)
        self.search.setFocus()

    def _narrow(self, text: str) -> None:
        wanted = text.strip().lower()
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(wanted not in item.text().lower() and wanted not in initials(item.text()))
        if self.list.currentItem() is None or self.list.currentItem().isHidden():
            seen = (n for n in range(self.list.count()) if not self.list.item(n).isHidden())
            self.list.setCurrentRow(next(seen, -1))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
            self.accept()
