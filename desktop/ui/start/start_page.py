"""The start page: books opened last, a new book, an existing one, a sample."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import VERSION
from desktop.first_run import sample_book
from desktop.intake import sample
from desktop.ledger.schema import VERSION as SCHEMA
from desktop.ui.guide import news
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.start import recent

PATH = Qt.ItemDataRole.UserRole


class StartPage(QDialog):
    """Choose a book; `path` is the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("明账")
        self.resize(760, 460)
        self.path: Path | None = None
        self.last_year: Path | None = None
        self.recent = self._list("最近打开的账本")
        for path in recent.books():
            item = QListWidgetItem(f"{path.stem}\n{path.parent}")
            item.setData(PATH, str(path))
            self.recent.addItem(item)
        self.samples = self._list("示例账本")
        for name, title in sample.titles().items():
            item = QListWidgetItem(title)
            item.setData(PATH, name)
            self.samples.addItem(item)
        self.recent.itemActivated.connect(lambda item: self._take(Path(item.data(PATH))))
        self.samples.itemActivated.connect(lambda item: self._take(sample_book(item.data(PATH))))
        self.remember = QCheckBox("记住最近打开的账本")
        self.remember.setChecked(recent.is_on())
        self.remember.toggled.connect(self._remember)
        new, other = QPushButton("新建账本…"), QPushButton("打开其他账本…")
        self.audit = QPushButton("审阅公开文件…")
        self.audit.setToolTip("不用账本，核对任何一份公开的预算")
        new.setDefault(True)
        new.clicked.connect(self._new)
        other.clicked.connect(self._open)
        self.audit.clicked.connect(self._audit)
        buttons = QVBoxLayout()
        for widget in (new, other, self.audit):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(20)
        grid.addWidget(self._heading("最近打开的账本（双击打开）"), 0, 0)
        grid.addWidget(self.recent, 1, 0)
        grid.addWidget(self.remember, 2, 0)
        grid.addWidget(self._heading("示例账本（双击打开副本）"), 0, 1)
        grid.addWidget(self.samples, 1, 1)
        grid.addLayout(buttons, 1, 2)
        grid.addWidget(self._version(), 3, 0, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)

    def _list(self, name: str) -> QListWidget:
        files = QListWidget()
        files.setAccessibleName(name)
        files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        files.setSpacing(2)
        return files

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName("heading")
        return label

    def _version(self) -> QWidget:
        """Return the line that says which version this is and leads to what is new, and to the manual."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(PlainLabel(f"明账 {VERSION} 版，账本格式 {SCHEMA}；以前的账本打开时先备份再升级", "muted"))
        row.addStretch(1)
        self.news, self.manual = QPushButton("新在哪里…"), QPushButton("操作手册…")
        self.news.clicked.connect(lambda: news.shown(self))
        self.manual.clicked.connect(self._show_manual)
        row.addWidget(self.news)
        row.addWidget(self.manual)
        return line

    def _show_manual(self) -> None:
        from desktop.ui.guide import help as help_pages

        help_pages.show(self, help_pages.FIRST)

    def _remember(self, on: bool) -> None:
        recent.switch(on)
        if not on:
            self.recent.clear()

    def _take(self, path: Path) -> None:
        self.path = path
        self.accept()

    def _new(self) -> None:
        from desktop.ui.start.new_book_dialog import NewBookDialog

        dialog = NewBookDialog(self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.path is not None:
            self.last_year = dialog.last_year
            self._take(dialog.path)

    def _audit(self) -> None:
        from desktop.ui.audit.audit_dialog import AuditDialog

        AuditDialog(self).open()

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "打开账本", "", "明账账本 (*.mzb)")
        if name:
            self._take(Path(name))
