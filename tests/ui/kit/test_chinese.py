"""Qt's own words are Chinese, and so is every word of ours.

Every page and dialog is walked in tests/ui/test_every_dialog.py.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileIconProvider,
    QGroupBox,
    QLabel,
    QLineEdit,
    QTabBar,
)

from desktop import paths
from desktop.ui.kit import chinese


@pytest.fixture
def qt_in_chinese(qapp, monkeypatch):
    """Qt's words for one test, as the program shows them."""
    monkeypatch.setattr(chinese, "_installed", [])
    chinese.speak_chinese()
    yield
    for translator in chinese._installed:
        QApplication.instance().removeTranslator(translator)


def test_buttons_of_qt_are_chinese_once_installed(qtbot, qt_in_chinese):
    chinese.speak_chinese()
    assert len(chinese._installed) == 2
    standard = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(standard.Ok | standard.Cancel | standard.Close | standard.Save)
    qtbot.addWidget(box)
    words = {button.text().replace("&", "") for button in box.buttons()}
    assert {"确定", "取消", "关闭", "保存"} == {word.split("(")[0] for word in words}
    assert QCoreApplication.translate("QFileDialog", "Look in:") != "Look in:"


def test_the_kinds_of_entries_in_a_folder_are_chinese(qt_in_chinese):
    """Qt's own file names them for another class than the one that asks."""
    words = ("Drive", "File", "%1 File", "File Folder", "Folder", "Alias", "Shortcut", "Unknown")
    said = [QCoreApplication.translate("QAbstractFileIconProvider", word) for word in words]
    assert not any(re.search("[A-Za-z]", word) for word in said), said
    assert QFileIconProvider().type(QFileInfo(str(Path(__file__).parent))) == "文件夹"


def test_the_words_are_those_of_their_source():
    """The file Qt reads is made from the one beside it by pyside6-lrelease."""
    folder = paths.root() / "resources" / "qt"
    translator = QTranslator()
    assert translator.load(chinese.OURS, str(folder))
    context = ElementTree.parse(folder / f"{chinese.OURS}.ts").getroot().find("context")
    for message in context.iter("message"):
        said = translator.translate(context.findtext("name"), message.findtext("source"))
        assert said == message.findtext("translation")


FORMATS = {"excel", "word", "pdf", "ofd", "wps", "html", "csv", "txt", "docx", "xlsx", "xls", "ods"}
KEYS = {"ctrl", "alt", "shift", "enter", "delete", "ins", "del", "tab", "esc"}
OURS = {"mingzhang", "mzb", "mzs", "mzp"}
NAMES = {"img", "src", "file", "etc", "hostname"}
"""What the hostile names of the walk are made of."""
INITIALS = {"syyx"}
"""拼音 initials as an example of what may be typed."""
_WORD = re.compile(r"[A-Za-z]{3,}")
_PATH = re.compile(
    r"（缺少 [^）]*）"
    r"|\S*[/\\]\S*|\S+\.(?:mz[bsp]|xlsx?|pdf|docx|txt|toml|zip|p12|pfx)|\b[0-9A-F]{4}-[0-9A-F]{4}\b"
)
"""A path, the name of a file, the code of a version, or a library that is lacking."""


def english(root) -> list[str]:
    """The words of labels, buttons, tabs and hints under a root that are not Chinese; paths and formats may stand."""
    texts = [root.windowTitle()]
    texts += [re.sub("<[^>]*>", "", label.text()) for label in root.findChildren(QLabel)]
    texts += [button.text() for button in root.findChildren(QAbstractButton)]
    texts += [group.title() for group in root.findChildren(QGroupBox)]
    texts += [line.placeholderText() for line in root.findChildren(QLineEdit)]
    texts += [bar.tabText(n) for bar in root.findChildren(QTabBar) for n in range(bar.count())]
    texts += [action.text() for action in root.actions()]
    allowed = FORMATS | KEYS | OURS | NAMES | INITIALS
    return [text for text in texts if any(w.lower() not in allowed for w in _WORD.findall(_PATH.sub("", text)))]


def test_an_english_word_is_noticed(qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert [text.replace("&", "") for text in english(box)] == ["Cancel"]
    box.buttons()[0].setText("取消（Ctrl+Z）导出 PDF 到 /tmp/some/where.pdf")
    assert english(box) == []
