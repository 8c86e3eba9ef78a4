"""First-run tips: each once, with 知道了, never again; none where the program does not ask for them."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from desktop.ui.guide import tips
from desktop.ui.guide.tips import GRIDS, TIPS, TipStrip
from desktop.ui.pages import PAGES, PageList


@pytest.fixture
def switched_on(qapp):
    tips.switch_on()
    yield
    qapp.setProperty(tips.ON, None)


@pytest.fixture
def pages(qtbot, session):
    made = PageList(session)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def window(qtbot, pages):
    made = QMainWindow()
    center = QWidget()
    QVBoxLayout(center).addWidget(pages)
    made.setCentralWidget(center)
    qtbot.addWidget(made)
    return made


def strip_of(window):
    return window.findChild(TipStrip)


def test_a_program_that_does_not_ask_for_tips_has_none(window):
    tips.begin(window)
    assert strip_of(window) is None


def test_each_is_shown_once_and_goes_with_its_button(switched_on, window, pages):
    pages.mark("lines")
    tips.begin(window)
    strip = strip_of(window)
    assert strip.text.text() == TIPS["grids"]
    assert not strip.isHidden()
    strip.known.click()
    assert strip.isHidden()
    shown = []
    for page in PAGES:
        pages.mark(page.key)
        if not strip.isHidden():
            shown.append(page.key)
    assert shown == ["tables", "checks", "overview"]
    other = TipStrip(pages)
    for page in PAGES:
        pages.mark(page.key)
        assert other.isHidden(), "never again"


def test_a_click_on_a_page_is_not_lost_while_the_tip_comes_or_goes(switched_on, window, pages, qtbot):
    pages.mark("overview")
    tips.begin(window)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # laid out all the same
    window.centralWidget().layout().setAlignment(pages, Qt.AlignmentFlag.AlignTop)
    window.resize(600, 900)
    window.show()
    turned = []
    pages.page_chosen.connect(turned.append)
    for key in ("audit", "people", "audit"):
        row = next(number for number, page in enumerate(PAGES) if page.key == key)
        on_screen = pages.viewport().mapToGlobal(pages.visualItemRect(pages.item(row)).center())
        for mouse in (QTest.mousePress, QTest.mouseRelease):
            place = pages.viewport().mapFromGlobal(on_screen)
            mouse(pages.viewport(), Qt.MouseButton.LeftButton, pos=place)
            QCoreApplication.processEvents()
    assert turned == ["audit", "people", "audit"]


def test_each_tip_has_a_page():
    keys = {page.key for page in PAGES}
    assert set(GRIDS) <= keys
    assert set(TIPS) - {"grids"} <= keys
    assert 3 <= len(TIPS) <= 4
