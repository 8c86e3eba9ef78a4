"""One process's share of a batch: values of the right kind, a bad pack alone left out."""

import pytest

from desktop.collect import parts, source
from desktop.collect.parts import Part
from tests.collect import packs

pytestmark = pytest.mark.long_only


def test_amounts_are_stored_as_whole_numbers_of_64_bits_and_year_and_stage_as_folders(tmp_path):
    from pyarrow import parquet

    about, tables = packs.content(1, 10)
    tables["lines"][0]["amount"] = 10**14 + 1
    path = packs.write(tmp_path / "a.mzs", about, tables)
    (found,) = parts.take_in(Part(tmp_path / "out", 1, 0, ((7, path, "a.mzs"),)))
    assert (found["number"], found["problem"]) == (7, "")
    (file,) = (tmp_path / "out" / "lines").rglob("*.parquet")
    assert file.relative_to(tmp_path / "out").as_posix() == "lines/year=2027/stage=first_up/batch=1/00000.parquet"
    table = parquet.ParquetFile(file).read()
    assert str(table.schema.field("amount").type) == "int64"
    assert table["amount"][0].as_py() == 10**14 + 1
    assert set(table["pack"].to_pylist()) == {7}


def test_a_pack_that_cannot_be_read_is_refused_and_the_next_one_is_taken(tmp_path, monkeypatch):
    bad, ours, good = (packs.write(tmp_path / f"{n}.mzs", *packs.content(n, 10)) for n in range(3))
    bad.write_bytes(bad.read_bytes()[:-40])
    read_pack = source.read_pack

    def failing(path, read):
        return {}["a mistake of ours"] if path == ours else read_pack(path, read)

    monkeypatch.setattr(source, "read_pack", failing)
    found = parts.take_in(
        Part(tmp_path / "out", 1, 0, tuple((n, path, path.name) for n, path in enumerate((bad, ours, good), 1)))
    )
    assert [each["number"] for each in found] == [0, 0, 3]
    assert "0.mzs" in found[0]["problem"]
    assert "程序读不出" in found[1]["problem"]
