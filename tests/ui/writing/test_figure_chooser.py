"""Choosing a figure: by its name, its 拼音 initials or what it prints."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from desktop.ui.writing.figure_chooser import FigureChooser


def test_a_chosen_figure_is_put_where_the_cursor_is(window, qtbot):
    window.turn_to("narrative")
    panel = window.narrative
    panel.show_field("project_total")
    panel.editor.set_template("合计。", panel._fields.words_of(panel._loaded))
    panel.editor.moveCursor(QTextCursor.MoveOperation.Start)
    panel.editor.moveCursor(QTextCursor.MoveOperation.Right)
    panel.editor.moveCursor(QTextCursor.MoveOperation.Right)
    panel.insert.click()
    chooser = panel.findChild(FigureChooser)
    wanted = window.session.disclosure.figures.get("basic_total")
    chooser.search.setText(f"{wanted.label}　{wanted.shown}")
    listed = [chooser.list.item(n) for n in range(chooser.list.count()) if not chooser.list.item(n).isHidden()]
    assert [item.text() for item in listed] == [f"{wanted.label}　{wanted.shown}{wanted.unit}"]
    name = listed[0].data(Qt.ItemDataRole.UserRole)
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)
    assert panel.editor.template() == f"合计{{{name}}}。"
    panel.save()
    shown = window.session.disclosure.figures.get("basic_total").shown
    assert f"主要原因是合计{shown}万元" in window.session.disclosure.narrative.text
