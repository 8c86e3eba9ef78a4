"""The release record and accepted findings, in the window."""

import pytest
from PySide6.QtWidgets import QInputDialog

from desktop import pipeline
from desktop.exporters import package
from desktop.ledger.book import Book
from desktop.ui.results.checks_panel import ChecksPanel
from desktop.ui.session import Session
from desktop.ui.year.release_dialog import ReleaseDialog
from tests import samples


@pytest.fixture
def session(qtbot, tmp_path):
    samples.write("luolong_2022", tmp_path / "账本.mzb")
    with Book.open(tmp_path / "账本.mzb") as book:
        yield Session(book)


def test_a_warning_is_accepted_with_a_reason_and_taken_back(qtbot, session, monkeypatch):
    panel = ChecksPanel(session)
    qtbot.addWidget(panel)
    panel.reload()
    row = next(n for n, f in enumerate(session.disclosure.findings) if f.code == "C67")
    panel.findings.selectRow(row)
    assert panel.answer.isEnabled()
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("经区政府批准", True))
    panel.ask_reason()
    panel.reload()
    assert panel.findings.item(row, 0).text() == "已说明（警告）"
    assert "理由：经区政府批准" in panel.findings.item(row, 3).text()
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("", True))
    panel.ask_reason()
    assert session.disclosure.reasons == {}
    session.undoing.undo()
    assert list(session.disclosure.reasons.values()) == ["经区政府批准"]


def test_the_release_record_is_kept_and_printed_where_the_layout_wants_it(qtbot, session, tmp_path):
    dialog = ReleaseDialog(session)
    qtbot.addWidget(dialog)
    dialog.edits["secrecy_result"].setText("已审查")
    dialog.edits["signed_by"].setText("主任")
    dialog.edits["signed_on"].setText("二月一日")
    dialog.save()
    assert "审签日期应写成" in dialog.problem.text()
    dialog.edits["signed_on"].setText("2022-02-01")
    dialog.save()
    assert session.facts.release.secrecy_result == "已审查"
    session.choose_form("shaanxi/2023")
    publication = pipeline.publication(session.disclosure)
    assert publication.cover_notes[:2] == ("保密审查情况：已审查", "单位主要负责人审签情况：已审签（2022-02-01）")
    assert all(w.compared for w in package.export(publication, tmp_path / "out", ("pdf", "docx")))


def test_an_overridden_error_is_printed_with_its_reason(qtbot, session):
    with session.book.operation("改收入"):
        income = session.book.records(type(session.facts.incomes[0]), budget_id=session.budget.id)[0]
        from dataclasses import replace

        session.book.update(replace(income, amount=income.amount + 100))
    session.refresh()
    errors = session.disclosure.errors
    assert errors
    assert pipeline.publication(session.disclosure).draft_note
    for finding in errors:
        session.word_edits.accept_finding(finding, "待财政局核定后调整")
    publication = pipeline.publication(session.disclosure)
    assert publication.draft_note == ""
    assert any("C01" in note and "待财政局核定后调整" in note for note in publication.cover_notes)


def test_last_years_text_is_offered_with_its_years_moved(qtbot, session):
    from desktop.ledger.records import FreeText
    from desktop.ui.writing.narrative_panel import NarrativePanel

    last = session.book.last_year_of(session.budget)
    with session.book.operation("上年说明"):
        text = "2021年共办件{procurement_total}，比2020年更快。"
        session.book.insert(FreeText(budget_id=last.id, key="performance_note", text=text))
    session.refresh()
    panel = NarrativePanel(session)
    qtbot.addWidget(panel)
    panel.reload()
    panel.show_field("performance_note")
    assert panel.offer.text() == "沿用上年"
    panel.offer.click()
    assert panel.editor.template() == "2022年共办件{procurement_total}，比2021年更快。"
    panel.save()
    assert "2022年共办件110万元" in session.disclosure.narrative.text


def test_reasons_of_every_item_can_be_written(qtbot, session):
    from desktop.ui.writing.narrative_panel import NarrativePanel

    session.choose_form("shaanxi/2023")
    panel = NarrativePanel(session)
    qtbot.addWidget(panel)
    panel.reload()
    assert any("事业运行（2010350）" in panel.choice.itemText(n) for n in range(panel.choice.count()))
