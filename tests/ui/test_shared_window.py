"""The window that tests share is as it was at first, and a window that cannot be put back is thrown away."""


def test_what_a_test_did_is_taken_back(window, wuxi_windows):
    before, count = window.session.book.fingerprint(), wuxi_windows.made
    grid = window.lines.grid
    this = next(n for n, column in enumerate(grid.columns) if column.key == "this")
    assert grid.setData(grid.index(0, this), "530000")
    assert not grid.setData(grid.index(1, this), "abc")
    grid.sort_by(grid.columns[this])
    window.session.book.store_unconfirmed_text("cell", "x")
    window.turn_to("narrative")
    again = wuxi_windows.take()
    assert (again, wuxi_windows.made) == (window, count)
    assert (again.session.book.fingerprint(), again.page, again.session.book.unconfirmed_text("cell")) == (
        before,
        "lines",
        "",
    )
    assert (grid.pending, grid.arrangement.plain, again.undo.isEnabled()) == ({}, True, False)


def test_a_window_that_is_not_the_same_again_is_thrown_away(window, wuxi_windows):
    window.version.setText("别的")
    window.version.setVisible(False)
    assert wuxi_windows.take() is not window
    closed = wuxi_windows.take()
    closed.close()
    assert wuxi_windows.take() is not closed
