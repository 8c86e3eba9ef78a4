"""What an Excel user tries in the grids: blocks pasted, filled down, cleared, calculated, one step to undo each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from desktop.ledger.book import Book
from desktop.ledger.records import Person, ProjectLine
from desktop.ui import clipboard
from desktop.ui.arithmetic import worked_out
from desktop.ui.grid_model import ExpenditureGrid
from desktop.ui.grid_view import GridView
from desktop.ui.paste_dialog import LEFT_OUT, PasteDialog
from desktop.ui.record_grid import grid_of
from desktop.ui.record_kinds import KINDS
from desktop.ui.session import Session
from tests import samples


@pytest.fixture
def session(qtbot, tmp_path):
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    with Book.open(tmp_path / "账本.mzb") as book:
        yield Session(book)


def view_of(qtbot, session, kind):
    made = next(k for k in KINDS if isinstance(k.fresh, kind))
    view = GridView(grid_of(session, made))
    qtbot.addWidget(view)
    return view


def column(view, key):
    return next(n for n, c in enumerate(view.grid.columns) if c.key == key)


def paste(view, row, key, text):
    view.setCurrentIndex(view.grid.index(row, column(view, key)))
    QGuiApplication.clipboard().setText(text)
    view.paste()


@pytest.mark.parametrize(
    ("typed", "result"),
    [("3200*12", "38400"), ("=1500+80.5", "1580.50"), ("10/3", "3.33"), ("（1,200+300）×2", "3000"), ("1/0", "1/0"),
     ("2025-01-01", "2025-01-01"), ("-5", "-5"), ("12.5", "12.5"), ("1,234.50", "1,234.50"), ("办公*2", "办公*2"), ("2**9", "2**9"),
     ("1e5*2", "1e5*2")],
)  # fmt: skip
def test_arithmetic(typed, result):
    assert worked_out(typed) == result


@given(
    st.lists(
        st.lists(st.text(alphabet='ab 1\t\n"，', max_size=5).map(str.strip), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_a_block_comes_back_from_the_clipboard(rows):
    width = max(map(len, rows))
    block = [[*row, *[""] * (width - len(row))] for row in rows]
    block[-1][-1] = "完"
    assert clipboard.read(clipboard.write(block)) == block


def test_a_block_is_one_step_and_rows_are_added(qtbot, session):
    view = view_of(qtbot, session, Person)
    before, count = session.book.fingerprint(), len(view.grid.rows)
    lines = [f"N{n}\t新人{n}\t事业\t在职\t管理九级\t1\t12\t1\t一般公共预算\t{3000 + n}" for n in range(3)]
    paste(view, count, "code", "\n".join(lines)) if count == 0 else paste(view, count - 1, "code", "\n".join(lines))
    assert len(view.grid.rows) == count + 2
    first = next(n for n, c in enumerate(view.grid.columns) if c.key.startswith("item:"))
    assert view.grid.index(len(view.grid.rows) - 1, first).data() == "3,002.00"
    assert session.undo() is None
    assert session.book.fingerprint() == before


def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    heard = []
    session.said.connect(heard.append)
    paste(view, 0, "quantity", "12\t3,000.00\t1\n很多\t100\t1")
    assert view.grid.index(0, column(view, "quantity")).data() == "12"
    assert view.grid.index(0, column(view, "price")).data() == "3,000.00"
    assert view.grid.index(1, column(view, "price")).data() == "100.00"
    assert any("第 2 行" in text and "很多" in text for text in heard)


def test_too_wide_a_block_changes_nothing_before_its_columns_are_chosen(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    before = session.book.fingerprint()
    paste(view, 0, "basis", "甲\t乙\t丙")
    assert session.book.fingerprint() == before
    dialog = view.findChild(PasteDialog)
    assert [box.currentText() for box in dialog.targets] == ["测算依据", "政府经济科目（空为对照）", LEFT_OUT]
    dialog.targets[1].setCurrentText("测算依据")
    dialog.accept()
    assert "有两列都放到“测算依据”" in dialog.problem.text()
    assert session.book.fingerprint() == before
    dialog.targets[0].setCurrentIndex(0)
    dialog.accept()
    assert session.records(ProjectLine)[0].basis == "乙"
    session.undo()
    assert session.book.fingerprint() == before


def test_a_block_with_headers_goes_to_the_columns_they_name(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    before = session.book.fingerprint()
    paste(view, 0, "project", "单价\t次数\t说明\n12.50\t3\t甲\n8\t4\t乙")
    dialog = view.findChild(PasteDialog)
    assert dialog.headed.isChecked()
    assert [box.currentText() for box in dialog.targets] == ["单价（元）", "次数", LEFT_OUT]
    dialog.accept()
    assert [(r.price, r.times) for r in session.records(ProjectLine)[:2]] == [(1250, 3), (800, 4)]
    session.undo()
    assert session.book.fingerprint() == before


def test_one_value_fills_every_selected_cell_and_ctrl_d_fills_down(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    price = column(view, "price")
    for row in range(3):
        view.selectionModel().select(view.grid.index(row, price), view.selectionModel().SelectionFlag.Select)
    QGuiApplication.clipboard().setText("88*2")
    view.paste()
    assert [view.grid.index(row, price).data() for row in range(3)] == ["176.00"] * 3
    assert session.book.next_undo().name == "粘贴到 3 格"
    view.clearSelection()
    quantity = column(view, "quantity")
    view.grid.setData(view.grid.index(0, quantity), "7")
    for row in range(3):
        view.selectionModel().select(view.grid.index(row, quantity), view.selectionModel().SelectionFlag.Select)
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [view.grid.index(row, quantity).data() for row in range(3)] == ["7"] * 3
    assert session.book.next_undo().name == "向下填充 2 行"


def test_expenditure_lines_are_pasted_below_the_last(qtbot, tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        session = Session(book)
        view = GridView(ExpenditureGrid(session))
        qtbot.addWidget(view)
        count, before = len(view.grid.rows), session.disclosure.figures.get("basic_total").fen
        paste(
            view, count - 1, "function_code", "2010350\t30299\t公用\t100\n2010350 事业运行\t30201 办公费\t公用\t=50*2"
        )
        assert len(view.grid.rows) == count + 1
        assert view.grid.index(count, column(view, "this")).data() == "100.00"
        assert session.disclosure.figures.get("basic_total").fen != before
        session.undo()
        assert session.disclosure.figures.get("basic_total").fen == before


def test_delete_clears_the_selected_amounts(qtbot, tmp_path):
    samples.write("wuxi_2023", tmp_path / "巫溪.mzb")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        view = GridView(ExpenditureGrid(Session(book)))
        qtbot.addWidget(view)
        last = column(view, "last")
        for row in (0, 1):
            view.selectionModel().select(view.grid.index(row, last), view.selectionModel().SelectionFlag.Select)
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        assert [view.grid.index(row, last).data() for row in (0, 1)] == ["", ""]
        assert book.next_undo().name == "清除 2 格"


def test_8760_values_are_one_step(qtbot, session):
    """730 people with 12 columns; how long it takes is measured in tests/benchmarks."""
    view = view_of(qtbot, session, Person)
    assert isinstance(view, QTableView)
    first = next(n for n, c in enumerate(view.grid.columns) if c.key.startswith("item:"))
    items = len(view.grid.columns) - first
    head = "\t事业\t在职\t岗\t1\t12\t1\t一般公共预算\t"
    rows = [f"N{n}\t{head}" + "\t".join(["1000"] * items) for n in range(730)]
    paste(view, 0, "code", "\n".join(rows))
    assert len(view.grid.rows) == 730
    assert session.book.next_undo().name == "粘贴 730 行"
