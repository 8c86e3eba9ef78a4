"""A pack is written as one file and read back as the same pack."""

import tomllib
from datetime import date

import pytest

from desktop import paths
from desktop.catalog import policy_reader, policy_writer
from desktop.catalog.strict import DataError
from tests import cases_2027

ROOT = paths.resources() / "policy"


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_what_is_written_is_read_back_as_the_same_tables_and_the_same_pack(name):
    tables = cases_2027.pack_tables(cases_2027.load(name))
    back = tomllib.loads(policy_writer.written(tables))
    assert back == tables
    assert policy_reader.from_raw(back, "甲", ROOT) == policy_reader.from_raw(tables, "甲", ROOT)


def test_words_with_quotes_line_ends_and_signs_stay_as_they_are():
    tables = {
        "title": '“甲”"乙"\\丙\n丁\x7f',
        "on": True,
        "since": date(2026, 7, 1),
        "choices": {"a b": "c"},
        "none": {},
    }
    back = tomllib.loads(policy_writer.written(tables))
    assert back == {key: value for key, value in tables.items() if key != "none"}


def test_a_number_with_a_fraction_has_no_place_in_a_pack():
    with pytest.raises(DataError, match="cannot hold float"):
        policy_writer.written({"rate": 0.16})
