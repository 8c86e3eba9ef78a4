"""The 编辑 menu: each step by name, only what can be done now."""


def column(grid, key):
    return next(c for c in grid.columns if c.key == key)


def test_the_edit_menu_names_what_it_takes_back(window):
    grid = window.lines.grid
    number = grid.columns.index(column(grid, "this"))
    grid.paste(0, range(number, len(grid.columns)), [["1"], ["2"]])
    window.edit_menu.fill()
    texts = [a.text() for a in window.edit_menu.actions()]
    assert texts[0].startswith("撤销 粘贴 2 行")
    window.edit_menu.actions()[0].trigger()
    window.edit_menu.fill()
    assert window.edit_menu.actions()[1].text().startswith("重做 粘贴 2 行")
