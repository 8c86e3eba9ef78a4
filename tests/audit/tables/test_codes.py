"""Codes that a table prints only in part."""

import pytest

from desktop.audit.rules.table_sums import RULES
from tests.audit.documents import NAMES_ALONE, changed, document, table

ROWS = (
    "科目编码|科目名称|合计|基本支出|项目支出",
    "**|**|1|2|3",
    "|合计|52.00|50.00|2.00",
    "210|卫生健康支出|20.00|20.00|",
    "11|行政事业单位医疗|20.00|20.00|",
    "2101101|行政单位医疗|20.00|20.00|",
    "213|农林水支出|32.00|30.00|2.00",
    "05|巩固脱贫攻坚成果衔接乡村振兴|32.00|30.00|2.00",
    "2130501|行政运行|30.00|30.00|",
    "2130599|其他支出|2.00||2.00",
)


def found(*rows):
    of = document(table("一般公共预算支出表", *rows))
    return [each.code for rule in RULES for each in rule.look(of).findings]


def test_a_step_by_its_own_digits_stands_below_the_class_before_it():
    assert found(*ROWS) == []


@pytest.mark.parametrize("row", [ROWS[4], ROWS[7], ROWS[8]])
def test_and_adds_up_as_if_it_were_printed_whole(row):
    assert "B50" in found(*changed(ROWS, row, row.replace("0.00", "1.00")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("津贴补贴|5.00", "津贴补贴|6.00"),
        ("水费|1.00", "电费|1.50"),
        ("商品和服务支出|6.00", "二、商品和服务支出|6.40"),
        ("差旅费|3.00", "差旅费|3.00\n差旅费|3.00"),
        ("生活补助|2.00", "其他对个人和家庭的补助支出|1.20"),
        ("合计|20.00", "合计|20.40"),
    ],
)
def test_names_of_economic_subjects_add_up_without_codes(old, new):
    assert found(*NAMES_ALONE) == []
    assert {"B50", "B51"} & set(found(*(line for row in changed(NAMES_ALONE, old, new) for line in row.split("\n"))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("水费|1.00", "慰问金|1.00"),  # a name of its own
        ("水费|1.00", "水费|0.60\n电费|0.40"),
        ("商品和服务支出|6.00", "302商品和服务支出|6.00"),
    ],
)
def test_and_other_names_leave_a_table_as_it_is_printed(old, new):
    rows = changed(NAMES_ALONE, old, new)
    assert "B50" not in found(*(line for row in rows for line in row.split("\n")))


def test_names_of_government_subjects_tell_their_codes_too():
    rows = (
        "项目|预算数",
        "合计|20.00",
        "机关工资福利支出|12.00",
        "工资奖金津补贴|9.00",
        "社会保障缴费|3.00",
        "机关商品和服务支出|5.00",
        "办公经费|4.00",
        "会议费|1.00",
        "对事业单位经常性补助|3.00",
        "工资福利支出|2.00",
        "商品和服务支出|1.00",
    )
    assert found(*rows) == []
    assert "B50" in found(*changed(rows, "工资福利支出|2.00", "工资福利支出|2.40"))
