"""How the window looks: chosen once, shown at once, remembered in the user's own folder."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.kit import look, theme


@pytest.fixture(autouse=True)
def _light_again(qapp):
    yield
    theme.apply(qapp)


def test_settings_lie_in_the_users_own_folder(home):
    assert look.settings().fileName().startswith(str(home))


def test_a_choice_is_shown_at_once_and_the_next_time(session, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = look.LookMenu(session, parent)
    light = theme.colors()
    with qtbot.waitSignal(session.changed):
        menu.choose("look", "dark")
    assert theme.colors() != light
    look.apply()
    assert theme.colors() != light
    again = look.LookMenu(session, parent)
    assert [a.text() for a in again.actions() if a.isChecked()] == [theme.TITLES["dark"]]


def test_large_type_is_larger(session, qtbot, qapp):
    parent = QWidget()
    qtbot.addWidget(parent)
    look.apply()
    plain = qapp.font().pointSizeF()
    look.LookMenu(session, parent).choose("large", "1")
    assert qapp.font().pointSizeF() > plain
