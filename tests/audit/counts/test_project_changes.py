"""Changes of projects by their names."""

import pytest

from desktop.audit.counts.project_changes import RULES
from tests.audit.documents import document, table

CLOSED, TABLED = (rule.look for rule in RULES)
TITLE = "某局2032年部门预算"
YEARS = (
    "项目名称|2032年预算数|2031年预算数|内容",
    "合计|30.00|27.00|",
    "堤防维修养护|18.00|20.00|土方",
    "水质在线监测|12.00|7.00|设备",
)
TOTAL = ("项目名称|合计|一般公共预算|2031年预算数", "堤防维修养护|18.00|18.00|20.00", "水质在线监测|12.00|12.00|7.00")


def test_what_was_carried_over_is_no_budget_of_last_year():
    rows = ("项目名称|合计|一般公共预算|上年结转", "堤防维修养护|18.00|18.00|", "水质在线监测|12.00|7.00|5.00")
    text = "主要是堤防维修养护减少2.00万元，水质在线监测增加5.00万元。"
    assert len(TABLED(document(TITLE, text, table("项目支出表", *rows))).findings) == 0


@pytest.mark.parametrize("rows", [YEARS, TOTAL])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("主要是堤防维修养护减少2.00万元，水质在线监测增加5.00万元。", 0),
        ("主要是堤防维修养护增加2.00万元，水质在线监测增加5.00万元。", 1),
        ("堤防维修养护因工程完工减少2.20万元；水质在线监测经费比上年增加3.00万元。", 2),
        ("县城堤防维修养护减少3.00万元。", 0),
    ],
)
def test_a_change_by_name_is_that_of_its_row(rows, text, wrong):
    assert len(TABLED(document(TITLE, text, table("项目支出表", *rows))).findings) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "项目支出90.00万元，比上年减少6.00万元。其中：甲类维修减少10.00万元，乙类监测增加4.00万元，其余项目与上年相同。",
            0,
        ),
        (
            "项目支出90.00万元，比上年减少6.00万元。其中：甲类维修增加10.00万元，乙类监测增加4.00万元，其余项目与上年相同。",
            1,
        ),
        ("项目支出90.00万元，比上年减少6.00万元。其中：甲类维修减少10.00万元，乙类监测增加3.00万元。", 0),
    ],
)
def test_all_changes_add_up_where_nothing_else_changed(text, wrong):
    assert len(CLOSED(document(TITLE, text)).findings) == wrong
