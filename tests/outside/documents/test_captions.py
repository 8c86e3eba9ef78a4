"""Which lines above a table are its caption."""

from desktop.outside.document import Paragraph, Table
from desktop.outside.documents.captions import above


def test_short_lines_above_are_a_caption_and_sentences_are_not():
    texts = ["本年收入178.64万元。", "表1", "收支总表", "单位：万元"]
    assert above([Paragraph(text) for text in texts]) == ("表1", "收支总表", "单位：万元")
    assert above([Paragraph("长" * 61)]) == ()
    assert above([Paragraph("表1"), Table((("a",),))]) == ()
    assert above([Paragraph(str(n)) for n in range(9)]) == ("5", "6", "7", "8")


def test_the_name_of_an_office_may_make_a_title_longer_than_a_line():
    """A name of sixty characters: the title and the line that says whose the table is are its caption nevertheless."""
    name = "某某生产建设兵团第十师某某市一八三团场社区综合服务与民族团结进步创建指导中心（退役军人服务保障与双拥工作领导小组办公室）"
    title, whose = f"表2 {name}2026年一般公共预算支出表（按功能分类）", f"单位：{name} 单位：万元"
    assert min(map(len, (title, whose))) > 60
    sentence = f"{name}2026年一般公共预算支出比上年有所增加，主要用于下列各项工作，其中包括基本支出和项目支出两个部分"
    parts = [Paragraph(text) for text in (sentence, title, whose)]
    assert above(parts) == (title, whose)
    assert above([Paragraph(f"{title}所列支出见下表。"), Paragraph(whose)]) == (whose,)
    assert above([Paragraph(f"{'长' * 160}表")]) == ()
