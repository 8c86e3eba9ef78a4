"""One walk through every page and dialog: the wheel changes no value, no person's words are drawn as HTML, no word is English.

To make all dialogs costs more than to look at them. What is looked at, and that it is noticed, is in
tests/ui/kit/test_wheel_safe.py, test_plain_text.py and test_chinese.py.
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ledger.records import Project
from tests.ui import everything
from tests.ui.kit.test_chinese import english, qt_in_chinese  # noqa: F401 - a fixture
from tests.ui.kit.test_plain_text import HOSTILE, drawn
from tests.ui.kit.test_wheel_safe import changed


@pytest.fixture
def window(shared):
    """A book whose unit and projects have hostile names."""
    session = shared.session
    with session.together("改名"):
        for number, project in enumerate(session.records(Project)):
            session.book.update(replace(project, name=f"{HOSTILE}{number}"))
        session.book.update(replace(session.unit, name=HOSTILE))
    return shared


def test_no_notch_changes_a_value_and_no_word_is_drawn_on_any_page_or_dialog(window, tmp_path, qt_in_chinese):  # noqa: F811
    before = window.session.book.fingerprint()
    count, moved, found, foreign, made = 0, [], [], [], set()

    def turn_the_wheel(root):
        nonlocal count
        here = changed(root)
        count += here[0]
        moved.extend(here[1])

    for page in everything.pages(window):
        QApplication.processEvents()
        found += [f"{page}: {one}" for one in drawn(window)]
        grid = window.grid_view().grid
        for row in range(len(grid.rows)):
            for column in range(len(grid.columns)):
                tip = grid.data(grid.index(row, column), Qt.ItemDataRole.ToolTipRole)
                found += [f"{page}: tip of a cell"] if tip and "<img" in tip else []
        foreign += [f"{page}: {text}" for text in english(window)]
        turn_the_wheel(window)
    for dialog in everything.dialogs(window, tmp_path):
        made.add(type(dialog).__name__)
        found += drawn(dialog)
        foreign += [f"{type(dialog).__name__}: {text}" for text in english(dialog)]
        turn_the_wheel(dialog)
        dialog.close()
    assert made == everything.classes()
    assert found == []
    assert foreign == []
    assert moved == []
    assert count > 100
    assert window.session.book.fingerprint() == before
    steps = [step.name for step in window.session.book.history()]
    assert steps[:-2] == ["放弃测算方案“试算”", "新建测算方案“试算”"], "a scenario for its dialogs, and nothing else"
