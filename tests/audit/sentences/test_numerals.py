"""Counts in digits and Chinese numerals."""

import re

import pytest

from desktop.audit.sentences.numerals import NUMERAL, number
from tests.audit.texts import findings


def test_counts_in_digits_and_words():
    texts = {"12": 12, "四": 4, "十": 10, "十三": 13, "二十": 20, "二十一": 21, "两": 2}
    assert {text: number(text) for text in texts} == texts


def test_what_is_no_count_is_none():
    assert [number(text) for text in ("三四", "一一", "二三十", "十三四")] == [0] * 4


def test_a_count_in_a_sentence_is_written_out_and_not_the_end_of_a_longer_one():
    words = "十三个、二十个、二十一个、两个、三四个、一百二十个、二三十个、第三个"
    assert re.findall(f"{NUMERAL}个", words) == ["十三个", "二十个", "二十一个", "两个"]


@pytest.mark.parametrize(("count", "wrong"), [("三", 0), ("三四", 0), ("一百零三", 0), ("四", 1)])
def test_about_so_many_places_are_not_counted(count, wrong):
    assert len(findings(f"本街道下辖东门、西关、南街{count}个社区。", codes="A56")) == wrong


@pytest.mark.parametrize(("count", "wrong"), [("三", 0), ("三四", 0), ("五", 1)])
def test_about_so_many_offices_are_not_counted(count, wrong):
    text = f"本局内设{count}个科室，分别为办公室、财务股、人事股。"
    assert len(findings(text, codes="A71")) == wrong
