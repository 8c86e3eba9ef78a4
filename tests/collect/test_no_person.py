"""Canaries in every personal field of the units: none is in what collecting writes, nor in the report of it."""

import json
import zipfile

import pytest

from desktop.collect import parts, source
from desktop.collect.parts import Part
from desktop.ledger.book import Book
from desktop.ledger.records import Budget
from desktop.packs import archive, packing, reading
from tests.packs.test_privacy import fill_with_canaries
from tests.packs.test_random_departments import with_people
from tests.units.departments import YEAR, Department, tree_of

BIRD, UNIT = "金丝雀", "单位1"


def packs_of(folder, seed, most):
    """Return the packs of a random department whose books are full of canaries."""
    folder.mkdir()
    with Book.create(folder.with_suffix(".mzb")) as book:
        Department(book, tree_of(seed, most))
        with_people(book, seed)
        assert len(fill_with_canaries(book, book.records(Budget)[0])) > 3 * most
        for budget in book.records(Budget, year=YEAR):
            (folder / f"{budget.unit_id}.mzs").write_bytes(packing.pack(book, budget))
    return sorted(folder.glob("*.mzs"))


def handed_over(monkeypatch, files, read_pack=source.read_pack):
    """Return as text what is handed to the writer of Parquet for some packs, and what the list of the batch says."""
    tables = []
    monkeypatch.setattr(parts, "write", lambda folder, *values: tables.append((str(folder), values)))
    monkeypatch.setattr(source, "read_pack", read_pack)
    numbered = tuple((number, path, path.name) for number, path in enumerate(files, 1))
    found = parts.take_in(Part(files[0].parent / "out", 1, 0, numbered))
    assert not [each["problem"] for each in found if not each["number"]]
    return repr(tables) + repr(found)


def test_nobody_is_handed_to_the_writer(tmp_path, monkeypatch):
    text = handed_over(monkeypatch, packs_of(tmp_path / "in", 11, 2))
    assert UNIT in text
    assert BIRD not in text


def test_nobody_is_handed_to_the_writer_even_where_a_pack_held_everybody(tmp_path, monkeypatch):
    with Book.create(tmp_path / "a.mzb") as book:
        Department(book, tree_of(11, 3))
        with_people(book, 11)
        fill_with_canaries(book, book.records(Budget)[0])
        all_facts = [book.facts(budget) for budget in book.records(Budget, year=YEAR)]
    facts = next(each for each in all_facts if each.people and each.unit.name)
    assert BIRD in repr(facts)
    manifest = {**archive.heading(archive.BUDGET, facts.unit, facts.budget), "layout": "", "version": ""}
    pack = reading.Pack("a.mzs", "f", manifest, budgets=(facts,))
    read_pack = source.read_pack
    text = handed_over(monkeypatch, [tmp_path / "a.mzs"], lambda path, _: read_pack(path, lambda _: pack))
    assert facts.unit.name in text
    assert BIRD not in text


@pytest.mark.long_only
def test_nobody_of_forty_units_is_in_dataset_or_report(tmp_path):
    from pyarrow import parquet

    from desktop.collect import collecting, report
    from desktop.collect.dataset import Dataset
    from desktop.collect.report import Wanted

    files = packs_of(tmp_path / "in", 11, 40)
    assert collecting.collect(tmp_path / "in", tmp_path / "out", workers=1).new == len(files) > 20
    dataset, wanted = Dataset(tmp_path / "out"), Wanted(form="national/2023")
    report.write(dataset, wanted, report.ask(dataset, wanted), tmp_path / "汇总.xlsx")
    with zipfile.ZipFile(tmp_path / "汇总.xlsx") as package:
        texts = {"xlsx": b"".join(package.read(name) for name in package.namelist()).decode(errors="replace")}
    texts["json"] = repr([json.loads(path.read_text("utf-8")) for path in dataset.folder.rglob("*.json")])
    texts["parquet"] = repr(
        [parquet.ParquetFile(path).read().to_pylist() for path in dataset.folder.rglob("*.parquet")]
    )
    for name, text in texts.items():
        assert UNIT in text, name
        assert BIRD not in text, name
    everything = b"".join(path.read_bytes() for path in dataset.folder.rglob("*") if path.is_file())
    assert UNIT.encode() in everything
    assert BIRD.encode() not in everything
