"""Every dialog and every page of the window, for tests that walk all of them."""

import importlib
import pkgutil
from collections.abc import Iterator

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop import pipeline, ui
from desktop.exporters import xlsx
from desktop.intake import bureau_reading, headers
from desktop.ledger.vocabulary import Stage
from desktop.ui.audit.audit_dialog import AuditDialog
from desktop.ui.audit.audit_work import audited
from desktop.ui.audit.rule_dialog import RuleDialog
from desktop.ui.bureau.approved_dialog import ApprovedDialog
from desktop.ui.bureau.control_dialog import ControlDialog
from desktop.ui.finder import Finder
from desktop.ui.grids.header_menu import ColumnsDialog, FilterDialog
from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog
from desktop.ui.grids.paste_dialog import PasteDialog
from desktop.ui.guide.help import HelpDialog
from desktop.ui.guide.problem_dialog import ProblemDialog
from desktop.ui.guide.subjects_dialog import SubjectsDialog
from desktop.ui.guide.updates_dialog import UpdatesDialog
from desktop.ui.imports.import_dialog import ImportDialog, source_of
from desktop.ui.imports.platform_dialog import PlatformDialog
from desktop.ui.imports.template_dialog import TemplateDialog, learning
from desktop.ui.imports.words_dialog import WordsDialog
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.results.printing import PrintDialog
from desktop.ui.scenarios.dialogs import NewScenarioDialog, ProjectsDialog
from desktop.ui.scenarios.difference_dialog import DifferenceDialog
from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog
from desktop.ui.standards.values_dialog import ValuesDialog
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.start.start_page import StartPage
from desktop.ui.units.batch_dialog import BatchDialog
from desktop.ui.units.many_dialogs import ChooseViewDialog, CopyDialog, ParameterDialog
from desktop.ui.units.pairs_dialog import PairsDialog
from desktop.ui.units.received_dialog import ReceivedDialog
from desktop.ui.units.send_dialogs import IssueDialog, SendDialog
from desktop.ui.units.unit_dialogs import AddUnitDialog, EndUnitDialog, MoveUnitDialog, RenameUnitDialog
from desktop.ui.writing.figure_chooser import FigureChooser
from desktop.ui.year.backups_dialog import BackupsDialog
from desktop.ui.year.calibrate_dialog import CalibrateDialog
from desktop.ui.year.compare_dialog import CompareDialog
from desktop.ui.year.export_dialog import ExportDialog
from desktop.ui.year.history_dialog import HistoryDialog
from desktop.ui.year.last_year_dialog import LastYearDialog, reading
from desktop.ui.year.layout_dialog import LayoutDialog
from desktop.ui.year.notes import NotesDialog
from desktop.ui.year.stage_dialog import StageDialog
from desktop.units.gates import Gate
from tests.template.test_template import merged_header

PARENTS = {"TickDialog", "AddDialog", "BureauDialog", "StepDialog"}
"""Classes that are only what others have in common."""


def classes() -> set[str]:
    """The names of all dialogs of the window."""
    for module in pkgutil.walk_packages(ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    found, waiting = set(), [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("desktop.ui."):
                found.add(kind.__name__)
    return found - PARENTS


def dialogs(window: MainWindow, folder) -> Iterator[QDialog]:
    """Make each dialog, filled as it is in use."""
    session, view = window.session, window.lines
    line, project = session.last.lines[0], session.facts.projects[0]
    yield from (ExportDialog(session), LineDialog(session), IncomeDialog(session), StartPage(), NewBookDialog())
    yield from (
        LayoutDialog(session),
        HistoryDialog(session),
        Finder(window, window.navigator),
        FigureChooser(session),
    )
    yield from (
        NotesDialog(session, line, project.name),
        FilterDialog(view, 0),
        ColumnsDialog(view),
        BackupsDialog(session),
    )
    yield from (PasteDialog(view.grid, 0, 0, [["甲"] * 13], view), CompareDialog(session, session.budget))
    for stage in (Stage.SECOND_UP, None):
        found: list[Gate] = []
        list(session.year_edits.gates(stage, found))
        yield StageDialog(session, found)
    yield from (PrintDialog(session, None), HelpDialog("start", window), TextDialog(project.name, project.name))
    yield from (UpdatesDialog(session), SubjectsDialog(session), ProblemDialog([]))
    standards = QuestionnaireDialog(session)
    standards.list.others.setChecked(True)
    yield from (standards, ValuesDialog(session))
    yield from (AddUnitDialog(session, session.unit), RenameUnitDialog(session, session.unit))
    yield from (MoveUnitDialog(session, session.unit), EndUnitDialog(session, session.unit))
    yield from (CopyDialog(session, session.unit), ParameterDialog(session), ChooseViewDialog(session))
    yield from (
        BatchDialog(session, "check"),
        BatchDialog(session, "export"),
        PairsDialog(session),
        ReceivedDialog(session),
    )
    yield NewScenarioDialog(session)
    session.scenario_edits.begin("试算")
    yield from (ProjectsDialog(session), DifferenceDialog(session))
    session.scenario_edits.drop()
    yield from (SendDialog(session, session.unit), IssueDialog(session))
    calibration = CalibrateDialog(session)
    calibration.text.setPlainText("岗位工资 1\n养老保险 1 2\n30177 无 1\n")
    calibration.compare_text()
    yield calibration
    roster = Workbook()
    for row in (["姓名", "备注", "薪资一"], ["甲", "乙", "1"]):
        roster.active.append(row)
    roster.save(folder / "花名册.xlsx")
    source = source_of(session, "roster", folder / "花名册.xlsx")
    yield ImportDialog(session, source, source.read())
    listed = Workbook()
    for row in (["收入来源", "金额", "颜色"], ["彩票", 5, "红"]):
        listed.active.append(row)
    listed.save(folder / "收入.xlsx")
    source = source_of(session, "incomes", folder / "收入.xlsx")
    yield ImportDialog(session, source, source.read())
    yield from (controls(session, folder), approved(session, folder))
    headers.remember(headers.WORDS, {"借调": "在职"})
    yield WordsDialog()
    yield PlatformDialog(session)
    (folder / "公开.txt").write_text(f"{session.disclosure.narrative.text}收入1万元、支出2万元。", encoding="utf-8")
    audit = AuditDialog()
    audit.panel.show_audit(audited(folder / "公开.txt", "", "alone", None))
    yield from (audit, RuleDialog("B80"))
    merged_header().save(folder / "表样.xlsx")
    yield TemplateDialog(session, folder / "表样.xlsx", learning(folder / "表样.xlsx")())
    xlsx.write(pipeline.publication(session.disclosure), folder / "上年.xlsx")
    yield LastYearDialog(session, reading(session, folder / "上年.xlsx")())


def controls(session, folder) -> ControlDialog:
    """A file of control numbers with a word nobody knows and a sum that is not that of its parts."""
    year = session.budget.year
    lines = [
        *(
            f"关于下达{year}年部门预算控制数的通知（青财预〔{year - 1}〕12号）",
            "单位：万元",
            "类别,合计,一般公共预算,政府性基金",
        ),
        *("人员经费,120,120,", "公用经费,20,20,", "机动经费,5,5,", "项目支出,60,50,10"),
        *(f"其中：{session.facts.projects[0].name},40,30,10", "合计,206,195,10"),
    ]
    path = folder / "控制数.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return ControlDialog(session, path.name, bureau_reading.tables_of(path))


def approved(session, folder) -> ApprovedDialog:
    """Approved figures: one of a single typed line, one of a block."""
    line = session.facts.lines[0] if session.facts.lines else None
    head = [f"{session.budget.year}年部门预算批复表（青财预〔{session.budget.year}〕8号）", "单位：元"]
    rows = ["类别,科目编码,经济科目,资金来源,批复数"]
    if line is not None:
        rows.append(f",{line.function_code},{line.economic_code},{line.fund},{line.amount // 100 + 500}")
    rows.append("公用经费,,,,1000000")
    path = folder / "批复数.csv"
    path.write_text("\n".join((*head, *rows)), encoding="utf-8")
    return ApprovedDialog(session, path.name, bureau_reading.tables_of(path))


def pages(window: MainWindow) -> Iterator[str]:
    """Turn to each page, and on it to each kind of record; on every grid one drop-down is open for editing."""
    for page in PAGES:
        if page.key == "export":
            continue
        window.turn_to(page.key)
        panel = window.records.get(page.key)
        for number in range(panel.tabs.count() if panel else 1):
            if panel:
                panel.tabs.setCurrentRow(number)
            edit_a_choice(window)
            yield page.key
            window.finish_edits()


def edit_a_choice(window: MainWindow) -> None:
    """Open the editor of the first drop-down of the grid in view."""
    view = window.grid_view()
    grid = view.grid
    if not view.isVisible() or not grid.rows:
        return
    for number, column in enumerate(grid.columns):
        editable = grid.flags(grid.index(0, number)) & Qt.ItemFlag.ItemIsEditable
        if column.editor in ("choice", "flag", "project") and editable:
            view.edit(grid.index(0, number))
            return


def named(widget: QWidget) -> str:
    """What a widget is, in a failure."""
    return f"{type(widget.window()).__name__}: {type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
