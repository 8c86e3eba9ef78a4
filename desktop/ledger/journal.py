"""Named operations with exact undo and redo, kept in the file so that they survive a restart.

Triggers (schema.py) write each changed row as JSON before and after. Undo puts the before images back in
reverse order, redo the after images in order; both are one transaction and write no new change rows.
A new operation after an undo drops what could have been redone, but keeps it in the audit trail.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from desktop.dataclass import dataclass
from desktop.findings import UserError
from desktop.ledger import schema


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of the history: its number, Chinese name, local time and state (done, undone, dropped)."""

    id: int
    name: str
    at: str
    state: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One changed row of an operation; `before` / `after` are column values, None when absent."""

    table: str
    record_id: int
    before: dict[str, object] | None
    after: dict[str, object] | None
    operation_id: int


Find = Callable[[sqlite3.Connection], Operation | None]
Apply = Callable[[sqlite3.Connection, Operation], None]

Image = tuple[str, int, dict[str, object] | None]
"""Table and number of a row with its column values, None where it is absent."""

_STEPS = "SELECT id, name, at, state FROM operation"
_CHANGED_ROWS = "EXISTS (SELECT 1 FROM change WHERE operation_id = operation.id)"


def begin(connection: sqlite3.Connection, name: str) -> int:
    """Open a named operation inside the running transaction and return its number."""
    at = datetime.now().isoformat(timespec="seconds")
    cursor = connection.execute("INSERT INTO operation (name, at, state) VALUES (?, ?, 'done')", (name, at))
    connection.execute("UPDATE journal_state SET operation_id = ?", (cursor.lastrowid,))
    return int(cursor.lastrowid or 0)


def end(connection: sqlite3.Connection, operation_id: int) -> None:
    """Close the operation. One that changed nothing is removed, and undone operations can still be redone."""
    connection.execute("UPDATE journal_state SET operation_id = NULL")
    row = connection.execute("SELECT 1 FROM change WHERE operation_id = ? LIMIT 1", (operation_id,)).fetchone()
    if row is None:
        connection.execute("DELETE FROM operation WHERE id = ?", (operation_id,))
    else:
        connection.execute("UPDATE operation SET state = 'dropped' WHERE state = 'undone'")


def clear(connection: sqlite3.Connection, name: str) -> None:
    """Delete the history and begin it with one named step; numbers go on, so that none is used twice."""
    number = connection.execute("SELECT coalesce(MAX(id), 0) + 1 FROM operation").fetchone()[0]
    for table in ("change", "operation"):
        connection.execute(f"DELETE FROM {table}")
    at = datetime.now().isoformat(timespec="seconds")
    connection.execute("INSERT INTO operation VALUES (?, ?, ?, 'done')", (number, name, at))


def next_undo(connection: sqlite3.Connection) -> Operation | None:
    """Return the operation that undo would take back; the step that cleared the history never is, it changed no row."""
    return _first_operation(connection, f"{_STEPS} WHERE state = 'done' AND {_CHANGED_ROWS} ORDER BY id DESC")


def next_redo(connection: sqlite3.Connection) -> Operation | None:
    """Return the operation that redo would repeat."""
    return _first_operation(connection, f"{_STEPS} WHERE state = 'undone' AND {_CHANGED_ROWS} ORDER BY id")


def history(connection: sqlite3.Connection) -> list[Operation]:
    """Return all operations, newest first."""
    rows = connection.execute("SELECT id, name, at, state FROM operation ORDER BY id DESC")
    return [Operation(*row) for row in rows]


def changes(connection: sqlite3.Connection, operation_id: int, at_most: int = -1) -> list[RowChange]:
    """Return the changed rows of an operation in the order they were made, all or the first ones."""
    rows = connection.execute(
        "SELECT record_table, record_id, before, after FROM change WHERE operation_id = ? ORDER BY id LIMIT ?",
        (operation_id, at_most),
    )
    return [RowChange(table, key, _load(before), _load(after), operation_id) for table, key, before, after in rows]


def change_counts(connection: sqlite3.Connection) -> dict[int, int]:
    """Return how many rows each operation changed, by its id; one that changed none is not named."""
    return dict(connection.execute("SELECT operation_id, count(*) FROM change GROUP BY operation_id"))


def changes_of(connection: sqlite3.Connection, tables: Sequence[str]) -> list[RowChange]:
    """Return the changed rows of some tables in all operations that are not undone, in the order they were made."""
    rows = connection.execute(
        "SELECT record_table, record_id, before, after, operation_id FROM change"
        " WHERE operation_id IN (SELECT id FROM operation WHERE state = 'done')"
        f" AND record_table IN ({', '.join('?' * len(tables))}) ORDER BY id",
        tuple(tables),
    )
    return [RowChange(table, key, _load(before), _load(after), number) for table, key, before, after, number in rows]


def changed_rows(connection: sqlite3.Connection, operation_id: int) -> list[tuple[str, int, int | None]]:
    """Return table, id and budget of each row an operation changed; no budget where a row belongs to none."""
    rows = connection.execute(
        "SELECT record_table, record_id, json_extract(coalesce(after, before), '$.budget_id') FROM change"
        " WHERE operation_id = ?",
        (operation_id,),
    )
    return [(table, key, budget) for table, key, budget in rows]


def changed_since(connection: sqlite3.Connection, begun: int, other: int) -> bool | None:
    """Tell whether a budget (`other`) was changed after another one was begun; None where no step says when."""
    (step,) = connection.execute(
        "SELECT MAX(operation_id) FROM change WHERE record_table = 'budget' AND record_id = ? AND before IS NULL",
        (begun,),
    ).fetchone()
    if step is None:
        return None
    row = connection.execute(
        "SELECT 1 FROM change c JOIN operation o ON o.id = c.operation_id WHERE o.state = 'done' AND o.id > ?"
        " AND (json_extract(coalesce(c.after, c.before), '$.budget_id') = ?"
        " OR (c.record_table = 'budget' AND c.record_id = ?)) LIMIT 1",
        (step, other, other),
    ).fetchone()
    return row is not None


def begun(connection: sqlite3.Connection, table: str, record_id: int) -> Operation | None:
    """Return the step by which a record came into the book, None where the history does not say any more."""
    row = connection.execute(
        "SELECT o.id, o.name, o.at, o.state FROM operation o JOIN change c ON c.operation_id = o.id"
        " WHERE o.state = 'done' AND c.record_table = ? AND c.record_id = ? AND c.before IS NULL ORDER BY o.id DESC",
        (table, record_id),
    ).fetchone()
    return None if row is None else Operation(*row)


def changed_after(connection: sqlite3.Connection, step: Operation, budget_id: int) -> bool:
    """Tell whether a record of a budget was changed after a step; notes do not count, nor does freezing."""
    row = connection.execute(
        "SELECT 1 FROM change c JOIN operation o ON o.id = c.operation_id WHERE o.state = 'done' AND o.id > ?"
        " AND json_extract(coalesce(c.after, c.before), '$.budget_id') = ?"
        f" AND c.record_table NOT IN ({', '.join('?' * len(schema.NOTES))}) LIMIT 1",
        (step.id, budget_id, *schema.NOTES),
    ).fetchone()
    return row is not None


def undo(connection: sqlite3.Connection, operation: Operation) -> None:
    """Put back the state before the operation (inside the running transaction)."""
    _replay(connection, _images(connection, operation, "before")[::-1])
    connection.execute("UPDATE operation SET state = 'undone' WHERE id = ?", (operation.id,))


def redo(connection: sqlite3.Connection, operation: Operation) -> None:
    """Put back the state after the operation (inside the running transaction)."""
    _replay(connection, _images(connection, operation, "after"))
    connection.execute("UPDATE operation SET state = 'done' WHERE id = ?", (operation.id,))


def take_back(connection: sqlite3.Connection, operation: Operation) -> None:
    """Reverse the changes of one earlier operation, as part of the running (new) operation.

    Raises UserError, with nothing changed, when the same records were touched since; it names the step that did.
    """
    rows_changed = changes(connection, operation.id)
    final = {(c.table, c.record_id): c.after for c in rows_changed}
    for (table, key), after in final.items():
        if not _matches_image(connection, table, _row(connection, table, key), after):
            raise UserError(
                f"{_later_change(connection, operation.id, table, key)}，不能单独恢复这一步；可以撤销到这一步之前"
            )
    _put(connection, [(c.table, c.record_id, c.before) for c in reversed(rows_changed)])


def put_back(connection: sqlite3.Connection, change: RowChange, column: str) -> None:
    """Restore one column of a changed row to its earlier value, as part of the running (new) operation.

    Raises UserError, with nothing changed, when the row or the column is not any more as the change left it.
    """
    row = _row(connection, change.table, change.record_id)
    if change.before is None or change.after is None or column not in (row or change.after):
        raise UserError("这一处不能单独恢复；可以在“修改历史”中恢复整步")
    if row is None or row[column] != change.after[column]:
        why = _later_change(connection, change.operation_id, change.table, change.record_id)
        raise UserError(f"{why}，这一处没有恢复；可以在更近的一步里恢复")
    _put(connection, [(change.table, change.record_id, {**row, column: change.before[column]})])


def _matches_image(
    connection: sqlite3.Connection, table: str, row: dict[str, object] | None, image: dict[str, object] | None
) -> bool:
    """Tell whether a row is as an image has it; columns that came with an upgrade must still be as they came."""
    if row is None or image is None:
        return row is image
    later = {name: value for name, value in defaults(connection, table).items() if name not in image}
    return all(row[name] == value for name, value in {**image, **later}.items() if name in row)


def _later_change(connection: sqlite3.Connection, operation_id: int, table: str, record_id: int) -> str:
    """Return in Chinese which later step changed a record: the newest one, else the upgrade of the book."""
    row = connection.execute(
        "SELECT o.name, o.at FROM operation o JOIN change c ON c.operation_id = o.id WHERE o.id > ?"
        " AND o.state = 'done' AND c.record_table = ? AND c.record_id = ? ORDER BY o.id DESC LIMIT 1",
        (operation_id, table, record_id),
    ).fetchone()
    return f"后来又改过同样的内容（{row[1].replace('T', ' ')}“{row[0]}”）" if row else "账本升级时改写过这一内容"


def defaults(connection: sqlite3.Connection, table: str) -> dict[str, object]:
    """Return the value each column of a table has when nobody gives one."""
    values: dict[str, object] = {}
    for _, name, _, _, default, _ in connection.execute(f"PRAGMA table_info({table})").fetchall():
        values[name] = connection.execute(f"SELECT {default}").fetchone()[0] if default is not None else None
    return values


def _row(connection: sqlite3.Connection, table: str, record_id: int) -> dict[str, object] | None:
    """Return a record's columns as the journal's images have them, None when there is none."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (record_id,))
    row = cursor.fetchone()
    return None if row is None else dict(zip([c[0] for c in cursor.description], row, strict=True))


def _images(connection: sqlite3.Connection, operation: Operation, side: str) -> list[Image]:
    """Return the rows of an operation as they were on one side (`before`, `after`), in the order of its changes."""
    rows = connection.execute(
        f"SELECT record_table, record_id, {side} FROM change WHERE operation_id = ? ORDER BY id", (operation.id,)
    )
    return [(table, record_id, _load(image)) for table, record_id, image in rows]


def _replay(connection: sqlite3.Connection, images: list[Image]) -> None:
    connection.execute("UPDATE journal_state SET replaying = 1")
    _put(connection, images)
    connection.execute("UPDATE journal_state SET replaying = 0")


def _put(connection: sqlite3.Connection, images: list[Image]) -> None:
    """Set rows to their images. Columns added by an upgrade keep their values; removed ones are ignored."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    present: dict[str, list[str]] = {}
    for table, record_id, image in images:
        if table not in present:
            for event in schema.EVENTS:
                schema.journal_writes(connection, table, event)
            present[table] = schema.columns(connection, table)
        if image is None:
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))
            continue
        names = [name for name in present[table] if name in image]
        values = [image[name] for name in names]
        pairs = ", ".join(f"{name} = ?" for name in names)
        if connection.execute(f"UPDATE {table} SET {pairs} WHERE id = ?", [*values, record_id]).rowcount == 0:
            marks = ", ".join("?" for _ in names)
            connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


def _first_operation(connection: sqlite3.Connection, query: str) -> Operation | None:
    row = connection.execute(f"{query} LIMIT 1").fetchone()
    return None if row is None else Operation(*row)


def _load(text: str | None) -> dict[str, object] | None:
    return None if text is None else dict(json.loads(text))
