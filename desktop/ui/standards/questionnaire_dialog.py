"""本地标准问卷: a place's standards asked on one page, saved as a pack of one's own that other units can be given."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.catalog import own_packs, policy, questionnaire
from desktop.catalog.answers import Made
from desktop.catalog.questionnaire import Questionnaire
from desktop.findings import UserError
from desktop.ui.kit import ask_file, window_place
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel, as_plain_text
from desktop.ui.kit.small_screens import Rows, labelled, room_of
from desktop.ui.kit.wheel_safe import NumberBox
from desktop.ui.session import Session
from desktop.ui.standards import answer_rows, using
from desktop.ui.standards.question_list import QuestionList, headings

FILES = "本地标准或答案文件 (*.toml)"
SIZE = (1180, 660)
MARGINS, BAR = 14, 20
"""Pixels at both sides of the list, and those that its scroll bar takes at most."""
NAMED = 5
"""How many unknown values are named."""


class QuestionnaireDialog(QDialog):
    """Asks, saves, gives and takes in; `saved` is the pack made or taken in last, empty where there was none."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None, year: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("本地标准问卷")
        self.resize(*SIZE)
        self._session = session
        self.saved = ""
        self._changed = False
        begun = year or (session.budget.year if session else date.today().year + 1)
        self.name = QLineEdit()
        self.name.setPlaceholderText("例如 青禾县 2027")
        self.name.setAccessibleName("名称")
        self.year = NumberBox()
        self.year.setRange(2000, 2100)
        self.year.setAccessibleName("预算年度")
        self.progress, self.note, self.problem = (
            PlainLabel("", "heading"),
            PlainLabel("", "muted"),
            PlainLabel("", "problem"),
        )
        self.note.setWordWrap(True)
        self.problem.setWordWrap(True)
        around = 2 * MARGINS + window_place.FRAME.width() + BAR
        above = room_of(self).width() < answer_rows.width_beside(self) + around
        self.list, self._headings = QuestionList(above=above), headings(above=above)
        self._arrange()
        draft, note = _draft(begun)
        self.sheet = draft or Questionnaire(begun)
        self._show(self.sheet, note)
        self._changed = draft is not None
        self.name.textEdited.connect(self._named)
        self.year.valueChanged.connect(self._year_chosen)
        self.list.edited.connect(self._edited)

    def _arrange(self) -> None:
        self.begin = QMenu(self)
        self.begin.aboutToShow.connect(self._list_sources)
        read = self._button("读入…")
        read.setToolTip("从已有的本地标准（上年的也行）或答案文件开始，接着改")
        read.setMenu(self.begin)
        top = Rows(labelled("名称", self.name), labelled("预算年度", self.year), read, self.progress)
        bottom = QHBoxLayout()
        self.keep = self._button("保存为本地标准")
        self.keep.clicked.connect(lambda: guarded(self, self.save))
        self.give = self._button("另存一份给其他单位…")
        self.give.clicked.connect(self._choose_target)
        self.take = self._button("导入他人的标准…")
        self.take.clicked.connect(self._choose_source)
        leave = self._button("关闭")
        leave.setToolTip("没有保存的会留着，下次接着填")
        leave.clicked.connect(self.reject)
        for button in (self.keep, self.give, self.take):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGINS, 12, MARGINS, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.note)
        self._headings.setContentsMargins(0, 0, self.list.verticalScrollBar().sizeHint().width(), 0)
        column.addWidget(self._headings)
        column.addWidget(self.list, 1)
        column.addWidget(self.problem)
        column.addLayout(bottom)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        return button

    # filling in ---------------------------------------------------------------------------------------

    def _show(self, sheet: Questionnaire, note: str) -> None:
        self.sheet = sheet
        self.name.setText(sheet.title)
        self.year.blockSignals(True)
        self.year.setValue(sheet.year)
        self.year.blockSignals(False)
        self.list.show_sheet(sheet)
        usual = "不知道的勾“不知道”：用到它的项目不会计算，检查时列为缺少参数，不会当作 0。年中调整的点“分段”。"
        self.note.setText(note or usual)
        self._changed = False
        self._show_progress()

    def _show_progress(self) -> None:
        progress = self.sheet.progress()
        self.progress.setText(
            f"已答 {progress.answered} / {progress.asked}，不知道 {progress.unknown}，未答 {progress.open}"
        )

    def _edited(self) -> None:
        self._changed = True
        self.problem.clear()
        self.list.check_limits()
        self._show_progress()

    def _named(self, text: str) -> None:
        self.sheet.title = text
        self._changed = True
        self.problem.clear()

    def _year_chosen(self, year: int) -> None:
        self.sheet.set_year(year)
        self.list.show_sheet(self.sheet)
        self._changed = True

    def done(self, result: int) -> None:
        """Keep what is half-filled, then close."""
        if self._changed:
            guarded(self, lambda: own_packs.put_aside(self.sheet))
        super().done(result)

    # reading in ---------------------------------------------------------------------------------------

    def _list_sources(self) -> None:
        self.begin.clear()
        for name, path in own_packs.saved().items():
            self.begin.addAction(f"本地标准“{name}”".replace("&", "&&"), lambda chosen=path: self.read(chosen))
        self.begin.addSeparator()
        self.begin.addAction("其他文件…", self._choose_file)
        self.begin.addAction("重新开始", self._begin_anew)

    def _choose_file(self) -> None:
        if path := ask_file.to_read(self, "读入本地标准或答案文件", FILES):
            self.read(path)

    def _begin_anew(self) -> None:
        if self._may_replace():
            own_packs.forget()
            self._show(Questionnaire(self.year.value()), "")

    def read(self, path: Path) -> None:
        """Go on from an answers file or a pack, or say why that cannot be."""
        if not self._may_replace():
            return
        try:
            sheet = questionnaire.of_file(path, self.year.value())
        except UserError as error:
            self.problem.setText(str(error))
            return
        self._show(sheet, f"已读入“{path.name}”，可以接着改；改好后保存，名称相同的会被替换")

    def _may_replace(self) -> bool:
        text = "现在填写的内容还没有保存，读入后会被替换。继续吗？"
        return not self._changed or self.confirm("读入", text)

    def confirm(self, title: str, text: str) -> bool:
        """Ask a question; Enter and Esc answer no."""
        answer = QMessageBox.question(
            self,
            title,
            as_plain_text(text),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            QMessageBox.StandardButton.No,
        )
        return answer == QMessageBox.StandardButton.Yes

    # saving, giving, taking in ------------------------------------------------------------------------

    def save(self) -> bool:
        """Save the answers as a pack of one's own and offer it to the book; return whether it was saved."""
        answers = self._answers()
        if answers is None:
            return False
        name = self.sheet.title.strip()
        text = f"已有本地标准“{name}”。替换后，用它的账本都会按新的数值计算。替换吗？"
        if own_packs.target_of(name).exists() and not self.confirm("保存为本地标准", text):
            return False
        own_packs.save(name, answers.text)
        own_packs.forget()
        self.saved, self._changed = name, False
        self.note.setText(_outcome(name, answers))
        self._offer(name)
        return True

    def _answers(self) -> Made | None:
        """Return the pack, or say what is wrong and stand in the first wrong field."""
        try:
            answers = self.sheet.answered()
            own_packs.target_of(self.sheet.title.strip())
        except UserError as error:
            self.problem.setText(str(error))
            problems = self.sheet.problems()
            if self.sheet.title.strip() and problems:
                self.list.turn_to(next(iter(problems)))
            else:
                self.name.setFocus()
            return None
        self.problem.clear()
        return answers

    def _offer(self, name: str) -> None:
        """Ask whether the open book is to use a pack; one that does already is computed anew."""
        session = self._session
        if session is None or not session.writable:
            return
        if session.budget.policy == name:
            session.refresh()
            session.message.emit(f"本账本已按“{name}”的新数值计算")
        elif self.confirm("使用本地标准", using.question(session.facts, name)):
            guarded(self, lambda: session.year_edits.choose_policy(name))

    def _choose_target(self) -> None:
        if (self._changed or not self.saved) and not self.save():
            return
        if target := ask_file.to_write(self, "另存一份给其他单位", f"{self.saved}.toml", FILES):
            guarded(self, lambda: self.give_to(target))

    def give_to(self, target: Path) -> None:
        """Write the saved pack as a file for another unit."""
        target = ask_file.with_ending(target, own_packs.SUFFIX)
        own_packs.give(self.saved, target)
        self.note.setText(f"已写出“{target}”；对方在“导入他人的标准”中选择这个文件")

    def _choose_source(self) -> None:
        if path := ask_file.to_read(self, "导入他人的标准", FILES):
            guarded(self, lambda: self.take_in(path))

    def take_in(self, path: Path) -> None:
        """Copy another unit's pack to one's own, unless something is wrong with it."""
        found = own_packs.examined(path, self.year.value())
        if wrong := own_packs.wrong(found):
            self.problem.setText("没有导入。" + "；".join(finding.describe() for finding in wrong))
            return
        text = f"已有本地标准“{path.stem}”，替换成这个文件吗？"
        if path.stem in own_packs.saved() and not self.confirm("导入他人的标准", text):
            return
        own_packs.take_in(path, self.year.value())
        self.saved = path.stem
        self.problem.clear()
        look = f"，有 {len(found)} 处要留意：" + "；".join(f.message for f in found[:3]) if found else ""
        self.note.setText(f"已导入“{policy.title_of(path.stem)}”{look}")
        self._offer(path.stem)


def _outcome(name: str, answers: Made) -> str:
    """Return what was saved and what is not known."""
    text = f"已保存“{name}”：填写数值 {answers.answered} 个"
    if not answers.unknown:
        return text
    more = "等" if len(answers.unknown) > NAMED else ""
    named = "、".join(answers.unknown[:NAMED])
    return f"{text}；不知道 {len(answers.unknown)} 项（{named}{more}），用到它们的项目不会计算，检查时列为缺少参数"


def _draft(year: int) -> tuple[Questionnaire | None, str]:
    """Return what was left half filled, and what is said of it."""
    try:
        draft = own_packs.taken_up(year)
    except UserError as error:
        return None, str(error)
    return draft, "已接着上次没有保存的问卷；要重新开始，请在“读入”中选“重新开始”" if draft else ""
