"""Lines of text to read and copy, never to change."""

from desktop.ui.kit.text_dialog import TextDialog


def test_the_text_is_whole_and_cannot_be_changed(qtbot):
    dialog = TextDialog("标题", "第一行\n<b>第二行</b>")
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "第一行\n<b>第二行</b>"
    assert dialog.text.isReadOnly()
    qtbot.keyClicks(dialog.text, "x")
    assert "x" not in dialog.text.toPlainText()
