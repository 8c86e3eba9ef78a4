"""The signed pages (签字盖章页) of a year, on the export page: kept with their stages, opened, taken off."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.ledger import attachments
from desktop.ledger.attachments import SignedPage
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.session import Session
from desktop.ui.year import notes

SCANS = f"扫描件 ({' '.join(f'*.{kind}' for kind in attachments.SIGNED)})"
COLUMNS = ("阶段", "文件", "加入时间", "此后", "校验值")
SINCE = {True: "改动过", False: "没有改动", None: "不知道"}
"""Whether the stage was changed since; after the history was cleared nobody knows."""
WIDTH = 470
SHORT = 12
"""Characters of a digest that the list shows; the rest is in the hint and in the copy."""


class SignedPages(QWidget):
    """Lists the signed pages of all stages of the year; one that is added is kept with the stage in view."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pages: list[SignedPage] = []
        self.table = QTableWidget(0, len(COLUMNS))
        self.table.setAccessibleName("签字盖章页")
        self.table.setHorizontalHeaderLabels(COLUMNS)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setMinimumWidth(WIDTH)
        self.table.itemSelectionChanged.connect(self._allow)
        self.table.cellDoubleClicked.connect(lambda *_: self.open_file())
        stage = session.budget.stage
        text = f"扫描件（PDF 或图片）随账本保存，添加到现在的“{stage}”，已冻结的阶段也可以；不会公开"
        note = PlainLabel(text, "muted")
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(PlainLabel("签字盖章页", "heading"))
        column.addWidget(note)
        column.addWidget(self.table, 1)
        column.addLayout(self._buttons())
        self.fill()

    def _buttons(self) -> QHBoxLayout:
        line, (self.add, self.look, self.copy, self.take) = notes.file_buttons(
            ("添加签字页…", self._choose),
            ("打开", self.open_file),
            ("另存为…", self._save_copy),
            ("移除", self._take_off),
        )
        return line

    @property
    def _possible(self) -> bool:
        """Whether pages can be added: there is a budget of its own in view, which nobody only looks at."""
        budget = self._session.budget
        return bool(budget.id) and not self._session.book.read_only and not budget.scenario

    def fill(self) -> None:
        """List the pages as they are now."""
        budget = self._session.budget
        self._pages = attachments.signed_pages(self._session.book, budget) if budget.id else []
        self.table.setRowCount(len(self._pages))
        for row, page in enumerate(self._pages):
            file = page.file
            for column, text in enumerate(
                (
                    *(page.budget.stage, paths.shown_name(file.name), page.at.replace("T", " ") or "不知道"),
                    *(SINCE[page.changed], f"{file.digest[:SHORT]}…"),
                )
            ):
                item = QTableWidgetItem(text)
                item.setToolTip(file.digest if column == len(COLUMNS) - 1 else text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, file.digest if column == len(COLUMNS) - 1 else text)
                self.table.setItem(row, column, item)
        self._allow()

    def _allow(self) -> None:
        chosen = bool(self.table.selectedItems())
        self.add.setEnabled(self._possible)
        self.look.setEnabled(chosen)
        self.copy.setEnabled(chosen)
        self.take.setEnabled(chosen and self._possible)

    def _choose(self) -> None:
        if files := ask_file.several_to_read(self, "添加签字页", SCANS):
            self.keep(files)

    def keep(self, files: list[Path]) -> None:
        """Keep scans with the stage in view, as one step: all of them or none."""
        session, budget = self._session, self._session.budget

        def run() -> None:
            with session.step(f"{budget.year}年{budget.stage}：添加签字页 {len(files)} 个", words=True):
                for path in files:
                    attachments.keep_signed(session.book, budget, path)

        guarded(self, run)
        self.fill()

    def _chosen(self) -> SignedPage:
        return self._pages[self.table.currentRow()]

    def _take_off(self) -> None:
        session, page = self._session, self._chosen()

        def run() -> None:
            with session.step(f"移除签字页 {paths.shown_name(page.file.name)}", words=True):
                session.book.delete(page.file)

        guarded(self, run)
        self.fill()

    def open_file(self) -> None:
        """Open a copy of the chosen page with the program of the desktop."""
        if self.table.selectedItems():
            guarded(self, lambda: notes.open_copy(self._session, self._chosen().file))

    def _save_copy(self) -> None:
        notes.save_copy(self, self._session, self._chosen().file)
