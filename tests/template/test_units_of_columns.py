"""A column whose header names a unit of its own is written in that, whatever the sheet's is."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from desktop.findings import UserError
from desktop.template import mapping
from tests.template.helpers import one_sheet

CODES = (("301", "工资福利支出"), ("302", "商品和服务支出"), ("303", "对个人和家庭的补助"), ("310", "资本性支出"))
HEADER = ["科目编码", "科目名称", "合计（万元）", "基本支出（元）", "项目支出（元）"]


def economic(header=HEADER, total=(None, None, None), unit="编制单位："):
    title = ["2025年部门支出经济分类表", None, None, None, None]
    codes = [[code, name, None, None, None] for code, name in CODES]
    return one_sheet("经济分类", [title, [unit, *[None] * 4], header, ["合计", None, *total], *codes])


def by_sql(disclosure, natures=()):
    """The amounts of this year's expenditure by 类 in 分, added up line by line."""
    lines = [line for line in disclosure.cube.lines if (line.side, line.year) == ("支出", 2025)]
    chosen = [line for line in lines if not natures or line.nature in natures]
    return [sum(line.amount for line in chosen if line.economic.startswith(code)) for code in ("", *dict(CODES))]


def columns_of(filled):
    sheet = openpyxl.load_workbook(BytesIO(filled.content))["经济分类"]
    return [[Decimal(str(sheet[f"{letter}{row}"].value)) for row in range(4, 9)] for letter in "CDE"]


def test_each_column_is_filled_in_its_own_unit_with_the_total_on_top(filled, disclosures):
    book = disclosures["qinghe_2025"]
    totals, basic, projects = columns_of(filled(economic()))
    assert totals == [Decimal(fen) / 1_000_000 for fen in by_sql(book)]
    assert basic == [Decimal(fen) / 100 for fen in by_sql(book, ("人员", "公用"))]
    assert projects == [Decimal(fen) / 100 for fen in by_sql(book, ("项目",))]
    assert totals[0] * 10_000 == basic[0] + projects[0] > 0


def test_a_formula_over_two_units_is_compared_in_the_unit_of_its_own_column(filled):
    filled(economic(total=("=(D4+E4)/10000", "=SUM(D5:D8)", "=SUM(E5:E8)")))
    with pytest.raises(UserError, match=r"C4（合计 合计（万元）） .* 万元"):
        filled(economic(total=("=D4+E4", "=SUM(D5:D8)", "=SUM(E5:E8)")))


def test_the_units_of_columns_are_kept_in_the_mapping_file(learned, tmp_path):
    found = learned(economic()).mapping
    mapping.save(found, tmp_path / "对应表.json")
    (sheet,) = mapping.load(tmp_path / "对应表.json").sheets
    assert sheet.units == {"C": "万元", "D": "元", "E": "元"}
    assert (sheet.unit_at("D12"), sheet.unit_at("AB12")) == ("元", "万元")


def test_nobody_is_asked_for_a_unit_where_every_column_of_money_names_its_own(learned, filled):
    assert not any("金额单位" in each.message for each in learned(economic()).findings)
    assert not any("金额单位" in each.message for each in filled(economic()).findings)
    some = [*HEADER[:3], "基本支出", "项目支出（元）"]
    assert any("没有写金额单位" in each.message for each in learned(economic(some)).findings)


def test_the_unit_above_the_table_is_that_of_columns_that_name_none(learned):
    (sheet,) = learned(economic([*HEADER[:3], "基本支出", "项目支出（元）"], unit="单位：千元")).mapping.sheets
    assert [sheet.unit_at(place) for place in ("C5", "D5", "E5")] == ["万元", "千元", "元"]


@pytest.mark.parametrize("heading", ["基本支出（元/人）", "基本支出（元每人）", "基本支出（元）（万元）"])
def test_a_price_of_one_or_two_units_at_once_are_no_money_to_fill(learned, heading):
    (sheet,) = learned(economic([*HEADER[:3], heading, "项目支出（元）"])).mapping.sheets
    assert not any(cell.cell.startswith("D") for cell in sheet.cells)
    assert {"D4", "D5"} <= set(sheet.unknown)


def test_a_list_with_its_code_in_three_columns_has_each_column_in_its_own_unit(filled, disclosures):
    head = [
        ["科目编码", None, None, "科目名称", "合计", "基本支出（元）", "项目支出（元）"],
        ["类", "款", "项", *[None] * 4],
    ]
    title = [["2025年一般公共预算支出预算表", *[None] * 6], ["编制单位：", *[None] * 5, "单位：万元"]]
    total = ["合计", None, None, None, "=SUM(E6:E25)", "=SUM(F6:F25)", "=SUM(G6:G25)"]
    rows = [[None] * 4 + [f"=(F{r}+G{r})/10000", None, None] for r in range(6, 26)]
    merges = ("A3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "A5:D5")
    sheet = openpyxl.load_workbook(
        BytesIO(filled(one_sheet("表", [*title, *head, total, *rows], merges)).content), data_only=True
    )["表"]
    lines = [
        line
        for line in disclosures["qinghe_2025"].cube.lines
        if (line.side, line.year, line.fund) == ("支出", 2025, "一般公共预算")
    ]
    codes = sorted({line.function for line in lines})
    for row, code in enumerate(codes, 6):
        assert "".join(str(sheet.cell(row, column).value) for column in (1, 2, 3)) == code
        own = [line for line in lines if line.function == code]
        projects = sum(line.amount for line in own if line.nature == "项目")
        everything = sum(line.amount for line in own)
        shown = [Decimal(str(sheet.cell(row, column).value)) for column in (5, 6, 7)]
        assert shown == [
            Decimal(everything) / 1_000_000,
            Decimal(everything - projects) / 100,
            Decimal(projects) / 100,
        ]
    assert Decimal(str(sheet["E5"].value)) == Decimal(sum(line.amount for line in lines)) / 1_000_000
