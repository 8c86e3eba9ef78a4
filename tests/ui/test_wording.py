"""Writing the narrative: figures are chips that cannot be mistyped, sentences are worded anew and stay bound."""

from PySide6.QtGui import QTextCursor

from desktop import pipeline
from desktop.layouts.words.paragraphs import template_of
from desktop.ui.writing.narrative_panel import NarrativePanel
from tests.ui.timers import ring


def sentence(window, figure="basic_total"):
    paragraphs = window.session.disclosure.narrative.paragraphs
    return next(p for p in paragraphs if p.key and any(r.figure == figure for r in p.runs))


def test_a_sentence_is_worded_anew_and_taken_back(window):
    window.turn_to("narrative")
    panel, own = window.narrative, sentence(window)
    panel.show_field(own.key)
    assert panel.editor.template() == template_of(own)
    assert panel.offer.text() == "恢复原句"
    panel.editor.moveCursor(QTextCursor.MoveOperation.Start)
    panel.editor.insertPlainText("经审核，")
    panel.save()
    text = window.session.disclosure.narrative.text
    assert "经审核，" + own.text in text
    assert "已改写" in panel.text.toPlainText()
    grid = window.lines.grid
    number = next(n for n, c in enumerate(grid.columns) if c.key == "this")
    before = window.session.disclosure.figures.get("basic_total").shown
    assert grid.setData(grid.index(0, number), "9999999")
    shown = window.session.disclosure.figures.get("basic_total").shown
    assert shown != before
    assert f"{shown}万元" in next(p.text for p in window.session.disclosure.narrative.paragraphs if p.reworded)
    panel.offer.click()
    panel.save()
    assert not any(p.reworded for p in window.session.disclosure.narrative.paragraphs)


def test_turning_to_another_field_keeps_what_was_typed_and_shows_the_right_one(window):
    window.turn_to("narrative")
    panel = window.narrative
    panel.show_field("project_total")
    panel.editor.setPlainText("设备到期更新")
    other = next(n for n, field in enumerate(panel._items) if field.kind == "text")
    panel.choice.setCurrentIndex(other)
    assert window.session.facts.reasons["project_total"] == "设备到期更新"
    assert panel._items[panel.choice.currentIndex()].key == panel._loaded.key == panel._items[other].key
    assert panel.editor.template() == panel._loaded.value


def test_last_years_words_stand_beside(window, qtbot):
    window.turn_to("narrative")
    panel, own = window.narrative, sentence(window)
    panel.show_field(own.key)
    qtbot.waitUntil(panel.before.isVisible)
    last, form = window.session.last, window.session.disclosure.form
    shown = pipeline.disclose(last, None, form).figures.get("basic_total").shown
    assert f"{shown}万元" in panel.before.toPlainText()


def test_words_not_saved_yet_survive_a_crash(window, qtbot):
    window.turn_to("narrative")
    panel, book = window.narrative, window.session.book
    panel.show_field("project_total")
    panel.editor.setPlainText("正在写的原因{basic_total}")
    key = f"{window.session.budget.id}:project_total"
    ring(qtbot, panel._typed)
    assert book.unconfirmed_text(key) == "正在写的原因{basic_total}"
    assert window.session.facts.reasons.get("project_total") != "正在写的原因{basic_total}"
    again = NarrativePanel(window.session)
    qtbot.addWidget(again)
    again.show_field("project_total")
    assert again.editor.template() == "正在写的原因{basic_total}"
    assert "已恢复" in again._hint.text()
    again.save()
    assert window.session.facts.reasons["project_total"] == "正在写的原因{basic_total}"
    assert book.unconfirmed_text(key) == ""


def test_words_typed_for_one_year_never_land_in_another(window):
    window.turn_to("narrative")
    panel, session = window.narrative, window.session
    panel.show_field("project_total")
    panel.editor.setPlainText("今年的原因")
    this, last = session.budget, session.last.budget
    window.units.setCurrentItem(window.units.topLevelItem(0).child(1))
    window._unit_chosen(window.units.currentItem())
    assert session.budget.id == last.id
    assert session.facts.reasons.get("project_total") != "今年的原因"
    assert session.book.facts(this).reasons["project_total"] == "今年的原因"
    assert panel.editor.template() == session.facts.reasons.get(panel._loaded.key, panel._loaded.value)
