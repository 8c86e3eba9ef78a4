"""PDF files: characters and rules as they are drawn."""

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import pdf
from desktop.outside.refusal import Refused


@pytest.fixture
def read(tmp_path):
    def read(draw, **options):
        path = tmp_path / "公开.pdf"
        canvas = Canvas(str(path), pagesize=(400, 400), **options)
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        canvas.setFont("STSong-Light", 10)
        draw(canvas)
        canvas.save()
        parts, _ = pdf.read(path)
        return parts

    return read


def table(canvas, draw_cell):
    for row, texts in enumerate([["收入", "支出"], ["1.00", "2.00"]]):
        for column, text in enumerate(texts):
            draw_cell(50 + 100 * column, 280 - 20 * row)
            canvas.drawString(55 + 100 * column, 286 - 20 * row, text)


@pytest.mark.parametrize("kind", ["boxes", "lines", "thin boxes", "turned"])
def test_a_table_however_its_rules_are_drawn(read, kind):
    def draw(canvas):
        def cell(x, y):
            if kind == "boxes":
                canvas.rect(x, y, 100, 20)
            elif kind == "turned":
                canvas.saveState()
                canvas.translate(x, y)
                canvas.rect(0, 0, 100, 20)
                canvas.restoreState()
            elif kind == "lines":
                for a, b, c, d in ((0, 0, 100, 0), (0, 20, 100, 20), (0, 0, 0, 20), (100, 0, 100, 20)):
                    canvas.line(x + a, y + b, x + c, y + d)
            else:
                for a, b, w, h in ((0, 0, 100, 0.5), (0, 20, 100, 0.5), (0, 0, 0.5, 20), (100, 0, 0.5, 20)):
                    canvas.rect(x + a, y + b, w, h, stroke=0, fill=1)

        canvas.drawString(50, 350, "收支总表")
        table(canvas, cell)

    assert read(draw) == [
        Paragraph("收支总表", Spot(1, 1)),
        Table((("收入", "支出"), ("1.00", "2.00")), ("收支总表",), (), (Spot(1, 1), Spot(1, 2))),
    ]


def test_a_shade_behind_a_cell_is_no_rule(read):
    def draw(canvas):
        canvas.setFillGray(0.9)
        canvas.rect(40, 200, 300, 100, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(50, 250, "正文。")

    assert read(draw) == [Paragraph("正文。", Spot(1, 1))]


def test_a_paragraph_goes_on_over_lines_and_pages(read):
    def draw(canvas):
        canvas.drawString(70, 350, "收" * 28)
        canvas.drawString(50, 330, "入" * 30)
        canvas.drawString(195, 10, "- 1 -")
        canvas.showPage()
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(50, 350, "合计。")
        canvas.drawString(70, 330, "支出。" + "出" * 25)
        canvas.drawString(50, 310, "完。")
        canvas.drawString(195, 10, "- 2 -")

    assert read(draw) == [
        Paragraph("收" * 28 + "入" * 30 + "合计。", Spot(1, 1)),
        Paragraph("支出。" + "出" * 25 + "完。", Spot(2, 2)),
    ]


def test_pictures_and_broken_files_are_refused(read, tmp_path):
    with pytest.raises(Refused, match="没有文字"):
        read(lambda canvas: canvas.rect(0, 0, 10, 10))
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(Refused, match="已损坏"):
        pdf.read(tmp_path / "坏.pdf")


def test_a_page_without_words_among_others_is_named(read, tmp_path):
    read(
        lambda canvas: [
            canvas.drawString(9, 99, "收入"),
            canvas.showPage(),
            canvas.showPage(),
            canvas.drawString(9, 99, "3.00"),
        ]
    )
    _, notes = pdf.read(tmp_path / "公开.pdf")
    assert notes == ("第 2 页没有可核对的文字（空白、图片，或已损坏），请看一看原文件",)
    read(lambda canvas: canvas.drawString(9, 99, "收入"))
    assert pdf.read(tmp_path / "公开.pdf")[1] == ()


def test_more_pages_than_any_document_has_are_refused(read, monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(Refused, match="超过 1 页"):
        read(lambda canvas: [canvas.showPage(), canvas.showPage(), canvas.drawString(1, 1, "a")])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_that_is_turned_on_its_page_reads_as_one_that_is_not(read, turn):
    def draw(canvas):
        canvas.translate(200, 200)
        canvas.rotate(turn)
        canvas.translate(-200, -200)
        canvas.drawString(50, 350, "收支总表")
        table(canvas, lambda x, y: canvas.rect(x, y, 100, 20))

    caption, found = read(draw)
    assert (caption.text, found.rows) == ("收支总表", (("收入", "支出"), ("1.00", "2.00")))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(read, turn):
    def draw(canvas):
        canvas.setPageRotation(turn)
        canvas.translate(200, 200)
        canvas.rotate(turn)
        canvas.translate(-200, -200)
        canvas.drawString(50, 350, "第一行")
        canvas.drawString(50, 300, "第二行")

    assert [part.text for part in read(draw)] == ["第一行", "第二行"]


def test_a_watermark_aslant_over_the_page_is_not_of_the_text(read):
    def draw(canvas):
        canvas.drawString(50, 200, "收入100万元。")
        canvas.translate(200, 200)
        canvas.rotate(45)
        canvas.setFont("STSong-Light", 40)
        canvas.drawCentredString(0, -10, "预算公开")

    assert [part.text for part in read(draw)] == ["收入100万元。"]


def test_pages_with_a_picture_as_large_as_a_table_are_named(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 400))
    for size in (300, 60):
        canvas.drawString(50, 350, "100.00")
        canvas.drawImage(ImageReader(Image.new("RGB", (8, 8))), 50, 20, size, size)
        canvas.showPage()
    canvas.save()
    _, notes = pdf.read(tmp_path / "a.pdf")
    assert notes == ("第 1 页有图片，其中的文字和数字没有核对，请看一看原文件",)


def test_pages_with_a_note_or_text_box_over_them_are_named_and_those_with_links_are_not(tmp_path):
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 400))
    for mark in (True, False):
        canvas.drawString(50, 350, "100.00")
        canvas.linkURL("https://example.org", (50, 300, 90, 320))
        if mark:
            canvas.freeTextAnnotation("999.99", DA="/Helv 12 Tf 0 g", Rect=[50, 340, 100, 360])
        canvas.showPage()
    canvas.save()
    _, notes = pdf.read(tmp_path / "a.pdf")
    assert notes == ("第 1 页加有批注、文本框或图章，可能盖住原文，其中的文字没有核对，请看一看原文件",)
