"""Cover and contents of the Word file say what those of the PDF say."""

from dataclasses import replace

import docx as word
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from desktop.exporters import docx, docx_front, docx_pages
from desktop.exporters.pdf import document_of
from desktop.layouts.paper.document import ENTRY_SHARED
from desktop.layouts.paper.pages import CHARTS, width_of
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.words.paragraphs import Paragraph, Run
from tests.exporters import small


def test_notes_that_the_cover_has_no_room_for_stand_behind_the_sign_off_as_in_the_pdf(tmp_path):
    notes = tuple(f"检查错误已说明：C{n} 项目缺少评审记录，未入库不得编入预算（理由：已核对）" for n in range(12))
    publication = replace(small.publication(), cover_notes=notes)
    pages = document_of(publication).pages
    texts = docx_front.texts(publication)
    printed = ["".join(box.text.split()) for page in pages[:2] for box in page.boxes]
    assert "".join("".join(text.split()) for text in texts[: texts.index("目    录")]) == "".join(printed)
    docx.write(publication, tmp_path / "a.docx")
    assert docx.read_back(publication, tmp_path / "a.docx")[1] == []


def test_cover_and_contents_are_those_of_the_pdf():
    publication = small.publication()
    document = document_of(publication)
    texts = docx_front.texts(publication)
    printed = ["".join(box.text.split()) for box in document.pages[0].boxes]
    front = texts[: texts.index("目    录")]
    assert ["".join(text.split()) for text in front] == printed
    assert texts[len(front) + 1 :] == [f"{entry.text}\t{entry.page + 1}" for entry in document.entries]


def pages_of(publication):
    """The page of each entry of the contents: in the Word file, and in the PDF."""
    found = docx_front.entries_of(publication), document_of(publication).entries
    assert [(e.text, e.level) for e in found[0]] == [(e.text, e.level) for e in found[1]]
    return [[entry.page for entry in entries] for entries in found]


@pytest.mark.parametrize(("rows", "word", "pdf"), [(20, 1, 1), (42, 1, 2), (60, 2, 2)])
def test_a_table_counts_with_the_pages_it_takes_in_the_word_file(rows, word, pdf):
    """The contents said 20 where the table stood on page 18: tables before it were closer together than in the PDF."""
    publication = small.publication()
    table = publication.sheets[0].table
    block = table.blocks[0]
    many = [replace(block.rows[1], id=str(n)) for n in range(rows)]
    table = replace(table, blocks=[replace(block, rows=many)], lead=[], notes=[])
    publication = replace(publication, sheets=(sheet_of(table), publication.sheets[1]))
    for pages, taken in zip(pages_of(publication), (word, pdf), strict=True):
        first, second, charts = pages[-3:]
        assert (second - first, charts - second) == (taken, 1)


@pytest.mark.parametrize(
    ("lines", "taken", "closer"),
    [(15, 1, False), (20, 1, True), (30, 2, False), (42, 2, True), (44, 2, True), (55, 3, False)],
)
def test_a_page_of_text_counts_as_the_norm_has_it(lines, taken, closer, tmp_path):
    """22 lines on 225 mm, the title in the place of two; closer together where a page would hold two lines only.

    Also where the last page is full: a program that sets it a little wider would begin another one.
    """
    publication = small.publication()
    text = replace(publication.narrative, paragraphs=[Paragraph((Run("本年收入与上年持平。"),)) for _ in range(lines)])
    publication = replace(publication, narrative=text)
    pages, _ = pages_of(publication)
    assert pages[1] - pages[0] == taken
    docx.write(publication, tmp_path / "a.docx")
    written = word.Document(tmp_path / "a.docx").styles["Normal"].paragraph_format.line_spacing.pt
    assert written == pytest.approx(docx_pages.step_of(publication), abs=0.05)
    assert (written < 28.5) is closer and written >= 25.5


def test_a_heading_over_a_single_line_stands_at_the_foot_of_a_page_as_word_leaves_it():
    """第二部分 with one sentence under it stood on page 14; the contents said 15: two lines were asked for."""
    publication = small.publication()
    line, heading = Paragraph((Run("本年收入与上年持平。"),)), Paragraph((Run("二、预算报表"),), level=1)
    following = Paragraph((Run("三、收支情况"),), level=1)
    for before, pages in ((18, [0, 1]), (19, [1, 1])):
        paragraphs = [*[line] * before, heading, line, following, *[line] * 9]
        narrative = replace(publication.narrative, paragraphs=paragraphs)
        word, _ = pages_of(replace(publication, narrative=narrative))
        assert [page - word[0] for page in word[1:3]] == pages


def test_a_table_in_the_text_counts_with_the_rows_it_has_in_the_word_file():
    """A heading under a list of six units stood on the page of the list; the contents said the one after it."""
    publication = small.publication()
    table = next(paragraph.table for paragraph in publication.narrative.paragraphs if paragraph.table is not None)
    rows = [replace(table.blocks[0].rows[2], id=str(n)) for n in range(9)]
    table = replace(table, blocks=[replace(table.blocks[0], rows=rows)], lead=[])
    lines = [Paragraph((Run("本年收入与上年持平。"),)) for _ in range(11)]
    heading = Paragraph((Run("二、支出情况"),), level=1)
    text = replace(publication.narrative, paragraphs=[*lines, Paragraph((), table=table), heading, *lines])
    word, pdf = pages_of(replace(publication, narrative=text))
    assert (word[1] - word[0], pdf[1] - pdf[0]) == (0, 1)
    many = replace(table, blocks=[replace(table.blocks[0], rows=rows * 5)])
    text = replace(text, paragraphs=[Paragraph((), table=many), heading, *lines])
    word, _ = pages_of(replace(publication, narrative=text))
    assert word[1] - word[0] == 1


@pytest.mark.parametrize(("annex", "at"), [("after", None), ("before", None), ("after", 1)])
def test_each_entry_has_a_page_wherever_the_tables_stand(annex, at):
    publication = small.publication()
    form, narrative = replace(publication.form, annex=annex), replace(publication.narrative, annex_at=at)
    word, pdf = pages_of(replace(publication, form=form, narrative=narrative))
    assert word == sorted(word) and word == pdf


def sizes_of(titles, path):
    """The size of each line of the contents of a file with tables of these titles; 12 points where none is written."""
    publication = small.publication()
    table = publication.sheets[0].table
    docx.write(replace(publication, sheets=tuple(sheet_of(replace(table, title=title)) for title in titles)), path)
    runs = {
        paragraph.text.split("\t")[0]: paragraph.hyperlinks[0].runs[0].font.size
        for paragraph in word.Document(path).paragraphs
        if (paragraph.style.name or "").startswith("toc")
    }
    return {text: docx_front.ENTRY if size is None else size.pt for text, size in runs.items()}


LONG = "部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表"


def test_a_long_entry_keeps_its_page_on_its_line_and_all_have_its_size(tmp_path):
    """In the size of a short one the page number of such a line stood alone below it; two sizes were mixed."""
    sizes = sizes_of([LONG, "收支总表"], tmp_path / "a.docx")
    assert len(set(sizes.values())) == 1
    assert all(ENTRY_SHARED <= size < docx_front.ENTRY for size in sizes.values())
    room = docx_front.TEXT_MM * 72 / 25.4
    assert all(width_of(text, "serif", size) < room - 40 for text, size in sizes.items())
    assert set(sizes_of(["收支总表", "收入总表"], tmp_path / "b.docx").values()) == {docx_front.ENTRY}


def test_an_entry_of_extraordinary_length_makes_the_others_a_little_smaller_only(tmp_path):
    titles = [LONG + LONG[:12], "收支总表", "收入总表", "支出总表", "项目表"]
    sizes = sizes_of(titles, tmp_path / "a.docx")
    assert set(sizes.values()) == {ENTRY_SHARED, min(sizes.values())}
    assert min(sizes.values()) < ENTRY_SHARED


def test_contents_whose_lines_are_mostly_long_are_all_small_and_stand_on_one_page(tmp_path):
    titles = [f"{number}{LONG}{LONG[:15]}" for number in range(14)]
    sizes = sizes_of([*titles, "收支总表"], tmp_path / "a.docx")
    assert set(sizes.values()) == {docx_front.ENTRY_MIN}
    steps = [
        paragraph.paragraph_format.line_spacing.pt
        for paragraph in word.Document(tmp_path / "a.docx").paragraphs
        if (paragraph.style.name or "").startswith("toc")
    ]
    assert sum(steps) + 14 * steps[0] <= docx_front.CONTENTS_HEIGHT, "fourteen of them take two lines"


def test_the_heading_over_the_pictures_stands_in_the_middle(tmp_path):
    docx.write(small.publication(), tmp_path / "a.docx")
    found = [p for p in word.Document(tmp_path / "a.docx").paragraphs if p.text == CHARTS]
    assert [p.alignment for p in found] == [WD_ALIGN_PARAGRAPH.CENTER]
