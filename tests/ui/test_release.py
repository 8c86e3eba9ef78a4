"""The release record and accepted findings, in the window."""

import pytest
from PySide6.QtWidgets import QInputDialog

from desktop import pipeline
from desktop.exporters import package
from desktop.findings import UserError
from desktop.ledger.book import Book
from desktop.ledger.describe import content_fields
from desktop.ledger.records import Release
from desktop.ledger.records.words import WEBSITE
from desktop.ui.entry.record_form import RecordForm
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of
from desktop.ui.results.checks_panel import ChecksPanel
from desktop.ui.session import Session
from tests import samples


@pytest.fixture
def session(qtbot, tmp_path):
    samples.write("luolong_2022", tmp_path / "账本.mzb")
    with Book.open(tmp_path / "账本.mzb") as book:
        yield Session(book)


def release_form(qtbot, session):
    form = RecordForm(grid_of(session, kinds_of("公开审批记录")[0]), None)
    qtbot.addWidget(form)
    return form


def typed(form, name, text):
    form.fields[name].setText(text)
    form.fields[name].returnPressed.emit()


def test_every_field_of_the_release_record_and_the_address_can_be_typed(qtbot, session):
    form = release_form(qtbot, session)
    assert set(form.fields) == {WEBSITE, *(field.name for field in content_fields(Release))}
    assert form.fields["approved_on"].placeholderText() == "例如 2025-01-25"
    typed(form, WEBSITE, " https://例.gov.cn ")
    typed(form, "contact", "王某")
    assert (session.facts.texts[WEBSITE], session.facts.release.contact) == ("https://例.gov.cn", "王某")
    session.undoing.undo()
    session.undoing.undo()
    assert WEBSITE not in session.facts.texts
    assert session.facts.release.contact != "王某"
    with pytest.raises(UserError, match="只有一份"):
        session.record_edits.add_record(Release(), "再来一份")
    with pytest.raises(UserError, match="公开审批记录不能删除"):
        session.record_edits.delete_records([session.facts.release])


def test_what_is_put_into_the_record_at_once_is_one_step_with_the_address(session):
    """What is beside the refused day stays; the address is a text of the budget, no field of the record."""
    for old in session.book.records(Release, budget_id=session.budget.id):
        with session.book.operation("没有公开审批记录"):
            session.book.delete(old)
    session.refresh()
    grid = grid_of(session, kinds_of("公开审批记录")[0])
    texts = {"secrecy_by": "甲", "signed_on": "二月一日", "contact": "王某", WEBSITE: "https://例.gov.cn"}
    places = {column.key: number for number, column in enumerate(grid.columns)}
    left_out = grid.put({(0, places[key]): text for key, text in texts.items()}, "填入")
    assert left_out == "第 1 行：日期“二月一日”不对，请写成 2025-01-01"
    (record,) = session.book.records(Release, budget_id=session.budget.id)
    assert (record.secrecy_by, record.signed_on, record.contact) == ("甲", "", "王某")
    assert session.facts.texts[WEBSITE] == "https://例.gov.cn"
    session.undoing.undo()
    assert session.book.records(Release, budget_id=session.budget.id) == []
    assert WEBSITE not in session.facts.texts
    assert "日期“20250231”不对" in grid.put({(0, places["signed_on"]): "20250231"}, "填入")
    assert grid.put({(0, places["signed_on"]): "2025年2月1日", (0, places["secrecy_on"]): "20250131"}, "填入") == ""
    (record,) = session.book.records(Release, budget_id=session.budget.id)
    assert (record.signed_on, record.secrecy_on) == ("2025-02-01", "2025-01-31")


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
    form = release_form(qtbot, session)
    for name, text in (("secrecy_result", "已审查"), ("signed_by", "主任"), ("signed_on", "二月一日")):
        typed(form, name, text)
    assert form.fields["signed_on"].text() == "二月一日"
    assert "请写成 2025-01-01" in form.notes["signed_on"].text()
    assert session.facts.release.signed_on == ""
    typed(form, "signed_on", "2022-02-01")
    assert session.facts.release.signed_on == "2022-02-01"
    assert len(session.book.records(Release, budget_id=session.budget.id)) == 1
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
