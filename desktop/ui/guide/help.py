"""The manual in the window: by kind of unit, by season, a page for each page of the window, and the terms."""

import platform
from typing import Any

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop import VERSION, manual, paths
from desktop.catalog import editions
from desktop.ledger.schema import VERSION as SCHEMA
from desktop.ui.kit import ask_file
from desktop.ui.kit.guarded import guarded

UNITS = "units"
"""The page about many units, for the tree of units."""
KEYS = "keys"
"""The sheet of keys."""
FIRST = "manual"
"""The chapter that says how to read the others."""
KEY = Qt.ItemDataRole.UserRole


def show(parent: QWidget, key: str) -> "HelpDialog":
    """Open the manual at a chapter."""
    dialog = HelpDialog(key, parent)
    dialog.open()
    return dialog


def show_term(parent: QWidget, name: str, text: str) -> "HelpDialog":
    """Open the manual on one term."""
    dialog = HelpDialog(manual.GLOSSARY, parent)
    dialog.text.show_chapter(f"# {name}\n\n{text}")
    dialog.open()
    return dialog


def about(year: int) -> str:
    """Return what the program is: version, place of its data, the subjects of a budget year, licences."""
    return "\n".join(
        (
            f"版本：{VERSION}　账本格式：{SCHEMA}　Python {platform.python_version()}　Qt {qVersion()}",
            f"个人数据（备份、设置、自己的版式和参数包）：{paths.home()}",
            editions.edition(year).text,
            "",
            "许可证：Apache-2.0。窗口用 Qt（LGPL-3.0，可自行替换），字体为思源系列 Noto（OFL-1.1）。",
            "其他组成部分的许可证见安装目录中的 THIRD-PARTY 文件或 requirements.lock。",
            "",
            "不联网，不收集任何信息。请不要录入国家秘密。",
        )
    )


class ManualText(QTextBrowser):
    """A chapter; its pictures are as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName("手册正文")
        self._chapter = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pictures in the new width, at the same place of the text."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        bar = self.verticalScrollBar()
        part = bar.value() / max(bar.maximum(), 1)
        self.setMarkdown(self._chapter)
        bar.setValue(round(part * bar.maximum()))

    def show_chapter(self, text: str) -> None:
        """Show a text (Markdown)."""
        self._chapter = text
        self.setMarkdown(text)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the manual; nothing is read from anywhere else."""
        wanted = name.toString() if isinstance(name, QUrl) else name
        path = manual.folder() / wanted
        if path.parent != manual.folder() / "pictures" or not path.is_file():
            return None
        picture = QImage(str(path))
        room = self.viewport().width() - 24
        if picture.width() > room > 100:
            return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        return picture


class HelpDialog(QDialog):
    """What to look for and the chapters at the left, the text at the right."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(manual.NAME)
        self.resize(1120, 660)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在手册中查找")
        self.search.setAccessibleName("在手册中查找")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("手册目录")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = ManualText()
        save, close = QPushButton("存为 PDF…"), QPushButton("关闭")
        save.setAutoDefault(False)
        close.setAutoDefault(False)
        save.clicked.connect(self._ask_where)
        close.clicked.connect(self.reject)
        self._arrange(save, close)
        self._shown = ""
        self.search.textChanged.connect(self._look)
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self.text.anchorClicked.connect(lambda link: self.turn_to(manual.key_of(link.path())))
        self._list(manual.found(""))
        self.turn_to(key)

    def _arrange(self, save: QPushButton, close: QPushButton) -> None:
        left, buttons = QVBoxLayout(), QHBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        for widget in (self.search, self.list):
            widget.setFixedWidth(250)
        buttons.addStretch(1)
        buttons.addWidget(save)
        buttons.addWidget(close)
        right = QVBoxLayout()
        right.addWidget(self.text, 1)
        right.addLayout(buttons)
        line = QHBoxLayout(self)
        line.addLayout(left)
        line.addLayout(right, 1)

    def turn_to(self, key: str) -> None:
        """Show a chapter; the first one where there is none of that key."""
        for number in range(self.list.count()):
            if self.list.item(number).data(KEY) == key:
                self.list.setCurrentRow(number)
                return
        if self.search.text():
            self.search.clear()
            self.turn_to(key)
        elif key != FIRST:
            self.turn_to(FIRST)

    def _list(self, keys: list[str]) -> None:
        self.list.clear()
        part = ""
        for key in keys:
            chapter = manual.chapters()[key]
            if chapter.part != part:
                part = chapter.part
                heading = QListWidgetItem(part)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                font = heading.font()
                font.setBold(True)
                heading.setFont(font)
                self.list.addItem(heading)
            item = QListWidgetItem(f"　{chapter.title}")
            item.setData(KEY, key)
            self.list.addItem(item)

    def _look(self, words: str) -> None:
        """List the chapters that hold the words, and show the first one that does."""
        keys = manual.found(words)
        self._list(keys)
        if keys:
            self.turn_to(self._shown if self._shown in keys else keys[0])
            self._mark(words)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.data(KEY):
            return
        self._shown = str(item.data(KEY))
        self.text.show_chapter(manual.chapters()[self._shown].text)
        self._mark(self.search.text())

    def _mark(self, words: str) -> None:
        """Select the first of the words that were looked for."""
        if wanted := words.split():
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(wanted[0])

    def _ask_where(self) -> None:
        if target := ask_file.to_write(self, "存为 PDF", f"明账{manual.NAME}.pdf", "PDF (*.pdf)"):
            guarded(self, lambda: manual.write(target))
