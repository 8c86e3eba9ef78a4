"""Help: a page for each page of the window, terms with the document that sets them."""

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QShortcut

from desktop import VERSION, manual, paths
from desktop.ui.guide import help as help_pages
from desktop.ui.kit.text_dialog import TextDialog
from desktop.ui.pages import PAGES


@pytest.fixture
def window(shared):
    return shared


def test_every_term_says_what_it_rests_on():
    terms = manual.terms()
    assert len({term.name for term in terms}) == len(terms) >= 20
    for term in terms:
        assert len(term.text) > 10, term.name
        assert term.source.startswith("本软件") or any(m in term.source for m in ("《", "〔", "财政部门")), term.name
    page = manual.chapters()[manual.GLOSSARY].words
    assert all(term.name in page and term.source in page for term in terms)


def test_f1_leads_to_the_chapter_of_the_page(window):
    window.turn_to("income")
    window.commands.help()
    (dialog,) = window.findChildren(help_pages.HelpDialog)
    assert dialog.list.currentItem().data(help_pages.KEY) == "income"
    for page in PAGES[:-1]:
        dialog.turn_to(page.key)
        assert dialog.list.currentItem().data(help_pages.KEY) == page.key
        assert page.title in dialog.text.toPlainText()
    dialog.reject()


@pytest.fixture
def dialog(qtbot):
    dialog = help_pages.HelpDialog(help_pages.FIRST)
    qtbot.addWidget(dialog)
    return dialog


def listed(dialog):
    rows = (dialog.list.item(number).data(help_pages.KEY) for number in range(dialog.list.count()))
    return [key for key in rows if key]


def test_the_parts_stand_in_order_and_what_is_looked_for_narrows_them(dialog):
    assert listed(dialog) == list(manual.chapters())
    dialog.search.setText("生均 学生数")
    assert listed(dialog) == manual.found("生均 学生数")
    assert listed(dialog)[0] == "school"
    assert "学生数" in dialog.text.toPlainText()
    dialog.search.setText("<img src=x>")
    assert listed(dialog) == []
    dialog.search.clear()
    assert len(listed(dialog)) == len(manual.chapters())


def test_a_link_leads_to_its_chapter_and_nothing_else_is_opened(dialog):
    dialog.text.anchorClicked.emit(QUrl("13_school.md"))
    assert dialog.list.currentItem().data(help_pages.KEY) == "school"
    assert not dialog.text.openLinks()
    dialog.turn_to("nowhere")
    assert dialog.list.currentItem().data(help_pages.KEY) == help_pages.FIRST


def test_pictures_of_the_manual_alone_are_shown_and_as_wide_as_there_is_room(dialog):
    picture = dialog.text.loadResource(2, QUrl("pictures/people.png"))
    assert 100 < picture.width() <= dialog.text.viewport().width()
    for other in (
        "../icons/mingzhang-16.png",
        "pictures/../../icons/mingzhang-16.png",
        "/etc/hostname",
        "http://a/b.png",
    ):
        assert dialog.text.loadResource(2, QUrl(other)) is None


def test_about_names_version_place_and_licences(window):
    window.commands.about()
    dialog = window.findChild(TextDialog)
    text = dialog.text.toPlainText()
    assert VERSION in text
    assert str(paths.home()) in text
    assert "LGPL" in text
    assert f"科目：{window.session.budget.year} 年预算用本机科目表" in text
    assert "用的是 2026 年的科目" in help_pages.about(2027)
    dialog.reject()


def test_a_picture_is_never_wider_than_the_page_also_when_that_becomes_narrower(qtbot):
    text = help_pages.ManualText()
    qtbot.addWidget(text)
    text.resize(1100, 400)
    text.show()
    text.show_chapter("# 开始\n\n![开始页](pictures/start.png)\n")
    wide = text.document().idealWidth()
    text.resize(520, 400)
    assert wide > text.document().idealWidth() <= text.viewport().width()


WRITTEN = {"Return": "Enter", "PgDown": "PgDn", "Left": "←", "Right": "→", "Insert": "Ins"}
"""How the sheet names keys that Qt calls otherwise."""
SAME = {"Ctrl+Delete": "Ctrl+Del", "Ctrl++": "Ctrl+Shift+=", **{f"Alt+{n}": "Alt+1" for n in range(10)}}
"""Keys that the sheet names once."""


def named(keys):
    """Return a shortcut as the sheet writes it."""
    keys = SAME.get(keys, keys)
    head, plus, last = keys.rpartition("+")
    return f"{head}{plus}{WRITTEN.get(last, last)}"


def test_the_sheet_of_keys_lists_every_shortcut_and_no_other(shared):
    """Those of the window and its menus, and those that the source names for pages and parts made later."""
    sheet = set(re.findall(r"`([^`]+)`", (paths.resources() / "help/20_keys.md").read_text("utf-8")))
    shared.show_kind("单位信息")._show_body()
    shared.narrative.show()
    found = {shortcut.key().toString() for shortcut in shared.findChildren(QShortcut)}
    found |= {keys.toString() for action in shared.findChildren(QAction) for keys in action.shortcuts()}
    shared.edit_menu.fill()
    found |= {action.text().partition("\t")[2] for action in shared.edit_menu.actions()}
    for file in (paths.HERE / "desktop/ui").rglob("*.py"):
        found |= set(re.findall(r'QKeySequence\("([^"]+)"\)', file.read_text("utf-8")))
    found -= {""}
    assert len(found) > 35
    assert sorted(named(keys) for keys in found if named(keys) not in sheet) == []
    typed = {
        "F2",
        "Enter",
        "Tab",
        "Esc",
        "Alt+0",
        "Alt+↓",
        "Ctrl+↑ ↓ ← →",
        "Ctrl+Ins",
        "Ctrl+Shift+L",
    }  # what a grid does with keys by itself
    assert sorted(sheet - {named(keys) for keys in found} - typed) == []


def test_a_command_has_the_same_keys_wherever_a_menu_names_it(shared):
    """What a menu writes beside a command is the first of its keys, in every menu that has it."""
    shared.edit_menu.fill()
    keys: dict[str, set[str]] = {}
    for action in shared.findChildren(QAction):
        text, _, written = action.text().partition("\t")
        shown = written or action.shortcut().toString()
        if shown and not text.startswith(("撤销 ", "重做 ")):
            keys.setdefault(text.strip("…"), set()).add(named(shown))
    assert len(keys) > 20
    assert {text: found for text, found in keys.items() if len(found) > 1} == {}
    assert keys["查找"] == {"Ctrl+F"}
