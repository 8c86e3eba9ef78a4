"""Cover and contents of the Word file say what those of the PDF say."""

from dataclasses import replace

from desktop.exporters import docx, docx_front
from desktop.exporters.pdf import document_of
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
