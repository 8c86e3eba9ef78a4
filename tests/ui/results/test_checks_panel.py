"""The 检查 page: findings with their page, one cause told once, and not checked never like passed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QInputDialog

from desktop.findings import Severity, Status
from desktop.ledger.records import Control, Income
from desktop.ui.results.checks_panel import MARKS, ChecksPanel


@pytest.fixture
def panel(session, qtbot):
    made = ChecksPanel(session)
    qtbot.addWidget(made)
    made.reload()
    return made


def texts(table, column):
    return [table.item(row, column).text() for row in range(table.rowCount())]


def overrun(session, panel):
    session.record_edits.add_record(Control(block="公用经费", amount=100), "新增控制数")
    panel.reload()
    return texts(panel.findings, 1).index("C85")


def test_every_obligation_is_listed_with_its_mark_and_reason(panel, session):
    outcomes = session.disclosure.outcomes
    assert texts(panel.obligations, 1) == [o.code for o in outcomes]
    assert len(set(MARKS.values())) == len(Status)
    for row, outcome in enumerate(outcomes):
        assert panel.obligations.item(row, 0).text() == f"{MARKS[outcome.status]} {outcome.status}"
        if outcome.status is not Status.PASSED:
            assert panel.obligations.item(row, 3).text()


def test_the_summary_counts_each_end(panel, session):
    for status in Status:
        count = sum(o.status is status for o in session.disclosure.outcomes)
        assert f">{MARKS[status]} {status} {count}<" in panel.counts[status].text()


def test_errors_of_one_difference_are_told_together(panel, session, monkeypatch):
    with session.together("改收入"):
        first = session.records(Income)[0]
        session.book.update(replace(first, amount=first.amount + 10_000_00))
    panel.reload()
    folded = next(
        n for n, text in enumerate(texts(panel.findings, 3)) if "› 还有" in text and "也相差 10,000.00 元" in text
    )
    count = int(texts(panel.findings, 3)[folded].split("还有 ")[1].split(" ")[0])
    chosen = []
    panel.finding_chosen.connect(chosen.append)
    panel.findings.selectRow(folded)
    assert (panel.answer.isEnabled(), panel.answer_all.isEnabled()) == (False, True)
    asked = lambda parent, title, label, *_: (chosen.append(label), ("", False))[1]  # noqa: E731
    monkeypatch.setattr(QInputDialog, "getMultiLineText", asked)
    panel.ask_reason_for_all()
    assert f"一起接受这 {count + 1} 项的理由" in chosen.pop()
    panel.findings.cellActivated.emit(folded, 3)
    assert chosen == [], "it is unfolded, and one stays on the page"
    said = texts(panel.findings, 3)
    head = next(n for n, text in enumerate(said) if "多半是同一个原因" in text and "下面" in text)
    assert head == folded - 1
    assert f"下面 {count} 项" in said[head]
    panel.reload()
    assert texts(panel.findings, 3) == said, "it stays unfolded when the checks ran again"
    followers = int(said[head].split("下面 ")[1].split(" ")[0])
    assert all(text.startswith("　　") for text in said[head + 1 : head + 1 + followers])
    assert sum(f.severity is Severity.ERROR for f in session.disclosure.findings) >= followers + 1


def test_one_page_alone_can_be_looked_at(panel, session):
    overrun(session, panel)
    panel.pages.setCurrentIndex(panel.pages.findData("projects"))
    assert set(texts(panel.findings, 2)) == {"项目"}
    panel.reload()
    assert panel.pages.currentData() == "projects"


def test_an_accepted_finding_gives_its_reason_and_can_be_taken_back(panel, session, monkeypatch):
    row = overrun(session, panel)
    panel.findings.selectRow(row)
    assert panel.answer.isEnabled()
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: (" 财政局同意 ", True))
    panel.ask_reason()
    panel.reload()
    assert "理由：财政局同意" in texts(panel.findings, 3)[texts(panel.findings, 1).index("C85")]
    assert not [f for f in session.disclosure.to_do if f.code == "C85"]
    panel.findings.selectRow(texts(panel.findings, 1).index("C85"))
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("", True))
    panel.ask_reason()
    assert [f for f in session.disclosure.to_do if f.code == "C85"]


def test_a_click_tells_which_finding_was_meant(panel, session, qtbot):
    row = overrun(session, panel)
    with qtbot.waitSignal(panel.finding_chosen) as chosen:
        panel.findings.cellClicked.emit(row, 3)
    assert chosen.args[0].code == "C85"


def test_findings_of_one_check_are_accepted_together_with_one_reason(panel, session, monkeypatch):
    for block in ("公用经费", "人员经费"):
        session.record_edits.add_record(Control(block=block, amount=100), "新增控制数")
    panel.reload()
    rows = [n for n, code in enumerate(texts(panel.findings, 1)) if code == "C85"]
    assert len(rows) >= 2
    panel.findings.selectRow(rows[0])
    assert panel.answer_all.isEnabled()
    asked = []

    def answer(_, title, label, *__):
        asked.append(label)
        return "上级已同意", True

    monkeypatch.setattr(QInputDialog, "getMultiLineText", answer)
    steps = len(session.book.history())
    panel.answer_all.click()
    panel.reload()
    assert f"一起接受这 {len(rows)} 项" in asked[0]
    assert len(session.book.history()) == steps + 1
    answered = [f for f in session.disclosure.findings if f.code == "C85"]
    assert all(session.disclosure.answered(f) for f in answered)
    session.undoing.undo()
    assert not any(session.disclosure.answered(f) for f in session.disclosure.findings if f.code == "C85")


def test_what_is_done_with_findings_stands_at_the_right_and_below_the_counts_beside_a_grid(panel):
    panel.show()
    for width, beside in ((1200, True), (450, False)):
        panel.resize(width, 600)
        QApplication.processEvents()
        count = next(iter(panel.counts.values()))
        places = [
            QRect(each.mapTo(panel, QPoint(0, 0)), each.size()) for each in (count, panel.pages, panel.answer_all)
        ]
        first, pages, last = places
        assert (first.bottom() > pages.top()) is beside
        assert (last.right() > width - 20) is beside
        assert all(panel.rect().contains(place) for place in places)
    panel.hide()
