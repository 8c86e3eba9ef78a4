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


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("全年安排XX万元用于大厅运行。", Severity.ERROR),
        ("计划培训××人次，XX年完成。", Severity.ERROR),
        ("人员增（减）后重新核定。", Severity.ERROR),
        ("协助某某单位开展工作。", Severity.ERROR),
        ("采购XX型号设备。", Severity.WARNING),
        ("负责某某工作。", Severity.WARNING),
    ],
)
def test_what_can_only_be_left_of_a_template_is_an_error(text, severity, wuxi):
    found = ended(wuxi, texts={**wuxi.facts.texts, "duties": text})["C80"].findings
    assert {f.severity for f in found if "模板文字" in f.message} == {severity}


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("按工资基数测算相应增加", True),
        ("人员增加。", True),
        ("人员增加，同时压减日常公用经费", False),
        ("压减日常公用开支，会议增加", False),
        ("上年一次性支出增加", False),
        ("落实过紧日子要求，压减开支", False),
        ("人员变动", False),
    ],
)
def test_a_reason_of_the_other_direction_is_told(reason, told, wuxi):
    """机关运行经费 of the sample is 4.35 万元 less than last year."""
    assert wuxi.figures.get("operating_fund").change.difference < 0
    findings = ended(wuxi, reasons={**wuxi.facts.reasons, "operating_fund": reason})["C78"].findings
    assert any("增减的方向" in f.message for f in findings) is told
