"""Numbers of tables as a form prints them, and the search for numbers that were typed into its sentences."""

import re
from collections.abc import Iterable

from desktop.numerals import chinese_number

_TYPED = r"表\s*[0-9]+|[0-9]+\s*表|共\s*[0-9一二三四五六七八九十两]+\s*张|[0-9一二三四五六七八九十两]+\s*张报?表"
_CHINESE_TYPED = r"(?<![代列发外仪手钟])表([一二三四五六七八九十]+)(?![般些样次定致并直同起律])"
_AMOUNT = (
    r"(?<![第0-9０-９])[0-9０-９][0-9０-９.,]*\s*(?:[万亿]*元(?!以[上下])|[%％‰]|个百分点|[人名辆台套家户]|个(?!月)|项)"
)
"""An amount, count or percent; a threshold (50万元以上) is a word of the rule it comes from."""
_CHINESE_AMOUNT = (
    r"(?<![第每同逐])[一二三四五六七八九十两][一二三四五六七八九十百千万亿两零〇]*(?:元|[人名辆台]|个百分点)(?!以[上下])"
    r"|百分之[一二三四五六七八九十百零〇]+"
)
"""The same in Chinese numerals; with fewer units, since 一个, 一项 and 一套 are idioms."""
_BARE = r"[0-9０-９.,]+"


def styled(style: str, count: int) -> str:
    """Return a number in a style: {cn} 一 十二, {n} 1, {nn} 01."""
    return style.replace("{cn}", chinese_number(count)).replace("{nn}", f"{count:02d}").replace("{n}", str(count))


def typed_amount(text: str) -> str:
    """Return an amount, count or percent that stands typed in words, empty where there is none."""
    found = re.search(_AMOUNT, text) or re.search(_CHINESE_AMOUNT, text)
    return found[0] if found else ""


def bare_number(text: str) -> bool:
    """Tell whether a word is nothing but digits."""
    return re.fullmatch(_BARE, text) is not None


def typed_number(text: str, numbers: Iterable[str]) -> str:
    """Return the number of a table that stands typed in words, empty where there is none."""
    found = re.search(_TYPED, text) or re.search(_CHINESE_TYPED, text)
    if found:
        return found[0]
    return next((n for n in numbers if len(n) > 2 and n in text), "")
