"""Importing a roster or another list: what columns, words and sheets mean, what each row changes, then one step."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.compute import executed
from desktop.intake import headers, payroll_words, people_update, record_import, record_taking
from desktop.intake.project_list import ProjectReading
from desktop.intake.record_import import RecordReading
from desktop.intake.record_kinds import KINDS
from desktop.intake.record_words import MEMORY
from desktop.ledger.records import Execution
from desktop.money import UNITS
from desktop.ui.imports import import_tables
from desktop.ui.imports.import_source import Choices, Preview, Source, asked_of, source_of
from desktop.ui.imports.words_dialog import WordsDialog
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.kit.read_tables import table
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.session import Session

__all__ = ["ImportDialog", "Preview", "Source", "source_of"]

TITLES = {"roster": "导入花名册", "projects": "导入项目清单"} | {k.key: f"导入{k.label}" for k in KINDS.values()}
AS_WRITTEN = "按文件所写"


class ImportDialog(QDialog):
    """Reads the file again whenever a choice changes; imports only when nothing is wrong."""

    def __init__(self, session: Session, source: Source, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._source = session, source
        self._choices = Choices()
        self.setWindowTitle(TITLES[source.kind])
        self.resize(940, 620)
        self.summary = PlainLabel()
        self.summary.setObjectName("heading")
        self.summary.setWordWrap(True)
        self.tabs = QTabWidget()
        self._add_tables()
        self.problems = QPlainTextEdit()
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName("问题")
        self.problems.setMaximumHeight(150)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("导入", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.remembered = buttons.addButton("记住的叫法…", QDialogButtonBox.ButtonRole.ActionRole)
        self.remembered.clicked.connect(self.show_remembered)
        buttons.accepted.connect(self.import_rows)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addLayout(self._line_of_choices())
        for widget, stretch in ((self.tabs, 4), (self.problems, 1), (buttons, 0)):
            column.addWidget(widget, stretch)
        self.preview = preview
        self._show()
        self._turn_to_what_is_asked()

    def _add_tables(self) -> None:
        self.people = table(
            "人员", ("处理", "姓名", "类别", "状态", "工资项合计（元）", "改动或工资项"), (170, 90, 60, 60, 130)
        )
        self.columns = table("列", ("文件中的列", "含义", "前几个值"), (220, 260))
        self.sheets = table("工作表", ("读取的工作表", "是谁的工资", "说明"), (260, 240))
        self.records = table("明细", ("处理", "文件行", "内容", "金额（元）", "改动"), (120, 60, 360, 120))
        self.words = table("叫法", ("文件中的叫法", "按", "来历"), (260, 200))
        self.gross = table("应发核对", ("姓名", "位置", "应发（元）", "读入（元）", "相差（元）"), (120, 220, 150, 150))
        self.left_out = QPlainTextEdit()
        self.left_out.setReadOnly(True)
        self.left_out.setAccessibleName("没有导入的内容")
        for widget in (self.columns, self.sheets, self.words, self.people, self.records, self.gross, self.left_out):
            self.tabs.addTab(widget, "")
        self.sheets.cellChanged.connect(self._take_sheets, Qt.ConnectionType.QueuedConnection)

    def _line_of_choices(self) -> QHBoxLayout:
        """Return the line of what is asked of a list as a whole: its sheet, the unit of its amounts."""
        self.sheet, self.money = DropDown(), DropDown()
        line = QHBoxLayout()
        self._asked_of_lists = [PlainLabel("工作表"), self.sheet, PlainLabel("金额单位"), self.money]
        for widget, name in ((self.sheet, "工作表"), (self.money, "金额单位")):
            widget.setAccessibleName(name)
            widget.setMinimumWidth(180)
        for part in self._asked_of_lists:
            line.addWidget(part)
        line.addStretch(1)
        for text in ("", *UNITS):
            self.money.addItem(text or AS_WRITTEN, text)
        self.money.activated.connect(lambda _: self.choose_money(str(self.money.currentData())))
        self.sheet.activated.connect(lambda _: self.choose_sheets((self.sheet.currentText(),)))
        return line

    def _show(self) -> None:
        preview = self.preview
        unknown = {f.place.column: "" for f in preview.rejects if f.place.column and "不认识列" in f.message}
        unknown |= {text: "" for text, name in preview.columns.items() if not name}
        fields = {headers.IGNORED: headers.IGNORED} | self._source.fields
        import_tables.fill_columns(self.columns, unknown | preview.columns, preview.samples, fields, self.choose)
        self._name(self.columns, "列", len(unknown), ask=True)
        self._show_roster()
        self._show_records()
        self.left_out.setPlainText("\n".join(preview.left_out))
        self._name(self.left_out, "没有导入的内容", len(preview.left_out), visible=bool(preview.left_out))
        wrong = len(preview.rejects)
        state = f"有 {wrong} 处问题，改正后才能导入" if wrong else f"可以导入：{preview.summary}{self._changes}"
        self.summary.setText(f"{self._source.path.name}　{state}")
        lines = [*(f.describe() for f in preview.rejects), *self._doubts()]
        self.problems.setPlainText("\n".join(lines) or "没有问题")
        self.accept_button.setEnabled(not wrong)

    def _doubts(self) -> Iterator[str]:
        """Yield where amounts of last year seem to be in another unit of money than the book's budget."""
        rows = self.preview.records.rows if self.preview.records is not None else []
        spent = [row.record for row in rows if isinstance(row.record, Execution)]
        for name, doubt in executed.scale_doubts(spent, self._session.disclosure.cube):
            yield f"注意：{name}的上年执行数 {doubt}"

    def _show_roster(self) -> None:
        reading = self.preview.roster
        for widget in (self.sheets, self.words, self.people, self.gross):
            self.tabs.setTabVisible(self.tabs.indexOf(widget), False)
        self.remembered.setVisible(reading is not None)
        if reading is None:
            return
        import_tables.fill_sheets(self.sheets, reading, self._choices.words, self.choose_sheet_kind)
        self._name(self.sheets, "工作表", len(reading.sheets), visible=len(reading.sheets) > 1)
        import_tables.fill_words(self.words, reading, headers.words() | self._choices.words, self.choose_word)
        asked = len(reading.unknown_words)
        self._name(self.words, "叫法", asked, visible=bool(asked or reading.words), ask=True)
        found = people_update.differences(self._session.book, self._session.budget, reading.people, self._source.items)
        import_tables.fill_people(self.people, found, self._source.items)
        self._name(self.people, "人员", len(reading.people), visible=bool(found))
        import_tables.fill_gross(self.gross, reading)
        self._name(self.gross, "应发核对", len(reading.apart), visible=reading.gross is not None, ask=True)

    def _show_records(self) -> None:
        """Show what was read of a list that is no roster: words, rows, sheet and unit of money."""
        reading = self.preview.records
        for part in self._asked_of_lists:
            part.setVisible(reading is not None)
        self.tabs.setTabVisible(self.tabs.indexOf(self.records), False)
        self._changes = ""
        if reading is None:
            self._show_money(self.preview.projects)
            return
        self.remembered.setVisible(True)
        for part in self._asked_of_lists[:2]:
            part.setVisible(len(reading.sheets) > 1)
        self.sheet.clear()
        self.sheet.addItems(reading.sheets)
        self.sheet.setCurrentText(reading.sheet)
        self._show_money(reading)
        import_tables.fill_words_of_lists(self.words, reading, self._decided(), self.choose_word)
        asked = len(reading.unknown_words)
        self._name(self.words, "叫法", asked, visible=bool(asked or reading.words), ask=True)
        session = self._session
        budget = session.budget
        found = record_taking.differences(session.book, reading.kind, reading.rows, lambda _: budget)
        import_tables.fill_changes(self.records, found, {each.id: each.name for each in session.facts.projects})
        self._name(self.records, "明细", len(reading.rows), visible=bool(reading.rows))
        if reading.rows:
            self._changes = f"；{import_tables.counts_of_changes(found)}"

    def _show_money(self, reading: RecordReading | ProjectReading | None) -> None:
        """Show the unit of the amounts, and ask for it where the file names none; a roster is always in 元."""
        if reading is None:
            return
        for part in self._asked_of_lists[2:]:
            part.setVisible(True)
        self.money.setItemText(0, f"{AS_WRITTEN}：{reading.money}" if reading.money else "（请选择）")
        self.money.setEnabled(reading.money_asked)

    def _decided(self) -> dict[str, str]:
        return headers.remembered(MEMORY) | self._choices.words

    def choose_money(self, unit: str) -> None:
        """Say in which unit the amounts stand where the file does not, and read the file again."""
        self._read(replace(self._choices, money=unit))

    def _name(self, widget: QWidget, title: str, count: int, *, visible: bool = True, ask: bool = False) -> None:
        """Name a tab with how much it holds, or with how much in it is asked."""
        index = self.tabs.indexOf(widget)
        text = f"{title}（{count} 处待定）" if ask and count else title if ask else f"{title}（{count}）"
        self.tabs.setTabText(index, text)
        self.tabs.setTabVisible(index, visible)

    def _turn_to_what_is_asked(self) -> None:
        reading, records = self.preview.roster, self.preview.records
        asked = any("不认识列" in finding.message for finding in self.preview.rejects)
        if records is not None and not asked and (records.unknown_words or records.rows):
            self.tabs.setCurrentWidget(self.words if records.unknown_words else self.records)
        elif reading is None or asked:
            self.tabs.setCurrentWidget(self.columns)
        elif reading.unknown_words:
            self.tabs.setCurrentWidget(self.words)
        elif reading.apart:
            self.tabs.setCurrentWidget(self.gross)
        else:
            self.tabs.setCurrentWidget(self.people)

    def _read(self, choices: Choices) -> None:
        def run() -> None:
            self.preview = self._source.read(choices)
            self._choices = choices

        guarded(self, run)
        self._show()

    def choose(self, text: str, field: str) -> None:
        """Give a column a meaning and read the file again."""
        if field:
            self._read(replace(self._choices, columns=self._choices.columns | {text: field}))

    def choose_word(self, text: str, meaning: str) -> None:
        """Say which kind or state a word of the file is, and read the file again."""
        if meaning:
            self._read(replace(self._choices, words=self._choices.words | {text: meaning}))

    def choose_sheet_kind(self, name: str, kind: str) -> None:
        """Say whose pay a sheet holds; empty: as its name and columns say."""
        key = payroll_words.SHEET + name
        words = {word: meaning for word, meaning in self._choices.words.items() if word != key}
        self._read(replace(self._choices, words=words | ({key: kind} if kind else {})))

    def choose_sheets(self, names: tuple[str, ...]) -> None:
        """Say which sheets are read; with none, those usually read are."""
        self._read(replace(self._choices, sheets=names))

    def _take_sheets(self, _row: int, _column: int) -> None:
        self.choose_sheets(import_tables.checked(self.sheets))

    def show_remembered(self) -> None:
        """Show what was remembered of earlier imports; what is forgotten there is asked again here."""
        dialog = WordsDialog(self)
        dialog.forgotten.connect(lambda: self._read(self._choices))
        dialog.open()

    def import_rows(self) -> None:
        """Put the rows into the book as one step, remember columns and words, and close."""

        def run() -> None:
            self._session.year_edits.take_import(
                self._source.kind, self.preview.rows, import_tables.to_remove(self.people)
            )
            if self.preview.records is not None:
                record_import.remember(self._source.kind, asked_of(self._choices))
                self.accept()
                return
            headers.remember(self._source.kind, self._choices.columns)
            words = self._choices.words.items()
            headers.remember(
                headers.WORDS, {text: word for text, word in words if not text.startswith(payroll_words.SHEET)}
            )
            self.accept()

        guarded(self, run)
