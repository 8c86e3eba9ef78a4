"""How many random examples a test takes: few and always the same in ./test, as many as asked for in a long form.

`python -m tests.long NAME --count N --seed S` sets both; a test asks here when its module is read.
"""

import json
import os
from pathlib import Path
from typing import Any

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
"""A folder in memory, where there is one: forcing bytes to the disk costs nothing there. For tests that save thousands
of times and do not ask what the disk does.
"""

PART, FIGURES = "MINGZHANG_PART", "MINGZHANG_FIGURES"
"""What a part of a run in parts is told (tests/parts.py): which one it is, where its figures are noted."""

asked: dict[str, int] = {}
"""What the command line said (tests/conftest.py), empty in the short form."""


def count(short: int) -> int:
    """Return how many examples to take: `short` in ./test."""
    return asked.get("count", short)


REPRESENTATIVES = ("chongqing/2023", "guangxi_wuzhou/2025", "henan/2022", "shaanxi/2023", "shanghai/2025")
"""Layouts that together have everything any layout says about its tables, figures and texts (tests/test_scale.py)."""


def layouts(keys: list[str]) -> list[str]:
    """Return the layouts that a dear test runs over: a few that have everything, in a long form all."""
    return keys if asked else [key for key in keys if key in REPRESENTATIVES]


def is_further_part() -> bool:
    """Tell whether this is not the first part of a run in parts (`tests.long --parts`): some things need no second time."""
    return os.environ.get(PART, "1") != "1"


def report(figures: dict[str, Any]) -> None:
    """Print what a run of a long form found, and note it for the sum of a run in parts."""
    text = json.dumps(figures, ensure_ascii=False)
    print(text)
    if place := os.environ.get(FIGURES):
        Path(place).write_text(text, encoding="utf-8")


def seed(short: int) -> int:
    """Return where the random numbers begin: `short` in ./test."""
    return asked.get("seed", short)
