"""Counts in digits or Chinese numerals: how they are written in a sentence, and what they mean."""

from decimal import Decimal

DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_ONES = "一二三四五六七八九"
NUMERAL = rf"(?<![零〇{_ONES}两十百千万几第])(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}两])"
"""A count up to 99 in Chinese numerals; 三四个 is none, nor is the end of 一百二十个."""

WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6})"
"""A count of people or things in digits: 1,210."""
MANY = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d{1,4})?"
"""The same, also of what is measured: 4,860.5 平方米."""


def many(text: str) -> Decimal:
    """Return a count or measure in digits."""
    return Decimal(text.replace(",", ""))


def number(text: str) -> int:
    """Return a count in digits or Chinese numerals up to 99; 0 for what is no such count (三四, 一一)."""
    digits = text.replace(",", "")
    if digits.isdigit():
        return int(digits)
    tens, ten, ones = text.rpartition("十")
    if any(each and each not in DIGITS for each in (tens, ones)):
        return 0
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
