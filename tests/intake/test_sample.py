"""The shipped samples: public figures only, written whole or not at all."""

import json
import re
from pathlib import Path

import pytest

from desktop.catalog import policy
from desktop.exchange import dump
from desktop.findings import Severity, UserError
from desktop.intake import sample
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Person
from desktop.money import parse_yuan
from desktop.units import together, views
from tests.cases_2027 import department

ROOT = Path(__file__).resolve().parents[2]


def test_samples_are_books_of_public_figures_only():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "samples").rglob("*.*"))
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dXx]", text)
    assert sample.titles()


@pytest.mark.parametrize("name", list(sample.titles()))
def test_a_sample_is_one_step_of_a_new_book(name, tmp_path):
    path = tmp_path / "a.mzb"
    sample.write(name, path)
    with Book.open_to_read(path) as book:
        assert len(book.history()) == 1
        assert len({b.year for b in book.records(Budget)}) == (2 if name in sample.of_one_unit() else 1)


def test_an_unknown_name_names_the_known_ones_and_makes_nothing(tmp_path):
    with pytest.raises(UserError, match="wuxi_2023"):
        sample.write("nowhere", tmp_path / "a.mzb")
    assert not (tmp_path / "a.mzb").exists()


def test_a_book_that_is_there_is_not_overwritten(tmp_path):
    path = tmp_path / "a.mzb"
    sample.write("wuxi_2023", path)
    before = path.read_bytes()
    with pytest.raises(UserError):
        sample.write("qinghe_2025", path)
    assert path.read_bytes() == before


def test_no_sample_names_a_person(tmp_path):
    for name in sample.titles():
        path = tmp_path / f"{name}.mzb"
        sample.write(name, path)
        with Book.open_to_read(path) as book:
            assert not [p for p in book.records(Person) if p.name]


DEPARTMENT = ROOT / "resources" / "samples" / "department_2027"


def test_the_department_is_the_worked_case_with_its_words(tmp_path, request):
    """After a change of the case: pytest --update-golden."""
    with Book.create(tmp_path / "a.mzb") as book:
        department.fill(book)
        department.complete(book)
        content = json.dumps(dump.everything(book), ensure_ascii=False, indent=1) + "\n"
    written = {"book.json": content} | {f"{name}.toml": text for name, text in department.sample_packs().items()}
    if request.config.getoption("--update-golden"):
        for name, text in written.items():
            (DEPARTMENT / name).write_text(text, encoding="utf-8")
    assert {path.name: path.read_text(encoding="utf-8") for path in DEPARTMENT.iterdir()} == written


def test_the_department_is_computed_without_a_file_in_the_users_folder(tmp_path):
    """Each unit by its own pack, which belongs to the sample; nothing is left to do."""
    sample.write("department_2027", tmp_path / "a.mzb")
    with Book.open_to_read(tmp_path / "a.mzb") as book:
        shown = together.of_view(book, views.below(book, units.tree_of(book).find(department.NAME)), "national/2023")
        loud = {finding.code for finding in shown.findings if finding.severity is not Severity.INFO}
    wanted = parse_yuan(department.CASE["expected"]["consolidated"]["income_total"])
    assert shown.narrative.figures["income_total"].fen == wanted
    assert loud == {"C140"}
    assert not policy.own_folder().exists()


def test_the_packs_of_a_sample_are_found_and_never_offered():
    assert policy.is_here("hospital_2027")
    assert policy.title_of("hospital_2027") == "澄湖县临港新区中医医院"
    assert "hospital_2027" not in policy.available()
    assert "hospital_2027" not in policy.titles()


def test_an_own_pack_of_the_name_comes_first():
    policy.own_folder().mkdir(parents=True)
    text = (DEPARTMENT / "hospital_2027.toml").read_text(encoding="utf-8").replace("中医医院", "某医院", 1)
    (policy.own_folder() / "hospital_2027.toml").write_text(text, encoding="utf-8")
    assert policy.load("hospital_2027").title == "澄湖县临港新区某医院"


def test_a_department_that_is_there_is_not_overwritten_either(tmp_path):
    path = tmp_path / "a.mzb"
    path.write_bytes(b"x")
    with pytest.raises(UserError, match="已存在"):
        sample.write("department_2027", path)
    assert path.read_bytes() == b"x"
