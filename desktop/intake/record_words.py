"""What the words of a list of records mean: money, natures, 是 and 否, other units; what nobody knows is asked."""

import re
from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TypeVar

from desktop.dataclass import dataclass
from desktop.intake import record_kinds
from desktop.intake.headers import IGNORED
from desktop.ledger.vocabulary import (
    FUNDS,
    SUBSOURCES,
    Carry,
    Nature,
    read_carry,
    read_nature,
    read_source,
    split_carried,
    words,
)

T = TypeVar("T")
MEMORY = "records"
"""The kind under which columns' words are remembered, for all lists: 资金来源/财政拨款 → 一般公共预算."""

SKIP = IGNORED
OWN, EMPTY = "本单位", "（空）"
NEW_PROJECT, NO_PROJECT = "新增项目", "不属于项目"
BASIC = frozenset({"基本支出", "基本"})
_CODE_BEFORE = re.compile(r"^[0-9A-Za-z.]+\s*[-_—.、:： ]*\s*(?=[\u4e00-\u9fff])")
_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、.．]\s*")
_ENDINGS = ("收入", "资金", "拨款", "安排", "安排的支出")


@dataclass(frozen=True, slots=True)
class Money:
    """Which money: fund, sub-source, carry (empty: not said)."""

    fund: str
    subsource: str = ""
    carry: str = ""


@dataclass(slots=True)
class RecordWords:
    """The words of one file. chosen: what a person has decided, by label/word or word alone.

    translated: what was read as something else; unknown: what nobody knows, with what it may mean; offered: what may be
    decided instead of what was translated.
    """

    chosen: dict[str, str]
    translated: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def decided(self, label: str, text: str) -> str:
        """Return what a person has decided of a word, empty where nothing was."""
        return self.chosen.get(f"{label}/{text or EMPTY}") or (self.chosen.get(text, "") if text else "")

    def read(self, label: str, text: str, reader: Callable[[str], T | None], options: tuple[str, ...]) -> T | None:
        """Return what a word means, as decided or as the reader says; None for one that is asked now."""
        decided = self.decided(label, text)
        value = reader(decided) if decided else reader(text)
        if value is None:
            self.unknown[f"{label}/{text or EMPTY}"] = options
        elif decided and decided != text:
            self.translated[f"{label}/{text or EMPTY}"] = decided
        elif isinstance(value, str) and value != text and text:
            self.translated[f"{label}/{text}"] = value
        if f"{label}/{text or EMPTY}" in self.translated:
            self.offered[f"{label}/{text or EMPTY}"] = options
        return value


MONEY_OPTIONS = (*FUNDS, *(f"{fund}结转" for fund in FUNDS), SKIP)
NATURES = (*words(Nature), SKIP)


def read_money(text: str) -> Money | None:
    """Return which money a name says: with a code before it (111-一般公共预算资金), usual endings, 上年结转."""
    for plain in dict.fromkeys(
        (text.strip(), *(before.sub("", text.strip()) for before in (_CODE_BEFORE, _NUMBER, _GROUP_BEFORE)))
    ):
        name, carried = split_carried(plain)
        for candidate in (name, *(name.removesuffix(ending) for ending in _ENDINGS)):
            if candidate and (found := read_source(candidate)):
                return Money(str(found[0]), found[1], carried)
    return None


_GROUP_BEFORE = re.compile(r"^(?:财政拨款|单位资金|自有资金|非财政拨款)\s*[-—－/]\s*(?=[\u4e00-\u9fff])")


_FUND_IN_TITLE = re.compile(rf"{'|'.join(FUNDS)}|财政专户|财政拨款|单位资金|其他资金|自有资金")


def fund_in(lines: Iterable[str]) -> str:
    """Return the source of money that the titles above a table name, empty where they name none or several."""
    titles = (line for line in lines if re.search("表|明细|情况|清单", line))
    named = {
        found for line in titles for found in _FUND_IN_TITLE.findall(line.replace("一般公共预算财政拨款", FUNDS[0]))
    }
    fund = named.pop() if len(named) == 1 else ""
    return fund if fund in FUNDS else ""


def read_origin(text: str) -> Money | None:
    """Return what 资金来源 beside 资金性质 says: a sub-source, 结转, or the fund again."""
    plain = _CODE_BEFORE.sub("", text.strip())
    if plain in SUBSOURCES[1:]:
        return Money("", plain)
    carry = read_carry(plain) if plain else None
    if carry is not None:
        return Money("", "", str(carry))
    return read_money(plain) or (Money("", "", str(Carry.CARRIED)) if split_carried(plain) == ("", "结转") else None)


def read_nature_word(text: str) -> str | None:
    """Return the nature a cell says, 基本支出 where it says only that; None for a word nobody knows."""
    plain = _CODE_BEFORE.sub("", re.sub(r"\s", "", text))
    if plain in BASIC:
        return "基本支出"
    found = read_nature(plain) or record_kinds.spellings("nature").get(plain)
    return str(found) if found else None


def listed(name: str, allowed: tuple[str, ...]) -> Callable[[str], str | None]:
    """Return a reader of words of a closed list, with the spellings under a name of records.toml."""
    known = record_kinds.spellings(name)

    def reader(text: str) -> str | None:
        plain = re.sub(r"\s", "", text)
        bare = _CODE_BEFORE.sub("", plain)
        for each in (plain, bare):
            if each in allowed or each in known:
                return each if each in allowed else known[each]
        return None

    return reader


def catalogue_kind(text: str) -> str | None:
    """Return 货物, 工程 or 服务 by the letter of a code of the procurement catalogue (A02010105 → 货物)."""
    match = re.match(r"\s*[\[【(（]?([ABC])\d", text)
    return record_kinds.spellings("procurement_kind")[match[1]] if match else None


def is_own(text: str, names: tuple[str, ...]) -> bool:
    """Whether a cell of 预算单位 names the unit: by its name or code, also both of them together."""
    plain = re.sub(r"\s", "", text)
    parts = {plain, *re.split(r"[-_—\[\]（）()]", plain), re.sub(r"^[0-9]+[-_—]?", "", plain)}
    return bool({name for name in names if name} & parts)
