"""Help: a page for each page of the window, terms with the document that sets them."""

import re

import pytest
from PySide6.QtGui import QShortcut

from desktop import VERSION, paths
from desktop.ui.guide import help as help_pages
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.pages import PAGES


@pytest.fixture
def window(shared):
    return shared


def test_every_term_says_what_it_rests_on():
    terms = help_pages.terms()
    assert len({term.name for term in terms}) == len(terms) >= 20
    for term in terms:
        assert len(term.text) > 10, term.name
        assert term.source.startswith("本软件") or any(m in term.source for m in ("《", "〔", "财政部门")), term.name
    page = help_pages.texts()[help_pages.GLOSSARY]
    assert all(term.name in page and term.source in page for term in terms)


def test_each_page_has_help(window):
    assert {page.key for page in PAGES} - {"export"} <= set(help_pages.titles())
    for page in PAGES[:-1]:
        window.turn_to(page.key)
        dialog = help_pages.show(window, window.page)
        assert page.title in dialog.text.toPlainText()
        dialog.reject()


def test_the_sheet_of_keys_names_keys_that_the_window_has(window):
    """Those of the window and its menus; what the grid does with a key is in its own tests."""
    page = help_pages._pages()[help_pages.KEYS].split("在表格里")[0]
    named = {key for key in re.findall(r"`([^`]+)`", page) if not key.startswith("Alt+")}
    actions = {key.toString() for action in window.actions() for key in action.shortcuts()}
    actions |= {key.toString() for action in window.bar.actions() for key in action.shortcuts()}
    shortcuts = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    assert named - actions - shortcuts == set()
    in_grid = help_pages._pages()[help_pages.KEYS].split("在表格里")[1]
    assert all(f"`{key}`" in in_grid for key in ("Alt+Ins", "Ctrl+Del", "Ctrl+D", "Ctrl+Shift+L", "Shift+F2"))


def test_about_names_version_place_and_licences(window):
    window.commands.about()
    dialog = window.findChild(TextDialog)
    text = dialog.text.toPlainText()
    assert VERSION in text
    assert str(paths.home()) in text
    assert "LGPL" in text
    dialog.reject()
