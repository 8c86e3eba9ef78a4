"""Reasons that name their own direction."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "己县林业局2030年部门预算\n"


@small_cases(
    "text",
    [
        "2030年公务接待费3万元。减少的主要原因是接待任务增加。",
        "公务用车运行费4万元，年末保有量为7辆。增加原因为加强公务用车管理，减少用车开支。",
        "主要用于湿地修复。增长的主要原因是湿地宣教馆布展工程上年已完工。",
        "2030年三公经费预算下降的原因：一是新录用人员3人；二是培训班次增多。",
        "主要用于职工公积金，较上年降低的主要原因是缴存基数提高。",
        "2030年基本支出上升原因在于调出2人、辞职1人。",
    ],
)
def test_reasons_against_the_direction_they_name(text):
    assert len(findings(TITLE + text, codes="A144")) == 1


@small_cases(
    "text",
    [
        "2030年公务接待费3万元。减少的主要原因是接待任务减少。",
        "主要用于湿地修复。减少的主要原因是湿地宣教馆布展工程上年已完工。",
        "2030年支出增加的原因：一是新录用人员3人；二是压减会议。",
        "项目支出减少的主要原因是上级补助增加。",  # of other money
        "公积金减少的主要原因是缴费基数调整。",
        "公积金增加的主要原因是机构改革人员划转。",
        "项目支出增加的主要原因是人员减少，但标准提高。",
        "支出减少的主要原因是人员经费增加2万元；公用经费5万元，减少1万元。",
        "公务接待费3万元，比上年减少1万元，减少的主要原因是接待任务增加。",  # another rule has it
    ],
)
def test_reasons_that_fit_or_may_be_meant_otherwise(text):
    assert findings(TITLE + text, codes="A144") == []
