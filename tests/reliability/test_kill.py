"""A short run of the kill script on every test run, and its negative control. The long run: see CONTRIBUTING.md."""

import sys

import pytest

from tests.reliability import kill

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a Unix signal")]


def test_killed_at_random_moments_nothing_confirmed_is_lost():
    assert kill.run(25, 20261120, naive=False) == []


def test_the_script_catches_a_naive_save():
    wrong = kill.run(25, 20261120, naive=True)
    assert any("partial export" in text or "incomplete export" in text for text in wrong)
    assert not any("lost" in text or "unreadable" in text for text in wrong)
