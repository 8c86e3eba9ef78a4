"""The 说明 tab: the narrative with bound figures, and the words a person owes it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import UserError
from desktop.layouts.words.paragraphs import KEY
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session
from desktop.ui.writing.chips import ChipEdit
from desktop.ui.writing.narrative_fields import Field, Fields
from desktop.ui.writing.narrative_html import narrative_html
from desktop.ui.writing.reading_text import ReadingText

DRAFT_AFTER = 1500
"""Milliseconds after which typed words are kept as a draft."""
LAST_YEAR_FROM = 700
"""Width in pixels from which last year's words stand beside the editor."""


class NarrativePanel(QWidget):
    """Reads the text, opens a figure's lines, and takes reasons, free texts and sentences worded anew."""

    figure_clicked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields = Fields(session)
        self.text = ReadingText()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._clicked)
        self.text.setAccessibleName("预算情况说明")
        self.choice = DropDown()
        self.choice.setAccessibleName("要填写的内容")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        self.editor = ChipEdit()
        self.editor.setAccessibleName("填写内容")
        self.before = QPlainTextEdit()
        self.before.setReadOnly(True)
        self.before.setAccessibleName("上年的写法")
        self.last_year = self._last_year()
        self._hint = PlainLabel()
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        self.insert, self.offer, self.keep = (QPushButton(t) for t in ("插入数字…", "参考原因", "保存"))
        self.insert.setToolTip("在光标处放入一个会随数据变化的数字")
        self.keep.setToolTip("保存文字（Ctrl+Enter）")
        self.insert.clicked.connect(self._insert)
        self.offer.clicked.connect(self._offer)
        self.keep.clicked.connect(self.save)
        QShortcut(QKeySequence("Ctrl+Return"), self.editor, self.save, context=Qt.ShortcutContext.WidgetShortcut)
        self.choice.currentIndexChanged.connect(self._load)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(DRAFT_AFTER)
        self._typed.timeout.connect(self._keep_draft)
        self.editor.textChanged.connect(self._begin_draft)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.text)
        splitter.addWidget(self._form())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        self._items: list[Field] = []
        self._loaded: Field | None = None
        self._stale = True
        session.changed.connect(self._changed)

    def _last_year(self) -> QWidget:
        """Return last year's words with their caption."""
        last_year = QWidget()
        above = QVBoxLayout(last_year)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(2)
        caption = QLabel("上年的写法")
        caption.setObjectName("muted")
        above.addWidget(caption)
        above.addWidget(self.before, 1)
        return last_year

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(10, 6, 10, 8)
        bar = QHBoxLayout()
        label = QLabel("填写")
        label.setObjectName("heading")
        bar.addWidget(label)
        bar.addWidget(self.choice, 1)
        for button in (self.insert, self.offer, self.keep):
            bar.addWidget(button)
        column.addLayout(bar)
        column.addWidget(self._hint)
        across = QHBoxLayout()
        across.addWidget(self.editor, 1)
        across.addWidget(self.last_year, 1)
        column.addLayout(across, 1)
        return form

    def _changed(self) -> None:
        """Write the text again: at once while the page is in view, otherwise when it is shown next."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Last year's words need room beside the editor."""
        super().resizeEvent(event)
        self.last_year.setVisible(self.width() >= LAST_YEAR_FROM)

    def reload(self) -> None:
        """Show the text again and list what can be filled in; what is owed is marked."""
        self._stale = False
        bar = self.text.verticalScrollBar().value()
        editable = not self._session.book.read_only
        for widget in (self.keep, self.insert):
            widget.setEnabled(editable)
        self.text.setHtml(narrative_html(self._session.disclosure.narrative, editable=editable))
        self.text.verticalScrollBar().setValue(bar)
        self._list(self._loaded.key if self._loaded else "")

    def _list(self, chosen: str) -> None:
        """List the fields; the one that is being written stays."""
        self._items = self._fields.all(also=chosen)
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([field.title for field in self._items])
        found = next((n for n, field in enumerate(self._items) if field.key == chosen), 0)
        self.choice.setCurrentIndex(found)
        self.choice.blockSignals(False)
        if not self._items:
            return
        if self._loaded is None or self._loaded.key != self._items[found].key:
            self._load()
        elif self.editor.template().strip() == self._loaded.value and not self.editor.composing:
            self._show(self._items[found])

    def _load(self) -> None:
        number = self.choice.currentIndex()
        if 0 <= number < len(self._items):
            key = self._items[number].key
            if self.save() or self._loaded is None:
                self._turn(key)
            else:
                self._point_at(self._loaded.key)

    def _turn(self, key: str) -> None:
        """Show the field of a key; keeping the one before may have listed them anew."""
        self._show(self._items[self._point_at(key)])

    def _point_at(self, key: str) -> int:
        """Let the list say which field is in the editor, and return its number."""
        number = next((n for n, field in enumerate(self._items) if field.key == key), 0)
        self.choice.blockSignals(True)
        self.choice.setCurrentIndex(number)
        self.choice.blockSignals(False)
        return number

    def _begin_draft(self) -> None:
        """The oldest word not kept anywhere is never older than the interval: the timer is not begun again."""
        if not self._typed.isActive():
            self._typed.start()

    def _keep_draft(self) -> None:
        """Keep what is typed but not saved, for the case of a crash."""
        field = self._loaded
        if field is not None:
            text = self.editor.template().strip()
            draft = "" if text == field.value else text
            self._try_to_keep(lambda: self._session.book.store_unconfirmed_text(self._draft_key(field), draft))

    def _draft_key(self, field: Field) -> str:
        return f"{self._session.budget.id}:{field.key}"

    def _show(self, field: Field) -> None:
        self._loaded = field
        draft = self._session.book.unconfirmed_text(self._draft_key(field))
        self.offer.setText(field.offer)
        self.offer.setToolTip(as_plain_text(field.offer_tip))
        self.offer.setEnabled(field.can_offer and not self._session.book.read_only)
        self.editor.set_template(draft or field.value, self._fields.words_of(field))
        self.before.setPlainText(self._fields.before(field) or "（上年没有这段文字）")
        recovered = "上次没有来得及保存的文字已恢复，请核对后保存。" if draft and draft != field.value else ""
        self._hint.setText(recovered + field.hint)

    def _offer(self) -> None:
        """Put what is offered into the editor; nothing is kept until it is saved."""
        if self._loaded is None:
            return
        words = self._fields.offered(self._loaded)
        written = self.editor.template().strip()
        if not words:
            self._hint.setText("没有可参考的内容：上年没有数据，或金额没有变化")
        elif self._loaded.kind == "paragraph":
            self.editor.set_template(words, self._fields.words_of(self._loaded))
        elif words not in written:
            between = "；" if self._loaded.kind == "reason" else "\n"
            text = between.join(filter(None, (written, words)))
            self.editor.set_template(text, self._fields.words_of(self._loaded))

    def _insert(self) -> None:
        from desktop.ui.writing.figure_chooser import FigureChooser

        chooser = FigureChooser(self._session, self)
        chooser.chosen.connect(self.editor.insert_chip)
        chooser.open()

    def save(self) -> bool:
        """Store the text in the editor if it changed; where that is refused the words stay in it: return False."""
        field = self._loaded
        if field is None or self._session.book.read_only:
            return True
        text = self.editor.template().strip()
        self._typed.stop()
        return self._try_to_keep(lambda: self._store(field, text))

    def _store(self, field: Field, text: str) -> None:
        self._session.book.store_unconfirmed_text(self._draft_key(field), "")
        if text == field.value:
            return
        self._loaded = field.with_value(text)
        try:
            self._fields.save(field, text)
        except UserError:
            self._loaded = field
            raise

    def _try_to_keep(self, keep: Callable[[], None]) -> bool:
        """Keep something; a refusal becomes a message, and nothing leaves the editor."""
        try:
            keep()
        except UserError as error:
            self._session.message.emit(f"未保存：{error}")
            return False
        return True

    def show_field(self, key: str) -> None:
        """Turn to the editor of a text, a reason, a sentence, or of the sentence that states a figure."""
        if self._stale:
            self.reload()
        if not key.startswith(KEY) and not any(field.key == key for field in self._items):
            key = self._sentence_of(key)
        if key.startswith(KEY):
            self.save()
            self._list(key)
        for number, field in enumerate(self._items):
            if field.key == key:
                self.choice.setCurrentIndex(number)
                self.editor.setFocus()

    def _sentence_of(self, figure: str) -> str:
        """Return the key of the first sentence that states a figure and can be worded anew, empty without any."""
        paragraphs = self._session.disclosure.narrative.paragraphs
        stating = (each.key for each in paragraphs if each.key and any(run.figure == figure for run in each.runs))
        return next(stating, "")

    def _clicked(self, url: QUrl) -> None:
        kind, _, name = url.toString().partition(":")
        if kind == "edit":
            self.show_field(name)
        else:
            self.figure_clicked.emit(name)
