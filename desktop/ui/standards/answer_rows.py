"""The rows of one answer: value, document, day and 不知道 of a parameter; a choice of practices; a list of items.

Each row writes what is typed into the questionnaire at once and says beneath what is wrong with it.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QWidget

from desktop.catalog import asked
from desktop.catalog.asked import ITEMS, Asked
from desktop.catalog.questionnaire import Questionnaire, Typed
from desktop.catalog.questions import NONE, PRACTICE, UNKNOWN
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.wheel_safe import DropDown

HEADINGS = ("问题", "数值", "单位", "文号（依据的文件）", "生效日期", "", "", "")
LABEL, VALUE, UNIT, DOCUMENT, DAY, TICK_UNKNOWN, TICK_NONE, MORE = range(0, 2 * len(HEADINGS), 2)
"""The columns; between two of them lies a gap, so that rows with fewer fields stand under the others."""
GAP = 8
LETTERS = {LABEL: 10, VALUE: 7, UNIT: 5, DOCUMENT: 8, DAY: 7, TICK_UNKNOWN: 5, TICK_NONE: 4, MORE: 4}
"""How many letters each column has room for at least; columns that do not stretch have exactly that."""
INDENT = 2
"""How many letters the fields are set in where the question stands above them."""
DEFAULT = "按默认："
MARGIN = 12
ROWS = 3
NAME, FIELDS, BELOW = range(ROWS)
"""The rows of the grid for one row of fields: the question where it stands above them, the fields, what is wrong."""


def width_beside(widget: QWidget) -> int:
    """Return the least width of a list whose questions stand beside their fields."""
    letter = widget.fontMetrics().horizontalAdvance("年")
    return sum(LETTERS.values()) * letter + (len(LETTERS) - 1) * GAP + 2 * MARGIN


def set_columns(grid: QGridLayout, widget: QWidget, *, above: bool = False) -> None:
    """Give a grid of answers the columns that all of them have, so that they stand under each other.

    above: the questions stand above their fields, as a small screen with large type asks.
    """
    letter = widget.fontMetrics().horizontalAdvance("年")
    for column, letters in (LETTERS | ({LABEL: INDENT} if above else {})).items():
        grid.setColumnMinimumWidth(column, letters * letter)
        grid.setColumnMinimumWidth(column + 1, GAP if column != MORE else 0)
    grid.setColumnStretch(LABEL, 0 if above else 3)
    grid.setColumnStretch(DOCUMENT, 2)
    grid.setContentsMargins(MARGIN, 2, MARGIN, 2)
    grid.setHorizontalSpacing(0)
    grid.setVerticalSpacing(3)


class Answer(QWidget):
    """One answer of a questionnaire; `edited` says that something was typed."""

    edited = Signal()

    def __init__(self, sheet: Questionnaire, about: Asked, label: str, *, above: bool = False) -> None:
        super().__init__()
        self.sheet, self.about, self._above = sheet, about, above
        self._grid = QGridLayout(self)
        set_columns(self._grid, self, above=above)
        self._problems: list[PlainLabel] = []
        self._label = label
        self._fill()
        self.check()

    def _fill(self) -> None:
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Return the field to type in."""
        raise NotImplementedError

    def _named(self, row: int, text: str) -> None:
        label = PlainLabel(text)
        label.setWordWrap(True)
        if self._above:
            self._grid.addWidget(label, row + NAME, LABEL, 1, MORE + 1)
        else:
            self._grid.addWidget(label, row + FIELDS, LABEL)

    def _say_below(self, row: int) -> None:
        label = PlainLabel("", "problem")
        label.setWordWrap(True)
        label.hide()
        self._problems.append(label)
        self._grid.addWidget(label, row + BELOW, VALUE, 1, MORE - VALUE + 1)

    def check(self) -> None:
        """Say what is wrong with the answer, or to be looked at again."""
        for number, label in enumerate(self._problems):
            problem = self.sheet.problem(self.about, number)
            text = problem or self.sheet.remark(self.about, number)
            name = "problem" if problem else "muted"
            if label.objectName() != name:
                label.setObjectName(name)
                label.style().polish(label)
            label.setText(text)
            label.setVisible(bool(text))

    def _was_edited(self) -> None:
        self.check()
        self.edited.emit()

    def _show_usual(self, row: int) -> None:
        source = f"（{self.about.source}）" if self.about.source else ""
        if self.about.usual or self.about.source:
            text = f"默认：{self.about.usual or '无'}{source}"
            label = PlainLabel(text, "muted")
            label.setWordWrap(True)
            self._grid.addWidget(label, row, VALUE, 1, MORE - VALUE + 1)


class _Fields:
    """The fields of one dated value."""

    def __init__(self, typed: Typed, name: str) -> None:
        self.value = _line("" if typed.value in (UNKNOWN, NONE) else typed.value, f"{name} 数值")
        self.document = _line(typed.document, f"{name} 文号", "例如 某人社发〔2026〕1号")
        self.day = _line(typed.valid_from, f"{name} 生效日期", "2027-01-01")
        self.unknown = _tick(
            UNKNOWN, typed, name, "以后知道了再填；用到它的项目不会计算，检查时列为缺少参数，不会当作 0"
        )
        self.none = _tick(NONE, typed, name, "本地没有这一项：不计算，也不提示")

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields that are typed in."""
        return (self.value, self.document, self.day)

    def put_into(self, typed: Typed) -> None:
        """Put what the fields hold into an answer."""
        ticked = [tick.text() for tick in (self.unknown, self.none) if tick.isChecked()]
        typed.value = ticked[0] if ticked else self.value.text().strip()
        typed.document, typed.valid_from = self.document.text(), self.day.text()

    def enable(self) -> None:
        """Let a value be typed where none of the words instead is ticked."""
        for line in self.lines:
            line.setEnabled(not (self.unknown.isChecked() or self.none.isChecked()))


def _line(text: str, name: str, example: str = "") -> QLineEdit:
    widget = QLineEdit(text)
    widget.setAccessibleName(name)
    widget.setPlaceholderText(example)
    widget.setCursorPosition(0)
    return widget


def _tick(word: str, typed: Typed, name: str, tip: str) -> QCheckBox:
    widget = QCheckBox(word)
    widget.setAccessibleName(f"{name} {word}")
    widget.setToolTip(tip)
    widget.setChecked(typed.value == word)
    return widget


class ValueAnswer(Answer):
    """The dated values of a parameter, one row each; it asks for one more or one less."""

    more_asked = Signal()
    less_asked = Signal(int)

    def __init__(
        self, sheet: Questionnaire, about: Asked, label: str, *, above: bool = False, removable: bool = False
    ) -> None:
        self._removable = removable
        self.rows: list[_Fields] = []
        super().__init__(sheet, about, label, above=above)

    def _fill(self) -> None:
        for number, typed in enumerate(self.sheet.typed(self.about.key)):
            self._named(number * ROWS, self._label if number == 0 else "　年中调整")
            self._add_row(number, typed)
            self._say_below(number * ROWS)
        self._show_usual(self._grid.rowCount())

    def _add_row(self, number: int, typed: Typed) -> None:
        name, row = self.about.label + (f" 第{number + 1}段" if number else ""), number * ROWS + FIELDS
        fields = _Fields(typed, name)
        self.rows.append(fields)
        self._grid.addWidget(fields.value, row, VALUE)
        self._grid.addWidget(PlainLabel(asked.unit_shown(self.about.unit), "muted"), row, UNIT)
        self._grid.addWidget(fields.document, row, DOCUMENT)
        self._grid.addWidget(fields.day, row, DAY)
        if number == 0:
            self._grid.addWidget(fields.unknown, row, TICK_UNKNOWN)
            self._grid.addWidget(fields.none, row, TICK_NONE)
        self._grid.addWidget(self._button(number, name), row, MORE)
        for line in fields.lines:
            line.textEdited.connect(lambda _: self._take(number))
        fields.unknown.clicked.connect(lambda on: self._tick(fields.none, on))
        fields.none.clicked.connect(lambda on: self._tick(fields.unknown, on))
        for line in (fields.value, fields.day):
            line.setFixedWidth(LETTERS[VALUE] * self.fontMetrics().horizontalAdvance("年"))
        fields.enable()

    def _button(self, number: int, name: str) -> QPushButton:
        remove = number > 0 or self._removable
        button = QPushButton("删去" if remove else "分段")
        button.setObjectName("small")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{name} {button.text()}")
        button.setToolTip("删去这一行" if remove else "年中调整的，再加一段：自哪天起、多少")
        button.clicked.connect(lambda: self.less_asked.emit(number) if remove else self.more_asked.emit())
        return button

    def _tick(self, other: QCheckBox, on: bool) -> None:
        if on:
            other.setChecked(False)
        self._take(0)

    def _take(self, number: int) -> None:
        """Put what one row holds into the questionnaire."""
        self.rows[number].put_into(self.sheet.typed(self.about.key)[number])
        self.rows[number].enable()
        self._was_edited()

    def first_field(self) -> QWidget:
        """Return the value of the first row that has a problem, else of the first."""
        wrong = (n for n in range(len(self.rows)) if self.sheet.problem(self.about, n))
        return self.rows[next(wrong, 0)].value


class PracticeAnswer(Answer):
    """A choice between practices; a code or a month may be written where the choice takes one."""

    def _fill(self) -> None:
        self._named(0, self._label)
        self.choice = DropDown()
        self.choice.setAccessibleName(self.about.label)
        self.choice.addItem(f"{DEFAULT}{self.about.usual}", "")
        for option in self.about.options:
            self.choice.addItem(option, option)
        self.choice.setEditable(bool(self.about.written))
        if self.about.written:
            self.choice.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
            self.choice.setToolTip(f"可以选，{self.about.written}")
        word = self.sheet.words.get(self.about.key, "")
        found = self.choice.findData(word)
        self.choice.setCurrentIndex(max(found, 0))
        if found < 0:
            self.choice.setEditText(word)
        self._grid.addWidget(self.choice, FIELDS, VALUE, 1, DOCUMENT - VALUE + 1)
        if self.about.written:
            written = PlainLabel(self.about.written, "muted")
            written.setWordWrap(True)
            self._grid.addWidget(written, FIELDS, DAY, 1, MORE - DAY + 1)
        self._say_below(0)
        if not self.about.first:
            self._show_usual(ROWS)
        self.choice.currentTextChanged.connect(self._take)

    def _take(self, text: str) -> None:
        found = self.choice.findText(text)
        self.sheet.words[self.about.key] = text.strip() if found < 0 else self.choice.itemData(found)
        self._was_edited()

    def first_field(self) -> QWidget:
        """Return the drop-down."""
        return self.choice


class ItemsAnswer(Answer):
    """A list of names, typed with 、 between them; empty: what is usual."""

    def _fill(self) -> None:
        self._named(0, self._label)
        self.items = _line(self.sheet.words.get(self.about.key, ""), self.about.label, "与默认不同的才填，用顿号分开")
        self._grid.addWidget(self.items, FIELDS, VALUE, 1, MORE - VALUE + 1)
        self._say_below(0)
        self._show_usual(ROWS)
        self.items.textEdited.connect(self._take)

    def _take(self, text: str) -> None:
        self.sheet.words[self.about.key] = text.strip()
        self._was_edited()

    def first_field(self) -> QWidget:
        """Return the line."""
        return self.items


def answer_row(
    sheet: Questionnaire, about: Asked, label: str, *, above: bool = False, removable: bool = False
) -> Answer:
    """Return the row of an answer; above: its question stands above the fields."""
    if about.kind == PRACTICE:
        return PracticeAnswer(sheet, about, label, above=above)
    if about.kind == ITEMS:
        return ItemsAnswer(sheet, about, label, above=above)
    return ValueAnswer(sheet, about, label, above=above, removable=removable)
