"""A new book by a short form: unit, kind, year, word for the documents, file."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit
from desktop.ledger.vocabulary import UnitKind


class NewBookDialog(QDialog):
    """Asks for what a new book needs and makes it; `path` is the result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建账本")
        self.setMinimumWidth(500)
        self.path: Path | None = None
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("单位全称，将印在所有表格上")
        self.kind = QComboBox()
        self.kind.addItems([str(k.value) for k in UnitKind])
        self.scope = QComboBox()
        self.scope.addItems(["单位", "部门"])
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(date.today().year + 1)
        self.file = QLineEdit()
        browse = QPushButton("选择…")
        browse.clicked.connect(self._browse)
        line = QHBoxLayout()
        line.addWidget(self.file, 1)
        line.addWidget(browse)
        form = QFormLayout()
        form.addRow("单位名称", self.unit)
        form.addRow("单位性质", self.kind)
        form.addRow("公开时的称谓", self.scope)
        form.addRow("预算年度", self.year)
        form.addRow("账本文件", line)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        buttons.button(standard.Ok).setText("建立")
        buttons.button(standard.Cancel).setText("取消")
        buttons.accepted.connect(self.make)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def _browse(self) -> None:
        suggested = str(Path.home() / f"{self.unit.text() or '新账本'}.mzb")
        name, _ = QFileDialog.getSaveFileName(self, "账本保存为", suggested, "明账账本 (*.mzb)")
        if name:
            self.file.setText(name)

    def make(self) -> None:
        """Make the book, or say what is missing."""
        unit, file = self.unit.text().strip(), self.file.text().strip()
        if not unit or not file:
            self.problem.setText("请填写单位名称和账本文件")
            return
        path = Path(file if file.endswith(".mzb") else f"{file}.mzb")
        try:
            with Book.create(path) as book, book.operation("新建账本"):
                made = book.insert(Unit(name=unit, kind=self.kind.currentText(), scope=self.scope.currentText()))
                book.insert(Budget(unit_id=made.id, year=self.year.value() - 1))
                book.insert(Budget(unit_id=made.id, year=self.year.value()))
        except UserError as error:
            self.problem.setText(str(error))
            return
        self.path = path
        self.accept()
