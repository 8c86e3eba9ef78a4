"""Our own documents: sound ones raise nothing, with and without their book.

The long form takes more random books; the files themselves, and numbers changed in them: `python -m tests.long audit`.
"""

from hypothesis import given, settings

from desktop import pipeline
from desktop.audit import against_book, auditing
from desktop.findings import Severity
from desktop.layouts.form import loader
from tests import scale
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
