"""A new book by a short form: unit, kind, running 项, year, layout, policy, the files to begin with.

Only the unit is asked for; the book's own file name is made up, all else may be left for later.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
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
from desktop.ui.kit.background import Job
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.small_screens import let_shrink
from desktop.ui.kit.wheel_safe import DropDown, NumberBox
from desktop.ui.start.function_field import FunctionField

TABLES = "表格文件 (*.xlsx *.xls *.ods *.csv *.et)"
NATIONAL = "national"
"""The pack of the official pay items and rates; what is the place's own is asked for in it."""
NUMBERED = re.compile(
    r"^(?:[（(【\[].{1,6}?[)）】\]]|\W|_|草稿(?=_)|附[件表]\s*\d{0,3}(?=\W|_)|\d{1,3}(?=[.、．_\s]))+"
)
"""What stands before a name where files are numbered or marked: 附件1：, 3., 草稿_, （公开）."""
NAMED_AFTER = re.compile(
    r"(?P<unit>\D{3,60}?)(?P<year>20\d\d)(?:年|_)|(?P<first>20\d\d)年度?(?P<then>\D{3,60}?)(?:部门|单位)?预算"
)
"""A file named after its unit and year: 青禾县统计局2026年部门预算公开.docx, 青禾县统计局_2026_预算公开.xlsx (as we
name them), 2026年青禾县统计局预算.pdf."""
PUBLISHED = "公开文件 (*.xlsx *.xls *.ods *.et *.docx *.pdf *.ofd *.html *.htm *.txt)"


def named_after(name: str) -> tuple[str, int] | None:
    """Return the unit and the year that the name of a published file says, None where it does not say both."""
    found = None if "决算" in name else NAMED_AFTER.match(NUMBERED.sub("", name))
    if found is None:
        return None
    unit = (found["unit"] or found["then"]).strip(" _-—（(")
    return None if unit.endswith(("部门", "单位")) else (unit, int(found["year"] or found["first"]))


class NewBookDialog(QDialog):
    """Asks for what a new book needs and makes it; `path` is the result, `first` the files to read next.

    roster: a list of people or payroll that was chosen to begin with.
    """

    def __init__(self, parent: QWidget | None = None, roster: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建账本")
        self.setMinimumWidth(620)
        self.path: Path | None = None
        self.first: FirstFile | None = None
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("单位全称，将印在所有表格上")
        self.kind = DropDown()
        self.kind.addItems([str(k.value) for k in UnitKind])
        self.scope = DropDown()
        self.scope.addItems(["单位", "部门"])
        self.function, self.function_of_others = FunctionField(), FunctionField()
        self.year = NumberBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(date.today().year + 1)
        self.form = DropDown()
        for key, title in loader.titles().items():
            self.form.addItem(title, key)
        let_shrink(self.form, 12)
        self._suggested = ""
        self._suggest_form()
        self.policy = DropDown()
        self._list_policies(NATIONAL if roster is not None else "")  # without pay items no list of people is read
        self.before = QLineEdit()
        self.before.setPlaceholderText("可以不选；选了就把上年数读进来，录入时并列显示")
        self.roster = QLineEdit(str(roster or ""))
        self.roster.setPlaceholderText("可以不选；选了就接着导入人员")
        self.controls = QLineEdit()
        self.controls.setPlaceholderText("可以不选；财政局还没有下达就以后再导入")
        self.file = QLineEdit()
        self._named = self._filled_unit = self._read_from = ""
        self._filled_year = self.year.value()
        self.problem = PlainLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        self._arrange()
        self.unit.textChanged.connect(self._name_file)
        self.year.valueChanged.connect(self._name_file)
        self.year.valueChanged.connect(self._suggest_form)
        self.year.valueChanged.connect(self._offer_functions)
        self.kind.currentTextChanged.connect(self._offer_functions)
        self.roster.textChanged.connect(self._need_pay_items)
        self.before.editingFinished.connect(self._read_typed)
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self.problem.clear)  # it was about what stood there before
        self._offer_functions()

    def _offer_functions(self) -> None:
        """Offer the running 项 of the year; people of 事业 in an office are booked apart."""
        kind, year = self.kind.currentText(), self.year.value()
        self.function.offer(year, kind)
        self.function_of_others.offer(year, UnitKind.INSTITUTION)
        self._form.setRowVisible(self.function_of_others, kind != UnitKind.INSTITUTION)

    def _need_pay_items(self) -> None:
        """Choose the pack of the official pay items where none is chosen: without them no list of people is read."""
        if self.roster.text() and not self.policy.currentData():
            self.policy.setCurrentIndex(self.policy.findData(NATIONAL))

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
        form = self._form = QFormLayout()
        form.setVerticalSpacing(6)  # eleven lines have to fit a small screen at 150 %
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow("单位名称", self.unit)
        form.addRow("单位性质", _in_line(self.kind, "公开时的称谓", self.scope))
        form.addRow("本单位运行科目", self.function)
        form.addRow("事业人员运行科目", self.function_of_others)
        form.addRow("预算年度", _in_line(self.year, "公开版式", self.form))
        form.addRow("政策参数", self._with_button(self.policy, self.ask_standards, "本地标准…"))
        form.addRow("上年公开文件", self._with_button(self.before, self._browse_before))
        form.addRow("工资表或花名册", self._with_button(self.roster, lambda: self._browse_table(self.roster)))
        form.addRow("控制数文件", self._with_button(self.controls, lambda: self._browse_table(self.controls)))
        form.addRow("账本文件", self._with_button(self.file, self._browse))
        hint = QLabel("除单位名称外都可以以后再填；选的文件逐个给您看，确认才导入。")
        hint.setObjectName("muted")
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText("建立")
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.make)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
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
        offered = Path(self.file.text() or Path.home() / "新账本.mzb")
        path = ask_file.to_write(self, "账本保存为", offered.name, ask_file.BOOK, offered.parent, asks=False)
        if path is not None:  # a book that is there is never written over: that is said
            self.file.setText(str(path))

    def begin_with(self, published: str) -> None:
        """Take a published file as last year's: unit and year come from its name at once, then from what it says."""
        self._read_from = published
        self.before.setText(published)
        if found := named_after(Path(published).stem):
            self._fill_in(*found)
        job = Job(self, lambda _: _whose_budget(Path(published)), partial(self._take_titles, published), self._tell)
        job.begin()

    def _read_typed(self) -> None:
        """Look at a file whose place was typed or pasted, as at one that was chosen."""
        typed = self.before.text().strip()
        if typed != self._read_from and Path(typed).is_file():
            self.begin_with(typed)

    def _fill_in(self, unit: str, year: int) -> None:
        """Fill in unit and year (of the file) where a person has written nothing else."""
        if unit and self.unit.text() == self._filled_unit:
            self._filled_unit = unit
            self.unit.setText(unit)
        if year and self.year.value() == self._filled_year:
            self._filled_year = year + 1
            self.year.setValue(year + 1)

    def _take_titles(self, published: str, found: tuple[str, int, str]) -> None:
        """Fill in what the file says of itself, or say that it is none of last year's budget."""
        unit, year, problem = found
        if self.before.text() == published:
            self._fill_in(unit, year)
            self.problem.setText(problem)

    def _tell(self, error: BaseException) -> None:
        """Say that the file cannot be read; the book can be made all the same, without it."""
        if not isinstance(error, UserError):
            raise error
        self.problem.setText(str(error))

    def _browse_before(self) -> None:
        if path := ask_file.to_read(self, "选择上年公开文件", PUBLISHED):
            self.begin_with(str(path))

    def _browse_table(self, line: QLineEdit) -> None:
        if path := ask_file.to_read(self, "选择文件", TABLES):
            line.setText(str(path))

    def _files(self) -> list[tuple[str, str, str]]:
        """Return the files that were chosen: words, what the import is called, path; the order is that of reading."""
        lines = (
            ("上年公开文件", "last_year", self.before),
            ("工资表或花名册", "roster", self.roster),
            ("控制数文件", "controls", self.controls),
        )
        return [(words, kind, line.text().strip()) for words, kind, line in lines if line.text().strip()]

    def _functions(self) -> dict[str, FunctionField]:
        """Return the fields of running 项 that are asked, by their words."""
        fields = {"本单位运行科目": self.function}
        if self.kind.currentText() != UnitKind.INSTITUTION:
            fields["事业人员运行科目"] = self.function_of_others
        return fields

    def _missing(self, unit: str, file: str) -> str:
        """Return what stands against making the book, empty where nothing does."""
        if not unit or not file:
            return "请填写单位名称和账本文件"
        if problem := unwritable(unit):
            return f"单位名称{problem}"
        for words, field in self._functions().items():
            if problem := field.problem():
                return f"{words}：{problem}"
        if self.roster.text().strip() and not self.policy.currentData():
            return "导入人员要先有工资项；请选择政策参数，或清空工资表或花名册"
        lost = ((words, path) for words, _, path in self._files() if not Path(path).is_file())
        return next((f"找不到{words}“{path}”；请重新选择，或清空" for words, path in lost), "")

    def make(self) -> None:
        """Make the book, or say what is missing."""
        unit, file = self.unit.text().strip(), self.file.text().strip()
        if problem := self._missing(unit, file):
            self.problem.setText(problem)
            return
        year, rules = self.year.value(), str(self.policy.currentData())
        try:
            path = ask_file.with_ending(ask_file.written_path(file), ".mzb")
            kind, apart = self.kind.currentText(), self._functions().get("事业人员运行科目")
            owner = Unit(name=unit, kind=kind, scope=self.scope.currentText(), own_function=self.function.code())
            others = {str(UnitKind.INSTITUTION): apart.code()} if apart is not None and apart.code() else {}
            units.begin(path, owner, year, str(self.form.currentData()), rules, others)
        except UserError as error:
            self.problem.setText(str(error))
            return
        self.path = path
        for _, each, name in reversed(self._files()):
            self.first = FirstFile(each, Path(name), self.first)
        self.accept()


def _whose_budget(path: Path) -> tuple[str, int, str]:
    from desktop import recognised_files  # reads files of every kind: loaded beside the window, when one is chosen

    return recognised_files.whose_budget(path)


def _in_line(first: QWidget, words: str, second: QWidget) -> QHBoxLayout:
    """Return two fields in one line, the second one with words before it."""
    row, label = QHBoxLayout(), QLabel(words)
    row.setSpacing(8)
    label.setBuddy(second)
    row.addWidget(first, 1)
    row.addWidget(label)
    row.addWidget(second, 2)
    return row
