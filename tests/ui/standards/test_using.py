"""What is said before another pack is used."""

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.ui.standards import using
from tests import cases_2027


def test_nothing_changes_where_the_same_pack_is_chosen(worked_example):
    text = using.question(worked_example.facts, worked_example.facts.budget.policy)
    assert "人员支出：不变" in text and "→" not in text


def test_what_would_not_be_computed_is_said(worked_example):
    """Its pay items are of another pack: no rule takes them, and the smaller sum alone would look like a saving."""
    text = using.question(worked_example.facts, "national")
    assert "12 人的工资项没有规则适用，没有计算（不是 0）" in text


def test_values_that_nobody_knows_are_named_up_to_a_few():
    case = cases_2027.book_of(cases_2027.load("mixed_bureau_2027"))
    text = using.question(case, "national")
    assert "没有计算（不是 0）" in text
    assert text.count("无有效值") == using.SHOWN


@pytest.mark.parametrize(("answer", "used"), [("No", "example"), ("Yes", "")])
def test_another_pack_is_used_only_after_its_effect_was_seen(session, monkeypatch, answer, used):
    asked = []

    def ask(_, title, text):
        asked.append(text)
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(QMessageBox, "question", ask)
    before = session.book.fingerprint()
    using.ask(None, session, session.budget.policy)
    assert asked == []
    using.ask(None, session, "")
    assert "人员支出：" in asked[0]
    assert "→" in asked[0]
    assert session.budget.policy == used
    assert (session.book.fingerprint() == before) is (answer == "No")
