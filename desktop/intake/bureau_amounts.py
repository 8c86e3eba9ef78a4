"""Amounts, units of money, document numbers and days of a bureau's tables: read, or refused in plain words."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

from desktop.catalog import policy
from desktop.findings import UserError
from desktop.money import FEN_PER, LARGEST_FEN, UNITS_OF_TABLES, AmountError, Fen

_NOTHING = re.compile(r"[-—－–/／\\…·.*\s]*|无|空|不涉及|不适用")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－（）％＋￥", "0123456789.,-()%+¥")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:E[+-]?\d+)?")
_APART = re.compile(r"(?<=[\d.])\s+(?=[\d.])")
_BY_BLANKS = re.compile(r"\D*\d{1,3}(?:[ \u3000\xa0]\d{3})+(?:\.\d+)?\D*")
"""Digits in groups of three with blanks between them: 1 234 567.5; on two lines they may be two numbers."""
_OWN_UNIT = re.compile(rf"({UNITS_OF_TABLES}|亿|万)整?$")
_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "两": 2} | dict(
    zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)
)
_ANY = "".join(_DIGITS)
_DIGIT = f"[{''.join(sorted(set(_DIGITS) - set('零〇')))}]"
_BELOW_WAN = re.compile(
    rf"(?:({_DIGIT})[千仟])?(?:[零〇]?({_DIGIT})[百佰])?(?:[零〇]?({_DIGIT}?[十拾]))?(?:(?:(?<=[十拾零〇])|^|[零〇])({_DIGIT}))?"
)
"""A number below 万. Its last digit stands behind 十 or 零: 一千二 may mean 1,200, so it is not taken for 1,002."""
_CHINESE = re.compile(
    rf"([{_ANY}十拾百佰千仟万亿]+)(?:([元圆])(?:[零〇]?([{_ANY}])角)?(?:[零〇]?([{_ANY}])分)?)?[整正]?"
)
_UNIT_LINE = re.compile(rf"(?:金额|货币|计量|计价)?单位[为是]?[:：]?(?:人民币)?[(（]?({UNITS_OF_TABLES})")
_UNIT_ALONE = re.compile(rf"[（(]?(?:金额|数额)?[:：]?(?:人民币)?({UNITS_OF_TABLES})[）)]?")
_IN_BRACKETS = re.compile(rf"[（(\[【][^（()）\[\]]*?({UNITS_OF_TABLES})(?:人民币)?[）)\]】]")
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
    written = text.strip().translate(_FULL_WIDTH)
    typed = re.sub(r"\s", "", written)
    if _NOTHING.fullmatch(typed):
        return None
    if _APART.search(written) and not _BY_BLANKS.fullmatch(written):
        return AmountError(f"“{' '.join(text.split())}”像是两个数，不知道哪一个是金额，请分成两格或只留一个")
    plain = typed.removeprefix("人民币").removeprefix("¥").removesuffix("整")
    if found := _CHINESE.fullmatch(plain):
        return _of_numerals(found, unit, text)
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
    if unit not in FEN_PER:
        return AmountError(f"“{text}”没有写明金额单位")
    fen = value * FEN_PER[unit]
    if abs(fen) > LARGEST_FEN:
        return AmountError(f"“{text}”{unit}过大，请核对金额单位")
    if fen != fen.to_integral_value():
        return AmountError(f"“{text}”{unit}不足一分的部分无法记录，请取到分")
    return int(fen)


def _of_numerals(found: re.Match[str], unit: str, text: str) -> Fen | AmountError:
    """Return an amount written in Chinese numerals; with 元, 角 or 分 it names its own unit."""
    number, mark, tenths, hundredths = found.groups()
    yuan = _number(number)
    if yuan is None:
        return AmountError(f"“{text}”没有写全，读不准是多少，请改写成数字")
    if not mark:
        return _fen(Decimal(yuan), unit, text)
    return _fen(Decimal(yuan * 100 + _DIGITS.get(tenths, 0) * 10 + _DIGITS.get(hundredths, 0)), "分", text)


def _number(text: str) -> int | None:
    """Return a number in Chinese numerals; None where it is not written out (三万五, 一二三)."""
    if text in ("零", "〇"):
        return 0
    for mark, worth in (("亿", 100_000_000), ("万", 10_000)):
        high, found, low = text.rpartition(mark)
        if found:
            above, below = _number(high) if high and mark not in high else None, _below(low)
            return None if above is None or below is None else above * worth + below
    written = _BELOW_WAN.fullmatch(text)
    if written is None or not text:
        return None
    thousands, hundreds, ones = (_DIGITS.get(written[place], 0) for place in (1, 2, 4))
    tens = _DIGITS.get(written[3][0], 1) if written[3] else 0
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones


def _below(text: str) -> int | None:
    """Return what stands behind 万 or 亿; a digit alone needs 零 before it."""
    return 0 if not text else None if text in _DIGITS else _number(text.lstrip("零〇"))


def unit_in_heading(text: str) -> str:
    """Return the unit of money a heading holds in brackets: 控制数（万元）; empty where it holds none."""
    plain = re.sub(r"\s", "", text)
    found = _IN_BRACKETS.search(plain) or _UNIT_ALONE.fullmatch(plain)
    return found[1] if found else ""


def is_unit(text: str) -> bool:
    """Tell whether a text names a unit of money and nothing else: 万元, （万元）, 金额：万元."""
    return _UNIT_ALONE.fullmatch(re.sub(r"\s", "", text)) is not None


def unit_in_line(text: str) -> str:
    """Return the unit of money a line over a table names (单位：万元); empty where it names none."""
    plain = re.sub(r"\s", "", text)
    found = _UNIT_LINE.search(plain) or _UNIT_ALONE.fullmatch(plain) or _IN_BRACKETS.search(plain)
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
    found = policy.typed_day(text.strip())
    if not found or policy.read_day(found) is not None:
        return found
    raise UserError(f"日期“{text}”不对；请写成 2026-11-20")
