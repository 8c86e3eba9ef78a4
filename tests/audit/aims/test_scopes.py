"""Which project a count is of."""

from desktop.audit.aims.scopes import bare_name, counted
from tests.audit.documents import document, table


def projects(*parts):
    return {each.of.text: set(each.projects) for each in counted(document("白水县2031年部门预算", *parts))}


def test_a_row_is_of_the_project_in_its_column_of_names():
    rows = (
        "项目名称|金额|三级指标|指标值",
        "高龄津贴|12.00|发放人数|880人",
        "|| 走访户数|35户",
        "公厕管护费|3.00|座数|42座",
    )
    of = projects(table("项目支出绩效目标表", *rows))
    assert of == {"880": {"高龄津贴"}, "35": {"高龄津贴"}, "42": {"公厕管护"}}


def test_a_table_of_one_project_names_it_beside_the_head():
    rows = (
        "项目名称|高龄津贴||",
        "项目资金（万元）|12.00||",
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|发放人数|880人",
    )
    assert projects(table("项目支出绩效目标表", *rows))["880"] == {"高龄津贴"}


def test_a_sentence_is_of_the_project_it_names():
    goals = table(
        "项目支出绩效目标表", "项目名称|高龄老人津贴||", "一级指标|二级指标|三级指标|指标值", "产出|数量|人数|880人"
    )
    of = projects("高龄老人津贴项目拟为800名老人发放津贴；孤儿补助为30名孤儿发放。", goals)
    assert of["800"] == {"高龄老人津贴"}


def test_a_name_without_what_pads_it():
    assert bare_name("2031年公厕管护费项目经费") == "公厕管护"
    assert bare_name("村级组织运转补助（214.80万元）") == "村级组织运转"
