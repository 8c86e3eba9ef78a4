import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from desktop.ledger.book import Book
from desktop.ui import theme
from desktop.ui.main_window import MainWindow


@pytest.fixture
def window(qapp, qtbot, wuxi_book):
    theme.apply(qapp)
    made = MainWindow(Book.open(wuxi_book))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
