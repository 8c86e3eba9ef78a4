"""Obligations of the text: reasons given, gaps and quoted figures told, every character printable."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import Severity, Status

OF_THE_TEXT = ("C78", "C80", "N02", "N03", "N04", "G01")


def ended(disclosure, **changed):
    again = pipeline.disclose(replace(disclosure.facts, **changed), disclosure.last, disclosure.form)
    return {o.code: o for o in again.outcomes if o.code in OF_THE_TEXT}


def test_all_obligations_are_run_and_the_sound_book_meets_those_of_the_text(wuxi):
    found = ended(wuxi)
    assert set(found) == set(OF_THE_TEXT)
    assert found["N02"].status is found["N04"].status is found["G01"].status is Status.PASSED


def test_a_change_without_reason_is_a_warning(wuxi):
    found = ended(wuxi, reasons={})["C78"]
    assert found.status is Status.FAILED
    assert {f.severity for f in found.findings} == {Severity.WARNING}


def test_a_text_the_layout_asks_for_is_missing(wuxi):
    required = [text.key for text in wuxi.form.texts if text.required]
    assert required
    rest = {key: text for key, text in wuxi.facts.texts.items() if key not in required}
    assert ended(wuxi, texts=rest)["C80"].status is Status.FAILED


@pytest.mark.parametrize("text", ["负责某某工作", "职能×××", "{待填}", "增（减）人员"])
def test_leftovers_of_a_template_in_a_persons_words_are_told(wuxi, text):
    found = ended(wuxi, texts={**wuxi.facts.texts, "duties": text})["C80"]
    assert any("模板文字" in f.message for f in found.findings)


def test_a_character_without_glyph_is_an_error(wuxi):
    found = ended(wuxi, texts={**wuxi.facts.texts, "duties": "甲\U0001f600"})["G01"]
    assert [f.severity for f in found.findings] == [Severity.ERROR]
