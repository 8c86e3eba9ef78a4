"""Words of published tables in any layout: what the data file says of their titles, headings and rows."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from desktop import parsed_texts, paths
from desktop.catalog.classification import former_names, load
from desktop.catalog.measures import Filter, make_filter
from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import FISCAL, FUNDS, spellings, split_carried
from desktop.published.labels import ENDING, ORDINAL
from desktop.published.recognise import comparable

FILE = "published_tables.toml"
TOTAL, CURRENT, PART, OTHER = "total", "current", "part", "other"
INCOME, OUTLAY, CARRY_OUT, THREE_PUBLIC = "收入", "支出", "结转下年", "三公"
_BRACKET = re.compile(r"[（(](?:类|款|项|按[^（）()]*|[0-9]{3,7})[）)]$")
_CODE = re.compile(r"^[235][0-9]{2}(?![0-9])|(?<=[^0-9])[235][0-9]{2}$")
_CODE_WRITTEN = re.compile(r"^([235][0-9]{2})(?=[^0-9.,])|[（(]([235][0-9]{2})类?[）)]$")
_ENDS = re.compile(r"(?<=..)(?:费用?|支出|经费|预算|数)+$")
_INSIDE = re.compile(r"^(?:其中|[①-⑳])[：:]?")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row's label says: its part of the money of its side, or that it is a total (合计), or of the year."""

    where: Filter
    role: str = PART


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Return a label as labels are compared: no blanks, numbers, codes, 其中 and endings that say only: money."""
    plain = re.sub(r"\s", "", text)
    for _ in range(2):
        plain = _INSIDE.sub("", ORDINAL.sub("", plain))
    plain = _CODE.sub("", _BRACKET.sub("", plain))
    return ENDING.sub("", comparable(plain))


@cache
def raw() -> dict[str, Any]:
    """Return the data file as it stands."""
    return parsed_texts.loads((paths.resources() / FILE).read_text(encoding="utf-8"))


@cache
def rows_of(side: str) -> dict[str, Meaning]:
    """Return what labels of a side mean, by key. Among those of 支出 are 结转下年 and the names of subjects."""
    found: dict[str, Meaning] = {}
    if side != THREE_PUBLIC:  # spending is told by the three sources of 财政拨款, income by all
        names = {**{fund: str(fund) for fund in FUNDS}, **spellings("funds")}
        mine = {name: fund for name, fund in names.items() if side == INCOME or fund in FISCAL}
        found = {key(name): Meaning((("side", (side,)), ("fund", (fund,)))) for name, fund in mine.items()}
    if side == OUTLAY:
        found |= {
            **{name: Meaning((("side", (side,)), ("function", (code,)))) for name, code in tops("function").items()},
            **{name: Meaning((("side", (side,)), ("economic", (code,)))) for name, code in tops("economic").items()},
        }
    taken = {side, CARRY_OUT} if side == OUTLAY else {side}
    for entry in raw()["rows"]:
        if entry["side"] not in taken:
            continue
        where = make_filter(entry.get("where", {}), FILE)
        of_side = OUTLAY if side == THREE_PUBLIC else entry["side"]
        meaning = Meaning((("side", (of_side,)), *where), entry.get("role", PART))
        found |= {key(word): meaning for word in entry["words"]}
    return found


def meaning_of(label: str, side: str) -> Meaning | None:
    """Return what a label of a side says; of “三公”经费 also with other endings (费, 费用, 支出)."""
    known, name = rows_of(side), key(label)
    if side == THREE_PUBLIC:
        return known.get(name) or _three_public().get(_ENDS.sub("", name))
    if side == OUTLAY and (code := _written(label)):
        dimension = {"2": "function", "3": "economic", "5": "government"}[code[0]]
        return Meaning((("side", (side,)), (dimension, (code,)))) if load(dimension).name(code) else None
    return known.get(name) or (_of_income(name) if side == INCOME else None)


def _of_income(name: str) -> Meaning | None:
    """Return what a label of income says without its 收入, or that its source is carried in: 一般公共预算拨款结转."""
    known = rows_of(INCOME)
    source, carried = split_carried(name)
    meaning = known.get(key(source)) if carried and source else None
    if meaning and "fund" in dict(meaning.where):
        return Meaning((*meaning.where, ("carry", (carried,))))
    return known.get(name.removesuffix("收入"))


def _written(label: str) -> str:
    """Return the code of a 类 that stands in a label: 205 教育支出, 教育支出（205类）."""
    found = _CODE_WRITTEN.search(re.sub(r"\s", "", label))
    return (found[1] or found[2]) if found else ""


@cache
def _three_public() -> dict[str, Meaning]:
    return {_ENDS.sub("", name): meaning for name, meaning in rows_of(THREE_PUBLIC).items()}


@cache
def tops(dimension: str) -> dict[str, str]:
    """Return the 类 of a classification by the key of their names, with and without 支出; of equal names none."""
    codes = [code for code in load(dimension).codes.values() if len(code.code) == 3]
    names = {(code.name, code.code) for code in codes}
    names |= {(name, code.code) for code in codes for _, name in code.former}
    if dimension == "function":
        names |= set(former_names().items())
    named: dict[str, set[str]] = {}
    for name, code in names:
        for each in {key(name), key(name).removesuffix("支出")}:
            named.setdefault(each, set()).add(code)
    return {name: next(iter(codes)) for name, codes in named.items() if len(codes) == 1 and len(name) > 1}


def government(meaning: Meaning, label: str) -> Meaning:
    """Return a meaning among 政府经济分类, where the label names one of its 类."""
    code = tops("government").get(key(label))
    return meaning if code is None else replace(meaning, where=(("side", (OUTLAY,)), ("government", (code,))))


@cache
def fields_of(records: str) -> dict[str, str]:
    """Return the field of a record that a heading names, by key."""
    return {key(word): field for field, words in raw()["lists"][records].items() for word in words}


@cache
def purchase_kinds() -> dict[str, str]:
    """Return the kind of a purchase (货物, 工程, 服务) by the key of its name."""
    return {key(word): kind for kind, words in raw()["lists"]["kinds"].items() for word in words}


@cache
def plain_headings() -> frozenset[str]:
    """Return the keys of headings that narrow nothing."""
    return frozenset(key(word) for word in raw()["headings"]["plain"]) | {""}


@cache
def other_amounts() -> re.Pattern[str]:
    """Return what finds in a heading that its column is of another year, or no amount of the budget."""
    return re.compile(raw()["headings"]["years"])


@cache
def no_money() -> re.Pattern[str]:
    """Return what finds that a table is said to be empty because there is no such money."""
    return re.compile(raw()["empty"]["words"])


def heading(path: tuple[str, ...], side: str, year: int, years: re.Pattern[str]) -> Filter | None:
    """Return which part of a row's amount a column holds; None for another year and for words not understood.

    years: how headings name a year; year: the newest one of the table.
    """
    if not is_of_budget(path, year, years):
        return None
    found: dict[str, tuple[str, ...]] = {}
    for part in path:
        name = key(part)
        if name in plain_headings():
            continue
        meaning = meaning_of(part, side) or (rows_of(INCOME).get(name) if side == OUTLAY else None)
        if meaning is None or meaning.role == OTHER or any(each == "function" for each, _ in meaning.where):
            return None
        if meaning.role == PART:
            found |= {name: values for name, values in meaning.where if name != "side"}
    return tuple(found.items())


def is_of_budget(path: tuple[str, ...], year: int, years: re.Pattern[str]) -> bool:
    """Tell whether a column may be of this year's budget: its heading names no other year, no change and no count."""
    text = re.sub(r"\s", "", "".join(path))
    of_other = other_amounts().search(text) is not None and not _is_carried(path)
    return not of_other and all(int(named) == year for named in years.findall(text))


def is_of_year(path: tuple[str, ...]) -> bool:
    """Tell whether a heading says 本年收入, 当年拨款: beside 上年结转 that is all that is not carried in."""
    return any(re.match("[本当]年", key(part)) for part in path)


def _is_carried(path: tuple[str, ...]) -> bool:
    """Tell whether the last heading of a column is 上年结转, whose 上年 is no other year's budget."""
    meaning = rows_of(INCOME).get(key(path[-1]) if path else "")
    return meaning is not None and dict(meaning.where).get("carry") == ("结转",)
