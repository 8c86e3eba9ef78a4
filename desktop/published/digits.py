"""With how many digits a file prints its amounts, and by how much what is meant may differ from them."""

from collections.abc import Iterable

from desktop.money import FEN_PER, Fen

COARSEST_STEP: Fen = 10_000
"""0.01 万元 in 分: no coarser digit is taken for the last one printed, but in a table in 亿元 0.01 亿元."""

ALL_WHOLE = 25
"""Different amounts, none with a decimal, from which a file rounds to whole 万元: no budget is of such alone."""


def half_of(unit: str, decimals: int, rounds: bool = False) -> Fen:
    """Return by how much, in 分, what is meant may differ from figures printed with so many decimals.

    Never more than for `COARSEST_STEP`, unless the file is known to round: one that prints 135 for 135.00 does not
    round to whole 万元.
    """
    if not unit:
        return 0
    step: Fen = FEN_PER[unit] // 10**decimals
    return (step if rounds else min(step, max(COARSEST_STEP, FEN_PER[unit] // 100))) // 2


def rounded_to(tables: Iterable[tuple[int, bool, int]]) -> int | None:
    """Return to how few decimals tables are rounded: to one (12.0 beside 3.7) or to none; None where to more.

    tables: of each the most decimals of any amount, whether some end with a zero behind the point, and how many
    different amounts it has.
    """
    known = list(tables)
    if not any(most for most, _, _ in known):
        return 0 if sum(count for _, _, count in known) >= ALL_WHOLE else None
    single = sum(count for most, zeros, count in known if most == 1 and zeros)
    return 1 if single > sum(count for most, _, count in known if most > 1) else None
