"""Slips of the pen in a figure: two digits that changed places, a point that moved by one place."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

FEWEST = 2
"""Digits other than 0 without which nothing is told: 40 for 400 may as well be another amount."""


def slips(text: str) -> Iterator[str]:
    """Yield the numbers of which a printed number may be a slip; none for one of hardly any digits."""
    plain = text.replace(",", "")
    digits = plain.replace(".", "")
    if len(digits.strip("0")) < FEWEST:
        return
    after = len(plain.partition(".")[2])
    whole_part = len(digits) - after
    for at in range(len(digits) - 1):
        a, b = digits[at], digits[at + 1]
        if a != b and (at or b != "0"):
            turned = digits[:at] + b + a + digits[at + 2 :]
            yield f"{turned[:whole_part]}.{turned[whole_part:]}" if after else turned
    value = Decimal(plain)
    yield f"{value * 10:.{after}f}"
    if value == (value / 10).quantize(Decimal(1).scaleb(-after)) * 10:
        yield f"{value / 10:.{after}f}"


def same_digits(first: str, second: str) -> bool:
    """Tell whether two numbers differ by two digits that changed places, the point in the same place."""
    a, b = (text.replace(",", "") for text in (first, second))
    swapped = len(a) == len(b) and sum(digit != other for digit, other in zip(a, b, strict=True)) == 2
    return swapped and sorted(a) == sorted(b) and a.find(".") == b.find(".") and len(a.replace(".", "")) > FEWEST


def turned(parts: Sequence[Decimal], total: Decimal) -> int | None:
    """Return which of several signed numbers has the wrong sign, if with the other one they are a total exactly."""
    missing = total - sum(parts, Decimal(0))
    found = [number for number, part in enumerate(parts) if missing and -2 * part == missing]
    return found[0] if len(parts) >= FEWEST and len(found) == 1 else None


def explained(parts: Sequence[str], total: str, signs: Iterable[int] = ()) -> tuple[str, str] | None:
    """Return the figure and what it should be where one slip makes parts add up to a total exactly; None otherwise.

    signs: of each part, all 1 where none is given.
    """
    values = [Decimal(each.replace(",", "")) for each in parts]
    weights = list(signs) or [1] * len(values)
    wanted = Decimal(total.replace(",", ""))
    missing = wanted - sum((value * sign for value, sign in zip(values, weights, strict=True)), Decimal(0))
    if not missing or len(parts) < FEWEST:
        return None
    found = [
        (text, other)
        for text, value, sign in zip(parts, values, weights, strict=True)
        for other in slips(text)
        if (Decimal(other) - value) * sign == missing
    ]
    found += [(total, other) for other in slips(total) if Decimal(other) == wanted - missing]
    return found[0] if found else None


def near(text: str) -> Iterator[str]:
    """Yield the numbers that differ from a printed one in one digit, or in two neighbours that changed places."""
    plain = text.replace(",", "")
    for at, digit in enumerate(plain):
        if not digit.isdigit():
            continue
        for other in "0123456789":
            if other != digit and (at or other != "0" or plain[1:2] == "."):
                yield plain[:at] + other + plain[at + 1 :]
        follows = plain[at + 1 : at + 2]
        if follows.isdigit() and follows != digit and (at or follows != "0"):
            yield plain[:at] + follows + digit + plain[at + 2 :]


def one_off(text: str) -> Iterator[str]:
    """Yield the numbers of which a printed one may be any slip: one digit, two neighbours, the point."""
    yield from near(text)
    yield from slips(text)
