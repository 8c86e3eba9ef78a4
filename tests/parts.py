"""A long form in parts: one seed after the other, each noted in a file when it ended, so that a run can be gone on with.

`python -m tests.long NAME --parts N --record FILE [--count C] [--seed S]` runs the seeds S … S+N-1 that the file does not
hold yet, then prints the sum of what its parts found. A part that failed is run again.
"""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import scale

PASSED, FAILED = 0, 1


def run(name: str, count: int, seeds: range, record: Path, once: Callable[[int], int]) -> int:
    """Run the parts that are not there yet and print the sum; 0 where all passed. once: runs a seed, returns its status."""
    for number, seed in enumerate(seeds, 1):
        if any(part["seed"] == seed for part in passed(name, count, record)):
            print(f"{name} seed {seed}: 已有记录", flush=True)
            continue
        with tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "figures.json"
            os.environ |= {scale.PART: str(number), scale.FIGURES: str(figures)}
            status = once(seed)
            found = json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
        part = {"form": name, "count": count, "seed": seed, "status": status, "figures": found}
        with record.open("a", encoding="utf-8") as file:
            file.write(json.dumps(part, ensure_ascii=False) + "\n")
    parts = passed(name, count, record)
    print(
        json.dumps(
            {"parts": len(parts), "seeds": [part["seed"] for part in parts], **summed(parts)}, ensure_ascii=False
        )
    )
    return PASSED if {part["seed"] for part in parts} >= set(seeds) else FAILED


def passed(name: str, count: int, record: Path) -> list[dict[str, Any]]:
    """Return the parts of a form that passed, the last of each seed."""
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    parts = [json.loads(line) for line in lines]
    found = {part["seed"]: part for part in parts if (part["form"], part["count"]) == (name, count)}
    return [part for part in found.values() if part["status"] == PASSED]


def summed(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the sum of the figures of parts, also those inside others; of what is no number nothing."""
    total: dict[str, Any] = {}
    for part in parts:
        _add(total, part["figures"])
    return total


def _add(total: dict[str, Any], figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            _add(total.setdefault(name, {}), value)
        elif isinstance(value, int | float):
            total[name] = total.get(name, 0) + value
