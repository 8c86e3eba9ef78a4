"""Checks or files of many units at once (批量检查、批量导出): progress, cancel, and one report."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QBrush, QColor, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.exporters import package
from desktop.findings import UserError
from desktop.ledger.records import Budget
from desktop.ui.kit import ask_file, theme
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import Rows, set_widths
from desktop.ui.session import Session
from desktop.ui.units import batch_work
from desktop.ui.units.batch_work import Result
from desktop.ui.units.many_dialogs import budgets_of_year
from desktop.ui.units.one_by_one import OneByOne
from desktop.ui.units.unit_list import UnitBoxes

TITLES = {"check": "批量检查", "export": "批量导出"}


class BatchDialog(QDialog):
    """Choose units, start, watch; a double click on a line of the report opens the unit, or its folder."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        """kind: check or export."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._kind = session, kind
        self.setWindowTitle(TITLES[kind])
        self.resize(980, 560)
        self._tree = session.unit_edits.tree()
        self._budgets = budgets_of_year(session)
        self.units = UnitBoxes(self._tree, "选择单位", self._reasons())
        self.units.tick(self._budgets)
        self.folder = QLineEdit(str(ask_file.exports_of(session.book.path)))
        self.folder.setAccessibleName("保存到")
        self.kinds = {key: QCheckBox(name) for key, name in package.KINDS.items()}
        self.drafts = QCheckBox("有检查错误的也导出草稿，每页页脚注明“草稿”")
        self.report = self._table()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.message = PlainLabel("", "muted")
        self.message.setWordWrap(True)
        self.start = QPushButton(TITLES[kind][2:])
        self.start.setDefault(True)
        self.stop = QPushButton("关闭")
        self.start.clicked.connect(self.begin)
        self.stop.clicked.connect(self._stop_or_close)
        self._asked: list[Budget] = []
        self._results: dict[int, Result] = {}
        self._runs: OneByOne[Result] | None = None
        self._arrange()

    def _reasons(self) -> dict[int, str]:
        book = self._session.book
        reasons = {unit.id: "没有该年预算" for unit in self._tree.units if unit.id not in self._budgets}
        return reasons | {unit: "未录入" for unit, budget in self._budgets.items() if book.is_empty(budget)}

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels(["单位", "结果", "说明"])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setAlternatingRowColors(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        set_widths(table, (220, 80))
        table.setAccessibleName("各单位的结果")
        table.cellDoubleClicked.connect(lambda row, _: self.open_row(row))
        table.setToolTip("双击打开")
        return table

    def _arrange(self) -> None:
        about = {
            "check": f"逐个检查所选单位的{self._session.budget.year}年预算。双击结果转到那个单位。",
            "export": f"每个单位一个文件夹，写入{self._session.budget.year}年预算的公开文件。双击结果打开文件夹。",
        }[self._kind]
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.units, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(left)
        across.addWidget(self.report)
        across.setSizes([320, 620])
        buttons = QHBoxLayout()
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.start)
        buttons.addWidget(self.stop)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 14)
        outer.setSpacing(8)
        outer.addWidget(PlainLabel(about, "muted"))
        if self._kind == "export":
            outer.addLayout(self._files())
        outer.addWidget(across, 1)
        outer.addWidget(self.bar)
        outer.addLayout(buttons)

    def _files(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.addWidget(QLabel("保存到"))
        line.addWidget(self.folder, 1)
        browse = QPushButton("选择…")
        browse.setAutoDefault(False)
        browse.clicked.connect(lambda: ask_file.folder_into(self.folder))
        line.addWidget(browse)
        column = QVBoxLayout()
        column.addLayout(line)
        further = [box for kind, box in self.kinds.items() if kind not in package.WHOLE]
        for boxes in ([self.kinds[kind] for kind in package.WHOLE], further, [self.drafts]):
            column.addLayout(Rows(*boxes))
        for kind, box in self.kinds.items():
            box.setChecked(kind in package.USUAL)
        return column

    def begin(self) -> None:
        """Start with the ticked units, one after another."""
        budgets = [self._budgets[unit.id] for unit in self.units.ticked()]
        kinds = tuple(kind for kind, box in self.kinds.items() if box.isChecked() or self._kind == "check")
        if not budgets or not kinds or (self._runs is not None and self._runs.running):
            self.message.setText(
                "请至少选择一个单位" if not budgets else "请至少选择一种文件" if not kinds else "正在进行"
            )
            return
        try:
            self._folder = ask_file.written_path(self.folder.text()) if self._kind == "export" else Path()
        except UserError as error:
            self.message.setText(str(error))
            return
        folder, drafts = self._folder, self.drafts.isChecked()
        exporting = batch_work.exporting(batch_work.folders_of(folder, self.units.ticked()), kinds, drafts=drafts)
        work = batch_work.checked if self._kind == "check" else exporting
        self._runs = OneByOne(self._session, self, work, f"正在{'检查' if self._kind == 'check' else '导出'}各单位")
        self._runs.came.connect(self._came)
        self._runs.ended.connect(self._ended)
        self._asked, self._results = budgets, {}
        self.report.setRowCount(0)
        self.bar.show()
        self.bar.setRange(0, len(budgets))
        self.bar.setValue(0)
        self.start.setEnabled(False)
        self.stop.setText("取消")
        self._say()
        self._runs.begin(budgets)

    def _say(self) -> None:
        done, total = len(self._results), len(self._asked)
        words: dict[str, int] = {}
        for result in self._results.values():
            words[result.word] = words.get(result.word, 0) + 1
        counts = "，".join(f"{word} {count} 个" for word, count in words.items())
        self.message.setText(f"{done} / {total} 个单位" + (f"：{counts}" if counts else ""))

    def _came(self, budget: Budget, outcome: object) -> None:
        folder = self._folder
        result = outcome if isinstance(outcome, Result) else batch_work.failed(_error(outcome), folder)
        self._results[budget.unit_id] = result
        self._add_row(self._tree.of_id(budget.unit_id).name, result)
        self.bar.setValue(len(self._results))
        self._say()

    def _add_row(self, name: str, result: Result) -> None:
        row = self.report.rowCount()
        self.report.insertRow(row)
        for column, text in enumerate((name, result.word, result.text)):
            item = QTableWidgetItem(text)
            item.setToolTip(as_plain_text(text))
            if column == 1:
                item.setForeground(QBrush(QColor(getattr(theme.colors(), result.color))))
            self.report.setItem(row, column, item)
        self.report.resizeRowToContents(row)

    def _ended(self) -> None:
        """Say of the units that were not begun that they were not; remember where files were written."""
        if self._kind == "export":
            ask_file.note_exports(self._session.book.path, self._folder)
        for budget in self._asked:
            if budget.unit_id not in self._results:
                self._came(budget, package.Cancelled())
        self._session.message.emit(f"{TITLES[self._kind]}：{self.message.text()}")
        self.bar.hide()
        self.start.setEnabled(True)
        self.stop.setText("关闭")
        self.report.resizeRowsToContents()

    def open_row(self, row: int) -> None:
        """Open what a line of the report is about."""
        unit, result = [*self._results.items()][row]
        if result.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.folder)))
            return
        self.close()
        self._session.choose(self._budgets[unit])

    def _stop_or_close(self) -> None:
        if self._runs is not None and self._runs.running:
            self._runs.cancel()
            self.message.setText("正在取消；已经完成的单位保留…")
        else:
            self.close()

    def done(self, result: int) -> None:
        """Let nothing go on behind a closed dialog, whichever way it was closed, and say what was written."""
        if self._runs is not None and self._runs.running:
            results = [*self._results.values(), *self._runs.stop()]
            there = sum(each.folder is not None for each in results)
            if self._kind == "export":
                rest = f"其余 {len(self._asked) - there} 个没有导出，文件没有变化"
                where = f"，保存在“{self._folder}”" if there else ""
                self._session.message.emit(f"批量导出已停止：{there} 个单位已导出{where}；{rest}")
        super().done(result)


def _error(outcome: object) -> BaseException:
    return outcome if isinstance(outcome, BaseException) else RuntimeError(type(outcome).__name__)
