"""The tour: a year drafted from an empty book by keyboard and paste only, undone to the beginning, and redone.

What is pasted is what Excel or WPS would have on the clipboard: the cells of each grid of the worked example. It ends
with exactly the tables, the text and the checks of the example.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from desktop.catalog import policy
from desktop.ledger.book import Book
from desktop.ledger.records import SINGLE, Budget, DirectLine, Income, Release, Unit
from desktop.ledger.vocabulary import Stage
from desktop.ui.computed_lines import ComputedLines
from desktop.ui.entry.sub_pages import SubPages
from desktop.ui.grids import clipboard
from desktop.ui.grids.editors import CodeEdit
from desktop.ui.grids.grid_model import ExpenditureGrid, IncomeGrid
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.session import Session
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.year.budget_menu import BudgetMenu
from desktop.ui.year.stage_dialog import StageDialog
from tests import samples
from tests.ui import xkeys
from tests.ui.xkeys import XKeys

KEY, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Accountant:
    """Hands on a keyboard; the focus is where a click would put it, nothing else is set behind the window's back."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, on=None):
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, modifier)

    def type(self, widget, text):
        """Type as a Chinese input method does: the words arrive whole."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def fill(self, line, text):
        """Replace what stands in a line."""
        line.setFocus()
        self.press(KEY.Key_A, CONTROL, on=line)
        self.type(line, text)

    def page(self, key):
        number = [page.key for page in PAGES].index(key) + 1
        self.press(getattr(KEY, f"Key_{number % 10}"), ALT)
        assert self.window.page == key

    def choose(self, box, text):
        """Walk a list or tabs with the arrow keys until a text is chosen."""
        box.setFocus()
        self.press(KEY.Key_Home, on=box)
        on_tabs = isinstance(box, SubPages)
        for _ in range(box.count()):
            if (box.title if on_tabs else box.currentText()) == text:
                return
            self.press(KEY.Key_Right if on_tabs else KEY.Key_Down, on=box)
        assert (box.title if on_tabs else box.currentText()) == text

    def paste(self, view, block):
        view.setFocus()
        if view.grid.rows:
            view.setCurrentIndex(view.grid.index(0, 0))
        QGuiApplication.clipboard().setText(clipboard.write(block))
        self.press(KEY.Key_V, CONTROL, on=view)

    def kind(self, title, block):
        if block:
            page = next(page for page in PAGES if title in page.kinds)
            self.page(page.key)
            panel = self.window.records[page.key]
            self.choose(panel.tabs, title)
            if isinstance(panel.kind.empty, SINGLE):
                self.form(panel._show_body(), block[0])
            else:
                self.paste(panel.view, block)

    def form(self, form, texts):
        """Fill in a record of which there is only one, field by field; what stands there already is left."""
        assert form.isVisible()
        for field, text in zip(form.fields.values(), texts, strict=True):
            wanted = text.split(" ")[0] if isinstance(field, CodeEdit) else text
            if isinstance(field, QComboBox) and field.currentText() != wanted:
                self.choose(field, wanted)
            elif isinstance(field, QLineEdit) and field.text() != wanted:
                self.fill(field, wanted)
                self.press(KEY.Key_Return, on=field)

    def year(self, number):
        """Turn to a budget in the list of units and years."""
        units = self.window.units
        units.setFocus()
        item = next(
            item.child(n) for item in [units.topLevelItem(0)] for n in range(item.childCount())
            if item.child(n).text(0).startswith(str(number))
        )  # fmt: skip
        while units.currentItem() is not item:
            up = units.indexFromItem(item).row() < units.currentIndex().row()
            self.press(KEY.Key_Up if up else KEY.Key_Down, on=units)
        self.press(KEY.Key_Return, on=units)
        assert self.window.session.budget.year == number

    def write(self, key, text):
        """Write a free text or a reason on the narrative page."""
        self.page("narrative")
        panel = self.window.narrative
        place = next(n for n, item in enumerate(panel._items) if item.key == key)
        panel.choice.setFocus()
        self.press(KEY.Key_Home, on=panel.choice)
        for _ in range(place):
            self.press(KEY.Key_Down, on=panel.choice)
        panel.editor.setFocus()
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(KEY.Key_Return, on=panel.editor)
            self.type(panel.editor, line)
        self.press(KEY.Key_Return, CONTROL, on=panel.editor)


class RealKeys(Accountant):
    """The same hands on the keyboard of an X server; words come by its clipboard."""

    def __init__(self, qtbot, window):
        super().__init__(qtbot, window)
        self.keys = XKeys()
        self.keys.give_focus(window)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, on=None):
        if on is not None and on is not QApplication.focusWidget() and on.focusPolicy() != Qt.FocusPolicy.NoFocus:
            on.setFocus()
        self.keys.press(key, modifier)

    def type(self, widget, text):
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, CONTROL, on=widget)


def hands_on(qtbot, window):
    """Return hands on simulated keys, or on real ones where the test is run with MINGZHANG_KEYS=xtest."""
    return (RealKeys if os.environ.get("MINGZHANG_KEYS") == "xtest" else Accountant)(qtbot, window)


def cells(grid):
    """The cells of a grid as a spreadsheet would copy them."""
    return [[str(grid.index(row, n).data() or "") for n in range(len(grid.columns))] for row in range(len(grid.rows))]


def example(qtbot, folder):
    """What stands in the worked example: the cells of each grid by year, the words, and what comes of it."""
    samples.write("qinghe_2025", folder / "样本.mzb")
    with Book.open(folder / "样本.mzb") as book:
        session = Session(book)
        result = printed(session)
        found = {}
        for budget in book.budgets(session.unit.id):
            session.choose(budget)
            blocks = {kind.title: cells(grid_of(session, kind)) for kind in KINDS}
            blocks["收入"], blocks["支出"] = cells(IncomeGrid(session)), cells(ExpenditureGrid(session))
            found[budget.year] = (blocks, session.facts.texts, session.facts.reasons)
        return session.unit, found, result


def printed(session):
    disclosure = session.disclosure
    tables = {
        table.id: [[cell.text for cell in table.row(n)] for n in range(table.height)] for table in disclosure.tables
    }
    lines = sorted(
        (line.function, line.economic, line.fund, line.project, line.amount) for line in disclosure.cube.lines
    )
    return tables, disclosure.narrative.text, [(o.code, o.status) for o in disclosure.outcomes], lines


def assert_same(got, wanted):
    """Compare table by table, line by line, so that a difference can be read."""
    for table, rows in wanted[0].items():
        assert got[0][table] == rows, table
    for got_part, wanted_part in zip(got[1:], wanted[1:], strict=True):
        assert got_part == wanted_part


def new_book(qtbot, unit, path):
    """Fill in the form of a new book by keyboard."""
    dialog = NewBookDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    hands = hands_on(qtbot, dialog)
    hands.fill(dialog.unit, unit.name)
    hands.choose(dialog.kind, unit.kind)
    hands.choose(dialog.scope, unit.scope)
    dialog.year.setFocus()
    dialog.year.selectAll()
    for digit in "2025":
        hands.press(getattr(KEY, f"Key_{digit}"), on=dialog.year)
    hands.fill(dialog.file, str(path))
    hands.press(KEY.Key_Return, on=dialog.file)
    assert dialog.path == path, dialog.problem.text()


@pytest.mark.journey
def test_a_year_is_drafted_by_keyboard_and_paste_undone_and_redone(qtbot, tmp_path):
    unit, years, wanted = example(qtbot, tmp_path)
    path: Path = tmp_path / "青禾县.mzb"
    new_book(qtbot, unit, path)
    window = MainWindow(Book.open(path))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
        window.activateWindow()
    hands = hands_on(qtbot, window)
    beginning = window.session.book.fingerprint()
    draft(hands, years)
    assert_same(printed(window.session), wanted)
    end = window.session.book.fingerprint()

    while window.undo.isEnabled():
        hands.press(KEY.Key_Z, CONTROL, on=window)
    assert window.session.book.fingerprint() == beginning
    assert window.session.facts.people == ()
    while window.redo.isEnabled():
        hands.press(KEY.Key_Y, CONTROL, on=window)
    assert window.session.book.fingerprint() == end
    assert_same(printed(window.session), wanted)
    if isinstance(hands, RealKeys):
        print(f"真实按键 {hands.keys.sent} 次")


def draft(hands, years):
    """The pages in their natural order, then last year, then the words."""
    window = hands.window
    blocks, texts, reasons = years[2025]
    for title in PAGES[0].kinds:
        hands.kind(title, blocks[title])
    hands.page("people")
    hands.choose(window.records["people"].policy, policy.load("example").title)
    for page in PAGES[1:4]:
        for title in page.kinds:
            hands.kind(title, blocks[title])
    hands.page("income")
    hands.paste(window.income, blocks["收入"])
    hands.page("lines")
    hands.paste(window.lines, blocks["支出"])
    hands.year(2024)
    for title in ("绩效指标", "政府采购", "车辆与设备", "控制数"):
        if title != "车辆与设备" or years[2024][0][title] != blocks[title]:
            hands.kind(title, years[2024][0][title])
    hands.year(2025)
    for key, text in {**texts, **reasons}.items():
        hands.write(key, text)


def small_book(path):
    """A budget of 2027 without an error: one unit, two lines, the income for them."""
    with Book.create(path) as book, book.operation("新建"):
        unit = book.insert(Unit(name="某局", kind="行政"))
        budget = book.insert(Budget(unit_id=unit.id, year=2027))
        for code, amount in (("30201", 600_00), ("30211", 400_00)):
            line = DirectLine(0, budget.id, function_code="2010301", economic_code=code, amount=amount)
            book.insert(line)
        book.insert(Income(budget_id=budget.id, amount=1_000_00))


@pytest.mark.journey
def test_a_year_goes_through_all_stages_and_is_adjusted_in_the_window(qtbot, tmp_path):
    small_book(tmp_path / "账本.mzb")
    window = MainWindow(Book.open(tmp_path / "账本.mzb"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
        window.activateWindow()
    hands, session, menu = hands_on(qtbot, window), window.session, window.findChild(BudgetMenu)
    beginning = session.book.fingerprint()
    release = Release(secrecy_result="可以公开", secrecy_by="甲", secrecy_on="2027-02-01", signed_by="乙")
    for stage in list(Stage)[1:]:
        if stage is Stage.ADJUSTED:
            session.year_edits.keep_release(replace(release, signed_on="2027-02-02"))
            session.year_edits.keep_layout({}, session.form, "财预〔2027〕1号")
        menu.fill()
        next(action for action in menu.stages.actions() if action.text() == f"{stage}…").trigger()
        dialog = window.findChildren(StageDialog)[-1]
        assert not dialog.errors
        dialog.do.click()
        assert session.budget.stage == stage
    entry = ["2027-06-30", "追加", "财预〔2027〕9号", "300.00", "2010301", "30201"]
    hands.kind("预算调整", [entry])
    lines = session.disclosure.cube.lines
    assert sum(line.amount for line in lines if line.side == "支出") == 1_300_00
    assert sum(line.amount for line in lines if line.side == "收入") == 1_300_00
    assert {finding.code for finding in session.disclosure.open_errors} == {"C140"}  # the text was never written
    added = next(line for line in lines if line.key == "A1")
    assert "预算调整·追加（财预〔2027〕9号）" in str(ComputedLines(session).explain(added))
    window.turn_to("tables")
    window.navigator.show_source(added)
    assert (window.page, window.records["projects"].tabs.title) == ("projects", "预算调整")
    end = session.book.fingerprint()
    while window.undo.isEnabled():
        session.undoing.undo()
    assert session.book.fingerprint() == beginning
    while window.redo.isEnabled():
        session.undoing.redo()
    assert session.book.fingerprint() == end


def test_every_key_of_the_tour_can_be_sent_through_an_x_server():
    """The tour with real keys is a long form: here is seen what it would not find on the keyboard."""
    pressed = set(re.findall(r"KEY\.Key_(\w\w+)", Path(__file__).read_text(encoding="utf-8")))
    assert pressed
    assert pressed <= set(xkeys.NAMES.values())


def test_the_first_step_of_a_book_is_not_undone(qtbot, tmp_path):
    """Undo stops at the empty book; going further would leave nothing to show."""
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    with Book.open(tmp_path / "账本.mzb") as book:
        session = Session(book)
        assert session.undoing.next_undo() is None
        session.undoing.undo()
        assert session.facts.unit.name


pytestmark = pytest.mark.slow
