"""The text in every box of every page is read back and compared: one character, one page, one place is found."""

import pypdfium2
import pytest

from desktop.exporters import pdf
from desktop.findings import UserError
from desktop.layouts.paper.document import Document
from desktop.layouts.paper.pages import A4, Box, Page

TALL, WIDE = A4, (A4[1], A4[0])


def page(size, *entries) -> Page:
    """A page with texts at (x, y) of the box that is to hold them, from the top left corner."""
    made = Page(*size)
    for x, y, text in entries:
        made.boxes.append(Box(x, y, 90, 20, text))
        made.write(x + 2, y + 15, text, "serif", 10.5)
    return made


def document(*pages) -> Document:
    return Document("某县统计局", "ABCD-1234", list(pages))


def first(amount="1,234.56"):
    return page(TALL, (60, 100, "合计"), (150, 100, amount), (60, 120, "项目 支出"), (400, 700, "-0.01"))


def second(amount="0.00"):
    return page(WIDE, (60, 80, amount), (700, 500, "㬎"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "公开.pdf"


def read(path, drawn, expected=None):
    pdf.draw(drawn, path, "某县统计局", 2027)
    compared, wrong = pdf.read_back(expected or drawn, path)
    return compared, [(w.place, w.expected, w.actual) for w in wrong]


def test_a_document_as_drawn_reads_back_whole(path):
    assert read(path, document(first(), second())) == (6, [])


def test_one_digit_is_found_on_its_page(path):
    expected = document(first(), second())
    assert read(path, document(first("1,234.57"), second()), expected) == (6, [("第 1 页", "1,234.56", "1,234.57")])
    assert read(path, document(first(), second("0.01")), expected) == (6, [("第 2 页", "0.00", "0.01")])


def test_a_text_that_stands_elsewhere_is_found(path):
    """Right text, wrong place: the amount of one row beside the name of another."""
    moved = page(TALL, (60, 100, "合计"), (150, 120, "1,234.56"), (60, 120, "项目 支出"), (400, 700, "-0.01"))
    assert read(path, document(moved, second()), document(first(), second())) == (
        6,
        [("第 1 页", "1,234.56", "")],
    )
    beside = page(TALL, (60, 100, "合计"), (250, 100, "1,234.56"), (60, 120, "项目 支出"), (400, 700, "-0.01"))
    assert read(path, document(beside, second()), document(first(), second()))[1] == [("第 1 页", "1,234.56", "")]


def test_two_texts_in_one_box_are_found(path):
    drawn = first()
    drawn.write(190, 115, "9", "serif", 10.5)
    ((place, expected, found),) = read(path, document(drawn, second()), document(first(), second()))[1]
    assert (place, expected) == ("第 1 页", "1,234.56")
    assert sorted(found) == sorted("1,234.569")


def test_a_page_too_few_or_too_many_is_found_and_the_others_are_compared(path):
    both = document(first(), second())
    assert read(path, document(first()), both) == (4, [("页数", "2", "1")])
    assert read(path, document(first("1,234.57"), second()), document(first())) == (
        4,
        [("页数", "1", "2"), ("第 1 页", "1,234.56", "1,234.57")],
    )


def test_blanks_and_a_soft_line_break_are_no_difference():
    assert pdf.squeeze(" 项目 支\ufffe出\r\n") == "项目支出"


def test_a_text_larger_than_its_place_is_said_as_that_and_not_as_a_fault_of_the_file(path):
    wide = "一二三四五六七八九十百千"
    with pytest.raises(UserError, match=f"^PDF 第 2 页放不下“{wide}”（该处只有 3.2 厘米宽）；请缩短这段文字"):
        read(path, document(first(), page(TALL, (60, 100, wide))))


def test_a_letter_that_the_bold_cut_lacks_is_as_dark_as_its_neighbours(path):
    """鄠 is in no bold cut: 鄠邑区 began with a thin letter in every title."""

    def ink(text, face):
        made = Page(*TALL)
        made.boxes.append(Box(50, 50, 200, 60, text))
        made.write(60, 100, text, face, 40)
        read(path, document(made))
        with pypdfium2.PdfDocument(path) as pages:
            return sum(255 - value for value in bytes(pages[0].render(scale=1, grayscale=True).buffer))

    assert ink("鄠", "sans-bold") > 1.2 * ink("鄠", "sans")
    assert ink("邑鄠邑", "sans-bold") - ink("鄠", "sans-bold") == pytest.approx(2 * ink("邑", "sans-bold"), rel=0.1)


def test_numbers_are_written_as_reportlab_writes_them():
    from reportlab.lib.rl_accel import fp_str
    from reportlab.pdfgen import canvas, textobject

    pdf._register_fonts()
    numbers = (0, -0.0, 1, 1.0, 0.5, -0.25, 2 / 3, 841.8897637795277, 12345.678, 1e-9)
    for module in (canvas, textobject):
        for _ in range(2):
            assert module.fp_str(*numbers) == fp_str(*numbers)
            assert module.fp_str(list(numbers)) == module.fp_str(numbers) == fp_str(numbers)
        assert [module.fp_str(number) for number in numbers] == [fp_str(number) for number in numbers]
