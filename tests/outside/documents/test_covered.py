"""A filled box over words of a PDF page; shading below words, lines and what shows through hide nothing."""

import pypdfium2
import pytest
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from desktop.outside.documents import pdf
from desktop.outside.documents.covered import hides_words

WORDS = "Total 47.00"


def draw(path, before, after):
    """A page with words, and what is drawn before and after them."""
    canvas = Canvas(str(path))
    before(canvas)
    canvas.setFillColor("black")
    canvas.drawString(100, 500, WORDS)
    after(canvas)
    canvas.save()
    return path


def box(colour="white", at=(90, 490, 100, 30), fill=1):
    def drawn(canvas):
        canvas.setFillColor(colour)
        canvas.rect(*at, stroke=0 if fill else 1, fill=fill)

    return drawn


def nothing(canvas):
    pass


def in_a_form(canvas):
    canvas.beginForm("cover")
    box()(canvas)
    canvas.endForm()
    canvas.doForm("cover")


@pytest.mark.parametrize("after", [box(), box("black"), box("white", (60, 400, 400, 200)), in_a_form])
def test_a_box_that_is_filled_over_words_hides_them(after, tmp_path):
    path = draw(tmp_path / "甲.pdf", nothing, after)
    assert hides_words(pypdfium2.PdfDocument(path)[0])
    _, notes = pdf.read(path)
    assert notes == ("第 1 页有填色的方块盖住文字，看到的和读到的不同，请看一看原文件",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (box("yellow"), nothing),
        (nothing, box("white", (90, 100, 100, 30))),
        (nothing, box("white", (90, 499, 100, 2))),
        (nothing, box("white", fill=0)),
        (nothing, box(Color(1, 1, 0, alpha=0.3))),
    ],
    ids=["shading below", "elsewhere", "a line", "a frame", "a marker that shows through"],
)
def test_other_boxes_hide_nothing(before, after, tmp_path):
    assert not hides_words(pypdfium2.PdfDocument(draw(tmp_path / "甲.pdf", before, after))[0])
