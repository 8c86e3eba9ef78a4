"""The rules that know a book: our own document passes them all."""

from desktop import pipeline
from desktop.audit.book import against_book
from tests.audit.ours import document_of


def test_our_own_document_agrees_with_its_book(own_layouts):
    disclosure = own_layouts["qinghe_2025"]
    rules = against_book.rules(disclosure, pipeline.text_findings)
    assert [rule.code for rule in rules] == ["B80", "B81", "B82"]
    found = document_of(disclosure)
    assert [finding.message for rule in rules for finding in rule.look(found).findings] == []
