"""The tables of a book and the triggers that journal every change.

STRICT tables, INTEGER 分, foreign keys (ARCHITECTURE.md). `FIRST_SCHEMA` is
version 1; new and older files alike are brought to the present version by the steps of `migrations`.
"""

import sqlite3
from functools import cache

from desktop.ledger import records
from desktop.ledger.records.words import OF_STAGE

APPLICATION_ID = 0x6D7A6201
"""Marks the file as a book: the bytes `mzb` and 1."""

VERSION = 9
"""user_version of a book: the first schema below with all steps of `migrations` applied."""

_WORDS = {
    "kind_unit": "'行政','参公','事业'",
    "nature": "'人员','公用','项目','经营支出','上缴上级支出','对附属单位补助支出'",
    "carry": "'当年','结转'",
    "kind_procurement": "'货物','工程','服务'",
}

FIRST_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE unit (
    id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES unit(id), position INTEGER NOT NULL,
    code TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ({_WORDS["kind_unit"]})), scope TEXT NOT NULL) STRICT;
CREATE TABLE institution (
    id INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit(id), position INTEGER NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, remark TEXT NOT NULL) STRICT;
CREATE TABLE budget (
    id INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit(id),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100), stage TEXT NOT NULL, frozen_at TEXT,
    UNIQUE (unit_id, year, stage)) STRICT;
CREATE TABLE project (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    code TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), kind TEXT NOT NULL, goal TEXT NOT NULL,
    UNIQUE (budget_id, name)) STRICT;
CREATE TABLE direct_line (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    function_code TEXT NOT NULL, economic_code TEXT NOT NULL, government_code TEXT NOT NULL,
    nature TEXT NOT NULL CHECK (nature IN ({_WORDS["nature"]})),
    project_id INTEGER REFERENCES project(id), fund TEXT NOT NULL,
    carry TEXT NOT NULL CHECK (carry IN ({_WORDS["carry"]})),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
    purchased_service INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE income (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    source TEXT NOT NULL, carry TEXT NOT NULL CHECK (carry IN ({_WORDS["carry"]})),
    amount INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE carry_out (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    fund TEXT NOT NULL, amount INTEGER NOT NULL) STRICT;
CREATE TABLE procurement (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    project_id INTEGER REFERENCES project(id),
    kind TEXT NOT NULL CHECK (kind IN ({_WORDS["kind_procurement"]})),
    item TEXT NOT NULL, fund TEXT NOT NULL, quantity INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT;
CREATE TABLE indicator (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    project_id INTEGER REFERENCES project(id), position INTEGER NOT NULL,
    name TEXT NOT NULL, weight TEXT NOT NULL, unit TEXT NOT NULL, nature TEXT NOT NULL,
    target TEXT NOT NULL) STRICT;
CREATE TABLE asset (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    kind TEXT NOT NULL, stock INTEGER NOT NULL CHECK (stock >= 0),
    purchase INTEGER NOT NULL CHECK (purchase >= 0), UNIQUE (budget_id, kind)) STRICT;
CREATE TABLE reason (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    figure TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (budget_id, figure)) STRICT;
CREATE TABLE free_text (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    key TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (budget_id, key)) STRICT;
CREATE TABLE operation (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done','undone','dropped'))) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY, operation_id INTEGER NOT NULL REFERENCES operation(id),
    record_table TEXT NOT NULL, record_id INTEGER NOT NULL, before TEXT, after TEXT) STRICT;
CREATE TABLE journal_state (only INTEGER PRIMARY KEY CHECK (only = 1), operation_id INTEGER, replaying INTEGER)
    STRICT;
INSERT INTO journal_state VALUES (1, NULL, 0);
CREATE INDEX change_operation ON change (operation_id);
CREATE INDEX direct_line_budget ON direct_line (budget_id);
"""

BUDGET_TABLES = tuple(kind.TABLE for kind in records.OF_A_BUDGET)
"""Tables whose rows belong to a budget; a frozen budget refuses changes to them."""

NOT_CONTENT = ("meta", "operation", "change", "journal_state", "file")
"""Tables that are not content: identity, history, state of the journal, contents that attachments name."""

NOTES = ("remark", "attachment")
"""Tables whose rows speak of another record, and go with it."""

JOURNALED = tuple(kind.TABLE for kind in records.RECORD_TYPES)
"""Every table whose changes are journaled, parents before children."""

EVENTS = ("insert", "update", "delete")
"""What can happen to a row of a record."""


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the column names of a table in order."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def columns_of_all(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the column names of every table of the file in order."""
    names: dict[str, list[str]] = {}
    query = "SELECT t.name, c.name FROM main.sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    for table, column in connection.execute(query):
        names.setdefault(table, []).append(column)
    return names


def refuse_writes(connection: sqlite3.Connection) -> None:
    """Let SQLite refuse every write until `allow_writes`: a book that is only looked at needs no triggers."""
    connection.execute("PRAGMA query_only = ON")


def allow_writes(connection: sqlite3.Connection) -> None:
    """Let a connection write. Whoever writes a record asks `journal_writes` for its table first."""
    connection.execute("PRAGMA query_only = OFF")


def journal_writes(connection: sqlite3.Connection, table: str, event: str) -> None:
    """Have every insert, update or delete of a table journaled, and what its deletions take away with them.

    A rollback takes the triggers of its transaction away. They are TEMP triggers: no file has triggers of its own
    (one that brings some is refused on opening), and a migration never has to rewrite them. All of them would cost as
    much as fifty writes, and most operations write into two or three tables.
    """
    last = f"journal_{table}_{event}"
    if connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = ?", (last,)).fetchone() is None:
        if event == "delete" and table not in NOTES:
            for notes in NOTES:
                journal_writes(connection, notes, event)
        for trigger in _triggers(table, event, tuple(columns(connection, table))):
            connection.execute(trigger)


@cache
def _triggers(table: str, event: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what makes the triggers of an event of a table with these columns; the journal's comes last."""
    triggers = []
    if table in BUDGET_TABLES and event != "delete":
        # Before the row is written: otherwise a UNIQUE that is hurt too would speak first.
        row = "NEW" if event == "insert" else "OLD"
        body = _refuse_frozen(row, table if event == "insert" else "")
        triggers.append(_trigger(f"frozen_{table}_{event}", table, f"BEFORE {event}", body))
    if table == "budget" and event != "insert":
        unless = f"{UNLESS_REPLACED} {UNLESS_OPENED}" if event == "update" else ""
        triggers.append(_trigger(f"frozen_budget_{event}", table, f"BEFORE {event}", f"{FROZEN_BUDGET} {unless};"))
    return (*triggers, _journaling(table, event, names))


def _trigger(name: str, table: str, event: str, body: str) -> str:
    """Return the SQL of a trigger that is silent while changes are replayed."""
    unless_replaying = "WHEN (SELECT replaying FROM journal_state) = 0"
    return f"CREATE TEMP TRIGGER {name} {event} ON main.{table} {unless_replaying} BEGIN {body} END;"


def _journaling(table: str, event: str, names: tuple[str, ...]) -> str:
    old, new = _row_json("OLD", names), _row_json("NEW", names)
    name = f"journal_{table}_{event}"
    if event == "delete":
        return _trigger(name, table, "BEFORE delete", _deleted(table, old))
    body = _journal(table, "NEW.id", old if event == "update" else "NULL", new)
    return _trigger(name, table, f"AFTER {event}", body)


def _deleted(table: str, old: str) -> str:
    """Numbers of deleted rows are given again: what is noted about a row must not pass to another one."""
    away = "".join(f"DELETE FROM {notes} WHERE record_table = '{table}' AND record_id = OLD.id; " for notes in NOTES)
    return "".join(
        (
            _refuse_frozen("OLD", table) if table in BUDGET_TABLES else "",
            _journal(table, "OLD.id", old, "NULL"),
            away if table not in NOTES else "",
        )
    )


FROZEN_BUDGET = "SELECT RAISE(ABORT, 'frozen budget') WHERE OLD.frozen_at IS NOT NULL"
"""A frozen budget's own row (its policy, its stage) is as fixed as what belongs to it."""

UNLESS_REPLACED = "AND (NEW.frozen_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM taken_in WHERE budget_id = OLD.id))"
"""Only one that came with a pack can be opened again, so that the unit's next pack takes its place."""

UNFREEZING = "解除冻结"
"""How the name of the one operation begins that opens a frozen stage again."""
_SAME = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in ("unit_id", "year", "stage", "policy"))
UNLESS_OPENED = f"""AND NOT (NEW.frozen_at IS NULL AND {_SAME} AND EXISTS (SELECT 1 FROM operation
    WHERE id = (SELECT operation_id FROM journal_state) AND name LIKE '{UNFREEZING}%'))"""
"""Only that operation opens it, and it changes nothing else."""


def _refuse_frozen(alias: str, table: str = "") -> str:
    """Return what refuses a row of a frozen budget; evidence of the stage itself (签字盖章页) comes then."""
    frozen = f"(SELECT frozen_at FROM budget WHERE id = {alias}.budget_id) IS NOT NULL"
    unless = f" AND {alias}.record_table <> '{OF_STAGE}'" if table == "attachment" else ""
    return f"SELECT RAISE(ABORT, 'frozen budget') WHERE {frozen}{unless};"


def _journal(table: str, key: str, before: str, after: str) -> str:
    return f"""
        SELECT RAISE(ABORT, 'change outside an operation') WHERE (SELECT operation_id FROM journal_state) IS NULL;
        INSERT INTO change (operation_id, record_table, record_id, before, after)
            VALUES ((SELECT operation_id FROM journal_state), '{table}', {key}, {before}, {after});"""


def _row_json(alias: str, names: tuple[str, ...]) -> str:
    pairs = ", ".join(f"'{name}', {alias}.{name}" for name in names)
    return f"json_object({pairs})"
