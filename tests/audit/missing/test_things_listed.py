"""As many things are named right beside a count as it says (A134)."""

from desktop.audit.missing.things_listed import look
from tests.audit.documents import document
from tests.small_cases import small_cases


def found(text):
    return [each.message for each in look(document("白水县文化馆2031年单位预算", text)).findings]


@small_cases(
    "text",
    [
        "举办元宵灯会、村歌大赛、戏曲展演、非遗集市5项品牌活动，群众满意度90%。",
        "年内开展5项品牌活动（元宵灯会、村歌大赛、戏曲展演、非遗集市）。",
        "办好四个节庆活动：桃花节、采茶节、丰收节。",
        "重点实施三项工程，包括雪亮工程、清水工程、绿化工程、暖心工程。",
        "开设书法、舞蹈、古筝、国画5个培训课程（班）。",
        "举办品牌活动5项，分别为元宵灯会、村歌大赛、戏曲展演、非遗集市。",
        "完成人口抽样调查、劳动力调查、住户调查4项调查任务。",
        "打造党建、文化（含非遗）、旅游三大品牌，做好春节、端午、中秋、国庆、元旦4个节日的慰问；春节、端午、中秋4个节日活动。",
        "承担图书借阅、文献保护、阅读推广、地方志收集5项基本公共服务。",
        "举办元宵灯会（3场）、村歌大赛（2场）、戏曲展演（1场）4项品牌活动。",
    ],
)
def test_a_count_and_names_that_do_not_agree(text):
    assert len(found(text)) == 1


@small_cases(
    "text",
    [
        "举办元宵灯会、村歌大赛、戏曲展演、非遗集市4项品牌活动。",
        "举办元宵灯会、村歌大赛、戏曲展演和非遗集市4项品牌活动。",
        "举办元宵灯会、村歌大赛、戏曲展演等5项品牌活动。",
        "举办5项品牌活动，主要包括元宵灯会、村歌大赛、戏曲展演、非遗集市。",
        "在农业、工业、服务业实施4项工程。",
        "做好教育、医疗、养老12项民生服务。",
        "举办元宵灯会、村歌大赛、戏曲展演，另办5项品牌活动。",
        "新增元宵灯会、村歌大赛、戏曲展演4项活动中的一项。",
        "完成城镇、农村、移民3类人员4项调查。",
        "举办元宵灯会、村歌大赛、戏曲展演、非遗集市，开展5项品牌活动。",
        "开展5项品牌活动（元宵灯会3场、村歌大赛1场、戏曲展演2场、非遗集市1场）。",
        "每个社区开展书法、舞蹈、古筝4项活动。",
        "开展5项品牌活动，元宵灯会、村歌大赛、戏曲展演、非遗集市预算另列。",
        "负责教学和科研、学生管理、后勤与安保、财务6项工作。",
    ],
)
def test_the_same_number_more_than_is_named_or_another_thing(text):
    assert found(text) == []
