"""A running 项 is typed by code or by name; what is no 项 of the year is refused with the reason."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

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
    assert "可以是" in field.problem(), "many have that name"
    field.offer(2028, "事业")
    assert field.currentText() == "事业运行", "what was typed stays"


def test_initials_are_found_none_of_many_is_chosen_and_enter_takes_one_without_closing_the_dialog(qtbot):
    """A new unit has used nothing yet: which of the many 事业运行 it means nobody knows but the person."""
    dialog = QDialog()
    field, buttons = FunctionField(), QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    column, accepted = QVBoxLayout(dialog), []
    column.addWidget(field)
    column.addWidget(buttons)
    buttons.accepted.connect(lambda: accepted.append(True))
    qtbot.addWidget(dialog)
    dialog.show()
    field.offer(2027, "事业")
    field.setFocus()
    QTest.keyClicks(field.lineEdit(), "syyx")
    popup = field.line.list.popup()
    assert not popup.currentIndex().isValid()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert "可以是" in field.problem(), "Enter alone takes none of them"
    assert accepted == []
    QTest.keyClicks(field.lineEdit(), "x")
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Backspace)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    first = popup.currentIndex().data()
    assert "事业运行" in first
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (field.code(), field.problem(), accepted) == (first.split(" ")[0], "", [])


def test_a_code_that_was_typed_shows_its_name_when_the_field_is_left(qtbot):
    field = FunctionField()
    qtbot.addWidget(field)
    field.offer(2027, "行政")
    field.setEditText("2010301")
    field.line.editingFinished.emit()
    assert field.currentText().startswith("2010301 行政运行（")
    assert (field.code(), field.problem()) == ("2010301", "")
    field.setEditText("20103")
    field.line.editingFinished.emit()
    assert field.currentText() == "20103", "what is no 项 stays as it was typed"
