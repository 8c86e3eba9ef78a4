"""The header of an outside sheet: found below titles, over one or two rows, under names a person chose."""

import stat

from desktop import paths
from desktop.intake import headers
from desktop.outside.source_files import SourceRow, SourceTable
from tests.small_cases import small_cases

KNOWN = {"name": ("姓名",), "wage": ("岗位工资", "基本工资"), "bonus": ("奖金",)}


def table(*rows):
    return SourceTable("f", "", tuple(SourceRow(n, cells) for n, cells in enumerate(rows, 1)))


@small_cases(
    ("text", "bare"),
    [("岗位工资（元/月）", "岗位工资"), ("奖金(元)", "奖金"), (" 姓 名 ", "姓名"), ("奖金（万元）", "奖金（万元）"),
     ("元旦补助", "元旦补助"), ("津贴（在职）", "津贴（在职）")],
)  # fmt: skip
def test_blanks_and_yuan_are_dropped_from_a_header_but_not_ten_thousands(text, bare):
    assert headers.bare_header(text) == bare


def test_the_row_with_the_most_known_columns_is_the_header():
    recognise = headers.recogniser(KNOWN, {})
    found = headers.find(
        table(("姓名表", "", ""), ("姓名", "", ""), ("姓名", "基本工资（元）", "其他"), ("张", "1", "2")), recognise
    )
    assert found == headers.Header(2, {0: "姓名", 1: "基本工资", 2: "其他"})
    assert (
        headers.find(
            table(
                ("张", "1"),
            ),
            recognise,
        )
        is None
    )
    assert headers.find(table(), recognise) is None


def test_of_two_headers_that_are_equally_good_the_upper_one_is_taken():
    recognise = headers.recogniser(KNOWN, {})
    found = headers.find(table(("姓名", "奖金", "部"), ("张", "1"), ("奖金", "姓名")), recognise)
    assert found == headers.Header(0, {0: "姓名", 1: "奖金", 2: "部"})


def test_a_header_over_two_rows_takes_the_lower_text_where_there_is_one():
    recognise = headers.recogniser(KNOWN, {})
    found = headers.find(table(("姓名", "工资", ""), ("", "岗位工资", "奖金"), ("张", "1", "2")), recognise)
    assert found == headers.Header(1, {0: "姓名", 1: "岗位工资", 2: "奖金"})


def test_a_header_is_looked_for_in_the_first_twenty_rows():
    recognise = headers.recogniser(KNOWN, {})
    head = ("姓名", "奖金")
    blank = [("x", "")] * 20
    assert headers.find(table(*blank[:-1], head), recognise).last == 19
    assert headers.find(table(*blank, ("y", ""), head), recognise) is None


def test_a_person_s_choice_comes_before_what_is_known():
    recognise = headers.recogniser(KNOWN, {"岗位工资（元）": "bonus", "备注": "name", "颜色": headers.IGNORED})
    assert [recognise(text) for text in ("岗位工资", "基本工资", "备注", "颜色", "身份证号", "合计", "气味")] == [
        "bonus", "wage", "name", headers.IGNORED, headers.IGNORED, headers.IGNORED, "",
    ]  # fmt: skip
    assert headers.unknown_fields({"a": "wage", "b": "weight", "c": headers.IGNORED}, KNOWN) == ["weight"]


def test_a_mapping_is_kept_for_its_kind_and_a_broken_file_is_no_mapping():
    assert headers.remembered("roster") == {}
    headers.remember("roster", {"甲": "name"})
    headers.remember("projects", {"甲": "code"})
    headers.remember("roster", {"乙": "wage"})
    assert headers.remembered("roster") == {"甲": "name", "乙": "wage"}
    assert headers.remembered("projects") == {"甲": "code"}
    assert stat.S_IMODE((paths.home() / "mappings.json").stat().st_mode) == 0o600
    for text in ("[", "[]", '{"roster": 3}'):
        (paths.home() / "mappings.json").write_text(text, encoding="utf-8")
        assert headers.remembered("roster") == {}


def test_words_decided_for_one_book_before_serve_all_and_any_can_be_forgotten():
    headers.remember("words:一本账", {"借调": "在职", "挂职": "停薪"})
    headers.remember(headers.WORDS, {"借调": "停薪"})
    headers.remember("roster", {"借调": "name"})
    assert headers.words() == {"借调": "停薪", "挂职": "停薪"}
    headers.forget(headers.WORDS, ["借调", "没有"])
    assert (headers.words(), headers.remembered("roster")) == ({"挂职": "停薪"}, {"借调": "name"})
    headers.forget(headers.WORDS, ["挂职"])
    headers.forget("roster", ["借调"])
    assert (headers.words(), headers.remembered("roster")) == ({}, {})
