"""Rows that are no subjects: counts of people, projects and units by their own name."""

import pytest

from desktop.audit.rules.table_names import RULES
from tests.audit.documents import changed, document, table

BOUGHT = (
    "序号|采购品目|数量|单价|金额",
    "1|呼吸机|6|20.00|120.00",
    "2|彩超|2|120.00|240.00",
    "3|CT机|1|860.00|860.00",
    "|合计|||1,220.00",
)
PEOPLE = (
    "序号|单位名称|编制人数|实有人数",
    "1|县医院|130|120",
    "2|县藏医院|50|46",
    "3|县疾控中心|24|22",
    "|合计|204|188",
)
UNITS = (
    "单位名称|2026年预算|2025年预算|增减",
    "白水县人民医院|4360.0|4100.0|260.0",
    "白水县藏医院|1580.3|1500.3|80.0",
    "总计|5940.3|5600.3|340.0",
)
SAYS = "2026年白水县部门预算", "（一）白水县人民医院2026年预算4360.0万元，较上年增加260.0万元。"


def found(*parts):
    document_of = document(*parts)
    return [each.code for rule in RULES for each in rule.look(document_of).findings]


def test_what_is_right_is_silent():
    assert (
        found(*SAYS, table("采购表", *BOUGHT), table("单位情况表", *PEOPLE, unit=""), table("分单位表", *UNITS)) == []
    )


@pytest.mark.parametrize(
    ("rows", "right", "wrong", "code"),
    [
        (PEOPLE, "|合计|204|188", "|合计|204|118", "B64"),
        (UNITS, UNITS[1], "白水县人民医院|4630.0|4100.0|530.0", "B76"),
        (UNITS, UNITS[1], "白水县人民医院|4360.0|4000.0|360.0", "B76"),
    ],
)
def test_what_does_not_agree_is_named(rows, right, wrong, code):
    assert code in found(*SAYS, table("表", *changed(rows, right, wrong)))


def test_the_names_of_subjects_are_left_to_other_rules():
    assert found("2026年部门预算", "人员经费12万元。", table("表", "项目|合计", "人员经费|10", "公用经费|2")) == []


def test_a_project_may_stand_in_several_rows_and_a_unit_in_tables_of_some_money_only():
    projects = table("项目表", "序号|项目名称|金额", "1|河道管护|30.00", "2|河道管护（自筹）|12.00", "|合计|42.00")
    own = table("表8 “三公”经费支出表", "单位名称|合计|公务接待费", "青龙河管理站|1.00|1.00")
    title = "青龙河管理站2026年单位预算"
    assert found(title, "青龙河管理站2026年支出预算95.00万元。", "河道管护42.00万元。", projects, own) == []
    assert found(title, "河道管护43.00万元。", projects, own) == ["B76"]


def test_an_amount_among_the_words_of_a_row_and_who_carries_it_out():
    rows = (
        "项目名称|单位|金额|来源",
        "设备运维|县融媒体中心|60.00|财政拨款48.00、其他收入12.00",
        "外宣专项|县委宣传部|30.00|财政拨款",
        "文明创建|县委宣传部|10.00|财政拨款",
        "合计||100.00|",
    )
    title = "2026年县委宣传部部门预算"
    assert found(title, "设备运维48.00万元，县委宣传部2026年900.00万元。", table("项目表", *rows)) == []
    assert found(title, "设备运维84.00万元。", table("项目表", *rows)) == ["B76"]


def test_a_project_is_known_with_more_words_around_its_name():
    rows = table("项目表", "项目名称|金额", "河道堤防管护|30.00", "农村饮水维修|12.00", "合计|42.00")
    for words in ("河道堤防管护经费", "河道堤防管护项目", "另有上年结转的河道堤防管护"):
        assert found("2026年部门预算", f"{words}30.00万元。", rows) == []
        assert found("2026年部门预算", f"{words}20.00万元。", rows) == ["B76"]


ASSETS = table(
    "固定资产占用情况表", "项目|数量|价值", "资产总额||161.53", "房屋（平方米）|4,860.00|92.63", "车辆（辆）|8|68.90"
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("固定资产中，房屋4860平方米，车辆8辆。", []),
        ("固定资产中，房屋4860平方米，车辆7辆。", ["B65"]),
        ("下属站所有房屋300平方米，车辆1辆。", []),
        ("车辆7辆。", []),
    ],
)
def test_what_is_counted_in_a_sentence_and_in_a_table_is_as_many_in_both(text, wrong):
    assert found("2026年部门预算", text, ASSETS) == wrong


KINDS = (
    "采购品目|采购类别|数量|预算金额",
    "合计|||58.70",
    "耗材|货物|1|28.60",
    "冷链车加油|服务|1|6.40",
    "实验室改造|工程|1|23.70",
)


def test_the_kinds_of_what_is_bought_are_those_of_the_rows():
    text = "政府采购预算58.70万元，其中：货物28.60万元，工程23.70万元，服务6.40万元。"
    assert found("2026年部门预算", text, table("政府采购预算表", *KINDS)) == []
    rows = changed(KINDS, "实验室改造|工程|1|23.70", "实验室改造|服务|1|23.70")
    assert found("2026年部门预算", text, table("政府采购预算表", *rows)) == ["B66", "B66"]
    other = changed(KINDS, "实验室改造|工程|1|23.70", "实验室改造|工程|1|40.00")
    assert "B66" not in found("2026年部门预算", text, table("政府采购预算表", *other))


def test_two_kinds_of_posts_are_all_posts():
    rows = ("类别|编制数|实有数", "行政|38|36", "事业|30|29", "合计|68|65")
    assert found(table("人员情况表", *rows, unit="")) == []
    assert found(table("人员情况表", *changed(rows, "事业|30|29", "事业|30|28"), unit="")) == ["B64"]


def test_two_rows_are_enough_where_another_column_of_them_adds_up():
    rows = ("单位名称|编制数|实有人数", "甲社本级|16|15", "乙中心|9|8", "合计|25|23")
    assert found(table("机构设置情况", *rows, unit="")) == []
    assert found(table("机构设置情况", *changed(rows, "合计|25|23", "合计|25|24"), unit="")) == ["B64"]
    assert found(table("机构设置情况", *changed(rows, "合计|25|23", "合计|26|24"), unit="")) == []  # what is left out?


def test_the_head_of_a_column_may_stand_below_the_title_and_the_unit():
    rows = ("机构人员情况表||", "||单位：人", "单位名称|编制数|在职人数", "合计|28|26")
    units = ("甲局（机关）|15|14", "乙所|8|8", "丙中心|5|4")
    assert found(table("", *rows, *units, unit="")) == []
    assert found(table("", *rows, *changed(units, "乙所|8|8", "乙所|8|80"), unit="")) == ["B64"]


def test_a_part_of_a_count_is_not_more_than_it():
    rows = (
        "项目|数量|价值",
        "1.房屋（平方米）|2460|301.20",
        "其中：办公用房（平方米）|980|146.30",
        "2.车辆（辆）|1|16.88",
    )
    assert found(table("固定资产占用情况表", *rows)) == []
    wrong = changed(rows, rows[2], "其中：办公用房（平方米）|2980|146.30")
    assert found(table("固定资产占用情况表", *wrong)) == ["B67"]
    other = changed(rows, rows[2], "其中：办公用房（间）|2980|146.30")
    assert found(table("固定资产占用情况表", *other)) == []


def test_the_spending_of_a_unit_on_projects_is_not_its_whole_amount():
    text = "白水县人民医院2026年项目支出1200.0万元，共6个项目。"
    assert found("2026年白水县部门预算", text, table("分单位收入表", *UNITS)) == []
