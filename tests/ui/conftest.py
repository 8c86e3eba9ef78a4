import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.ledger.book import Book
from desktop.ui import theme
from desktop.ui.main_window import MainWindow


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
