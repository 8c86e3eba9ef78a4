"""Shares of funds, declared bases, dates of a roster: kept, read over, or asked."""

import datetime

import pytest

from desktop.intake.payroll_parts import month_of
from tests.intake.payroll_files import pay, reader, said
from tests.small_cases import small_cases


@pytest.fixture
def payroll(tmp_path):
    return reader(tmp_path)


DATES = ["1985.07", "1985-7-1", "198507", 198507, 1985.07, datetime.date(1985, 7, 1), "1985年7月", "19850701", "1985/7"]


@small_cases("text", ["1985.07", "1985-7-1", "198507", "1985-07-01 00:00:00", "1985年7月1日", "1985/7"])
def test_the_month_of_a_date_however_it_is_written(text):
    assert month_of(text) == (1985, 7)


@small_cases("text", ["1985.1", "1985", "85.07", "1985.13", "七月", "", "1985-7-1-2"])
def test_what_may_be_two_months_or_none_is_not_guessed(text):
    assert month_of(text) is None


def test_what_only_says_who_somebody_is_is_read_over(payroll):
    head = (
        "姓名",
        "性别",
        "出生年月",
        "民族",
        "学历",
        "参加工作时间",
        "工资卡号",
        "岗位工资",
        "开户银行",
        "联系电话",
        "签名",
    )
    rows = [
        (f"张{n}", "男", born, "汉", "本科", born, "6222 01", 1, "农行", "139", None) for n, born in enumerate(DATES)
    ]
    found = payroll({"a": [head, *rows]})
    assert (said(found), pay(found)) == ([], {f"张{n}": {"岗位工资": 100} for n in range(len(DATES))})
    assert {row.person.first_job for row in found.people} == {0}


@pytest.mark.parametrize("day", ["2027.07", "2027-7-1", "202707", datetime.date(2027, 7, 15), "2027年7月"])
def test_dates_within_the_year_of_the_budget_become_changes_and_it_is_said_from_when(payroll, day):
    head = ("姓名", "岗位工资", "预计退休时间", "晋级时间", "新职级", "参加工作时间")
    rows = [("张三", 1, day, None, None, "1990.07"), ("李小四", 1, None, day, "八级", day)]
    found = payroll({"a": [head, *rows]})
    assert said(found) == []
    retires, rises = (row.changes for row in found.people)
    assert [(each.month, each.what, each.status, each.pay_ends) for each in retires] == [(8, "退休", "退休", 1)]
    assert [(each.month, each.what, each.rank) for each in rises] == [(7, "晋级", "八级")]
    assert [(row.person.first_job, row.person.first_month) for row in found.people] == [(0, 1), (1, 7)]
    assert any("年内退休 1 人，从次月起按退休人员" in note for note in found.notes)


def test_a_date_that_may_be_two_months_or_contradicts_the_state_is_asked(payroll):
    head = ("姓名", "岗位工资", "退休时间")
    assert any("看不出是哪年哪月" in text for text in said(payroll({"a": [head, ("张三", 1, 2027.1)]})))
    assert any("状态却是在职" in text for text in said(payroll({"a": [head, ("张三", 1, "2025.03")]})))
    late = payroll({"a": [head, ("张三", 1, "2027.12"), ("李小四", 1, "2030.5")]})
    assert (said(late), [row.changes for row in late.people]) == ([], [(), ()])


FUNDED = [
    (("资金来源",), ("一般公共预算60%/事业收入40%",)),
    (("经费来源",), ("财政拨款：60%、事业收入：40%".replace("财政拨款", "一般公共预算拨款"),)),
    (("一般公共预算比例", "事业收入比例"), ("60%", "40%")),
    (("一般公共预算（%）", "事业收入（%）"), (60, 40)),
    (("一般公共预算占比", "事业收入占比"), (0.6, 0.4)),
]


@pytest.mark.parametrize(("heads", "values"), FUNDED)
def test_several_funds_bear_one_person(payroll, heads, values):
    found = payroll({"a": [("姓名", *heads, "岗位工资"), ("张三", *values, 1), ("李小四", *[None] * len(heads), 1)]})
    assert said(found) == []
    shares = [[(share.fund, share.percent) for share in row.shares] for row in found.people]
    assert shares == [[("一般公共预算", "60"), ("事业收入", "40")], []]
    assert [row.person.fund for row in found.people] == ["一般公共预算", "一般公共预算"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("一般公共预算60%/事业收入30%", "相加不是 100%"),
        ("财政60%/自筹40%", "“财政60%”看不懂"),
        ("自筹", "不在可选范围内"),
    ],
)
def test_funds_that_are_not_understood_are_asked(payroll, text, answer):
    assert [answer in words for words in said(payroll({"a": [("姓名", "资金来源"), ("张三", text)]}))] == [True]


def test_a_part_of_a_fund_is_kept_and_the_usual_names_are_known(payroll):
    found = payroll({"a": [("姓名", "资金来源"), ("张三", "非税收入"), ("李小四", "财政专户")]})
    assert said(found) == []
    assert [(share.fund, share.subsource, share.percent) for share in found.people[0].shares] == [
        ("一般公共预算", "非税", "100")
    ]
    assert found.people[1].person.fund == "财政专户管理资金"


def test_declared_bases_and_the_function_of_a_person(payroll):
    head = ("姓名", "编制类型", "功能科目", "养老保险缴费基数", "公积金缴存基数", "医保基数", "岗位工资")
    rows = [("张三", "事业编制", "2080505 机关事业单位基本养老保险缴费支出", "5,000", 6000.5, "-", 1)]
    found = payroll({"a": [head, *rows]})
    assert said(found) == []
    assert found.people[0].bases == {"养老": 500_000, "公积金": 600_050}
    assert (found.people[0].person.function_code, found.people[0].person.kind) == ("2080505", "事业")
    assert pay(found) == {"张三": {"岗位工资": 100}}
    wrong = said(payroll({"a": [head, ("张三", "事业编制", "9999999", None, None, None, 1)]}))
    assert ["“功能科目”列" in text for text in wrong] == [True]


def test_values_stand_beside_a_column_that_is_asked_and_never_beside_personal_ones(payroll):
    head = ("姓名", "护龄补", "岗位工资", "身份证号", "银行卡号")
    found = payroll({"a": [head, ("张三", 20, 1, "11010119900307001X", "6222")]})
    assert [("不认识列“护龄补”" in text) for text in said(found)] == [True]
    assert found.samples == {"姓名": ("张三",), "护龄补": ("20",), "岗位工资": ("1",)}
