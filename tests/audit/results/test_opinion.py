"""The paper for the unit: everything found with its quotes, what is open, nothing from the clock."""

import pytest

from desktop.audit import auditing
from desktop.audit.outcome import Outcome
from desktop.audit.results import opinion
from desktop.audit.results.report import in_yuan
from tests.audit.documents import BALANCE, OUTLAY, changed, document, table


@pytest.fixture(scope="module")
def audit():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|15.01|10.01|2.00")
    return auditing.of_document(document("收入12万元。", table("收支总表", *BALANCE), table("支出总表", *rows)))


def test_it_says_every_finding_with_quotes_and_what_would_be_right(audit):
    text = "\n".join(each.text for each in opinion.opinion_of(audit).paragraphs)
    for number, finding in enumerate(audit.findings, 1):
        assert f"{number}．{finding.message}（{finding.code}）" in text
        assert all(quote.text in text for quote in finding.quotes)
        assert finding.expected.removeprefix("应为").strip() in text
        assert all(f"{each.text}，即 {in_yuan(each)} 元" in text for each in finding.figures)
    assert any(finding.figures for finding in audit.findings)
    assert "应为：应为" not in text


def test_what_was_not_checked_is_listed_apart_with_its_reason(audit):
    text = "\n".join(each.text for each in opinion.opinion_of(audit).paragraphs)
    unchecked, rest = text.partition("三、没有检查的")[2].split("四、其他各项")
    assert all(f"{each.code} {each.title}：{each.reason}" in unchecked for each in audit.not_checked)
    passed = [each for each in audit.obligations if each.outcome is Outcome.PASSED]
    assert f"通过（{len(passed)} 项）" in rest
    assert not any(f"{each.code} " in rest for each in audit.not_checked)


def test_it_says_with_what_the_document_was_compared(audit):
    assert "没有与账本核对" in opinion.opinion_of(audit).paragraphs[2].text
    assert "青禾" in opinion.opinion_of(audit, "账本“青禾”").paragraphs[2].text


def test_letters_no_font_has_are_blanks_and_named():
    audit = auditing.of_document(document("\U0002f81a收入12万元。其中：\u202e项目支出13万元。"))
    text = "\n".join(each.text for each in opinion.opinion_of(audit).paragraphs)
    assert "\u202e" not in text
    assert "\U0002f81a" not in text


def test_the_year_is_the_documents_and_the_name_follows_it(audit):
    assert opinion.opinion_of(audit).year == opinion.SINCE
    assert opinion.opinion_of(auditing.of_document(document("2023年收入12万元。"))).year == 2023
    assert opinion.file_stem(audit) == "甲局_审阅意见"
