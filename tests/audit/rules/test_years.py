"""The years of sentences and headings."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("lines", "codes"),
    [
        (["2023年公务接待费预算1万元。"], []),
        (["2022年公务接待费预算1万元。"], ["A51"]),
        (["截至2022年底共有车辆1辆。"], []),
        (["2022年决算支出1万元。"], []),
        (["2020年拟新增公务用车1辆。"], ["A51"]),
        (["截至2023年6月30日，实有人员8人。"], []),
        (["截止2023年末，实有人员8人。"], ["A51"]),
        (["截至2019年12月，办公用房120平方米。"], ["A51"]),
        (["截至2019年底全面完成改造。"], []),
        (["2022年预算5万元，2023年预算6万元。"], []),
        (["二、2022年支出预算情况"], ["A52"]),
        (["2023年支出总计9万元，比上年增加1万元。", "2022年支出总计9万元，2023年支出较上年增加1万元。"], ["A51"]),
    ],
)
def test_years(lines, codes):
    assert [found.code for found in findings(TITLE, *lines, codes="A51 A52")] == codes


def test_without_a_year_nothing_is_checked():
    from desktop.audit.outcome import Outcome
    from desktop.audit.rules.years import sentences
    from tests.audit.texts import document

    assert sentences(document("概况")).outcome is Outcome.NOT_CHECKED
