"""A Word document: headings, merged cells, what was deleted, what is hostile."""

import zipfile

import docx as library
import pytest

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents.word import docx
from desktop.outside.refusal import Refused

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def saved(tmp_path):
    def save(document):
        document.save(tmp_path / "说明.docx")
        return docx.read(tmp_path / "说明.docx")[0]

    return save


def of_xml(tmp_path, body, styles=""):
    path = tmp_path / "说明.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if styles:
            package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    return docx.read(path)[0]


def test_paragraphs_come_in_order_with_the_level_of_headings(saved):
    document = library.Document()
    document.add_heading("一、收支总体情况", 1)
    document.add_paragraph("收入178.64万元。")
    assert saved(document) == [
        Paragraph("一、收支总体情况", Spot(line=1), 1),
        Paragraph("收入178.64万元。", Spot(line=2)),
    ]


def test_a_style_that_is_based_on_a_heading_has_its_level(tmp_path):
    styles = '<w:style w:styleId="1"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    styles += '<w:style w:styleId="own"><w:basedOn w:val="1"/></w:style>'
    body = '<w:p><w:pPr><w:pStyle w:val="own"/></w:pPr><w:r><w:t>（一）</w:t></w:r></w:p>'
    assert of_xml(tmp_path, body, styles) == [Paragraph("（一）", Spot(line=1), 2)]


def test_deleted_words_are_not_read_and_inserted_ones_are(tmp_path):
    body = "<w:p><w:del><w:r><w:delText>12</w:delText><w:t>12</w:t></w:r></w:del>"
    body += "<w:ins><w:r><w:t>13万元</w:t></w:r></w:ins></w:p>"
    assert [part.text for part in of_xml(tmp_path, body)] == ["13万元"]


def test_a_table_with_cells_merged_across_and_down(saved):
    document = library.Document()
    document.add_paragraph("表1 收支总表")
    document.add_paragraph("单位：万元")
    table = document.add_table(3, 3)
    for row, texts in enumerate([["收入", "", "支出"], ["项目", "预算数", ""], ["拨款", "1.00", "2.00"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 2).merge(table.cell(1, 2))
    found = saved(document)[-1]
    assert found == Table(
        (("收入", "", "支出"), ("项目", "预算数", ""), ("拨款", "1.00", "2.00")),
        ("表1 收支总表", "单位：万元"),
        ((0, 0, 1, 2), (0, 2, 2, 1)),
        (Spot(line=1), Spot(line=2), Spot(line=3)),
    )


def test_a_box_of_one_cell_inside_a_cell_is_the_text_of_that_cell(saved):
    document = library.Document()
    cell = document.add_table(1, 2).cell(0, 1)
    cell.add_table(1, 1).cell(0, 0).text = "里面"
    assert [table.rows for table in saved(document)] == [(("", "里面"),)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='300'/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>", "超过 256 列"),
        ("<w:p>" * 2000 + "</w:p>" * 2000, "已损坏"),
        ("<w:p", "已损坏"),
    ],
)
def test_what_no_person_wrote_is_refused(body, reason, tmp_path):
    with pytest.raises(Refused, match=reason):
        of_xml(tmp_path, body)


def test_a_package_without_a_text_is_no_document(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "")
    with pytest.raises(Refused, match="不是 Word 文档"):
        docx.read(path)


def run(text, more=""):
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def test_hidden_words_are_not_read(tmp_path):
    hidden, shown = ("<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    body = f"<w:p>{run('收入')}{run('12万元', hidden)}{run('13万元', shown)}</w:p>"
    assert [part.text for part in of_xml(tmp_path, body)] == ["收入13万元"]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (("三、收入情况", "收入100万元。", "四、支出情况"), ["三、收入情况", "收入100万元。", "四、支出情况"]),
        (("表1 收支总表", "单位：万元"), ["表1 收支总表", "单位：万元"]),
        (("2026年本单位收入预算总额为一百余万元，比上年增加", "3万元。"), ["2026年本单位收入预算总额为一百余万元，比上年增加3万元。"]),
        (("其中：基本支出80万元；", "项目支出20万元。"), ["其中：基本支出80万元；", "项目支出20万元。"]),
        (("2026年本单位收入预算总额与上年预算数持平", "（二）支出"), ["2026年本单位收入预算总额与上年预算数持平", "（二）支出"]),
    ],
)  # fmt: skip
def test_lines_broken_by_hand_are_paragraphs_where_they_do_not_break_a_sentence(tmp_path, lines, paragraphs):
    body = f"<w:p>{'<w:r><w:br/></w:r>'.join(map(run, lines))}</w:p>"
    assert [part.text for part in of_xml(tmp_path, body)] == paragraphs


def test_a_frame_around_the_text_is_no_table(saved):
    document = library.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "表1 收支总表"
    inner = cell.add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(1, 1).text = "收入", "1.00"
    cell.add_paragraph("本表无其他收入。")
    first, table, last = saved(document)
    assert (first.text, last.text) == ("表1 收支总表", "本表无其他收入。")
    assert (table.rows, table.above) == ((("收入", ""), ("", "1.00")), ("表1 收支总表",))


def test_a_table_inside_one_of_several_cells_stands_behind_the_table_around_it(saved):
    document = library.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "基本支出"
    outer.cell(0, 1).add_table(1, 2).cell(0, 1).text = "80.00"
    assert [table.rows for table in saved(document)] == [(("基本支出", ""),), (("", "80.00"),)]


def test_a_box_of_text_is_a_paragraph_of_its_own_and_read_once(tmp_path):
    box = f"<w:txbxContent><w:p>{run('附件1')}</w:p></w:txbxContent>"
    drawing = f"<w:r><w:drawing>{box}</w:drawing></w:r>"
    body = f"<w:p>{run('收支总表')}{drawing}</w:p>"
    assert [part.text for part in of_xml(tmp_path, body)] == ["收支总表", "附件1"]
