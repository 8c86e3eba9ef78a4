"""Qt's own words are Chinese."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from desktop.ui.kit import chinese


def test_buttons_of_qt_are_chinese_once_installed(qtbot, monkeypatch):
    monkeypatch.setattr(chinese, "_installed", [])
    chinese.speak_chinese()
    chinese.speak_chinese()
    try:
        assert len(chinese._installed) == 1
        standard = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Close | standard.Save)
        qtbot.addWidget(box)
        words = {button.text().replace("&", "") for button in box.buttons()}
        assert {"确定", "取消", "关闭", "保存"} == {word.split("(")[0] for word in words}
        assert QCoreApplication.translate("QFileDialog", "Look in:") != "Look in:"
    finally:
        for translator in chinese._installed:
            QApplication.instance().removeTranslator(translator)
