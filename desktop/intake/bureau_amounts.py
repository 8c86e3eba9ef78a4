"""Amounts, units of money, document numbers and days of a bureau's tables: read, or refused in plain words."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from desktop.findings import UserError
from desktop.money import LARGEST_FEN, AmountError, Fen

UNITS = {"元": 100, "百元": 10_000, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
"""How many 分 one unit of money holds."""

_NOTHING = re.compile(r"[-—－–/／\\…·.*\s]*|无|空|不涉及|不适用")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－（）％＋￥", "0123456789.,-()%+¥")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:E[+-]?\d+)?")
_OWN_UNIT = re.compile(r"(亿元|万元|千元|百元|元|亿|万)整?$")
_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2} | dict(
    zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)
)
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_CHINESE = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:[元圆](?:.[角])?(?:.[分])?[整正]?)?"
)
_UNIT_LINE = re.compile(r"(?:金额|货币|计量|计价)?单位[:：]?(?:人民币)?[(（]?(亿元|万元|千元|百元|元)")
_IN_BRACKETS = re.compile(r"[（(\[【][^（()）\[\]]*?(亿元|万元|千元|百元|元)(?:人民币)?[）)\]】]")
_DOCUMENT = re.compile(r"([\u4e00-\u9fff]{1,14})[〔\[（(【［]((?:19|20)\d{2})[〕\])）】］]第?(\d{1,5})号")
_NAMED = re.compile(_DOCUMENT.pattern.replace("{1,14}", "{2,14}", 1))
"""With a name of two characters or more, as no name has whose characters stand apart (青 财 预〔2026〕12号)."""
_BEFORE = re.compile(
    r".*(?:根据|依据|按照|文号|关于|通知|详见|附件|来源|下达|批复|以及|控制数|[表年见按据以由经的和与及])"
)
_DAY = re.compile(
    r"(?<![于至到自起])((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})(?!\d)(?!日?(?:前|之前|以前|止|起|[至到—~-]))日?"
)


def parse(text: str, unit: str) -> Fen | AmountError | None:
    """Return the amount of a cell in 分, counted in a unit of money; None where the cell says that there is none.

    A unit within the cell (12.5万元) goes before that of the table; a minus or brackets make it negative.
    """
    typed = re.sub(r"[\s\u3000]", "", text).translate(_FULL_WIDTH)
    if _NOTHING.fullmatch(typed):
        return None
    plain = typed.removeprefix("人民币").removeprefix("¥").removesuffix("整")
    if _CHINESE.fullmatch(plain):
        return _of_numerals(plain, unit, text)
    sign = -1 if re.fullmatch(r"\(.+\)", plain) or plain.startswith("−") else 1
    plain = plain.strip("()").removeprefix("−").removeprefix("¥").replace("，", ",")
    found = _OWN_UNIT.search(plain)
    if found:
        unit = found[1] if found[1].endswith("元") else f"{found[1]}元"
        plain = plain[: found.start()]
    if not plain or not _NUMBER.fullmatch(plain) or not any(c.isdigit() for c in plain):
        return AmountError(f"“{text}”不是金额")
    return _fen(Decimal(plain.replace(",", "")) * sign, unit, text)


def _fen(value: Decimal, unit: str, text: str) -> Fen | AmountError:
    if unit not in UNITS:
        return AmountError(f"“{text}”没有写明金额单位")
    fen = value * UNITS[unit]
    if abs(fen) > LARGEST_FEN:
        return AmountError(f"“{text}”{unit}过大，请核对金额单位")
    if fen != fen.to_integral_value():
        return AmountError(f"“{text}”{unit}不足一分的部分无法记录，请取到分")
    return int(fen)


def _of_numerals(typed: str, unit: str, text: str) -> Fen | AmountError | None:
    """Return an amount written in Chinese numerals; with 元, 角 or 分 it names its own unit."""
    yuan, mark, rest = re.sub("[圆]", "元", typed.rstrip("整正")).partition("元")
    value = Decimal(_number(yuan))
    if not mark:
        return _fen(value, unit, text)
    for name, part in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        found = re.search(f"(.){name}", rest)
        value += _DIGITS.get(found[1], 0) * part if found else 0
    return _fen(value, "元", text)


def _number(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _STEPS:
            section += (digit or 1) * _STEPS[character]
            digit = 0
        elif character == "万":
            total += (section + digit) * 10_000
            section = digit = 0
        elif character == "亿":
            total = (total + section + digit) * 100_000_000
            section = digit = 0
    return total + section + digit


def unit_in_heading(text: str) -> str:
    """Return the unit of money a heading holds in brackets: 控制数（万元）; empty where it holds none."""
    plain = re.sub(r"\s", "", text)
    found = _IN_BRACKETS.search(plain) or re.fullmatch(r"(?:金额|数额)?[:：]?(亿元|万元|千元|百元|元)", plain)
    return found[1] if found else ""


def unit_in_line(text: str) -> str:
    """Return the unit of money a line over a table names (单位：万元); empty where it names none."""
    plain = re.sub(r"\s", "", text)
    found = _UNIT_LINE.search(plain) or re.fullmatch(r"(亿元|万元|千元|百元|元)", plain) or _IN_BRACKETS.search(plain)
    return found[1] if found else ""


def documents(text: str) -> list[str]:
    """Return the document numbers (文号) a text holds, in one spelling: 财预〔2026〕12号."""
    found = []
    apart = re.sub(r"\s*([〔\[（(【［〕\])）】］])\s*|\s+(?=号)|(?<=第)\s+", r"\1", text)
    for match in _DOCUMENT.finditer(apart if _NAMED.search(apart) else re.sub(r"\s", "", text)):
        name = _BEFORE.sub("", match[1]) or match[1]
        found.append(f"{name}〔{match[2]}〕{int(match[3])}号")
    return list(dict.fromkeys(found))


def document(text: str) -> str:
    """Return a document number a person typed, in one spelling where it is of the usual shape, else as typed."""
    plain = re.sub(r"\s", "", text)
    match = _DOCUMENT.fullmatch(plain)
    return f"{match[1]}〔{match[2]}〕{int(match[3])}号" if match else text.strip()


def days(text: str) -> list[str]:
    """Return the days a text holds, as ISO days; not those until or from when something has to be done."""
    found = []
    for year, month, day in _DAY.findall(re.sub(r"\s", "", text)):
        with suppress(ValueError):  # 11月31日 is no day
            found.append(date(int(year), int(month), int(day)).isoformat())
    return list(dict.fromkeys(found))


def day(text: str) -> str:
    """Return a day a person typed as an ISO day, empty for an empty text. Raises UserError for what is none."""
    found = days(text)
    if not text.strip() or (len(found) == 1 and _DAY.fullmatch(re.sub(r"\s", "", text))):
        return found[0] if found else ""
    raise UserError(f"日期“{text}”不对；请写成 2026-11-20")
