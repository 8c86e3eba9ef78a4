"""A text alone: every page has its number and a foot that fits."""

from desktop.layouts.paper.letter import LEFT, letter
from desktop.layouts.paper.pages import width_of
from desktop.layouts.words.paragraphs import Paragraph, Run


def test_every_page_is_numbered_and_a_long_foot_is_cut():
    paragraphs = [Paragraph((Run("一、结论"),), 1), *[Paragraph((Run("收入总计" * 60),))] * 20]
    document = letter("审阅意见", paragraphs, "很长的文件名" * 30)
    total = len(document.pages)
    assert total > 1
    for number, page in enumerate(document.pages, 1):
        foot = [text for text in page.texts if text.y > page.height - 50]
        words = "".join(text.text for text in foot)
        assert words.endswith(f"…第 {number} 页  共 {total} 页")
        assert all(text.x + width_of(text.text, text.face, text.size) <= page.width - LEFT + 0.1 for text in foot)
    assert [(entry.text, entry.page) for entry in document.entries] == [("审阅意见", 0), ("一、结论", 0)]
