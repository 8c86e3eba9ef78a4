"""A goal is to be reached by the day that the text names for it (A124)."""

from desktop.audit.times.told_days import look
from tests.audit.documents import document, table
from tests.small_cases import small_cases

TITLE = "白水县政务中心2031年单位预算"
HEAD = "项目名称|三级指标|指标值"


def found(text, *rows):
    of = document(TITLE, text, table("绩效目标表", HEAD, *rows))
    return [each.message for each in look(of).findings]


SERVICE = "其中“自助服务区建设”项目绩效目标为：购置终端10台，2031年6月30日前投入使用。"


@small_cases(
    ("text", "row"),
    [
        (SERVICE, "自助服务区建设|投入使用时间|2031年9月30日前"),
        ("综合楼维修工程计划10月31日前竣工。", "综合楼维修|项目竣工时间|11月30日前"),
        ("困难群众补助于2031年8月底前全部发放。", "困难群众补助资金|资金发放时限|2031年6月30日前"),
        ("水毁桥梁修复项目于11月底前完成。", "水毁桥梁修复|完成时间|2031年12月31日前"),
        ("数字档案室建设，2031年5月15日前验收。", "数字档案室建设经费|验收时间|5月25日前"),
        ("养老机构运营补贴在2031年3月底前拨付。", "养老机构运营补贴|拨付时间|2031年5月前"),
    ],
)
def test_another_day(text, row):
    assert len(found(text, row)) == 1


@small_cases(
    ("text", "row"),
    [
        (SERVICE, "自助服务区建设|投入使用时间|2031年6月底前"),
        (SERVICE, "自助服务区建设|投入使用时间|6月前"),
        (SERVICE, "窗口服装购置|验收时间|2031年9月30日前"),
        ("水毁桥梁修复项目于11月底前完成。", "路灯更新|完成时间|2031年12月31日前"),  # another project
        ("水毁桥梁修复项目上年11月底前完成。", "水毁桥梁修复|完成时间|2031年12月31日前"),
        ("水毁桥梁修复项目2030年11月30日前完成。", "水毁桥梁修复|完成时间|2031年12月31日前"),
        ("水毁桥梁修复项目6月底前完成招标，12月底前完成。", "水毁桥梁修复|完成时间|2031年12月31日前"),
        ("综合楼维修一期10月31日前竣工。", "综合楼维修|项目竣工时间|11月30日前"),
        ("综合楼维修10月31日前竣工，食堂维修11月30日前竣工。", "运动场维修|项目竣工时间|12月30日前"),
    ],
)
def test_the_same_day_or_another_thing(text, row):
    assert found(text, row) == []


def test_a_day_of_another_goal_of_the_project():
    rows = ("综合楼维修|完成时间|10月31日前", "综合楼维修|完成时间|12月31日前")
    assert found("综合楼维修于10月31日前完成。", *rows) == []
