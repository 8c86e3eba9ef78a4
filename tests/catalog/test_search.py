"""Finding a subject: by the beginning of its code, a part of its name, its initials; the best first."""

import pytest

from desktop.catalog.classification import load
from desktop.catalog.search import initials, is_meant, path_of, problem, running_of, search
from tests.small_cases import small_cases


@small_cases(
    ("typed", "code", "name"),
    [
        ("syyx", "2010350", "事业运行"),
        ("SYYX", "2010350", "事业运行"),
        (" 2010350 ", "2010350", "事业运行"),
        ("政务公开审批", "2010306", "政务公开审批"),
        ("公开审", "2010306", "政务公开审批"),
    ],
)
def test_search_by_code_name_and_initials(typed, code, name):
    assert (code, name) in [(entry.code, entry.name) for entry in search("function", typed, 2023)]


def test_whole_matches_come_before_beginnings_and_beginnings_before_parts():
    names = [entry.name for entry in search("economic", "培训", 2023)]
    assert names[0] == "培训费"
    found = [entry.name for entry in search("economic", "bgf", 2023)]
    assert found[0] == "办公费"
    ranked = [0 if n == "补助" else 1 if n.startswith("补助") else 2 for n in
              (entry.name for entry in search("economic", "补助", 2023))]  # fmt: skip
    assert ranked == sorted(ranked)
    assert len(set(ranked)) == 1 or ranked[0] < ranked[-1]


def test_digits_match_the_beginning_of_a_code_and_nothing_inside_it():
    assert all(entry.code.startswith("2010") for entry in search("function", "2010", 2023))
    assert search("function", "10350", 2023) == []


def test_only_leaves_are_found_unless_all_levels_are_asked_for():
    assert {len(entry.code) for entry in search("economic", "301", 2023)} == {5}
    assert search("economic", "301", 2023, leaves_only=False)[0].code == "301"


def test_nothing_typed_finds_nothing_and_the_limit_holds():
    assert search("economic", "", 2023) == []
    assert search("economic", "  ", 2023) == []
    assert len(search("function", "2", 2023, limit=7)) == 7
    assert initials("行政运行") == "xzyx"
    assert initials("其他（A类）") == "qtal"


def test_a_subject_out_of_force_is_not_offered():
    gone = next(e for e in load("function").codes.values() if e.last and len(e.code) == 7)
    assert gone in search("function", gone.code, gone.last)
    assert gone not in search("function", gone.code, gone.last + 1)


def test_likely_codes_come_before_all_others_in_their_own_order():
    assert next(entry.code for entry in search("function", "syyx", 2026)) != "2010350"
    found = [entry.code for entry in search("function", "syyx", 2026, likely=("2010650", "2010350", "2080150"))]
    assert found[:2] == ["2010650", "2010350"]
    assert len(found) == len(set(found)) == len(search("function", "syyx", 2026))
    assert search("function", "2010301", 2026, likely=("2010350",))[0].code == "2010301", "only what fits is offered"


@pytest.mark.parametrize(
    ("typed", "says"), [("2010350", ""), ("syyx", "个科目"), ("没有的", "不存在"), ("", "没有填写")]
)
def test_what_is_no_subject_is_said_with_what_it_could_be(typed, says):
    found = problem("function", typed, 2026)
    assert says in found
    assert bool(found) is bool(says)


def test_a_code_has_the_names_above_it():
    assert path_of("function", "2010350") == "一般公共服务支出 › 政府办公厅（室）及相关机构事务"
    assert path_of("economic", "30201") == "商品和服务支出"


@small_cases(
    "kind, used, running",
    [
        ("行政", ["2080199", "2080505", "2101101", "2210201"], ["2080101"]),
        ("参公", ["2130199", "2080199"], ["2130101", "2080101"]),
        ("事业", ["2080199"], ["2080150"]),
        ("事业", ["2050202"], []),
        ("行政", [], []),
    ],
)
def test_the_running_item_that_such_a_unit_has_where_it_spends_is_likely(kind, used, running):
    """A book that has no running 项 of its own: what is likely follows from its kind and the 款 it uses, or nothing."""
    assert running_of(kind, used, 2026) == running


@small_cases(
    "text, meant",
    [("2010301", True), ("印刷", True), ("行政运行", False), ("xzyx", False), ("2010", False), ("没有这个科目", False)],
)
def test_what_was_typed_means_the_first_found_where_no_other_fits_as_well(text, meant):
    key = "economic" if text == "印刷" else "function"
    assert is_meant(text, search(key, text, 2026)) is meant
