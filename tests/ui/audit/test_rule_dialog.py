"""The page of a rule opens, also of one that needs a book."""

import pytest

from desktop.ui.audit.rule_dialog import RuleDialog


@pytest.mark.parametrize("code", ["A31", "B80"])
def test_the_section_of_the_rule_is_shown(qtbot, code):
    dialog = RuleDialog(code)
    qtbot.addWidget(dialog)
    text = dialog.text.toPlainText()
    assert all(words in text for words in ("规则", "为什么", "依据", "看不到"))
