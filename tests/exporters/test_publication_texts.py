"""Texts that cannot stand in a file are refused alike for every kind of file, with the place named."""

from dataclasses import replace
from functools import cache

import pytest

from desktop import pipeline
from desktop.exporters import docx, package, pdf, xlsx
from desktop.exporters.publication import refuse_unwritable
from desktop.findings import UserError

WRITERS = {"xlsx": xlsx, "pdf": pdf, "docx": docx}


def with_texts(wuxi, **texts):
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, **texts})
    return pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))


def called(wuxi, name):
    facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, name=name))
    return pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))


@pytest.fixture(scope="module")
def holding(disclosures):
    """Return a publication with a character in its text, made once for all kinds of files."""
    return cache(lambda character: with_texts(disclosures["wuxi_2023"], duties=f"负责甲{character}乙的工作。"))


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("character", ["\x01", "\x00", "\x08", "\x1f", "\x7f", "\x9b", "\u202e", "\u2066", "\ufffe"])
def test_a_control_character_is_refused_by_every_kind_with_its_place(holding, tmp_path, kind, character):
    with pytest.raises(UserError) as refused:
        WRITERS[kind].write(holding(character), tmp_path / f"a.{kind}")
    said = str(refused.value)
    assert said.startswith("说明第 ")
    assert f"负责甲□乙的工作。”中有看不见的控制字符（U+{ord(character):04X}" in said
    assert "请删除后重新输入" in said


def test_the_place_of_a_cell_is_named(wuxi, tmp_path):
    facts = replace(
        wuxi.facts, indicators=(replace(wuxi.facts.indicators[0], name="办件\x02量"), *wuxi.facts.indicators[1:])
    )
    publication = pipeline.publication(pipeline.disclose(facts, wuxi.last, wuxi.form))
    with pytest.raises(UserError, match=r"^《表.*》第 \d+ 行第 \d+ 列：“办件□量”"):
        package.export(publication, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_line_break_in_the_units_name_is_said(wuxi, tmp_path):
    for kind, module in WRITERS.items():
        with pytest.raises(UserError, match="单位名称“甲⏎乙”中有换行，请在“单位”页改成一行"):
            module.write(called(wuxi, "甲\n乙"), tmp_path / f"a.{kind}")


def test_lines_of_a_text_are_nothing_to_refuse(wuxi):
    refuse_unwritable(with_texts(wuxi, duties="一行\n又一行\t三"))


CODES = (0xE000, 0xE001, 0xE002, 0xE003, 0xF8FF, 0xFDD0, 0xFDD3, 0xFFFF)
PLACES = ("{c}@x|{c}", "{c}县政务中心", "{c}", "甲{c}乙")


@pytest.mark.parametrize(
    ("code", "name"), [*((code, PLACES[0]) for code in CODES), *((CODES[0], name) for name in PLACES[1:])]
)
def test_no_unit_name_stops_the_computation(wuxi, tmp_path, code, name):
    publication = called(wuxi, name.format(c=chr(code)))
    with pytest.raises(UserError, match=f"U\\+{code:04X}"):
        pdf.write(publication, tmp_path / "a.pdf")


def test_a_made_character_stands_in_the_editable_files(wuxi, tmp_path):
    """Excel and Word use the fonts of the office, which may have it; only the print is ours."""
    written = package.export(called(wuxi, "\ue003县政务中心"), tmp_path, ("xlsx", "docx"))
    assert [one.kind for one in written] == ["xlsx", "docx"]


def test_a_very_long_name_gives_a_file_name_that_disks_take(wuxi):
    stem = called(wuxi, "中心" * 150).file_stem
    assert len(stem.encode()) <= 230
    assert stem.endswith("_2023_预算公开")
