"""The text of a document against that of a book."""

import pytest

from desktop.audit.book import against_text
from desktop.audit.outcome import Outcome
from desktop.findings import Finding, Severity
from tests.audit.documents import document

LINES = [
    "2025年收入总计178.64万元，比上年增加7.02万元。",
    "住房保障支出9.12万元；卫生健康支出7.11万元。",
    "编制 8 人。",
]


def look(*sentences, found=()):
    return [
        rule.look(document(*sentences))
        for rule in against_text.rules(
            against_text.BookText(tuple(LINES), frozenset({"142.69"}), frozenset({"收入结构"})), lambda _: list(found)
        )
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (LINES[0], None),
        ("2025年收入总计178.64万元， 比上年增加7.02万元。", None),
        ("2025年收入总计178.64万元，比上年增加7.03万元。", "7.02万元"),
        ("2026年收入总计178.64万元，比上年增加7.02万元。", "2025"),
        ("编制9人。", "8"),
        ("卫生健康支出7.12万元。", "7.11万元"),
    ],
)
def test_each_number_of_a_sentence_is_that_of_the_book(sentence, expected):
    same, others = look(sentence)
    assert [finding.expected for finding in same.findings] == ([expected] if expected else [])
    assert others.outcome is Outcome.NOT_APPLICABLE


def test_a_shorter_print_of_the_same_amount_is_a_note():
    (found,) = look("2025年收入总计178.6万元，比上年增加7.02万元。")[0].findings
    assert found.severity is Severity.INFO


def test_an_amount_in_yi_is_told_in_yuan():
    """The book prints 万元; a text that says 亿元 with these words is another sentence, its checks the book's."""
    same, others = look("2025年收入总计178.64亿元，比上年增加7.02万元。")
    assert same.findings == ()
    assert others.outcome is Outcome.NOT_CHECKED


def test_a_sentence_that_was_worded_anew_is_left_to_the_checks_of_the_book():
    wrong = Finding("C81", Severity.ERROR, "“收入共计180万元”与账本不一致")
    same, others = look("我单位收入共计180万元。", found=[wrong])
    assert same.outcome is Outcome.NOT_CHECKED
    assert [(each.code, each.quotes[0].text) for each in others.findings] == [("B82", "我单位收入共计180万元。")]


def test_a_number_of_a_chart_is_one_of_the_charts_of_the_book():
    assert look(LINES[0], "收入结构", "142.69")[0].findings == ()
    (found,) = look(LINES[0], "收入结构", "124.69")[0].findings
    assert "124.69" in found.message
    assert look(LINES[0], "124.69")[0].findings == ()


def test_the_numbers_of_an_axis_that_another_program_drew_are_no_statements():
    axis = (LINES[0], "收入结构", "142.69", "0", "50", "100", "150")
    assert look(*axis)[0].findings == ()
    assert [each.quotes[0].text for each in look(*axis, "124.69")[0].findings] == ["124.69"]
