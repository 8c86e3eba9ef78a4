"""Counts in digits or Chinese numerals."""

DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def number(text: str) -> int:
    """Return a count in digits or Chinese numerals up to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
