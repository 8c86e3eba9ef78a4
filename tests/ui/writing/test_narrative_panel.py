"""The 说明 page: words kept when turning away, drafts aside, offers that keep nothing by themselves."""

import pytest
from PySide6.QtCore import QUrl

from desktop.ui.writing.narrative_panel import NarrativePanel


@pytest.fixture
def panel(session, qtbot):
    made = NarrativePanel(session)
    qtbot.addWidget(made)
    made.reload()
    return made


def choose(panel, kind):
    number = next(n for n, field in enumerate(panel._items) if field.kind == kind)
    panel.choice.setCurrentIndex(number)
    return panel._items[number]


def test_what_is_typed_is_kept_when_another_field_is_turned_to(panel, session):
    field = choose(panel, "reason")
    panel.editor.setPlainText("人员增加")
    choose(panel, "text")
    assert session.facts.reasons[field.key] == "人员增加"


def test_a_draft_is_beside_the_book_and_offered_the_next_time(panel, session, qtbot):
    field = choose(panel, "reason")
    before = session.book.fingerprint()
    panel.editor.setPlainText("还没保存")
    panel._keep_draft()
    assert session.book.fingerprint() == before
    again = NarrativePanel(session)
    qtbot.addWidget(again)
    again.reload()
    again.show_field(field.key)
    assert again.editor.template() == "还没保存"
    assert "已恢复，请核对后保存" in again._hint.text()
    again.save()
    assert session.book.unconfirmed_text(again._draft_key(field)) == ""


def test_an_offer_is_only_put_into_the_editor(panel, session):
    field = next(f for f in panel._items if f.kind == "reason" and panel._fields.offered(f))
    panel.show_field(field.key)
    before = session.book.fingerprint()
    panel._offer()
    assert panel._fields.offered(field) in panel.editor.template()
    assert session.book.fingerprint() == before
    written = panel.editor.template()
    panel._offer()
    assert panel.editor.template() == written


def test_nothing_to_offer_is_said(panel, session):
    field = next(f for f in panel._items if f.kind == "reason")
    panel.show_field(field.key)
    panel._fields.offered = lambda _: ""
    panel._offer()
    assert "没有可参考的内容" in panel._hint.text()


def test_links_lead_to_the_figure_or_to_the_words(panel, session, qtbot):
    with qtbot.waitSignal(panel.figure_clicked) as clicked:
        panel._clicked(QUrl("figure:basic_total"))
    assert clicked.args == ["basic_total"]
    sentence = next(p for p in session.disclosure.narrative.paragraphs if p.key and p.pieces)
    panel._clicked(QUrl(f"edit:{sentence.key}"))
    assert panel._loaded.key == sentence.key
    panel.editor.set_template("改写{1}。", panel._fields.words_of(panel._loaded))
    panel.save()
    assert any(p.reworded for p in session.disclosure.narrative.paragraphs)


def test_last_years_words_stand_beside_where_there_is_room(panel):
    panel.resize(900, 500)
    panel.show()
    assert panel.last_year.isVisible()
    panel.resize(500, 500)
    assert not panel.last_year.isVisible()
