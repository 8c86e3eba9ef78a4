"""Texts that nobody wrote: they take time in proportion to their length, or are refused."""

import time

import pytest

from desktop.audit import auditing
from tests.audit.documents import document

SENTENCE = (
    "2026年收入预算1,234.56万元，其中：一般公共预算拨款收入1,200.00万元，占97.20%；"
    "其他收入34.56万元，占2.80%，比上年增加1.00万元，增长2.98%。"
)
PATTERNS = ("设", "1", "、", "其中", "科室、", "（", "由2025年", "教育支出类", "其中车1辆、", "甲乙丙丁1万元，")
LETTERS = 12_000
SECONDS = 1.0
"""For so many letters; 500,000, the most that is read, then take less than the tenth part of a minute."""


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_again_and_again(pattern):
    text = pattern * (LETTERS // len(pattern))
    start = time.process_time()
    auditing.of_document(document("2026年部门预算", text))
    assert time.process_time() - start < SECONDS


def test_a_sentence_many_times():
    start = time.process_time()
    auditing.of_document(document(*[SENTENCE] * 150))
    assert time.process_time() - start < SECONDS


def test_longer_than_any_budget_is_refused_with_the_way_out():
    for text in (SENTENCE * 8000, "1元" * 40_000):
        with pytest.raises(auditing.NothingToCheck, match="请分成几个文件"):
            auditing.require_figures(document(text))
