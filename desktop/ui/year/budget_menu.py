"""The 年度与阶段 and 导入 menus of the toolbar."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets  # its dialogs are loaded when one is shown
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.findings import Finding, UserError
from desktop.intake.record_kinds import KINDS
from desktop.ledger import rolling, stages
from desktop.ledger.vocabulary import Stage
from desktop.ui.kit.background import Job, run_in_background, run_in_steps
from desktop.ui.kit.book_window import FirstFile
from desktop.ui.kit.guarded import guarded
from desktop.ui.kit.in_pieces import busy, walk
from desktop.ui.kit.plain_text import as_plain_text
from desktop.ui.scenarios.menu import ScenarioMenu
from desktop.ui.session import Session

if TYPE_CHECKING:
    from desktop.published.proposal import Proposal
    from desktop.ui.imports.import_source import Preview

DOCUMENTS = "公开的预算 (*.docx *.pdf *.txt *.xlsx *.xls *.ods *.html *.htm *.ofd)"
FILES = "表格文件 (*.xlsx *.xls *.ods *.csv *.et)"
ASKED = {
    "roster": "选择工资表或花名册",
    "projects": "选择项目清单",
    "controls": "选择控制数文件",
    "approved": "选择批复文件",
    "last_year": "选择上年公开的文件",
    "text": "选择改过的说明或公开文件",
    "template": "选择财政局下发的表格",
}
"""What is said over the choice of a file, by the kind of what is read; the other lists have names of their own."""
NOTHING_TO_REVIEW = "没有要特别核对的内容；金额和文字请照常看一遍。"


class BudgetMenu(QMenu):
    """Stages, next year, difference report."""

    release_asked = Signal()
    """The page of the release record is to be shown."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("年度与阶段", parent)
        self._session = session
        self._parent = parent
        self.stages = self.addMenu("转入下一阶段")
        self.freeze = self.addAction("冻结本阶段…", self.freeze_stage)
        self.unfreeze = self.addAction("解除冻结…", self.unfreeze_stage)
        self.addSeparator()
        self.draft = self.addAction("以上年为底稿", self.start_from_last_year)
        self.forward = self.addAction("结转到下一年度", self.roll_forward)
        self.addSeparator()
        self.compare = self.addMenu("与其他年度或阶段比较")
        self.scenarios = ScenarioMenu(session, parent)
        self.addMenu(self.scenarios)
        self.calibrate = self.addAction("用工资册、缴费单或上年数核对测算…", self.show_calibration)
        self.addSeparator()
        self.layout_settings = self.addAction("版式设置…", self.show_layout)
        self.release = self.addAction("公开审批记录", self.release_asked.emit)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the stages still to come and the budgets to compare with."""
        book, budget = self._session.book, self._session.budget
        present = {b.stage for b in book.budgets(budget.unit_id) if b.year == budget.year}
        self.stages.clear()
        for stage in stages.later(budget.stage):
            if stage not in present:
                self.stages.addAction(f"{stage}…", lambda chosen=stage: self.next_stage(chosen))
        several = self._session.view is not None
        self.scenarios.setEnabled(not several)
        official = not budget.scenario
        writable = not book.read_only and not several and official
        newest = several or (official and stages.is_newest(book, budget))
        frozen = any(each.frozen_at for each in stages.of_year(book, budget))
        self.stages.setEnabled(not book.read_only and newest and not self.stages.isEmpty())
        self.freeze.setEnabled(not book.read_only and newest and (several or not budget.frozen_at))
        self.unfreeze.setEnabled(not book.read_only and official and (several or frozen))
        self.forward.setEnabled(writable)
        self.draft.setEnabled(self._session.writable and self._session.last is not None and official)
        self.release.setEnabled(self._session.words_writable and official)
        self.layout_settings.setEnabled(self._session.words_writable)
        self.compare.clear()
        for other in book.budgets(budget.unit_id):
            if other.id != budget.id:
                self.compare.addAction(
                    f"{other.year}年　{other.stage}", lambda chosen=other: self.show_difference(chosen.id)
                )
        self.compare.setEnabled(not self.compare.isEmpty() and self._session.view is None)

    def trigger(self, action: QAction) -> None:
        """Do what an entry of the menu does, where that can be done now; else say that it cannot."""
        self.fill()
        if action.isEnabled():
            action.trigger()
        else:
            self._session.message.emit(f"没有打开“{action.text()}”：账本只读、该阶段已冻结，或者看的是选择汇总")

    def show_calibration(self) -> None:
        """Open the comparison with one month's payroll or last year's totals."""
        from desktop.ui.year.calibrate_dialog import CalibrateDialog

        CalibrateDialog(self._session, self._parent).open()

    def show_layout(self) -> None:
        """Open the settings of the layout."""
        from desktop.ui.year.layout_dialog import LayoutDialog

        LayoutDialog(self._session, self._parent).open()

    def next_stage(self, stage: Stage) -> None:
        """Show what is open in the present stage and ask for the step to the next one."""
        self._end_stage(stage)

    def freeze_stage(self) -> None:
        """Show what is open in the present stage and ask whether it is frozen."""
        self._end_stage(None)

    def _end_stage(self, stage: Stage | None) -> None:
        from desktop.ui.year.stage_dialog import StageDialog
        from desktop.units.gates import Gate

        def show() -> None:
            found: list[Gate] = []
            if walk(self._parent, "正在检查各单位…", self._session.year_edits.gates(stage, found)):
                StageDialog(self._session, found, self._parent).open()

        guarded(self._parent, show)

    def unfreeze_stage(self) -> None:
        """Ask for the reason and open the frozen stage again."""
        label = "为什么解除冻结（记入修改历史）："
        reason, agreed = QtWidgets.QInputDialog.getText(self._parent, "解除冻结", label)
        if agreed:
            guarded(self._parent, lambda: self._session.year_edits.unfreeze(reason))

    def roll_forward(self) -> None:
        """Ask, begin next year and show what must be looked at."""
        year = self._session.budget.year
        asked = f"由{year}年结转到{year + 1}年吗？将新建{year + 1}年的草稿并转到那里，{year}年不变；可以撤销。"
        if (
            QtWidgets.QMessageBox.question(self._parent, "结转到下一年度", as_plain_text(asked))
            != QtWidgets.QMessageBox.StandardButton.Yes
        ):
            return
        guarded(
            self._parent,
            lambda: self._show_rolled("已结转到", self._rolled("正在结转…", self._session.year_edits.roll_forward)),
        )

    def start_from_last_year(self) -> None:
        """Fill this year from last year and show what must be looked at."""
        begin = self._session.year_edits.start_from_last_year
        guarded(self._parent, lambda: self._show_rolled("已以上年为底稿起草", self._rolled("正在取上年的内容…", begin)))

    def _rolled(self, words: str, roll: Callable[[], list[Finding]]) -> list[Finding]:
        with busy(self._parent, words):
            return roll()

    def _show_rolled(self, done: str, findings: list[Finding]) -> None:
        """Show what must be looked at. done: what was done, to be followed by the year."""
        text = "\n".join(finding.message for finding in findings) or NOTHING_TO_REVIEW
        from desktop.ui.kit.text_dialog import TextDialog

        TextDialog(f"{done}{self._session.budget.year}年，请核对", text, self._parent).open()

    def show_difference(self, other_id: int) -> None:
        """Show what differs from another budget to the present one."""
        from desktop.ui.year.compare_dialog import CompareDialog

        other = next(b for b in self._session.book.budgets(self._session.unit.id) if b.id == other_id)
        CompareDialog(self._session, other, self._parent).open()


class ImportMenu(QMenu):
    """Everything that can be taken in from files."""

    audit_asked = Signal(object)
    """A document that is to be held against the book."""
    draft_asked = Signal()
    """Last year was entered, and this year is to be drafted from it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("导入", parent)
        self._session = session
        self._parent = parent
        self._then: FirstFile | None = None
        self._job: Job[Any] | None = None
        self._opened = False
        self.addAction("导入花名册…", lambda: self.choose("roster"))
        self.addAction("导入项目清单…", lambda: self.choose("projects"))
        self.lists = self.addMenu("导入其他明细")
        for kind in KINDS.values():
            self.lists.addAction(f"{kind.label}…", lambda key=kind.key: self.choose(key))
        self.addSeparator()
        self.addAction("导入控制数…", lambda: self.choose("controls"))
        self.addAction("导入批复数…", lambda: self.choose("approved"))
        self.addSeparator()
        self.addAction("导入上年公开数…", lambda: self.choose("last_year"))
        self.addAction("核对别处改过的说明…", lambda: self.choose("text"))
        self.addAction("填写财政局下发的表格…", lambda: self.choose("template"))
        self.addAction("一体化平台表格…", self.show_platform)
        self.addSeparator()
        self.addAction("导入时记住的叫法…", self.show_remembered)

    def show_platform(self) -> None:
        """Show the tables of the 一体化 platform, to be copied or saved."""
        from desktop.ui.imports.platform_dialog import PlatformDialog

        guarded(self._parent, lambda: PlatformDialog(self._session, self._parent).open())

    def show_remembered(self) -> None:
        """Show what imports have remembered, to be forgotten there."""
        from desktop.ui.imports.words_dialog import WordsDialog

        WordsDialog(self._parent).open()

    def choose(self, kind: str) -> None:
        """Ask for a file of a kind, and show what it would bring."""
        from desktop.ui.kit import ask_file

        wanted = {"template": "Excel (*.xlsx *.xlsm)", "last_year": DOCUMENTS, "text": DOCUMENTS}.get(kind, FILES)
        if path := ask_file.to_read(self._parent, ASKED.get(kind) or f"选择{KINDS[kind].label}文件", wanted):
            self.open_file(kind, path)

    def begin_with(self, first: FirstFile) -> None:
        """Show what the files of a new book would bring, each when the page of the one before is closed."""
        self._then, self._job, self._opened = first.then, None, False
        self.open_file(first.kind, first.path)
        if self._job is None and not self._opened:
            self._go_on()  # it was refused before it was read

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            self.begin_with(then)

    def _follow(self, job: Job[Any]) -> None:
        """Note what reads a file of a new book: where no page comes of it, the next file is read."""
        self._job = job
        job.ended.connect(self._after_reading)

    def _after_reading(self) -> None:
        self._job = None
        box = QApplication.activeModalWidget()
        if isinstance(box, QtWidgets.QMessageBox):  # it was refused: the next one when that was read
            box.finished.connect(self._go_on)
        elif not self._opened:
            self._go_on()

    def _show(self, dialog: QDialog) -> None:
        self._opened = True
        dialog.finished.connect(self._go_on)
        dialog.open()

    def open_file(self, kind: str, path: Path) -> None:
        """Show what a file would bring, with the meaning of its columns to choose."""
        guarded(self._parent, lambda: self._open(kind, path))

    def _open(self, kind: str, path: Path) -> None:
        label = f"正在读取“{path.name}”…"
        if kind in ("template", "last_year"):  # both are about official data
            rolling.require_official(self._session.budget)
        if kind == "text":
            self.audit_asked.emit(path)
            return
        if kind == "template":
            from desktop.ui.imports.template_dialog import TemplateDialog, learning

            run_in_background(
                self._parent,
                label,
                learning(path),
                lambda learned: TemplateDialog(self._session, path, learned, self._parent).open(),
            )
            return
        of_bureau = kind in ("controls", "approved")  # such a file may name all units of a department
        if not of_bureau or self._session.chosen_units:
            self._session.require_one_unit()
        if not (self._session.words_writable if of_bureau else self._session.writable):
            raise UserError("账本只读或该阶段已冻结，不能导入；请转到可以修改的阶段")
        if of_bureau:
            self._open_bureau(kind, path, label)
        elif kind == "last_year":
            from desktop.ui.year.last_year_dialog import LastYearDialog, reading

            job = reading(self._session, path)

            def show(found: "Proposal") -> None:
                dialog = LastYearDialog(self._session, found, self._parent)
                dialog.draft_asked.connect(self.draft_asked)
                self._show(dialog)

            self._follow(run_in_steps(self._parent, label, job, show))
        else:
            from desktop.ui.imports.import_dialog import ImportDialog, source_of

            source = source_of(self._session, kind, path)

            def preview(found: "Preview") -> None:
                self._show(ImportDialog(self._session, source, found, self._parent))

            self._follow(run_in_background(self._parent, label, source.read, preview))

    def _open_bureau(self, kind: str, path: Path, label: str) -> None:
        """Show what a bureau's file of control numbers or approved figures would change."""
        from desktop.ui.bureau.approved_dialog import ApprovedDialog
        from desktop.ui.bureau.control_dialog import ControlDialog, reading

        dialog = ControlDialog if kind == "controls" else ApprovedDialog
        job = run_in_background(
            self._parent,
            label,
            reading(path),
            lambda tables: self._show(dialog(self._session, path.name, tables, self._parent)),
        )
        self._follow(job)
