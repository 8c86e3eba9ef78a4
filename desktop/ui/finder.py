"""Search everywhere (Ctrl+F): pages, commands, people, projects, subjects, tables, figures, findings, help."""

from collections.abc import Callable, Hashable, Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from desktop import manual
from desktop.catalog.search import initials
from desktop.dataclass import dataclass
from desktop.ui.guide import help as help_pages
from desktop.ui.kit.filled_menu import FilledMenu
from desktop.ui.navigator import Navigator
from desktop.ui.page_window import PageWindow
from desktop.ui.pages import PAGES

SHOWN_AT_MOST, LONGEST = 40, 60


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: what it is, its words, and what choosing it does."""

    kind: str
    text: str
    run: Callable[[], object]


LINE_COLUMNS = ("function_code", "economic_code", "this", "project")
"""What a line is found by."""


def entries(window: PageWindow, navigator: Navigator) -> Iterator[Entry]:
    """Yield everything that can be found in a window now."""
    session, disclosure = window.session, window.session.disclosure
    for page in PAGES:
        yield Entry("页面", f"{page.title}　{page.tip}", partial(window.turn_to, page.key))
    for action in window.findChildren(QAction):
        passing = isinstance(action.parent(), FilledMenu)  # made anew each time the menu is shown
        if action.text() and action.isEnabled() and not (passing or action.isSeparator() or action.menu()):
            yield Entry("命令", action.text(), action.trigger)
    for person in session.facts.people:
        words = " ".join(filter(None, (person.code, person.name, person.kind, person.status, person.post)))
        yield Entry("人员", words, partial(_show_record, window, "人员", person.id))
    for project in session.facts.projects:
        yield Entry("项目", f"{project.code} {project.name}".strip(), partial(_show_record, window, "项目", project.id))
    grid = window.lines.grid
    shown_columns = [column for column in grid.columns if column.key in LINE_COLUMNS]
    for known, texts in grid.every_row(*shown_columns):
        yield Entry("支出行", "　".join(texts), partial(_show_line, window, known[0]))
    for table in disclosure.tables:
        yield Entry("表格", table.label, partial(_show_table, window, table.label))
    for figure in disclosure.narrative.figures.values():
        shown = f"{figure.label} {figure.shown}{figure.unit}"
        yield Entry("说明中的数", shown, partial(_show_figure, window, navigator, figure.id))
    for finding in disclosure.findings:
        yield Entry("检查", f"{finding.code} {finding.message}", partial(navigator.show_finding, finding))
    for name, text in disclosure.form.glossary:
        words = text.replace("{scope}", session.unit.scope)
        yield Entry("名词", f"{name}　{words}", partial(help_pages.show_term, window, name, words))
    for term in manual.terms():
        words = f"{term.text}\n\n依据：{term.source}"
        yield Entry("名词", f"{term.name}　{term.text}", partial(help_pages.show_term, window, term.name, words))
    for key, chapter in manual.chapters().items():
        yield Entry("帮助", chapter.words, partial(help_pages.show, window, key))


def matches(entry: Entry, words: list[str]) -> bool:
    """Tell whether every word is in the entry's text, or is the 拼音 initials of a part of it."""
    text = entry.text.lower()
    return all(word in text or (word.isascii() and word.isalpha() and word in initials(entry.text)) for word in words)


def _show_record(window: PageWindow, kind: str, record_id: int) -> None:
    window.show_kind(kind).view.show_known(record_id, "name")


def _show_line(window: PageWindow, known: Hashable) -> None:
    window.turn_to("lines")
    window.lines.show_known(known)


def _show_table(window: PageWindow, label: str) -> None:
    window.turn_to("tables")
    window.tables.show_table(label)


def _show_figure(window: PageWindow, navigator: Navigator, figure_id: str) -> None:
    window.turn_to("narrative")
    navigator.show_figure(figure_id)


class Finder(QDialog):
    """Type, choose with the arrow keys, Enter."""

    def __init__(self, window: PageWindow, navigator: Navigator) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("查找")
        self.resize(620, 420)
        self._entries = list(entries(window, navigator))
        self._found: list[Entry] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText("人员、项目、科目、表格、数字、命令、帮助……可用拼音首字母")
        self.line.setAccessibleName("查找")
        self.list = QListWidget()
        self.list.setAccessibleName("查找结果")
        self.line.textChanged.connect(self.look)
        self.line.returnPressed.connect(self.choose)
        self.list.itemActivated.connect(lambda _: self.choose())
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        self.look("")

    def look(self, text: str) -> None:
        """List what matches."""
        words = text.lower().split()
        self._found = [entry for entry in self._entries if matches(entry, words)][:SHOWN_AT_MOST]
        self.list.clear()
        for entry in self._found:
            self.list.addItem(QListWidgetItem(f"{entry.kind}　{entry.text[:LONGEST]}"))
        self.list.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move in the list while the line keeps the focus."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._found:
            row = (self.list.currentRow() + steps[Qt.Key(event.key())]) % len(self._found)
            self.list.setCurrentRow(row)
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Go to the chosen entry."""
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            entry = self._found[row]
            self.accept()
            entry.run()
