"""Which column of a list holds subjects, the unit, the number of the row; which stays blank."""

import openpyxl
import pytest

from tests.template.helpers import one_sheet, titled

HEADERS = ["序号", "单位编码", "单位名称", "科目编码", "科目名称", "合计", "上年执行数", "备注"]


def with_the_unit(headers=HEADERS, title="2025年部门支出总表"):
    return one_sheet("支出", [*titled(title, len(headers), "元"), headers, *[[None] * len(headers) for _ in range(20)]])


def test_a_column_of_unit_codes_holds_no_subjects(filled, tmp_path, disclosures):
    """The codes of subjects once stood under 单位编码, and their names under 单位名称."""
    unit = disclosures["qinghe_2025"].facts.unit
    filled(with_the_unit())
    sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx")["支出"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, 6)]
    assert [row[:4] for row in rows] == [
        [number, unit.code, unit.name, code] for number, code in enumerate(("201", "20103", "2010306"), 1)
    ]
    assert rows[0][4] == "一般公共服务支出"
    assert [row[6:] for row in rows] == [[None, None]] * 3


def test_a_column_that_nobody_understands_is_named_and_one_for_remarks_is_not(learned):
    messages = [finding.message for finding in learned(with_the_unit()).findings]
    assert "没有认出这些列应填什么，不会填写：上年执行数" in messages


@pytest.mark.parametrize(
    ("heading", "title", "dimension"),
    [
        ("功能科目编码", "2025年支出预算表（按经济分类）", "function"),
        ("部门预算经济分类科目编码", "2025年支出预算表（政府预算）", "economic"),
        ("政府预算经济分类科目编码", "2025年支出预算表", "government"),
        ("科目编码", "2025年支出预算表（按部门经济分类）", "economic"),
        ("科目编码", "2025年支出预算表", "function"),
    ],
)
def test_the_header_of_the_codes_says_the_classification_before_the_lines_above_it(learned, heading, title, dimension):
    found = learned(with_the_unit([heading, "科目名称", "合计"], title))
    assert [each.dimension for each in found.mapping.sheets[0].lists] == [dimension]
