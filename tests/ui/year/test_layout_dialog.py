"""版式设置: a drop-down for each setting, kept as one step; the document makes a layout of other years a note."""

import pytest

from desktop import pipeline
from desktop.ui.year.layout_dialog import LayoutDialog


@pytest.fixture
def dialog(session, qtbot):
    opened = LayoutDialog(session)
    qtbot.addWidget(opened)
    return opened


def test_every_setting_can_be_chosen(dialog, session):
    assert list(dialog.choices) == [setting.id for setting in session.disclosure.form.settings]
    assert "适用" in dialog.about.text()
    assert {box.currentData() for box in dialog.choices.values()} >= {"form"}


def test_choices_and_document_are_kept_as_one_step(dialog, session, qtbot):
    dialog.choices["percent"].setCurrentIndex(dialog.choices["percent"].findData("two"))
    dialog.document.setText(" 某财预〔2027〕1号 ")
    dialog.save()
    assert session.disclosure.form.choice("percent") == "two"
    assert [(review.form, review.document) for review in session.facts.layout_reviews] == [
        (session.form, "某财预〔2027〕1号")
    ]
    again = LayoutDialog(session)
    qtbot.addWidget(again)
    assert again.choices["percent"].currentData() == "two"
    assert again.document.text() == "某财预〔2027〕1号"
    again.choices["percent"].setCurrentIndex(0)
    again.document.clear()
    again.save()
    assert (session.facts.layout_choices, session.facts.layout_reviews) == ((), ())


def test_rules_for_names_are_kept_or_refused(dialog, session, qtbot, monkeypatch):
    refused = []
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.warning", lambda *words: refused.append(words[-1]))
    assert dialog.rules["file_name"].placeholderText() == "{单位}_{年度}_{文稿}"
    dialog.rules["file_name"].setText("{unit}{who}")
    dialog.save()
    assert "{who} 不认识" in refused[0]
    dialog.rules["file_name"].setText(" {年度}{unit} ")
    dialog.save()
    assert pipeline.publication(session.disclosure).file_stem == f"草稿_{session.budget.year}{session.unit.name}"
    again = LayoutDialog(session)
    qtbot.addWidget(again)
    assert again.rules["file_name"].text() == "{年度}{单位}"
    again.rules["file_name"].clear()
    again.save()
    assert session.facts.layout_choices == ()
