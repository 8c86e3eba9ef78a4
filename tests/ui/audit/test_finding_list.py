"""The list of findings: by severity, filtered, both quotes and what would be right of the one that is chosen."""

import pytest
from PySide6.QtCore import Qt

from desktop.audit import auditing
from desktop.audit.outcome import Amount, AuditFinding, Quote
from desktop.findings import Severity
from desktop.outside.document import Spot
from desktop.ui.audit.audit_work import Audited
from desktop.ui.audit.finding_list import HIDDEN, NONE, FindingList
from tests.audit.documents import document

FINDINGS = (
    AuditFinding(
        *("A31", Severity.ERROR, "两处不一致"),
        (Quote("收入12万元", Spot(page=3, line=7)), Quote("<b>13万元</b>", Spot(line=9, cell="B9")), Quote("账本：12")),
        *((Amount("收入", "120000.00"),), "应为 12万元"),
    ),
    AuditFinding("A01", Severity.WARNING, "少一项", (Quote("其中", Spot(line=2)),)),
    AuditFinding("A31", Severity.INFO, "尾差", ()),
)


def audited(*findings) -> Audited:
    audit = auditing.of_document(document("收入12万元。"))
    return Audited("a", auditing.Audit(audit.document, "", audit.obligations, findings), [], "", with_book=False)


@pytest.fixture
def found(qtbot):
    made = FindingList()
    qtbot.addWidget(made)
    made.show_audit(audited(*FINDINGS))
    return made


def shown(found):
    return [found.table.item(row, 2).text() for row in range(found.table.rowCount())]


def test_the_first_is_chosen_and_shows_both_quotes_figures_and_what_is_right(found):
    assert shown(found) == ["两处不一致", "少一项", "尾差"]
    assert found.current == 0
    quotes = [found.quotes.item(row).text() for row in range(found.quotes.count())]
    assert quotes == ["第 3 页 第 7 行　“收入12万元”", "第 9 行 B9　“<b>13万元</b>”", "账本：“12”"]
    assert found.more.text() == "应为：12万元\n金额：收入，即 120,000.00 元"


def test_a_sum_of_many_parts_leaves_room_for_its_quotes_and_its_amounts_are_scrolled(found, qtbot):
    figures = tuple(Amount(f"第{n}项社会保障和就业支出", "120000.00") for n in range(40))
    found.resize(420, 420)
    found.show()
    found.show_audit(
        audited(AuditFinding("A01", Severity.ERROR, "各项之和不等", FINDINGS[0].quotes, figures, "12万元"))
    )
    qtbot.waitUntil(lambda: found.amounts.verticalScrollBar().maximum() > 0)
    assert found.more.text().startswith("应为：12万元\n金额：")
    assert found.amounts.geometry().bottom() <= found.amounts.parentWidget().height()
    assert found.quotes.height() >= found.quotes.fontMetrics().lineSpacing()
    assert not found.more.autoFillBackground()
    found.show_audit(audited(FINDINGS[0]))
    qtbot.waitUntil(lambda: found.amounts.verticalScrollBar().maximum() == 0)


def test_severity_and_rule_narrow_the_list(found, qtbot):
    assert [found.severities.itemText(n) for n in range(4)] == ["全部级别（3）", "错误（1）", "警告（1）", "提示（1）"]
    found.severities.setCurrentIndex(2)
    assert shown(found) == ["少一项"]
    found.severities.setCurrentIndex(0)
    with qtbot.waitSignal(found.filtered) as listed:
        found.rules.setCurrentIndex(found.rules.findData("A31"))
    assert (shown(found), listed.args) == (["两处不一致", "尾差"], [frozenset({0, 2})])
    found.severities.setCurrentIndex(2)
    assert (shown(found), found.nothing.text(), found.current) == ([], HIDDEN, -1)
    assert not found.rule.isEnabled()


def test_a_quote_that_is_chosen_is_gone_to(found, qtbot):
    with qtbot.waitSignal(found.chosen) as chosen:
        found.quotes.setCurrentRow(1)
    assert chosen.args == [0, 1]
    with qtbot.waitSignal(found.chosen) as chosen:
        found.choose(1)
    assert chosen.args == [1, 0]
    with qtbot.waitSignal(found.rule_asked) as asked:
        found.rule.click()
    assert asked.args == ["A01"]


def test_arrow_keys_walk_through_the_findings(found, qtbot):
    with qtbot.waitSignal(found.chosen) as chosen:
        qtbot.keyClick(found.table, Qt.Key.Key_Down)
    assert (chosen.args, found.current) == ([1, 0], 1)


def test_no_findings_do_not_say_that_all_was_checked(found):
    found.show_audit(audited())
    assert found.nothing.text() == NONE
    assert "未检查" in NONE
