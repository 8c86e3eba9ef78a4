"""三公经费: which item a label names, and which items are the sum of which."""

import re

from desktop.audit.tables import labels

ITEMS = (
    ("vehicle", r"用车购置[及和与、](?:公务用车)?(?:运行|运维)|公(?:务用)?车(?:费|经费)?(?:小计|合计)?$"),
    ("purchase", r"购置"),
    ("operation", r"运行(?:维护)?费?|运维费?"),
    ("abroad", r"出国|出境"),
    ("reception", r"接待"),
    ("meeting", r"会议费"),
    ("training", r"培训费"),
    ("three", r"三公.*(?:小计|合计|经费)"),
    ("total", r"^(?:合计|总计)$"),
)
_WHOLE = {
    "vehicle": (("purchase", "operation"),),
    "three": (("abroad", "reception", "vehicle"), ("abroad", "reception", "purchase", "operation")),
    "total": (
        ("three", "meeting", "training"),
        ("abroad", "reception", "vehicle", "meeting", "training"),
        ("abroad", "reception", "vehicle"),
        ("abroad", "reception", "purchase", "operation", "meeting", "training"),
        ("abroad", "reception", "purchase", "operation"),
    ),
}


def item(label: str) -> str:
    """Return the item that a label or the path of a header names, empty where it names none."""
    plain = re.sub(r"[\s“”\"]|机关运行.*", "", label)
    return next((name for name, pattern in ITEMS if re.search(pattern, plain)), "")


MERGED = re.compile(r"三公”?经费(?:合计|小计)(?=[^）]*(?:出国|接待|购置))|费(?=公务用车|公务接待|因公|会议费|培训费)")
"""A header in which two items run together: it is not told of which the figures below it are."""


def of_header(path: tuple[str, ...]) -> str:
    """Return the item that the header of a column names; 小计 below 公务用车 is that of the vehicles."""
    last = path[-1] if path else ""
    if MERGED.search(re.sub(r"\s", "", last)):
        return ""
    if labels.is_total(last):
        last = path[-2] if len(path) > 1 and item(path[-2]) == "vehicle" else "合计"
    return item(last)


def complete(items: set[str]) -> bool:
    """Tell whether the items of a table are those of 三公经费: vehicles in one sum, or 购置 and 运行 apart.

    One of them may have been left out: two are enough to know them.
    """
    vehicles = "vehicle" in items or {"purchase", "operation"} <= items
    return vehicles + ("reception" in items) + ("abroad" in items) > 1


def sums(items: set[str]) -> list[tuple[str, list[list[str]]]]:
    """Return each item that is a sum of others in a table, with its readings."""
    apart = "vehicle" not in items
    found = []
    for total, ways in _WHOLE.items():
        known = (way for way in ways if way[0] != "three" or "three" in items)
        known = (way for way in known if way[0] in ("three", "purchase") or ("operation" in way) == apart)
        readings = [present for way in known if (present := [name for name in way if name in items])]
        if total in items and readings:
            found.append((total, readings))
    return found
