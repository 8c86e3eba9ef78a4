"""All income from one source."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某小学2031年单位预算"
ONLY = "某小学所有收入和支出均纳入单位预算管理。收入全部为一般公共预算拨款收入。"


@small_cases(
    ("lines", "wrong"),
    [
        ((ONLY, "2031年收入预算1679.00万元，其中：一般公共预算收入1637.00万元，单位资金收入42.00万元。"), 1),
        ((ONLY, "2031年收入预算1637.00万元，其中：一般公共预算收入1637.00万元，单位资金收入0.00万元。"), 0),
        ((ONLY, "2030年收入预算1637.00万元，其中：一般公共预算收入1600.00万元，单位资金收入37.00万元。"), 0),
        (
            (
                "某小学2031年财政拨款收支总预算1637.00万元。收入全部为一般公共预算拨款收入。",
                "收入预算1679.00万元，其中：事业收入42.00万元。",
            ),
            0,
        ),
    ],
)
def test_where_all_is_of_one_source_there_is_no_other(lines, wrong):
    assert len(findings(TITLE, *lines, codes="A10")) == wrong
