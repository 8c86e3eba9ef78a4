"""The classification tables (政府收支分类科目) with their editions.

They are read from `resources/classification/`, changed by the shipped list of changes and the one of this computer.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import cache
from operator import itemgetter
from pathlib import Path

from desktop import paths
from desktop.catalog import change_list
from desktop.catalog.change_list import ADDED, ENDED, RENAMED, Change
from desktop.dataclass import dataclass

FILES = {
    "function": "expenditure_function.csv",
    "economic": "economic_department.csv",
    "government": "economic_government.csv",
}
"""The three expenditure classifications: 功能分类, 部门经济分类, 政府经济分类."""

TITLES = {"function": "功能分类", "economic": "部门经济分类", "government": "政府经济分类"}

LEVEL_LENGTHS = {
    "function": {"类": 3, "款": 5, "项": 7},
    "economic": {"类": 3, "款": 5},
    "government": {"类": 3, "款": 5},
}
"""Code length of each level, by classification."""


@dataclass(frozen=True, slots=True)
class Code:
    """One subject (科目). first/last: budget years it is in force, None = no bound known.

    confidence: A seen in public documents … D from memory only (see resources/classification/README.md).
    becomes: codes that take the place of an ended one; document: of its latest change; own: added by hand (自行增加);
    former: each earlier name with the first year in which it is no longer used;
    gaps: first and last years between an end and a new beginning.
    """

    code: str
    name: str
    level: str
    parent: str
    first: int | None
    last: int | None
    confidence: str
    note: str = ""
    budget_kind: str = ""
    becomes: tuple[str, ...] = ()
    document: str = ""
    own: bool = False
    former: tuple[tuple[int, str], ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def shown(self) -> str:
        """Code and name as they are offered, with the mark of a code that was added by hand."""
        return f"{self.code} {self.name}{'（自行增加）' if self.own else ''}"

    def name_in(self, year: int) -> str:
        """Return the name the subject has in the budget of a year."""
        return next((name for until, name in self.former if year < until), self.name)

    def in_force(self, year: int) -> bool:
        """Tell whether the subject may be used in the budget of a year."""
        inside = (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
        return inside and not any(first <= year <= last for first, last in self.gaps)


@dataclass(frozen=True)
class Classification:
    """One classification: codes by number, with ancestors and children."""

    key: str
    codes: dict[str, Code]
    children: dict[str, list[str]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Official name of the classification."""
        return TITLES[self.key]

    @property
    def leaf_length(self) -> int:
        """Length of the codes a budget line must carry (项 or 款)."""
        return max(LEVEL_LENGTHS[self.key].values())

    def get(self, code: str, year: int) -> Code | None:
        """Return the subject if it exists and is in force in the year."""
        subject = self.codes.get(code)
        return subject if subject is not None and subject.in_force(year) else None

    def name(self, code: str) -> str:
        """Return the subject's name, empty for an unknown code."""
        subject = self.codes.get(code)
        return subject.name if subject else ""

    def ancestors(self, code: str) -> list[str]:
        """Return the code with its parents, highest first, by the lengths of the levels."""
        lengths = LEVEL_LENGTHS[self.key].values()
        return [code[:length] for length in lengths if length <= len(code)]

    def problem(self, code: str, year: int) -> str:
        """Return why a budget line may not carry this code in the year; empty when it may."""
        if not code:
            return f"没有填写{self.title}科目编码"
        subject = self.codes.get(code)
        if subject is None:
            added = "确有文件依据而本机科目表没有的，在“帮助”→“科目…”中增加"
            return f"{self.title}科目编码“{code}”在科目表中不存在，请核对后改正；{added}"
        if len(code) != self.leaf_length:
            level = "项" if self.key == "function" else "款"
            deeper = f"请填到{level}级（{self.leaf_length} 位编码）"
            return f"{self.title}科目“{code} {subject.name}”是{subject.level}级，{deeper}"
        if not subject.in_force(year):
            instead = self.successors(code, year)
            use = "或".join(f"“{each.code} {each.name}”" for each in instead) or "当年科目"
            lower = "下面的科目" if any(len(each.code) < self.leaf_length for each in instead) else ""
            return f"{self.title}科目“{code} {subject.name}”在 {year} 年不能使用，请改用{use}{lower}"
        return ""

    def successors(self, code: str, year: int) -> list[Code]:
        """Return what an ended code has become by a year: through several changes, only subjects in force."""
        found: dict[str, Code] = {}
        seen, waiting = {code}, list(self.codes[code].becomes) if code in self.codes else []
        while waiting:
            each = self.codes.get(waiting.pop(0))
            if each is None or each.code in seen:
                continue
            seen.add(each.code)
            if each.in_force(year):
                found[each.code] = each
            else:
                waiting += each.becomes
        return list(found.values())


COLUMNS = ("code", "name", "level", "parent", "edition_first", "edition_last", "confidence", "note")
"""Columns that every classification file has."""


@cache
def _year(text: str) -> int | None:
    return int(text) if text else None


def _rows(text: str) -> Iterator[list[str]]:
    """Return the rows of a text with commas, each with its cells; where nothing is quoted in a third of csv's time."""
    if '"' in text:
        return csv.reader(text.splitlines(keepends=True))
    return (line.split(",") if line else [] for line in text.split("\n"))


def read(key: str, path: Path) -> Classification:
    """Read one classification file. Raises ValueError naming file and row for a broken row."""
    codes: dict[str, Code] = {}
    children: dict[str, list[str]] = {}
    lengths = LEVEL_LENGTHS[key]
    rows = _rows(path.read_text(encoding="utf-8"))
    place = {name: number for number, name in enumerate(next(rows))}
    columns = itemgetter(*(place[name] for name in COLUMNS))
    kind_at = place.get("budget_kind")
    for number, row in enumerate(filter(None, rows), start=2):
        if len(row) != len(place):
            raise ValueError(f"{path.name} row {number}: {len(row)} columns, not {len(place)}")
        code, name, level, parent, first, last, confidence, note = columns(row)
        if code in codes or len(code) != lengths.get(level, 0):
            raise ValueError(f"{path.name} row {number}: bad or repeated code {code!r}")
        kind = row[kind_at] if kind_at is not None else ""
        codes[code] = Code(code, name, level, parent, _year(first), _year(last), confidence, note, budget_kind=kind)
        children.setdefault(parent, []).append(code)
    return Classification(key, codes, children)


def changed(table: Classification, changes: Iterable[Change]) -> Classification:
    """Return a classification after changes, which are taken in their order; those of other kinds are left."""
    codes = dict(table.codes)
    for change in changes:
        if change.kind == table.key and change.code:
            apply(codes, change, table.key)
    children: dict[str, list[str]] = {}
    codes = dict(sorted(codes.items()))
    for code, subject in codes.items():
        children.setdefault(subject.parent, []).append(code)
    return Classification(table.key, codes, children)


def apply(codes: dict[str, Code], change: Change, key: str) -> None:
    """Make one change in the codes of a classification; ending a code ends those below it too."""
    subject = codes.get(change.code)
    if change.action == ADDED and subject is None:
        codes[change.code] = _added(change, key)
    elif change.action == ADDED and subject is not None:
        codes[change.code] = _again(subject, change)
    elif change.action == RENAMED and subject is not None:
        codes[change.code] = _renamed(subject, change)
    elif change.action == ENDED:
        for code, each in codes.items():
            if code.startswith(change.code) and each.in_force(change.year - 1):
                codes[code] = replace(each, last=change.year - 1, becomes=change.becomes, document=change.document)


def _renamed(subject: Code, change: Change) -> Code:
    former = (*subject.former, (change.year, subject.name)) if subject.name != change.name else subject.former
    return replace(subject, name=change.name, former=former, document=change.document)


def _again(subject: Code, change: Change) -> Code:
    """Return a known code that is used again after its end, or from an earlier year on than was known."""
    first, last, gaps = subject.first, subject.last, subject.gaps
    if last is not None and last < change.year - 1:
        gaps = (*gaps, (last + 1, change.year - 1))
    earlier = first is not None and change.year < first
    subject = replace(subject, first=change.year if earlier else first, last=last if earlier else None, gaps=gaps)
    return _renamed(replace(subject, becomes=subject.becomes if earlier else ()), change)


def _added(change: Change, key: str) -> Code:
    lengths = {length: level for level, length in LEVEL_LENGTHS[key].items()}
    shorter = max((length for length in lengths if length < len(change.code)), default=0)
    return Code(
        code=change.code,
        name=change.name,
        level=lengths[len(change.code)],
        parent=change.code[:shorter],
        first=change.year,
        last=None,
        confidence=change.confidence or "A",
        note=change.note,
        budget_kind=change.budget_kind,
        document=change.document,
        own=change.single,
    )


@cache
def load(key: str) -> Classification:
    """Return a classification as this computer has it: "function", "economic" or "government".

    It stays in memory; who changes the list of this computer calls `forget`.
    """
    shipped = read(key, paths.resources() / "classification" / FILES[key])
    return changed(shipped, change_list.every())


def forget() -> None:
    """Let the classifications be read anew, because the list of this computer has changed."""
    change_list.every.cache_clear()
    load.cache_clear()


@cache
def former_names(since: int = 0) -> dict[str, str]:
    """Return the code of each earlier name of a 类 of the functional classification that ended in a year or later."""
    path = paths.resources() / "classification" / "former_names.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["name"]: row["code"] for row in csv.DictReader(handle) if int(row["until"]) >= since}
