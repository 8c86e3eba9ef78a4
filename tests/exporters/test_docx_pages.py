"""The pages of the contents of a Word file hold: lines are counted as Word divides them, in two faces."""

from dataclasses import replace

import docx as word
import pytest

from desktop.exporters import docx, docx_pages
from desktop.exporters.docx_styles import TABLE_APART, TEXT_MM
from desktop.exporters.docx_table import SMALL
from desktop.layouts.words.paragraphs import Paragraph, Run
from tests.exporters import small

ROOM = TEXT_MM * 72 / 25.4 / 16
"""Letters of a line of the text: 27.6."""


@pytest.mark.parametrize(
    ("text", "word_ends", "stands_in_ends"),
    [
        ("本" * 22 + "12.50万元", "本", "12.50"),  # by the document's rules for lines, where a program reads them
        ("本" * 23 + "12.50万元", "本", "本"),  # figures are wider, and have blanks beside them
        ("本" * 22 + "公开11表的数", "公开", "公开11"),
        ("本" * 24 + "表12的数", "本", "表"),
        ("本" * 25 + "。", "本", "。"),  # the mark beyond the margin
        ("本" * 22 + "0.45%，", "0.45%，", "本"),  # behind a figure none is
        ("本" * 24 + "（境）", "本", "本"),  # no bracket ends a line
    ],
)
def test_a_line_is_as_full_as_word_makes_it(text, word_ends, stands_in_ends):
    for ends, stands_in in ((word_ends, False), (stands_in_ends, True)):
        lines = docx_pages.word_lines(text, ROOM, stands_in=stands_in)
        assert "".join(lines) == text and lines[0].endswith(ends)


def test_a_line_break_in_a_text_and_a_number_longer_than_a_line_take_lines_of_their_own():
    assert docx_pages.word_lines("一\n二", ROOM) == ("一", "二")
    assert 2 < len(docx_pages.word_lines("9" * 130, ROOM)) < 6


def plain(text: str, level: int = 0) -> Paragraph:
    return Paragraph((Run(text),), level=level)


FIGURES = "收入1385.31万元，支出1385.31万元，增加809.44万元"
"""One line in 仿宋, two where figures are wider."""


def test_lines_are_closer_where_a_heading_else_stood_on_another_page_in_another_face(tmp_path):
    """五、其他重要事项的情况说明 stood on page 6, the contents said 5."""
    publication = small.publication()
    line = "本年收入与上年持平。"
    texts = [*[plain(FIGURES)] * 2, *[plain(line)] * 15, plain("二、支出情况", 1), *[plain(line)] * 13]
    narrative = replace(publication.narrative, paragraphs=texts)
    publication = replace(publication, narrative=narrative)
    docx.write(publication, tmp_path / "a.docx")
    step = word.Document(tmp_path / "a.docx").styles["Normal"].paragraph_format.line_spacing.pt
    assert step < 28.5
    pages = [
        [h.page for h in docx_pages.laid(texts, narrative, points, stands_in=face).headings]
        for points, face in ((28.5, False), (28.5, True), (step, False), (step, True))
    ]
    assert pages == [[0], [1], [0], [0]]


def test_no_page_with_a_few_lines_is_the_price_for_contents_that_hold():
    """With so few lines behind the heading, closer ones would leave four of them on the last page."""
    narrative = small.publication().narrative
    line = plain("本年收入与上年持平。")
    texts = [*[plain(FIGURES)] * 2, *[line] * 15, plain("二、支出情况", 1), *[line] * 9]
    for lines, closer in ((texts, True), (texts[:-4], False)):
        publication = replace(small.publication(), narrative=replace(narrative, paragraphs=lines))
        assert (docx_pages.step_of(publication) < 28.5) is closer


def test_a_text_that_is_a_page_longer_in_another_face_is_set_closer():
    """Two lines stood on a page of their own, and all tables behind them a page later than the contents said."""
    narrative = small.publication().narrative
    texts = [*[plain(FIGURES)] * 3, *[plain("本年收入与上年持平。")] * 15]
    publication = replace(small.publication(), narrative=replace(narrative, paragraphs=texts))
    assert [len(docx_pages.laid(texts, narrative, 28.5, stands_in=face).pages) for face in (False, True)] == [1, 2]
    step = docx_pages.step_of(publication)
    assert [len(docx_pages.laid(texts, narrative, step, stands_in=face).pages) for face in (False, True)] == [1, 1]


def test_a_table_in_the_text_stands_apart_from_the_lines_around_it(tmp_path):
    """绩效指标 touched the heading above it."""
    publication = small.publication()
    table = next(paragraph for paragraph in publication.narrative.paragraphs if paragraph.table is not None)
    narrative = replace(publication.narrative, paragraphs=[plain("甲", 1), table, plain("乙"), plain("丙")])
    docx.write(replace(publication, narrative=narrative), tmp_path / "a.docx")
    found = {p.text: p.paragraph_format for p in word.Document(tmp_path / "a.docx").paragraphs if p.text in "甲乙丙"}
    above, below, last = found["甲"].space_after, found["乙"].space_before, found["丙"].space_before
    assert above.pt == below.pt == TABLE_APART and last is None
    lines = [plain("本年收入与上年持平。")] * 9
    plainly, with_table = (
        docx_pages.laid([*lines, *middle, *lines, plain("二、支出", 1), *lines], narrative, 28.5)
        for middle in ([], [table])
    )
    assert plainly.headings[0].page == 0 and with_table.headings[0].page == 1


def test_the_last_letter_of_a_note_does_not_stand_alone():
    """……不在本表收支之｜内。"""
    note = "注：各单位之间的往来（补助6.00万元、上缴3.00万元）已在汇总时抵销，不在本表收支之内。"
    size = docx_pages.note_size(note, TEXT_MM)
    assert SMALL - 1 <= size < SMALL
    assert len(docx_pages.word_lines(note, TEXT_MM * 72 / 25.4 / size, 0.0, stands_in=True)) == 1
    for usual in ("注：单位为示例", note + "另有说明一并附后。"):
        assert docx_pages.note_size(usual, TEXT_MM) == SMALL
