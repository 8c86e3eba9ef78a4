"""The number in the name of a goal is the value beside it (B94)."""

from desktop.audit.aims.goal_values import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases


def found(*rows):
    of = table("项目支出绩效目标表", "项目名称|金额|绩效指标|指标值", *rows)
    return [each.message for each in look(document("白水县2031年部门预算", of)).findings]


@small_cases(
    "row",
    [
        "审计经费|68.00|完成审计项目15个|14个",
        "审计服务费|78.00|完成投资审计项目22个|23个",
        "管护经费|20.00|养护乡村公路3,262公里|3,252公里",
        "送戏下乡|40.00|开展送戏下乡≥40场|≥50场",
        "场馆维修|86.00|维修场馆面积1.2万平方米|2.1万平方米",
    ],
)
def test_another_value(row):
    assert len(found(row)) == 1


@small_cases(
    "row",
    [
        "审计经费|68.00|完成审计项目15个|15个",
        "审计经费|68.00|完成审计项目15个|≥14个",
        "培训费|8.00|每期培训学员50人|200人",
        "培训费|8.00|举办业务培训班4期|120人",
        "培训费|8.00|新增培训学员50人|60人",
        "培训费|8.00|培训学员人数|60人",
        "管护经费|20.00|养护公路62.0公里|62公里",
    ],
)
def test_the_same_value_or_none_in_the_name(row):
    assert found(row) == []
