"""Two places of the text that count one thing."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "白水县综合服务局2031年部门预算"


def found(first, second):
    lines = (TITLE, "一、年度工作安排", first, "二、预算支出情况", *second.split("/"))
    return findings(*lines, codes="A102")


@small_cases(
    ("first", "second"),
    [
        ("全县设护林点，聘用生态护林员860名。", "安排生态护林员860名的劳务补助时按680名生态护林员测算。"),
        ("建成并运行农村公共厕所145座。", "安排公共厕所管护费，用于154座农村公共厕所保洁。"),
        ("保障特困供养老人96人生活。", "用于69名特困供养老人的护理。"),
        ("为2,380名困难残疾人发放生活补贴。", "困难残疾人2,830人，按每人每月80元补贴。"),
        ("管护城区公园绿地面积86.5万平方米。", "用于城区公园绿地68.5万平方米的养护。"),
        ("运行一体化污水处理站26座。", "用于污水处理站62座日常运行。"),
        ("播放公益电影1,152场。", "公益电影放映补贴按1,125场公益电影安排。"),
        ("负责城区路灯12,600盏的维护。", "电费按城区路灯12,060盏测算。"),
    ],
)
def test_two_numbers_of_one_thing_are_found(first, second):
    assert len(found(first, second)) == 1


@small_cases(
    ("first", "second"),
    [
        ("建成并运行农村公共厕所145座。", "用于145座农村公共厕所保洁。"),
        ("建成并运行农村公共厕所145座。", "新建农村公共厕所120座。"),  # another act
        ("2030年运行农村公共厕所120座。", "用于145座农村公共厕所保洁。"),  # last year
        ("初中在校学生1,120人。", "按在校学生1,386人安排公用经费。"),  # some of them
        ("购置台式电脑15台。", "更新台式电脑折旧，维护台式电脑12台。"),
        ("第一批改造农村户厕320户。", "全年改造农村户厕350户。"),
        ("每村聘用生态护林员18名。", "聘用生态护林员20名的村给予奖励。"),
        ("保障特困供养老人96人生活。", "其中特困供养老人护理90人。"),
        ("播放公益电影不少于1,152场。", "公益电影放映1,160场。"),  # what was aimed at is reached
        ("", "1.河东镇改厕项目：改造农村户厕320户。/2.河西镇改厕项目：改造农村户厕300户。"),
        ("", "（一）河东镇改造农村户厕320户。/（二）河西镇改造农村户厕300户。"),
        ("保障困难群众260户。", "培训困难职工250人。"),
    ],
)
def test_what_agrees_or_is_of_something_else_stays_silent(first, second):
    assert found(first, second) == []
