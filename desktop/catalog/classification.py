"""The classification tables (政府收支分类科目) with their editions, read from `resources/classification/`."""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from desktop import paths

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

    def in_force(self, year: int) -> bool:
        """Tell whether the subject may be used in the budget of a year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


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
            return f"{self.title}科目编码“{code}”在科目表中不存在，请核对后改正"
        if len(code) != self.leaf_length:
            level = "项" if self.key == "function" else "款"
            deeper = f"请填到{level}级（{self.leaf_length} 位编码）"
            return f"{self.title}科目“{code} {subject.name}”是{subject.level}级，{deeper}"
        if not subject.in_force(year):
            return f"{self.title}科目“{code} {subject.name}”在 {year} 年不能使用，请改用当年科目"
        return ""


def _year(text: str) -> int | None:
    return int(text) if text else None


def read(key: str, path: Path) -> Classification:
    """Read one classification file. Raises ValueError naming file and row for a broken row."""
    codes: dict[str, Code] = {}
    children: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            code = row["code"]
            if code in codes or len(code) != LEVEL_LENGTHS[key].get(row["level"], 0):
                raise ValueError(f"{path.name} row {number}: bad or repeated code {code!r}")
            codes[code] = Code(
                code=code,
                name=row["name"],
                level=row["level"],
                parent=row["parent"],
                first=_year(row["edition_first"]),
                last=_year(row["edition_last"]),
                confidence=row["confidence"],
                note=row["note"],
                budget_kind=row.get("budget_kind") or "",
            )
            children.setdefault(row["parent"], []).append(code)
    return Classification(key, codes, children)


@cache
def load(key: str) -> Classification:
    """Return a shipped classification: "function", "economic" or "government"."""
    return read(key, paths.resources() / "classification" / FILES[key])
