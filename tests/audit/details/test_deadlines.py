"""A goal of a budget is not to be reached in a year before it."""

from desktop.audit.details.deadlines import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县供销合作社2031年部门预算"
HEAD = "项目名称|绩效目标|指标值"


@small_cases(
    ("line", "wrong"),
    [
        ("农资保供 产出指标 时效指标 贴息资金拨付时间 2030年11月30日前", 1),
        ("农资保供 产出指标 时效指标 贴息资金拨付时间 2031年11月30日前", 0),
        ("农资保供 产出指标 时效指标 完成时限 2030年12月底", 1),
        ("农资保供 产出指标 时效指标 开工时间 2030年6月", 0),
        ("农资保供 产出指标 时效指标 结转资金支付时间 2030年12月底前", 0),
        ("农资保供 产出指标 时效指标 实施时间 2030年3月至2031年10月", 0),
        ("化肥淡季储备1200吨于2030年11月30日前完成。", 0),  # no line of goals: other rules read sentences
    ],
)
def test_the_day_in_a_line_of_goals(line, wrong):
    assert len(look(document(TITLE, line)).findings) == wrong


@small_cases(
    ("above", "cell", "wrong"),
    [
        ("绩效目标表", "2030年10月底前全面完成改造，提升供应能力", 1),
        ("绩效目标表", "2031年10月底前全面完成改造，提升供应能力", 0),
        ("绩效目标表", "2030年已完成主体，2031年10月底前交付", 0),
        ("绩效目标表（2030年度）", "2030年10月底前全面完成改造，提升供应能力", 0),  # the table of last year
        ("绩效目标表", "2030年10月批复的项目", 0),
    ],
)
def test_the_day_within_the_words_of_a_cell(above, cell, wrong):
    of = document(TITLE, table(above, HEAD, f"基层社改造|{cell}|有效"))
    assert len(look(of).findings) == wrong


def test_without_a_year_nothing_is_checked():
    assert look(document("部门预算", "产出指标 时效指标 拨付时间 2030年11月30日前")).findings == ()
