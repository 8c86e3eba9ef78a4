"""Named measures (口径): filters over the cube kept as data in `resources/measures.toml`."""

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop import parsed_texts, paths
from desktop.catalog.strict import DataError
from desktop.dataclass import dataclass

CODE_DIMENSIONS = frozenset({"function", "economic", "government"})
"""Dimensions whose patterns match the beginning of a code."""

DIMENSIONS = (
    "side",
    "year",
    "function",
    "economic",
    "government",
    "nature",
    "project",
    "fund",
    "carry",
    "procurement",
    "service",
    "subsource",
    "unit",
    "operating",
)
"""Every dimension of the cube. side: 支出, 收入, 采购 or 结转下年; service: 是 for 政府购买服务, else empty; subsource:
本级, 提前下达 or 非税 of fiscal money; unit: the name of the unit; operating: 不统计 where
the unit's public funds are no 机关运行经费."""

SIDES = ("支出", "收入", "采购", "结转下年")

Filter = tuple[tuple[str, tuple[str, ...]], ...]
"""A conjunction: each named dimension must match one of its patterns and none of its `!` patterns."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A named filter with its official label."""

    name: str
    label: str
    where: Filter


def make_filter(raw: Any, place: str) -> Filter:
    """Read `{dimension = [patterns]}`; raises DataError naming `place` for an unknown dimension or shape."""
    if not isinstance(raw, dict):
        raise DataError(f"{place}: 筛选条件应当是一个表：维度 = [编码或文字]")
    for dimension, patterns in raw.items():
        if dimension not in DIMENSIONS:
            raise DataError(f"{place}: 没有 {dimension!r} 这一口径")
        if not isinstance(patterns, list) or not all(isinstance(p, str) and p for p in patterns):
            raise DataError(f"{place}.{dimension}: 应当是文字的列表，不能有空的")
        if dimension == "side" and not set(patterns) <= set(SIDES):
            raise DataError(f"{place}.side: {patterns} 里有不认识的收支方向")
    return tuple((dimension, tuple(patterns)) for dimension, patterns in sorted(raw.items()))


def read_measures(raw: dict[str, Any], place: str) -> dict[str, Measure]:
    """Read `[name] label, where` tables; raises DataError naming file and key."""
    measures = {}
    for name, body in raw.items():
        if not isinstance(body, dict) or set(body) != {"label", "where"}:
            raise DataError(f"{place}: [{name}] 应当只有 label 和 where 两项")
        measures[name] = Measure(name, str(body["label"]), make_filter(body["where"], f"{place}: {name}.where"))
    return measures


def read(path: Path) -> dict[str, Measure]:
    """Read a measures file."""
    try:
        raw = parsed_texts.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"{path.name}: {error}") from error
    return read_measures(raw, path.name)


@cache
def standard() -> MappingProxyType[str, Measure]:
    """Return the shipped measures."""
    return MappingProxyType(read(paths.resources() / "measures.toml"))
