"""The window is where it was last, and always wholly on a screen."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit import theme, window_place
from desktop.ui.kit.small_screens import room_of
from desktop.ui.kit.window_place import fitted
from tests.small_cases import small_cases

LAPTOP = QRect(0, 0, 1366, 728)
SECOND = QRect(1366, 0, 1280, 853)
"""A screen of 1920 × 1280 at 150 % to the right of the first."""


@small_cases(
    ("wanted", "room", "found"),
    [
        (QRect(10, 20, 800, 600), LAPTOP, QRect(10, 20, 800, 600)),
        (QRect(10, 20, 2049, 1152), LAPTOP, LAPTOP),
        (QRect(900, 300, 800, 600), LAPTOP, QRect(566, 128, 800, 600)),
        (QRect(-50, -50, 800, 600), LAPTOP, QRect(0, 0, 800, 600)),
        (QRect(3000, 100, 1366, 768), SECOND, QRect(1366, 85, 1280, 768)),
    ],
)
def test_a_place_is_moved_and_made_smaller_where_it_must_be(wanted, room, found):
    assert fitted(wanted, room) == found
    assert room.contains(fitted(wanted, room))


def test_a_window_is_put_where_the_last_one_stood(qtbot):
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
    room = room_of(first)
    first.setGeometry(QRect(room.left() + 30, room.top() + 40, 300, 200))
    window_place.remember(first)
    window_place.restore(second)
    assert second.geometry() == first.geometry()


def test_on_a_small_screen_a_first_window_fills_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    room = room_of(window)
    window_place.restore(window)
    assert window.isMaximized() or room.contains(window.geometry())


def dialog(rows):
    made = QDialog()
    column = QVBoxLayout(made)
    for number in range(rows):
        column.addWidget(QLabel(f"第{number}行"))
    made.lowest = QPushButton("确定")
    column.addWidget(made.lowest)
    return made


def test_a_dialog_that_needs_more_than_the_screen_is_scrolled_and_its_buttons_stay_in_view(qtbot):
    tall = dialog(60)
    qtbot.addWidget(tall)
    tall.setMinimumWidth(1040)
    window_place.fit(tall, QSize(895, 472))
    tall.show()
    assert tall.size().boundedTo(QSize(895, 472)) == tall.size()
    area = tall.findChild(QScrollArea)
    assert not area.isAncestorOf(tall.lowest)
    assert tall.rect().contains(tall.lowest.geometry())
    assert all(area.isAncestorOf(label) for label in tall.findChildren(QLabel))


def test_broken_lines_count_with_the_height_they_need_at_the_width_of_the_dialog(qtbot):
    wordy = dialog(0)
    qtbot.addWidget(wordy)
    words = QLabel("检查错误" * 600)
    words.setWordWrap(True)
    wordy.layout().insertWidget(0, words)
    wordy.resize(400, 300)
    window_place.fit(wordy, QSize(895, 472))
    wordy.show()
    assert wordy.size().boundedTo(QSize(895, 472)) == wordy.size()
    assert wordy.findChild(QScrollArea).isAncestorOf(words)
    assert words.height() >= words.heightForWidth(words.width()), "no line is cut off"
    assert wordy.rect().contains(wordy.lowest.geometry())


class Tall(QPlainTextEdit):
    """Would like to be high, and can be low."""

    def sizeHint(self):
        return QSize(400, 900)


def test_a_dialog_with_tabs_whose_pages_can_be_lower_is_not_scrolled(qtbot):
    tabbed, page, tabs, words = dialog(0), QWidget(), QTabWidget(), QLabel("文件要有两列。" * 20)
    qtbot.addWidget(tabbed)
    words.setWordWrap(True)
    column, text = QVBoxLayout(page), Tall()
    column.addWidget(words)
    column.addWidget(text)
    tabs.addTab(page, "载入")
    tabbed.layout().insertWidget(0, tabs)
    window_place.fit(tabbed, QSize(895, 472))
    tabbed.show()
    assert tabbed.findChild(QScrollArea, "", Qt.FindChildOption.FindDirectChildrenOnly) is None
    assert tabbed.rect().contains(tabbed.lowest.geometry())


def test_buttons_of_a_scrolled_dialog_stand_as_far_apart_as_before(qtbot):
    tall, row = dialog(60), QHBoxLayout()
    qtbot.addWidget(tall)
    tall.layout().setSpacing(10)
    for text in ("导出", "关闭"):
        row.addWidget(QPushButton(text))
    tall.layout().addLayout(row)
    window_place.fit(tall, QSize(895, 472))
    tall.show()
    first, second = (row.itemAt(number).geometry() for number in (0, 1))
    assert second.left() - first.right() > 10


def test_a_dialog_that_fits_is_only_made_smaller(qtbot):
    small = dialog(3)
    qtbot.addWidget(small)
    small.resize(1200, 300)
    window_place.fit(small, QSize(895, 472))
    assert small.size() == QSize(895, 300)
    assert small.findChild(QScrollArea) is None


def test_every_dialog_of_a_window_is_fitted_when_it_is_shown(qtbot, shared, monkeypatch):
    fitted_ones = []
    monkeypatch.setattr(window_place, "fit", lambda dialog, room: fitted_ones.append((dialog, room)))
    child = QDialog(shared)
    child.open()
    child.hide()
    child.open()
    assert [each for each, _ in fitted_ones] == [child], "once"
    assert fitted_ones[0][1].width() >= shared.width()
    child.close()
    child.deleteLater()


def backwards(dialog):
    return [pair for pair in pairwise(window_place.tab_stops(dialog)) if window_place.goes_back(dialog, *pair)]


def test_tab_goes_as_a_dialog_is_read_though_its_buttons_were_made_first(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    foot, names = QDialogButtonBox(), ("名称", "编码", "备注")
    for word in ("保存", "取消"):
        foot.addButton(word, QDialogButtonBox.ButtonRole.ActionRole)
    left, right = QVBoxLayout(), QVBoxLayout()
    column, across = QVBoxLayout(dialog), QHBoxLayout()
    across.addLayout(left)
    across.addLayout(right)
    column.addLayout(across)
    column.addWidget(foot)
    for side, word in ((right, "右"), (left, "左")):
        for name in names:
            side.addWidget(QPushButton(word + name))
    dialog.grab()
    assert backwards(dialog) != [], "the rule notices it"
    window_place.fit(dialog, QSize(800, 600))
    assert backwards(dialog) == []
    texts = [button.text() for button in window_place.tab_stops(dialog)]
    assert texts == ["左名称", "右名称", "左编码", "右编码", "左备注", "右备注", "保存", "取消"]


def test_columns_that_are_no_lines_are_read_one_after_the_other(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    places = [QRect(0, 0, 80, 40), QRect(0, 50, 80, 60), QRect(100, 0, 80, 70), QRect(100, 80, 80, 30)]
    widgets = [QWidget(around) for _ in places]
    assert window_place.as_read([*reversed(list(zip(places, widgets, strict=True)))]) == widgets


def test_what_is_scrolled_for_its_height_is_not_scrolled_for_its_width_too(qtbot):
    tall = dialog(60)
    qtbot.addWidget(tall)
    tall.resize(100, 100)
    window_place.fit(tall, QSize(895, 472))
    tall.show()
    area = tall.findChild(QScrollArea)
    assert not area.horizontalScrollBar().isVisible()


def test_a_dialog_that_a_dialog_opens_is_kept_inside_the_screen_too(qtbot, qapp):
    first, second = dialog(1), dialog(200)
    qtbot.addWidget(first)
    first.installEventFilter(window_place.DialogFitter(first))
    first.show()
    second.setParent(first, second.windowFlags())
    second.show()
    room = room_of(first).size()
    assert second.size().boundedTo(room) == second.size()


def test_with_large_type_a_dialog_of_a_given_size_is_larger_and_grows_once(qtbot, qapp):
    theme.apply(qapp, large=True)
    try:
        made = dialog(1)
        qtbot.addWidget(made)
        made.resize(400, 300)
        made.installEventFilter(window_place.DialogFitter(made))
        for _ in range(2):
            made.show()
            assert made.size() == QSize(520, 390)
            made.hide()
    finally:
        theme.apply(qapp)


def test_a_dialog_that_has_grown_is_moved_so_that_its_buttons_stay_on_the_screen(qtbot):
    grown = dialog(3)
    qtbot.addWidget(grown)
    grown.show()
    room = room_of(grown)
    grown.move(room.left() + 30, room.bottom() - 100)
    grown.resize(300, 400)
    window_place.keep_on_screen(grown)
    assert room.contains(grown.frameGeometry())
    before = grown.pos()
    window_place.keep_on_screen(grown)
    assert grown.pos() == before


@pytest.mark.parametrize("chosen", [0, 3, None])
def test_a_dialog_that_is_scrolled_begins_at_its_first_field_or_where_it_asked_to(qtbot, chosen):
    tall = QDialog()
    qtbot.addWidget(tall)
    column, fields = QVBoxLayout(tall), [QLineEdit() for _ in range(30)]
    for field in fields:
        column.addWidget(field)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    column.addWidget(buttons)
    if chosen is not None:
        fields[chosen].setFocus()
    window_place.fit(tall, QSize(600, 300))
    assert tall.findChild(QScrollArea) is not None
    assert window_place.tab_stops(tall)[: len(fields)] == fields
    if chosen is not None:
        assert tall.focusWidget() is fields[chosen]


def test_a_dialog_scrolled_in_the_moment_it_is_shown_begins_at_its_first_field(qtbot, monkeypatch):
    monkeypatch.setattr(window_place, "room_for", lambda dialog: QSize(600, 300))
    tall = QDialog()
    qtbot.addWidget(tall)
    tall.installEventFilter(window_place.DialogFitter(tall))
    column, fields = QVBoxLayout(tall), [QLineEdit() for _ in range(30)]
    for field in fields:
        column.addWidget(field)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    column.addWidget(buttons)
    tall.show()
    assert tall.findChild(QScrollArea) is not None
    assert window_place.tab_stops(tall)[: len(fields)] == fields
    assert tall.focusWidget() in (None, fields[0])


def test_lists_measured_before_they_stood_in_the_dialog_have_its_frame_too(qapp, qtbot):
    theme.apply(qapp, "light")
    early, late, framed = QTableWidget(2, 2), QTableWidget(2, 2), QDialog()
    qtbot.addWidget(framed)
    early.ensurePolished()  # as asking for its size does
    framed.installEventFilter(window_place.DialogFitter(framed))
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(early)
    QVBoxLayout(framed).addWidget(inside)
    framed.layout().addWidget(late)
    framed.show()
    assert [early.frameWidth(), late.frameWidth()] == [1, 1]
