"""Whether two numbers of things are of the same thing, by the words around them.

Rules, sources and what is not seen: resources/rules/audit/quantities.md.
"""

import re

from desktop.audit.counts import goals
from desktop.audit.details.things import Quantity
from desktop.audit.sentences.numerals import many
from desktop.audit.sentences.slips import same_digits, slips

SAME, ALIKE = 2, 1
"""How surely two nouns are of one thing."""
SHORTEST, ENDING = 4, 2
"""Letters of a noun that says what is counted; letters that two nouns end with."""
PERCENT = frozenset("%‰")
MEANT = re.compile("^(?:确保|力争|努力|实现|使|全年|年度|年内|本年|预期|并|且|项目)+|(?:保持|控制|稳定|提升|提高)$")
"""Words around the noun of a percentage that are not of it."""
GROWTH = re.compile("增速|增幅|增长率")
EMPTY = re.compile("^(?:保障|完成|计划|拟|实现|确保|预计|全年|年内|本年|开展)+")
"""Words before a noun that say only that it is a goal."""
NEW = "新增"
PIECES = 4
"""Letters of a noun from which it may stand in pieces in another order."""
SHORT = re.compile("$|[的按进开发实每完参全已均能]")
"""What may follow a noun of three letters that is no part of a longer one: 520 户记账户按月记账."""


def likeness(aim: Quantity, other: Quantity) -> int:
    """Return how surely a number is of what a goal is of; 0: of something else."""
    return max(_likeness(noun, theirs, other) for noun in aim.nouns for theirs in other.nouns)


def _likeness(noun: str, theirs: str, other: Quantity) -> int:
    if (NEW in noun) != (NEW in other.clause):
        return 0
    if other.counted in PERCENT:
        return of_percentage(noun, theirs) if other.place[0] == "text" else 0
    if len(noun) < SHORTEST:
        if len(noun) > ENDING and SHORT.match(other.behind.removeprefix(noun)) and other.behind.startswith(noun):
            return SAME
        return ALIKE if len(noun) >= ENDING and noun == theirs and not other.behind else 0
    if theirs.endswith(noun) and goals.TOGETHER.search(theirs.removesuffix(noun)):
        return 0
    if theirs.endswith(noun) or (len(theirs) >= SHORTEST and (noun.endswith(theirs) or sorted(theirs) == sorted(noun))):
        return SAME
    if other.behind.startswith(noun) or _around(noun, theirs, other.behind):
        return SAME
    if theirs[-ENDING:] == noun[-ENDING:]:
        if _in_order(noun, theirs):
            return SAME
        if theirs.startswith(noun[:ENDING]) or (len(theirs) >= SHORTEST and _in_order(theirs, noun)):
            return ALIKE
    if len(theirs) >= SHORTEST - 1 and EMPTY.sub("", noun) == EMPTY.sub("", theirs):
        return ALIKE
    return ALIKE if _covered(noun, other.before, other.behind) else 0


def of_percentage(noun: str, theirs: str) -> int:
    """Return how surely two percentages are of one thing; ALIKE where one noun says more than the other."""
    a, b = (MEANT.sub("", GROWTH.sub("增长", words)) for words in (noun, theirs))
    if a == b:
        return SAME
    return ALIKE if min(len(a), len(b)) > SHORTEST and (a.endswith(b) or b.endswith(a)) else 0


def _around(noun: str, before: str, behind: str) -> bool:
    """Tell whether a noun stands around a number: 保障社区, 保障 12 个社区."""
    return any(
        before.endswith(noun[:at]) and behind.startswith(noun[at:]) for at in range(ENDING, len(noun) - ENDING + 1)
    )


def _in_order(letters: str, of: str) -> bool:
    rest = iter(of)
    return all(letter in rest for letter in letters)


def _covered(noun: str, before: str, behind: str) -> bool:
    """Tell whether nearly all pairs of letters of a noun stand around a number, or all its pieces do."""
    pairs = {noun[at : at + ENDING] for at in range(len(noun) - 1)}
    missing = sum(pair not in before and pair not in behind for pair in pairs)
    if len(pairs) >= SHORTEST and missing <= 1:
        return True
    pieces = [noun[at : at + ENDING] for at in range(0, len(noun), ENDING)]
    return len(noun) >= PIECES and all(each in before or each in behind for each in pieces)


def slip(aim: Quantity, other: Quantity) -> bool:
    """Tell whether two digits of one number changed places in the other, or its point did."""
    a, b = aim.text.replace(",", ""), other.text.replace(",", "")
    return (
        _moved(a, b)
        or (len(a) == len(b) and a != b and (same_digits(a, b) or b in set(slips(a))))
        or (_one_digit(a, b) and not reached(aim, other))
    )


DIGITS, TIMES = 3, 3
"""Digits of a number from which one that differs in one of them alone is likely the same; of round ones, how far."""


def _one_digit(a: str, b: str) -> bool:
    """Tell whether two numbers of three digits or more differ in one of them: 197, 897; two round ones may be meant."""
    if len(a) < DIGITS or not differs_in_one(a, b):
        return False
    small, large = sorted((many(a), many(b)))
    return not a[-1] == b[-1] == "0" or large >= TIMES * small


def differs_in_one(a: str, b: str) -> bool:
    """Tell whether two numbers are as long and differ in one digit."""
    return len(a) == len(b) and sum(digit != other for digit, other in zip(a, b, strict=True)) == 1


def reached(aim: Quantity, other: Quantity) -> bool:
    """Tell whether a number fits a bound: ≥90% and 95%; two bounds of one kind are the same or wrong."""
    if aim.sign == other.sign:
        return False
    if aim.sign == ">" or other.sign == "<":
        return other.value >= aim.value
    return other.value <= aim.value


def _moved(a: str, b: str) -> bool:
    """Tell whether two numbers differ by nothing but their point, or by noughts: 1.5 万页, 15 万页."""
    bare = [each.replace(".", "").strip("0") for each in (a, b)]
    return "." in a + b and bare[0] == bare[1] and len(bare[0]) > 1 and many(a) != many(b)
