"""Cover and contents of the Word file say what those of the PDF say."""

from dataclasses import replace

import docx as word
from docx.enum.text import WD_ALIGN_PARAGRAPH

from desktop.exporters import docx, docx_front
from desktop.exporters.docx_table import pages_of
from desktop.exporters.pdf import document_of
from desktop.layouts.paper.document import ENTRY_SHARED
from desktop.layouts.paper.pages import CHARTS, width_of
from desktop.layouts.paper.sheet import sheet_of
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


def test_a_table_counts_with_the_pages_it_takes_in_word():
    """Its rows are lower there: the contents said 12 of a table that stood on page 11, until they were made anew."""
    publication = small.publication()
    table = publication.sheets[0].table
    block = table.blocks[0]
    differing = 0
    for count in range(30, 60, 3):
        many = [replace(block.rows[1], id=str(n)) for n in range(count)]
        long = sheet_of(replace(table, title="支出总表", blocks=[replace(block, rows=many)], orientation="portrait"))
        of_two = replace(publication, sheets=(long, *publication.sheets))
        entries = {entry.text: entry.page for entry in docx_front.entries_of(of_two)}
        printed = {entry.text: entry.page for entry in document_of(of_two).entries}
        (first, second), pages = (sheet.table.label for sheet in of_two.sheets[:2]), pages_of(long)
        assert entries[first] == printed[first]
        assert entries[second] - entries[first] == pages
        differing += entries[second] != printed[second]
    assert differing
