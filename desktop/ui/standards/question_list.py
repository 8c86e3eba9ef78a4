"""All questions in one scrolling list: the questions first, under headings, and all else below, folded."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog import questions
from desktop.catalog.asked import Asked
from desktop.catalog.questionnaire import LIMITS, Questionnaire
from desktop.catalog.questions import Question
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.standards import answer_rows
from desktop.ui.standards.answer_rows import Answer, ValueAnswer


class Block(QWidget):
    """The answers of one question (or one thing that is not asked first), made anew where rows come or go."""

    edited = Signal()

    def __init__(
        self, sheet: Questionnaire, number: int = 0, question: Question | None = None, *, above: bool = False
    ) -> None:
        super().__init__()
        self._sheet, self._number, self._question, self._above = sheet, number, question, above
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(0)
        self.answers: list[Answer] = []
        self.add: QLineEdit | None = None

    def show_answers(self, listed: list[Asked]) -> None:
        """Show the rows of some answers."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.answers = []
        question = self._question
        several = question is not None and bool(question.each)
        text = f"{self._number}. {question.text}" if question is not None else ""
        if several:
            self._say(text, "")
        if question is not None and question.help:
            self._say(f"　　{question.help}" if several else "", "muted")
        for about in listed:
            own = question is not None and several and about.key not in question.keys
            label = f"　　{question.part(about.key)}" if question is not None and several else text or about.label
            row = answer_rows.answer_row(self._sheet, about, label, above=self._above, removable=own)
            self._append(row)
        if question is not None and question.help and not several:
            self._say(f"　　{question.help}", "muted")
        if question is not None and self._sheet.takes_more(question):
            self._column.addWidget(self._adder(question))

    def _say(self, text: str, name: str) -> None:
        if text:
            label = PlainLabel(text, name)
            label.setWordWrap(True)
            label.setContentsMargins(answer_rows.MARGIN, 0, answer_rows.MARGIN, 0)
            self._column.addWidget(label)

    def _append(self, answer: Answer) -> None:
        self.answers.append(answer)
        self._column.addWidget(answer)
        answer.edited.connect(self.edited)
        if isinstance(answer, ValueAnswer):
            answer.more_asked.connect(lambda: self._more(answer))
            answer.less_asked.connect(lambda number: self._less(answer, number))

    def _adder(self, question: Question) -> QWidget:
        """Return a line and a button for one more of what is asked one by one."""
        panel = QWidget()
        row = QHBoxLayout(panel)
        row.setContentsMargins(answer_rows.MARGIN, 2, answer_rows.MARGIN, 2)
        self.add = QLineEdit()
        self.add.setPlaceholderText("满多少年" if question.by_years else "本地的名称")
        self.add.setAccessibleName(f"{question.label} 增加一项")
        self.add.setMaximumWidth(self.fontMetrics().horizontalAdvance("年") * 14)
        button = QPushButton("增加一项")
        button.setObjectName("small")
        button.setAutoDefault(False)
        button.clicked.connect(self._add_one)
        self.problem = PlainLabel("", "problem")
        row.addWidget(PlainLabel("　　另有："))
        for widget in (self.add, button):
            row.addWidget(widget)
        row.addWidget(self.problem, 1)
        return panel

    def _add_one(self) -> None:
        if self._question is None or self.add is None:
            return
        problem = self._sheet.add(self._question, self.add.text())
        if problem:
            self.problem.setText(problem)
            return
        self._anew(len(self._sheet.answers_of(self._question)) - 1)

    def _more(self, answer: ValueAnswer) -> None:
        typed = self._sheet.typed(answer.about.key)
        typed.append(self._sheet.blank(f"{self._sheet.year}-07-01"))
        self._anew(self.answers.index(answer), len(typed) - 1)

    def _less(self, answer: ValueAnswer, number: int) -> None:
        typed = self._sheet.typed(answer.about.key)
        place = self.answers.index(answer)
        del typed[number]
        if not typed:
            del self._sheet.values[answer.about.key]
        self._anew(min(place, len(self.answers) - 1))

    def _anew(self, place: int, row: int = 0) -> None:
        """Show the rows again and stand in one of them."""
        known = self._question
        self.show_answers(self._sheet.answers_of(known) if known else [answer.about for answer in self.answers])
        answer = self.answers[min(place, len(self.answers) - 1)]
        if isinstance(answer, ValueAnswer):
            answer.rows[min(row, len(answer.rows) - 1)].value.setFocus()
        self.edited.emit()


class QuestionList(QScrollArea):
    """The whole questionnaire; `edited` says that something was typed.

    above: its questions stand above their fields, for a screen that has no room for them beside.
    """

    edited = Signal()

    def __init__(self, *, above: bool = False) -> None:
        super().__init__()
        self._above = above
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet: Questionnaire | None = None
        self.blocks: list[Block] = []
        self.others = QToolButton()
        self._below = QWidget()

    def show_sheet(self, sheet: Questionnaire) -> None:
        """Show a questionnaire from its beginning."""
        self._sheet = sheet
        self.blocks = []
        inside = QWidget()
        inside.setObjectName("questions")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        group = ""
        for number, question in enumerate(questions.load(), 1):
            if question.group != group:
                group = question.group
                column.addWidget(_heading(group))
            column.addWidget(self._block(sheet, sheet.answers_of(question), number, question))
        column.addWidget(self._folded(sheet))
        self._below = QWidget()
        QVBoxLayout(self._below).setContentsMargins(0, 0, 0, 0)
        self._below.hide()
        column.addWidget(self._below)
        column.addStretch(1)
        self.setWidget(inside)

    def _block(
        self, sheet: Questionnaire, listed: list[Asked], number: int = 0, question: Question | None = None
    ) -> Block:
        block = Block(sheet, number, question, above=self._above)
        block.show_answers(listed)
        block.edited.connect(self.edited)
        self.blocks.append(block)
        return block

    def _folded(self, sheet: Questionnaire) -> QToolButton:
        self.others = QToolButton()
        self.others.setCheckable(True)
        self.others.setArrowType(Qt.ArrowType.RightArrow)
        self.others.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        changed = sheet.changed_others()
        more = f"，其中 {changed} 项与默认不同" if changed else ""
        self.others.setText(f"其他标准和做法：{len(sheet.others())} 项，已按默认{more}（点开可改）")
        self.others.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.others.toggled.connect(self._unfold)
        return self.others

    def _unfold(self, on: bool) -> None:
        """Show or hide what is not asked first; its rows are made when they are first looked at."""
        self.others.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        column = self._below.layout()
        if on and self._sheet is not None and column is not None and column.isEmpty():
            group = ""
            for about in self._sheet.others():
                if about.group != group:
                    group = about.group
                    column.addWidget(_heading(group))
                column.addWidget(self._block(self._sheet, [about]))
            if self._sheet.own_rules:
                text = f"另有本地自己的规则，照原样保留：{'、'.join(self._sheet.own_rules)}"
                label = PlainLabel(text, "muted")
                label.setWordWrap(True)
                label.setContentsMargins(answer_rows.MARGIN, 6, answer_rows.MARGIN, 6)
                column.addWidget(label)
        self._below.setVisible(on)

    def answer(self, key: str) -> Answer:
        """Return the row of a key, unfolding what lies below. Raises KeyError for a key that is not asked."""
        found = {each.about.key: each for each in self._answers()}
        if key not in found:
            self.others.setChecked(True)
            found = {each.about.key: each for each in self._answers()}
        return found[key]

    def _answers(self) -> Iterator[Answer]:
        for block in self.blocks:
            yield from block.answers

    def turn_to(self, key: str) -> None:
        """Stand in the field of a key."""
        field = self.answer(key).first_field()
        self.ensureWidgetVisible(field, 0, 80)
        field.setFocus()

    def check_limits(self) -> None:
        """Look again at the rows that may be wrong because of another: a floor and its ceiling."""
        for answer in self._answers():
            if answer.about.key.endswith(LIMITS):
                answer.check()


def _heading(text: str) -> PlainLabel:
    label = PlainLabel(text, "heading")
    label.setContentsMargins(answer_rows.MARGIN, 12, 0, 4)
    return label


def headings(*, above: bool = False) -> QWidget:
    """Return the words over the columns; above: the questions stand above their fields."""
    panel = QWidget()
    grid = QGridLayout(panel)
    answer_rows.set_columns(grid, panel, above=above)
    for number, text in enumerate(answer_rows.HEADINGS):
        grid.addWidget(PlainLabel(text, "muted"), 0, 2 * number)
    return panel
