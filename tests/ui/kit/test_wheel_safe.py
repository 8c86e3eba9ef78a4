"""The mouse wheel scrolls; it changes no value on any page and in any dialog (walked in tests/ui/test_every_dialog.py)."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from desktop import ui
from desktop.ui.kit import theme, wheel_safe
from desktop.ui.kit.wheel_safe import DropDown
from desktop.ui.start.new_book_dialog import NewBookDialog
from desktop.ui.year.compare_dialog import CompareDialog
from tests.ui import everything


def holders(root: QWidget) -> list[QWidget]:
    """The widgets under a root that keep a value and can be reached by a person."""
    kinds = (QComboBox, QAbstractSpinBox, QAbstractSlider)
    found = [w for kind in kinds for w in root.findChildren(kind) if not isinstance(w, QScrollBar)]
    return [w for w in found if w.isEnabled()]


def value(widget):
    return widget.currentIndex() if isinstance(widget, QComboBox) else widget.value()


def notch(widget: QWidget, by: int = -120) -> QWheelEvent:
    """Turn the wheel by one notch over a widget."""
    at = widget.rect().center()
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


def changed(root: QWidget) -> tuple[int, list[str]]:
    """Turn the wheel over every value under a root, with and without the focus; how many there are, which changed."""
    found = holders(root)
    moved = []
    for widget in found:
        before = value(widget)
        for focused in (False, True):
            if focused:
                widget.setFocus()
            for by in (-120, 120, -120):
                notch(widget, by)
                if value(widget) != before:
                    moved.append(everything.named(widget))
                    break
    return len(found), moved


def test_the_walk_notices_when_the_wheel_changes_values(session, qtbot, monkeypatch):
    """Over dialogs of its own: a widget that was once looked at without its guard stays without it."""
    for kind in (wheel_safe.DropDown, wheel_safe.NumberBox, wheel_safe.Slider):
        monkeypatch.delattr(kind, "wheelEvent")
    moved = []
    for dialog in (CompareDialog(session, session.budget), NewBookDialog()):
        qtbot.addWidget(dialog)
        moved += changed(dialog)[1]
    assert {name.split(" ")[1] for name in moved} == {"DropDown", "FunctionField", "NumberBox", "Slider"}


CHANGED_BY_THE_WHEEL = {
    "QComboBox", "QFontComboBox", "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSlider", "QDial"
}  # fmt: skip


def test_no_room_of_the_window_makes_a_widget_that_the_wheel_changes():
    """The walk sees what is made today; this sees what somebody adds."""
    made = []
    for path in Path(ui.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CHANGED_BY_THE_WHEEL:
                made.append(f"{path.name}:{node.lineno}")
    assert made == []


def test_the_page_scrolls_where_the_pointer_is_over_a_drop_down(qtbot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    boxes = [wheel_safe.DropDown() for _ in range(40)]
    for box in boxes:
        box.addItems(["甲", "乙", "丙"])
        column.addWidget(box)
    area = QScrollArea()
    area.setWidget(inside)
    area.resize(200, 200)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    at = boxes[2].mapTo(area, boxes[2].rect().center())
    QTest.wheelEvent(area.windowHandle(), QPointF(at), QPoint(0, -120))
    assert area.verticalScrollBar().value() > 0
    assert boxes[2].currentIndex() == 0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_opened_list_still_scrolls(qtbot):
    box = wheel_safe.DropDown()
    box.addItems([f"第{n}项" for n in range(200)])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    bar = box.view().verticalScrollBar()
    before = bar.value()
    notch(box.view().viewport())
    assert bar.value() > before
    box.hidePopup()
    assert box.currentIndex() == 0


def test_drop_downs_and_number_boxes_are_as_high_as_the_fields_beside_them(qtbot, qapp):
    theme.apply(qapp)
    fields = [wheel_safe.DropDown(), wheel_safe.NumberBox(), QLineEdit()]
    for field in fields:
        qtbot.addWidget(field)
    heights = [field.sizeHint().height() for field in fields]
    assert max(heights) - min(heights) <= 2, heights


@pytest.mark.parametrize("kind", [wheel_safe.DropDown, wheel_safe.NumberBox])
def test_a_field_shows_that_it_opens(kind, qtbot, qapp):
    theme.apply(qapp)
    field = kind()
    qtbot.addWidget(field)
    field.resize(120, 28)
    picture = field.grab().toImage()
    part = [picture.pixelColor(x, y).lightness() for x in range(102, 117) for y in range(4, 24)]
    assert min(part) < 170 < max(part)


def test_words_that_have_no_room_in_a_drop_down_end_in_dots(qtbot):
    box = wheel_safe.DropDown()
    qtbot.addWidget(box)
    box.addItem("重庆市部门（单位）预算公开")
    for width, whole in ((400, True), (100, False)):
        box.resize(width, 28)
        assert box.shown_words().endswith("…") != whole
        assert box.fontMetrics().horizontalAdvance(box.shown_words()) < width - 2 * wheel_safe.FROM_RIGHT
        assert box.grab().width() == width
    assert box.currentText() == "重庆市部门（单位）预算公开"


def test_a_drop_down_as_wide_as_it_asks_to_be_shows_all_of_its_words(qtbot):
    for words in ("当年", "全部级别（9）", "重庆市部门（单位）", ""):
        box = wheel_safe.DropDown()
        qtbot.addWidget(box)
        box.addItem(words)
        box.resize(box.sizeHint())
        assert box.shown_words() == words


@pytest.mark.parametrize("framed", [True, False])
def test_no_words_reach_over_the_field_that_the_style_gives_them(framed, qtbot, qapp):
    theme.apply(qapp)
    box, option = wheel_safe.DropDown(), QStyleOptionComboBox()
    qtbot.addWidget(box)
    box.setFrame(framed)
    box.addItem("重庆市部门（单位）预算公开")
    for width in range(60, 260):
        box.resize(width, 28)
        box.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
        assert option.currentText == box.shown_words()
        assert box.fontMetrics().boundingRect(option.currentText).width() <= field.width(), width


def test_an_opened_list_has_a_frame_and_room_for_its_words(qtbot, qapp):
    """Without a frame the entries stand in the middle of what lies behind them."""
    theme.apply(qapp, "light")
    box = DropDown()
    box.addItems(["甲", "一个很长很长的名称，比关着的时候长"])
    box.resize(60, 28)
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    view = box.view()
    assert view.width() >= view.sizeHintForColumn(0)
    corner = view.grab().toImage().pixelColor(0, view.height() // 2).name()
    box.hidePopup()
    assert corner == theme.colors().frame


def test_another_look_leaves_nothing_behind_in_a_list_that_was_opened(qtbot, qapp):
    """Qt makes what draws the entries anew where the style of lists changes, and drops nothing."""
    box = DropDown()
    box.addItems(["甲", "乙"])
    qtbot.addWidget(box)
    theme.apply(qapp, "light")
    box.show()
    box.showPopup()
    box.hidePopup()
    before = len(box.findChildren(QAbstractItemDelegate))
    for look in ("dark", "light", "dark", "light"):
        theme.apply(qapp, look)
    assert len(box.findChildren(QAbstractItemDelegate)) == before
