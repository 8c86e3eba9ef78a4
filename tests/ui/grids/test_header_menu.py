"""What can be done with a column: order, filter, keep in view."""

from desktop.ui.grids.header_menu import FilterDialog, HeaderMenu


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def shown(grid, key):
    number = grid.columns.index(column(grid, key))
    return [str(grid.index(row, number).data() or "") for row in range(len(grid.rows))]


def test_the_filter_dialog_narrows_by_typing(window, qtbot):
    view = window.lines
    dialog = FilterDialog(view, 1)
    qtbot.addWidget(dialog)
    dialog.search.setText("工资")
    listed = [i.text() for i in dialog._items() if not i.isHidden()]
    assert listed
    assert all("工资" in text for text in listed)
    dialog.accept()
    assert {*shown(view.grid, "economic_code")} == {*listed}


def test_the_header_menu_says_what_it_does(window, qtbot):
    menu = HeaderMenu(window.lines, 0, window.lines.frozen)
    qtbot.addWidget(menu)
    words = [a.text() for a in menu.actions() if a.text()]
    assert words[:2] == ["升序", "降序"]
    assert any(word.startswith("冻结到“功能科目”列") for word in words)
