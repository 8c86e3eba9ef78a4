"""An audit as JSON, text and a row."""

from dataclasses import replace

from desktop.audit import auditing
from desktop.audit.outcome import Quote
from desktop.audit.results import report
from tests.audit.documents import OUTLAY, changed, document, table


def audit():
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|15.00|10.00|2.00")
    return auditing.of_document(document("说明。", table("部门支出总表", *rows)))


def test_json_has_exactly_the_fields_that_were_agreed():
    found = report.as_json(audit())
    assert list(found) == ["document", "layout", "obligations", "findings"]
    assert list(found["obligations"][0]) == ["code", "outcome", "reason"]
    assert {each["outcome"] for each in found["obligations"]} <= {"通过", "未通过", "不适用", "未检查"}
    first = found["findings"][0]
    assert list(first) == ["code", "severity", "message", "quotes", "figures", "expected"]
    assert list(first["quotes"][0]) == ["text", "page", "line", "cell"]
    assert first["quotes"][0]["cell"] == "部门支出总表!C2"
    assert first["figures"][0] == {"text": "合计", "yuan": "150000.00"}


def test_text_names_place_and_what_is_right():
    lines = list(report.as_text(audit()))
    assert lines[0] == "审阅“甲局.docx”，版式未识别（按表的结构核对）"
    assert any(line.startswith("错误 B51 “部门支出总表”的“合计”［合计］为 15.00万元") for line in lines)
    assert any("应为：12.00万元" in line for line in lines)
    assert any(line.startswith("  未检查 B61") or line.startswith("  通过 B61") for line in lines)


def test_a_quote_of_the_book_is_no_quote_of_the_document():
    assert report.quoted(Quote("收入12万元")) == "“收入12万元”"
    assert report.quoted(Quote("账本：收入12万元")) == "账本：“收入12万元”"


def test_a_row_for_each_document():
    row = report.row_of(audit(), "下级/甲局.docx", "甲局 2025年")
    assert len(row) == len(report.HEADINGS) == len(report.row_of_broken("坏.pdf", "已损坏"))
    assert row[:4] == ("下级/甲局.docx", "未识别", "甲局 2025年", 2)
    assert "B51" in row[10]


def test_a_row_for_each_finding_and_each_obligation_that_was_not_checked():
    found = audit()
    rows = list(report.rows_of_findings(found, "甲.docx"))
    assert len(rows) == len(found.findings)
    assert {len(row) for row in rows} == {len(report.FINDINGS)}
    assert rows[0][:4] == ("甲.docx", "错误", "B51", "合计行等于各行之和")
    assert "C2" in rows[0][5]
    assert rows[0][6] == "合计：150,000.00\n各项之和：120,000.00"
    unseen = list(report.rows_not_checked(found, "甲.docx"))
    assert [row[1] for row in unseen] == [each.code for each in found.not_checked]
    assert {len(row) for row in unseen} == {len(report.UNCHECKED)}


def test_what_could_not_be_read_stands_with_what_was_not_checked():
    found = audit()
    note = "文中有 1 张图片，其中的文字和数字没有核对，请看一看原文件"
    found = replace(found, document=replace(found.document, notes=(note,)))
    assert report.row_of(found, "甲.docx")[-1].splitlines()[0] == note
    assert next(iter(report.rows_not_checked(found, "甲.docx"))) == ("甲.docx", "", "原文件", note)
