"""A goal of a budget is not to be reached in a year before it."""

from desktop.audit.times.deadlines import look
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


GOALS = "2031年项目绩效目标申报表"


@small_cases(
    ("title", "rows", "wrong"),
    [
        (GOALS, ("项目|保洁", "计划开始日期|2031-01-01", "计划完成日期|2030-12-31"), 1),
        (GOALS, ("项目|保洁", "计划开始日期|2031-01-01", "计划完成日期|2031-12-31"), 0),
        (GOALS, ("项目|开始时间|结束时间", "甲项目|2031年1月|2030年12月"), 1),
        (GOALS, ("项目|开始时间|结束时间", "甲项目|2029年1月|2031年12月"), 0),
        (GOALS, ("填报日期|2030-11-20", "预计验收日期|2030/12/20"), 1),
        (GOALS, ("填报日期|2030-11-20", "立项时间|2029年3月"), 0),
        (GOALS, ("项目期限|2031.03-2031.02", "金额|10.00"), 1),
        (GOALS, ("项目期限|2031.03-2032.02", "金额|10.00"), 0),
        ("2030年项目绩效自评表", ("项目|保洁", "完成时间|2030-12-20"), 0),  # of another year
        ("固定资产明细表", ("资产|验收日期", "设备|2029-12-20"), 0),  # days of what there is
    ],
)
def test_the_days_of_a_project_in_a_table(title, rows, wrong):
    assert len(look(document(TITLE, table(title, *rows))).findings) == wrong


@small_cases(
    ("line", "wrong"),
    [
        ("实施周期：2031年3月至2030年12月。", 1),
        ("服务期为2031年5月1日—2031年4月30日。", 1),
        ("实施周期：2031年3月至2031年12月。", 0),
        ("服务期为2031年5月1日—2032年4月30日。", 0),
        ("2028年至2030年累计投入。", 0),
    ],
)
def test_a_period_ends_after_it_begins(line, wrong):
    assert len(look(document(TITLE, line)).findings) == wrong
