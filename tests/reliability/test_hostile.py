"""Some damaged and hostile files for every reader on every test run; many: `python -m tests.long hostile`."""

import pytest

from tests.reliability import bombs, hostile

pytestmark = pytest.mark.slow


def test_a_damaged_file_of_any_kind_is_read_or_refused_and_never_changed_where_a_checksum_would_tell():
    found = hostile.run(5, 20261122)
    assert found.wrong == []
    assert {fate.split()[0] for fate in found.fates} == set(hostile.KINDS)


def test_a_changed_file_without_the_look_at_checksums_is_noticed():
    assert any("changed in silence" in text for text in hostile.unguarded())


def test_small_bombs_are_answered_in_plain_words(tmp_path):
    """In this process, small enough for it; their true size, each in a child, is in the long form."""
    count = 0
    for path, requests in bombs.every(tmp_path, small=True):
        for request in requests:
            found = hostile.answer(path, request)
            assert not isinstance(found, str) or any("一" <= letter <= "鿿" for letter in found), (path, request)
            count += 1
    assert count > 100
