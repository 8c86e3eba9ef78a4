"""Control numbers in one line: hidden without any, red when overrun, said where not compared."""

from desktop.ledger.records import Control
from desktop.ui.kit import theme
from desktop.ui.results.control_strip import ControlStrip


def test_it_is_hidden_until_there_is_a_control_number(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    assert (strip.isHidden(), strip.text()) == (True, "")
    session.record_edits.add_record(Control(block="人员经费", amount=10**12), "新增控制数")
    assert not strip.isHidden()
    assert "人员经费 余 " in strip.text()


def test_an_overrun_is_red_and_says_by_how_much(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    session.record_edits.add_record(Control(block="公用经费", amount=0), "新增控制数")
    assert "公用经费 超 " in strip.text()
    assert theme.colors().error in strip.text()


def test_a_click_leads_to_them(session, qtbot):
    strip = ControlStrip(session)
    qtbot.addWidget(strip)
    with qtbot.waitSignal(strip.asked):
        strip.linkActivated.emit("controls")
