"""Labels of tables as they are compared: without numbering, noise and the endings that places word differently."""

import re
from functools import cache

from desktop.catalog.classification import former_names, load

ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．,，]|[（(][一二三四五六七八九十]{1,3}[）)]、?|[（(][0-9]{1,2}[）)]、?"
    r"|[0-9]{1,2}[、.．](?![0-9])|[①-⑳])"
)
INSIDE = re.compile(r"^(?:其中|其中包括|含)[：:、]?")
_NOISE = re.compile(r"[\s　：:“”\"《》·]|20[0-9]{2}年度?")
_ENDINGS = re.compile(r"(?:预算)?(?:财政)?(?:拨款|资金)?(?:预算)?(?:收入|支出|安排)?(?:预算)?(?:数|金额)?$")
TOTALS = frozenset({"合计", "总计", "总合计", "共计", "小计"})
OTHERWISE = {"社会保障与就业": "208"}
"""Names of functional 类 that many tables print in other letters."""
PLAIN = 4
"""Letters of an earlier name up to which it is a word of plain speech, no name of a 类: 医疗卫生, 环境保护."""


def bare(text: str) -> str:
    """Return a label without spaces, quotes and years."""
    return _NOISE.sub("", text)


def squeezed(text: str) -> str:
    """Return the words of a header, with their year: two groups of columns may differ by it alone."""
    return re.sub(r"[\s　“”\"《》]", "", text)


def unnumbered(text: str) -> str:
    """Return a label without its number and 其中."""
    plain = bare(text)
    for _ in range(2):
        plain = INSIDE.sub("", ORDINAL.sub("", plain))
    return plain


def numbering(text: str) -> int:
    """Return how deep the numbering of a label is: 一、 1, （一） 2, 1、 3, （1） 4, 其中： 6; 0 without one."""
    plain = bare(text)
    if INSIDE.match(plain):
        return 6
    for depth, pattern in enumerate(
        (
            r"[一二三四五六七八九十]{1,3}[、.．,，]",
            r"[（(][一二三四五六七八九十]{1,3}[）)]",
            r"[0-9]{1,2}[、.．](?![0-9])",
            r"[（(][0-9]{1,2}[）)]|[①-⑳]",
        ),
        1,
    ):
        if re.match(pattern, plain):
            return depth
    return 0


def core(text: str) -> str:
    """Return what names the thing in a label: 一、一般公共预算拨款收入 and 一般公共预算资金 are both 一般公共."""
    return _ENDINGS.sub("", unnumbered(text))


def is_total(text: str) -> bool:
    """Tell whether a label is nothing but 合计 in one of its forms."""
    return unnumbered(text).replace("：", "") in TOTALS


@cache
def _names(dimension: str) -> dict[str, str]:
    """Return code by name of the highest level of a classification, whatever the ending; earlier names too."""
    found = {core(each.name): code for code, each in load(dimension).codes.items() if len(code) == 3}
    if dimension != "function":
        return found
    former = {core(name): code for name, code in former_names().items()}
    return {**{name: code for name, code in former.items() if len(name) > PLAIN}, **OTHERWISE, **found}


def top_code(text: str, dimension: str) -> str:
    """Return the code of the 类 that a label names, empty where it names none."""
    plain = unnumbered(text).removesuffix("类")
    name = core(plain)
    return _names(dimension).get(name, "") if len(name) > 2 or plain.endswith("支出") else ""


@cache
def _items() -> dict[tuple[str, str, str], str]:
    """Return the codes of 项 by the names of their 类, 款 and 项, earlier names as well."""
    function = load("function")
    found = {}
    for code, each in function.codes.items():
        if len(code) == 7:
            path = [core(function.name(code[:length])) for length in (3, 5)]
            for name in (each.name, *(former for _, former in each.former)):
                found[path[0], path[1], core(name)] = code
    return found


def item_code(top: str, middle: str, name: str) -> str:
    """Return the code of the 项 of these names, empty where the classification has none."""
    return _items().get((core(top), core(middle), core(name)), "")
