"""Our own documents: sound ones raise nothing, with and without their book, and each changed number is found.

The long form (`python -m tests.long audit_tables`) takes more random books, and every cell of the files themselves.
"""

import pytest
from hypothesis import given, settings

from desktop import pipeline
from desktop.audit import against_book, auditing
from desktop.audit.tabled import tabled
from desktop.exporters import package
from desktop.findings import Severity
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.outside import child
from desktop.outside.documents import reading
from tests import scale
from tests.audit import mutants
from tests.audit.ours import document_of
from tests.books import two_years

RANDOM = {key: loader.load(key) for key in scale.layouts(loader.available())}
FOUND_WITH_BOOK, FOUND_ALONE = 0.98, 0.95


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


@pytest.mark.long_only
@pytest.mark.parametrize("name", sample.of_one_unit())
@pytest.mark.parametrize("key", loader.available())
def test_each_number_of_the_files_is_found(sample_facts, tmp_path, name, key):
    """Every number of the tables and of the text, changed once, in the workbook, the Word file and the PDF."""
    disclosure = pipeline.disclose(*sample_facts[name], RANDOM[key])
    package.export(pipeline.publication(disclosure), tmp_path)
    step = max(1, 100 // scale.count(20))
    for path in sorted(tmp_path.glob("*.*")):
        document = reading.read(path, child.read_all)
        assert serious(document, disclosure) == [], path.suffix
        alone, tied = _alone(document, step)
        assert alone >= FOUND_ALONE * tied, (path.suffix, alone, tied)
        found, count = _with_book(document, disclosure, step)
        assert found >= FOUND_WITH_BOOK * count, (path.suffix, found, count)


def _alone(document, step):
    """Return how many numbers that something else states were found changed, and how many there are."""
    before, tied = set(audited(document).findings), tabled(document).tied
    places = [place for place in mutants.numbers(document)[::step] if place in tied]
    changed = (mutants.with_cell(document, place) for place in places)
    return sum(bool(set(audited(each).findings) - before) for each in changed), len(places)


def _with_book(document, disclosure, step):
    rules = against_book.rules(disclosure, lambda *_: [])
    before = {finding for rule in rules for finding in rule.look(document).findings}
    changed = [mutant for _, mutant in mutants.mutants(document, step)]
    changed += [mutant for _, mutant in mutants.sentences(document)][::step]
    found = ({finding for rule in rules for finding in rule.look(each).findings} for each in changed)
    return sum(bool(each - before) for each in found), len(changed)
