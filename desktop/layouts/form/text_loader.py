"""Reading what a form asks people to write (`[texts]`), its terms, and the words of the page for citizens."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from desktop import parsed_texts, paths
from desktop.catalog.classification import load
from desktop.catalog.measures import Measure
from desktop.catalog.strict import DataError, Reader, nearest
from desktop.layouts.form import folders, limits
from desktop.layouts.form.folders import Chain
from desktop.layouts.form.spec import CitizensSpec, FiveSpec, TextSpec

FILE = "glossary.toml"
CITIZENS = "citizens.toml"
MOST_FIGURES = 5
_YEARS = ("year", "last_year")
_OF_PAGE = ("unit", "scope", *_YEARS)
_FILLED_IN = {
    "title": _OF_PAGE,
    "note": (*_OF_PAGE, "paper", "version"),
    "unit_line": ("money",),
    "total": (*_YEARS, "amount", "parts"),
    "part": ("label", "amount"),
    "project": ("name", "amount"),
    "more_projects": ("count", "amount"),
    "rest": ("count",),
    **dict.fromkeys(("up", "down"), (*_YEARS, "amount", "percent")),
    **dict.fromkeys(("percent_up", "percent_down"), ("percent",)),
    **dict.fromkeys(("cause_up", "cause_down"), ("cause", "amount")),
    **dict.fromkeys(("more_causes_up", "more_causes_down", "figure_up", "figure_down"), ("amount",)),
}
"""What is filled in for the words of the page for citizens; in all others the years alone."""
_NUMBER = re.compile(r"\{number:([^{}]*)\}")


def read_texts(reader: Reader, numbers: dict[str, str]) -> tuple[TextSpec, ...]:
    """Return the free texts asked for, in the order of `asked`.

    numbers: of the tables by id, for hints that speak of one. Raises DataError naming file and key.
    """
    asked = reader.texts("asked")
    named = reader.table("texts")
    found = {key: _text(key, entry, numbers) for key, entry in named.named()} if named else {}
    for key in asked:
        if key not in found:
            raise DataError(f"{reader.place}.asked: texts 中没有 {key!r}{nearest(key, found)}")
    return tuple(found[key] for key in asked)


def _text(key: str, entry: Reader, numbers: dict[str, str]) -> TextSpec:
    hint = entry.text("hint", "")
    for table_id in _NUMBER.findall(hint):
        if table_id not in numbers:
            raise DataError(f"{entry.place}.hint: 没有名为 {table_id!r} 的表{nearest(table_id, numbers)}")
        hint = hint.replace(f"{{number:{table_id}}}", numbers[table_id])
    spec = TextSpec(key, entry.text("label"), entry.flag("required"), hint)
    entry.done()
    return spec


def read_glossary(chain: Chain) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Return the terms of the nearest form that has some, and what functional subjects are, by code or name.

    The subjects of parents are known to their children; a child's words come first.
    """
    owner = chain.find(FILE)
    terms: list[tuple[str, str]] = []
    subjects: dict[str, str] = {}
    for level in reversed(chain.levels):
        if level.has(FILE):
            reader = Reader(level.toml(FILE), level.place(FILE))
            found = _pairs(reader, "terms", "name")
            terms = found if level is owner else terms
            explained = dict(_pairs(reader, "subjects", "subject"))
            _check_subjects(explained, reader.place)
            subjects |= explained
            reader.done()
    return tuple(terms), subjects


def _check_subjects(explained: dict[str, str], place: str) -> None:
    """Refuse a subject that the functional classification does not have: its words would never be printed.

    Former names stay: an edition taken in on one computer must not make a layout unusable there.
    """
    codes = load("function").codes
    names = {code.name for code in codes.values()} | {name for code in codes.values() for _, name in code.former}
    for subject in explained:
        if subject not in codes and subject not in names:
            raise DataError(f"{place}.subjects: 功能分类科目中没有“{subject}”{nearest(subject, names)}")


def _pairs(reader: Reader, key: str, name: str) -> list[tuple[str, str]]:
    found = []
    for entry in reader.tables(key):
        found.append((entry.text(name), entry.text("text")))
        entry.done()
    return found


def read_citizens(chain: Chain, measures: Mapping[str, Measure]) -> CitizensSpec:
    """Return the words of the page for citizens: the common ones, with what the form and its parents say otherwise."""
    common = _common_words()
    raw, place = folders.merge(common, chain.merged(CITIZENS)), f"{chain.key}/{CITIZENS}"
    reader = Reader(raw, place)
    words = {key: reader.text(key) for key, value in common.items() if isinstance(value, str)}
    for key, text in words.items():
        limits.check_placeholders([text], _FILLED_IN.get(key, _YEARS), f"{place}.{key}")
    five = []
    for entry in reader.tables("five"):
        five.append(FiveSpec(entry.text("measure"), entry.text("label"), entry.text("text")))
        entry.done()
        if five[-1].measure not in measures:
            raise DataError(
                f"{entry.place}.measure: 没有“{five[-1].measure}”这一指标{nearest(five[-1].measure, measures)}"
            )
    if not 1 <= len(five) <= MOST_FIGURES:
        raise DataError(f"{place}.five: 要写 1 到 {MOST_FIGURES} 个数")
    named = reader.table("causes")
    causes = {name: named.text(name) for name in named.rest()} if named else {}
    reader.done()
    return CitizensSpec(words, tuple(five), causes)


@cache
def _common_words() -> dict[str, Any]:
    return parsed_texts.loads((paths.forms() / CITIZENS).read_text(encoding="utf-8"))
