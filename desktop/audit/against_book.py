"""The rules of an audit that know a book: tables and text of a document against what the book publishes."""

from collections.abc import Callable

from desktop.audit import against_tables, against_text, publication_grids
from desktop.audit.outcome import Rule
from desktop.disclosure import Disclosure
from desktop.findings import Finding


def rules(disclosure: Disclosure, check: Callable[[Disclosure, list[str]], list[Finding]]) -> tuple[Rule, ...]:
    """Return the rules that hold a document against a disclosure.

    check: what the book finds wrong with sentences that are not its own (`pipeline.text_findings`).
    """
    paragraphs = disclosure.narrative.paragraphs
    inline = [paragraph.table for paragraph in paragraphs if paragraph.table is not None]
    own = publication_grids.of_publication([*disclosure.tables, *inline], disclosure.charts)
    lines = [paragraph.text for paragraph in paragraphs if paragraph.table is None]
    return (against_tables.rule(own), *against_text.rules(lines, lambda found: check(disclosure, found)))
