"""Other ways to read a list of amounts, under which nothing is wrong with it."""

from collections.abc import Iterator

from desktop.audit.sentences.parts import Group, total
from desktop.audit.sentences.statements import Statement, Statements


def adds_up(group: Group, text: Statements) -> bool:
    """Tell whether a list adds up where some of its parts only divide the part before them, or one was left out.

    服务 8 万元、货物 2 万元，为甲的 1.5 万元和乙的 0.5 万元: the last two are the 货物. What is missing may be an
    amount of the same sentence that was taken for something else.
    """
    if any(total(parts).meets(each.amount) for parts in _undivided(group.parts) for each in group.parents):
        return True
    missing = [each.amount.fen - total(group.parts).fen for each in group.parents]
    return any(each.amount.fen in missing for each in _in_sentence(group, text) if each.amount.fen > 0)


def _undivided(parts: tuple[Statement, ...]) -> Iterator[tuple[Statement, ...]]:
    """Yield the list without several parts that together are the part before them."""
    for at, part in enumerate(parts):
        for end in range(at + 3, len(parts) + 1):
            if total(parts[at + 1 : end]).fen == part.amount.fen != 0:
                yield parts[: at + 1] + parts[end:]


def _in_sentence(group: Group, text: Statements) -> Iterator[Statement]:
    """Yield the amounts of the sentence of the last part that are no part of the list."""
    last, own = group.parts[-1], {id(each) for each in (*group.parts, *group.parents)}
    a, b = last.passage.sentence_at(last.figure.start)
    for each in text.values:
        if each.passage is last.passage and a <= each.figure.start < b and id(each) not in own:
            yield each
