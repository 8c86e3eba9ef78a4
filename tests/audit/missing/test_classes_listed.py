"""Economic items named without amounts, against the table of basic spending."""

import pytest

from desktop.audit.missing.classes_listed import RULES
from tests.audit.documents import document, table

HEAD = "甲局2025年部门预算"
ROWS = (
    "科目编码|科目名称|合计",
    "|合计|268.60",
    "301|工资福利支出|221.00",
    "30101|基本工资|92.40",
    "30102|津贴补贴|61.20",
    "30103|奖金|28.70",
    "30108|机关事业单位基本养老保险缴费|21.30",
    "30113|住房公积金|17.40",
    "302|商品和服务支出|39.20",
    "30201|办公费|9.10",
    "30205|水费|1.20",
    "30206|电费|3.60",
    "30207|邮电费|2.40",
    "30211|差旅费|8.80",
    "30213|维修（护）费|6.70",
    "30299|其他商品和服务支出|7.40",
    "303|对个人和家庭的补助|8.40",
    "30302|退休费|8.40",
)
CODED = table("一般公共预算基本支出表", *ROWS)
NAMED = table("表6 基本支出预算表", "项目|预算数", *(row.partition("|")[2] for row in ROWS[1:]))


def expected(text, of_table=CODED):
    (rule,) = RULES
    return [each.expected for each in rule.look(document(HEAD, text, of_table)).findings]


@pytest.mark.parametrize("of_table", [CODED, NAMED], ids=["codes", "names"])
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("公用经费39.20万元，主要包括：办公费、水费、电费、邮电费、维修（护）费、其他商品和服务支出。", "差旅费"),
        ("公用经费包括办公费、水费、电费、邮电费、差旅费、其他商品和服务支出。", "维修（护）费"),
        ("日常公用经费主要用于水费、电费、邮电费、差旅费、维修费、其他商品和服务支出；", "办公费"),
        ("商品和服务支出包括：办公费、水费、邮电费、差旅费、维修（护）费、其他商品和服务支出。", "电费"),
        ("人员经费229.40万元，包括基本工资、津贴补贴、奖金、住房公积金、退休费。", "机关事业单位基本养老保险缴费"),
        ("人员支出用于：基本工资、奖金、机关事业单位基本养老保险缴费、住房公积金、退休费。", "津贴补贴"),
    ],
)
def test_the_one_row_that_is_not_named_is_missed(text, missing, of_table):
    assert expected(text, of_table) == [f"补上{missing}"]


@pytest.mark.parametrize(
    "text",
    [
        "公用经费包括办公费、水费、电费、邮电费、差旅费、维修（护）费、其他商品和服务支出。",
        "公用经费主要包括办公费、水费、电费、邮电费、维修（护）费、其他商品和服务支出等。",
        "公用经费主要包括办公费、水费、电费、邮电费、差旅费、维修（护）费。",  # 其他
        "公用经费主要包括办公费、电费、邮电费、差旅费、维修（护）费、其他商品和服务支出。",  # the smallest
        "公用经费主要包括办公费、印刷费、电费、邮电费、水费、维修（护）费、其他商品和服务支出。",  # not by the table
        "公用经费主要包括办公费、水费、电费、邮电费、其他商品和服务支出。",  # two
        "公用经费增加的原因为办公费、水费、电费、邮电费、维修（护）费、其他商品和服务支出。",
        "人员经费包括基本工资、津贴补贴、奖金、机关事业单位基本养老保险缴费、住房公积金。",  # the smallest of them
    ],
)
def test_a_list_of_its_own_or_of_the_main_items_is_left_alone(text):
    assert expected(text) == []


def test_a_row_of_dashes_is_no_item():
    rows = (*ROWS[:1], *ROWS[2:], "合计|-|268.60")
    text = "人员经费包括基本工资、津贴补贴、奖金、机关事业单位基本养老保险缴费、住房公积金、退休费。"
    assert expected(text, table("一般公共预算基本支出表", *rows)) == []
