import os
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.ledger.book import Book
from desktop.ui import theme
from desktop.ui.main_window import MainWindow

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
