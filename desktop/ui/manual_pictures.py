"""The pictures of the manual, from the running window: `mingzhang screenshots resources/manual/pictures --manual`.

What is pictured is what a chapter describes: the windows and dialogs are made and filled as in use, on sample books.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop import extras, pipeline
from desktop.exporters import xlsx
from desktop.intake import bureau_reading, sample
from desktop.ledger import rolling
from desktop.ledger.book import Book
from desktop.ledger.records import Adjustment, Control
from desktop.ledger.vocabulary import Stage
from desktop.packs import packing
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session

SIZE = (1366, 768)
COLORS, SMALLEST = 256, 0
"""Colours of a picture, and the quality at which Qt packs a PNG best."""
SETTLED_AFTER, READ_AFTER = 350, 4000
"""Milliseconds after which checks and overview have followed an edit, and after which a file has been read."""


class Pictures:
    """Walks through windows and saves what they show, by name."""

    def __init__(self, folder: Path, books: Path) -> None:
        """folder: where the pictures go; books: where the sample books and files for the dialogs are written."""
        self._folder, self._books = folder, books

    def save(self, widget: QWidget, name: str) -> None:
        """Save a picture of a widget when everything has followed."""
        wait(SETTLED_AFTER)
        with_few_colors(widget.grab().toImage()).save(str(self._folder / f"{name}.png"), "PNG", SMALLEST)  # type: ignore[call-overload]

    def dialog(self, dialog: QDialog, name: str) -> None:
        """Save a picture of a dialog and close it."""
        for line in dialog.findChildren(QLineEdit):
            place = Path(line.text())
            if place.is_absolute():  # a place as on the reader's computer, not on this one
                line.setText("D:\\预算" if place == self._books else f"D:\\预算\\{place.name}")
        dialog.show()
        self.save(dialog, name)
        dialog.close()

    def window(self, sample_name: str, title: str) -> MainWindow:
        """Open a window on a sample book."""
        path = self._books / f"{title}.mzb"
        sample.write(sample_name, path)
        window = MainWindow(Book.open(path))
        window.resize(*SIZE)
        window.show()
        return window

    def all_of_them(self) -> None:
        """Take every picture."""
        self.beginning()
        self.pages()
        self.department()
        self.neighbour()

    def beginning(self) -> None:
        """The start page and a new book."""
        from desktop.ui.start.new_book_dialog import NewBookDialog
        from desktop.ui.start.start_page import StartPage

        self.dialog(StartPage(), "start")
        self.dialog(NewBookDialog(), "new_book")

    def pages(self) -> None:
        """The pages of one unit's year, and the dialogs of its seasons."""
        window = self.window("qinghe_2025", "青禾县政务服务中心")
        session = window.session
        for key in ("unit", "people", "public", "projects", "income", "lines"):
            window.turn_to(key)
            self.save(window, key)
        window.show_kind("公开审批记录")
        self.save(window, "release")
        window.show_kind("单位信息")
        table = next(each for each in session.disclosure.tables if each.id == "balance")
        cell = table.find("outlay", "expenditure_amount")
        if cell is not None:
            window.navigator.show_cell(cell)
        for key in ("tables", "checks", "narrative", "overview"):
            window.turn_to(key)
            self.save(window, key)
        self.standards(session)
        self.imports(session)
        self.seasons(session)
        self._adjusted(session)
        window.turn_to("tables")
        window.turn_to("projects")
        panel = window.records["projects"]
        panel.tabs.turn_to("预算调整")
        self.save(window, "adjusting")
        window.close()

    def _adjusted(self, session: Session) -> None:
        """Go through the stages of the year to the last one, with two entries of money moved."""
        budget, line = session.budget, session.facts.procurements[0]
        for stage in list(Stage)[1:]:
            budget = rolling.next_stage(session.book, budget, stage)
        entry = Adjustment(
            budget_id=budget.id, day="2025-06-30", kind="追加", reference="青财预〔2025〕31号", amount=120_000_00,
            function_code="2010350", economic_code="30201", nature="公用", fund=line.fund,
        )  # fmt: skip
        moved = replace(entry, day="2025-09-12", kind="调剂减少", reference="青财预〔2025〕46号", amount=30_000_00)
        with session.book.operation("预算调整"):
            session.book.insert(entry)
            session.book.insert(moved)
            session.book.insert(replace(moved, kind="调剂增加", economic_code="30211"))
        session.choose(budget)

    def standards(self, session: Session) -> None:
        """The questionnaire and the values in use."""
        from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog
        from desktop.ui.standards.values_dialog import ValuesDialog

        self.dialog(QuestionnaireDialog(session), "standards")
        self.dialog(ValuesDialog(session), "values")

    def imports(self, session: Session) -> None:
        """A roster, last year's published file, control numbers, approved figures, tables of the platform."""
        from desktop.ui.bureau.approved_dialog import ApprovedDialog
        from desktop.ui.bureau.control_dialog import ControlDialog
        from desktop.ui.imports.import_dialog import ImportDialog, source_of
        from desktop.ui.imports.platform_dialog import PlatformDialog
        from desktop.ui.year.last_year_dialog import LastYearDialog, reading

        roster = self._written("花名册.csv", "姓名,人员类别,状态,岗位工资,薪级工资\n王一,事业,在职,2710,1260\n")
        source = source_of(session, "roster", roster)
        self.dialog(ImportDialog(session, source, source.read()), "roster")
        last = self._books / "2024年部门预算公开.xlsx"
        of_last = session.book.budget_of_year(session.unit.id, session.budget.year - 1)
        xlsx.write(pipeline.publication(pipeline.of_book(session.book, session.form, of_last)), last)
        self.dialog(LastYearDialog(session, reading(session, last)()), "last_year")
        controls = self._written("控制数.csv", CONTROLS)
        self.dialog(ControlDialog(session, controls.name, bureau_reading.tables_of(controls)), "controls")
        approved = self._written("批复.csv", APPROVED)
        self.dialog(ApprovedDialog(session, approved.name, bureau_reading.tables_of(approved)), "approved")
        self.dialog(PlatformDialog(session), "platform")

    def seasons(self, session: Session) -> None:
        """The end of a stage, a scenario, the files."""
        from desktop.ui.guide.updates_dialog import UpdatesDialog
        from desktop.ui.scenarios.dialogs import NewScenarioDialog
        from desktop.ui.year.export_dialog import ExportDialog
        from desktop.ui.year.stage_dialog import StageDialog
        from desktop.units.gates import Gate

        gates: list[Gate] = []
        list(session.year_edits.gates(Stage.FIRST_UP, gates))
        self.dialog(StageDialog(session, gates), "stage")
        self.dialog(NewScenarioDialog(session), "scenario")
        export = ExportDialog(session)
        export.signing.note.setText(extras.SIGN.not_in_bundle())  # as installed, whatever is on this computer
        self.dialog(export, "export")
        self.dialog(UpdatesDialog(session), "updates")

    def department(self) -> None:
        """A department with its units: the tree, what was received, what does not pair, control numbers."""
        from desktop.ui.units.pairs_dialog import PairsDialog
        from desktop.ui.units.received_dialog import ReceivedDialog
        from desktop.ui.units.send_dialogs import IssueDialog, SendDialog

        window = self.window("department_2027", "社会事业局")
        session = window.session
        self.dialog(SendDialog(session, session.unit), "send")
        if window.units_panel is not None:
            window.units_panel.open_where_the_figures_are()
        window.turn_to("tables")
        wait(READ_AFTER)  # until each unit has its mark
        self.save(window, "units")
        received = ReceivedDialog(session)
        received.read([self._pack()])
        wait(READ_AFTER)
        self.dialog(received, "received")
        pairs = PairsDialog(session)
        pairs.every.setChecked(True)
        self.dialog(pairs, "pairs")
        with session.book.operation("控制数"):
            for unit in session.book.units()[1:]:
                budget = session.book.budgets(unit.id)[-1]
                session.book.insert(Control(budget_id=budget.id, block="公用经费", amount=300_000_00))
        self.dialog(IssueDialog(session), "issue")
        window.close()

    def neighbour(self) -> None:
        """A text somebody published, audited."""
        from desktop.ui.audit.audit_work import audited

        window = self.window("wuxi_2023", "巫溪县政务服务中心")
        text = window.session.disclosure.narrative
        words = f"{text.title}\n{text.text}".replace("支出预算360.67万元", "支出预算350.67万元", 1)
        path = self._written("巫溪县政务服务中心2023年预算公开.txt", words)
        window.turn_to("audit")
        window.audit.show_audit(audited(path, "", "alone", None))
        window.audit.findings.choose(0)
        self.save(window, "audit")
        window.close()

    def _pack(self) -> Path:
        """Return the file of a unit with an accountant of its own, which the department does not have yet."""
        other = self._books / "单位.mzb"
        sample.write("department_2027", other)
        with Book.open(other) as book:
            unit = replace(book.units()[-1], code="231099", name="澄湖县临港新区图书馆")
            with book.operation("单位"):
                book.update(unit)
            budget = book.budgets(unit.id)[-1]
            path = self._books / packing.file_name(unit.name, budget.year, budget.stage)
            packing.write(path, packing.pack(book, budget))
        return path

    def _written(self, name: str, text: str) -> Path:
        path = self._books / name
        path.write_text(text, encoding="utf-8")
        return path


def wait(milliseconds: int) -> None:
    """Let the window do its work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _is_vivid(color: int) -> bool:
    """Tell whether a colour is neither grey nor pale: it marks something, although it is rare."""
    red, green, blue = color >> 16 & 255, color >> 8 & 255, color & 255
    return max(red, green, blue) - min(red, green, blue) > 80


def with_few_colors(picture: QImage) -> QImage:
    """Return a picture with its most frequent colours only: nobody sees the difference, and it is a third as large."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    frequent = [color for color, _ in Counter(memoryview(picture.constBits()).cast("I")).most_common()]
    vivid = [color for color in frequent if _is_vivid(color)][: COLORS // 3]
    table = [*vivid, *(color for color in frequent if color not in vivid)][:COLORS]
    return picture.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


CONTROLS = """关于下达2025年部门预算控制数的通知（青财预〔2024〕12号）
单位：万元
类别,控制数
人员经费,120
公用经费,20
"""
APPROVED = """2025年部门预算批复表（青财预〔2025〕8号）
单位：元
类别,批复数
公用经费,200000
"""
"""What a bureau might send for the sample book."""
