"""One event, one day; one paper, one number."""

from desktop.audit.times.dates import same
from tests.audit.documents import document, table
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


@small_cases(
    ("first", "again", "wrong"),
    [
        ("普查标准时点为2030年11月1日零时。", "时效指标普查标准时点2020年11月1日零时", 1),
        ("普查标准时点为2030年11月1日零时。", "时效指标普查标准时点2030年11月1日零时", 0),
        ("资产评估基准日：2030年6月30日。", "以资产评估基准日2030年9月30日的账面数为准。", 1),
        ("资产评估基准日：2030年6月30日。", "普查标准时点为2030年11月1日零时。", 0),
    ],
)
def test_a_moment_by_its_name_is_of_one_day(first, again, wrong):
    assert len(findings(TITLE, first, "收入总计9.00万元。", again, codes="A40")) == wrong


def test_a_moment_in_a_row_of_a_table_is_the_one_of_the_text():
    rows = table("绩效目标表", "一级指标|三级指标|指标值", "产出指标|普查标准时点|2020年11月1日零时")
    wrong = same(document(TITLE, "普查标准时点为2030年11月1日零时。", rows)).findings
    assert len(wrong) == 1
    assert same(document(TITLE, "普查标准时点为2020年11月1日零时。", rows)).findings == ()
