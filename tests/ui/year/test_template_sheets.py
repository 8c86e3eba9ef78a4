"""Sheets with chips on the cells that are filled."""

from desktop.template.mapping import CellMap, ListMap, RowColumn, RowsMap, SheetMap
from desktop.ui.year.template_sheets import SheetChips


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
