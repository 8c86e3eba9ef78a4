"""Restoring from a backup: which there are, what each holds, opened as a copy beside the book."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger.backups.backup import Backup
from desktop.ledger.backups.copies import restore
from desktop.ledger.book import Book
from desktop.money import YUAN
from desktop.ui.kit.guarded import guarded
from desktop.ui.session import Session

WITH_TOTALS = 20
"""For how many of the newest backups the totals are worked out."""


class BackupsDialog(QDialog):
    """The backups of a book, newest first; `path` is the copy that was made of the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("从备份恢复")
        self.resize(860, 420)
        self._session = session
        self.path: Path | None = None
        self._backups = session.book.backups()
        self.table = QTableWidget(len(self._backups), 5)
        self.table.setHorizontalHeaderLabels(["备份时间", "原因", "年度与阶段", "支出合计（元）", "来自"])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, backup in enumerate(self._backups):
            year, total = summary(backup) if row < WITH_TOTALS else ("", "")
            place = origin_of(backup, session.book)
            for number, text in enumerate((f"{backup.at:%Y-%m-%d %H:%M:%S}", backup.reason, year, total, place)):
                item = QTableWidgetItem(text)
                item.setToolTip(backup.origin)
                if number == 3:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, number, item)
        hint = QLabel("恢复会在账本旁边另存一个副本并打开，现在的账本不变。")
        hint.setObjectName("muted")
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("恢复为副本", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(lambda: guarded(self, self._restore))
        buttons.rejected.connect(self.reject)
        self.accept_button.setEnabled(bool(self._backups))
        column = QVBoxLayout(self)
        for widget in (self.table, hint, buttons):
            column.addWidget(widget)
        self.table.selectRow(0)

    def _restore(self) -> None:
        backup = self._backups[max(0, self.table.currentRow())]
        book = self._session.book.path
        target = book.with_name(f"{book.stem}_恢复_{backup.at:%Y%m%d-%H%M%S}_{datetime.now():%H%M%S}.mzb")
        restore(backup.path, target)
        self.path = target
        self.accept()


def origin_of(backup: Backup, book: Book) -> str:
    """Return in Chinese which copy of the book a backup was made of."""
    if not backup.origin:
        return "较早版本的备份"
    return "本账本" if backup.origin == str(book.path.resolve()) else f"来自 {backup.origin}"


def summary(backup: Backup) -> tuple[str, str]:
    """Return newest year and stage of a backup, and what it spends in 元; what cannot be read is named as such."""
    try:
        with Book.open_to_read(backup.path) as book:
            budget = pipeline.newest_budget(book)
            disclosure = pipeline.of_book(book, "", budget)
            return f"{budget.year}年 {budget.stage}", YUAN.show(
                disclosure.cube.sum(disclosure.form.measures["expenditure"].where)
            )
    except UserError as error:
        return "无法读取", str(error)
