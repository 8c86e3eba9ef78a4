"""Which field each column of a row list takes."""

from desktop.template.mapping import RowColumn, RowsMap, SheetMap, WorkbookMapping
from desktop.ui.year.template_rows import BY_HEADER, RowColumns, fields_of

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
