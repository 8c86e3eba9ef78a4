"""Our own documents: sound ones raise nothing, with and without their book.

The long form takes more random books; the files themselves, and numbers changed in them: `python -m tests.long audit`.
"""

import pytest
from hypothesis import given, settings

from desktop import pipeline
from desktop.audit import auditing
from desktop.audit.book import against_book
from desktop.findings import Severity
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.units import together, views
from tests import samples, scale
from tests.audit.ours import document_of
from tests.books import two_years

RANDOM = {key: loader.load(key) for key in scale.layouts(loader.available())}


def audited(document, disclosure=None):
    more = against_book.rules(disclosure, pipeline.text_findings) if disclosure else ()
    return auditing.of_document(document, more=more)


def serious(document, disclosure=None):
    """Return errors and warnings of the rules over tables; a random book owes texts, which the others say."""
    found = audited(document, disclosure).findings
    return [each.message for each in found if each.severity is not Severity.INFO and each.code.startswith("B")]


@settings(max_examples=scale.count(1))
@given(years=two_years())
def test_documents_of_random_books_raise_nothing_in_any_layout(years):
    for form in RANDOM.values():
        disclosure = pipeline.disclose(*years, form)
        assert serious(document_of(disclosure), disclosure) == [], form.key


@pytest.fixture(scope="module")
def department(tmp_path_factory):
    path = tmp_path_factory.mktemp("department") / "部门.mzb"
    samples.write("department_2027", path)
    with Book.open(path) as book:
        yield book


OTHERS = [pytest.param(key, marks=pytest.mark.journey) for key in ("henan/2022", "yunnan/2025")]


@pytest.mark.parametrize("key", ["chongqing/2026", *OTHERS])
def test_money_handed_up_and_given_down_is_no_project_in_any_table(department, key):
    for name in ("教育发展服务中心", "文化活动中心"):
        unit = next(each for each in department.units() if name in each.name)
        disclosure = pipeline.of_book(department, key, pipeline.newest_budget(department, unit))
        assert serious(document_of(disclosure), disclosure) == []
        assert {"to_superior", "to_subordinate"} & {c.id for c in disclosure.table("expenditure").blocks[0].columns}


def test_the_list_of_all_units_of_a_department_is_not_that_of_its_last_kind(department):
    found = audited(
        document_of(together.of_view(department, views.below(department, department.units()[0]), "chongqing/2026"))
    )
    assert [each.message for each in found.findings if each.code in ("A71", "A73")] == []
