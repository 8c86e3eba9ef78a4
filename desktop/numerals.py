"""Whole numbers as Chinese documents number their parts: 一, 十一, ①, Ⅱ."""

_DIGITS = "一二三四五六七八九十"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def chinese_number(count: int) -> str:
    """Return a whole number from 1 to 99 in Chinese: 一, 十一, 二十."""
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


def circled_number(count: int) -> str:
    """Return a whole number from 1 to 20 in a circle: ①, ⑳."""
    return chr(0x2460 + count - 1)


def roman_number(count: int) -> str:
    """Return a whole number from 1 to 399 in Roman letters: IV."""
    letters = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        letters += sign * times
    return letters
