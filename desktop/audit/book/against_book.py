"""The rules of an audit that know a book: tables and text of a document against what the book publishes."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from desktop.audit.book import against_tables, against_text, publication_grids
from desktop.audit.outcome import Rule
from desktop.disclosure import Disclosure
from desktop.findings import Finding
from desktop.layouts.tables.charts import Chart

HALF_A_STEP = 5_000
"""Half of what the last digit of an amount in 万元 with two decimals stands for, in 分."""


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

    def wrong(found: list[str]) -> list[Finding]:
        return [each for each in check(disclosure, found) if not _of_other_money(disclosure, each)]

    return (against_tables.rule(own), *against_text.rules(texts, wrong))


def _of_other_money(disclosure: Disclosure, found: Finding) -> bool:
    """Tell whether an amount that is not the text's stands under that name in a table: it is of some money only."""
    name = re.match("“([^”]+)”在不同位置的数值不一致", found.message)
    if name is None or not found.left:
        return False
    fen = Decimal(found.left.replace(",", "")) * 100
    half = HALF_A_STEP if fen % (2 * HALF_A_STEP) == 0 else 0
    rows = (row for table in disclosure.tables for row in table.grid if any(name[1] in cell.text for cell in row))
    return any(cell.amount is not None and abs(cell.amount - fen) <= half for row in rows for cell in row)


def _drawn(chart: Chart) -> Iterator[str]:
    """Yield the numbers at the bars of a chart."""
    for bar in chart.bars:
        yield chart.style.show(bar.this)
        if bar.last is not None:
            yield chart.style.show(bar.last)
