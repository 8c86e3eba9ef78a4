"""Vehicles, the day of counting and units below, said more than once."""

import pytest

from desktop.audit.counts.repeated import RULES
from desktop.findings import Severity
from tests.audit.texts import document, findings
from tests.small_cases import small_cases

BELOW, DAYS, CARRIED, VEHICLES = (rule.look for rule in RULES)
HEAD = "某局2023年部门预算"


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("现有公务用车2辆，运行维护费8万元，用于2辆公务用车燃油、维修。",), 0),
        (("现有公务用车2辆，运行维护费8万元，用于3辆公务用车燃油、维修。",), 1),
        (("现有公务用车2辆，更新购置后用于3辆公务用车燃油、维修。",), 0),
        (("本部门共有车辆12辆。", "公务用车保有量11辆，其中轿车4辆。"), 1),
        (("本部门共有车辆12辆。", "其中县医院共有车辆11辆。"), 0),
        (("运行维护费用于3辆公务用车燃油。",), 0),
        (("运行维护费主要用于11辆公务用车的燃料费。", "共有车辆14辆，其中：应急用车9辆，业务用车4辆，其他1辆。"), 1),
        (("部门本级及所属各单位共有车辆5辆。", "运行费用于4辆公务用车维护。"), 1),
        (("用于2辆车辆的日常运行、保险。", "现有车辆3辆。"), 1),
        (("运行经费保障6辆公车油料、维修。", "公务用车保有量7辆，其中轿车5辆、越野车2辆。"), 1),
        (("用于13辆公务用车的燃料费。", "共有车辆14辆，其中：应急用车9辆，业务用车4辆，其他1辆。"), 0),
        (("用于13辆公务用车的燃料费。", "共有车辆14辆，本年拟报废1辆。"), 0),
        (("用于8辆公务用车的燃料费，其中本级8辆公务用车5万元。", "共有车辆14辆。"), 0),
        (("用于8辆公务用车的燃料费。", "本级共有车辆14辆。"), 0),
    ],
)
def test_no_more_vehicles_run_than_there_are(lines, wrong):
    assert len(VEHICLES(document(HEAD, *lines)).findings) == wrong


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("截至2022年12月31日，固定资产9万元。", "截止时间：2022年12月31日"), 0),
        (("截至2021年12月31日，固定资产9万元。", "截止时间：2022年12月31日"), 1),
        (("截至2021年底，共有车辆2辆。",), 0),
        (("截至2021年底，全县人口9万人。", "截至2022年底，共有车辆2辆。"), 0),
    ],
)
def test_assets_are_counted_at_one_day(lines, wrong):
    assert len(DAYS(document(HEAD, *lines)).findings) == wrong


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("我校无下属独立核算单位。", "2023年我校及所属预算单位收入总预算9万元。"), 1),
        (("纳入预算编制范围的仅为学校本级。", "我校及下属单位支出9万元。"), 1),
        (("我校有2个下属单位。", "2023年我校及所属预算单位收入总预算9万元。"), 0),
        (("本局没有下属单位。", "负责本局及所属单位的安全工作。"), 0),
    ],
)
def test_who_has_no_unit_below_does_not_speak_of_its_budget(lines, wrong):
    assert len(BELOW(document(HEAD, *lines)).findings) == wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("2023年本部门无上年结转资金。", 1), ("2022年无上年结转。", 0), ("政府性基金预算没有上年结转资金。", 0)],
)
def test_who_has_nothing_carried_over_states_none(line, wrong):
    income = "2023年收入9.00万元，其中：本年收入8.00万元，上年结转收入1.00万元。"
    assert len(CARRIED(document(HEAD, income, line)).findings) == wrong
    assert CARRIED(document(HEAD, "2023年收入9.00万元。", line)).findings == ()


def test_where_there_is_no_unit_below_none_is_counted():
    for text, wrong in (
        ("本校预算包括本级预算和所属2家单位预算，无下属单位。", 1),
        ("下属二级预算单位4个，分别为甲站、乙站。本局无下属单位。", 1),
        ("下属事业单位3个，均未独立核算。本局无下属预算单位。", 0),
        ("下属事业单位3个。本局无下属独立核算单位。", 0),
        ("本校预算为本级预算，无下属单位。", 0),
        ("无所属单位预算。纳入2023年预算编制范围的二级预算单位共有1个，包括：某局（本级）。", 0),
        ("无所属单位预算。纳入2023年预算编制范围的二级预算单位共有3个，包括：某局（本级）。", 1),
    ):
        assert len(findings("某局2023年部门预算", text, codes="A45")) == wrong, text


def test_vehicles_are_as_many_in_one_section_as_in_another():
    first, second = "二、单位情况\n车辆编制3辆，实有车辆{}辆。", "七、“三公”经费\n年末公务用车保有量为{}辆。"
    for lines, wrong in (
        ((first.format(1), second.format(2)), 1),  # more official ones than there are
        ((first.format(3), second.format(2)), 0),
        ((first.format(1), "当年购置公务用车1辆。", second.format(2)), 0),
        (("二、单位情况\n现有公务用车3辆。", second.format(2)), 1),
        (("二、单位情况\n现有公务用车2辆。", second.format(2)), 0),
        ((first.format(4), "八、资产\n本单位共有车辆5辆。"), 1),
        ((first.format(4), "八、资产\n本单位共有车辆5辆，拟报废1辆。"), 0),
        ((first.format(4), "八、资产\n所属中心共有车辆5辆。"), 0),
        (
            (
                first.format(3),
                "七、“三公”经费\n其中：购置费0万元，与上年持平；运行费9万元，本部门公务用车保有量为4辆。",
            ),
            1,
        ),
        (
            (
                first.format(3),
                "七、“三公”经费\n其中：购置费0万元，与上年持平；运行费9万元，本部门公务用车保有量为2辆。",
            ),
            0,
        ),
    ):
        assert len(findings("某局2023年部门预算", *lines, codes="A93")) == wrong, lines


def test_fewer_official_vehicles_than_vehicles_of_other_kinds():
    text = "（一）三公经费。公务用车保有量8辆。\n（二）国有资产。共有车辆31辆，其中{}。"
    head = "甲县卫生健康委员会2031年部门预算\n第一部分 情况说明\n"
    assert findings(head + text.format("公务用车8辆、救护车19辆、其他专用车4辆"), codes="A93") == []
    assert findings(head + text.format("公务用车8辆、环卫作业车23辆"), codes="A93") == []
    assert len(findings(head + text.format("轿车31辆"), codes="A93")) == 1
    assert len(findings(head + text.replace("31", "3").format("其他用车3辆"), codes="A93")) == 1


@small_cases(
    ("lines", "wrong"),
    [
        (("其中公务用车购置费0万元，公务用车运行维护费3.00万元，公务用车保有量4辆。", "共有车辆1辆，为其他用车。"), 1),
        (("与上年持平，其中购置费0万元，运行费6.00万元），公务用车保有量5辆。", "本单位共有车辆2辆。"), 1),
        (("公务用车运行维护费3.50万元。现有公务用车3辆。", "固定资产100万元，其中：车辆1辆，原值17.98万元。"), 1),
        (("公务用车保有量1辆。", "本部门共有车辆2辆，为一般公务用车。"), 1),
        (("其中机关公务用车保有量4辆。", "共有车辆9辆。"), 0),
        (("运行维护费3.00万元，上年公务用车保有量4辆。", "共有车辆3辆。"), 0),
        (("公务用车保有量1辆。", "本部门共有车辆2辆，均为执法执勤用车。"), 0),
        (("公务用车保有量1辆。", "固定资产100万元，其中：车辆1辆，原值17.98万元。"), 0),
    ],
)
def test_vehicles_beside_money_and_among_assets(lines, wrong):
    sections = ("七、“三公”经费", lines[0], "八、其他事项", *lines[1:])
    assert len(VEHICLES(document(HEAD, *sections)).findings) == wrong


@small_cases(
    ("lines", "wrong"),
    [
        ("甲校无下属预算单位。|截至2030年底，甲校及下属各预算单位占用使用国有资产总体情况为：", 0),
        ("甲校无下属预算单位。|部门预算是指我校及所属各单位的全部收入和支出预算。", 0),
        ("甲校无下属预算单位。|甲校及下属各预算单位共占用资产860万元，纳入预算管理。", 1),
        ("甲校无下属单位。|2031年我校及所属单位收入预算120万元。", 1),
        ("截至2030年底共有车辆10辆；2031年拟报废2辆，公务用车保有量为8辆。", 0),
        ("共有公务用车2辆，另有应急指挥车1辆由应急平台统一管理。运行费用于3辆车的燃料费。", 0),
        ("公务用车运行维护费用于3辆公务用车燃油、维修。单位车辆总数9辆。", 0),
        ("共有公务用车2辆。运行费用于3辆公务用车的燃料费。", 1),
        ("共有车辆10辆。|公务用车保有量为8辆，费用12万元，其中公务用车8辆。共有车辆12辆。", 1),
    ],
)
def test_template_lines_and_vehicles_bought_or_told_besides(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A45 A93")
    assert len([each for each in found if each.severity is not Severity.INFO]) == wrong
