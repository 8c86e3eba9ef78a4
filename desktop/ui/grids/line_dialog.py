"""Dialogs that add a row: a field of the form for each field of the record, codes found by name or 拼音 initials."""

from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog.search import problem as code_problem
from desktop.ledger.describe import FieldDescription, Kind, content_fields
from desktop.ledger.records import DirectLine, Income
from desktop.ledger.vocabulary import FISCAL, Nature
from desktop.money import AmountError, Fen, parse_yuan
from desktop.ui.grids.editors import CodeEdit
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session


class AddDialog(QDialog):
    """Common part: the fields of a record, a place for the reason why it is not complete, two buttons."""

    def __init__(
        self, session: Session, title: str, record: type[DirectLine | Income], parent: QWidget | None, last: str = ""
    ) -> None:
        """`last`: the field that stands at the end, after the one that says whether it is typed at all."""
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        form = QFormLayout()
        self.fields: dict[str, QWidget] = {}
        for about in sorted(content_fields(record), key=lambda each: each.name == last):
            self.fields[about.name] = self._widget(about)
            form.addRow(about.heading, self.fields[about.name])
        amount = self.fields["amount"]
        assert isinstance(amount, QLineEdit)
        amount.setPlaceholderText("元，例如 12000.50")
        self.amount = amount
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
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        for before, after in pairwise([*self.fields.values(), *buttons.buttons()]):
            self.setTabOrder(before, after)
        next(iter(self.fields.values())).setFocus()

    def _widget(self, about: FieldDescription) -> QWidget:
        if about.kind is Kind.CODE:
            code = CodeEdit(about.of, self.session.budget.year, self, self.session.computed.used_codes(about.of))
            code.taken.connect(self.focusNextChild)
            return code
        if about.kind is Kind.FLAG:
            return QCheckBox("是")
        if about.kind in (Kind.CHOICE, Kind.REFERENCE):
            box = DropDown()
            names = ["", *(project.name for project in self.session.facts.projects)]
            box.addItems([*(about.choices or names)])
            box.setEditable(about.kind is Kind.REFERENCE)
            if about.default:
                box.setCurrentText(str(about.default))
            return box
        return QLineEdit()

    def value(self, name: str) -> Any:
        """Return what stands in a field: a text, a code, or 0 and 1."""
        widget = self.fields[name]
        if isinstance(widget, CodeEdit):
            return widget.code()
        if isinstance(widget, DropDown):
            return widget.currentText().strip()
        if isinstance(widget, QCheckBox):
            return int(widget.isChecked())
        assert isinstance(widget, QLineEdit)
        return widget.text().strip()

    def take(self) -> None:
        """Store the row if it is complete, else say what is missing; nothing typed is lost."""
        fen = parse_yuan(self.amount.text()) if self.amount.isEnabled() else 0
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

    def _source_problem(self, fund: str) -> str:
        """Only fiscal money has a sub-source (资金子来源)."""
        subsource = self.value("subsource")
        return f"“{fund}”不是财政拨款，没有资金子来源，请留空" if subsource and fund not in FISCAL else ""

    def _filled(self, record: Any, fen: Fen) -> Any:
        names = {field.name for field in fields(record)} & set(self.fields) - {"amount", "project_id"}
        return replace(record, amount=fen, **{name: self.value(name) for name in names})


class LineDialog(AddDialog):
    """A new expenditure line."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "新增支出行", DirectLine, parent)
        government = self.fields["government_code"]
        assert isinstance(government, QLineEdit)
        government.setPlaceholderText("空为按对照自动确定")

    def problem_of(self) -> str:
        """Codes in force, and a project exactly where the nature asks for one."""
        year = self.session.budget.year
        codes = {"function": self.value("function_code"), "economic": self.value("economic_code")}
        if self.value("government_code"):
            codes["government"] = self.value("government_code")
        problem = next(filter(None, (code_problem(key, code, year) for key, code in codes.items())), "")
        named, nature = bool(self.value("project_id")), self.value("nature")
        if not problem and nature == Nature.PROJECT and not named:
            problem = "项目支出请填写或选择项目名称"
        if not problem and nature in (Nature.PERSONNEL, Nature.PUBLIC) and named:
            problem = "人员、公用支出属于基本支出，不要填写项目"
        return problem or self._source_problem(self.value("fund"))

    def store(self, fen: Fen) -> None:
        """Put the line into the book."""
        self.session.pair_edits.add_line(self._filled(DirectLine(), fen), self.value("project_id"))


class IncomeDialog(AddDialog):
    """A new income; one that follows expenditure (按支出填列) has no amount of its own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "新增收入行", Income, parent, last="amount")
        follows = self.fields["follows"]
        assert isinstance(follows, QCheckBox)
        follows.setText("金额按支出自动填列")
        follows.toggled.connect(self._follow)

    def _follow(self, checked: bool) -> None:
        self.amount.setDisabled(checked)
        self.amount.setPlaceholderText("按支出算出，不用填" if checked else "元，例如 12000.50")

    def problem_of(self) -> str:
        """Only fiscal money has a sub-source."""
        return self._source_problem(self.value("source"))

    def store(self, fen: Fen) -> None:
        """Put the income into the book."""
        self.session.pair_edits.add_income(self._filled(Income(), fen))
