"""Totals by a classification with its levels (类、款、项): the sums of the codes found, each level of its parts."""

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.catalog import classification
from desktop.collect.sheets import Sheet, money, text, total_of

NATURES = ("total", "personnel", "public", "project", "other")
COLUMNS = (
    text("科目编码", 12),
    text("科目名称", 34),
    money("合计"),
    money("人员经费"),
    money("公用经费"),
    money("项目支出"),
    money("其他支出"),
)
WITHOUT = "（未填写科目）"


def sheet(name: str, title: str, key: str, found: Iterable[Mapping[str, Any]]) -> Sheet:
    """Return the sheet of a classification (function, economic or government), parents before their parts."""
    codes = classification.load(key)
    sums: dict[str, list[int]] = {}
    top = []
    for row in found:
        code, values = row["code"], [row[nature] for nature in NATURES]
        top.append((code, "", *values))
        for each in {*codes.ancestors(code), code}:
            known = sums.setdefault(each, [0] * len(NATURES))
            sums[each] = [first + other for first, other in zip(known, values, strict=True)]
    rows = [(code, codes.name(code) if code else WITHOUT, *sums[code]) for code in sorted(sums)]
    levels = [max(0, len(code) - 3) // 2 for code in sorted(sums)]
    total = total_of(COLUMNS, top) if top else None
    return Sheet(name, title, COLUMNS, rows, levels=levels, total=total)
