"""Importing a roster or a project list: the meaning of each column, what is wrong row by row, then one step."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import Finding, UserError
from desktop.intake import headers, project_list, roster
from desktop.money import YUAN
from desktop.ui.budget_menu import guarded
from desktop.ui.session import Session

TITLES = {"roster": "导入花名册", "projects": "导入项目清单"}
UNCHOSEN = "（请选择）"


@dataclass(slots=True)
class Preview:
    """What a file would bring: header text → field (empty: unknown), findings, and one line of summary."""

    columns: dict[str, str]
    rejects: list[Finding]
    summary: str
    rows: list[roster.PersonRow] | list[project_list.ProjectRow]


class ImportDialog(QDialog):
    """Reads the file again whenever the meaning of a column changes; imports only when nothing is wrong."""

    def __init__(self, session: Session, kind: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._kind, self._path = session, kind, path
        self._fields = self._known()
        self._chosen: headers.Mapping = {}
        self.setWindowTitle(TITLES[kind])
        self.resize(780, 560)
        self.summary = QLabel()
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        self.columns = QTableWidget(0, 2)
        self.columns.setHorizontalHeaderLabels(["文件中的列", "含义"])
        self.columns.horizontalHeader().setStretchLastSection(True)
        self.columns.setColumnWidth(0, 320)
        self.columns.verticalHeader().hide()
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.import_rows)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget, stretch in ((self.summary, 0), (self.columns, 3), (self.problems, 2), (buttons, 0)):
            column.addWidget(widget, stretch)
        self.preview = self._read()
        self._show()

    def _known(self) -> dict[str, str]:
        """Return the fields a column can mean, with their words."""
        if self._kind == "projects":
            return {name: spellings[0] for name, spellings in project_list.COLUMNS.items()}
        policy = self._session.policy
        if policy is None:
            raise UserError("还没有选择政策参数，不知道有哪些工资项；请先在“人员与项目”右上角选择")
        return {name: spellings[0] for name, spellings in roster.COLUMNS.items()} | policy.items

    def _read(self) -> Preview:
        mapping = headers.remembered(self._kind) | self._chosen
        if self._kind == "projects":
            found = project_list.read_projects(self._path, self._session.budget.year, mapping)
            summary = f"{len(found.rows)} 行测算明细，合计 {YUAN.show(found.total)} 元"
            columns = found.columns | dict.fromkeys(found.ignored, headers.IGNORED)
            return Preview(columns, found.rejects, summary, found.rows)
        policy = self._session.policy
        items = policy.items if policy else {}
        people = roster.read_roster(self._path, items, self._session.unit.kind, mapping)
        sums = "，".join(f"{items[name]} {YUAN.show(fen)}" for name, fen in people.sums.items())
        columns = people.columns | dict.fromkeys(people.ignored, headers.IGNORED)
        return Preview(columns, people.rejects, f"{len(people.people)} 人（组）；{sums}", people.people)

    def _show(self) -> None:
        unknown = {f.place.column: "" for f in self.preview.rejects if f.place.column and "不认识列" in f.message}
        listed = self.preview.columns | unknown
        self.columns.setRowCount(len(listed))
        for row, (text, name) in enumerate(listed.items()):
            self.columns.setItem(row, 0, QTableWidgetItem(text))
            self.columns.setCellWidget(row, 1, self._box(text, name))
        wrong = len(self.preview.rejects)
        state = f"有 {wrong} 处问题，改正后才能导入" if wrong else f"可以导入：{self.preview.summary}"
        self.summary.setText(f"{self._path.name}　{state}")
        self.problems.setPlainText("\n".join(f.describe() for f in self.preview.rejects) or "没有问题")
        self.accept_button.setEnabled(not wrong)

    def _box(self, text: str, name: str) -> QComboBox:
        box = QComboBox()
        if not name:
            box.addItem(UNCHOSEN, "")
        box.addItem(headers.IGNORED, headers.IGNORED)
        for field, words in self._fields.items():
            box.addItem(words, field)
        box.setCurrentIndex(box.findData(name))
        box.activated.connect(lambda _, text=text, box=box: self.choose(text, str(box.currentData())))
        return box

    def choose(self, text: str, field: str) -> None:
        """Give a column a meaning and read the file again."""
        if field:
            self._chosen[text] = field
            self.preview = self._read()
            self._show()

    def import_rows(self) -> None:
        """Put the rows into the book as one step, remember the columns, and close."""

        def run() -> None:
            self._session.take_import(self._kind, self.preview.rows)
            headers.remember(self._kind, self._chosen)
            self.accept()

        guarded(self, run)
