"""Codes of 类 and 款 that a table prints only in part: once where they begin, without those above them, or not at all.

A table of 经济分类 often prints nothing but names (工资福利支出, 基本工资 …): they tell the codes as well.
"""

import re
from collections.abc import Sequence
from functools import cache

from desktop.audit.tables import labels
from desktop.catalog.classification import load

TOP, STEP, ITEM = 3, 2, 7
"""Digits of a 类, of each step below it, and of a 项 with all that stands above it."""
FEWEST_TOPS, FEWEST_BELOW = 2, 4
"""类 and 款 of a table from which it is known to be one of the classification by its names alone."""
VARYING = re.compile("费用?$|缴费$|[（(）)及和与]|机关|事业单位|职工")
"""What places leave out of, or put into, the names of 款."""


def with_higher_codes(printed: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the codes of rows with those of 类 and 款 that their columns print only once, where they begin.

    rows: number in the table and printed code of each.
    A 款 that one column prints by its own two digits (208, 05, 2080501) has its 类 put before it.
    printed: the code of each row; columns: the cells of each row in the columns of codes.
    """
    found: list[str] = []
    above = top = ""
    items = {code for code in printed if len(code) == ITEM}
    for own, pieces in zip(printed, columns, strict=True):
        code = own
        if own and len(pieces) > 1 and not pieces[0] and len(own) == STEP * sum(map(bool, pieces)) and above:
            first = next(n for n, piece in enumerate(pieces) if piece)
            code = above[: STEP * first + 1] + own
        elif len(pieces) == 1 and len(own) == STEP and any(item.startswith(top + own) for item in items):
            code = top + own
        above, top = code or above, code if len(code) == TOP else top
        found.append(code)
    return found


def by_names(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Return the codes of rows (code and label of each), those of names of 经济分类 where only names are printed.

    Where a name is not known below the 类 in which it stands, the codes are as they are printed.
    """
    printed = [code for code, _ in rows]
    if any(len(code) > TOP for code in printed):
        return printed
    return next((found for name in ("economic", "government") if (found := _by_names(rows, name))), printed)


def _by_names(rows: Sequence[tuple[str, str]], dimension: str) -> list[str]:
    tops, below = _names(dimension)
    found: list[str] = []
    top, number = "", {TOP: 0, TOP + STEP: 0}
    for code, label in rows:
        name = _plain(label)
        if not name or labels.is_total(label):
            found.append(code)
            continue
        own = code if code in below else tops.get(name, "")
        own = own if own > top else ""  # 对事业单位经常性补助 has a 款 of the name of the first 类
        own = own or below.get(top, {}).get(name, "") or _of_a_later_top(name, top, below)
        if not own:
            return []
        top = own[:TOP]
        number[len(own)] += 1
        found.append(own)
    return found if number[TOP] >= FEWEST_TOPS and number[TOP + STEP] >= FEWEST_BELOW else []


def _of_a_later_top(name: str, top: str, below: dict[str, dict[str, str]]) -> str:
    """Return the code of a 款 that is known only below one later 类, whose own row a table may have left out."""
    found = [codes[name] for of, codes in below.items() if of > top and name in codes]
    return found[0] if top and len(found) == 1 else ""


@cache
def _names(dimension: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the codes of the 类 of a classification by name, and of each those of its 款 by name."""
    tops: dict[str, str] = {}
    below: dict[str, dict[str, str]] = {}
    for code, each in load(dimension).codes.items():
        if len(code) == TOP:
            tops.setdefault(_plain(each.name), code)
            below.setdefault(code, {})
        elif len(code) == TOP + STEP:
            below.setdefault(code[:TOP], {})[_plain(each.name)] = code
    return tops, below


def _plain(label: str) -> str:
    return VARYING.sub("", labels.core(label))
