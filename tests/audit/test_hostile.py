"""Texts that nobody wrote are read to their end, or refused; how long that takes is measured by tests/audit/speed.py."""

import pytest

from desktop.audit import auditing
from tests.audit.documents import document
from tests.audit.speed import LETTERS, PATTERNS, SENTENCE, TIMES, audited


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_again_and_again_is_read_to_its_end(pattern):
    audited(pattern * (LETTERS * TIMES // len(pattern)))


def test_longer_than_any_budget_is_refused_with_the_way_out():
    for text in (SENTENCE * 8000, "1元" * 40_000):
        with pytest.raises(auditing.NothingToCheck, match="请分成几个文件"):
            auditing.require_figures(document(text))
