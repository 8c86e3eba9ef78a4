"""The page 审阅 in a window of its own, for whom has no book open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from desktop.ui.audit.audit_panel import AuditPanel
from desktop.ui.kit import window_place
from desktop.ui.kit.background import forget_jobs_of, may_stop


class AuditDialog(QDialog):
    """The page, and a button to close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle("审阅公开文件")
        self.resize(1240, 690)
        self.installEventFilter(window_place.DialogFitter(self))
        self.panel = AuditPanel()
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        for button in (*self.panel.findChildren(QPushButton), *buttons.buttons()):
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)  # the enter key in a list is about the list
        self.finished.connect(lambda _: forget_jobs_of(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 10, 10)
        column.addWidget(self.panel, 1)
        column.addWidget(buttons)

    def reject(self) -> None:
        """Close; where an audit still goes on, a person is asked first."""
        if may_stop(self):
            super().reject()
