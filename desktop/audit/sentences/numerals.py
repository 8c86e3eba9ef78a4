"""Counts in digits or Chinese numerals: how they are written in a sentence, and what they mean."""

DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_ONES = "一二三四五六七八九"
NUMERAL = rf"(?<![零〇{_ONES}两十百千万几第])(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}两])"
"""A count up to 99 in Chinese numerals; 三四个 is none, nor is the end of 一百二十个."""


def number(text: str) -> int:
    """Return a count in digits or Chinese numerals up to 99; 0 for what is no such count (三四, 一一)."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if any(digits and digits not in DIGITS for digits in (tens, ones)):
        return 0
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
