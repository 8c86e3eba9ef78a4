"""Two stages or years side by side: the five figures through all of them, what differs between any two."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.compute.difference import differences
from desktop.layouts.tables.overview import FIGURES
from desktop.ledger.records import DirectLine
from desktop.ledger.vocabulary import Stage
from desktop.money import YUAN
from desktop.ui.year.compare_dialog import CompareDialog


@pytest.fixture
def dialog(session, qtbot):
    first = session.budget
    session.year_edits.next_stage(Stage.FIRST_UP)
    session.pair_edits.add_line(
        DirectLine(function_code="2010350", economic_code="30299", nature="公用", amount=500), ""
    )
    made = CompareDialog(session, first)
    qtbot.addWidget(made)
    return made


def test_what_differs_is_listed_and_counted(dialog):
    assert "草稿 → 2025年 一上：" in dialog.summary.text()
    assert dialog.list.rowCount() == len(dialog._found) > 0


def test_the_figures_of_every_stage_stand_in_order_with_the_change(dialog):
    assert dialog.figures.rowCount() == len(FIGURES)
    headers = [dialog.figures.horizontalHeaderItem(n).text() for n in range(dialog.figures.columnCount())]
    assert headers == ["2024年 草稿", "2025年 草稿", "2025年 一上", "变化（元）"]
    assert dialog.figures.item(0, 3).text() == "5.00"


def test_all_figures_are_in_view(dialog):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    dialog.grab()
    assert not dialog.figures.verticalScrollBar().isVisible()
    assert dialog.list.height() > 150
    dialog.close()


def test_the_slider_moves_the_later_side(dialog, session):
    dialog.slider.setValue(0)
    assert dialog.later.currentText() == "2024年 草稿"
    expected = differences(dialog.facts(1), dialog.facts(0))
    assert dialog.list.rowCount() == len(expected)
    dialog.later.setCurrentIndex(2)
    assert dialog.slider.value() == 2
    dialog.slider.setValue(1)
    assert "同一个阶段" in dialog.summary.text(), "a stage is not compared with itself"


def test_to_choose_the_other_side_lets_the_two_change_places(dialog):
    for box in (dialog.later, dialog.earlier):
        before = (dialog.earlier.currentText(), dialog.later.currentText())
        box.setCurrentIndex((dialog.earlier if box is dialog.later else dialog.later).currentIndex())
        assert (dialog.later.currentText(), dialog.earlier.currentText()) == before
        assert dialog.summary.text().startswith(f"{before[1]} → {before[0]}：")
        assert dialog.slider.value() == dialog.later.currentIndex()


def test_the_stage_in_view_is_compared_with_the_one_before_where_no_other_was_chosen(dialog, session):
    opened = CompareDialog(session, session.budget)
    assert (opened.earlier.currentText(), opened.later.currentText()) == ("2025年 草稿", "2025年 一上")
    opened.deleteLater()


def test_stages_that_are_alike_are_told_by_name(session, qtbot):
    first = session.budget
    session.year_edits.next_stage(Stage.FIRST_UP)
    dialog = CompareDialog(session, first)
    qtbot.addWidget(dialog)
    assert dialog.summary.text() == "2025年 草稿 → 2025年 一上：两者相同"


def test_it_has_a_button_to_close_it(dialog, qtbot):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "关闭"]
    button.click()
    assert not dialog.isVisible()


def test_typing_narrows_the_list(dialog):
    every = dialog.list.rowCount()
    dialog.search.setText(YUAN.show(500))
    assert 0 < dialog.list.rowCount() < every + 1
    dialog.search.setText("没有这样的字")
    assert dialog.list.rowCount() == 0
