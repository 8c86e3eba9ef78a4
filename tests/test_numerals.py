"""Numbers of parts: Chinese, in circles, Roman."""

from desktop.numerals import chinese_number, circled_number, roman_number


def test_numbers_in_chinese():
    assert [chinese_number(n) for n in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]


def test_numbers_in_circles():
    assert [circled_number(n) for n in (1, 10, 20)] == ["①", "⑩", "⑳"]


def test_roman_numbers():
    assert [roman_number(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
