"""Codes of subjects as files write them: 2010301 行政运行, 30101-基本工资, 201.03.01, a name, 类, 款 and 项 apart."""

import re
from difflib import get_close_matches

from desktop.catalog.classification import LEVEL_LENGTHS, Classification, load
from desktop.dataclass import dataclass

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－（）", "0123456789.-()")
_GROUPED = re.compile(r"\D{0,2}(\d{3}(?:[.\-/ ]\d{2}){1,2}(?!\d)|\d+)(?:\.0)?(.*)")
_LOST = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Subject:
    """A code as read. problem: why it may not stand, empty where it may; by_name: only a name stood there."""

    code: str
    problem: str = ""
    by_name: bool = False


def read(text: str, key: str, year: int, name: str = "") -> Subject:
    """Return the code a cell means in the budget of a year; `name`: what a column beside it calls the subject.

    key: function, economic, government. A name that is another subject's is refused, and one that several subjects
    bear decides nothing.
    """
    plain = re.sub(r"\s*\n\s*", " ", text.strip()).translate(_FULL_WIDTH)
    if not plain and not name:
        return Subject("", load(key).problem("", year))
    if problem := lost_digits(plain, "编码"):
        return Subject(plain, problem)
    match = _GROUPED.fullmatch(plain)
    if match is None:
        return _by_name(plain or name, key, year)
    code = re.sub(r"\D", "", match[1])
    table = load(key)
    for stated in (_bare(match[2]), _bare(name)):
        if stated and code in table.codes and not _is_called(table, code, stated):
            own = table.codes[code].name_in(year)
            return Subject(code, f"编码 {code} 是“{own}”，这里写的是“{stated}”，请核对编码和名称")
    return Subject(code, table.problem(code, year))


def lost_digits(text: str, word: str) -> str:
    """Return why a code (called by a word) cannot be read that a workbook kept as a number too long for it."""
    return (
        f"{word}被存成了数字，末几位已丢失；请在 Excel 或 WPS 中把该列设为文本后重新录入"
        if _LOST.fullmatch(text)
        else ""
    )


def joined(parts: dict[str, str]) -> str:
    """Return the code that stands in columns of 类, 款 and 项: 201, 3, 1 → 2010301; whole codes stay as they are."""
    code = ""
    for level, length in (("类", 3), ("款", 5), ("项", 7)):
        match = re.match(r"\D{0,2}(\d+)", parts.get(level, "").strip().translate(_FULL_WIDTH))
        digits = match[1] if match else ""
        if not digits:
            break
        code = digits if len(digits) >= length or not code else code + digits.zfill(2)
    return code


def is_upper(code: str, key: str) -> bool:
    """Whether a code is one of an upper level (类, or 款 of 功能分类)."""
    return len(code) in LEVEL_LENGTHS[key].values() and len(code) < load(key).leaf_length and code in load(key).codes


def candidates(text: str, key: str, year: int) -> list[str]:
    """Return codes that a cell nobody can read may mean, the likeliest first."""
    table = load(key)
    usable = {c.code: c for c in table.codes.values() if len(c.code) == table.leaf_length and c.in_force(year)}
    match = _GROUPED.fullmatch(text.strip().translate(_FULL_WIDTH))
    digits, name = (re.sub(r"\D", "", match[1]), _bare(match[2])) if match else ("", _bare(text))
    found = [each.code for each in table.successors(digits, year) if each.code in usable]
    found += [code for code, each in usable.items() if name and each.name_in(year) == name]
    found += [code for code in usable if digits in usable and code == digits]
    by_name = {each.name_in(year): code for code, each in usable.items()}
    found += [by_name[near] for near in get_close_matches(name, by_name, 5)] if name else []
    beginning = digits[: 5 if key == "function" else 3]
    found += [code for code in usable if len(beginning) >= 3 and code.startswith(beginning)]
    return list(dict.fromkeys(found))[:MOST_CANDIDATES]


def _by_name(text: str, key: str, year: int) -> Subject:
    table, name = load(key), _bare(text)
    found = [
        each.code
        for each in table.codes.values()
        if len(each.code) == table.leaf_length and each.in_force(year) and _is_called(table, each.code, name)
    ]
    path = [_bare(part) for part in re.split(r"[-—–/\\>_]", text)]
    if len(found) > 1 and len(path) > 1:
        found = [code for code in found if all(_is_above(table, code, part) for part in path[:-1] if part)]
    if len(found) == 1:
        return Subject(found[0], by_name=True)
    if found:
        shown = "、".join(found[:4])
        return Subject("", f"{table.title}中有 {len(found)} 个科目叫“{name}”（{shown}…），请写明编码")
    return Subject("", f"{table.title}科目表中没有“{text}”，请核对后改正或指定编码")


def _is_above(table: Classification, code: str, name: str) -> bool:
    return any(_is_called(table, upper, name) for upper in table.ancestors(code)[:-1] if upper in table.codes)


def _bare(name: str) -> str:
    """Return a name without what joins it to its code, and of a path its last part: 教育支出-小学教育 → 小学教育."""
    plain = re.sub(r"[\s\u3000]", "", name).strip("-_—–:：.、/()（）[]【】")
    return re.split(r"[-—–/\\>_]", plain)[-1] if plain else ""


def _is_called(table: Classification, code: str, name: str) -> bool:
    subject = table.codes[code]
    names = {subject.name, *(former for _, former in subject.former)}
    return _compared(name) in {_compared(each) for each in names}


def _compared(name: str) -> str:
    return re.sub(r"[（()）\s“”\"、]", "", name)
