"""One event, one day; one paper, one number."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2031年部门预算"


@small_cases(
    ("first", "again", "wrong"),
    [
        ("本预算经2031年1月20日县人民代表大会批准。", "2031年1月20日县人民代表大会批准了预算。", 0),
        ("本预算经2031年1月20日县人民代表大会批准。", "2031年1月26日县人民代表大会批准了预算。", 1),
        ("2031年1月20日县人民代表大会批准。", "2031年2月8日县财政局批复。", 0),  # two events
        (
            "根据《关于批复2031年部门预算的通知》（某财预〔2031〕3号）编制。",
            "见《关于批复2031年部门预算的通知》（某财预〔2031〕3号）。",
            0,
        ),
        (
            "根据《关于批复2031年部门预算的通知》（某财预〔2031〕3号）编制。",
            "见《关于批复2031年部门预算的通知》（某财预〔2031〕8号）。",
            1,
        ),
    ],
)
def test_one_event_is_of_one_day(first, again, wrong):
    assert len(findings(TITLE, first, "收入总计9.00万元。", again, codes="A40")) == wrong
