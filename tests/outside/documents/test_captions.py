"""Which lines above a table are its caption."""

from desktop.outside.document import Paragraph, Table
from desktop.outside.documents.captions import above


def test_short_lines_above_are_a_caption_and_sentences_are_not():
    texts = ["本年收入178.64万元。", "表1", "收支总表", "单位：万元"]
    assert above([Paragraph(text) for text in texts]) == ("表1", "收支总表", "单位：万元")
    assert above([Paragraph("长" * 61)]) == ()
    assert above([Paragraph("表1"), Table((("a",),))]) == ()
    assert above([Paragraph(str(n)) for n in range(9)]) == ("5", "6", "7", "8")
