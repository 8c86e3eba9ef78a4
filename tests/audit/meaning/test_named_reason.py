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


@small_cases(
    ("text", "wrong"),
    [
        ("以上“三公”经费均由财政拨款安排。{}的主要原因是统筹安排下乡督导车辆，减少燃油和维修费用。", "增加"),
        ("2030年“三公”经费预算比上年{}主要是压缩公务接待费开支。", "增加"),
        ("收入支出预算比上年{}，主要是公路建设项目陆续完工。", "增加"),
        ("主要用于在职人员养老保险，{}原因是缴费基数提高，比上年增加58.50万元，增长5.2%。", "减少"),
        ("主要用于退休人员经费，{}原因是政策变化，较2029年减少21.80万元。", "增加"),
        ("{}原因：统筹用车，节约燃料费和维修费。", "增加"),
        ("“三公”经费比上年{}，主要由于严控车辆运行费用。", "增加"),
        ("本年项目支出{}是因为新增培训项目和调标。", "减少"),
    ],
)
def test_directions_without_an_amount(text, wrong):
    right = {"增加": "减少", "减少": "增加"}[wrong]
    assert findings(TITLE + text.format(right), codes="A144") == []
    assert len(findings(TITLE + text.format(wrong), codes="A144")) == 1


@small_cases(
    "text",
    [
        "支出减少，主要是人员经费增加2万元、项目支出减少5万元。",
        "工作任务增加，主要是开展专项检查和督导。",
        "项目支出减少，主要是上级补助增加。",
        "支出增加，主要是人员调整，比上年预算有变化。",
    ],
)
def test_directions_without_an_amount_that_may_be_meant_otherwise(text):
    assert findings(TITLE + text, codes="A144") == []
