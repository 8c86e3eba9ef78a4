"""The document as it was read, in reading order, with the quotes of all findings marked.

A click on a finding goes to its mark, a click on a mark to its finding. All words are put in as plain text: nothing in
them is ever taken for HTML.
"""

from collections import deque
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from desktop.audit.results import marking
from desktop.audit.results.marking import Mark
from desktop.dataclass import dataclass
from desktop.findings import Severity
from desktop.layouts.paper.typeface import invisible
from desktop.outside.document import Paragraph, Table
from desktop.ui.audit.audit_work import Audited
from desktop.ui.kit import theme

MOST_CELLS, HEADER, AROUND = 6000, 6, 2
"""Cells of all tables from which on rows without findings are left out, the rows at the top and around that stay."""
CAPTION = 6
"""Lines over a table among which its caption may stand."""
UNDERLINES = {
    Severity.ERROR: QTextCharFormat.UnderlineStyle.SingleUnderline,
    Severity.WARNING: QTextCharFormat.UnderlineStyle.DashUnderline,
    Severity.INFO: QTextCharFormat.UnderlineStyle.DotLine,
}
LIGHT, STRONG = 44, 96
"""How much of the colour of a severity shows behind a mark, and behind the chosen one (of 255)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark on the screen: which quote of which finding, from where to where, and where its figures stand."""

    finding: int
    quote: int
    start: int
    end: int
    figures: tuple[tuple[int, int], ...]


class MarkedCopy(QTextEdit):
    """The marked copy."""

    finding_chosen = Signal(int)
    """The number of a finding whose mark was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setAccessibleName("标出问题的文件")
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.shown: list[Shown] = []
        self.left_out = 0
        self._audited: Audited | None = None
        self._listed: frozenset[int] = frozenset()
        self._chosen, self._at, self._colors = -1, -1, theme.colors()

    def show_document(self, audited: Audited) -> None:
        """Show a document with all its marks."""
        self._audited, self._chosen, self._at = audited, -1, -1
        self._listed = frozenset(range(len(audited.audit.findings)))
        self._build()

    def show_only(self, findings: frozenset[int]) -> None:
        """Mark only some findings, those that are listed."""
        self._listed = findings
        self._mark()

    def choose(self, finding: int, quote: int = 0) -> bool:
        """Go to a quote of a finding; return whether it is marked."""
        self._chosen = finding
        self._mark()
        places = (each.start for each in self.shown if (each.finding, each.quote) == (finding, quote))
        self._at = next(places, -1)
        self._go_there()
        return self._at >= 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen mark in view: another width breaks all lines anew."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._go_there)

    def _go_there(self) -> None:
        if not 0 <= self._at < self.document().characterCount():
            return
        cursor = self.textCursor()
        cursor.setPosition(self._at)
        self.setTextCursor(cursor)
        below = self.cursorRect(cursor).center().y() - self.viewport().height() // 3
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + below)

    def finding_at(self, position: int) -> int:
        """Return the finding whose mark is at a position, the next of several after the chosen one; -1: none."""
        hits = sorted({e.finding for e in self.shown if e.start <= position <= e.end and e.finding in self._listed})
        return next((hit for hit in hits if hit > self._chosen), hits[0]) if hits else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark chooses its finding."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self._ask(self.cursorForPosition(event.position().toPoint()).position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The enter key chooses the finding of the mark the cursor is in."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.textCursor().position())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in the colours of another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._audited and self._colors is not theme.colors():
            self._build()

    def _ask(self, position: int) -> None:
        finding = self.finding_at(position)
        if finding >= 0:
            self.finding_chosen.emit(finding)

    def _build(self) -> None:
        if self._audited is None:
            return
        self._colors = theme.colors()
        writer = _Writer(self._audited, QTextDocument(self))
        writer.document.setDefaultFont(self.font())
        writer.write()
        self.setDocument(writer.document)
        self.shown, self.left_out = writer.shown, writer.left_out
        self._mark()

    def _mark(self) -> None:
        """Colour the listed marks, each stretch once: the chosen finding over errors, those over the others."""
        if self._audited is None:
            return
        findings, order = self._audited.audit.findings, list(Severity)
        listed = [each for each in self.shown if each.finding in self._listed]
        listed.sort(key=lambda each: (each.finding != self._chosen, order.index(findings[each.finding].severity)))
        selections, done = [], set[tuple[int, int]]()
        for each in listed:
            severity, chosen = findings[each.finding].severity, each.finding == self._chosen
            for start, end in (*each.figures, (each.start, each.end)):
                if (start, end) not in done:
                    done.add((start, end))
                    figure = (start, end) in each.figures
                    selections.append(self._selection(start, end, severity, chosen=chosen, figure=figure))
        self.setExtraSelections(selections[::-1])

    def _selection(self, start: int, end: int, severity: Severity, *, chosen: bool, figure: bool) -> Any:
        """Return the look of a stretch; a figure is underlined too, so that it is told without its colour."""
        selection: Any = QTextEdit.ExtraSelection()  # whose fields the stubs do not name
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(start)
        selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        color = QColor(theme.of_severity(severity))
        if figure:
            selection.format.setUnderlineStyle(UNDERLINES[severity])
            selection.format.setUnderlineColor(color)
            selection.format.setFontWeight(700)
        behind = QColor(color)
        behind.setAlpha(STRONG if chosen else LIGHT)
        selection.format.setBackground(behind)
        return selection


class _Writer:
    """Writes the parts of a document into one of Qt, and remembers where the marks come to stand."""

    def __init__(self, audited: Audited, document: QTextDocument) -> None:
        self.document, self.shown, self.left_out = document, list[Shown](), 0
        self._parts = audited.audit.document.parts
        self._marks: dict[tuple[int, int, int], list[Mark]] = {}
        for mark in audited.marks:
            self._marks.setdefault((mark.place.part, mark.place.row, mark.place.column), []).append(mark)
        self._cursor = QTextCursor(document)
        self._many = sum(len(t.rows) * len(t.rows[0]) for t in audited.audit.document.tables if t.rows) > MOST_CELLS
        self._page = 0
        self._latest = deque[str](maxlen=CAPTION)

    def write(self) -> None:
        """Write everything."""
        self._cursor.beginEditBlock()
        for number, part in enumerate(self._parts):
            if isinstance(part, Paragraph):
                self._turn_page(part.spot.page)
                start = self._line(part.text, bold=part.level > 0)
                self._remember(number, -1, -1, part.text, start)
            elif part.rows:
                self._turn_page(part.spots[0].page if part.spots else 0)
                self._table(number, part)
        self._cursor.endEditBlock()

    def _turn_page(self, page: int) -> None:
        if page > self._page:
            self._page = page
            self._line(f"— 第 {page} 页 —", muted=True)

    def _line(self, text: str, *, bold: bool = False, muted: bool = False) -> int:
        """Write a paragraph and return where it begins."""
        look, block = QTextCharFormat(), QTextBlockFormat()
        look.setFontWeight(700 if bold else 400)
        block.setBottomMargin(4)
        if muted:
            look.setForeground(QColor(theme.colors().muted))
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if not self.document.isEmpty():
            self._cursor.insertBlock(block, look)
        start = self._cursor.position()
        self._cursor.insertText(_plain(text), look)
        self._latest.append(_together(text))
        return start

    def _table(self, number: int, table: Table) -> None:
        for line in table.above:
            if _together(line) not in self._latest:  # some readers give it as a paragraph too
                self._line(line, bold=True)
        rows = self._rows(number, table)
        columns = len(table.rows[0])
        look = QTextTableFormat()
        look.setBorder(1)
        look.setBorderBrush(QColor(theme.colors().line))
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderCollapse(True)
        look.setCellPadding(3)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 98))
        grid = self._cursor.insertTable(len(rows), columns, look)
        for top, left, high, wide in table.merges:  # first: it moves what stands behind
            if rows[top : top + high] == list(range(top, top + high)):
                grid.mergeCells(top, left, high, wide)
        for at, row in enumerate(rows):
            for column, text in enumerate(table.rows[row]):
                if text:
                    cursor = grid.cellAt(at, column).firstCursorPosition()
                    start = cursor.position()
                    cursor.insertText(_plain(text))
                    self._remember(number, row, column, text, start)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        if len(rows) < len(table.rows):
            left_out = len(table.rows) - len(rows)
            self.left_out += left_out
            self._line(f"（这张表有 {left_out} 行没有标记，没有显示）", muted=True)

    def _rows(self, number: int, table: Table) -> list[int]:
        """Return the rows to show: of a very large document only the header and what is around marks."""
        if not self._many:
            return list(range(len(table.rows)))
        marked = {row for part, row, _ in self._marks if part == number}
        near = {row + step for row in marked for step in range(-AROUND, AROUND + 1)}
        return [row for row in range(len(table.rows)) if row < HEADER or row in near]

    def _remember(self, number: int, row: int, column: int, text: str, start: int) -> None:
        def at(letter: int) -> int:
            return start + _units(text[:letter])

        for mark in self._marks.get((number, row, column), ()):
            figures = tuple((at(a), at(b)) for a, b in marking.figures_in(text, mark.place))
            self.shown.append(Shown(mark.finding, mark.quote, at(mark.place.start), at(mark.place.end), figures))


def _plain(text: str) -> str:
    """Return a text as long as it was, what Qt would take for the end of a frame or a paragraph made visible."""
    unseen = {*invisible(text), "\r", "\u2028", "\u2029", "\ufdd0", "\ufdd1", "\ufffc"}
    return "".join("□" if each in unseen else each for each in text)


def _together(text: str) -> str:
    return "".join(text.split())


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2
