"""Other ways to read a list of amounts, under which nothing is wrong with it; whether it is of its amount for sure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.audit.interval import Interval, printed
from desktop.audit.sentences.nouns import straight
from desktop.audit.sentences.parts import CLOSED, Group, cut, readings, total
from desktop.audit.sentences.statements import TOKEN, Change, Enumeration, Statement, Statements
from desktop.money import FEN_PER

PRICE = re.compile(r"每[^，。；、\d]{1,8}|单价[^，。；、\d]{0,4}|[人户次亩]均[^，。；、\d]{0,8}")
"""Words of a clause whose amount is a price and no part of anything."""
FEWEST = 2
APART = ("采购", "结构", "类别")
"""Groups of which no member is divided into another: 货物, 工程 and 服务."""


def adds_up(group: Group, text: Statements) -> bool:
    """Tell whether a list adds up in another way than it was read.

    Some of its parts only divide the part before them; its first parts are all of it and the others of something
    else; they are the parts of an amount between it and them (25.2 万元，每处 8.4 万元，其中…); one was left out that
    stands in the same sentence; some are prices; all of them are less than half of it.
    """
    amounts = tuple(part for part in group.parts if not _is_price(part))
    several = [
        *_undivided(amounts, known=group.name in APART),
        *_begun(amounts),
        *([amounts] if len(amounts) < len(group.parts) else []),
    ]
    if any(len(parts) < FEWEST or total(parts).meets(each.amount) for parts in several for each in group.parents):
        return True
    if any(each.fen == total(group.parts).fen for each in _between(group)) or _of_another(group, text):
        return True
    least = min(each.amount.fen for each in group.parents)
    if group.name not in CLOSED and not group.closed and 0 < total(group.parts).fen * 2 < least:
        return True  # some of it: no list that is so far from full is meant to be
    missing = [each.amount.fen - total(group.parts).fen for each in group.parents]
    return any(each.amount.fen in missing for each in _in_sentence(group, text) if each.amount.fen > 0)


def _of_another(group: Group, text: Statements) -> bool:
    """Tell whether a list in a passage of its own is exactly what another kind of spending comes to (基本支出)."""
    parent, first = group.parents[0], group.parts[0]
    if parent.passage is first.passage or parent.subject is None:
        return False
    exact = total(group.parts).fen
    same = (each.subject for each in text.values if each.amount.fen == exact and each.passage is not first.passage)
    return any(of and of.group == "结构" and of.name != parent.subject.name for of in same)


def _undivided(parts: tuple[Statement, ...], *, known: bool) -> Iterator[tuple[Statement, ...]]:
    """Yield the list without several parts that together are the part before them.

    known: none of them is part of another (货物, 工程, 服务), so that one of the same amount and 0 tell nothing.
    """
    for at, part in enumerate(parts):
        for end in range(at + 3, len(parts) + 1):
            divided = sum(bool(each.amount.fen) for each in parts[at + 1 : end]) > known
            if divided and total(parts[at + 1 : end]).fen == part.amount.fen != 0:
                yield parts[: at + 1] + parts[end:]


def _begun(parts: tuple[Statement, ...]) -> Iterator[tuple[Statement, ...]]:
    """Yield the first parts of a list, up to words that begin to divide one of them: 项目支出中当年财政拨款…."""
    for end in range(2, len(parts)):
        before, part = parts[end - 1], parts[end]
        between = part.passage.text[before.figure.end : part.figure.start] if before.passage is part.passage else "。"
        if re.search("中|；|。", between):
            yield parts[:end]


def _is_price(part: Statement) -> bool:
    words = re.split("[，。；、：]", part.passage.text[: part.figure.start])[-1]
    return PRICE.search(words) is not None


def _between(group: Group) -> Iterator[Interval]:
    """Yield the amounts between what is divided and its first part."""
    parent, first = group.parents[0], group.parts[0]
    if parent.passage is first.passage:
        for token in TOKEN.finditer(first.passage.text, parent.figure.end, max(first.figure.start, parent.figure.end)):
            if token[2] in FEN_PER and token.end() <= first.start:
                yield printed(token[1], token[2])


def _in_sentence(group: Group, text: Statements) -> Iterator[Statement]:
    """Yield the amounts of the sentence of the last part that are no part of the list."""
    last, own = group.parts[-1], {id(each) for each in (*group.parts, *group.parents)}
    a, b = last.passage.sentence_at(last.figure.start)
    for each in text.values:
        if each.passage is last.passage and a <= each.figure.start < b and id(each) not in own:
            yield each


def all_of_it(group: Group, own: list[list[Change]]) -> bool:
    """Tell whether a list is of its amount for certain, as its amounts add up to it, and each change of its part."""
    fits = any(total(parts).meets(each.amount) for parts in readings(group) for each in group.parents)
    single = ((part, several[0]) for part, several in zip(group.parts, own, strict=True) if len(several) == 1)
    return fits and all(straight(part, change) for part, change in single)


def right_behind(each: Enumeration) -> bool:
    """Tell whether a list stands in the passage of what it is of, with no other amount between the two."""
    parent, first = each.parents[0], each.parts[0]
    between = first.passage.text[parent.figure.end : first.start] if parent.passage is first.passage else ""
    return parent.passage is first.passage and not any(token[2] in FEN_PER for token in TOKEN.finditer(between))


def proven(each: Enumeration, group: Group) -> Group:
    """Return a group, with all parts of its list where only all of them come to what it divides: names misread."""
    several = (group.parts, *cut(group.parts))
    wanted = [parent.amount for parent in group.parents]
    if any(total(parts).meets(amount) for parts in several for amount in wanted):
        return group
    everyone = tuple(each.parts)
    return replace(group, parts=everyone) if any(total(everyone).meets(amount) for amount in wanted) else group


def beside_three(part: Statement, each: Enumeration) -> bool:
    """Tell whether a list of 三公经费 goes on with costs that are none of it: 会议费, 培训费."""
    three = each.parents[0].subject is not None and each.parents[0].subject.name == "三公经费"
    return three and part.subject is not None and part.subject.group in {"会议", "培训"}
