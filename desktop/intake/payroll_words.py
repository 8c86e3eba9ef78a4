"""What units call kinds, states, pay items and columns in their payrolls (工资表), shipped as data."""

import re
import tomllib
from functools import cache
from typing import Any

from desktop import paths
from desktop.dataclass import dataclass
from desktop.ledger.vocabulary import FUNDS, PersonKind, PersonStatus
from desktop.ledger.vocabulary import spellings as spellings_of

GROSS, WITHHELD, IGNORED = "gross", "代扣", "不导入"
"""What a column can be that holds no field: the sum to compare with, money withheld from a person, not wanted."""

NO_FIELD = (WITHHELD, IGNORED)
"""What a person may choose for a column that is no field."""

BASE, SHARE = "base:", "share:"
"""Before the insurance or the fund whose declared base or share a column holds."""

_CODE_BEFORE = re.compile(r"^\d+[-—－_.](?=[\u4e00-\u9fff])")
_KINDS, _STATUSES = frozenset(PersonKind), frozenset(PersonStatus)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word says of a person: kind (类别), status (状态), either may be empty."""

    kind: str = ""
    status: str = ""


@cache
def data() -> dict[str, Any]:
    """Return the shipped words, as resources/intake/README.md describes them."""
    return tomllib.loads((paths.resources() / "intake" / "roster.toml").read_text(encoding="utf-8"))


def meaning(text: str, chosen: dict[str, str]) -> Meaning | None:
    """Return what a cell says of a person; `chosen`: words a user has decided. None for a word nobody knows.

    A code may stand before it, as the integrated platform writes it: 1-在职.
    """
    word = _CODE_BEFORE.sub("", re.sub(r"\s", "", chosen.get(text, text)))
    if word in data()["words"]:
        return Meaning(**data()["words"][word])
    found = Meaning(word if word in _KINDS else "", word if word in _STATUSES else "")
    return found if found != Meaning() or not word else None


def bare_name(text: str) -> str:
    """Return a Chinese name without the blanks that make it as long as others: 张　三 → 张三."""
    bare = re.sub(r"\s", "", text)
    return bare if re.fullmatch(r"[\u3400-\u9fff·]+", bare) else text


def known() -> list[str]:
    """Return the kinds and states a word can mean."""
    return list(dict.fromkeys([*map(str, PersonKind), *map(str, PersonStatus)]))


SHEET = "工作表/"
"""Before a sheet's name among the words a user has decided."""


def of_sheet(name: str, chosen: dict[str, str] | None = None) -> Meaning | None:
    """Return what a sheet's name says of its people (离休 → status 离休), None where it says nothing.

    chosen: words a user has decided, sheets under 工作表/ and their name.
    """
    if decided := (chosen or {}).get(SHEET + name):
        return meaning(decided, {})
    if is_unclear(name):
        return Meaning()
    for entry in data()["sheets"]:
        if re.search(entry["pattern"], name):
            return Meaning(entry.get("kind", ""), entry.get("status", ""))
    return None


def is_unclear(name: str) -> bool:
    """Whether a sheet's name says two states at once: 离退休."""
    return "离退休" in name


def spellings(label: str) -> tuple[str, ...]:
    """Return other names of a pay item's column."""
    return tuple(data()["items"].get(label.split("（", maxsplit=1)[0], ()))


def field_headings(name: str) -> tuple[str, ...]:
    """Return what else rosters call the column of a field."""
    return tuple(data()["fields"].get(name, ()))


def long_form(part: str) -> list[str]:
    """Return the headings of items, amounts or people in a payroll of one row for each pay item."""
    return list(data()["long_form"][part])


def part_headings() -> dict[str, tuple[str, ...]]:
    """Return the headings of dates, of declared bases by insurance and of shares by fund, by their field."""
    found = {name: tuple(texts) for name, texts in data()["dates"].items()}
    for insurance, names in data()["bases"]["names"].items():
        endings = data()["bases"]["endings"]
        combined = [f"{before}{name}{ending}" for name in names for ending in endings for before in ("", "核定")]
        found[BASE + insurance] = tuple(combined)
    funds = spellings_of("funds")
    for fund in FUNDS:
        names = [fund, *(name for name, word in funds.items() if word == fund)]
        found[SHARE + fund] = tuple(f"{name}{ending}" for name in names for ending in data()["shares"]["endings"])
    return found


def role(text: str, group: str = "") -> str:
    """Return GROSS, WITHHELD or IGNORED for a column that is no pay item, empty where its name does not say.

    group: the upper heading over it. Money withheld is inside what was paid, the unit's own share is computed from
    rates: neither is cost to be read. An unusual name is not guessed, under no heading.
    """
    columns = data()["columns"]
    if _is_in(group, columns["unit_groups"]) or _matches(text, columns["unit_part"]):
        return IGNORED
    if _is_in(group, columns["withheld_groups"]):
        under = columns["insurances"] + columns["withheld_under_group"]
        return WITHHELD if text in under or _matches(text, columns["withheld"]) else ""
    if text in columns["gross"] or (text in ("合计", "小计") and _is_in(group, columns["gross_groups"])):
        return GROSS
    if text in columns["net"]:
        return IGNORED
    return WITHHELD if text in columns["insurances"] or _matches(text, columns["withheld"]) else ""


def under_withheld(group: str) -> bool:
    """Whether what stands under this heading is withheld, so that a pay item's name there is no pay item."""
    return _is_in(group, data()["columns"]["withheld_groups"] + data()["columns"]["unit_groups"])


def is_footer(cells: tuple[str, ...]) -> bool:
    """Whether a row holds the signatures below a table (制表：, 审核：)."""
    return any(re.match(data()["columns"]["footer"], re.sub(r"\s", "", cell)) for cell in cells if cell)


_PART = re.compile(
    r"[（(]?[一二三四五六七八九十]+[、.．)）][^：:，。；]{1,20}"
    r"|[^：:，。；]{1,12}(?:人员|职工|干部|教师|遗属|办公室|股|科|室|办|处|队|站|部|局|所|中心|机关|班子|领导)(?:[（(]?\d+人[）)]?)?"
)
_OF_A_YEAR = re.compile(r"全年|元[/／每]年|季度|半年")
_OF_MONTHS = re.compile(r"(\d{1,2})月?(?:份)?[-—–~～至到](\d{1,2})月")
_OF_ONE_MONTH = re.compile(r"月均|平均|每月")


def is_of_a_year(cells: tuple[str, ...]) -> bool:
    """Whether a title over the heading says that the amounts are those of a year or of several months."""
    text = _only_text(cells)
    if _OF_MONTHS.search(text):
        return _OF_ONE_MONTH.search(text) is None
    return _OF_A_YEAR.search(text) is not None and "月" not in text and len(text) > 4


def is_of_a_year_column(text: str) -> bool:
    """Whether a heading says that its amounts are those of a year: 薪级工资（元/年）."""
    return _OF_A_YEAR.search(re.sub(r"\s", "", text)) is not None


def may_be_of_a_year(cells: tuple[str, ...]) -> bool:
    """Whether a title names a year and no month, so that its amounts may be those of either: 2025年度工资预算表."""
    text = _only_text(cells)
    return "年度" in text and "月" not in text and len(text) > 4


def part_of(cells: tuple[str, ...]) -> str:
    """Return the title of a part of the rows (办公室, 二、退休人员) where a row holds nothing else, else empty."""
    text = _only_text(cells)
    return text if _PART.fullmatch(text) else ""


def is_note(cells: tuple[str, ...]) -> bool:
    """Whether a row holds nothing but a remark on the table (注：…)."""
    return re.match(r"(?:附?注|备注|说明|填表说明)\d*[：:]", _only_text(cells)) is not None


def in_name(name: str) -> str:
    """Return the words in brackets behind a name that say what somebody is (退休), empty where they do not."""
    match = re.search(r"[（(]([^（）()]+)[)）]\s*$", name)
    return match[1] if match and of_sheet(match[1]) else ""


def _only_text(cells: tuple[str, ...]) -> str:
    """Return the only text of a row without blanks, empty where it has several."""
    texts = {re.sub(r"\s", "", cell) for cell in cells} - {""}
    return texts.pop() if len(texts) == 1 else ""


def _is_in(group: str, words: list[str]) -> bool:
    return any(word in group for word in words)


def _matches(text: str, patterns: list[str]) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)
