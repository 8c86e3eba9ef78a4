"""What is new: from a file, up to this version, once by itself after an update."""

import pytest
from PySide6.QtWidgets import QDialog

from desktop import VERSION
from desktop.ui.guide import news
from desktop.ui.kit.look import settings
from desktop.ui.kit.text_dialog import TextDialog


def test_this_version_says_what_is_new_and_later_ones_say_nothing_yet():
    assert news.versions()[0].number == VERSION
    assert all(news._order(each.number) <= news._order(VERSION) for each in news.versions())
    for each in news.versions():
        assert each.lines
        assert all(5 < len(line) < 60 for line in each.lines)


def test_versions_are_ordered_by_number_not_by_letters():
    assert news._order("0.10.0") > news._order("0.9.3")


def test_the_very_first_start_shows_nothing(qapp):
    assert news.of_an_update() == ""
    assert settings().value(news.SEEN) == VERSION


@pytest.mark.parametrize("before", ["0.6.0", ""])
def test_after_an_update_it_is_shown_once(qapp, before):
    """Versions before this page did not say which they were: books that were opened show that one was here."""
    settings().setValue("recent", ["甲.mzb"])
    settings().setValue(news.SEEN, before)
    words = news.of_an_update()
    assert words.startswith(f"{VERSION} 版\n· ")
    assert "\n0.6.0 版" not in words
    assert words.endswith(news.MIGRATION)
    assert news.of_an_update() == ""


def test_an_older_program_over_a_newer_shows_nothing(qapp):
    settings().setValue(news.SEEN, "99.0.0")
    assert news.of_an_update() == ""
    assert settings().value(news.SEEN) == VERSION


def test_it_is_a_dialog_before_anything_else(qapp, monkeypatch):
    shown = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: shown.append(dialog.text.toPlainText()))
    news.show_after_update()
    assert shown == []
    settings().setValue(news.SEEN, "0.6.0")
    news.show_after_update()
    assert VERSION in shown[0]


def test_the_menu_shows_all_versions(shared):
    shared.commands.news()
    dialog = shared.findChild(TextDialog)
    assert all(f"{each.number} 版" in dialog.text.toPlainText() for each in news.versions())
    dialog.reject()
