"""Whose document it is: by title, by the words over its tables, never guessed."""

from desktop.audit.whose import maker_of
from desktop.outside.document import Document, Table
from tests.audit.documents import BALANCE, document, table
from tests.small_cases import small_cases

UNITS = {"甲局": "101", "甲局服务中心": "101002", "乙局": "", "丙站": "30"}


@small_cases(
    ("parts", "unit", "year", "department"),
    [
        (("甲局服务中心2025年单位预算情况说明", "乙局下属丙站"), "甲局服务中心", 2025, False),
        (("甲局", "2025年部门预算公开", "一、甲局服务中心"), "甲局", 2025, True),
        (("关于甲局2025年部门预算的说明",), "甲局", 2025, True),
        (("甲 局 2025 年度部门综合预算说明",), "甲局", 2025, True),
        (("2024年部门预算", table("收支总表", *BALANCE, unit="部门：乙局 单位：万元")), "乙局", 2024, True),
        (("2024年单位预算公开", table("收支总表", *BALANCE, unit="单位编码：30 单位：万元")), "丙站", 2024, False),
    ],
)
def test_title_and_captions_say_it(parts, unit, year, department):
    found = maker_of(document(*parts), UNITS)
    assert (found.unit, found.year, found.department, found.problem) == (unit, year, department, "")


def test_a_workbook_says_it_in_its_first_rows():
    rows = (("乙局2025年单位预算公开表", ""), ("单位：乙局", "单位：万元"), ("项目", "预算数"), ("收入", "1.00"))
    found = maker_of(Document("表.xlsx", "xlsx", (Table(rows),)), UNITS)
    assert (found.unit, found.year, found.problem) == ("乙局", 2025, "")


@small_cases(
    ("parts", "problem"),
    [
        (("丁局2025年部门预算", "甲局给予补助12万元。"), "没有写明账本中的单位"),
        (("甲局和乙局2025年部门预算",), "几个单位（甲局、乙局）"),
        (("甲局下属丁中心2025年单位预算",), "没有写明账本中的单位"),
        (("丁县甲局2025年部门预算",), "没有写明账本中的单位"),
        (("甲局（本级）2025年单位预算",), "没有写明账本中的单位"),
        (("甲局部门预算情况说明", table("收支总表", *BALANCE, unit="部门：甲局")), "没有写明预算年度"),
        (("甲局2024年部门预算", "甲局2025年部门预算"), "几个年度（2024、2025）"),
        (("2025年部门预算", table("收支总表", *BALANCE, unit="单位编码：3012")), "没有写明账本中的单位"),
    ],
)
def test_what_cannot_be_told_is_said(parts, problem):
    assert problem in maker_of(document(*parts), UNITS).problem
