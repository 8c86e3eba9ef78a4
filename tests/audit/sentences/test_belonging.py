"""What belongs together in a text."""

from desktop.audit.sentences.belonging import of_section, same
from desktop.audit.sentences.prose import passages
from desktop.audit.sentences.reading import read
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


def test_the_other_half_of_a_fund_that_its_first_half_names_is_of_that_fund():
    text = "财政拨款基本支出1586.00万元、项目支出2600.00万元。全部支出中，项目支出3000.00万元。"
    funds = [value.subject.fund for value in read(document("某局2023年部门预算", text)).values]
    assert funds == ["财政拨款", "财政拨款", ""]
