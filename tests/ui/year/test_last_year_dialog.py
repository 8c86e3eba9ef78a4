"""Last year's published figures: looked at before they are entered, and entered as one step."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from desktop import pipeline
from desktop.exporters import xlsx
from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.published import entry
from desktop.ui.imports.template_dialog import TemplateDialog, learning
from desktop.ui.session import Session
from desktop.ui.year.last_year_dialog import LastYearDialog, reading


def test_reading_says_how_far_it_is_and_ends_when_it_is_cancelled(session, monkeypatch):
    heard, job = (
        [],
        SimpleNamespace(cancelled=False, progressed=SimpleNamespace(emit=lambda *words: heard.append(words))),
    )
    monkeypatch.setattr(entry, "read", lambda path, forms, unit, year, watch: watch(3, 60) or "read")
    read = reading(session, Path("上年.docx"))
    assert read(job) == read() == "read"
    assert heard == [("正在核对各表", 3, 60)]
    job.cancelled = True
    with pytest.raises(UserError, match="已取消读取"):
        read(job)


def test_last_year_is_looked_at_before_it_is_entered_and_its_rows_are_named_as_in_the_file(
    qtbot, tmp_path, session, disclosures
):
    path = tmp_path / "2023.xlsx"
    wuxi = disclosures["wuxi_2023"]
    xlsx.write(pipeline.publication(wuxi), path)
    dialog = LastYearDialog(session, reading(session, path)())
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    assert "应为 2024 年" in dialog.problems.toPlainText()
    assert dialog.figures.rowCount() > 100
    shown = [dialog.figures.item(n, 1).text() for n in range(dialog.figures.rowCount())]
    assert {"一、本年收入", "收入合计", "2010350 事业运行"} <= set(shown)
    assert [text for text in shown if text.isascii() and not text.isdigit()] == []
    dialog.only_wrong.setChecked(True)
    assert dialog.figures.rowCount() == 0
    template = TemplateDialog(session, path, learning(path)())
    qtbot.addWidget(template)
    headers = {template.cells.item(n, 3).text() for n in range(template.cells.rowCount())}
    assert "收入/预算数" in headers
    assert not any(wuxi.facts.unit.name in text for text in headers)


def test_an_empty_year_is_drafted_from_last_year_where_that_stays_ticked(qtbot, tmp_path, disclosures):
    wuxi, path = disclosures["wuxi_2023"], tmp_path / "2022.xlsx"
    xlsx.write(pipeline.publication(pipeline.disclose(wuxi.last, None, wuxi.form)), path)
    units.begin(tmp_path / "巫溪.mzb", wuxi.facts.unit, 2023, wuxi.form.key, "")
    with Book.open(tmp_path / "巫溪.mzb") as book:
        opened = Session(book)
        proposal = reading(opened, path)()
        dialog, asked = LastYearDialog(opened, proposal), []
        dialog.draft_asked.connect(lambda: asked.append(book.next_undo().name))
        for row in range(dialog.doubts.rowCount()):
            dialog.doubts.item(row, 0).setCheckState(Qt.CheckState.Checked)
        assert (dialog.draft.isHidden(), dialog.draft.isChecked()) == (False, True)
        dialog.enter()
        assert len(asked) == 1, "the draft is a step after that of the figures"
        assert opened.year_edits.start_from_last_year() is not None
        again = LastYearDialog(opened, proposal)
        assert (again.draft.isHidden(), again.draft.isChecked()) == (True, False), (
            "nothing is drafted over what is there"
        )
