"""What gives way: lists as wide as their words where there is room, controls in rows, columns as wide as the type asks."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QSpinBox, QWidget
from shiboken6 import isValid

from desktop import ui
from desktop.ui.kit import theme, window_place
from desktop.ui.kit.read_tables import table
from desktop.ui.kit.small_screens import Rows, labelled, let_shrink, room_of, set_widths


def test_a_list_is_never_wider_than_its_words_and_may_be_much_narrower(qtbot):
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["短", "一个非常非常非常非常非常长的名称"])
    full = box.sizeHint().width()
    let_shrink(box, 4)
    assert box.maximumWidth() == full
    assert box.minimumSizeHint().width() < full


def row_of(qtbot, *words):
    panel = QWidget()
    qtbot.addWidget(panel)
    buttons = [QPushButton(text) for text in words]
    panel.setLayout(Rows(*buttons))
    return panel, buttons


def test_controls_that_do_not_fit_go_to_the_next_row_in_their_order(qtbot):
    panel, buttons = row_of(qtbot, "打开公开文件…", "核对整个文件夹…", "重新核对")
    one = buttons[0].sizeHint().height()
    full = panel.layout().sizeHint().width()
    assert panel.heightForWidth(full) == one
    panel.resize(full - 1, 3 * one)
    panel.show()
    assert buttons[0].y() == buttons[1].y() < buttons[2].y()
    assert buttons[2].x() == buttons[0].x() == 0
    assert all(button.width() == button.sizeHint().width() for button in buttons)
    assert panel.heightForWidth(1) == 3 * one + 2 * panel.layout().spacing()


def test_a_hidden_control_takes_no_room(qtbot):
    panel, buttons = row_of(qtbot, "甲甲甲甲", "乙乙乙乙", "丙")
    full = panel.layout().sizeHint().width()
    buttons[1].hide()
    assert panel.layout().sizeHint().width() == full - buttons[1].sizeHint().width() - panel.layout().spacing()


def test_a_list_gives_way_before_a_row_is_begun(qtbot):
    panel, (before,) = row_of(qtbot, "打开")
    box = QComboBox()
    box.addItems(["一个非常非常非常非常非常长的名称"])
    let_shrink(box, 4)
    panel.layout().addWidget(box)
    beside = before.sizeHint().width() + panel.layout().spacing()
    for more, width in ((beside + box.minimumSizeHint().width() + 9, -1), (2000, box.maximumWidth())):
        panel.resize(more, 80)
        panel.show()
        QApplication.processEvents()
        assert abs(box.geometry().center().y() - before.geometry().center().y()) <= 1, "in one row"
        assert box.width() == (width if width > 0 else panel.width() - beside)


def test_a_field_with_its_words_is_no_wider_than_it_wants_to_be(qtbot):
    panel, _ = row_of(qtbot, "读入")
    line, year = QLineEdit(), QSpinBox()
    for words, field in (("名称", line), ("年度", year)):
        panel.layout().addWidget(labelled(words, field))
    panel.resize(900, 60)
    panel.show()
    assert year.width() <= year.sizeHint().width() < line.width()
    assert line.window().rect().contains(line.geometry())


def test_columns_grow_with_the_type_and_never_cut_their_headers(qapp, qtbot):
    theme.apply(qapp)
    usual, large, headed = (table("表", ("短", "很长很长很长的一个栏目"), (100, 20)) for _ in range(3))
    for each in (usual, large, headed):
        qtbot.addWidget(each)
    assert usual.columnWidth(0) == 100
    assert usual.columnWidth(1) > usual.fontMetrics().horizontalAdvance("很长很长很长的一个栏目")
    theme.apply(qapp, large=True)
    try:
        set_widths(large, (100, 0))
        assert large.columnWidth(0) == 130
        set_widths(headed, (room_of(large).width(), 0))
        assert headed.columnWidth(0) == room_of(large).width(), "no screen is as wide as more"
    finally:
        theme.apply(qapp)


def test_a_screen_is_known_on_when_a_dialog_is_gone(qapp, qtbot):
    """PySide takes a screen that a widget hands over for a part of it; a look at a screen after that ended the program."""
    screen = QGuiApplication.primaryScreen()
    dialog = QDialog()
    dialog.installEventFilter(window_place.DialogFitter(dialog))
    dialog.show()
    set_widths(table("表", ("一",), (100,)), (80,))
    dialog.close()
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isValid(screen)


def test_nobody_asks_a_widget_for_its_screen():
    sources = [*Path(ui.__file__).parent.rglob("*.py"), *Path(__file__).parents[1].rglob("*.py")]
    asked = re.compile(r"\.screen\(\)")
    assert [source.name for source in sources if asked.search(source.read_text(encoding="utf-8"))] == []
