"""The release record (公开审批记录) of the chosen budget: secrecy review, sign-off, approval, who signs."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.checks.release import day_problem
from desktop.ledger.describe import Kind, content_fields
from desktop.ledger.records import Release
from desktop.ledger.records.words import WEBSITE, WEBSITE_LABEL
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.session import Session


class ReleaseDialog(QDialog):
    """Fields beside their words; a date that is none is refused, nothing typed is lost."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.setWindowTitle("公开审批记录")
        self.setMinimumWidth(520)
        release = session.facts.release
        form = QFormLayout()
        self.edits: dict[str, QLineEdit] = {}
        for field in content_fields(Release):
            name, label, hint = field.name, field.label, field.hint
            edit = QLineEdit(str(getattr(release, name)))
            edit.setPlaceholderText(hint)
            edit.setAccessibleName(label)
            self.edits[name] = edit
            form.addRow(label, edit)
        self.website = QLineEdit(session.facts.texts.get(WEBSITE, ""))
        self.website.setPlaceholderText("公开本预算的网页或专栏，印在说明最后")
        self.website.setAccessibleName(WEBSITE_LABEL)
        below = form.getWidgetPosition(self.edits["phone"])[0] + 1  # type: ignore[index]
        form.insertRow(below, WEBSITE_LABEL, self.website)
        self.problem = PlainLabel()
        self.problem.setWordWrap(True)
        self.problem.setObjectName("problem")
        buttons = QDialogButtonBox()
        buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def record(self) -> Release:
        """Return the record as typed."""
        typed: dict[str, Any] = {name: edit.text().strip() for name, edit in self.edits.items()}
        return replace(self._session.facts.release, **typed)

    def save(self) -> None:
        """Keep the record as one step."""
        record = self.record()
        days = [field for field in content_fields(Release) if field.kind is Kind.DATE]
        wrong = [field.label for field in days if day_problem(str(getattr(record, field.name)))]
        self.problem.setText(f"{'、'.join(wrong)}应写成 2025-02-10 这样的日期" if wrong else "")
        if not wrong:

            def keep() -> None:
                self._session.year_edits.keep_release(record, self.website.text().strip())
                self.accept()

            guarded(self, keep)
