"""The rules that know a book: our own document passes them all."""

from decimal import Decimal

from desktop import pipeline
from desktop.audit.book import against_book
from desktop.findings import Finding, Severity
from tests.audit.documents import document
from tests.audit.ours import document_of


def test_our_own_document_agrees_with_its_book(own_layouts):
    disclosure = own_layouts["qinghe_2025"]
    rules = against_book.rules(disclosure, pipeline.text_findings)
    assert [rule.code for rule in rules] == ["B80", "B81", "B82"]
    found = document_of(disclosure)
    assert [finding.message for rule in rules for finding in rule.look(found).findings] == []


def test_an_amount_of_some_money_only_that_a_table_prints_under_that_name_is_not_wrong(own_layouts):
    disclosure = own_layouts["qinghe_2025"]
    rows = (row for table in disclosure.tables for row in table.grid)
    label, fen = next((row[0].text, cell.amount) for row in rows if row[0].text for cell in row if cell.amount)
    message = f"“{label}”在不同位置的数值不一致"
    for amount, wrong in ((fen, 0), (fen + 123_400, 1)):
        told = Finding("C81", Severity.ERROR, message, left=f"{Decimal(amount) / 100:,.2f}")
        rule = against_book.rules(disclosure, lambda _, __, told=told: [told])[-1]
        assert len(rule.look(document("其中别的口径的支出9万元。")).findings) == wrong
