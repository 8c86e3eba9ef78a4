"""The rules of an audit that know a book: tables and text of a document against what the book publishes."""

import re
from collections.abc import Callable, Iterator

from desktop.audit.book import against_tables, against_text, publication_grids
from desktop.audit.outcome import Rule
from desktop.disclosure import Disclosure
from desktop.findings import Finding
from desktop.layouts.tables.charts import Chart


def rules(disclosure: Disclosure, check: Callable[[Disclosure, list[str]], list[Finding]]) -> tuple[Rule, ...]:
    """Return the rules that hold a document against a disclosure.

    check: what the book finds wrong with sentences that are not its own (`pipeline.text_findings`).
    """
    paragraphs = disclosure.narrative.paragraphs
    inline = [paragraph.table for paragraph in paragraphs if paragraph.table is not None]
    own = publication_grids.of_publication([*disclosure.tables, *inline], disclosure.charts)
    lines = [disclosure.narrative.title, *(paragraph.text for paragraph in paragraphs if paragraph.table is None)]
    for table in disclosure.tables:
        lines += [table.number, table.title, table.label, *table.notes]
    facts = disclosure.facts
    words = {"{unit}": facts.unit.name, "{year}": str(facts.budget.year), "{scope}": facts.unit.scope}
    words["{paper}"] = disclosure.form.paper(facts.budget.stage)
    lines += [re.sub(r"\{\w+\}", lambda mark: words.get(mark[0], ""), line) for line in disclosure.form.cover]
    drawn = {number for chart in disclosure.charts for number in _drawn(chart)}
    for chart in disclosure.charts:
        lines += [chart.title, "".join(name for name, _ in chart.series) + f"单位：{chart.style.unit}"]
        lines += [f"{bar.label}{chart.style.show(bar.this)}" for bar in chart.bars]
    texts = against_text.BookText(tuple(lines), frozenset(drawn), frozenset(chart.title for chart in disclosure.charts))
    return (against_tables.rule(own), *against_text.rules(texts, lambda found: check(disclosure, found)))


def _drawn(chart: Chart) -> Iterator[str]:
    """Yield the numbers at the bars of a chart."""
    for bar in chart.bars:
        yield chart.style.show(bar.this)
        if bar.last is not None:
            yield chart.style.show(bar.last)
