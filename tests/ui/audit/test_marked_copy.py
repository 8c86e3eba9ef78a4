"""The marked copy: every word as it stands, marks where the quotes are, mark and finding lead to each other."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from desktop.audit import auditing
from desktop.audit.outcome import AuditFinding, Quote
from desktop.audit.results import marking
from desktop.findings import Severity
from desktop.outside.document import Document, Paragraph, Spot, Table
from desktop.ui.audit import marked_copy
from desktop.ui.audit.audit_work import Audited
from desktop.ui.audit.marked_copy import MarkedCopy
from tests.audit.documents import OUTLAY, changed, document, table

HOSTILE = '<img src="file:///etc/passwd"><b>粗</b> &amp;'


def audited(found: Document, *findings: AuditFinding) -> Audited:
    audit = auditing.of_document(found)
    if findings:
        audit = auditing.Audit(found, "", audit.obligations, findings)
    return Audited(found.file, audit, marking.marks_of(found, audit.findings), "", with_book=False)


def finding(*quotes: Quote, severity=Severity.ERROR) -> AuditFinding:
    return AuditFinding("A01", severity, "", quotes)


@pytest.fixture
def copy(qtbot):
    made = MarkedCopy()
    qtbot.addWidget(made)
    made.resize(500, 300)
    return made


def words(copy, shown) -> str:
    cursor = QTextCursor(copy.document())
    cursor.setPosition(shown.start)
    cursor.setPosition(shown.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_what_looks_like_html_is_shown_letter_by_letter(copy):
    rows = (("项目", HOSTILE), ("收入", "12.00"))
    copy.show_document(audited(Document("a.html", "html", (Paragraph(f"{HOSTILE}12万元"), Table(rows, (HOSTILE,))))))
    assert copy.toPlainText().count(HOSTILE) == 3
    assert "<img" not in copy.document().toHtml()


def test_marks_stand_on_the_quotes_in_text_and_cells(copy):
    rows = changed(OUTLAY, "|合计|12.00|10.00|2.00", "|合计|15.01|10.01|2.00")
    merged = Table(table("", *rows).rows, ("支出总表",), ((0, 3, 1, 2), (1, 0, 1, 2)), table("", *rows).spots)
    text = "\U0002000b\u202e收入12.5万元，支出13万元。"
    found = document(text, merged)
    quotes = (Quote("支出13万元", found.parts[0].spot), Quote("x 15.01", Spot(line=2, sheet="支出总表", cell="C2")))
    copy.show_document(audited(found, finding(*quotes, Quote("账本：12"))))
    assert [words(copy, shown) for shown in copy.shown] == ["支出13万元", "15.01"]
    inside = [(shown.figures[0][0] - shown.start, shown.figures[0][1] - shown.start) for shown in copy.shown]
    assert inside == [(2, 6), (0, 5)]
    assert "□收入" in copy.toPlainText(), "what turns the order of letters around is shown as such"


def test_a_finding_scrolls_to_its_mark_and_a_click_on_the_mark_gives_the_finding(copy, qtbot):
    found = document(*(f"第{n}段收入{n}万元。" for n in range(1, 80)))
    pick = [finding(Quote(f"收入{n}万元", found.parts[n - 1].spot)) for n in (2, 70)]
    copy.show_document(audited(found, *pick))
    copy.show()
    assert copy.choose(1)
    assert copy.verticalScrollBar().value() > 0
    at = copy.cursorRect(copy.textCursor()).center() + QPoint(10, 0)
    with qtbot.waitSignal(copy.finding_chosen) as chosen:
        qtbot.mouseClick(copy.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [1]
    copy.choose(0)
    with qtbot.waitSignal(copy.finding_chosen) as chosen:
        qtbot.keyClick(copy, Qt.Key.Key_Return)
    assert chosen.args == [0]
    assert not copy.choose(0, quote=3)


def test_of_several_findings_in_one_place_each_click_gives_the_next(copy):
    found = document("收入12万元。")
    quote = Quote("收入12万元", found.parts[0].spot)
    copy.show_document(audited(found, finding(quote), finding(quote, severity=Severity.INFO)))
    seen = []
    for _ in range(3):
        seen.append(copy.finding_at(1))
        copy.choose(seen[-1])
    assert seen == [0, 1, 0]


def test_only_what_is_listed_is_marked(copy):
    found = document("收入12万元。", "支出13万元。")
    pair = [finding(Quote(part.text[:-1], part.spot)) for part in found.parts]
    copy.show_document(audited(found, *pair))
    everything = len(copy.extraSelections())
    copy.show_only(frozenset({1}))
    assert len(copy.extraSelections()) < everything
    assert copy.finding_at(1) == -1


def test_of_a_very_large_document_rows_without_marks_are_left_out_and_that_is_said(copy, monkeypatch):
    monkeypatch.setattr(marked_copy, "MOST_CELLS", 100)
    rows = tuple((f"项目{n}", f"{n}.00") for n in range(100))
    spots = tuple(Spot(line=n, sheet="表", cell=f"A{n}") for n in range(1, 101))
    found = Document("a.xlsx", "xlsx", (Table((("科目", "合计"), *rows[1:]), (), (), spots),))
    copy.show_document(audited(found, finding(Quote("50.00", Spot(line=51, sheet="表", cell="B51")))))
    text = copy.toPlainText()
    assert [words(copy, shown) for shown in copy.shown] == ["50.00"]
    assert "项目48" in text
    assert "项目80" not in text
    assert f"有 {copy.left_out} 行没有标记" in text


def test_pages_are_named_and_a_caption_is_not_shown_twice(copy):
    caption = Paragraph("表一 收支总表", Spot(page=2, line=1))
    tabled = Table(
        (("项目", "合计"), ("收入", "1.00")), ("表一  收支总表", "单位：万元"), (), (Spot(page=2, line=2),) * 2
    )
    copy.show_document(audited(Document("a.pdf", "pdf", (Paragraph("说明1万元", Spot(page=1)), caption, tabled))))
    text = copy.toPlainText()
    assert text.index("— 第 1 页 —") < text.index("说明1万元") < text.index("— 第 2 页 —") < text.index("表一")
    assert text.count("收支总表") == 1
    assert "单位：万元" in text
