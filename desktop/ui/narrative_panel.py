"""The 说明 tab: the narrative with bound figures, and the words a person owes it."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.layouts.figures import change_text
from desktop.layouts.narrative import Paragraph
from desktop.layouts.table import Table
from desktop.ui import theme
from desktop.ui.session import Session


class NarrativePanel(QWidget):
    """Reads the text, opens a figure's lines, and takes reasons and free texts."""

    figure_clicked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._clicked)
        self.choice = QComboBox()
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.offer = QPushButton("参考原因")
        self.offer.setToolTip("按人员、定额、项目的变化列出增减原因，请核对后保存")
        self.offer.clicked.connect(self._offer)
        self._hint = QLabel()
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        save = QPushButton("保存")
        save.setToolTip("保存文字（Ctrl+Enter）")
        save.clicked.connect(self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self.editor, self.save, context=Qt.ShortcutContext.WidgetShortcut)
        self.choice.currentIndexChanged.connect(self._load)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.text)
        splitter.addWidget(self._form(save))
        splitter.setStretchFactor(0, 4)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self._items: list[tuple[str, str, str]] = []
        self._loaded: tuple[str, str, str] | None = None
        self._stale = True
        session.changed.connect(self._changed)

    def _changed(self) -> None:
        """Refresh now when visible, else when shown."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _form(self, save: QPushButton) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(10, 6, 10, 8)
        bar = QHBoxLayout()
        label = QLabel("填写")
        label.setObjectName("heading")
        bar.addWidget(label)
        bar.addWidget(self.choice, 1)
        bar.addWidget(self.offer)
        bar.addWidget(save)
        column.addLayout(bar)
        column.addWidget(self._hint)
        column.addWidget(self.editor, 1)
        save.setEnabled(not self._session.book.read_only)
        return form

    def reload(self) -> None:
        """Show the text again and list what can be filled in; what is owed is marked."""
        self._stale = False
        bar = self.text.verticalScrollBar().value()
        self.text.setHtml(self._html())
        self.text.verticalScrollBar().setValue(bar)
        items = self._fields()
        self.choice.blockSignals(True)
        chosen = self._loaded[:2] if self._loaded else None
        self._items = items
        self.choice.clear()
        self.choice.addItems([self._title(kind, key, label) for kind, key, label in items])
        found = next((n for n, item in enumerate(items) if item[:2] == chosen), 0)
        self.choice.setCurrentIndex(found)
        self.choice.blockSignals(False)
        if self._loaded is None or self._loaded[:2] != items[found][:2]:
            self._load()

    def _fields(self) -> list[tuple[str, str, str]]:
        disclosure = self._session.disclosure
        texts = [("text", spec.key, spec.label) for spec in disclosure.form.texts]
        printed = disclosure.narrative.figures.values()
        return texts + [("reason", f.id, f"原因：{f.label}{f.code and f'（{f.code}）'}") for f in printed if f.reason]

    def _value(self, kind: str, key: str) -> str:
        facts = self._session.facts
        return (facts.texts if kind == "text" else facts.reasons).get(key, "")

    def _title(self, kind: str, key: str, label: str) -> str:
        if kind == "reason":
            figure = self._session.disclosure.figures.get(key)
            change = change_text(figure, self._session.disclosure.form)
            owed = "（待填）" if key in self._session.disclosure.narrative.owed else ""
            return f"{label}　{change}{owed}"
        spec = next(s for s in self._session.disclosure.form.texts if s.key == key)
        return label + ("（待填）" if spec.required and not self._value(kind, key) else "")

    def _load(self) -> None:
        number = self.choice.currentIndex()
        if not 0 <= number < len(self._items):
            return
        self.save()
        kind, key, label = self._items[number]
        self._loaded = (kind, key, label)
        self.offer.setText("参考原因" if kind == "reason" else "沿用上年")
        offered = kind == "reason" or bool(self._session.text_offered(key))
        self.offer.setEnabled(offered and not self._session.book.read_only)
        self.editor.setPlainText(self._value(kind, key))
        specs = {s.key: s.hint for s in self._session.disclosure.form.texts}
        words = "写明增减的主要原因；可写 {project_cut_rate} 引用计算出的比例"
        self._hint.setText(specs.get(key, words) if kind == "text" else words)

    def _offer(self) -> None:
        """Put the computed causes, or last year's text, behind what is written; nothing is kept until it is saved."""
        if self._loaded is None:
            return
        kind, key, _ = self._loaded
        words = self._session.reason_offered(key) if kind == "reason" else self._session.text_offered(key)
        if not words:
            self._hint.setText("没有可参考的原因：上年没有数据，或金额没有变化")
        elif words not in self.editor.toPlainText():
            between = "；" if kind == "reason" else "\n"
            self.editor.setPlainText(between.join(filter(None, (self.editor.toPlainText().strip(), words))))

    def save(self) -> None:
        """Store the text in the editor if it changed."""
        if self._loaded is None or self._session.book.read_only:
            return
        kind, key, label = self._loaded
        if self.editor.toPlainText().strip() == self._value(kind, key):
            return
        if kind == "text":
            self._session.set_text(key, label, self.editor.toPlainText())
        else:
            self._session.set_reason(key, label, self.editor.toPlainText())

    def show_field(self, key: str) -> None:
        """Turn to the editor of a text or reason."""
        if self._stale:
            self.reload()
        for number, item in enumerate(self._items):
            if item[1] == key:
                self.choice.setCurrentIndex(number)
                self.editor.setFocus()

    def _clicked(self, url: QUrl) -> None:
        self.figure_clicked.emit(url.toString().removeprefix("figure:"))

    def _html(self) -> str:
        narrative = self._session.disclosure.narrative
        serif = theme.FAMILIES.get("serif", "")
        body = "".join(_paragraph(p) for p in narrative.paragraphs)
        return (
            f"<div style='font-family:\"{serif}\"; color:{theme.colors().ink}; margin:10px 18px;'>"
            f"<h2 align='center'>{escape(narrative.title)}</h2>{body}</div>"
        )


def _paragraph(paragraph: Paragraph) -> str:
    if paragraph.table is not None:
        return _table(paragraph.table)
    parts, c = [], theme.colors()
    for run in paragraph.runs:
        text = escape(run.text)
        if run.figure:
            style = f"color:{c.accent}; text-decoration:none; background-color:{c.accent_soft};"
            parts.append(f"<a href='figure:{run.figure}' style='{style}'>{text}</a>")
        elif run.missing:
            parts.append(f"<span style='color:{c.error}; background-color:{c.wrong};'>{text}</span>")
        else:
            parts.append(text)
    inner = "".join(parts)
    if paragraph.level:
        return f"<p style='text-indent:30px; margin:5px 0; font-weight:bold;'>{inner}</p>"
    return f"<p style='text-indent:30px; margin:2px 0;'>{inner}</p>"


def _table(table: Table) -> str:
    head = "".join(
        f"<th style='padding:4px 10px; background:{theme.colors().header}'>{escape(p[-1])}</th>"
        for p in table.header_paths()
    )
    rows = []
    for number in range(table.height):
        cells = "".join(f"<td style='padding:4px 10px'>{escape(cell.text)}</td>" for cell in table.row(number))
        rows.append(f"<tr>{cells}</tr>")
    return (
        "<table border='1' cellspacing='0' style='border-collapse:collapse; margin:8px 28px;'>"
        f"<tr>{head}</tr>{''.join(rows)}</table>"
    )
