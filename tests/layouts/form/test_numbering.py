"""Numbers of tables: the styles, and numbers typed into sentences."""

from desktop.layouts.form.numbering import styled, typed_amount, typed_number
from tests.small_cases import small_cases


def test_styles():
    assert [styled(style, 11) for style in ("表{n}", "公开{nn}表", "表{cn}")] == ["表11", "公开11表", "表十一"]
    assert styled("公开{nn}表", 7) == "公开07表"


@small_cases("text", ["表8为空表", "见表十一，", "公开11表", "共十一张", "16张表", "见附件甲-2"])
def test_a_typed_number_is_found(text):
    assert typed_number(text, ["附件甲-2"])


@small_cases("text", ["人大代表一名", "空表", "2025年报表", "表一般情况", "见附表。", "代表十人", "图表"])
def test_other_words_are_no_numbers(text):
    assert typed_number(text, ["表1"]) == ""


@small_cases(
    "text",
    ["共3人", "增加12.5万元", "增加三万元", "编制十二人", "车辆两辆", "一百二十元", "提高三个百分点", "占百分之八十"],
)
def test_a_typed_amount_is_found_in_digits_and_in_chinese(text):
    assert typed_amount(text)


@small_cases(
    "text",
    [
        "单位：万元",
        "五十万元以上的项目",
        "十人以下",
        "第一名",
        "同一人",
        "一个单位",
        "一套人马",
        "一般公用经费",
        "三公",
    ],
)
def test_words_with_numerals_in_them_are_no_amounts(text):
    assert typed_amount(text) == ""
