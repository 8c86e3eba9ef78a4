"""What a book is about, seen without opening it: no lock, no backup, no journal taken back, nothing written."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.dataclass import dataclass
from desktop.ledger import connection, migrations, schema
from desktop.ledger.safety.held_file import is_held
from desktop.ledger.vocabulary import Stage

STEPS = 100_000
"""Steps of SQLite after which a glance gives up: what a hostile file asks for might never end."""
LONGEST = 50
"""Letters of a unit's name that are shown."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Unit, year and stage of a book (the newest), how many other units it has; or the reason why it cannot be seen."""

    unit: str = ""
    year: int = 0
    stage: str = ""
    others: int = 0
    problem: str = ""

    @property
    def title(self) -> str:
        """The line that stands for the book in a list, empty where it cannot be seen."""
        if not self.unit:
            return ""
        several = f"等 {self.others + 1} 个单位" if self.others else ""
        return f"{self.unit}{several}　{self.year}年　{self.stage}"


def at(path: Path) -> Glance:
    """Look at a book. Never raises for what is wrong with it."""
    if is_held(path):
        return Glance(problem="正在明账的窗口中打开")  # SQLite would let go of its lock with this second look
    try:
        if not path.is_file():
            return Glance(problem="文件不在这里了")
        with closing(sqlite3.connect(f"{connection.uri_of(path.absolute(), 'ro')}&immutable=1", uri=True)) as connected:
            connected.set_progress_handler(lambda: 1, STEPS)
            return _seen(connected)
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError):
        return Glance(problem="读不出内容，可能不是账本，或者文件已损坏")


def _seen(connected: sqlite3.Connection) -> Glance:
    if connected.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        return Glance(problem="不是明账的账本")
    if migrations.version_of(connected) > schema.VERSION:
        return Glance(problem="由更新版本的明账保存，请升级明账后再打开")
    units, budgets = _rows(connected, "unit"), [row for row in _rows(connected, "budget") if not row.get("scenario")]
    top = next((row for row in units if row.get("parent_id") is None), None)
    if top is None or not budgets:
        return Glance(problem="账本里还没有单位和年度")
    newest = max(budgets, key=lambda row: (row["year"], _order(row["stage"])))
    return Glance(str(top["name"])[:LONGEST], int(newest["year"]), str(newest["stage"])[:LONGEST], len(units) - 1)


def _rows(connected: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    found = connected.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 2000")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _order(stage: str) -> int:
    stages = [str(each) for each in Stage]
    return stages.index(stage) if stage in stages else -1
