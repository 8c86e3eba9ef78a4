"""Paragraphs out of lines: indents, headings, contents, heads and feet."""

from desktop.outside.documents.laid_out import parts_of
from desktop.outside.documents.page import Page
from tests.outside.documents.test_page import word


def page(number, *lines):
    """A page of lines (left, text) or (left, text, size), one under another."""
    glyphs = [g for n, (left, text, *size) in enumerate(lines) for g in word(text, left, 20 * n, *size)]
    return Page(number, tuple(glyphs), ())


def texts(*pages):
    return [part.text for part in parts_of(list(pages))[0]]


def test_a_line_set_in_begins_a_paragraph_and_a_full_one_is_followed():
    assert texts(page(1, (70, "甲" * 28), (50, "乙" * 10), (70, "丙" * 28), (50, "丁" * 30), (50, "戊。"))) == [
        "甲" * 28 + "乙" * 10,
        "丙" * 28 + "丁" * 30 + "戊。",
    ]


def test_a_number_that_did_not_fit_goes_on():
    """A line breaks early before a code in brackets, which cannot be parted."""
    assert texts(page(1, (50, "甲" * 30), (50, "乙" * 18), (50, "（2080505）8万元，持平。"))) == [
        "甲" * 30 + "乙" * 18 + "（2080505）8万元，持平。"
    ]


def test_an_amount_goes_on_that_did_not_fit_with_the_full_stop_behind_it():
    assert texts(page(1, (50, "甲" * 30), (50, "乙" * 23), (50, "19.2万元。"))) == [
        "甲" * 30 + "乙" * 23 + "19.2万元。"
    ]
    assert len(texts(page(1, (50, "甲" * 30), (50, "乙" * 20), (50, "19.2万元。丙")))) == 2


def test_a_numbered_line_after_an_ended_sentence_begins():
    lines = page(1, (50, "甲" * 29 + "。"), (50, "（一）" + "乙" * 27), (50, "1.5" + "丙" * 20))
    assert texts(lines) == ["甲" * 29 + "。", "（一）" + "乙" * 27 + "1.5" + "丙" * 20]


def test_a_text_goes_on_over_the_page_in_letters_of_its_size():
    """What stands above a table on the next page is smaller, also where the last line of the text is a full one."""
    text = page(1, (70, "甲" * 28), (50, "乙" * 29 + "。"))
    assert texts(text, page(2, (50, "丙" * 30), (50, "丁。"))) == ["甲" * 28 + "乙" * 29 + "。" + "丙" * 30 + "丁。"]
    assert texts(text, page(2, (50, "表一", 6), (50, "丙" * 30))) == [
        "甲" * 28 + "乙" * 29 + "。", "表一", "丙" * 30,
    ]  # fmt: skip


def test_a_heading_of_two_lines_is_one():
    lines = page(1, (50, "标" * 18, 16), (162, "题" * 4, 16), (70, "甲" * 20), (50, "乙"), (50, "丙"), (50, "丁"))
    assert texts(lines)[0] == "标" * 18 + "题" * 4


def test_each_line_of_the_contents_is_its_own():
    lines = page(1, (50, "一、收入" + "·" * 25 + "3"), (50, "二、支出" + "·" * 25 + "4"))
    assert len(texts(lines)) == 2


def test_heads_feet_and_page_numbers_are_not_of_the_text():
    pages = [
        page(
            n,
            (50, "某局2026年预算公开"),
            (50, "正文" + "一二三四"[n] + "。"),
            (50, "又一行。"),
            (50, "完。"),
            (190, f"第{n}页 共3页"),
        )
        for n in (1, 2, 3)
    ]
    assert texts(*pages) == [
        "正文二。",
        "又一行。",
        "完。",
        "正文三。",
        "又一行。",
        "完。",
        "正文四。",
        "又一行。",
        "完。",
    ]


def test_what_stands_above_every_table_is_no_head():
    pages = [page(n, (50, f"表{n}"), (50, "单位：万元"), (50, "合计")) for n in (1, 2, 3)]
    assert texts(*pages).count("单位：万元") == 3
    assert {"表1", "表2", "表3"} <= set(texts(*pages))


def test_rows_of_money_at_the_edge_of_every_page_are_no_heads_or_feet():
    """A table without rules that goes on over pages has rows of one shape first and last on each of them."""
    pages = [
        page(n, *((50, f"{2010300 + 3 * n + k}科目{3 * n + k}{10 * n + k}.00") for k in range(3))) for n in range(1, 5)
    ]
    read = "".join(str(part) for part in parts_of(pages)[0])
    assert [3 * n + k for n in range(1, 5) for k in range(3) if str(2010300 + 3 * n + k) not in read] == []
