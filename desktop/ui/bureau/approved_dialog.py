"""Importing what a bureau approved (导入批复数): every difference with both sides, taken over as one named step."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop.approval import scale_doubts, taking
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

    title = "导入批复数"
    columns = (
        ("单位", "批复数", "批复（元）", "编报（元）", "相差（元）", "取得时", "文件中的位置"),
        (200, 260, 120, 120, 120, 80),
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
        found = self.planned.reading
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
        count = self.planned.count
        of_units = f"{len(self.planned.units)} 个单位 " if len(self.planned.units) > 1 else ""
        changed, left = len(self.planned.changes), len(self.planned.left)
        summary = f"{of_units}{count} 个批复数，{changed} 个与编报数不同，{left} 个要由您修改"
        self.fill_state(found.rejects, about, count, summary, scale_doubts.of_approved(self.planned))
        if self.planned.refused:
            self._only_to_look_at(summary)

    def _only_to_look_at(self, summary: str) -> None:
        """Say why the figures can be compared here and not taken over."""
        self.accept_button.setEnabled(False)
        if not self.planned.reading.rejects:
            self.summary.setText(f"{self.file}　只能对照：{summary}")
        lines = (self.planned.refused, self.problems.toPlainText().replace("没有问题", ""))
        self.problems.setPlainText("\n".join(filter(None, lines)))

    def _fill(self) -> None:
        rows = [row for each in self.planned.units for row in _rows(each)]
        self.rows.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                self.rows.setItem(row, column, cell(text, number=column in (2, 3, 4)))
        self.rows.setColumnHidden(0, len(self.planned.units) < 2)

    def enter(self) -> None:
        """Take the figures over as one step and close."""

        def run() -> None:
            self.session.year_edits.take_approved(self.planned)
            headers.remember(control_plan.KIND, control_plan.to_remember(dict(self.asked.words)))
            self.accept()

        guarded(self, run)


def _rows(planned: taking.UnitPlan) -> Iterator[tuple[str, ...]]:
    """Yield the words of each difference of a unit, and of what the file does not list."""
    for change in planned.changes:
        each = change.compared
        amounts = map(YUAN.show, (each.approved, each.drafted, each.approved - each.drafted))
        yield planned.unit.name, each.name, *amounts, "改这一行" if change.line else "由您修改", each.figure.place
    for name, fen in planned.comparison.not_listed:
        yield planned.unit.name, name, "", YUAN.show(fen), "", "由您修改", "文件没有列出"
