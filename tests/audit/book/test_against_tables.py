"""Tables against a book: every number that differs, rows that are missing, what the book does not state."""

import pytest

from desktop.audit.book import against_tables, publication_grids
from desktop.audit.outcome import Outcome
from desktop.findings import Severity
from tests.audit import mutants
from tests.audit.documents import document, table
from tests.audit.ours import document_of


@pytest.fixture(scope="module")
def ours(own_layouts):
    disclosure = own_layouts["qinghe_2025"]
    rule = against_tables.rule(publication_grids.of_publication(disclosure.tables, ()))
    return document_of(disclosure), rule


def test_our_own_tables_agree_to_the_last_digit(ours):
    found, rule = ours
    answer = rule.look(found)
    assert answer.findings == ()
    assert answer.outcome is None


def test_each_changed_number_is_an_error_with_what_the_book_has(ours):
    found, rule = ours
    for place, mutant in mutants.mutants(found, 25):
        (error,) = rule.look(mutant).findings
        assert error.severity is Severity.ERROR
        old = list(found.tables)[place[0]].rows[place[1]][place[2]]
        assert error.quotes[1].text == f"账本：{old}"


def test_a_row_that_is_missing_and_a_table_the_book_does_not_have_are_named(ours):
    found, rule = ours
    tables = list(found.tables)
    at = next(n for n, each in enumerate(tables) if any(row[0] == "2101102" for row in each.rows))
    rows = tuple(row for row in tables[at].rows if row[0] != "2101102")
    short = type(tables[at])(rows, tables[at].above, tables[at].merges, tables[at].spots)
    answer = rule.look(document(short, table("某表", "名称|金额", "甲|1.00")))
    assert ["2101102" in finding.message for finding in answer.findings] == [True]
    assert answer.outcome is Outcome.NOT_CHECKED
    assert "某表" in answer.reason
    assert rule.look(document(table("某表", "名称|金额", "甲|1.00"))).outcome is Outcome.NOT_CHECKED
