"""What buttons, menus and keys do: what is being typed is kept first, refusals are said, books open in windows."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from desktop.findings import UserError
from desktop.ledger.records import DirectLine, Income
from desktop.ui.finder import Finder
from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog
from desktop.ui.guide.help import HelpDialog
from desktop.ui.kit.plain_text import PlainLabel
from desktop.ui.main_window import MainWindow
from desktop.ui.results.printing import PrintDialog
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.start.start_page import StartPage
from desktop.ui.year.backups_dialog import BackupsDialog
from desktop.ui.year.export_dialog import ExportDialog
from desktop.ui.year.history_dialog import HistoryDialog
from desktop.ui.year.notes import NotesDialog

LINE = DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=500)


@pytest.fixture
def said(monkeypatch):
    found = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: found.append(args[-1]))
    return found


@pytest.fixture
def opened(monkeypatch):
    """Books that were turned to, without making their windows."""
    found = []
    monkeypatch.setattr(MainWindow, "open_book", lambda _, *args: found.append(args))
    return found


@pytest.mark.parametrize(
    ("command", "dialog"),
    [("find", Finder), ("history", HistoryDialog), ("preview", PrintDialog), ("help", HelpDialog)],
)
def test_each_command_opens_its_dialog(shared, command, dialog):
    getattr(shared.commands, command)()
    assert [d for d in shared.findChildren(QDialog) if isinstance(d, dialog) and d.isVisible()]


def test_a_row_is_inserted_above_with_the_codes_of_the_present_one(shared):
    session = shared.session
    one, other = session.pair_edits.add_line(LINE, ""), session.pair_edits.add_line(LINE, "")
    shared.lines.show_known(other.id)
    shared.commands.insert()
    between = session.facts.lines[-2]
    assert [line.id for line in session.facts.lines][-3::2] == [one.id, other.id]
    assert (between.economic_code, between.amount) == ("30299", 0)


def test_income_is_inserted_above_too(shared):
    session = shared.session
    shared.turn_to("income")
    last = session.records(Income)[-1]
    shared.income.show_known(last.id)
    shared.commands.insert()
    assert session.records(Income)[-1].id == last.id
    assert session.records(Income)[-2].amount == 0


def test_a_record_is_inserted_above_the_present_one(shared):
    view = shared.show_kind("政府采购").view
    view.show_row(1, "item")
    shared.commands.insert()
    assert shared.session.facts.procurements[1].item == "新采购项目"


def test_a_computed_row_is_neither_inserted_nor_deleted_nor_remarked(shared):
    grid = shared.lines.grid
    before = shared.session.book.fingerprint()
    row = next(n for n, r in enumerate(grid.rows) if r.this is None and r.last is None)
    shared.lines.show_row(row)
    shared.commands.insert()
    assert "测算得出的行" in shared.saved.text()
    shared.commands.delete()
    assert "不能在这里删除" in shared.saved.text()
    shared.commands.notes()
    assert "没有批注" in shared.saved.text()
    assert shared.session.book.fingerprint() == before


def test_selected_rows_are_deleted_and_what_is_in_use_is_refused_in_words(shared, said):
    line = shared.session.pair_edits.add_line(LINE, "")
    shared.lines.show_known(line.id)
    shared.commands.delete()
    assert shared.session.stored(line) is None
    shared.show_kind("项目").view.show_row(0, "name")
    shared.commands.delete()
    assert "还有支出行、测算明细" in said[0]


def test_the_notes_of_the_row_in_view_are_shown_under_its_name(shared):
    shared.show_kind("政府采购").view.show_row(0, "item")
    shared.commands.notes()
    dialog = next(d for d in shared.findChildren(NotesDialog) if d.isVisible())
    item = shared.session.facts.procurements[0].item
    assert any(item in label.text() for label in dialog.findChildren(PlainLabel))


@pytest.mark.parametrize(("page", "dialog"), [("lines", LineDialog), ("income", IncomeDialog)])
def test_a_new_row_is_asked_for_in_the_dialog_of_its_page(shared, monkeypatch, page, dialog):
    asked = []
    monkeypatch.setattr(dialog, "exec", lambda self: asked.append(type(self)) or QDialog.DialogCode.Rejected)
    shared.turn_to(page)
    {"lines": shared.lines, "income": shared.income}[page].setFocus()
    shared.commands.add()
    assert asked == [dialog]


def test_a_new_row_of_a_list_of_records_needs_no_dialog(shared):
    shared.show_kind("政府采购")
    count = len(shared.session.facts.procurements)
    shared.commands.add()
    assert len(shared.session.facts.procurements) == count + 1


@pytest.mark.parametrize(
    ("command", "dialog"), [("new", NewBookDialog), ("start_page", StartPage), ("backups", BackupsDialog)]
)
@pytest.mark.parametrize("accepted", [True, False])
def test_a_chosen_book_is_turned_to_and_a_cancelled_choice_is_not(
    shared, monkeypatch, opened, tmp_path, command, dialog, accepted
):
    def choose(self):
        self.path = tmp_path / "别的.mzb"
        return QDialog.DialogCode.Accepted if accepted else QDialog.DialogCode.Rejected

    monkeypatch.setattr(dialog, "exec", choose)
    getattr(shared.commands, command)()
    assert [args[0] for args in opened] == ([tmp_path / "别的.mzb"] if accepted else [])


@pytest.mark.parametrize("name", ["别的.mzb", ""])
def test_a_file_is_chosen_beside_the_book(shared, monkeypatch, opened, tmp_path, name):
    asked = []

    def choose(_, title, start, kinds):
        asked.append(start)
        return (str(tmp_path / name) if name else "", kinds)

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    shared.commands.open()
    assert asked == [str(shared.session.book.path.parent)]
    assert [args[0] for args in opened] == ([tmp_path / name] if name else [])


def test_the_export_dialog_is_shown_with_what_is_typed_kept(shared, monkeypatch):
    asked = []
    monkeypatch.setattr(ExportDialog, "exec", lambda self: asked.append(self._publication.unit))
    shared.commands.export()
    shared.turn_to("export")
    assert asked == [shared.session.unit.name] * 2
    assert shared.page == "lines"


def test_a_step_is_taken_back_and_repeated_and_a_refusal_is_said(shared, said, monkeypatch):
    before = shared.session.book.fingerprint()
    line = shared.session.pair_edits.add_line(LINE, "")
    shared.commands.undo()
    assert shared.session.stored(line) is None
    shared.commands.redo()
    assert shared.session.stored(line) is not None
    shared.commands.undo()
    assert shared.session.book.fingerprint() == before

    def refuse():
        raise UserError("磁盘已满")

    for command in ("undo", "redo"):
        monkeypatch.setattr(shared.session.undoing, command, refuse)
        getattr(shared.commands, command)()
    assert said == ["磁盘已满", "磁盘已满"]


@pytest.mark.parametrize(
    ("command", "kind"),
    [("export", ExportDialog), ("new", NewBookDialog), ("start_page", StartPage), ("backups", BackupsDialog)],
)
def test_a_dialog_that_was_answered_does_not_stay_in_the_window(shared, monkeypatch, command, kind):
    """An export holds every page of the publication: opened a hundred times, it would fill the memory."""
    monkeypatch.setattr(QDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    getattr(shared.commands, command)()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shared.findChildren(kind) == []
