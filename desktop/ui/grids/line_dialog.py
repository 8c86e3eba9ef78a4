"""Dialogs that add a row: an expenditure line found by code, name or 拼音 initials, or an income."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog.classification import load
from desktop.ledger.records import DirectLine, Income
from desktop.ledger.vocabulary import Carry, Fund, Nature
from desktop.money import AmountError, Fen, parse_yuan
from desktop.ui.grids.editors import CodeEdit
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session


class AddDialog(QDialog):
    """Common part: a form, a place for the reason why it is not complete, two buttons."""

    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.form = QFormLayout()
        self.fund = DropDown()
        self.fund.addItems([str(f.value) for f in Fund])
        self.carry = DropDown()
        self.carry.addItems([str(c.value) for c in Carry])
        self.amount = QLineEdit()
        self.amount.setPlaceholderText("元，例如 12000.50")
        self.problem = PlainLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText("加入")
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addLayout(self.form)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def take(self) -> None:
        """Store the row if it is complete, else say what is missing; nothing typed is lost."""
        fen = parse_yuan(self.amount.text())
        reason = fen.reason if isinstance(fen, AmountError) else self.problem_of()
        self.problem.setText(reason)
        if not reason and isinstance(fen, int):
            self.store(fen)
            self.accept()

    def problem_of(self) -> str:
        """Return what is missing besides the amount."""
        return ""

    def store(self, fen: Fen) -> None:
        """Put the row into the book."""
        raise NotImplementedError


class LineDialog(AddDialog):
    """A new expenditure line."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "新增支出行", parent)
        year = session.budget.year
        self.function = CodeEdit("function", year)
        self.economic = CodeEdit("economic", year)
        self.nature = DropDown()
        self.nature.addItems([str(n.value) for n in Nature])
        self.project = DropDown()
        self.project.setEditable(True)
        self.project.addItems(["", *(p.name for p in session.facts.projects)])
        for label, widget in (
            ("功能科目", self.function),
            ("部门经济科目", self.economic),
            ("支出性质", self.nature),
            ("项目", self.project),
            ("资金来源", self.fund),
            ("当年/结转", self.carry),
            ("金额（元）", self.amount),
        ):
            self.form.addRow(label, widget)

    def problem_of(self) -> str:
        """Codes in force, and a project exactly where the nature asks for one."""
        year = self.session.budget.year
        problem = load("function").problem(self.function.code(), year) or load("economic").problem(
            self.economic.code(), year
        )
        named = bool(self.project.currentText().strip())
        if not problem and self.nature.currentText() == Nature.PROJECT and not named:
            problem = "项目支出请填写或选择项目名称"
        basic = self.nature.currentText() in (Nature.PERSONNEL, Nature.PUBLIC)
        if not problem and basic and named:
            problem = "人员、公用支出属于基本支出，不要填写项目"
        return problem

    def store(self, fen: Fen) -> None:
        """Put the line into the book."""
        line = DirectLine(
            function_code=self.function.code(),
            economic_code=self.economic.code(),
            nature=self.nature.currentText(),
            fund=self.fund.currentText(),
            carry=self.carry.currentText(),
            amount=fen,
        )
        self.session.pair_edits.add_line(line, self.project.currentText().strip())


class IncomeDialog(AddDialog):
    """A new income."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "新增收入行", parent)
        for label, widget in (
            ("收入来源", self.fund),
            ("当年/结转", self.carry),
            ("金额（元）", self.amount),
        ):
            self.form.addRow(label, widget)

    def store(self, fen: Fen) -> None:
        """Put the income into the book."""
        record = Income(source=self.fund.currentText(), carry=self.carry.currentText(), amount=fen)
        self.session.pair_edits.add_income(record)
