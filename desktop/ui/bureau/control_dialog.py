"""Importing a bureau's control numbers (导入控制数): what was understood, before and after, what is open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.approval import scale_doubts
from desktop.intake import bureau_reading, control_plan, headers
from desktop.intake.bureau_words import ANY_FUND, IGNORED, NEW_PROJECT
from desktop.ledger.records import Project
from desktop.ledger.vocabulary import BLOCKS, FUNDS
from desktop.money import YUAN
from desktop.outside.source_files import SourceTable
from desktop.ui.bureau.bureau_dialog import BureauDialog
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.read_tables import cell
from desktop.ui.session import Session


def reading(path: Path) -> Callable[[], list[SourceTable]]:
    """Return the work that reads the sheets of a file beside the window."""
    return partial(bureau_reading.tables_of, path)


class ControlDialog(BureauDialog):
    """Shows each number beside the one in force; enters all units of the file as one step."""

    title = "导入控制数"
    columns = (
        ("单位", "控制数", "现行（元）", "新（元）", "增减（元）", "文件中的位置"),
        (170, 320, 130, 130, 120),
    )

    def __init__(self, session: Session, file: str, tables: list[SourceTable], parent: QWidget | None = None) -> None:
        super().__init__(session, file, parent)
        self._tables = tables
        self.read()
        found = self.planned.reading
        self.document.setText(found.document)
        self.day.setText(found.day)
        self.turn_to_what_is_asked(found.unknown, found.disagreements)

    def read(self) -> None:
        """Understand the sheets and show it."""
        remembered = headers.remembered(control_plan.KIND)
        asked = bureau_reading.with_words(self.asked, remembered)
        self.planned = control_plan.plan_of(self.session.book, self.file, self._tables, self.session.budget, asked)
        found = self.planned.reading
        self._fill()
        names = [project.name for project in self.session.records(Project)]
        choices = (*BLOCKS, *names, NEW_PROJECT, IGNORED, *FUNDS, ANY_FUND)
        units = [unit.name for unit in self.session.book.units()] if "单位" in found.unknown.values() else []
        self.fill_words(found.unknown, {word: word for word in (*units, *choices)})
        self.fill_doubts(found.disagreements)
        about = [
            f"文号 {found.document or '（没有）'}，日期 {found.day or '（没有）'}，金额单位 {found.money or '（没有）'}"
        ]
        about += [*found.understood, f"核对相符的合计 {len(found.agreed)} 处", *found.notes]
        summary = f"{len(self.planned.units)} 个单位 {self.planned.count} 项，文号 {found.document}"
        doubts = scale_doubts.of_controls(self.session.book, self.planned)
        self.fill_state(found.rejects, about, self.planned.count, summary, doubts)

    def _fill(self) -> None:
        listed = [(each, change) for each in self.planned.units for change in each.changes]
        self.rows.setRowCount(len(listed))
        for row, (each, change) in enumerate(listed):
            before, after = change.before, change.number.fen
            texts = (
                (each.unit.name, False),
                (change.name + ("（只记入沿革）" if change.revision.later else ""), False),
                ("" if before is None else YUAN.show(before), True),
                (YUAN.show(after), True),
                ("新下达" if before is None else YUAN.show(after - before), True),
                (change.number.place, False),
            )
            for column, (text, number) in enumerate(texts):
                self.rows.setItem(row, column, cell(text, number=number))
        self.rows.setColumnHidden(0, len(self.planned.units) < 2)

    def enter(self) -> None:
        """Enter the numbers as one step, remember what words mean, and close."""

        def run() -> None:
            self.session.year_edits.take_controls(self.planned)
            headers.remember(control_plan.KIND, control_plan.to_remember(dict(self.asked.words)))
            self.accept()

        guarded(self, run)
