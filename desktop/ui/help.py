"""Help in the window: a page for each step of the work, and the terms with where they come from."""

import platform
import tomllib
from functools import cache

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from desktop import VERSION, paths
from desktop.catalog import editions
from desktop.dataclass import dataclass
from desktop.ledger.schema import VERSION as SCHEMA

GLOSSARY = "glossary"
UNITS = "units"
"""The page about many units, for the tree of units."""
KEYS = "keys"
"""The sheet of keys."""
START = "start"
"""The page for a first look at the program."""


@cache
def _pages() -> dict[str, str]:
    """Return the Markdown of each page by key, in reading order."""
    folder = paths.resources() / "help"
    files = sorted(folder.glob("*.md"))
    pages = {path.stem.split("_", 1)[1]: path.read_text(encoding="utf-8") for path in files}
    glossary = (f"**{term.name}**　{term.text}\n\n依据：{term.source}" for term in terms())
    return {**pages, GLOSSARY: "\n\n".join(["# 名词", *glossary])}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of public finance in our words, and the document that sets it."""

    name: str
    text: str
    source: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms (resources/glossary.toml)."""
    with (paths.resources() / "glossary.toml").open("rb") as file:
        return tuple(Term(**entry) for entry in tomllib.load(file)["term"])


def titles() -> dict[str, str]:
    """Return {key: title} of all pages."""
    return {key: text.splitlines()[0].removeprefix("# ") for key, text in _pages().items()}


def texts() -> dict[str, str]:
    """Return {key: title and words} of all pages, on one line each."""
    return {key: " ".join(text.replace("*", "").removeprefix("# ").split()) for key, text in _pages().items()}


def show(parent: QWidget, key: str) -> "HelpDialog":
    """Open the help at a page."""
    dialog = HelpDialog(key, parent)
    dialog.open()
    return dialog


def show_term(parent: QWidget, name: str, text: str) -> "HelpDialog":
    """Open the help on one term."""
    dialog = HelpDialog(START, parent)
    dialog.text.setMarkdown(f"# {name}\n\n{text}")
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


class HelpDialog(QDialog):
    """Pages at the left, text at the right."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("帮助")
        self.resize(820, 560)
        self.list = QListWidget()
        self.list.setAccessibleName("帮助目录")
        self.list.setFixedWidth(170)
        self.text = QTextBrowser()
        self._keys = list(titles())
        self.list.addItems(list(titles().values()))
        self.list.currentRowChanged.connect(lambda row: self.text.setMarkdown(_pages()[self._keys[row]]))
        line = QHBoxLayout(self)
        line.addWidget(self.list)
        line.addWidget(self.text, 1)
        self.list.setCurrentRow(self._keys.index(key) if key in self._keys else 0)
