"""The page of a rule of the audit: what it holds, why, by which source, and what it does not see."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from desktop import rule_pages
from desktop.ui.kit.plain_text import PlainLabel


class RuleDialog(QDialog):
    """The section of one rule."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("规则说明")
        self.resize(620, 380)
        rule = next(each for each in rule_pages.audited() if each.code == code)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("规则说明")
        self.text.setMarkdown(rule.section)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(f"{rule.code} {rule.title}（{rule.group}）", "heading"))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
