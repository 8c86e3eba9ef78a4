"""Nothing is cut: every visible word has the room it asks for, on every page, in every look, with large type too."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTableWidget,
    QTextEdit,
    QToolBar,
    QToolButton,
    QTreeView,
    QWidget,
)

from desktop.ledger.book import Book
from desktop.ui.finder import Finder
from desktop.ui.grids.header_menu import FilterDialog
from desktop.ui.grids.line_dialog import IncomeDialog, LineDialog
from desktop.ui.grids.paste_dialog import PasteDialog
from desktop.ui.guide.help import HelpDialog
from desktop.ui.kit import theme, window_place
from desktop.ui.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.results.printing import PrintDialog
from desktop.ui.standards import questionnaire_dialog
from desktop.ui.standards.questionnaire_dialog import QuestionnaireDialog
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.start.start_page import StartPage
from desktop.ui.writing.figure_chooser import FigureChooser
from desktop.ui.year.compare_dialog import CompareDialog
from desktop.ui.year.export_dialog import ExportDialog
from desktop.ui.year.history_dialog import HistoryDialog
from desktop.ui.year.layout_dialog import LayoutDialog
from desktop.ui.year.notes import NotesDialog
from tests import samples, scale

WORDS = (QLabel, QPushButton, QToolButton, QCheckBox)
NAMED = (QComboBox, QTableView, QTreeView, QListWidget, QTextEdit, QPlainTextEdit)
HEADER_PADDING = 12
"""What the style sheet puts around the words of a header, in pixels."""


def cut(widget: QWidget) -> list[str]:
    """The words under a widget that have less room than they ask for (a wrapped label may be narrower, not lower)."""
    found = []
    for one in widget.findChildren(QWidget):
        if not isinstance(one, WORDS) or not one.isVisible() or not one.text():
            continue
        wraps = isinstance(one, QLabel) and one.wordWrap()
        need = one.heightForWidth(one.width()) if wraps else one.sizeHint().height()
        if one.height() < need - 1 or (not wraps and one.width() < one.sizeHint().width() - 1):
            found.append(f"{one.text()[:20]} {one.size().toTuple()} < {one.sizeHint().toTuple()}")
    return found


def cut_headers(view) -> list[str]:
    """The headers of a grid that have less room than their words need."""
    font = QFont(view.horizontalHeader().font())
    font.setBold(True)
    metrics, found = QFontMetrics(font), []
    for section in range(view.model().columnCount()):
        if view.isColumnHidden(section) or view.horizontalHeader().isHidden():
            continue
        text = str(view.model().headerData(section, Qt.Orientation.Horizontal))
        if metrics.horizontalAdvance(text) + HEADER_PADDING > view.columnWidth(section):
            found.append(f"{text} {view.columnWidth(section)}")
    return found


LOOKS = {"浅": ("light", False), "大字": ("light", True)}
"""In ./test the plain look and the one that needs the most room; in the long form all. A look is colours alone: see
tests/ui/kit/test_theme.py."""
if scale.asked:
    LOOKS |= {"深": ("dark", False), "高对比": ("contrast", False), "高对比大字": ("contrast", True)}


@pytest.fixture(scope="module", params=LOOKS.values(), ids=LOOKS)
def made(request, qapp, tmp_path_factory):
    """One window in each look; nothing here changes its book."""
    look, large = request.param
    folder = tmp_path_factory.mktemp("window")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(folder / "home"))
        theme.apply(qapp, look, large=large)
        samples.write("qinghe_2025", folder / "账本.mzb")
        made = MainWindow(Book.open(folder / "账本.mzb"))
        made.setUpdatesEnabled(False)  # words are measured here: each page and dialog is drawn once, in one look
        made.show()
        made.session.check()  # which names the version: not in the middle of a look at the words
        QApplication.processEvents()
        yield made
        patch.setenv("MINGZHANG_HOME", str(folder / "home"))
        made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)
    theme.apply(qapp)


@pytest.fixture
def window(made):
    """As it opens on a small screen."""
    made.resize(1366, 768)
    made.turn_to("lines")
    QApplication.processEvents()
    return made


def test_the_pages_show_their_whole_names(window):
    for row in range(window.pages.count()):
        item = window.pages.item(row)
        assert (
            window.pages.visualItemRect(item).width() >= window.pages.fontMetrics().horizontalAdvance(item.text()) + 15
        )


def test_every_button_of_the_toolbar_is_there_on_a_small_screen(window):
    """1280 × 720 is what 1920 × 1080 leaves at 150 %."""
    width = 1280 if theme.FAMILIES and is_plain() else 1366
    window.resize(width, 720)
    QApplication.processEvents()
    assert window.width() == width
    bar = window.findChild(QToolBar)
    hidden = [a.text() for a in bar.actions() if bar.widgetForAction(a) and not bar.widgetForAction(a).isVisible()]
    assert hidden == []


def test_the_export_is_seen_on_the_smallest_screen(window):
    """911 × 512 is what 1366 × 768 leaves at 150 %; with large type the rows are left to the menu 编辑, with their keys."""
    window.resize(911, 480)
    QApplication.processEvents()
    bar = window.bar
    assert bar.widgetForAction(bar.export).isVisible()
    assert {bar.undo, bar.redo, bar.add, bar.remove} <= {*window.actions(), *bar.actions()}
    window.resize(1366, 720)
    QApplication.processEvents()
    assert {bar.undo, bar.redo, bar.add, bar.remove} <= {*bar.actions()}, "they come back"
    assert bar.widgetForAction(bar.export).isVisible()


def test_every_page_fits_the_smallest_screen(window):
    """911 × 512 is what 1366 × 768 leaves at 150 %."""
    window.resize(911, 512)
    for page in PAGES[:-1]:
        window.turn_to(page.key)
        QApplication.processEvents()
        assert window.size().toTuple() == (911, 512), page.title


def is_plain():
    return QApplication.font().pointSizeF() < theme.LARGE_POINTS


def test_no_page_cuts_its_words(window):
    window.setUpdatesEnabled(is_plain())
    for page in PAGES[:-1]:
        window.turn_to(page.key)
        QApplication.processEvents()
        assert cut(window) == [], page.title
    window.setUpdatesEnabled(False)


def test_no_dialog_cuts_its_words(qtbot, window):
    session = window.session
    dialogs = [StartPage(), NewBookDialog(), ExportDialog(session), LineDialog(session), IncomeDialog(session)]
    dialogs += [
        LayoutDialog(session),
        HistoryDialog(session),
        Finder(window, window.navigator),
        FigureChooser(session),
    ]
    view, line = window.lines, session.last.lines[0]
    dialogs += [
        NotesDialog(session, line, "一行"),
        FilterDialog(view, 0),
        PasteDialog(view.grid, 0, 0, [["甲"] * 13], view),
    ]
    dialogs += [CompareDialog(session, session.budget), PrintDialog(session, None), HelpDialog("start", window)]
    for dialog in dialogs:
        dialog.setUpdatesEnabled(is_plain())
        dialog.show()
        QApplication.processEvents()
        assert cut(dialog) == [], type(dialog).__name__
        for table in dialog.findChildren(QTableWidget):
            assert cut_headers(table) == [], type(dialog).__name__
        window_place.tab_as_read(dialog)
        stops = pairwise(window_place.tab_stops(dialog))
        assert not any(window_place.goes_back(dialog, *pair) for pair in stops), type(dialog).__name__
        dialog.close()


def test_the_questionnaire_fits_the_smallest_screen(qtbot, window, monkeypatch):
    """With the type that needs the most room the questions stand above their fields; nothing is cut at the side."""
    room = QRect(0, 0, 911, 512)
    monkeypatch.setattr(questionnaire_dialog, "room_of", lambda _: room)
    dialog = QuestionnaireDialog(None, None, 2027)
    qtbot.addWidget(dialog)
    dialog.list.others.setChecked(True)
    dialog.show()
    window_place.fit(dialog, room.size() - window_place.FRAME)
    QApplication.processEvents()
    assert dialog.width() <= 911 - window_place.FRAME.width()
    least = dialog.list.widget().minimumSizeHint()
    assert least.width() <= dialog.list.viewport().width()
    inside = dialog.list.widget().rect()
    over = [
        each.accessibleName() or each.text()
        for each in dialog.list.widget().findChildren(QPushButton)
        if each.isVisible() and each.mapTo(dialog.list.widget(), each.rect().topRight()).x() > inside.right()
    ]
    assert over == []


def test_the_controls_have_names_for_a_screen_reader(window):
    for page in PAGES[:-1]:
        window.turn_to(page.key)
        QApplication.processEvents()
        nameless = [
            f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
            for one in window.findChildren(QWidget)
            if isinstance(one, NAMED) and one.isVisible() and not one.accessibleName()
        ]
        assert nameless == [], page.title


def test_no_header_of_a_grid_is_cut(window):
    for page in PAGES:
        for number in range(len(page.kinds)):
            window.turn_to(page.key)
            window.records[page.key].tabs.setCurrentRow(number)
            QApplication.processEvents()
            assert cut_headers(window.records[page.key].view) == []
    for view in (window.lines, window.income):
        assert cut_headers(view) == []


def test_a_cut_word_would_be_found(qtbot):
    holder = QWidget()
    label = QLabel("本年一般公共预算财政拨款", holder)
    qtbot.addWidget(holder)
    label.setFixedWidth(40)
    holder.show()
    assert len(cut(holder)) == 1
