"""Shares of funds, declared bases, dates of a roster: kept, read over, or asked."""

import datetime

import pytest

from desktop.intake.payroll_parts import DatedChange, bases, began, changes, is_part, month_of, shares
from tests.intake.payroll_files import a_row, pay, reader, refused, said
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


# below the file -----------------------------------------------------------------------------------------


@small_cases(
    ("text", "month"),
    [("1985-01", 1), ("1985.12", 12), ("198512", 12), ("19851231", 12), ("1985-0", None), ("1985.00", None),
     ("198513", None), ("198500", None), ("1985年10月31号", 10), (" 1985-10-31  00:00 ", 10)],
)  # fmt: skip
def test_a_month_is_between_1_and_12(text, month):
    assert month_of(text) == (month and (1985, month))


def test_a_name_of_money_may_say_a_part_of_a_fund():
    assert [is_part(text) for text in ("非税收入", "一般公共预算", "天上", "")] == [True, False, False, False]


@small_cases(
    ("cells", "expected", "column"),
    [
        ({}, [], ""),
        ({"fund": "事业收入"}, [], ""),
        ({"fund": "天上"}, [], ""),
        ({"fund": "非税收入"}, [("一般公共预算", "非税", "100")], ""),
        ({"fund": "一般公共预算（60%）+ 事业收入(40％)"}, [("一般公共预算", "", "60"), ("事业收入", "", "40")], ""),
        (
            {"fund": "一般公共预算：33.5%；非税收入66.5%"},
            [("一般公共预算", "", "33.5"), ("一般公共预算", "非税", "66.5")],
            "",
        ),
        ({"fund": "一般公共预算60%、天上40%"}, [], "fund"),
        ({"fund": "60%"}, [], "fund"),
        ({"fund": "一般公共预算60%"}, [("一般公共预算", "", "60")], "fund"),
        (
            {"share:一般公共预算": "60％", "share:事业收入": "40"},
            [("一般公共预算", "", "60"), ("事业收入", "", "40")],
            "",
        ),
        (
            {"share:一般公共预算": "0.605", "share:事业收入": "0.395"},
            [("一般公共预算", "", "60.5"), ("事业收入", "", "39.5")],
            "",
        ),
        ({"share:一般公共预算": "100", "share:事业收入": "0"}, [("一般公共预算", "", "100")], ""),
        ({"share:一般公共预算": "", "share:事业收入": ""}, [], ""),
        ({"share:一般公共预算": "六成", "share:事业收入": "100%"}, [("事业收入", "", "100")], "share:一般公共预算"),
        ({"share:事业收入": "40", "fund": "一般公共预算"}, [("事业收入", "", "40")], "share:事业收入"),
        ({"share:事业收入": "", "fund": "非税收入"}, [("一般公共预算", "非税", "100")], ""),
    ],
)
def test_the_shares_of_a_row_and_the_column_that_is_refused(cells, expected, column):
    row = a_row(cells)
    assert [(share.fund, share.subsource, share.percent) for share in shares(row)] == expected
    assert [place for place, _ in refused(row)] == [column] * bool(column)


def test_bases_are_those_with_an_amount():
    row = a_row({"name": "张三", "base:养老": "5,000", "base:医疗": "0", "base:工伤": ""})
    assert bases(row) == {"养老": 500_000}


@small_cases(
    ("cells", "status", "expected"),
    [
        ({"retires": "2027-03"}, "在职", [DatedChange(4, "退休", status="退休", pay_ends=1)]),
        ({"retires": "2027-11"}, "在职", [DatedChange(12, "退休", status="退休", pay_ends=1)]),
        ({"retires": "2027-12"}, "在职", []),
        ({"retires": "2028-03"}, "在职", []),
        ({"retires": "2027-03"}, "退休", []),
        ({"retires": "2020-03"}, "退休", []),
        ({"took_post": "2027-11", "next_rank": "八级"}, "在职", [DatedChange(12, "任职", rank="八级")]),
        ({"took_post": "2027-12"}, "在职", []),
        ({"rises": "2027-12"}, "在职", [DatedChange(12, "晋级")]),
        ({"rises": "2026-12", "took_post": "2028-01"}, "在职", []),
    ],
)
def test_what_becomes_another_counts_from_the_month_after_a_rise_from_its_own(cells, status, expected):
    row = a_row(cells)
    found = list(changes(row, 2027, status))
    assert (found, refused(row)) == (expected, [])
    assert [each.pay_ends for each in found] == [int(each.what == "退休") for each in found]


def test_who_is_in_post_did_not_retire_before_the_year():
    row = a_row({"retires": "2026-12"})
    assert changes(row, 2027, "在职") == ()
    assert refused(row) == [("retires", "退休时间“2026-12”在预算年度以前，状态却是在职，请核对")]
    for year, day in ((0, "2026-12"), (2026, "2026-12"), (2025, "2026-12")):
        assert (changes(row := a_row({"retires": day}), year, "在职"), refused(row)) == ((), [])


def test_the_month_in_which_somebody_first_takes_up_work():
    assert [began(a_row({"began": day}), 2027) for day in ("2027-04", "2026-04", "", "四月")] == [4, 0, 0, 0]
    assert began(a_row({}), 2027) == began(a_row({"began": "2027-04"}), 0) == 0


@small_cases(
    ("name", "text", "year", "asked"),
    [
        ("retires", "七月", 2027, True),
        ("retires", "七月", 0, True),
        ("retires", "1999", 2027, False),
        ("retires", "2027", 2027, True),
        ("retires", "2027", 0, False),
        ("rises", "2027.1", 2027, True),
        ("began", "七月", 2027, False),
        ("began", "1999", 2027, False),
        ("began", "2027", 2027, True),
    ],
)
def test_a_date_nobody_can_read_is_asked_where_it_may_be_of_the_year(name, text, year, asked):
    """When somebody first took up work was mostly long ago: only the year itself is asked."""
    row = a_row({name: text})
    changes(row, year, "在职")
    began(row, year)
    message = f"“{text}”看不出是哪年哪月，请写成 {year or 2027}-07 或 {year or 2027}年7月"
    assert refused(row) == [(name, message)] * asked
