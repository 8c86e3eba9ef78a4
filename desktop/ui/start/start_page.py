"""The start page: the ways to begin a budget, books opened last, a sample, a published document."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCommandLinkButton,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from desktop import VERSION
from desktop.first_run import sample_book
from desktop.intake import sample
from desktop.ledger.schema import VERSION as SCHEMA
from desktop.ui.guide import news
from desktop.ui.kit import ask_file, icons, theme, window_place
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.start import dropped_files, recent
from desktop.ui.start.new_book_dialog import PUBLISHED, TABLES

if TYPE_CHECKING:
    from desktop.ui.audit.audit_dialog import AuditDialog

PATH = Qt.ItemDataRole.UserRole
NONE_YET = "还没有。上面选一种开始，或先打开右边的示例"
NOT_REMEMBERED = "不记录打开过的账本"


class StartPage(QDialog):
    """Choose a book; `path` is the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("明账")
        self.setAcceptDrops(True)
        self.resize(860, 560)
        self.installEventFilter(window_place.DialogFitter(self))
        self.path: Path | None = None
        self.first: FirstFile | None = None
        self.recent = self._list("最近打开的账本")
        self._list_recent()
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
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 16)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.addWidget(self._heading("编一个新的预算"), 0, 0, 1, 2)
        grid.addLayout(self._ways(), 1, 0, 1, 2)
        grid.addWidget(self._heading("最近打开的账本（双击打开）"), 2, 0)
        grid.addWidget(self.recent, 3, 0)
        grid.addWidget(self._heading("示例账本：看看明账怎么用（双击打开副本）"), 2, 1)
        grid.addWidget(self.samples, 3, 1)
        grid.addLayout(self._others(), 4, 0, 1, 2)
        grid.addWidget(self._version(), 5, 0, 1, 2)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _ways(self) -> QHBoxLayout:
        """Return the three ways to begin, that of least effort first."""
        self.from_last_year = self._way("last_year", "从上年公开文件开始", "Word、PDF、Excel 都行；上年数作底稿")
        self.from_roster = self._way("people", "从工资表或花名册开始", "人员经费自动测算；再录公用和项目")
        self.from_nothing = self._way("lines", "直接录入", "没有文件也能编；以后随时可以导入")
        self.from_last_year.setDefault(True)
        self.from_last_year.clicked.connect(self._begin_with_last_year)
        self.from_roster.clicked.connect(self._begin_with_roster)
        self.from_nothing.clicked.connect(self._begin_with_nothing)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self.from_last_year, self.from_roster, self.from_nothing):
            row.addWidget(button, 1)
        return row

    def _way(self, drawing: str, title: str, about: str) -> QCommandLinkButton:
        button = QCommandLinkButton(title, about)
        button.setObjectName("way")
        button.setIcon(icons.icon(drawing))
        button.setMinimumHeight(button.sizeHint().height())
        return button

    def _others(self) -> QHBoxLayout:
        """Return the line of what else can be done: another book, a published document."""
        other, self.audit = QPushButton("打开其他账本…"), QPushButton("审阅公开文件…")
        self.audit.setToolTip("不用账本，核对任何一份公开的预算")
        other.clicked.connect(self._open)
        self.audit.clicked.connect(self._audit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.remember)
        row.addStretch(1)
        row.addWidget(other)
        row.addWidget(self.audit)
        return row

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

    def _list_recent(self) -> None:
        """List the books opened last; where there is none, say what will stand there."""
        self.recent.clear()
        for path in recent.books():
            self.recent.addItem(_recent_item(path))
        if not self.recent.count():
            item = QListWidgetItem(NONE_YET if recent.is_on() else NOT_REMEMBERED)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setForeground(QBrush(QColor(theme.colors().muted)))
            self.recent.addItem(item)

    def _remember(self, on: bool) -> None:
        recent.switch(on)
        self._list_recent()

    # files dragged onto the page ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a book, a table or a document."""
        if dropped_files.files_of(event, without_book=True):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a book; ask what a table or document is to be."""
        dropped_files.drop(self, self, event, without_book=True)

    def open_book(self, path: Path) -> None:
        """Choose a book that was dropped."""
        self._take(path)

    def import_file(self, kind: str, path: Path) -> None:
        """Begin with a file that was dropped, audit it, or look at the layouts and packs in it."""
        if kind == "text":
            self._audit().panel.open_file(path, "alone")
        elif kind == "updates":
            from desktop.ui.guide.updates_dialog import UpdatesDialog

            dialog = UpdatesDialog(None, self)
            dialog.open()
            dialog.look_at(path)
        else:
            self._new(before=str(path) if kind == "last_year" else "", roster=path if kind == "roster" else None)

    def receive(self, files: list[Path]) -> None:
        """Files of units are not taken before a book is open (`files_of`)."""
        raise AssertionError(files)

    def _take(self, path: Path) -> None:
        self.path = path
        self.accept()

    def _begin_with_last_year(self) -> None:
        if path := ask_file.to_read(self, "选择上年公开文件", PUBLISHED):
            self._new(before=str(path))

    def _begin_with_roster(self) -> None:
        if path := ask_file.to_read(self, "选择工资表或花名册", TABLES):
            self._new(roster=path)

    def _begin_with_nothing(self) -> None:
        self._new()

    def _new(self, before: str = "", roster: Path | None = None) -> None:
        from desktop.ui.start.new_book_dialog import NewBookDialog

        dialog = NewBookDialog(self, roster)
        dialog.begin_with(before)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted and dialog.path is not None:
            self.first = dialog.first
            self._take(dialog.path)

    def _audit(self) -> "AuditDialog":
        from desktop.ui.audit.audit_dialog import AuditDialog

        dialog = AuditDialog(self)
        dialog.open()
        return dialog

    def _open(self) -> None:
        if path := ask_file.to_read(self, "打开账本", ask_file.BOOK, recent.folder() or ask_file.start(self)):
            self._take(path)


def _recent_item(path: Path) -> QListWidgetItem:
    """Return a book of the list: what it is about, and its file; a tip says why one cannot be seen, and the folder."""
    about = recent.glance_at(path)
    item = QListWidgetItem(f"{about.title}\n{path}" if about.title else f"{path.stem}\n{path.parent}")
    item.setToolTip(as_plain_text("\n".join(filter(None, (about.problem, str(path))))))
    item.setData(PATH, str(path))
    return item
