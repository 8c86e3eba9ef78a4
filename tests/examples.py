"""How many random examples a test tries: few and always the same in the suite, many and new in a long run."""

import os

LONG = os.environ.get("MINGZHANG_EXAMPLES")
"""The number a long run asks for; None in the suite."""


def examples(short: int) -> int:
    """`short` in the suite, about two seconds of work; what MINGZHANG_EXAMPLES says in a long run."""
    return int(LONG) if LONG else short
