"""A new book by a short form: unit, kind, year, layout, policy, last year's file; the file's name is made up."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import paths
from desktop.catalog import policy
from desktop.findings import UserError
from desktop.layouts.form import loader, years
from desktop.layouts.paper.glyphs import unwritable
from desktop.ledger import units
from desktop.ledger.records import Unit
from desktop.ledger.vocabulary import UnitKind
from desktop.ui.kit import ask_file
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown, NumberBox

TABLES = "表格文件 (*.xlsx *.xls *.ods *.csv *.et)"
NATIONAL = "national"
"""The pack of the official pay items and rates; what is the place's own is asked for in it."""
NAMED_AFTER = re.compile(r"^\W*(?P<unit>\D{3,60}?)(?P<year>20\d\d)年(?!度?决算)")
"""A file named after its unit and year: 青禾县统计局2026年部门预算公开.docx."""
PUBLISHED = "公开文件 (*.xlsx *.xls *.ods *.et *.docx *.pdf *.ofd *.html *.htm *.txt)"


class NewBookDialog(QDialog):
    """Asks for what a new book needs and makes it; `path` is the result, `first` a file to read next.

    roster: a list of people or payroll that was chosen to begin with.
    """

    def __init__(self, parent: QWidget | None = None, roster: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建账本")
        self.setMinimumWidth(560)
        self.path: Path | None = None
        self.first: FirstFile | None = None
        self._roster = roster
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("单位全称，将印在所有表格上")
        self.kind = DropDown()
        self.kind.addItems([str(k.value) for k in UnitKind])
        self.scope = DropDown()
        self.scope.addItems(["单位", "部门"])
        self.year = NumberBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(date.today().year + 1)
        self.form = DropDown()
        for key, title in loader.titles().items():
            self.form.addItem(title, key)
        self._suggested = ""
        self._suggest_form()
        self.policy = DropDown()
        self._list_policies(NATIONAL if roster is not None else "")  # without pay items no list of people is read
        self.before = QLineEdit()
        self.before.setPlaceholderText("可以不选；选了就把上年数读进来，录入时并列显示")
        self.file = QLineEdit()
        self._named = ""
        self.problem = PlainLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        self._arrange()
        self.unit.textChanged.connect(self._name_file)
        self.year.valueChanged.connect(self._name_file)
        self.year.valueChanged.connect(self._suggest_form)

    def _suggest_form(self) -> None:
        """Choose the usual layout of the year, until a person chooses another one."""
        if self._suggested in ("", self.form.currentData()):
            self._suggested = years.for_new_book(self.year.value())
            self.form.setCurrentIndex(self.form.findData(self._suggested))

    def _list_policies(self, chosen: str) -> None:
        """List the packs there are, one of them chosen."""
        self.policy.clear()
        self.policy.addItem("不计算（直接录入各行）", "")
        for key, title in policy.titles().items():
            self.policy.addItem(title, key)
        self.policy.setCurrentIndex(max(self.policy.findData(chosen), 0))

    def ask_standards(self) -> None:
        """Open the questionnaire of the place's standards; a pack made there is chosen."""
        from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog

        dialog = QuestionnaireDialog(None, self, self.year.value())
        dialog.exec()
        self._list_policies(dialog.saved or str(self.policy.currentData()))

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("单位名称", self.unit),
            ("单位性质", self.kind),
            ("公开时的称谓", self.scope),
            ("预算年度", self.year),
            ("公开版式", self.form),
        )
        for text, widget in rows:
            form.addRow(text, widget)
        standards = self._with_button(self.policy, self.ask_standards, "本地标准…")
        form.addRow("政策参数", standards)
        if self._roster is None:
            form.addRow("上年公开文件", self._with_button(self.before, self._browse_before))
        else:
            form.addRow("人员名册", PlainLabel(self._roster.name))
        form.addRow("账本文件", self._with_button(self.file, self._browse))
        hint = QLabel("版式和参数以后都可以在窗口里改。")
        hint.setObjectName("muted")
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText("建立")
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.make)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addLayout(form)
        for below in (hint, self.problem, buttons):
            column.addWidget(below)

    def _with_button(self, line: QWidget, browse: Callable[[], None], text: str = "选择…") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)  # a form hands on none
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(browse)
        row.addWidget(line, 1)
        row.addWidget(button)
        return row

    def _name_file(self) -> None:
        """Make up the file's name from unit and year, until a person chooses another one."""
        if self.file.text() != self._named:
            return
        unit = paths.safe_name(self.unit.text().strip())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._named = str(Path(folder) / "明账" / f"{unit}_{self.year.value()}.mzb") if unit else ""
        self.file.setText(self._named)

    def _browse(self) -> None:
        suggested = self.file.text() or str(Path.home() / "新账本.mzb")
        name, _ = QFileDialog.getSaveFileName(self, "账本保存为", suggested, "明账账本 (*.mzb)")
        if name:
            self.file.setText(name)

    def begin_with(self, published: str) -> None:
        """Take a published file as last year's; what its name says of unit and year is filled in where nothing is."""
        self.before.setText(published)
        if (found := NAMED_AFTER.match(Path(published).stem)) and not self.unit.text():
            self.unit.setText(found["unit"].strip(" _-—（("))
            self.year.setValue(int(found["year"]) + 1)

    def _browse_before(self) -> None:
        if path := ask_file.to_read(self, "选择上年公开文件", PUBLISHED):
            self.begin_with(str(path))

    def make(self) -> None:
        """Make the book, or say what is missing."""
        unit, file, before = (line.text().strip() for line in (self.unit, self.file, self.before))
        if not unit or not file:
            self.problem.setText("请填写单位名称和账本文件")
            return
        if problem := unwritable(unit):
            self.problem.setText(f"单位名称{problem}")
            return
        if before and not Path(before).is_file():
            self.problem.setText(f"找不到上年公开文件“{before}”；请重新选择，或清空")
            return
        path = Path(file if file.endswith(".mzb") else f"{file}.mzb")
        year, rules = self.year.value(), str(self.policy.currentData())
        try:
            owner = Unit(name=unit, kind=self.kind.currentText(), scope=self.scope.currentText())
            units.begin(path, owner, year, str(self.form.currentData()), rules)
        except UserError as error:
            self.problem.setText(str(error))
            return
        self.path = path
        self.first = FirstFile("last_year", Path(before)) if before else None
        if self.first is None and self._roster is not None:
            self.first = FirstFile("roster", self._roster)
        self.accept()
