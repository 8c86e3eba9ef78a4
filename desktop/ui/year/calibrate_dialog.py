"""One month's payroll, the insurance bill or last year's 款 totals against what is computed (校准): pasted or read.

Nothing is written: what differs is shown by item, with the rate and base it implies, and by person.
"""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.compute import policy_values
from desktop.compute.people import calibrate
from desktop.compute.people.calibrate import Calibration, Compared
from desktop.findings import UserError
from desktop.intake import month_totals
from desktop.intake.month_totals import MonthReading
from desktop.money import YUAN, Fen
from desktop.ui.kit import ask_file, theme
from desktop.ui.kit.background import run_in_background
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.session import Session

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
FILES = "表格文件 (*.xlsx *.xls *.ods *.csv *.et *.toml)"
ITEMS = ("项目", "计算（元）", "实际（元）", "相差（元）", "计算基数（元）", "现费率", "推算费率", "推算基数（元）")
PERSONS = ("项目", "人员", "计算（元）", "实际（元）")
HINT = "\n".join(
    (
        "粘贴或输入“项目　金额”，每行一项，例如：",
        "岗位工资 128000",
        "养老保险 40960 256000（第三列是基数）",
        "30101 基本工资 1536000",
    )
)


class CalibrateDialog(QDialog):
    """Totals on the left, what they say of the computation on the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("用工资册、缴费单或上年数核对测算")
        self.resize(1100, 640)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(HINT)
        self.text.setAccessibleName("工资册、缴费单或上年科目的合计")
        self.month = QLineEdit(f"{session.budget.year - 1}-10")
        self.month.setAccessibleName("工资册的月份")
        self.month.setMaximumWidth(100)
        self.run_button = QPushButton("核对")
        self.run_button.setDefault(True)
        self.summary = PlainLabel("还没有核对", "heading")
        self.summary.setWordWrap(True)
        self.items = _table(ITEMS, "各项目的计算数和实际数")
        self.persons = _table(PERSONS, "不一致的人员")
        self.left = PlainLabel("", "muted")
        self.left.setWordWrap(True)
        self.left.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self.run_button.clicked.connect(self.compare_text)

    def _arrange(self) -> None:
        bar, choose = QHBoxLayout(), QPushButton("打开文件…")
        choose.clicked.connect(self._choose)
        label = QLabel("月份")
        label.setBuddy(self.month)
        for widget in (label, self.month, choose, self.run_button):
            bar.addWidget(widget)
        bar.addStretch(1)
        hint = PlainLabel(
            "工资项和缴费按这个月的参数，年终奖、考核奖、定额和科目（款）按这一年的全年；人员按本年年初", "muted"
        )
        hint.setWordWrap(True)
        entry, shown = QWidget(), QWidget()
        halves_of: tuple[tuple[QWidget, tuple[tuple[QWidget, int], ...]], ...] = (
            (entry, ((hint, 0), (self.text, 1))),
            (shown, ((self.summary, 0), (self.items, 3), (self.persons, 2), (self.left, 0))),
        )
        for panel, parts in halves_of:
            column = QVBoxLayout(panel)
            column.setContentsMargins(0 if panel is entry else 8, 0, 8 if panel is entry else 0, 0)
            for part, stretch in parts:
                column.addWidget(part, stretch)
        halves = QSplitter()
        for number, panel in enumerate((entry, shown)):
            halves.addWidget(panel)
            halves.setStretchFactor(number, 1 + 2 * number)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addLayout(bar)
        rows.addWidget(halves, 1)
        rows.addWidget(buttons)

    def _choose(self) -> None:
        if path := ask_file.to_read(self, "选择文件", FILES):
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Read a file beside the window, then compare it."""
        run_in_background(
            self,
            f"正在读取“{path.name}”…",
            lambda: month_totals.read(path, "", self._pay_items()),
            lambda found: self.compare(found, path.name),
        )

    def _pay_items(self) -> dict[str, str]:
        values = policy_values.of_budget(self._session.facts)
        return values.policy.items if values else {}

    def compare_text(self) -> None:
        """Compare what was typed or pasted; what cannot be read is said above the tables."""
        try:
            found = month_totals.pasted(self.text.toPlainText())
        except UserError as error:
            self._refuse(str(error))
            return
        self.compare(found, "")

    def compare(self, read: MonthReading, file: str) -> None:
        """Hold totals against the budget in view and show what comes of it."""
        try:
            values = policy_values.of_budget(self._session.facts)
            if values is None:
                raise UserError("没有选择政策参数包，不能核对；请先在“人员”页选择")
            self.month.setText(read.month or self.month.text())
            year, month = calibrate.month_of(self.month.text())
        except UserError as error:
            self._refuse(str(error))
            return
        found = calibrate.calibrate(self._session.facts, values.policy, year, month, read.totals)
        differing = sum(bool(each.difference or each.deviations) for each in found.items)
        source = f"“{file}”" if file else "输入的合计"
        same = "没有可比的项目" if not found.items else "都一致"
        result = f"{len(found.items)} 项，不一致 {differing} 项" if differing else f"{len(found.items)} 项，{same}"
        self.summary.setText(f"{source}与 {year}年{month}月的参数：比较了 {result}")
        self._show(found)
        self.left.setText("\n".join(_left(found, read.ignored)))

    def _refuse(self, text: str) -> None:
        self.summary.setText(text)
        self.left.setText("")
        for table in (self.items, self.persons):
            table.setRowCount(0)

    def _show(self, found: Calibration) -> None:
        _fill(self.items, (_row(each) for each in found.items), marked=3)
        rows = ((each.label, person.who, _fen(person.computed, "账本中没有此人"), _fen(person.actual, "文件中没有此人"))
                for each in found.items for person in each.deviations)  # fmt: skip
        _fill(self.persons, rows, marked=-1)


def _table(headings: tuple[str, ...], name: str) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.setAccessibleName(name)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.setWordWrap(False)
    return table


def _fill(table: QTableWidget, rows: Iterable[tuple[str, ...]], marked: int) -> None:
    """Put rows into a table; in the marked column what is not empty stands out."""
    listed = list(rows)
    table.setRowCount(len(listed))
    for row, texts in enumerate(listed):
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            cell.setToolTip(as_plain_text(text))
            cell.setTextAlignment(LEFT if column == 0 or (marked < 0 and column == 1) else RIGHT)
            if column == marked and text != "一致":
                cell.setBackground(QBrush(QColor(theme.colors().accent_soft)))
            table.setItem(row, column, cell)
    table.resizeColumnsToContents()


def _row(each: Compared) -> tuple[str, ...]:
    implied = each.difference and each.computed_base is not None
    return (
        f"{each.label}（全年）" if each.whole_year else each.label,
        YUAN.show(each.computed),
        YUAN.show(each.actual),
        YUAN.show(each.difference) if each.difference else "一致",
        _fen(each.computed_base, ""),
        "、".join(_percent(rate) for rate in each.rates),
        _percent(each.implied_rate) if implied and each.implied_rate is not None else "",
        _fen(each.implied_base, "") if implied else "",
    )


def _fen(fen: Fen | None, otherwise: str) -> str:
    return otherwise if fen is None else YUAN.show(fen)


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"


def _left(found: Calibration, ignored: list[str]) -> list[str]:
    named = (
        ("文件中有、账本没有计算的项目（没有比较）", found.unknown),
        ("账本计算了、文件中没有的项目", found.not_in_file),
        ("没有数值的参数，用到它的没有计算", found.missing),
        ("没有读取的列", ignored),
    )
    return [*found.no_codes, *(f"{text}：{'、'.join(names)}" for text, names in named if names)]
