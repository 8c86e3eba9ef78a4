"""Texts that nobody wrote: they take time in proportion to their length, or are refused."""

import math
import re
import time

import pytest

from desktop.audit import auditing
from tests.audit.documents import document

SENTENCE = (
    "2026年收入预算1,234.56万元，其中：一般公共预算拨款收入1,200.00万元，占97.20%；"
    "其他收入34.56万元，占2.80%，比上年增加1.00万元，增长2.98%。"
)
PATTERNS = ("设", "1", "、", "其中", "科室、", "（", "由2025年", "教育支出类", "其中车1辆、", "甲乙丙丁1万元，")
LETTERS = 1_500
TIMES = 4
LIMIT = 6.5
"""What takes time in proportion takes four times as long for four times the text, what looks again from each place 16 times."""
TRIES = 5


def growth(work, short, long) -> float:
    """Return how much longer work takes for the long text; a disturbed measurement is made again, the least of each counts.

    No text comes twice: what was read before is remembered.
    """
    least = [math.inf, math.inf]
    for attempt in range(TRIES):
        for at, text in enumerate((short, long)):
            text = "甲" * attempt + text  # noqa: PLW2901
            start = time.process_time_ns()
            work(text)
            least[at] = min(least[at], time.process_time_ns() - start)
        if least[1] < LIMIT * least[0]:
            break
    return least[1] / least[0]


def audited(text):
    auditing.of_document(document("2026年部门预算", *text.splitlines()))


@pytest.fixture(scope="module", autouse=True)
def _everything_is_loaded():
    audited(SENTENCE)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_again_and_again(pattern):
    assert growth(audited, *(pattern * (letters // len(pattern)) for letters in (LETTERS, LETTERS * TIMES))) < LIMIT


def test_a_sentence_many_times():
    assert growth(audited, *(f"{SENTENCE}\n" * count for count in (25, 25 * TIMES))) < LIMIT


def test_what_looks_again_from_every_place_is_noticed():
    assert growth(re.compile("(.+?)（类）").findall, *("其中" * count for count in (100, 100 * TIMES))) > LIMIT


def test_longer_than_any_budget_is_refused_with_the_way_out():
    for text in (SENTENCE * 8000, "1元" * 40_000):
        with pytest.raises(auditing.NothingToCheck, match="请分成几个文件"):
            auditing.require_figures(document(text))
