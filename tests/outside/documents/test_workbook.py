"""Workbooks as documents: what the child read of them, in tables and, of a sheet of sentences, paragraphs."""

from desktop.outside.document import Paragraph, Spot, Table
from desktop.outside.documents import workbook


def test_each_sheet_with_content_is_a_table_whose_rows_know_their_place():
    answer = {"sheets": [{"sheet": "01", "rows": [["表1"], [], ["合计", "1.00"]]}, {"sheet": "空", "rows": [[""]]}]}
    assert workbook.read(answer) == [
        Table(
            (("表1", ""), ("合计", "1.00")),
            (),
            (),
            (Spot(line=1, sheet="01", cell="A1"), Spot(line=3, sheet="01", cell="A3")),
        )
    ]


def test_a_sheet_that_begins_with_sentences_is_text_and_its_columns_a_table():
    rows = [
        ["预算说明", ""],
        ["收入9万元。支出9万元。\n没有结转。", ""],
        ["车辆情况表", ""],
        ["种类", "辆"],
        ["注：另有租用", ""],
        ["合计", "3"],
        ["以上车辆均在用。", ""],
    ]
    found = workbook.read({"sheets": [{"sheet": "说明", "rows": rows}]})
    assert [each.text if isinstance(each, Paragraph) else len(each.rows) for each in found] == [
        *("预算说明", "收入9万元。支出9万元。", "没有结转。", "车辆情况表"),
        *(3, "以上车辆均在用。"),
    ]
    assert found[2].spot == Spot(line=2, sheet="说明")
    assert found[4].above[-1] == "车辆情况表"


def test_notes_do_not_make_a_table_text():
    rows = [["基金支出表", ""], ["科目", "金额"], ["注：没有基金。没有支出。本表为空。", ""]]
    assert [type(each) for each in workbook.read({"sheets": [{"sheet": "09", "rows": rows}]})] == [Table]


TEXT = "2024年收入总计110万元，支出总计110万元。"


def parts_of(*rows):
    return workbook.read({"sheets": [{"sheet": "说明", "rows": [list(row) for row in rows]}]})


def test_a_text_typed_into_a_sheet_is_paragraphs():
    """It was a table of one column, whose sentences nobody read."""
    found = parts_of(["某中心2024年预算情况说明"], [], ["一、", TEXT], ["", "基本支出70万元。\n项目支出40万元。"])
    assert [(part.text, part.spot) for part in found] == [
        ("某中心2024年预算情况说明", Spot(line=1, sheet="说明")),
        (f"一、 {TEXT}", Spot(line=3, sheet="说明")),
        ("基本支出70万元。", Spot(line=4, sheet="说明")),
        ("项目支出40万元。", Spot(line=4, sheet="说明")),
    ]


def test_a_table_between_the_paragraphs_of_a_sheet_stays_one():
    table = [["项目", "金额"], ["其中", ""], ["基本支出", "70.00"]]
    found = parts_of([TEXT], ["单位：万元"], *table, ["二、三公"], [TEXT], [TEXT])
    texts = [part.text for part in found if isinstance(part, Paragraph)]
    assert texts == [TEXT, "单位：万元", "二、三公", TEXT, TEXT]
    (only,) = (part for part in found if isinstance(part, Table))
    assert (only.rows, only.above) == (tuple(map(tuple, table)), ("单位：万元",))
    assert [spot.cell for spot in only.spots] == ["A3", "A4", "A5"]


def test_a_sheet_with_a_table_and_a_remark_is_a_table():
    assert [type(part) for part in parts_of(["项目", "金额"], ["基本支出", "70.00"], ["注：本表无数。"])] == [Table]


def test_a_name_broken_to_fit_its_column_is_one_and_amounts_on_two_lines_stay_two():
    rows = [["机关事业单位\n养老保险", "1.00\n2.00"], ["①修路\n②修桥", "长" * 20 + "\n" + "长" * 20]]
    (table,) = workbook.read({"sheets": [{"sheet": "表", "rows": rows}]})
    assert table.rows[0] == ("机关事业单位养老保险", "1.00\n2.00")
    assert [cell.count("\n") for cell in table.rows[1]] == [1, 1]
