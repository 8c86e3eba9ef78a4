"""The end of a stage in the window: what is open, reasons for it, documents of skipped stages, then the one step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import Finding, Severity
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.read_tables import FEW, keep_rows_fitted
from desktop.ui.kit.small_screens import set_widths
from desktop.ui.session import Session
from desktop.units.gates import Answers, Gate

COLUMNS = ("单位", "级别", "编号", "还没有处理的问题", "理由（错误必填，可双击填写）")
REASON = 4

LEAST_LIST = 120
"""Pixels of the list of findings at least: on the smallest screen it scrolls, not the dialog around it."""


class StageDialog(QDialog):
    """Takes one unit, or all of a 汇总, through their gates; the button does it, for all as one step."""

    def __init__(self, session: Session, gates: Sequence[Gate], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self.gates = session, gates
        budget, stage = gates[0].budget, gates[0].stage
        self.errors = [(gate.unit, finding) for gate in gates for finding in gate.errors]
        self._warnings = [(gate.unit, finding) for gate in gates for finding in gate.warnings]
        step = f"转入“{stage}”" if stage is not None else f"冻结“{budget.stage}”"
        of_all = f"（{len(gates)} 个单位）" if len(gates) > 1 else ""
        self.setWindowTitle(f"{budget.year}年预算{step}{of_all}")
        self.setMinimumWidth(760 if len(gates) == 1 else 980)
        note = f"“{budget.stage}”将冻结，不能再修改；下一阶段开始编制以前，可以用“解除冻结”或撤销退回。"
        about = PlainLabel(note if not budget.frozen_at else f"“{budget.stage}”已经冻结。", "muted")
        about.setWordWrap(True)
        self.documents = {each: QLineEdit() for each in dict.fromkeys(stage for gate in gates for stage in gate.owed)}
        self.findings = self._table([*self.errors, *self._warnings])
        self.problem = PlainLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        buttons = QDialogButtonBox()
        self.do = buttons.addButton(step, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.finish)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        heading, above = PlainLabel(self._heading()), [about, *self._refused(), *self._skipped()]
        for widget in (*above, heading, self.findings, self.problem, buttons):
            column.addWidget(widget)

    def _refused(self) -> list[QWidget]:
        """Return the line that says what is typed and not in the budget, none where all is."""
        return [PlainLabel(text, "problem")] if (text := self._session.refused.waiting()) else []

    def _skipped(self) -> list[QWidget]:
        """Return the fields for the documents of skipped stages, none where no stage is skipped."""
        if not self.documents:
            return []
        fields = QWidget()
        form = QFormLayout(fields)
        form.setContentsMargins(0, 0, 0, 0)
        for stage, line in self.documents.items():
            line.setPlaceholderText("在别处编制时的文号，记为未在本软件编制")
            line.setAccessibleName(f"{stage}文号")
            form.addRow(f"“{stage}”文号", line)
        return [PlainLabel("以下阶段没有在这里编制，请填写文号；与它们有关的检查列为“未检查”："), fields]

    def _heading(self) -> str:
        errors, warnings = len(self.errors), len(self._warnings)
        if not errors and not warnings:
            return "检查没有待处理的错误和警告。"
        return f"还没有处理：错误 {errors} 项（改正，或者写明理由），警告 {warnings} 项（不影响这一步）。"

    def _table(self, findings: list[tuple[str, Finding]]) -> QTableWidget:
        table = QTableWidget(len(findings), len(COLUMNS))
        table.setAccessibleName("还没有处理的问题")
        table.setHorizontalHeaderLabels(COLUMNS)
        table.verticalHeader().setVisible(False)
        table.setWordWrap(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for row, (unit, finding) in enumerate(findings):
            for column, text in enumerate((unit, finding.severity, finding.code, finding.message, "")):
                item = QTableWidgetItem(str(text))
                item.setToolTip(as_plain_text(str(text)))
                if column != REASON or finding.severity is not Severity.ERROR:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        set_widths(table, (150, 56, 64, 0, 230))
        header.setSectionResizeMode(REASON - 1, QHeaderView.ResizeMode.Stretch)
        table.setColumnHidden(0, len(self.gates) == 1)
        if len(findings) <= FEW:
            table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        else:
            keep_rows_fitted(table)
        table.setMinimumHeight(LEAST_LIST)
        table.setVisible(bool(findings))
        return table

    def answers(self) -> Answers:
        """Return what was typed."""
        reasons = {}
        for row, (unit, finding) in enumerate(self.errors):
            cell = self.findings.item(row, REASON)
            reasons[(unit, finding.code, finding.message)] = cell.text().strip() if cell is not None else ""
        return Answers({}, reasons, {stage: line.text().strip() for stage, line in self.documents.items()})

    def finish(self) -> None:
        """Do the step and close; what is still owed is said, and the dialog stays."""
        answers = self.answers()
        owed = [f"“{stage}”的文号" for stage, text in answers.documents.items() if not text]
        left = dict.fromkeys(finding.code for unit, finding in self.errors if not answers.reason(unit, finding))
        owed += [f"{'、'.join(left)} 的理由（或先取消，改正后再来）"] if left else []
        self.problem.setText(f"还缺{'，'.join(owed)}" if owed else "")
        if not owed:

            def go() -> None:
                self._session.year_edits.end_stage(self.gates, answers)
                self.accept()

            guarded(self, go)
