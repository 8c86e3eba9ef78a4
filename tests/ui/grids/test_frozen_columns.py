"""Frozen columns: over the grid while it is scrolled, one selection, editing in the grid itself."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication


def test_frozen_columns_cover_only_while_scrolled_and_edit_in_place(window, qtbot):
    view = window.lines
    bar = view.horizontalScrollBar()
    assert bar.maximum() > 0
    assert not view.frozen.room
    bar.setValue(bar.maximum())
    assert view.frozen.room
    assert not view.frozen.isColumnHidden(0)
    assert view.frozen.isColumnHidden(2)
    far = view.grid.index(3, 4)
    view.setCurrentIndex(far)
    assert view.columnViewportPosition(4) >= view.frozen.room - 1
    bar.setValue(bar.maximum())
    view.setCurrentIndex(view.grid.index(3, 0))
    assert bar.value() == bar.maximum()
    view.edit(view.grid.index(3, 0))
    assert bar.value() == 0
    assert QApplication.focusWidget() is not view
    view.frozen.freeze(0)
    bar.setValue(bar.maximum())
    assert not view.frozen.room
    view.frozen.freeze(2)


def test_rows_selected_in_frozen_columns_are_selected_in_the_grid(window):
    view = window.lines
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.frozen.selectionModel().select(view.grid.index(4, 1), select)
    assert view.selected_rows() == [4]
