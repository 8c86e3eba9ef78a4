"""报告问题: the whole report is read here before it is saved; nothing is sent anywhere."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import problem_report
from desktop.ledger.book import Book
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.in_pieces import walk
from desktop.ui.kit.look import settings
from desktop.ui.kit.plain_text import PlainLabel


class ProblemDialog(QDialog):
    """The report, to be read, and a button that saves exactly that."""

    def __init__(self, lines: list[str], parent: QWidget | None = None) -> None:
        """lines: those on the book (`problem_report.steps`)."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("报告问题")
        self.resize(820, 600)
        stored = settings()
        report = problem_report.text_with(lines, {name: stored.value(name) for name in stored.allKeys()})
        heading = PlainLabel("下面是报告的全部内容，保存的文件里只有这些；不会发送到任何地方。", "muted")
        heading.setWordWrap(True)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("报告的全部内容")
        self.saved = PlainLabel("", "muted")
        self.saved.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton("保存…", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self.save.clicked.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (heading, self.text, self.saved, buttons):
            column.addWidget(widget)

    def _ask_where(self) -> None:
        wanted = "压缩文件 (*.zip);;文本 (*.txt)"
        if target := ask_file.to_write(self, "保存报告", f"{problem_report.TITLE}.zip", wanted):
            guarded(self, lambda: self.save_to(target))

    def save_to(self, target: Path) -> None:
        """Write what is shown. Raises UserError."""
        problem_report.write(self.text.toPlainText(), target)
        self.saved.setText(f"已保存到“{target}”，可以交给维护人员")


def gather(parent: QWidget, book: Book) -> None:
    """Check the budgets of a book for the report, with progress, and show it."""
    lines: list[str] = []
    if walk(parent, "正在检查各预算…", problem_report.steps(book, lines)):
        ProblemDialog(lines, parent).open()
