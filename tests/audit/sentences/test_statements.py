"""Printed figures and what a change amounts to."""

from decimal import Decimal

import pytest

from desktop.audit.sentences.prose import passages
from desktop.audit.sentences.statements import CHANGE, TOKEN, Change, Printed, yuan
from tests.audit.texts import document


def test_a_figure_means_what_its_digits_allow_and_a_zero_nothing():
    assert Printed("12.3", "万元", 0, 0).amount.half == 50_000
    assert Printed("0", "万元", 0, 0).amount.half == 5_000
    assert Printed("0", "元", 0, 0).amount.half == 0
    assert Printed("1,234.5", "元", 0, 0).yuan == yuan(Decimal(123450)) == "1,234.50"


@pytest.mark.parametrize(
    ("words", "yuan_of"),
    [("3亿2500万元", ["325,000,000.00"]), ("3.25亿元", ["325,000,000.00"]), ("3亿2500.5万元", ["325,005,000.00"])],
)
def test_yi_and_wan_may_stand_in_one_figure(words, yuan_of):
    assert [Printed.of(match).yuan for match in TOKEN.finditer(f"收入{words}。")] == yuan_of


@pytest.mark.parametrize(
    ("words", "found"), [("比上年增加", "增加"), ("同比下降了", "下降"), ("没有变化", None), ("增加到", None)]
)
def test_the_word_before_an_amount_says_whether_it_is_a_change(words, found):
    match = CHANGE.search(words)
    assert (match and match[1]) == found


def test_a_change_has_a_sign_where_one_stands():
    (passage,) = passages(document("减少2万元"))
    amount = Printed("2", "万元", 2, 5)
    assert Change(passage, 0, 5, False, amount).signed.fen == -2_000_000
    assert Change(passage, 0, 5, None, amount).signed is None
    assert Change(passage, 0, 5, None, Printed("0", "万元", 2, 5)).signed.fen == 0
    assert Change(passage, 0, 5, None, flat=True).signed.fen == 0
