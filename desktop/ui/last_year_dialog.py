"""Reviewing last year's published figures before they are entered: the file beside what comes of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.layouts import loader
from desktop.money import YUAN
from desktop.published import entry
from desktop.published.proposal import Compared, Proposal
from desktop.ui import theme
from desktop.ui.budget_menu import guarded
from desktop.ui.session import Session

COLUMNS = (("工作表", 220), ("行", 210), ("列", 130), ("文件（元）", 130), ("导入后（元）", 130))


def reading(session: Session, path: Path) -> Callable[[], Proposal]:
    """Return the job that reads a file as last year of the session's budget; it touches neither window nor book."""
    unit, year = session.unit, session.budget.year - 1
    return lambda: entry.read(path, [loader.load(key) for key in loader.available()], unit, year)


class LastYearDialog(QDialog):
    """Shows every figure read and every doubt; enters nothing while an error stands."""

    def __init__(self, session: Session, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        year = session.budget.year - 1
        self.proposal = proposal
        self.setWindowTitle(f"导入{year}年公开数")
        self.resize(860, 620)
        wrong = sum(not one.agrees for one in self.proposal.compared)
        state = f"有 {len(self.proposal.errors)} 处问题，改正后才能导入" if self.proposal.errors else "可以导入"
        self.summary = QLabel(
            f"{proposal.file}　按“{self.proposal.form.title}”读到 {len(self.proposal.compared)} 个数，"
            f"其中 {wrong} 个导入后与文件不一致。{state}"
        )
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        self.only_wrong = QCheckBox("只看不一致的")
        self.only_wrong.toggled.connect(self._fill)
        self.figures = QTableWidget(0, len(COLUMNS))
        self.figures.setHorizontalHeaderLabels([name for name, _ in COLUMNS])
        for number, (_, width) in enumerate(COLUMNS):
            self.figures.setColumnWidth(number, width)
        self.figures.horizontalHeader().setStretchLastSection(True)
        self.figures.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.figures.verticalHeader().hide()
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        shown = [f"{f.severity}　{f.describe()}" for f in self.proposal.findings]
        self.problems.setPlainText("\n".join(shown) or "没有问题")
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setEnabled(not self.proposal.errors)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.enter)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        widgets = ((self.summary, 0), (self.only_wrong, 0), (self.figures, 3), (self.problems, 1), (buttons, 0))
        for widget, stretch in widgets:
            column.addWidget(widget, stretch)
        self._fill()

    def _fill(self) -> None:
        shown = [one for one in self.proposal.compared if not (self.only_wrong.isChecked() and one.agrees)]
        self.figures.setRowCount(len(shown))
        for row, one in enumerate(shown):
            self._fill_row(row, one)

    def _fill_row(self, row: int, one: Compared) -> None:
        place = one.cell.place
        texts = (place.sheet, one.cell.label, place.column, YUAN.show(one.cell.amount), YUAN.show(one.rebuilt))
        for number, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if number >= 3:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not one.agrees:
                item.setForeground(QBrush(QColor(theme.colors().error)))
            self.figures.setItem(row, number, item)

    def enter(self) -> None:
        """Enter the figures as one step and close."""

        def run() -> None:
            self._session.take_last_year(self.proposal)
            self.accept()

        guarded(self, run)
