"""The words of sentences: what the loader knows is what the narrative gives, and the guide says it."""

from desktop import paths
from desktop.layouts.form.vocabulary import FUNCTIONS, NAMES_GIVEN
from desktop.layouts.words.narrative import NarrativeWriter


def test_the_narrative_gives_what_the_loader_knows(wuxi):
    writer = NarrativeWriter(wuxi.form, wuxi.facts, wuxi.cube, wuxi.figures, {}, wuxi.tables)
    assert writer._names().keys() == FUNCTIONS.keys() | NAMES_GIVEN.keys()


def test_the_guide_names_each_function_and_name():
    guide = (paths.forms() / "README.md").read_text(encoding="utf-8")
    assert [name for name in FUNCTIONS if f"`{name}(" not in guide] == []
    assert [name for name in NAMES_GIVEN if f"`{name}`" not in guide] == []
