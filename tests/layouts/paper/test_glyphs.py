"""Characters without a glyph are reported with their place, never printed blank."""

from dataclasses import replace

from desktop import pipeline
from desktop.layouts.paper.glyphs import missing_characters


def test_a_missing_character_is_a_finding_with_its_place(wuxi):
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, "duties": "负责\U0001f600相关工作"})
    disclosure = pipeline.disclose(facts, wuxi.last, wuxi.form)
    found = missing_characters(disclosure.narrative, disclosure.tables)
    assert len(found) == 1
    assert "U+1F600" in found[0].message
    assert not missing_characters(wuxi.narrative, wuxi.tables)
    assert any(f.code == "G01" for f in disclosure.errors)


def test_one_finding_for_each_character_and_place(wuxi):
    texts = {**wuxi.facts.texts, "duties": "甲\U0001f600乙\U0001f600丙\U0001f601"}
    disclosure = pipeline.disclose(replace(wuxi.facts, texts=texts), wuxi.last, wuxi.form)
    found = missing_characters(disclosure.narrative, disclosure.tables)
    assert {f.place.table for f in found} == {"说明"}
    assert sorted(f.message[3] for f in found) == ["\U0001f600", "\U0001f601"]
