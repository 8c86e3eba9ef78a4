"""Named measures: the shipped ones use real codes, a broken one names file and key."""

import pytest

from desktop.catalog.classification import load
from desktop.catalog.measures import make_filter, read, read_measures, standard
from desktop.catalog.strict import DataError
from tests.small_cases import small_cases


def test_every_measure_is_readable_and_uses_real_codes():
    for measure in standard().values():
        assert measure.label
        for dimension, patterns in measure.where:
            if dimension in ("function", "economic"):
                codes = load(dimension).codes
                assert all(any(c.startswith(p.lstrip("!")) for c in codes) for p in patterns), measure.name


@small_cases(
    ("raw", "words"),
    [
        ({"x": {"label": "a"}}, r"m.toml: \[x\]"),
        ({"x": {"label": "a", "where": {}, "more": 1}}, r"m.toml: \[x\]"),
        ({"x": "a"}, r"m.toml: \[x\]"),
        ({"x": {"label": "a", "where": ["fund"]}}, r"m.toml: x.where"),
        ({"x": {"label": "a", "where": {"colour": ["red"]}}}, "没有 'colour' 这一口径"),
        ({"x": {"label": "a", "where": {"fund": "一般"}}}, "x.where.fund"),
        ({"x": {"label": "a", "where": {"fund": [""]}}}, "x.where.fund"),
        ({"x": {"label": "a", "where": {"side": ["支出", "左"]}}}, "x.where.side: .*左.* 里有不认识的收支方向"),
    ],
)
def test_broken_measures_name_file_and_key(raw, words):
    with pytest.raises(DataError, match=words):
        read_measures(raw, "m.toml")


def test_a_file_that_is_no_toml_is_named(tmp_path):
    (tmp_path / "m.toml").write_text("[x\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"m\.toml: "):
        read(tmp_path / "m.toml")


def test_filters_of_one_meaning_are_equal_whatever_the_order_of_their_dimensions():
    left = make_filter({"fund": ["a"], "side": ["支出"]}, "t")
    assert left == make_filter({"side": ["支出"], "fund": ["a"]}, "t")
    assert make_filter({}, "t") == ()
