import os
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMessageBox

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ui.guide import tips
from desktop.ui.kit import chinese, theme
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session
from tests import samples
from tests.in_process import outside_files_are_read_in_a_child, outside_files_are_read_in_this_process
from tests.openings import backups_at_opening, opening_makes_no_backup
from tests.ui import unanswered
from tests.ui.shared_book import SharedBook
from tests.ui.shared_window import SharedWindow

__all__ = [
    "backups_at_opening",
    "opening_makes_no_backup",
    "outside_files_are_read_in_a_child",
    "outside_files_are_read_in_this_process",
]

PATIENCE = 60_000
"""Milliseconds after which a wait for an event is given up: a net for what never comes, never a measure of speed."""


@pytest.fixture
def qtbot(qtbot):
    """The same, patient on a machine that is busy with other things."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot


@pytest.fixture(autouse=True)
def _windows_of_earlier_tests_are_gone(qapp):
    """Windows that were closed are destroyed only when an event loop says so, and dialogs when they are collected.

    Each one left makes every style slower.
    """
    for widget in qapp.topLevelWidgets():
        if widget.isHidden() and widget.parent() is None and type(widget).__module__.startswith("desktop."):
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _no_tips(qapp):
    """A test that starts the program switches the tips on: they are off for the next one."""
    qapp.setProperty(tips.ON, None)


@pytest.fixture(autouse=True)
def _words_of_qt(qapp):
    """A test that starts the program makes Qt speak Chinese: it speaks as it came to the next one."""
    for translator in chinese._installed:
        qapp.removeTranslator(translator)
    chinese._installed.clear()


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch):
    """What would wait for a person, and is answered by no test, fails the test at once with its words."""
    unanswered.fail(monkeypatch)


@pytest.fixture
def agreed(nobody_answers, monkeypatch):
    """Every question is answered with 是."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)


@pytest.fixture
def fresh_window(qapp, qtbot, wuxi_book):
    """A window of the test's own, where it is about opening, closing, the file or the settings."""
    theme.apply(qapp)
    made = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(made)
    made.setUpdatesEnabled(False)  # what it looks like is the matter of the windows that are shared
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture(scope="session")
def qinghe_books(tmp_path_factory):
    keeper = SharedBook(samples.content("qinghe_2025"), tmp_path_factory.mktemp("book"), "青禾.mzb")
    yield keeper
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(tmp_path_factory.mktemp("home")))
        keeper.drop()


@pytest.fixture
def worked_example(qinghe_books):
    """What is computed of the worked example when it is opened."""
    qinghe_books.take()
    return qinghe_books.disclosure


@pytest.fixture
def session(qapp, qinghe_books):
    """The worked example (people, quotas, projects) opened for work, without a window: panels and models need no more.

    The book is shared, and put back behind each test. What is computed on opening is the same for all and made once;
    after an edit everything is computed as ever.
    """
    book = qinghe_books.take()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "of_book", lambda *_, **__: qinghe_books.disclosure)
        opened = Session(book)
        opened._loaded = loader.load(opened.form)
    yield opened
    opened.blockSignals(True)
    opened._later.stop()


def _sharing(sample, tmp_path_factory):
    keeper = SharedWindow(sample, tmp_path_factory.mktemp("window"))
    yield keeper
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(tmp_path_factory.mktemp("home")))
        keeper.drop()


@pytest.fixture(scope="session")
def wuxi_windows(qapp, tmp_path_factory):
    yield from _sharing("wuxi_2023", tmp_path_factory)


@pytest.fixture(scope="session")
def qinghe_windows(qapp, tmp_path_factory):
    yield from _sharing("qinghe_2025", tmp_path_factory)


def _lent(keeper, qapp, qtbot):
    theme.apply(qapp)
    window = keeper.take()
    if not window.isActiveWindow():
        with qtbot.waitActive(window):
            window.activateWindow()
    yield window
    keeper.draw()


@pytest.fixture
def window(wuxi_windows, qapp, qtbot):
    """A window on a real book that tests share: what a test did is taken back behind it."""
    yield from _lent(wuxi_windows, qapp, qtbot)


@pytest.fixture
def shared(qinghe_windows, qapp, qtbot):
    """The same on the worked example (people, quotas, projects)."""
    yield from _lent(qinghe_windows, qapp, qtbot)
