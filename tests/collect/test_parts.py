"""One process's share of a batch: values of the right kind, a bad pack alone left out."""

import pytest

from desktop.collect import parts
from desktop.collect.parts import Part
from tests.collect import packs

pytestmark = pytest.mark.long_only


def test_amounts_are_stored_as_whole_numbers_of_64_bits_and_year_and_stage_as_folders(tmp_path):
    from pyarrow import parquet

    about, tables = packs.content(1, 10)
    tables["lines"][0]["amount"] = 10**15 + 1
    path = packs.write(tmp_path / "a.mzs", about, tables)
    (found,) = parts.take_in(Part(tmp_path / "out", 1, 0, ((7, path, "a.mzs"),)))
    assert (found["number"], found["problem"]) == (7, "")
    (file,) = (tmp_path / "out" / "lines").rglob("*.parquet")
    assert file.relative_to(tmp_path / "out").as_posix() == "lines/year=2027/stage=first_up/batch=1/00000.parquet"
    table = parquet.ParquetFile(file).read()
    assert str(table.schema.field("amount").type) == "int64"
    assert table["amount"][0].as_py() == 10**15 + 1
    assert set(table["pack"].to_pylist()) == {7}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda about, tables: about.update(stage="三上"), "三上"),
        (lambda about, tables: tables["lines"][0].update(amount="1.5"), "1.5"),
        (lambda about, tables: about.pop("unit"), "KeyError|读不出"),
    ],
)
def test_a_pack_that_does_not_fit_is_refused_and_the_next_one_is_taken(tmp_path, change, words):
    about, tables = packs.content(1, 10)
    change(about, tables)
    bad = packs.write(tmp_path / "bad.mzs", about, tables)
    good = packs.write(tmp_path / "good.mzs", *packs.content(2, 10))
    first, second = parts.take_in(Part(tmp_path / "out", 1, 0, ((1, bad, "bad.mzs"), (2, good, "good.mzs"))))
    assert first["number"] == 0
    assert any(word in first["problem"] for word in words.split("|"))
    assert (second["number"], second["problem"]) == (2, "")
