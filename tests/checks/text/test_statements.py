"""Reading sentences: amounts with the step of their last digit, changes with their whole and percentage."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from desktop.checks.text.statements import AMOUNT, Sentence, amount, changes, sentences
from desktop.layouts.words.narrative import Narrative
from desktop.layouts.words.paragraphs import Paragraph, Run


def read(text):
    return amount(AMOUNT.search(text))


@pytest.mark.parametrize(
    ("text", "fen", "step"),
    [
        ("12万元", 12_000_000, 1_000_000),
        ("1.3亿元", 13_000_000_000, 1_000_000_000),
        ("1,234.5万元", 1_234_500_000, 100_000),
        ("0.01 元", 1, 1),
        ("3元", 300, 100),
    ],
)
def test_an_amount_and_the_worth_of_its_last_digit(text, fen, step):
    found = read(text)
    assert (found.fen, found.step) == (fen, step)


@pytest.mark.parametrize(
    ("exact", "agrees"), [(12_345_000, True), (12_355_000, True), (12_355_001, False), (12_344_999, False)]
)
def test_an_exact_amount_agrees_when_it_rounds_to_the_printed_one(exact, agrees):
    assert read("12.35万元").agrees(exact) is agrees


def stated(text):
    return list(changes(Sentence(text, 0, ())))


def test_a_change_takes_the_amount_before_it_and_the_percentage_after_it():
    (one,) = stated("基本支出110万元，比上年增加10万元，增长10%")
    assert (one.total.fen, one.change.fen, one.percent, one.rises) == (110_000_000, 10_000_000, Decimal(10), True)
    assert one.percent_rises


def test_each_of_two_changes_has_its_own_total_and_percentage():
    first, second = stated("甲10万元，增加1万元，增长11%，乙20万元，减少5万元，下降20%")
    assert (first.total.fen, first.percent) == (10_000_000, Decimal(11))
    assert (second.total.fen, second.percent, second.rises) == (20_000_000, Decimal(20), False)


def test_a_percentage_far_behind_is_not_of_this_change():
    (one,) = stated("增加10万元，其他各项的具体情况详见附表，增长10%")
    assert one.percent is None


def test_what_follows_the_reason_is_not_read():
    assert len(stated("减少2万元，主要原因是会议减少1万元")) == 1


def test_sentences_end_at_full_stops_and_know_what_is_printed_by_figures():
    runs = (Run("收入"), Run("5万元", figure="income"), Run("。支出3万元；"))
    first, second = sentences(SimpleNamespace(narrative=Narrative("", [Paragraph(runs)], {}, []), worked_out={}))
    assert (first.text, second.text) == ("收入5万元", "支出3万元")
    assert first.is_bound(2, 5)
    assert not first.is_bound(0, 2)
    assert not second.is_bound(2, 5)
