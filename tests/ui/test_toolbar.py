"""The toolbar: no key does two things, each button says its key, the layout of the book is the one chosen."""

from collections import Counter

from PySide6.QtGui import QAction

from desktop.layouts.form import loader


def test_no_key_does_two_things(shared):
    keys = Counter(
        action.shortcut().toString() for action in shared.findChildren(QAction) if not action.shortcut().isEmpty()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_each_button_says_its_key(shared):
    for action in shared.bar.actions():
        if action.text() and not action.shortcut().isEmpty() and action not in (shared.undo, shared.redo):
            assert "（" in action.toolTip(), action.text()


def test_the_layouts_are_all_offered_and_that_of_the_book_is_chosen(shared):
    offered = {shared.forms.itemData(n): shared.forms.itemText(n) for n in range(shared.forms.count())}
    assert offered == loader.titles()
    assert shared.forms.currentData() == shared.session.form
