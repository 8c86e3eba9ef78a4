"""What a bureau's file says, before anything is entered: what was understood, what is open, what becomes another."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.findings import Finding, UserError
from desktop.intake.bureau_reading import Asked
from desktop.intake.bureau_totals import Disagreement
from desktop.money import UNITS
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.read_tables import cell, drop_down, table
from desktop.ui.session import Session

AS_WRITTEN = "（按文件）"
MONEYS = {"": AS_WRITTEN, **{unit: unit for unit in UNITS}}
UNCHOSEN = "（请选择）"


class BureauDialog(QDialog):
    """Reads the sheets again whenever something is decided; enters only when nothing is open.

    A subclass fills `rows`, says what a word can mean, and enters.
    """

    title, columns = "", ((), ())  # type: tuple[str, tuple[tuple[str, ...], tuple[int, ...]]]

    def __init__(self, session: Session, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.file, self.asked = session, file, Asked()
        self.setWindowTitle(self.title)
        self.resize(1000, 640)
        self.summary = PlainLabel()
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        self.tabs = QTabWidget()
        headings, widths = self.columns
        self.rows = table("数", headings, widths)
        self.words = table("待定的词", ("文件中的词", "像是", "是什么"), (320, 100))
        self.doubts = table("合计不符", ("接受", "不符的合计"), (60,))
        self.doubts.setWordWrap(True)
        self.about = QPlainTextEdit()
        self.about.setReadOnly(True)
        self.about.setAccessibleName("读取说明")
        for widget in (self.rows, self.words, self.doubts, self.about):
            self.tabs.addTab(widget, "")
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName("问题")
        self.problems.setMaximumHeight(130)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.enter)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addLayout(self._fields())
        column.addWidget(self.tabs, 4)
        column.addWidget(self.problems, 1)
        column.addWidget(buttons)
        self.doubts.itemChanged.connect(self._take_ticks)

    def _fields(self) -> QHBoxLayout:
        """The line of what the file may leave open: document, day, unit of money, unit."""
        self.document, self.day = QLineEdit(), QLineEdit()
        self.document.setPlaceholderText("例如 青财预〔2026〕12号")
        self.day.setPlaceholderText("例如 2026-11-20")
        self.document.editingFinished.connect(lambda: self.ask(document=self.document.text()))
        self.day.editingFinished.connect(lambda: self.ask(day=self.day.text()))
        self.money = drop_down(MONEYS, "", lambda unit: self.ask(money=unit), "金额单位")
        units = {"0": AS_WRITTEN} | {str(unit.id): unit.name for unit in self.session.book.units()}
        self.unit = drop_down(units, "0", lambda unit: self.ask(unit=int(unit)), "单位")
        line = QHBoxLayout()
        named = [("文号", self.document), ("日期", self.day), ("金额单位", self.money), ("单位", self.unit)]
        if len(units) == 2:  # nothing to choose; without a parent it would outlive the dialog
            self.unit.setParent(self)
            self.unit.hide()
            named.pop()
        for label, widget in named:
            widget.setAccessibleName(label)
            form = QFormLayout()
            form.addRow(label, widget)
            line.addLayout(form, 2 if label in ("文号", "单位") else 1)
        return line

    def ask(self, **changed: object) -> None:
        """Take a decision and understand the sheets again."""
        before = self.asked
        asked = replace(before, **changed)  # type: ignore[arg-type]
        if asked == before:
            return

        def run() -> None:
            self.asked = asked
            try:
                self.read()
            except UserError:
                self.asked = before
                raise

        guarded(self, run)

    def choose(self, word: str, meaning: str) -> None:
        """Decide what a word is."""
        if meaning:
            self.ask(words={**self.asked.words, word: meaning})

    def _take_ticks(self) -> None:
        ticked = set()
        for row in range(self.doubts.rowCount()):
            item = self.doubts.item(row, 0)
            if item is not None and item.checkState() == Qt.CheckState.Checked:
                ticked.add(str(item.data(Qt.ItemDataRole.UserRole)))
        self.ask(accepted=frozenset(ticked))

    def read(self) -> None:
        """Understand the sheets and show it."""
        raise NotImplementedError

    def enter(self) -> None:
        """Enter what was understood and close."""
        raise NotImplementedError

    def fill_words(self, unknown: Mapping[str, str], meanings: Mapping[str, str]) -> None:
        """List the words that are open or were decided here."""
        listed = {**dict.fromkeys(self.asked.words, "已定"), **unknown}
        self.words.setRowCount(len(listed))
        for row, (word, kind) in enumerate(listed.items()):
            self.words.setItem(row, 0, cell(word))
            self.words.setItem(row, 1, cell(kind))
            chosen = self.asked.words.get(word, "")
            box = drop_down({"": UNCHOSEN, **meanings}, chosen, partial(self.choose, word), f"“{word}”是什么")
            self.words.setCellWidget(row, 2, box)
        self._name(self.words, "待定的词", len(unknown), shown=bool(listed))

    def fill_doubts(self, wrong: list[Disagreement]) -> None:
        """List the sums that are not those of their parts, each with a tick of its own."""
        self.doubts.blockSignals(True)
        known = {each.key: each for each in wrong}
        for key in self.asked.accepted:
            known.setdefault(key, self._accepted[key])
        self._accepted = known
        self.doubts.setRowCount(len(known))
        for row, (key, each) in enumerate(known.items()):
            tick = cell("")
            tick.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            tick.setCheckState(Qt.CheckState.Checked if key in self.asked.accepted else Qt.CheckState.Unchecked)
            tick.setData(Qt.ItemDataRole.UserRole, key)
            tick.setData(Qt.ItemDataRole.AccessibleTextRole, f"接受：{each.describe()}")
            self.doubts.setItem(row, 0, tick)
            self.doubts.setItem(row, 1, cell(each.describe()))
        self.doubts.resizeRowsToContents()
        self.doubts.blockSignals(False)
        self._name(self.doubts, "合计不符", len(wrong), shown=bool(known))

    _accepted: dict[str, Disagreement]

    def fill_state(self, rejects: list[Finding], about: list[str], count: int, summary: str, doubts: list[str]) -> None:
        """Say what stands in the way, and let it be entered only when nothing does. doubts: what to look at again."""
        self.about.setPlainText("\n".join(about))
        self._name(self.about, "读取说明", 0)
        self._name(self.rows, self.title.removeprefix("导入"), count)
        state = f"有 {len(rejects)} 处待定，解决后才能导入" if rejects else f"可以导入：{summary}"
        self.summary.setText(f"{self.file}　{state}")
        lines = [*(f.describe() for f in rejects), *(f"注意：{text}" for text in doubts)]
        self.problems.setPlainText("\n".join(lines) or "没有问题")
        self.accept_button.setEnabled(not rejects and count > 0)

    def _name(self, widget: QTableWidget | QPlainTextEdit, title: str, count: int, *, shown: bool = True) -> None:
        index = self.tabs.indexOf(widget)
        self.tabs.setTabText(index, f"{title}（{count}）" if count else title)
        self.tabs.setTabVisible(index, shown)

    def turn_to_what_is_asked(self, unknown: Mapping[str, str], wrong: list[Disagreement]) -> None:
        """Show first what is open."""
        self.tabs.setCurrentWidget(self.words if unknown else self.doubts if wrong else self.rows)
