"""Lists that have all rows of a table but one."""

import pytest

from desktop.audit.rows.left_out import RULES
from tests.audit.documents import document, table

HEAD = "甲局2025年部门预算"
FUND = table(
    "政府性基金预算支出表",
    "科目编码|科目名称|合计",
    "2120801|征地和拆迁补偿支出|42.60",
    "2120802|土地开发支出|18.35",
    "2120899|其他国有土地使用权出让收入安排的支出|4.05",
    "|合计|65.00",
)
LIST = "政府性基金预算支出65.00万元，全部为项目支出，其中：征地和拆迁补偿支出42.60万元，{}其他国有土地使用权出让收入安排的支出4.05万元{}。"


@pytest.mark.parametrize(
    ("middle", "end", "wrong"),
    [
        ("土地开发支出18.35万元，", "", 0),
        ("", "", 1),
        ("", "等", 0),
        ("土地开发支出18.00万元，", "", 0),
        ("", "，余下18.35万元用于平整土地", 0),
    ],
)
def test_the_row_that_makes_the_list_whole_is_named(middle, end, wrong):
    (rule,) = RULES
    found = rule.look(document(HEAD, LIST.format(middle, end), FUND)).findings
    assert [each.expected for each in found] == ["补上土地开发支出"] * wrong
