"""Content that no step of the history brought: the pages of SQLite have no checksum, and bits of a disk do change.

The same steps leave the same content. Where a book has the steps that were seen last, none more and none less undone,
but other content, something else than this program changed it; a value that is still one is told by nothing else.
"""

import json
import sqlite3

from desktop.ledger import content, migrations, records
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.money import YUAN

NAMED = 3
"""Most places that a warning names."""

LONGEST = 20
"""Most characters of a value in a warning."""

_LAST_IMAGES = """
    SELECT record_table, record_id, after FROM change WHERE id IN (
        SELECT MAX(c.id) FROM change c JOIN operation o ON o.id = c.operation_id
        WHERE o.state = 'done' GROUP BY c.record_table, c.record_id)
    ORDER BY id"""


def content_of(connection: sqlite3.Connection) -> str:
    """Return a digest of all records with the version of the book: an upgrade may write them anew."""
    return f"{migrations.version_of(connection)} {content.fingerprint(connection)}"


def places(connection: sqlite3.Connection) -> list[str]:
    """Return in Chinese where records are not as the last step that touched them left them, at most NAMED of them.

    Empty where the history says nothing of them, or cannot be read.
    """
    found: list[str] = []
    kinds = {kind.TABLE: kind for kind in records.RECORD_TYPES}
    try:
        for table, key, after in connection.execute(_LAST_IMAGES).fetchall():
            image = None if after is None else json.loads(after)
            if table in kinds and isinstance(image, dict | None):
                found += _differences(connection, kinds[table], key, image)
            if len(found) >= NAMED:
                break
    except (sqlite3.Error, ValueError, TypeError):
        pass
    return found[:NAMED]


def _differences(
    connection: sqlite3.Connection, kind: type[records.Record], key: int, image: dict[str, object] | None
) -> list[str]:
    """Return where a record is not as an image has it."""
    label = kind.ABOUT.label
    cursor = connection.execute(f"SELECT * FROM {kind.TABLE} WHERE id = ?", (key,))
    row = cursor.fetchone()
    if row is None or image is None:
        return [] if row is image else [f"{label}（第 {key} 号）{'多出' if image is None else '缺少'}"]
    now = dict(zip([column[0] for column in cursor.description], row, strict=True))
    return [
        f"{label}（第 {key} 号）的{field.label or field.name}：修改历史中是“{_shown(field, image[field.name])}”，"
        f"现在是“{_shown(field, now[field.name])}”"
        for field in fields_of(kind)
        if field.name in image and field.name in now and image[field.name] != now[field.name]
    ]


def _shown(field: FieldDescription, value: object) -> str:
    """Return a value as a warning shows it."""
    if value is None:
        return "空"
    text = f"{YUAN.show(value)} 元" if field.kind is Kind.MONEY and isinstance(value, int) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
