"""Sheets with chips, and which field each column of a row list takes."""

from desktop.template.mapping import CellMap, ListMap, RowColumn, RowsMap, SheetMap, WorkbookMapping
from desktop.ui.imports.template_pages import BY_HEADER, RowColumns, SheetChips, fields_of

GENERAL = (("fund", ("一般公共预算",)),)
ROWS = RowsMap(
    4, 9, "项目", (), (("A", RowColumn("项目名称")), ("B", RowColumn(where=GENERAL))), blank=(("C", "备注"),)
)


def test_choices_make_another_mapping(qtbot):
    sheet = SheetMap("表", "元", rows=[ROWS])
    table = RowColumns(WorkbookMapping("表.xlsx", "", [sheet]))
    qtbot.addWidget(table)
    assert table.corrected(sheet) == [ROWS]
    table.choose("表", 4, "A", "")
    table.choose("表", 4, "B", "金额")
    table.choose("表", 4, "C", "立项依据")
    (rows,) = table.corrected(sheet)
    assert rows.columns == (("B", RowColumn("金额")), ("C", RowColumn("立项依据", header="备注")))
    assert rows.blank == (("A", ""),)
    table.choose("表", 4, "B", BY_HEADER)
    assert dict(table.corrected(sheet)[0].columns)["B"].where == GENERAL


def test_fields_to_choose_from():
    assert {"项目名称", "金额", "立项依据"} <= set(fields_of("项目")) and "工资项.岗位工资" in fields_of("人员")


def test_chips_stand_on_every_cell_that_is_filled(qtbot):
    sheet = SheetMap("表", "元", [CellMap("B2", ())], lists=[ListMap(3, 4, "function", ("项",), (), (("A", "code"), ("B", ())))],
                     rows=[RowsMap(6, 7, "人员", (), (("A", RowColumn("姓名")), ("B", RowColumn("工资项.岗位工资"))), totals=("B8",))])  # fmt: skip
    chips = SheetChips(
        {"表": {"A1": "标题", "C8": "=SUM(B1)"}, "封面": {"A1": "封面"}}, {"表": sheet}, {("表", "B2"): "1.00"}
    )
    qtbot.addWidget(chips)
    assert [chips.tabText(n) for n in range(2)] == ["表", "封面（不填）"]
    table = chips.widget(0)
    texts = {
        (row + 1, column): table.item(row, column).text()
        for row in range(8)
        for column in range(3)
        if table.item(row, column)
    }
    assert texts == {(1, 0): "标题", (2, 1): "1.00", (3, 0): "科目编码", (4, 0): "科目编码", (3, 1): "金额", (4, 1): "金额",
                     (6, 0): "姓名", (7, 0): "姓名", (6, 1): "岗位工资", (7, 1): "岗位工资", (8, 1): "合计", (8, 2): "=SUM(B1)"}  # fmt: skip
