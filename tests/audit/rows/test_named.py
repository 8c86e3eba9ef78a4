"""Rows by their names, and the two years a row prints."""

from decimal import Decimal

from desktop.audit.interval import Interval
from desktop.audit.rows import named
from desktop.audit.sentences.statements import Printed
from tests.audit.documents import document, table

TWO_YEARS = document(
    table(
        "一般公共预算支出表",
        "编码|名称|2024年预算数|2025年预算数|增减额",
        "213|农林水支出|100.00|112.50|12.50",
        "2130126|农村社会事业|15.00|32.50|17.50",
        "|合计|100.00|112.50|12.50",
    )
)


def wan(text):
    return Interval(Decimal(text) * 1_000_000, Decimal(0))


def test_every_row_but_totals_is_found_by_code_and_name():
    assert [place.row.label for place in named.places(TWO_YEARS)] == ["农林水支出", "农村社会事业"]
    (rural,) = named.by_code(TWO_YEARS)["2130126"]
    assert {"15.00", "32.50", "17.50"} == {figure.text for figure in rural.row.figures.values()}
    assert "32.50" in rural.quote(3).text


def test_a_row_of_two_years_gives_this_and_last_year_and_no_change():
    (rural,) = named.by_code(TWO_YEARS)["2130126"]
    ((column, now, last),) = named.pairs(rural)
    assert rural.half.columns[column] == ("2025年预算数",)
    assert now.meets(wan("32.50"))
    assert last.meets(wan("15.00"))


def test_rows_of_one_name_may_mean_each_amount_or_all_together():
    grid = table("项目支出表", "项目|金额", "道路养护|20.00", "道路养护|30.00", "合计|50.00")
    found = named.amounts(named.places(document(grid)))
    assert all(any(each.meets(wan(text)) for each in found) for text in ("20", "30", "50"))
    assert not any(each.meets(wan("40")) for each in found)


def test_turned_digits_and_a_moved_point_are_slips_and_nothing_else_is():
    known = [wan("64.43")]
    written = {text: Printed(text, "万元", 0, len(text)) for text in ("64.34", "644.30", "64.93", "64.43")}
    found = {text: named.slipped(printed, known) is not None for text, printed in written.items()}
    assert found["64.34"] and found["644.30"]
    assert not found["64.93"]


def test_projects_with_goals_of_their_own():
    tables = (
        table("3、甲经费绩效目标表", "指标|指标值", "项目总成本|≤8.6万元", "培训人数|30人"),
        table("项目绩效目标申报表（单位：万元）", "项目名称|乙项目", "资金总额|12.50"),
        table("部门整体支出绩效目标表", "指标|指标值", "资金总额|900万元"),
        table("甲局整体支出绩效目标表", "指标|指标值", "资金总额|900万元"),
        table("项目支出表", "项目名称|金额", "丙项目|3万元"),
    )
    found = named.own_goals(document("甲局2031年部门预算", *tables))
    assert [(each.name, [int(fen) for fen, _ in each.amounts]) for each in found] == [
        ("甲经费", [8_600_000]),
        ("乙项目", [12_500_000]),
    ]
