"""The crosswalk 部门经济分类 → 政府经济分类 by unit kind, which a line may override.

What is held against it: resources/rules/checks/classification.md, C21.
"""

import csv
from functools import cache

from desktop import paths


@cache
def table() -> dict[tuple[str, str], str]:
    """Return {(department code, unit kind): government code}; an empty code means no partner is known."""
    path = paths.resources() / "classification" / "economic_mapping.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {(r["department_code"], r["unit_kind"]): r["government_code"] for r in csv.DictReader(handle)}


USUAL_FUNCTION = {"30108": "2080505", "30109": "2080506", "30110": "21011", "30113": "2210201"}
"""Where contributions are usually booked by function, the beginning of the code
(resources/rules/checks/classification.md, C26)."""


def nature_of(economic_code: str) -> str:
    """Return what 基本支出 of a 部门经济 款 is: 301 and 303 are 人员, all else is 公用 (政府收支分类科目)."""
    return "人员" if economic_code.startswith(("301", "303")) else "公用"


def government_code(economic_code: str, unit_kind: str) -> str:
    """Return the 政府经济 款 for a 部门经济 款, empty when the crosswalk has none."""
    return table().get((economic_code, unit_kind), "")
