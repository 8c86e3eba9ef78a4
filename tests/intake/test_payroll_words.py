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
