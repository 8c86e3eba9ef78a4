"""A document on its way out of the limited child."""

import json

from desktop.outside.document import Document, Paragraph, Spot, Table, as_answer, from_answer


def test_a_document_comes_out_of_the_child_as_it_was():
    text = Paragraph("一、收支总体情况", Spot(page=2, line=3), 1)
    table = Table((("项目", "预算数"), ("合计", "1.00")), ("单位：万元",), ((0, 0, 1, 2),), (Spot(cell="A1"), Spot()))
    document = Document("预算公开.pdf", "pdf", (text, table), ("有一页是图片，没有读取",))
    assert from_answer("预算公开.pdf", json.loads(json.dumps(as_answer(document)))) == document
    assert [p.text for p in document.paragraphs] == ["一、收支总体情况"]
    assert list(document.tables) == [table]
