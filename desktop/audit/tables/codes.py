"""Codes of 类 and 款 that a table prints only in part: once where they begin, or without those above them."""

from collections.abc import Sequence

TOP, STEP, ITEM = 3, 2, 7
"""Digits of a 类, of each step below it, and of a 项 with all that stands above it."""


def with_higher_codes(printed: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the codes of rows with those of 类 and 款 that their columns print only once, where they begin.

    rows: number in the table and printed code of each.
    A 款 that one column prints by its own two digits (208, 05, 2080501) has its 类 put before it.
    printed: the code of each row; columns: the cells of each row in the columns of codes.
    """
    found: list[str] = []
    above = top = ""
    items = {code for code in printed if len(code) == ITEM}
    for own, pieces in zip(printed, columns, strict=True):
        code = own
        if own and len(pieces) > 1 and not pieces[0] and len(own) == STEP * sum(map(bool, pieces)) and above:
            first = next(n for n, piece in enumerate(pieces) if piece)
            code = above[: STEP * first + 1] + own
        elif len(pieces) == 1 and len(own) == STEP and any(item.startswith(top + own) for item in items):
            code = top + own
        above, top = code or above, code if len(code) == TOP else top
        found.append(code)
    return found
