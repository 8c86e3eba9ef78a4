"""Lists of changes of the classification (科目变动): the shipped one and the one in the user's own folder."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path

from desktop import paths
from desktop.dataclass import dataclass
from desktop.findings import UserError

ADDED, ENDED, RENAMED = "新增", "停用", "更名"
EDITION = "新版"
"""A whole edition was taken in: its codes stand as changes of that year."""
ABSENT = "未载入"
"""A whole edition is known to exist and its content is not in this list."""
UNSEEN = "未见正文"
"""A notice about codes is known by its title alone."""
ON_CODES = (ADDED, ENDED, RENAMED)
ACTIONS = (*ON_CODES, EDITION, ABSENT, UNSEEN)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one code, in force from the budget of a year on; without a code it is about a whole edition.

    kind: function, economic or government; name: the new name; becomes: codes that take an ended code's place;
    document: 文号 or title of the notice; own: made on this computer, not shipped; single: added by hand (自行增加).
    """

    year: int
    kind: str
    action: str
    code: str = ""
    name: str = ""
    becomes: tuple[str, ...] = ()
    budget_kind: str = ""
    document: str = ""
    date: str = ""
    note: str = ""
    source: str = ""
    confidence: str = ""
    own: bool = False

    @property
    def single(self) -> bool:
        """Whether a person added this code by hand, outside any list of the ministry that was taken in."""
        return self.own and self.source == BY_HAND


BY_HAND = "自行增加"
"""Source of a code that a person added."""

COLUMNS = tuple(field.name for field in fields(Change) if field.name != "own")


def shipped_file() -> Path:
    """Return the list that comes with the program."""
    return paths.resources() / "classification" / "changes.csv"


def own_file() -> Path:
    """Return the list of what was added or taken in on this computer; it may not be there."""
    return paths.home() / "classification" / "changes.csv"


@cache
def every() -> tuple[Change, ...]:
    """Return the shipped changes, then the own ones, each in the order of the years; they stay in memory.

    Raises UserError for a bad row.
    """
    shipped = sorted(read(shipped_file()), key=lambda each: each.year)
    return (*shipped, *sorted(read_own(), key=lambda each: each.year))


def read_own() -> list[Change]:
    """Return the changes of this computer. Raises UserError naming file and row."""
    return read(own_file(), own=True) if own_file().exists() else []


def read(path: Path, *, own: bool = False) -> list[Change]:
    """Read a list in our own columns. Raises UserError naming file and row."""
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            return [_change(row, path, number, own) for number, row in enumerate(csv.DictReader(handle), 2)]
    except UnicodeDecodeError as error:
        raise UserError(f"科目变动文件“{path}”的文字编码无法识别；请移走这个文件后重新载入") from error


def _change(row: dict[str, str], path: Path, number: int, own: bool) -> Change:
    texts = {name: row.get(name) or "" for name in COLUMNS}
    if not texts["year"].isdecimal() or texts["action"] not in ACTIONS:
        raise UserError(f"科目变动文件“{path}”第 {number} 行不对；请改正这一行，或移走这个文件后重新载入")
    becomes = tuple(code for code in texts.pop("becomes").split(";") if code)
    return Change(year=int(texts.pop("year")), becomes=becomes, own=own, **texts)


def write_own(changes: Iterable[Change]) -> None:
    """Write the list of this computer, whole or not at all. Raises UserError."""
    rows = [asdict(change) | {"becomes": ";".join(change.becomes)} for change in changes]

    def fill(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, COLUMNS, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    paths.write_beside(own_file(), fill, 0o600)
    every.cache_clear()
