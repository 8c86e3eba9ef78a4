"""A monkey at the window: whatever it does, nothing breaks and nothing changes that nobody asked for.

The long form (`python -m tests.long monkey`) does 20,000 steps.
"""

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.ledger.book import Book
from desktop.ui.kit import theme
from desktop.ui.main_window import MainWindow
from tests import samples, scale
from tests.ui import everything
from tests.ui.monkey import Monkey
from tests.ui.monkey_at_files import MonkeyAtFiles


def test_random_steps_break_nothing_and_change_only_what_was_asked_for(shared, monkeypatch, capsys):
    monkey = Monkey(shared, scale.seed(3), monkeypatch)
    try:
        monkey.run(scale.count(40))
    except BaseException:
        print("\n".join(monkey.trail))
        raise
    finally:
        monkey.close_all()
        QApplication.clipboard().clear()  # what stays there outlives Python
    with capsys.disabled():
        if scale.asked:
            print(
                f"{sum(monkey.done.values())} steps, {monkey.changes} changes, {monkey.seen_dialogs} dialogs, {dict(monkey.done)}"
            )


@pytest.fixture
def at_a_department(qapp, tmp_path, monkeypatch):
    """A monkey at a window of its own on a department of seven units, with files to drop."""
    theme.apply(qapp)
    samples.write("department_2027", tmp_path / "部门.mzb")
    window = MainWindow(Book.open(tmp_path / "部门.mzb"))
    window.show()
    (tmp_path / "文件").mkdir()
    monkey = MonkeyAtFiles(window, scale.seed(3), monkeypatch, tmp_path / "文件")
    yield monkey
    monkey.close_all()
    monkey.window.session.book.close()  # the file of a test may be gone: nothing is asked then
    monkey.window.close()
    QApplication.clipboard().clear()


@pytest.mark.long_only
def test_files_dropped_units_turned_to_and_a_book_reopened_change_nothing(at_a_department):
    try:
        at_a_department.run(scale.count(0))
    except BaseException:
        print("\n".join(at_a_department.trail))
        raise
    print(f"{at_a_department.changes} changes, {dict(at_a_department.done)}")


@pytest.mark.long_only
def test_every_dialog_is_visited_and_changes_nothing_while_nobody_presses_a_button(shared, monkeypatch, tmp_path):
    monkey = Monkey(shared, scale.seed(3), monkeypatch)
    for dialog in everything.dialogs(shared, tmp_path):
        monkey.visit(dialog, scale.count(0) // 200)
        if isValid(dialog):
            dialog.deleteLater()
    monkey.close_all()
    QApplication.clipboard().clear()
    print(f"{sum(monkey.done.values())} steps in {monkey.seen_dialogs} dialogs")


def test_a_change_that_nobody_asked_for_is_noticed(shared, monkeypatch):
    """A control: a hover that enters something."""
    monkey = Monkey(shared, 1, monkeypatch)

    def hover(_):
        shared.session.year_edits.choose_policy("national")

    with pytest.raises(AssertionError, match="选择政策参数"):
        monkey.step(hover, quiet=True)
    assert QApplication.activePopupWidget() is None
