"""What belongs together in a text."""

from desktop.audit.sentences.belonging import of_section, same
from desktop.audit.sentences.prose import passages
from desktop.audit.sentences.subjects import subject
from tests.audit.texts import document


def test_a_change_is_of_the_amount_with_its_name_and_side():
    assert same(subject("收入总计"), subject("收入"))
    assert not same(subject("支出总计"), subject("收入"))
    assert not same(None, subject("收入"))


def test_two_funds_over_an_amount_leave_it_open_which_is_meant():
    found = passages(document("一、一般公共预算", "（一）政府性基金预算", "基本支出1万元。"))[-1]
    assert not of_section(subject("基本支出"), found).clear
    assert of_section(None, found) is None
