"""Words of payrolls: what a cell, a sheet's name and a column's name mean, and what is not guessed."""

from desktop.intake import payroll_words
from desktop.intake.payroll_words import GROSS, IGNORED, WITHHELD, Meaning, role
from desktop.ledger.vocabulary import PersonKind, PersonStatus
from tests.small_cases import small_cases


def test_each_shipped_word_means_a_kind_or_a_state_we_have():
    for entry in (*payroll_words.data()["words"].values(), *payroll_words.data()["sheets"]):
        assert entry.get("kind", "行政") in set(PersonKind)
        assert entry.get("status", "在职") in set(PersonStatus)


@small_cases(
    ("text", "group", "meaning"),
    [("应发合计", "", GROSS), ("应发工资", "", GROSS), ("小计", "应发部分", GROSS), ("小计", "津贴", ""),
     ("合计", "扣款", WITHHELD), ("代扣养老", "", WITHHELD), ("公积金个人部分", "", WITHHELD), ("扣病假", "", WITHHELD),
     ("养老", "扣款项目", WITHHELD), ("养老", "单位缴纳", IGNORED), ("医疗单位部分", "", IGNORED), ("实发", "", IGNORED),
     ("个人先进奖", "", ""), ("爱心互助", "", ""), ("爱心互助", "扣款", ""), ("岗位工资", "扣款", "")],
)  # fmt: skip
def test_a_column_that_is_no_field(text, group, meaning):
    assert role(text, group) == meaning


@small_cases(
    ("name", "meaning"),
    [("退休人员10月", Meaning("", "退休")), ("离退休", Meaning()), ("行政", Meaning("行政", "在职")),
     ("行政办公室", None), ("事业发展中心", None), ("Sheet1", None), ("编外人员", Meaning("编外", "编外"))],
)  # fmt: skip
def test_the_name_of_a_sheet(name, meaning):
    assert payroll_words.of_sheet(name) == meaning


def test_the_words_of_a_cell():
    assert payroll_words.meaning("在 编", {}) == Meaning("", "在职")
    assert payroll_words.meaning("", {}) == Meaning()
    assert payroll_words.meaning("借调", {}) is None
    assert payroll_words.meaning("借调", {"借调": "在编"}) == Meaning("", "在职")
    assert payroll_words.spellings("岗位工资（元）") == ("岗位工资标准",)


def test_a_kind_and_a_state_mean_themselves_and_all_of_them_are_offered_once():
    assert payroll_words.meaning("参 公", {}) == Meaning("参公")
    assert payroll_words.meaning("拟招", {}) == Meaning("", "拟招")
    assert payroll_words.known() == [
        "行政", "参公", "事业", "工勤", "编外", "遗属", "在职", "拟招", "停薪", "离休", "退休",
    ]  # fmt: skip


def test_what_a_user_decided_of_a_sheet_beats_its_name():
    assert payroll_words.of_sheet("在职", {"工作表/在职": "退 休"}) == Meaning("", "退休")
    assert payroll_words.of_sheet("在职", {"工作表/离休": "离休"}) == Meaning("", "在职")


def test_only_a_chinese_name_loses_its_blanks():
    assert payroll_words.bare_name("张\u3000 三") == "张三"
    assert payroll_words.bare_name("阿迪力· 买买提") == "阿迪力·买买提"
    assert payroll_words.bare_name("John Smith") == "John Smith"


def test_the_headings_of_parts_of_a_payroll():
    assert "职工姓名" in payroll_words.field_headings("name")
    assert payroll_words.field_headings("fund") == ()
    assert {"工资项目", "工资项"} <= set(payroll_words.long_form("items"))
    found = payroll_words.part_headings()
    assert "预计退休时间" in found["retires"]
    assert {"养老缴费基数", "核定基本养老基数"} <= set(found["base:养老"])
    assert "医保基数" in found["base:医疗"]
    share = found["share:一般公共预算"]
    assert {"一般公共预算比例", "一般公共预算拨款占比"} <= set(share)
    assert not [name for name in share if name.startswith("事业")]


def test_under_which_headings_money_is_withheld_and_which_row_is_signed():
    assert [payroll_words.under_withheld(group) for group in ("扣款项目", "单位缴纳", "应发", "")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert payroll_words.is_footer(("", "制 表 人：王"))
    assert not payroll_words.is_footer(("", "张三", "主管护师"))


@small_cases(
    ("title", "of_a_year", "maybe"),
    [
        ("2026年全年工资表", True, False),
        ("2026年 一季度 工资", True, False),
        ("工资表（1-6月）", True, False),
        ("工资表（1—6月月均）", False, False),
        ("1至6月每月平均工资", False, False),
        ("全年各月工资表", False, False),
        ("全年合计", False, False),
        ("全年工资表", True, False),
        ("2026年度工资表", False, True),
        ("2026年度6月工资表", False, False),
        ("本年度表", False, False),
        ("年度工资表", False, True),
        ("6月工资表", False, False),
    ],
)
def test_a_title_says_whether_amounts_are_of_a_year_of_months_or_leaves_it_open(title, of_a_year, maybe):
    cells = ("", f" {title}", title)
    assert (payroll_words.is_of_a_year(cells), payroll_words.may_be_of_a_year(cells)) == (of_a_year, maybe)


def test_only_a_row_of_one_text_is_a_title():
    assert not payroll_words.is_of_a_year(("2026年全年工资表", "单位：元"))
    assert not payroll_words.is_of_a_year(("", " "))


@small_cases(
    ("heading", "of_a_year"),
    [("薪级工资（元/年）", True), ("薪级工资（元 / 年）", True), ("薪级工资（元/月）", False), ("年终奖", False)],
)
def test_a_heading_says_that_its_amounts_are_of_a_year(heading, of_a_year):
    assert payroll_words.is_of_a_year_column(heading) is of_a_year


@small_cases(
    ("cells", "part"),
    [
        (("", "办公室", ""), "办公室"),
        (("二、退休人员",), "二、退休人员"),
        (("退休 人员", "退休人员"), "退休人员"),
        (("办公室", "3"), ""),
        (("张三",), ""),
        (("注：退休人员",), ""),
    ],
)
def test_a_row_of_one_text_that_names_people_or_an_office_begins_a_part(cells, part):
    assert payroll_words.part_of(cells) == part


@small_cases(
    ("cells", "note"),
    [
        (("注：甲三月退休", ""), True),
        (("备注2：略",), True),
        (("附注：略", "1"), False),
        (("张三：",), False),
        (("注意",), False),
    ],
)
def test_a_row_of_nothing_but_a_remark_is_a_note(cells, note):
    assert payroll_words.is_note(cells) is note


@small_cases(
    ("name", "words"),
    [
        ("张三（退休）", "退休"),
        ("张三(编外) ", "编外"),
        ("张三（小）", ""),
        ("（退休）张三", ""),
        ("张三", ""),
    ],
)
def test_words_in_brackets_behind_a_name_count_where_they_say_what_somebody_is(name, words):
    assert payroll_words.in_name(name) == words
