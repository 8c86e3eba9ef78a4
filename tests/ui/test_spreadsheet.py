"""What an Excel user tries in the grids: blocks pasted, filled down, cleared, calculated, one step to undo each."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from desktop.ledger.records import Person, ProjectLine
from desktop.ui.grids import clipboard
from desktop.ui.grids.grid_view import GridView
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.kit.arithmetic import worked_out
from tests.small_cases import small_cases


def view_of(qtbot, session, kind):
    made = next(k for k in KINDS if isinstance(k.empty, kind))
    view = GridView(grid_of(session, made))
    qtbot.addWidget(view)
    return view


def column(view, key):
    return next(n for n, c in enumerate(view.grid.columns) if c.key == key)


def paste(view, row, key, text):
    view.setCurrentIndex(view.grid.index(row, column(view, key)))
    QGuiApplication.clipboard().setText(text)
    view.paste()


@small_cases(
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
    assert session.undoing.undo() is None
    assert session.book.fingerprint() == before


def test_what_cannot_be_taken_is_said_and_the_rest_is_kept(qtbot, session):
    view = view_of(qtbot, session, ProjectLine)
    heard = []
    session.message.connect(heard.append)
    paste(view, 0, "quantity", "12\t3,000.00\t1\n很多\t100\t1")
    assert view.grid.index(0, column(view, "quantity")).data() == "12"
    assert view.grid.index(0, column(view, "price")).data() == "3,000.00"
    assert view.grid.index(1, column(view, "price")).data() == "100.00"
    assert any("第 2 行" in text and "很多" in text for text in heard)


def test_a_large_block_is_one_step(qtbot, session):
    """146 people with 12 columns; ten thousand values, and how long they take, are in tests/benchmarks."""
    view = view_of(qtbot, session, Person)
    assert isinstance(view, QTableView)
    first = next(n for n, c in enumerate(view.grid.columns) if c.key.startswith("item:"))
    items = len(view.grid.columns) - first
    head = "\t事业\t在职\t岗\t1\t12\t1\t一般公共预算\t"
    rows = [f"N{n}\t{head}" + "\t".join(["1000"] * items) for n in range(146)]
    paste(view, 0, "code", "\n".join(rows))
    assert len(view.grid.rows) == 146
    assert session.book.next_undo().name == "粘贴 146 行：覆盖 12 行、新增 134 行"
