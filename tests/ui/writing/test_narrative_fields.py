"""What a person can write: texts, reasons, reworded sentences, with what the program offers for each."""

import pytest

from desktop.layouts.words.paragraphs import KEY
from desktop.ui.writing.narrative_fields import OFFERS, Fields


@pytest.fixture
def fields(session):
    return Fields(session)


def of(fields, kind, **more):
    return next(f for f in fields.all() if f.kind == kind and all(getattr(f, k) == v for k, v in more.items()))


def test_texts_and_reasons_are_there_and_what_is_owed_is_marked(fields, session):
    found = fields.all()
    assert {f.key for f in found if f.kind == "text"} == {t.key for t in session.disclosure.form.texts}
    owed = {f.key for f in found if f.kind == "reason" and "（待填）" in f.title}
    assert owed == set(session.disclosure.narrative.owed)
    assert all(f.offer == OFFERS[f.kind][0] and f.offer_tip for f in found)


def test_a_reason_is_kept_and_read_again(fields):
    field = of(fields, "reason")
    fields.save(field, "新增人员两名")
    again = of(fields, "reason", key=field.key)
    assert again.value == "新增人员两名"
    fields.save(again, "")
    assert of(fields, "reason", key=field.key).value == ""


def test_a_sentence_can_be_worded_anew_and_put_back(fields, session):
    sentence = next(p for p in session.disclosure.narrative.paragraphs if p.key and p.pieces)
    field = next(f for f in fields.all(sentence.key) if f.key == sentence.key)
    own = fields.offered(field)
    fields.save(field, "改写后{1}。")
    changed = of(fields, "paragraph", key=sentence.key)
    assert changed.title.startswith("已改写")
    assert "改写后" in session.disclosure.narrative.text
    fields.save(changed, own)
    assert not [f for f in fields.all() if f.key == sentence.key]
    assert "改写后" not in session.disclosure.narrative.text


def test_words_without_a_sentence_are_shown_and_can_be_cleared(fields, session):
    session.word_edits.set_text(KEY + "0" * 16, "改写的段落", "没有句子的话")
    field = of(fields, "paragraph", key=KEY + "0" * 16)
    assert "没有用上的改写" in field.title
    assert not field.can_offer
    fields.save(field, "")
    assert not [f for f in fields.all() if f.key == field.key]


def test_chips_print_figures_by_name_and_pieces_by_number(fields, session):
    field = of(fields, "text")
    words = fields.words_of(field)
    figure = session.disclosure.figures.get("basic_total")
    assert words("basic_total") == f"{figure.shown}{figure.unit}"
    assert words("no_such_figure") == ""
    sentence = next(p for p in session.disclosure.narrative.paragraphs if p.key and p.pieces)
    worded = next(f for f in fields.all(sentence.key) if f.key == sentence.key)
    piece = "".join(run.text for run in sentence.pieces[0])
    assert fields.words_of(worded)("1") == piece
    assert fields.words_of(worded)("99") == ""
    assert words("1") == ""


def test_how_it_was_put_last_year_is_empty_where_nothing_is_known(fields, session):
    assert fields.before(of(fields, "reason")) == session.last.reasons.get(of(fields, "reason").key, "")
    sentence = next(p for p in session.disclosure.narrative.paragraphs if p.key and p.pieces)
    field = next(f for f in fields.all(sentence.key) if f.key == sentence.key)
    assert str(session.budget.year) not in fields.before(field)[:5]


def test_a_reason_no_sentence_prints_is_asked_for_only_while_it_is_there_to_clear(fields, session):
    fields.save(of(fields, "reason", key="basic_total"), "人员增加")
    session.choose_form("henan/2022")
    assert "没有打印" not in of(fields, "reason", key="income_total").title
    field = of(fields, "reason", key="basic_total")
    assert "没有打印" in field.title
    assert "清空" in field.hint
    fields.save(field, "")
    assert not [f for f in fields.all() if f.kind == "reason" and f.key == "basic_total"]
