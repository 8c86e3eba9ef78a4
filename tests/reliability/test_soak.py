"""A short soak and a short race on every test run; long ones: `python -m tests.long soak`."""

import pytest

from tests.reliability import soak

pytestmark = pytest.mark.slow


def test_random_work_leaves_what_a_plain_list_has():
    found = soak.run(80, 20261122)
    assert found.wrong == []
    assert set(found.did) == set(soak.WEIGHTS)


def test_a_book_that_differs_from_the_list_is_noticed():
    assert "not as the plain list has it" in soak.run(20, 1, soak.spoiled).wrong[0]


def test_three_processes_at_one_book_lose_nothing_and_leave_no_lock():
    found = soak.races(2, 1)
    assert found.wrong == []
    assert found.did["DONE"] == 6
