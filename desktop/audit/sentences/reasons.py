"""Changes given as the reasons of another one: 减少 8 万元，原因是人员经费减少 10 万元、公用经费增加 2 万元."""

import re
from collections.abc import Iterable, Iterator

from desktop.audit.sentences.prose import Passage
from desktop.audit.sentences.statements import Change, Statements


def with_reasons(changes: Iterable[Change]) -> Iterator[tuple[Change, list[Change]]]:
    """Yield each change with the reasons right behind it in its passage, where it has any."""
    owner: Change | None = None
    reasons: list[Change] = []
    for change in (*changes, None):
        if owner and change and change.reason and change.passage is owner.passage:
            reasons.append(change)
            continue
        if owner and reasons:
            yield owner, reasons
        owner, reasons = change, []


def of_another(text: Statements, change: Change, *, rises: bool) -> bool:
    """Tell whether the sentence of a change states another one in the direction that the reason behind both names."""
    start, _ = change.passage.sentence_at(change.start)
    before = (c for c in text.changes if c.passage is change.passage and start <= c.start < change.start)
    return any(each.rises == rises and each.amount and each.amount.amount.fen for each in before)


SEVERAL_YEARS = re.compile(r"近[三四五两]年|[三四五]年来|历年|连续[两三四五]年")
"""Words of a passage that goes from year to year."""


def years_in_a_row(text: Statements, passage: Passage, base: int) -> bool:
    """Tell whether a passage says what it was in several years, that one among them: the comparison is meant so."""
    values = text.by_passage.get(passage.number, [])
    years = {v.year for v in values if v.year}
    named = base in years and (text.year - 1 in years or any(v.last for v in values))
    named = (
        named
        or re.search(f"(?:原因|由于|主要)[^。]{{0,60}}{base + 1}年[^。]{{0,40}}比{base}年", passage.text) is not None
    )
    bases = {change.base for change in text.changes_by_passage.get(passage.number, [])}
    own = rf"{base + 1}年[^。；，\d]{{0,12}}(?:[较比]|相?比较?|与|同){base}年"
    named = named or (text.year - 1 in bases and re.search(own, passage.text) is not None)
    return base < text.year - 1 and (named or SEVERAL_YEARS.search(passage.text) is not None)
