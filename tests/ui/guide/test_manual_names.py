"""What the manual calls by name is there: menus walked in the real window, pages, columns and buttons by their texts."""

import re
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QMenu, QToolButton

from desktop import manual, paths
from desktop.ledger.describe import fields_of
from desktop.ledger.records import RECORD_TYPES
from desktop.ui.pages import PAGES

NAMED = re.compile("「([^」]+)」")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)+)"')


def plain(text):
    """A text as it is compared: without keys, dots at the end, the count of a tab."""
    return text.split("\t")[0].replace("&", "").strip().removesuffix("…").strip()


@pytest.fixture(scope="module")
def texts():
    """Every text the program can show: constants of the window, labels of fields and kinds, its lists."""
    found = set()
    for folder in ("ui", "intake", "catalog", "exporters"):
        for path in (paths.HERE / "desktop" / folder).rglob("*.py"):
            found |= {plain(text) for text in LITERAL.findall(path.read_text(encoding="utf-8"))}
    for kind in RECORD_TYPES:
        found |= {plain(kind.ABOUT.label), plain(kind.ABOUT.title)}
        found |= {plain(field.label) for field in fields_of(kind)}
    return found - {""}


def menus(window):
    """Every menu of the window by its title; filled as when it is shown."""
    found = {plain(menu.title()): menu for menu in window.findChildren(QMenu)}
    for menu in found.values():
        if hasattr(menu, "fill"):
            menu.fill()
    return found


def walked(window, path):
    """Return the first step of a path through the menus that is not there, None where all are."""
    found, dropped = menus(window), {plain(each.text()) for each in window.bar.findChildren(QToolButton)}
    if plain(path[0]) not in found.keys() & dropped:
        return path[0]
    for menu, step in pairwise(map(plain, path)):
        if menu not in found or step not in {plain(action.text()) for action in found[menu].actions()}:
            return step
    return None


def written():
    """The chapters of the manual itself; the pages of help have their own marks."""
    ours = dict(manual.PARTS).values()
    return {key: chapter.text for key, chapter in manual.chapters().items() if chapter.part in ours}


def test_every_path_through_the_menus_can_be_walked(shared):
    paths_named = {name for text in written().values() for name in NAMED.findall(text) if "→" in name}
    assert len(paths_named) > 25
    lost = {name: step for name in paths_named if (step := walked(shared, [each.strip() for each in name.split("→")]))}
    assert lost == {}


def test_every_other_name_is_a_text_of_the_program(texts, shared):
    shown = texts | {plain(page.title) for page in PAGES} | menus(shared).keys()
    named = {(key, name) for key, text in written().items() for name in NAMED.findall(text) if "→" not in name}
    assert len(named) > 150
    assert sorted((key, name) for key, name in named if plain(name) not in shown) == []


def test_a_name_that_is_not_there_would_be_noticed(texts, shared):
    assert plain("新建账本…") in texts
    assert plain("新建帐本…") not in texts
    assert walked(shared, ["年度与阶段", "转入下一阶段", "四上…"]) == "四上"
    assert walked(shared, ["年月与阶段"]) == "年月与阶段"
