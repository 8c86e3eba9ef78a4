"""Help in the window: a page for each step of the work, and the terms with where they come from."""

import tomllib
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from desktop import paths
from desktop.dataclass import dataclass

GLOSSARY = "glossary"
UNITS = "units"
"""The page about many units, for the tree of units."""
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
