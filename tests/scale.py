"""How many random examples a test takes: few and always the same in ./test, as many as asked for in a long form.

`python -m tests.long NAME --count N --seed S` sets both; a test asks here when its module is read.
"""

from pathlib import Path

from desktop import paths

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
"""A folder in memory, where there is one: forcing bytes to the disk costs nothing there. For tests that save thousands
of times and do not ask what the disk does.
"""

asked: dict[str, int] = {}
"""What the command line said (tests/conftest.py), empty in the short form."""


def count(short: int) -> int:
    """Return how many examples to take: `short` in ./test."""
    return asked.get("count", short)


def layouts(keys: list[str]) -> list[str]:
    """Return the layouts that a dear test runs over: those with tables of their own, in a long form all.

    The others give tables of their parents another title and place.
    """
    return keys if asked else [key for key in keys if (paths.forms() / key / "tables").is_dir()]


def seed(short: int) -> int:
    """Return where the random numbers begin: `short` in ./test."""
    return asked.get("seed", short)
