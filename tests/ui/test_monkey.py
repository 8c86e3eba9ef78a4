"""A monkey at the window: whatever it does, nothing breaks and nothing changes that nobody asked for.

The long form (`python -m tests.long monkey`) does 20,000 steps.
"""

import pytest
from PySide6.QtWidgets import QApplication

from tests import scale
from tests.ui.monkey import Monkey


def test_random_steps_break_nothing_and_change_only_what_was_asked_for(shared, monkeypatch, capsys):
    monkey = Monkey(shared, scale.seed(3), monkeypatch)
    try:
        monkey.run(scale.count(40))
    except BaseException:
        print("\n".join(monkey.trail))
        raise
    finally:
        monkey.close_all()
    with capsys.disabled():
        if scale.asked:
            print(
                f"{sum(monkey.done.values())} steps, {monkey.changes} changes, {monkey.seen_dialogs} dialogs, {dict(monkey.done)}"
            )


def test_a_change_that_nobody_asked_for_is_noticed(shared, monkeypatch):
    """A control: a hover that enters something."""
    monkey = Monkey(shared, 1, monkeypatch)

    def hover(_):
        shared.session.year_edits.choose_policy("national")

    with pytest.raises(AssertionError, match="选择政策参数"):
        monkey.step(hover, quiet=True)
    assert QApplication.activePopupWidget() is None
