"""One window on a department (seven units) for all tests of the room; what a test changes it takes back itself."""

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.ledger.book import Book
from desktop.ui.kit import theme
from desktop.ui.main_window import MainWindow
from tests.cases_2027 import department


@pytest.fixture(scope="package")
def department_home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def home(department_home, monkeypatch):
    """The packs of the units lie in the folder the book was made with."""
    monkeypatch.setenv("MINGZHANG_HOME", str(department_home))
    return department_home


@pytest.fixture(scope="package")
def department_window(qapp, department_home, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(department_home))
        path = tmp_path_factory.mktemp("department") / "部门.mzb"
        with Book.create(path) as book:
            department.fill(book)
        theme.apply(qapp)
        window = MainWindow(Book.open(path))
        window.units_panel.badges.runs.stop()
        window.as_left = -1
        window.show()
        yield window
        window.units_panel.badges.runs.stop()
        window.close()


@pytest.fixture
def desk(department_window, qapp):
    """The window, on its first unit; every step of a test is undone behind it."""
    window, session = department_window, department_window.session
    first, steps = find(session, "（本级）", budget=True), done(session)
    if session.budget != first or session.view is not None or window.as_left != session.book.revision:
        session.choose(first)
    window.turn_to("lines")
    window.setUpdatesEnabled(False)
    yield window
    window.setUpdatesEnabled(True)  # drawn once, as the test left it
    QCoreApplication.processEvents()
    window.as_left = session.book.revision
    session.blockSignals(True)
    while done(session) > steps:
        session.book.undo()
    session.blockSignals(False)
    session._later.stop()
    window.units_panel.badges.runs.stop()


def done(session):
    """Return how many steps of the book are done."""
    return sum(step.state == "done" for step in session.book.history())


def find(session, ending, *, budget=False):
    """Return the unit whose name ends so, or its budget."""
    unit = next(unit for unit in session.book.units() if unit.name.endswith(ending))
    return session.book.budgets(unit.id)[0] if budget else unit
