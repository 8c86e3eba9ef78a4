"""Counts in digits and Chinese numerals."""

from desktop.audit.sentences.numerals import number


def test_counts_in_digits_and_words():
    texts = {"12": 12, "四": 4, "十": 10, "十三": 13, "二十": 20, "二十一": 21, "两": 2}
    assert {text: number(text) for text in texts} == texts
