"""Lists without amounts against the tables."""

import pytest

from desktop.audit.counts.listed import RULES
from tests.audit.documents import OUTLAY, document, table

OF_NOTHING, FUNDS, PLACES, CLASSES, UNITS = (rule.look for rule in RULES)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("支出预算包括：一般公共服务支出、住房保障支出。", 0),
        ("支出预算包括：一般公共服务支出、教育支出。", 1),
        ("支出预算主要包括：一般公共服务支出、教育支出。", 0),
        ("支出预算包括：一般公共服务支出、教育支出等。", 0),
        ("财政拨款支出包括：一般公共服务支出、教育支出。", 0),
        ("支出包括：基本支出、项目支出。", 0),
        ("收入全部为一般公共预算拨款收入，支出包括一般公共服务支出、教育支出。", 1),
        ("收入包括一般公共预算拨款收入、上年结转，支出包括一般公共服务支出、住房保障支出。", 0),
        ("支出包括：一般公共服务支出、自然资源海洋气象等支出。", 1),
        ("支出包括：一般公共服务支出、商业服务业等支出、住房保障支出。", 0),
    ],
)
def test_every_class_with_money_is_in_the_list(text, wrong):
    assert len(CLASSES(document(text, table("部门支出总表", *OUTLAY))).findings) == wrong


def test_a_section_of_some_of_the_money_may_list_less():
    text = "支出预算包括：一般公共服务支出、教育支出。"
    lists = table("部门支出总表", *OUTLAY)
    assert CLASSES(document("四、财政拨款收支预算情况", text, lists)).findings == ()
    assert len(CLASSES(document("一、收支预算总体情况", text, lists)).findings) == 1


ONE = ("单位名称|合计|一般公共预算", "甲县档案馆|9.00|9.00", "合计|9.00|9.00")
TWO = ("单位名称|合计|一般公共预算", "甲县档案馆|9.00|9.00", "甲县方志中心|2.00|2.00", "合计|11.00|11.00")


@pytest.mark.parametrize(
    ("rows", "text", "wrong"),
    [
        (ONE, "预算包括部本级预算和所属二级单位预算。", 1),
        (ONE, "预算仅包括馆本级预算，无所属二级预算单位。", 0),
        (TWO, "预算包括部本级预算和所属二级单位预算。", 0),
    ],
)
def test_units_below_have_rows(rows, text, wrong):
    assert len(UNITS(document(text, table("收入总表", *rows))).findings) == wrong


def test_places_by_their_short_names_are_as_many_as_counted():
    text = "街道辖东门、西关、南街、北园{}，常住人口3万人。"
    right = ("4个社区", "四个社区", "等6个社区")
    assert [PLACES(document(text.format(each))).findings for each in right] == [(), (), ()]
    assert [len(PLACES(document(text.format(each))).findings) for each in ("5个社区", "三个社区", "等3个社区")] == [
        1
    ] * 3


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("我院在梅城、王河、源潭设4个人民法庭。", 1),
        ("另设沙田、寨前3个派出人民法庭。", 1),
        ("另设沙田、寨前2个派出人民法庭。", 0),
        ("派出新市、中都、书楼3个市场监督管理所，", 0),
        ("派出新市、中都、书楼五个市场监督管理所，", 1),
        ("下设长铺、武阳、寨市5个养护站，", 1),
        ("县人大设法制、财政经济、社会建设4个委员会。", 1),
        ("学校开设护理、汽车运用与维修、电子商务3个专业。", 0),
        ("敏洞乡辖平教、和平、新合、麻栗4个行政村。", 0),
        ("敏洞乡辖平教、和平、麻栗4个行政村。", 1),
        ("我镇辖东门和西关、南街、北园4个社区。", 0),
        ("在新市、中都、书楼等5个人民法庭开展巡回审判。", 0),
        ("在新市、中都、书楼各设2个司法所。", 0),
    ],
)
def test_what_is_set_up_in_places_is_counted_by_their_names(text, wrong):
    assert len(PLACES(document(text)).findings) == wrong


TOTAL = table(
    "部门收支总表",
    "项目|预算数|项目|预算数",
    "一般公共预算拨款收入|90.00|教育支出|124.00",
    "政府性基金预算拨款收入|0.00||",
    "事业收入|20.00||",
    "其他收入|8.00||",
    "本年收入合计|118.00|本年支出合计|124.00",
    "上年结转|6.00||",
    "收入总计|124.00|支出总计|124.00",
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("收入包括：一般公共预算拨款收入、事业收入、其他收入、上年结转；支出包括：教育支出。", ""),
        ("收入包括：一般公共预算拨款收入、事业收入、其他收入；支出包括：教育支出。", "上年结转"),
        ("收入包括一般公共预算拨款、其他收入和年初结转结余。", "事业收入"),
        ("收入来源为一般公共预算拨款收入、事业收入及上年结转。", "其他收入"),
        ("收入分为财政拨款收入、其他收入、上年结转结余。", "事业收入"),
        ("收入包括财政拨款收入、单位资金收入、上年结转。", ""),
        ("本年收入包括：一般公共预算拨款收入、事业收入、其他收入。", ""),
        ("财政拨款收支总预算96万元。收入包括：一般公共预算拨款收入、上年结转。", ""),
        ("收入包括一般公共预算拨款收入、事业收入等。", ""),
    ],
)
def test_every_source_with_money_is_in_the_list(text, missing):
    found = FUNDS(document("一、收支预算总体情况", text, TOTAL)).findings
    assert [each.expected for each in found] == [f"补上{missing}"] * bool(missing)


INCOMES = (
    "单位名称|合计|一般公共预算|政府性基金预算|国有资本经营预算",
    "甲局|12.00|9.00|3.00|",
    "合计|12.00|9.00|3.00|",
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("收入包括：一般公共预算拨款收入、政府性基金预算拨款收入。", 0),
        ("收入包括：一般公共预算拨款收入；支出包括：教育支出。", 1),
        ("收入包括：财政拨款收入。", 0),
        ("收入主要包括：一般公共预算拨款收入。", 0),
        ("收入包括一般公共预算拨款收入等。", 0),
    ],
)
def test_every_public_fund_with_income_is_in_the_list(text, wrong):
    assert len(FUNDS(document(text, table("部门收入总表", *INCOMES))).findings) == wrong


def test_a_section_of_one_fund_lists_that_fund():
    text = "收入包括：一般公共预算拨款收入。"
    lists = table("部门收入总表", *INCOMES)
    assert FUNDS(document("五、一般公共预算拨款情况", text, lists)).findings == ()
    assert len(FUNDS(document("四、财政拨款收支预算情况", text, lists)).findings) == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("收入全部为一般公共预算拨款收入和政府性基金预算拨款收入。", 1),
        ("收入全部为一般公共预算拨款收入和上年结转。", 0),
        ("收入包括一般公共预算拨款收入和政府性基金预算拨款收入。", 0),
    ],
)
def test_all_income_comes_from_nothing_that_has_no_money(text, wrong):
    income = table("部门收入总表", "单位名称|合计|一般公共预算|政府性基金", "甲县档案馆|9.00|9.00|", "合计|9.00|9.00|")
    assert len(OF_NOTHING(document(text, income)).findings) == wrong
