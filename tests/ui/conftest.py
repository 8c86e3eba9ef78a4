import os
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

from desktop.ledger.book import Book
from desktop.ui import theme
from desktop.ui.main_window import MainWindow
from desktop.ui.session import Session
from tests import samples

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
    """Windows that were closed are destroyed only when an event loop says so; each one left makes every style slower."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(qapp, qtbot, wuxi_book):
    theme.apply(qapp)
    made = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def session(qapp, tmp_path):
    """The worked example (people, quotas, projects) opened for work, without a window: panels and models need no more."""
    samples.write("qinghe_2025", tmp_path / "青禾.mzb")
    made = Session(Book.open(tmp_path / "青禾.mzb"))
    yield made
    made.blockSignals(True)
    made._later.stop()
    made.book.close()


@pytest.fixture(scope="module")
def _module_window(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("window")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(folder / "home"))
        theme.apply(qapp)
        samples.write("qinghe_2025", folder / "青禾.mzb")
        made = MainWindow(Book.open(folder / "青禾.mzb"))
        made.show()
    yield made
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(folder / "home"))
        made.close()
    made.deleteLater()


@pytest.fixture
def shared(_module_window):
    """A window on the worked example that the tests of a module share: what a test changes is taken back behind it."""
    window = _module_window
    window.turn_to("lines")
    before = window.session.book.fingerprint()
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    while window.session.book.fingerprint() != before:
        window.session.undo()
