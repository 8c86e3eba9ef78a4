"""The 年度与阶段 and 导入 menus of the toolbar."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.findings import Finding, UserError
from desktop.ledger import rolling
from desktop.ledger.vocabulary import Stage
from desktop.ui.kit.background import run_in_background, run_in_steps
from desktop.ui.kit.guarded import guarded
from desktop.ui.session import Session
from desktop.ui.year.text_dialog import TextDialog

DOCUMENTS = "说明文件 (*.docx *.pdf *.txt)"
PUBLISHED = "公开文件 (*.xlsx *.xls *.ods *.et *.docx *.pdf *.ofd *.html *.htm *.txt)"
FILES = "表格文件 (*.xlsx *.xls *.ods *.csv *.et)"


class BudgetMenu(QMenu):
    """Stages, next year, difference report."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("年度与阶段", parent)
        self._session = session
        self._parent = parent
        self.stages = self.addMenu("转入下一阶段")
        self.draft = self.addAction("以上年为底稿", self.start_from_last_year)
        self.forward = self.addAction("结转到下一年度", self.roll_forward)
        self.addSeparator()
        self.compare = self.addMenu("与其他年度或阶段比较")
        self.calibrate = self.addAction("用工资册、缴费单或上年数核对测算…", self.show_calibration)
        self.addSeparator()
        self.release = self.addAction("公开审批记录…", self.show_release)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the stages still to come and the budgets to compare with."""
        book, budget = self._session.book, self._session.budget
        present = {b.stage for b in book.budgets(budget.unit_id) if b.year == budget.year}
        self.stages.clear()
        for stage in rolling.later_stages(budget.stage):
            if stage not in present:
                self.stages.addAction(str(stage), lambda chosen=stage: self.next_stage(chosen))
        writable = not book.read_only and self._session.view is None
        self.stages.setEnabled(writable and not self.stages.isEmpty() and not budget.frozen_at)
        self.forward.setEnabled(writable)
        self.draft.setEnabled(self._session.writable and self._session.last is not None)
        self.release.setEnabled(self._session.words_writable)
        self.compare.clear()
        for other in book.budgets(budget.unit_id):
            if other.id != budget.id:
                self.compare.addAction(
                    f"{other.year}年　{other.stage}", lambda chosen=other: self.show_difference(chosen.id)
                )
        self.compare.setEnabled(not self.compare.isEmpty() and self._session.view is None)

    def show_calibration(self) -> None:
        """Open the comparison with one month's payroll or last year's totals."""
        from desktop.ui.year.calibrate_dialog import CalibrateDialog

        CalibrateDialog(self._session, self._parent).open()

    def show_release(self) -> None:
        """Open the release record."""
        from desktop.ui.year.release_dialog import ReleaseDialog

        ReleaseDialog(self._session, self._parent).open()

    def next_stage(self, stage: Stage) -> None:
        """Freeze the present stage and copy it."""
        guarded(self._parent, lambda: self._session.year_edits.next_stage(stage))

    def roll_forward(self) -> None:
        """Begin next year and show what must be looked at."""
        guarded(self._parent, lambda: self._show_rolled(self._session.year_edits.roll_forward()))

    def start_from_last_year(self) -> None:
        """Fill this year from last year and show what must be looked at."""
        guarded(self._parent, lambda: self._show_rolled(self._session.year_edits.start_from_last_year()))

    def _show_rolled(self, findings: list[Finding]) -> None:
        text = "\n".join(finding.message for finding in findings)
        TextDialog(f"已结转到{self._session.budget.year}年，请核对", text, self._parent).open()

    def show_difference(self, other_id: int) -> None:
        """Show what differs from another budget to the present one."""
        from desktop.ui.year.compare_dialog import CompareDialog

        other = next(b for b in self._session.book.budgets(self._session.unit.id) if b.id == other_id)
        CompareDialog(self._session, other, self._parent).open()


class ImportMenu(QMenu):
    """Rosters and project lists."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("导入", parent)
        self._session = session
        self._parent = parent
        self.addAction("导入花名册…", lambda: self._choose("roster"))
        self.addAction("导入项目清单…", lambda: self._choose("projects"))
        self.addSeparator()
        self.addAction("导入上年公开数…", lambda: self._choose("last_year"))
        self.addAction("核对别处改过的说明…", lambda: self._choose("text"))
        self.addAction("填写财政局下发的表格…", lambda: self._choose("template"))
        self.addSeparator()
        self.addAction("导入时记住的叫法…", self.show_remembered)

    def show_remembered(self) -> None:
        """Show what imports have remembered, to be forgotten there."""
        from desktop.ui.year.words_dialog import WordsDialog

        WordsDialog(self._parent).open()

    def _choose(self, kind: str) -> None:
        wanted = {"template": "Excel (*.xlsx)", "last_year": PUBLISHED, "text": DOCUMENTS}.get(kind, FILES)
        name, _ = QFileDialog.getOpenFileName(self._parent, "选择文件", "", wanted)
        if name:
            self.open_file(kind, Path(name))

    def open_file(self, kind: str, path: Path) -> None:
        """Show what a file would bring, with the meaning of its columns to choose."""
        guarded(self._parent, lambda: self._open(kind, path))

    def _open(self, kind: str, path: Path) -> None:
        label = f"正在读取“{path.name}”…"
        if kind == "text":
            self._check_text(path, label)
            return
        if kind == "template":
            from desktop.ui.year.template_dialog import TemplateDialog, learning

            run_in_background(
                self._parent,
                label,
                learning(path),
                lambda learned: TemplateDialog(self._session, path, learned, self._parent).open(),
            )
            return
        self._session.require_one_unit()
        if not self._session.writable:
            raise UserError("账本只读或该阶段已冻结，不能导入；请转到可以修改的阶段")
        if kind == "last_year":
            from desktop.ui.year.last_year_dialog import LastYearDialog, reading

            job = reading(self._session, path)
            run_in_steps(
                self._parent, label, job, lambda found: LastYearDialog(self._session, found, self._parent).open()
            )
        else:
            from desktop.ui.year.import_dialog import ImportDialog, source_of

            source = source_of(self._session, kind, path)
            run_in_background(
                self._parent,
                label,
                source.read,
                lambda preview: ImportDialog(self._session, source, preview, self._parent).open(),
            )

    def _check_text(self, path: Path, label: str) -> None:
        """Hold a text edited elsewhere against the book and show what contradicts it."""

        def show(findings: list[Finding]) -> None:
            text = "\n".join(f"{f.severity} {f.code}　{f.message}" for f in findings)
            heading = f"核对“{path.name}”：{len(findings)} 处"
            TextDialog(heading, text or "没有发现与账本矛盾的地方", self._parent).open()

        run_in_background(self._parent, label, self._session.word_edits.checking_text(path), show)
