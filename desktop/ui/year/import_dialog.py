"""Importing a roster or a project list: the meaning of each column, what is wrong row by row, then one step."""

from dataclasses import field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog import policy
from desktop.dataclass import dataclass
from desktop.findings import Finding, UserError
from desktop.intake import headers, payroll_row, payroll_words, project_list, roster
from desktop.money import YUAN
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session

TITLES = {"roster": "导入花名册", "projects": "导入项目清单"}
UNCHOSEN = "（请选择）"


@dataclass(slots=True)
class Preview:
    """What a file would bring: header text → field (empty: unknown), findings, and one line of summary."""

    columns: dict[str, str]
    rejects: list[Finding]
    summary: str
    rows: list[payroll_row.ImportedPerson] | list[project_list.ImportedProjectLine]
    samples: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The first values of each column."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import and what is needed to read it; reading touches neither window nor book."""

    kind: str
    path: Path
    year: int
    unit_kind: str
    items: dict[str, str]
    """Pay items of the policy: name → words."""
    decided: str = ""
    """Under what the words decided for this book are remembered."""

    @property
    def fields(self) -> dict[str, str]:
        """The fields a column can mean, with their words."""
        if self.kind == "projects":
            return {name: spellings[0] for name, spellings in project_list.COLUMNS.items()}
        fields = {name: spellings[0] for name, spellings in roster.COLUMNS.items()} | self.items
        return fields | roster.NAMES | {payroll_words.WITHHELD: "代扣（不计入支出）"}

    def read(self, chosen: headers.ColumnMapping | None = None) -> Preview:
        """Return what the file would bring, columns understood as remembered and as chosen."""
        mapping = headers.remembered(self.kind) | (chosen or {})
        if self.kind == "projects":
            found = project_list.read_projects(self.path, self.year, mapping)
            summary = f"{len(found.rows)} 行测算明细，合计 {YUAN.show(found.total)} 元"
            columns = found.columns | dict.fromkeys(found.ignored, headers.IGNORED)
            return Preview(columns, found.rejects, summary, found.rows)
        people = roster.read_roster(self.path, self.items, self.unit_kind, mapping, words=headers.words())
        sums = "，".join(f"{self.items[name]} {YUAN.show(fen)}" for name, fen in people.sums.items())
        columns = people.columns | dict.fromkeys(people.ignored, headers.IGNORED)
        columns |= dict.fromkeys(people.withheld, payroll_words.WITHHELD)
        summary = "；".join((f"{len(people.people)} 人（组）", sums, *people.notes))
        return Preview(columns, people.rejects, summary, people.people, people.samples)


def source_of(session: Session, kind: str, path: Path) -> Source:
    """Return a file to import into a session. Raises UserError when a roster's pay items are not known yet."""
    items: dict[str, str] = {}
    if kind == "roster":
        if not session.budget.policy:
            raise UserError("还没有选择政策参数，不知道有哪些工资项；请先在“人员”右上角选择")
        items = policy.pay_items(session.budget.policy)
    return Source(kind, path, session.budget.year, session.unit.kind, items, "")


class ImportDialog(QDialog):
    """Reads the file again whenever the meaning of a column changes; imports only when nothing is wrong."""

    def __init__(self, session: Session, source: Source, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._source = session, source
        self._fields = source.fields
        self._chosen: headers.ColumnMapping = {}
        self.setWindowTitle(TITLES[source.kind])
        self.resize(780, 560)
        self.summary = PlainLabel()
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        self.columns = QTableWidget(0, 3)
        self.columns.setHorizontalHeaderLabels(["文件中的列", "含义", "前几个值"])
        self.columns.horizontalHeader().setStretchLastSection(True)
        self.columns.setColumnWidth(0, 260)
        self.columns.setColumnWidth(1, 230)
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
        self.preview = preview
        self._show()

    def _show(self) -> None:
        unknown = {f.place.column: "" for f in self.preview.rejects if f.place.column and "不认识列" in f.message}
        listed = self.preview.columns | unknown
        self.columns.setRowCount(len(listed))
        for row, (text, name) in enumerate(listed.items()):
            self.columns.setItem(row, 0, QTableWidgetItem(text))
            self.columns.setCellWidget(row, 1, self._box(text, name))
            self.columns.setItem(row, 2, QTableWidgetItem("、".join(self.preview.samples.get(text, ()))))
        wrong = len(self.preview.rejects)
        state = f"有 {wrong} 处问题，改正后才能导入" if wrong else f"可以导入：{self.preview.summary}"
        self.summary.setText(f"{self._source.path.name}　{state}")
        self.problems.setPlainText("\n".join(f.describe() for f in self.preview.rejects) or "没有问题")
        self.accept_button.setEnabled(not wrong)

    def _box(self, text: str, name: str) -> QComboBox:
        box = DropDown()
        if not name:
            box.addItem(UNCHOSEN, "")
        box.addItem(headers.IGNORED, headers.IGNORED)
        for name_of_field, words in self._fields.items():
            box.addItem(words, name_of_field)
        box.setCurrentIndex(box.findData(name))
        box.activated.connect(lambda _, text=text, box=box: self.choose(text, str(box.currentData())))
        return box

    def choose(self, text: str, field: str) -> None:
        """Give a column a meaning and read the file again."""
        if field:
            self._chosen[text] = field
            self.preview = self._source.read(self._chosen)
            self._show()

    def import_rows(self) -> None:
        """Put the rows into the book as one step, remember the columns, and close."""

        def run() -> None:
            self._session.year_edits.take_import(self._source.kind, self.preview.rows)
            headers.remember(self._source.kind, self._chosen)
            self.accept()

        guarded(self, run)
