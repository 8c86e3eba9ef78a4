"""Words of published tables compared with those of a layout where they differ in what means nothing.

Units write 一、一般公共预算 for 一般公共预算拨款收入, number their rows in their own way and keep old names. A looser
reading is only tried where no row fits to the letter, and only counts where it leads to one row.
"""

import re
from functools import lru_cache

from desktop.published.recognise import comparable, filled

NUMBER = "[一二三四五六七八九十]+|[0-9]+"
ORDINAL = re.compile(rf"^(?:(?:{NUMBER})[、.]|[（(](?:{NUMBER})[）)、.]|[0-9]+[）)]|其中[：:])+")
ENDING = re.compile(r"(?<=.)(?:(?:财政)?(?:预算|拨款|资金|经费))+(?:收入|支出)?$")
SIDE = re.compile(r"收入|支出")


@lru_cache(maxsize=10_000)
def bare(label: str) -> str:
    """Return a label without numbering and without endings that say only that it is money."""
    text = comparable(ORDINAL.sub("", filled(label).strip()))
    return ENDING.sub("", text)


def alike(words: str, label: str) -> bool:
    """Tell whether two labels name the same: not where one says 收入 and the other 支出."""
    if not bare(words) or bare(words) != bare(label):
        return False
    return len({*SIDE.findall(words), *SIDE.findall(label)}) < 2


def only_row(words: str, labels: dict[int, str]) -> int | None:
    """Return which label is alike, the first of several that say the same; None for none or for different ones."""
    found = [number for number, label in labels.items() if alike(words, label)]
    different = {comparable(filled(labels[number])) for number in found}
    return found[0] if len(different) == 1 else None
