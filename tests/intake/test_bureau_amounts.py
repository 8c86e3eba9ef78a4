"""Amounts, units of money, document numbers and days of a bureau's tables."""

import pytest

from desktop.findings import UserError
from desktop.intake import bureau_amounts
from desktop.money import AmountError
from tests.small_cases import small_cases


@small_cases(
    ("text", "unit", "fen"),
    [
        ("1,234.5", "万元", 1_234_500_000), ("１２３", "元", 12_300), ("(50)", "元", -5000), ("-50", "元", -5000),
        ("12.5万元", "元", 12_500_000), ("¥1,000元", "万元", 100_000), ("壹佰贰拾万元整", "元", 120_000_000),
        ("叁拾元伍角", "", 3050), ("一百二十三万四千", "元", 123_400_000), ("十二", "万元", 12_000_000), ("0", "元", 0),
        ("壹佰元零伍分", "万元", 10_005), ("三万零五", "元", 3_000_500), ("零", "元", 0), ("拾万元整", "元", 10_000_000),
        ("壹仟贰佰零叁万零肆拾元正", "元", 1_203_004_000), ("一亿零三万", "元", 10_003_000_000), ("两千零一十", "元", 201_000),
        ("叁仟元零角捌分", "元", 300_008), ("一万二千亿", "元", 120_000_000_000_000),
        ("—", "元", None), ("/", "元", None), ("无", "元", None), ("", "元", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_fen(text, unit, fen):
    assert bureau_amounts.parse(text, unit) == fen


@small_cases(("text", "unit"), [("见附件", "元"), ("0.123", "元"), ("5", ""), ("1e20", "元"), ("1.2.3", "元")])
def test_what_is_no_amount_is_refused(text, unit):
    assert isinstance(bureau_amounts.parse(text, unit), AmountError)


@small_cases(
    "text", ["三万五", "一千二", "一百二", "一亿二", "一二三", "二〇二六", "万", "百", "十万百", "五万万", "一万二千万"]
)
def test_numerals_that_are_not_written_out_are_not_guessed(text):
    # In speech 三万五 is 35,000 and 一二三 is 123: reading 30,005 and 3 would be wrong in silence.
    found = bureau_amounts.parse(text, "元")
    assert isinstance(found, AmountError)
    assert "没有写全" in found.reason


@small_cases("text", ["100\n200", "12.5\n30", "12 34", "1234 567", "100  200", "12\n.5", "100\n200万元"])
def test_two_numbers_in_a_cell_are_not_one(text):
    # Two lines of a merged cell: 100 and 200 are no 100,200.
    found = bureau_amounts.parse(text, "元")
    assert isinstance(found, AmountError)
    assert "两个数" in found.reason


@small_cases(
    ("text", "fen"), [("1 234.50", 123_450), ("1\u3000234\xa0567", 123_456_700), ("5\n万元", 5_000_000), ("- 5", -500)]
)
def test_blanks_between_groups_of_three_digits_stay_one_number(text, fen):
    assert bureau_amounts.parse(text, "元") == fen


@small_cases("text", ["壹元拾角", "一百元二十五分", "五元五"])
def test_behind_yuan_stand_one_digit_of_jiao_and_one_of_fen(text):
    assert isinstance(bureau_amounts.parse(text, "元"), AmountError)


def test_a_line_over_a_table_names_the_unit_of_money_or_of_the_office():
    assert bureau_amounts.unit_in_line("编制单位：甲局　　单位：万元") == "万元"
    assert bureau_amounts.unit_in_line("金额单位：人民币元") == "元"
    assert bureau_amounts.unit_in_line("单位：青禾县政务服务中心") == ""
    assert bureau_amounts.unit_in_heading("控制数（单位:万元）") == "万元"


def test_documents_and_days_have_one_spelling():
    text = "根据财预[2026]3号和《某县财预（2025）012号》"
    assert bureau_amounts.documents(text) == ["财预〔2026〕3号", "某县财预〔2025〕12号"]
    assert bureau_amounts.document(" 青财预(2026)12号 ") == "青财预〔2026〕12号"
    assert bureau_amounts.day("2026年11月5日") == "2026-11-05"
    assert bureau_amounts.day("20261105") == bureau_amounts.day("2026/11/5") == "2026-11-05"
    assert bureau_amounts.day("") == ""
    assert bureau_amounts.days("2026年11月31日") == []
    assert bureau_amounts.days("请于2026年11月30日前报送；2026年12月1日起执行") == []
    with pytest.raises(UserError, match="日期“明天”不对"):
        bureau_amounts.day("明天")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2027年部门预算批复表  某财预〔2027〕3号  2027年1月20日", "某财预〔2027〕3号"),
        ("2026年控制数\n某财预 [2026] 第 25 号", "某财预〔2026〕25号"),
        ("2027年部门预算控制数某财预〔2027〕3号", "某财预〔2027〕3号"),
        ("某 财 预 〔2026〕 12 号", "某财预〔2026〕12号"),
    ],
)
def test_words_of_the_title_are_no_part_of_the_document_number(text, number):
    assert bureau_amounts.documents(text) == [number]
