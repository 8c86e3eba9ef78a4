"""Cover and contents of the Word file say what those of the PDF say."""

from desktop.exporters import docx_front
from desktop.exporters.pdf import document_of
from tests.exporters import small


def test_cover_and_contents_are_those_of_the_pdf():
    publication = small.publication()
    document = document_of(publication)
    texts = docx_front.texts(publication)
    printed = ["".join(box.text.split()) for box in document.pages[0].boxes]
    front = texts[: texts.index("目    录")]
    assert ["".join(text.split()) for text in front] == printed
    assert texts[len(front) + 1 :] == [f"{entry.text}\t{entry.page + 1}" for entry in document.entries]
