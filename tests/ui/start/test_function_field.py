"""A running 项 is typed by code or by name; what is no 项 of the year is refused with the reason."""

from desktop.ui.start.function_field import FunctionField


def test_a_name_that_only_one_has_stands_for_its_code(qtbot):
    field = FunctionField()
    qtbot.addWidget(field)
    field.offer(2027, "事业")
    assert (field.code(), field.problem()) == ("", ""), "it may stay empty"
    assert "事业运行" in field.itemText(0)
    field.setEditText("小学教育")
    assert (field.code(), field.problem()) == ("2050202", "")
    field.setEditText("事业运行")
    assert "不存在" in field.problem(), "many have that name"
    field.offer(2028, "事业")
    assert field.currentText() == "事业运行", "what was typed stays"
