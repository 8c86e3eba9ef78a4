"""The cases worked out by hand go out as JSON and come in again, and every line still comes out."""

import json
from dataclasses import replace

import pytest

from desktop.catalog import answers, policy
from desktop.compute import drafting
from desktop.exchange import dump, fill
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, BudgetFacts, Record
from tests import answers_2027, cases_2027
from tests.compute.test_cases_2027 import computed_lines, expected_lines

PACK = "本县"


def stored(facts, path):
    """Write the facts of a case into a new book, under their own numbers."""
    facts = replace(facts, budget=replace(facts.budget, policy=PACK))
    listed = [getattr(facts, name) for name in BudgetFacts.__dataclass_fields__]
    records = [each for one in listed for each in (one if isinstance(one, tuple) else (one,))]
    order = {kind: number for number, kind in enumerate(fill.shape.RECORD_TYPES)}
    with Book.create(path) as book, book.operation("案例"):
        kept = [each for each in records if isinstance(each, Record) and each.id]
        for record in sorted(kept, key=lambda each: order[type(each)]):
            book.insert(record)


FIRST, *OTHERS = cases_2027.NAMES
"""One case that has a bit of everything; the others in the long form `journeys`."""


@pytest.mark.parametrize("name", [FIRST, *(pytest.param(name, marks=pytest.mark.journey) for name in OTHERS)])
def test_every_line_of_a_case_comes_out_of_a_loaded_book(tmp_path, name):
    case = cases_2027.load(name)
    (tmp_path / "答案.toml").write_text(answers_2027.answers_of(case), encoding="utf-8")
    policy.own_folder().mkdir(parents=True, exist_ok=True)
    made = answers.make(tmp_path / "答案.toml")
    (policy.own_folder() / f"{PACK}.toml").write_text(made.text, encoding="utf-8")
    stored(cases_2027.book_of(case), tmp_path / "a.mzb")
    with Book.open_to_read(tmp_path / "a.mzb") as book:
        text = json.dumps(dump.everything(book), ensure_ascii=False)
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    fill.load_file(tmp_path / "b.mzb", tmp_path / "a.json")
    with Book.open_to_read(tmp_path / "b.mzb") as book:
        (budget,) = book.records(Budget)
        facts = book.facts(budget)
        assert json.dumps(dump.everything(book), ensure_ascii=False) == text, "the same to the byte"
    expected, found = expected_lines(case), computed_lines(case, drafting.draft(facts))
    assert (sorted(expected - found), sorted(found - expected)) == ([], [])
