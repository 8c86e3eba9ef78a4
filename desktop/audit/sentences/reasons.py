"""Changes given as the reasons of another one: 减少 8 万元，原因是人员经费减少 10 万元、公用经费增加 2 万元."""

from collections.abc import Iterable, Iterator

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
