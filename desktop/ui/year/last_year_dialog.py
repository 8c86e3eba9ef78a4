"""Reviewing last year's published figures before they are entered: the file beside what comes of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
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

from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.money import YUAN
from desktop.published import entry
from desktop.published.disagreements import Compared
from desktop.published.proposal import Proposal
from desktop.ui.kit import theme
from desktop.ui.kit.background import Job
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.session import Session
from desktop.units.unit_lines import has_content

DOUBTS = (("接受", 50), ("不一致，或文件没有写明", 470), ("文件（元）", 120), ("导入后（元）", 180))
COLUMNS = (("表格", 220), ("行", 210), ("列", 130), ("文件（元）", 130), ("导入后（元）", 130))


def reading(session: Session, path: Path) -> Callable[..., Proposal]:
    """Return the job that reads a file as last year of the session's budget; it touches neither window nor book.

    It may be given the `Job` it runs in: it says there how far it is, and ends when that was cancelled.
    """
    unit, year = session.unit, session.budget.year - 1

    def read(job: Job[Proposal] | None = None) -> Proposal:
        def watch(done: int, total: int) -> None:
            if job is not None and job.cancelled:
                raise UserError("已取消读取，账本未改动")
            if job is not None:
                job.progressed.emit("正在核对各表", done, total)

        return entry.read(path, [loader.load(key) for key in loader.available()], unit, year, watch)

    return read


class LastYearDialog(QDialog):
    """Shows every figure read and every doubt.

    Nothing is entered while an error stands or a disagreement is not accepted; each has a tick of its own.
    """

    draft_asked = Signal()
    """The figures were entered, and this year is to be drafted from them."""

    def __init__(self, session: Session, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        year = session.budget.year - 1
        self.proposal = proposal
        self.setWindowTitle(f"导入{year}年公开数")
        self.resize(860, 620)
        self.summary = QLabel()
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        self.draft = QCheckBox(f"导入后以上年为底稿起草{session.budget.year}年（单独一步，可以撤销）")
        self.draft.setVisible(not has_content(session.facts))
        self.draft.setChecked(not has_content(session.facts))
        self.only_wrong = QCheckBox("只看不一致的")
        self.only_wrong.toggled.connect(self._fill)
        self.figures = _table(COLUMNS)
        self.doubts = _table(DOUBTS)
        self.doubts.setAccessibleName("要接受的不一致")
        self.doubts.setVisible(bool(self.proposal.disagreements))
        self.doubts.setWordWrap(True)
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        shown = [f"{f.severity}　{f.describe()}" for f in self.proposal.findings]
        self.problems.setPlainText("\n".join(shown) or "没有问题")
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.enter)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.only_wrong)
        column.addWidget(self.figures, 3)
        column.addWidget(self.doubts, 3)
        column.addWidget(self.problems, 1)
        column.addWidget(self.draft)
        column.addWidget(buttons)
        self._fill()
        self._list_doubts()
        self.doubts.itemChanged.connect(self._judge)
        self._judge()

    def _list_doubts(self) -> None:
        """List what must be accepted, each with an empty tick."""
        self.doubts.setRowCount(len(self.proposal.disagreements))
        for row, figure in enumerate(self.proposal.disagreements):
            tick = QTableWidgetItem()
            tick.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Unchecked)
            tick.setData(Qt.ItemDataRole.AccessibleTextRole, f"接受：{figure.label}")
            self.doubts.setItem(row, 0, tick)
            for column, text in enumerate((figure.label, figure.stated, figure.entered), 1):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.doubts.setItem(row, column, item)
        self.doubts.resizeRowsToContents()

    def accepted_keys(self) -> set[str]:
        """Return the keys of the disagreements that are ticked."""
        rows = enumerate(self.proposal.disagreements)
        return {figure.key for row, figure in rows if self._tick(row).checkState() == Qt.CheckState.Checked}

    def _tick(self, row: int) -> QTableWidgetItem:
        item = self.doubts.item(row, 0)
        assert item is not None  # _list_doubts has made one for each row
        return item

    def _judge(self) -> None:
        """Say what still stands in the way, and let it be entered only when nothing does."""
        wrong = sum(not figure.agrees for figure in self.proposal.compared)
        left = len(self.proposal.disagreements) - len(self.accepted_keys())
        state = "可以导入"
        if self.proposal.errors:
            state = f"有 {len(self.proposal.errors)} 处问题，改正后才能导入"
        elif left:
            state = f"还有 {left} 项没有接受，逐项核对并勾选“接受”后才能导入"
        self.summary.setText(
            f"{self.proposal.file}　按“{self.proposal.form.title}”读到 {len(self.proposal.compared)} 个数，"
            f"其中 {wrong} 个导入后与文件不一致。{state}"
        )
        self.accept_button.setEnabled(not self.proposal.errors and not left)

    def _fill(self) -> None:
        shown = [figure for figure in self.proposal.compared if not (self.only_wrong.isChecked() and figure.agrees)]
        self.figures.setRowCount(len(shown))
        for row, figure in enumerate(shown):
            self._fill_row(row, figure)

    def _fill_row(self, row: int, figure: Compared) -> None:
        place = figure.cell.place
        texts = (
            place.sheet,
            figure.cell.label or figure.cell.row,
            place.column,
            YUAN.show(figure.cell.amount),
            YUAN.show(figure.rebuilt),
        )
        for number, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if number >= 3:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not figure.agrees:
                item.setForeground(QBrush(QColor(theme.colors().error)))
            self.figures.setItem(row, number, item)

    def enter(self) -> None:
        """Enter the figures as one step and close; where it is ticked, this year's draft is the next step."""

        def run() -> None:
            self._session.year_edits.take_last_year(self.proposal, self.accepted_keys())
            self.accept()
            if self.draft.isChecked():
                self.draft_asked.emit()

        guarded(self, run)


def _table(columns: tuple[tuple[str, int], ...]) -> QTableWidget:
    table = QTableWidget(0, len(columns))
    table.setHorizontalHeaderLabels([name for name, _ in columns])
    set_widths(table, (width for _, width in columns))
    table.horizontalHeader().setStretchLastSection(True)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    return table
