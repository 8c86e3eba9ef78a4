"""The audit takes time in proportion to a text's length, whatever it says: `python -m tests.long speed`.

A ratio in one run, and still a measurement of time: no test of ./test depends on it.
"""

import math
import re
import sys
import time
from collections.abc import Callable, Iterator

from desktop.audit import auditing
from tests.audit.documents import document

SENTENCE = (
    "2026年收入预算1,234.56万元，其中：一般公共预算拨款收入1,200.00万元，占97.20%；"
    "其他收入34.56万元，占2.80%，比上年增加1.00万元，增长2.98%。"
)
PATTERNS = ("设", "1", "、", "其中", "科室、", "（", "由2025年", "教育支出类", "其中车1辆、", "甲乙丙丁1万元，")
LETTERS = 1_500
TIMES = 4
LIMIT = 6.5
"""What takes time in proportion takes four times as long for four times the text, what looks again from each place 16 times."""
TRIES = 9


def audited(text: str) -> None:
    """Audit a text below a title."""
    auditing.of_document(document("2026年部门预算", *text.splitlines()))


def growth(work: Callable[[str], object], short: str, long: str) -> float:
    """Return how much longer work takes for the long text; a disturbed measurement is made again, the least of each counts.

    No text comes twice: what was read before is remembered.
    """
    least = [math.inf, math.inf]
    for attempt in range(TRIES):
        for at, text in enumerate((short, long)):
            other = "甲" * attempt + text
            start = time.process_time_ns()
            work(other)
            least[at] = min(least[at], time.process_time_ns() - start)
        if least[1] < LIMIT * least[0]:
            break
    return least[1] / least[0]


def measured() -> Iterator[tuple[str, float]]:
    """Yield each pattern with its growth, and last a sentence many times."""
    audited(SENTENCE)  # everything is loaded
    for pattern in PATTERNS:
        yield pattern, growth(audited, *(pattern * (count // len(pattern)) for count in (LETTERS, LETTERS * TIMES)))
    yield "一句话", growth(audited, *(f"{SENTENCE}\n" * count for count in (25, 25 * TIMES)))


def main() -> int:
    """Print the growth of every pattern; fail where one is not in proportion, or the measure notices nothing."""
    found = dict(measured())
    for name, times in found.items():
        print(f"{name}: {times:.1f} times as long for {TIMES} times the text")
    looks_again = growth(re.compile("(.+?)（类）").findall, *("其中" * count for count in (100, 100 * TIMES)))
    print(f"a pattern that looks again from every place: {looks_again:.1f}")
    return 0 if looks_again > LIMIT and all(times < LIMIT for times in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
