"""The years of a layout in words, and how it stands to a budget year."""

import pytest

from desktop.layouts.form import loader, years
from tests.small_cases import small_cases

KNOWN = [loader.load(key, with_text=False) for key in loader.available()]


@pytest.mark.parametrize(
    ("key", "words"), [("chongqing/2023", "2023–2025年"), ("chongqing/2026", "2026年起"), ("shaanxi/2023", "2023年")]
)
def test_the_span_in_words(key, words):
    assert years.span(loader.load(key)) == words


@small_cases(
    ("key", "year", "state", "said"),
    [
        ("chongqing/2023", 2025, years.FITS, "适用2023–2025年"),
        ("chongqing/2023", 2027, years.OLDER, "重庆适用2027年的有“重庆市部门（单位）预算公开（2026年起的十二张表）”"),
        ("chongqing/2026", 2025, years.NEWER, "重庆适用2025年的有“重庆市部门（单位）预算公开（十二张表）”"),
        ("guangxi/2022", 2027, years.OLDER, "广西适用2027年的有“"),
        ("shaanxi/2023", 2027, years.OLDER, "没有陕西2027年的版式"),
    ],
)  # fmt: skip
def test_how_a_layout_stands_to_a_year(key, year, state, said):
    found = years.standing(loader.load(key), year, KNOWN)
    assert found.state == state
    assert said in found.reason


def test_every_shipped_layout_says_its_years():
    assert all("\nyears = {" in (form.folder / "form.toml").read_text(encoding="utf-8") for form in KNOWN)


@pytest.mark.parametrize(
    ("year", "key"),
    [(2022, "chongqing/2023"), (2025, "chongqing/2023"), (2026, "chongqing/2026"), (2030, "chongqing/2026")],
)
def test_a_new_book_begins_with_a_layout_of_its_year_where_the_place_has_one(year, key):
    assert years.for_new_book(year) == key
