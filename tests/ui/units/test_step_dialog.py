"""A dialog that does one step: it closes when the step is done and stays, as typed, when it is refused."""

from PySide6.QtWidgets import QLineEdit, QMessageBox

from desktop.findings import UserError
from desktop.ui.units.step_dialog import StepDialog


class Asking(StepDialog):
    def apply(self):
        if not self.field.text():
            raise UserError("请填名称")


def test_a_refusal_leaves_the_dialog_as_it_was(desk, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: said.append(args[2]))
    dialog = Asking(desk.session, "标题", "说明", "做", None)
    qtbot.addWidget(dialog)
    dialog.field = QLineEdit()
    dialog.add_row("名称", dialog.field)
    assert dialog.field.accessibleName() == "名称"
    dialog.open()
    dialog.finish()
    assert (said, dialog.isVisible()) == (["请填名称"], True)
    dialog.field.setText("甲")
    dialog.finish()
    assert not dialog.isVisible()
