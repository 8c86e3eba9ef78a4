"""A dialog that does one named step: fields beside their words, the step at its end; a refusal leaves all as typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.session import Session


class StepDialog(QDialog):
    """What the dialogs about units have in common."""

    def __init__(self, session: Session, title: str, about: str, button: str, parent: QWidget | None) -> None:
        """about: what the step does, in a sentence. button: the word of the button that does it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.form = QFormLayout()
        note = PlainLabel(about, "muted")
        note.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.do = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.finish)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        column.addWidget(note)
        column.addLayout(self.form, 1)
        column.addWidget(buttons)

    def add_row(self, label: str, widget: QWidget) -> None:
        """Put a field beside its words."""
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        self.form.addRow(label, widget)

    def apply(self) -> None:
        """Do the step. Raises UserError where it cannot be done."""
        raise NotImplementedError

    def finish(self) -> None:
        """Do the step and close; what is refused is said, and the dialog stays."""

        def run() -> None:
            self.apply()
            self.accept()

        guarded(self, run)
