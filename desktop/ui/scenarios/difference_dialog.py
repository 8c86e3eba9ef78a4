"""What a scenario (测算方案) does: totals before and after, every difference by meaning, and 采用 at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop import pipeline
from desktop.compute.difference import Difference, differences
from desktop.layouts.tables.compared import Compared, totals
from desktop.ledger import scenarios
from desktop.money import YUAN
from desktop.ui.kit import theme
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.session import Session

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TOTALS = ("合计（元）", "正式数据", "方案", "变化")
DIFFERENCES = ("类别", "名称", "项目", "正式数据", "方案")


class DifferenceDialog(QDialog):
    """Shows both sides; nothing is changed before 采用方案 is pressed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._scenario, stage = session.budget, session.scenario_edits.stage()
        before = pipeline.of_book(session.book, session.form, stage)
        after = session.disclosure
        self.totals = totals((before.form, before.cube), (after.form, after.cube))
        taken = scenarios.as_taken(session.book, self._scenario, after.facts)
        self.found = [each for each in differences(before.facts, taken) if each.group != "合计"]
        self.setWindowTitle(f"方案“{self._scenario.scenario}”与正式数据比较")
        self.resize(960, 620)
        self.figures = _table(TOTALS, "合计")
        self.list = _table(DIFFERENCES, "不同之处")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(PlainLabel(f"{stage.year}年“{stage.stage}” → 方案“{self._scenario.scenario}”", "heading"))
        column.addWidget(self.figures, 5)
        count = f"{len(self.found)} 处不同" if self.found else "两者相同"
        column.addWidget(PlainLabel(count, "heading"))
        column.addWidget(self.list, 4)
        self.note = PlainLabel(self._note(stage.frozen_at), "problem")
        self.note.setWordWrap(True)
        self.note.setVisible(bool(self.note.text()))
        column.addWidget(self.note)
        column.addWidget(self._buttons(stage.frozen_at))
        self._show_totals(self.totals)
        self._show_differences(self.found)

    def _note(self, frozen_at: str | None) -> str:
        if frozen_at:
            return f"“{self._scenario.stage}”已冻结，方案只能比较，不能采用；要用它的内容，请在现在编制的阶段新建方案"
        return scenarios.note_before_taking(self._session.book, self._scenario)

    def _buttons(self, frozen_at: str | None) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.take = buttons.addButton("采用方案", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setAutoDefault(False)
        self.take.setToolTip("正式数据换成方案的内容，可以撤销")
        self.take.setEnabled(not frozen_at and not self._session.book.read_only)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.accepted.connect(self.finish)
        buttons.rejected.connect(self.reject)
        return buttons

    def finish(self) -> None:
        """Take the scenario over and close; what is refused is said, and the dialog stays."""

        def run() -> None:
            self._session.scenario_edits.take()
            self.accept()

        guarded(self, run)

    def _show_totals(self, found: Sequence[Compared]) -> None:
        self.figures.setRowCount(len(found))
        for row, total in enumerate(found):
            change = f"{'+' if total.difference > 0 else ''}{YUAN.show(total.difference)}" if total.difference else ""
            for number, text in enumerate((total.label, YUAN.show(total.before), YUAN.show(total.after), change)):
                item = QTableWidgetItem(text)
                if number:
                    item.setTextAlignment(RIGHT)
                if total.difference:
                    item.setBackground(QBrush(QColor(theme.colors().accent_soft)))
                self.figures.setItem(row, number, item)

    def _show_differences(self, found: Sequence[Difference]) -> None:
        self.list.setRowCount(len(found))
        for row, each in enumerate(found):
            field = each.field or ("新增" if each.after else "删除")
            for number, text in enumerate((each.group, each.subject, field, each.before, each.after)):
                item = QTableWidgetItem(text)
                item.setToolTip(as_plain_text(text))
                self.list.setItem(row, number, item)


def _table(headers: Sequence[str], name: str) -> QTableWidget:
    table = QTableWidget(0, len(headers))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(headers))
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
