"""Money: integer 分 inside, one parser for what people type, one rounding (四舍五入), one way to show it.

No float touches money here or anywhere below the window. `Fen` is an `int` of 分 (1 元 = 100 分).
"""

import re
from dataclasses import replace
from decimal import Decimal

from desktop.dataclass import dataclass

Fen = int

FEN_PER = {"分": 1, "元": 100, "百元": 10_000, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
"""How many 分 one money unit (金额单位) holds."""

UNITS = ("元", "百元", "千元", "万元", "亿元")
"""The money units that tables of others are in."""

UNITS_OF_TABLES = "|".join(reversed(UNITS))
"""The same as a part of a pattern."""

LARGEST_FEN = 10**15
"""Amounts above 10 万亿元 are refused as slips: no unit budget reaches them."""

_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


@dataclass(frozen=True, slots=True)
class AmountError:
    """Why a typed amount was not taken: `reason` in Chinese, ready for a message."""

    reason: str


def half_up(numerator: int, denominator: int) -> int:
    """Return numerator / denominator rounded to a whole number, ties away from zero (四舍五入)."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    quotient, rest = divmod(abs(numerator), denominator)
    if 2 * rest >= denominator:
        quotient += 1
    return -quotient if numerator < 0 else quotient


def parse_yuan(text: str) -> Fen | AmountError:
    """Read an amount in 元 as typed by a person; at most two decimals, never negative.

    Accepted: `1234`, `1234.5`, `1,234.50`. Everything else is refused with the reason and,
    where it is safe to guess, the form to type instead: nothing is misread in silence.
    """
    typed = text.strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 12:
        return int(typed) * 100
    if not typed:
        return AmountError("金额为空，请填写数字，没有金额的行请整行删除")
    plain = typed.translate(_FULL_WIDTH)
    if plain != typed:
        return AmountError(f"金额“{typed}”含有全角字符，请改用半角数字，例如 {plain}")
    if typed.startswith(("-", "(", "（", "−")):
        return AmountError(f"金额“{typed}”是负数，预算金额不能为负，请核对")
    if "," in typed and not _GROUPED.fullmatch(typed):
        hint = _digits_of(typed)
        return AmountError(f"金额“{typed}”的格式不对，请只填数字{hint}")
    if not (_PLAIN.fullmatch(typed) or _GROUPED.fullmatch(typed)):
        return AmountError(f"金额“{typed}”不是数字，请只填以元为单位的数字{_digits_of(typed)}")
    return _to_fen(typed)


def _digits_of(typed: str) -> str:
    """Return '，例如 1234.5' when the text plainly holds one number, else nothing."""
    found = re.findall(r"[0-9]+(?:\.[0-9]+)?", typed.replace(",", ""))
    return f"，例如 {found[0]}" if len(found) == 1 and "万" not in typed else ""


def _to_fen(typed: str) -> Fen | AmountError:
    value = Decimal(typed.replace(",", "") or "0") * 100
    if value != value.to_integral_value():
        return AmountError(f"金额“{typed}”超过两位小数，最小单位是分，请核对后填两位小数")
    if value > LARGEST_FEN:
        return AmountError(f"金额“{typed}”过大，请核对单位是否为元")
    return int(value)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How amounts are printed.

    unit: 元 or 万元; decimals: digits after the point; trim: drop the point of whole numbers
    (`135` beside `38.20`); strip: drop every trailing zero (`1.5`); grouped: thousands separators;
    zero: the text for exactly nothing.
    """

    unit: str = "万元"
    decimals: int = 2
    trim: bool = False
    grouped: bool = True
    zero: str | None = None
    strip: bool = False

    @property
    def step(self) -> Fen:
        """The 分 that one unit of the last printed digit stands for."""
        return FEN_PER[self.unit] // 10**self.decimals or 1

    def steps(self, fen: Fen) -> int:
        """Return the amount counted in units of the last printed digit, rounded half up."""
        return half_up(fen * 10**self.decimals, FEN_PER[self.unit])

    def show(self, fen: Fen) -> str:
        """Return the printed text of an amount; a rounded-away amount is `0.00`, never `-0.00`."""
        if fen == 0 and self.zero is not None:
            return self.zero
        return self.show_steps(self.steps(fen))

    def vanishes(self, fen: Fen) -> bool:
        """Tell whether an amount that is not nothing would be printed as nothing."""
        return fen != 0 and self.steps(fen) == 0

    def in_sentence(self, fen: Fen) -> str:
        """Return the text of an amount in a sentence: one that would read 0 has the decimals it needs (0.003)."""
        style = self
        while style.vanishes(fen):
            style = replace(style, decimals=style.decimals + 1)
        return style.show(fen)

    def show_steps(self, steps: int) -> str:
        """Return the text of a number already counted in units of the last printed digit."""
        integer, rest = divmod(abs(steps), 10**self.decimals)
        text = f"{integer:,}" if self.grouped else str(integer)
        if self.decimals and not (self.trim and rest == 0):
            text += f".{rest:0{self.decimals}d}"
        if self.strip and "." in text:
            text = text.rstrip("0").rstrip(".")
        return f"-{text}" if steps < 0 else text


YUAN = NumberStyle(unit="元", decimals=2)
"""How the ledger shows amounts in messages and grids: 元 with two decimals and separators."""


def percent_steps(part: Fen, total: Fen, decimals: int) -> int | None:
    """Return part / whole in units of the last percent digit, half up; None when whole is zero."""
    if total == 0:
        return None
    return half_up(part * 100 * 10**decimals, total)


LEAST_DECIMALS = 2
"""Decimals a percentage may have at least, so that one that is not nothing need not read 0."""


def percent_text(part: Fen, total: Fen, decimals: int, small_digits: int = 0) -> str | None:
    """Return part / whole as text without the sign %, None when whole is zero; the sign of the change is dropped.

    small_digits: below 1 % as many significant digits are printed (0.21, 0.014); 0 keeps `decimals`. A part that is
    not nothing never reads 0: it has a decimal more (0.4), and 不足0.01 where that would be too fine to say anything.
    """
    steps = percent_steps(abs(part), abs(total), decimals)
    if steps is None:
        return None
    most = max(decimals, small_digits + 1 if small_digits else LEAST_DECIMALS)
    wanted = 10 ** (small_digits - 1) if small_digits and abs(part) * 100 < abs(total) else 1
    while part and steps < wanted and decimals < most:
        decimals += 1
        steps = half_up(abs(part) * 100 * 10**decimals, abs(total))
    if part and steps == 0:
        return f"不足{show_percent(1, decimals)}"
    return show_percent(steps, decimals, trim=True)


def show_percent(steps: int, decimals: int, *, trim: bool = False) -> str:
    """Return the text of a percentage counted in its last digit, without the sign %."""
    return NumberStyle(unit="元", decimals=decimals, trim=trim, grouped=False).show_steps(steps)
