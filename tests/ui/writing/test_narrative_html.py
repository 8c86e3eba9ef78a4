"""The narrative as rich text: typed words cannot become markup, figures are links, gaps stand out."""

from desktop.layouts.words.paragraphs import Paragraph, Run
from desktop.ui.kit import theme
from desktop.ui.writing.narrative_html import narrative_html, paragraph_html


def test_typed_words_cannot_become_markup():
    shown = paragraph_html(Paragraph((Run("<b>甲</b> & 乙"),)), editable=False)
    assert "&lt;b&gt;甲&lt;/b&gt; &amp; 乙" in shown


def test_a_figure_is_a_link_to_its_lines_and_a_gap_is_red():
    shown = paragraph_html(
        Paragraph((Run("5万元", figure="basic_total"), Run("（待填）", missing=True))), editable=False
    )
    assert "<a href='figure:basic_total'" in shown
    assert theme.colors().error in shown


def test_only_an_editable_text_offers_to_word_a_sentence_anew(wuxi):
    sentence = next(p for p in wuxi.narrative.paragraphs if p.key)
    assert f"href='edit:{sentence.key}'" in paragraph_html(sentence, editable=True)
    assert "edit:" not in paragraph_html(sentence, editable=False)


def test_the_whole_text_is_there_with_its_tables(own_layouts):
    for disclosure in own_layouts.values():
        shown = narrative_html(disclosure.narrative, editable=False)
        assert shown.count("<table") == sum(p.table is not None for p in disclosure.narrative.paragraphs)
        assert disclosure.narrative.title in shown
