"""Control numbers in one line: hidden without any, red when overrun, said where not compared."""

import re

from PySide6.QtGui import QTextDocument

from desktop.ledger.records import Control
from desktop.ui.kit import theme
from desktop.ui.results.control_strip import JOINED, ControlStrip


def said(strip):
    document = QTextDocument()
    document.setHtml(strip.text())
    return document.toPlainText().replace("\xa0", " ").replace(JOINED, "")


def test_the_nearest_ones_are_listed_within_three_lines_of_a_small_window_and_all_are_in_the_tip(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    with session.together("控制数"):
        for number, block in enumerate(("人员经费", "公用经费", "项目支出", "会议费", "培训费")):
            session.record_edits.add_record(Control(block=block, amount=10**10 - number), "新增控制数")
    assert "另有 2 项" in said(strip)
    assert all(
        block in strip.toolTip().replace(JOINED, "")
        for block in ("人员经费", "公用经费", "项目支出", "会议费", "培训费")
    )
    room = 1366 * 100 // 150 - 160  # what the pages leave of 1366 pixels at 150 %
    height = strip.heightForWidth(room)
    strip.setText("一<br>二<br>三")
    assert height <= strip.heightForWidth(room)


def test_it_is_hidden_until_there_is_a_control_number(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    assert (strip.isHidden(), strip.text()) == (True, "")
    session.record_edits.add_record(Control(block="人员经费", amount=10**12), "新增控制数")
    assert not strip.isHidden()
    words = said(strip)
    assert re.search(r"控制数（元）\s+人员经费 10,000,000,000\.00 已编 [0-9,.]+ 还可编 [0-9,.]+$", words), words


def test_an_overrun_is_red_and_says_by_how_much(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    session.record_edits.add_record(Control(block="公用经费", amount=0), "新增控制数")
    assert re.search(r"公用经费 0\.00 已编 ([0-9,.]+) 超 \1$", said(strip))
    assert theme.colors().error in strip.text()


def test_a_click_leads_to_them(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    with qtbot.waitSignal(strip.asked):
        strip.linkActivated.emit("controls")
