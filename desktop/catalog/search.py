"""Finding a subject by the beginning of its code, a part of its name, or its 拼音 initials (syyx → 事业运行)."""

from collections.abc import Sequence
from functools import cache

from desktop.catalog.classification import Code, load

USUAL = {"行政": "行政运行", "参公": "行政运行", "事业": "事业运行"}
"""What the 项 of the running costs is called for the kinds of units and people."""


@cache
def initials(name: str) -> str:
    """Return the 拼音 initials of a Chinese name in lower case; other characters are kept."""
    from pypinyin import Style, lazy_pinyin

    parts = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default")
    return "".join(character for character in "".join(parts).lower() if character.isalnum())


def search(
    key: str, text: str, year: int, *, leaves_only: bool = True, limit: int = 50, likely: Sequence[str] = ()
) -> list[Code]:
    """Return subjects in force that match, best first.

    Digits match the beginning of the code, letters the 拼音 initials, anything else a part of the name. `likely`:
    codes that come before all others, in this order; then whole matches before beginnings, beginnings before parts.
    """
    query = text.strip().lower()
    if not query:
        return []
    classification = load(key)
    places = {code: place for place, code in enumerate(likely)}
    ranked = []
    for entry in classification.codes.values():
        if not entry.in_force(year) or (leaves_only and len(entry.code) != classification.leaf_length):
            continue
        rank = _rank(query, entry)
        if rank is not None:
            ranked.append((places.get(entry.code, len(places)), rank, entry.code, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda r: r[:3])[:limit]]


def is_meant(text: str, found: Sequence[Code]) -> bool:
    """Tell whether the first of what a search found can be the only one meant: no other fits as well as it does."""
    query = text.strip().lower()
    return len(found) == 1 or (len(found) > 1 and _rank(query, found[0]) != _rank(query, found[1]))


def _rank(query: str, entry: Code) -> int | None:
    if query.isdigit():
        return 0 if entry.code.startswith(query) else None
    if query.isascii():
        return _position(query, initials(entry.name))
    return _position(query, entry.name)


def _position(query: str, text: str) -> int | None:
    if text == query:
        return 0
    if text.startswith(query):
        return 1
    return 2 if query in text else None


def path_of(key: str, code: str) -> str:
    """Return the names above a subject, highest first: 一般公共服务支出 › 政府办公厅（室）及相关机构事务."""
    names = load(key)
    return " › ".join(names.name(above) for above in names.ancestors(code)[:-1])


def problem(key: str, text: str, year: int) -> str:
    """Return why what was typed is no subject that a line may carry in the year; empty where it is.

    Words or initials that several subjects have are answered with how many and the first of them.
    """
    found = [] if text.isdigit() else search(key, text, year)
    if len(found) < 2:
        return load(key).problem(text, year)
    some = "、".join(entry.shown for entry in found[:3])
    more = "等" if len(found) > 3 else ""
    return f"“{text}”可以是 {len(found)} 个科目：{some}{more}。请在列表中选一个，或填编码"


def running_of(kind: str, used: Sequence[str], year: int) -> list[str]:
    """Return the running 项 (行政运行、事业运行) that such a unit has in the 款 of these codes, in their order."""
    found: dict[str, list[str]] = {}
    for entry in load("function").codes.values():
        if entry.in_force(year) and entry.name_in(year) == USUAL.get(kind):
            found.setdefault(entry.parent, []).append(entry.code)
    return [code for parent in dict.fromkeys(code[:5] for code in used) for code in found.get(parent, ())]
