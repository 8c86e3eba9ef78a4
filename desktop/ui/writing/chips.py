"""An editor of words with bound figures: each figure is one chip that can be moved or removed, never mistyped."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.layouts.words.paragraphs import TOKEN
from desktop.ui.kit import theme

CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
NAME, WORDS = QTextFormat.Property.UserProperty.value + 1, QTextFormat.Property.UserProperty.value + 2
OBJECT = "\ufffc"
"""The character that stands for a chip in the document."""
MARGIN = 5.0

Words = Callable[[str], str]
"""From the name of a figure or piece to what it prints; empty for a name that is none."""


class _Painter(QPyTextObject):
    """Draws a chip in the line."""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: N803
        """As wide as its words, cut where a line would not hold them."""
        metrics = QFontMetricsF(doc.defaultFont())
        room = max(80.0, doc.textWidth() - 4 * MARGIN)
        return QSizeF(min(room, metrics.horizontalAdvance(str(format.property(WORDS))) + 2 * MARGIN), metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,  # noqa: N803 - the names are Qt's
        format: QTextFormat,
    ) -> None:
        """Words on a soft ground."""
        metrics = QFontMetricsF(doc.defaultFont())
        rect = QRectF(rect)
        words = metrics.elidedText(str(format.property(WORDS)), Qt.TextElideMode.ElideRight, rect.width() - MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colors().accent_soft))
        painter.drawRoundedRect(rect.adjusted(1, 0, -1, 0), 4, 4)
        painter.setPen(QColor(theme.colors().accent))
        painter.setFont(doc.defaultFont())
        painter.drawText(QPointF(rect.left() + MARGIN, rect.bottom() - metrics.descent()), words)
        painter.restore()


class ChipEdit(QTextEdit):
    """Plain words and chips; what is kept is a text with names in braces, such as 压减{project_cut_rate}."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words = lambda _: ""
        self._painter = _Painter(self)
        self.document().documentLayout().registerHandler(CHIP, self._painter)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)

    def set_template(self, text: str, words: Words) -> None:
        """Show a text; names that are known become chips, others stay as they are written.

        Where it is the text that is shown, with other figures perhaps, the cursor stays.
        """
        place = self.textCursor().position() if text == self.template() else 0
        self._words = words
        self.clear()
        self._insert(text)
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    @property
    def composing(self) -> bool:
        """Whether an input method holds words that are not text yet; setting a text anew would lose them."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def template(self) -> str:
        """Return the text with the names of the chips in braces."""
        return self._between(0, self.document().characterCount() - 1)

    def insert_chip(self, name: str) -> None:
        """Put a chip where the cursor is."""
        self._insert(f"{{{name}}}")
        self.setFocus()

    def _insert(self, text: str) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        position = 0
        for match in TOKEN.finditer(text):
            words = self._words(match[1])
            if not words:
                continue
            cursor.insertText(text[position : match.start()], QTextCharFormat())
            form = QTextCharFormat()
            form.setObjectType(CHIP)
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
            form.setProperty(NAME, match[1])
            form.setProperty(WORDS, words)
            cursor.insertText(OBJECT, form)
            position = match.end()
        cursor.insertText(text[position:], QTextCharFormat())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _between(self, start: int, end: int) -> str:
        """Return the text from one place to another, chips by name."""
        parts = []
        cursor = QTextCursor(self.document())
        for place in range(start, end):
            character = self.document().characterAt(place)
            if character == OBJECT:
                cursor.setPosition(place + 1)
                name = cursor.charFormat().property(NAME)
                parts.append(f"{{{name}}}" if name else "")
            else:
                parts.append("\n" if character in "\u2029\u2028" else character)
        return "".join(parts)

    def event(self, event: QEvent) -> bool:
        """Where there is no typing to take back, the keys of undo and redo belong to the book."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            standard, document = QKeySequence.StandardKey, self.document()
            undoes, redoes = event.matches(standard.Undo), event.matches(standard.Redo)
            if (undoes and not document.isUndoAvailable()) or (redoes and not document.isRedoAvailable()):
                event.ignore()
                return False
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copied text carries its chips by name."""
        cursor, data = self.textCursor(), QMimeData()
        data.setText(self._between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file that is dropped here is for the window, not its path for the text."""
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text is plain; names in it become chips again."""
        self._insert(source.text())
