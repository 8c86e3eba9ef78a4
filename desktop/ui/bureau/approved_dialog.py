"""Importing what a bureau approved (导入批复数): every difference with both sides, taken over as one named step."""

from PySide6.QtWidgets import QWidget

from desktop.approval import taking
from desktop.intake import bureau_reading, control_plan, headers
from desktop.intake.bureau_words import ANY_FUND, IGNORED
from desktop.ledger.records import Project
from desktop.ledger.vocabulary import BLOCKS, FUNDS
from desktop.money import YUAN
from desktop.outside.source_files import SourceTable
from desktop.ui.bureau.bureau_dialog import BureauDialog
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.read_tables import cell
from desktop.ui.session import Session


class ApprovedDialog(BureauDialog):
    """Shows the approved figures that are another in the budget; taking over leaves to her what has no one line."""

    title, asks_unit = "导入批复数", False
    columns = (
        ("批复数", "批复（元）", "编报（元）", "相差（元）", "取得时", "文件中的位置"),
        (310, 130, 130, 120, 140),
    )

    def __init__(self, session: Session, file: str, tables: list[SourceTable], parent: QWidget | None = None) -> None:
        super().__init__(session, file, parent)
        self._tables = tables
        self.accept_button.setText("取得批复数")
        self.read()
        found = self.planned.reading
        self.document.setText(found.document)
        self.day.setText(found.day)
        self.turn_to_what_is_asked(found.unknown, found.disagreements)

    def read(self) -> None:
        """Hold the sheets against the budget and show it."""
        asked = bureau_reading.with_words(self.asked, headers.remembered(control_plan.KIND))
        self.planned = taking.plan(self.session.book, self.file, self._tables, self.session.budget, asked)
        found, comparison = self.planned.reading, self.planned.comparison
        self._fill()
        names = [project.name for project in self.session.records(Project)]
        units = [unit.name for unit in self.session.book.units()] if "单位" in found.unknown.values() else []
        choices = (*units, *BLOCKS, *names, IGNORED, *FUNDS, ANY_FUND)
        self.fill_words(found.unknown, {word: word for word in choices})
        self.fill_doubts(found.disagreements)
        about = [
            f"文号 {found.document or '（没有）'}，日期 {found.day or '（没有）'}，金额单位 {found.money or '（没有）'}"
        ]
        about += [*found.understood, f"核对相符的合计 {len(found.agreed)} 处", *found.notes]
        count = len(comparison.figures)
        summary = f"{count} 个批复数，{len(self.planned.changes)} 个与编报数不同，{len(self.planned.left)} 个要由您修改"
        self.fill_state(found.rejects, about, count, summary)

    def _fill(self) -> None:
        changes, others = self.planned.changes, self.planned.comparison.not_listed
        self.rows.setRowCount(len(changes) + len(others))
        for row, change in enumerate(changes):
            each = change.compared
            amounts = (each.approved, each.drafted, each.approved - each.drafted)
            self.rows.setItem(row, 0, cell(each.name))
            for column, fen in enumerate(amounts, 1):
                self.rows.setItem(row, column, cell(YUAN.show(fen), number=True))
            self.rows.setItem(row, 4, cell("改这一行" if change.line else "由您修改"))
            self.rows.setItem(row, 5, cell(each.figure.place))
        for row, (name, fen) in enumerate(others, len(changes)):
            texts = (name, "", YUAN.show(fen), "", "由您修改", "文件没有列出")
            for column, text in enumerate(texts):
                self.rows.setItem(row, column, cell(text, number=column == 2))

    def enter(self) -> None:
        """Take the figures over as one step and close."""

        def run() -> None:
            self.session.year_edits.take_approved(self.planned)
            headers.remember(control_plan.KIND, control_plan.to_remember(dict(self.asked.words)))
            self.accept()

        guarded(self, run)
