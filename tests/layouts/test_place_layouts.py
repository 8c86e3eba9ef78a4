"""The tables of the places' layouts as words: number, title and order, for a unit and for a department."""

import pytest

from desktop.layouts.form import loader

LISTS = {
    "sichuan/2025": """
        表1 部门收支总表
        表1-1 部门收入总表
        表1-2 部门支出总表
        表2 财政拨款收支预算总表
        表2-1 财政拨款支出预算表（部门经济分类科目）
        表3 一般公共预算支出预算表
        表3-1 一般公共预算基本支出预算表
        表3-2 一般公共预算项目支出预算表
        表3-3 一般公共预算“三公”经费支出预算表
        表4 政府性基金预算支出表
        表4-1 政府性基金预算“三公”经费支出预算表
        表5 国有资本经营预算支出表
        表6 项目支出绩效目标表
        """,
    "yunnan/2025": """
        表1 部门财务收支预算总表
        表2 部门收入预算表
        表3 部门支出预算表
        表4 财政拨款收支预算总表
        表5 一般公共预算支出预算表（按功能科目分类）
        表6 一般公共预算“三公”经费支出预算表
        表7 一般公共预算基本支出预算表
        表8 项目支出预算表
        表9 项目支出绩效目标表
        表10 政府性基金预算支出预算表
        表11 部门政府采购预算表
        表12 政府购买服务预算表
        表13 对下转移支付预算表
        表14 对下转移支付绩效目标表
        表15 新增资产配置表
        表16 上级补助项目支出预算表
        表17 项目支出中期规划预算表
        """,
    "gansu/2025": """
        表1 {scope}收支总体情况表
        表2 {scope}收入总体情况表
        表3 {scope}支出总体情况表
        表4 财政拨款收支总体情况表
        表5 财政拨款支出表
        表6 一般公共预算支出情况表
        表7 一般公共预算基本支出情况表
        表8 一般公共预算“三公”经费、会议费、培训费支出表
        表9 一般公共预算机关运行经费表
        表10 政府性基金预算支出情况表
        表11 部门管理转移支付表
        表12 国有资本经营预算支出情况表
        表13 {scope}整体支出绩效目标表
        表13（续） 财政专项资金绩效目标表
        """,
    "hunan/2025": """
        表1 部门收支总体情况表
        表2 部门收入总体情况表
        表3 部门支出总体情况表
        表4 财政拨款收支总体情况表
        表5 一般公共预算支出表
        表6 一般公共预算基本支出表
        表7 一般公共预算“三公”经费支出表
        表8 政府性基金预算支出表
        表9 整体支出绩效目标表
        表10 项目支出绩效目标表
        """,
    "jiangxi/2025": """
        表1 《收支预算总表》
        表2 《{scope}收入总表》
        表3 《{scope}支出总表》
        表4 《财政拨款收支总表》
        表5 《一般公共预算支出表》
        表6 《一般公共预算基本支出表》
        表7 《财政拨款“三公”经费支出表》
        表8 《政府性基金预算支出表》
        表9 《国有资本经营预算支出表》
        表10 《项目绩效目标表》
        """,
}
DEPARTMENTS = {
    "sichuan/2025": """
        表7 {scope}整体支出绩效目标表
        """,
    "jiangxi/2025": """
        表10 《{scope}整体支出绩效目标表》
        表11 《重点项目绩效目标表》
        """,
}
"""What stands in a department's document after the tables that the unit's has too."""
FRAMES = {
    "sichuan/2025": ("after", "{{ scope }}概况 {{ year }}年{{ scope }}预算情况说明 名词解释 {{ scope }}预算表"),
    "yunnan/2025": (
        "after",
        "基本职能及主要工作 预算单位基本情况 预算单位收入情况 预算单位支出情况 对下转移支付情况 政府采购预算情况 "
        "“三公”经费增减变化情况及原因说明 重点项目预算绩效目标情况 其他公开信息",
    ),
    "gansu/2025": ("after", "{{ scope }}概况 {{ year }}年{{ scope }}预算情况说明 {{ scope }}预算公开表"),
    "hunan/2025": ("after", "{{ year }}年{{ scope }}预算说明 {{ year }}年{{ scope }}预算表"),
    "jiangxi/2025": (
        "before",
        "{{ scope }}概况 {{ year }}年{{ scope }}预算表 {{ year }}年{{ scope }}预算情况说明 名词解释",
    ),
}
"""Where the tables stand, and the parts of the narrative in order."""
UNITS_OF_MONEY = dict.fromkeys(LISTS, "万元")


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def listed(form):
    return [f"{table.number} {table.title}" for table in form.tables]


@pytest.mark.parametrize("key", LISTS)
def test_numbers_titles_order_and_unit_of_money(key):
    form = loader.load(key)
    assert listed(form) == lines(LISTS[key])
    assert {(table.style or form.table_style).unit for table in form.tables} == {UNITS_OF_MONEY[key]}


@pytest.mark.parametrize("key", DEPARTMENTS)
def test_a_department_has_other_tables_at_the_end(key):
    unit, department = listed(loader.load(key)), listed(loader.load(key, department=True))
    more = lines(DEPARTMENTS[key])
    assert department[-len(more) :] == more
    assert department[: -len(more)] == unit[: len(department) - len(more)]


@pytest.mark.parametrize("key", FRAMES)
def test_parts_of_the_document_come_in_their_order(key):
    form = loader.load(key)
    parts = [line.removeprefix("# ") for line in form.template.splitlines() if line.startswith("# ")]
    assert (form.annex, " ".join(parts)) == FRAMES[key]
