"""Whether a file that says it is a book can be trusted: it may come from anybody, and bits rot.

Checked on every opening, before anything is written or backed up. What a book of each version looks like is not
listed here: an empty one is built in memory by the first schema and the steps, and compared. That takes a while, so
a book of the present version is first compared with the digest of what the steps build.
"""

import hashlib
import math
import re
import sqlite3
import traceback
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import bounds, content, migrations, records, schema
from desktop.ledger.backups import backup
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.errors import BookDamaged, BookForeign, NotABook
from desktop.ledger.safety import chain
from desktop.ledger.vocabulary import Stage
from desktop.money import LARGEST_FEN

LEDGER_ID = re.compile(r"[0-9a-f]{32}")
"""What a book's identity looks like; it names a folder of backups."""

OBJECTS = {"table": "表", "view": "视图", "index": "索引", "trigger": "触发器"}

PERCENT = re.compile(r"-?(\d{1,20}(\.\d{0,40})?|\.\d{1,40})|")
"""A share in percent as a decimal in digits of any script, empty where an amount says it."""

PRESENT = "c76f66fe2d3885153b91d60a094ae77526e3de961d3e6322b22ad28622336ab3"
"""Digest of the objects of an empty book of the present version; a test compares it with what the steps build."""

Objects = dict[tuple[str, str], str]
"""The SQL of the objects of a file by kind and name, in one spelling."""


def damaged(path: Path, detail: str) -> BookDamaged:
    """Return the refusal of a book, with the folder that holds the backups of all books."""
    return BookDamaged(path, detail, paths.home() / "backups")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and Python about unreadable bytes into BookDamaged with a plain reason."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise damaged(path, "文字无法读取") from error
    except sqlite3.DatabaseError as error:
        traceback.clear_frames(error.__traceback__)  # Python 3.13: a half-read answer in one would keep the lock
        if "Could not decode" in str(error):
            raise damaged(path, "文字无法读取") from error
        if "malformed JSON" in str(error):
            raise damaged(path, "修改记录无法读取") from error
        if "malformed" in str(error) or "not a database" in str(error):
            raise damaged(path, "内部结构错误") from error
        raise


def require_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not a sound book of a known version, as far as the file itself shows it.

    Raises NotABook, BookForeign or BookDamaged in plain words; sqlite3.Error where the file is held or cannot be read.
    """
    version = migrations.version_of(connection)
    if version not in range(1, schema.VERSION + 1):
        raise NotABook(path)
    with reading(path):
        steps = tuple(migrations.STEPS[step] for step in range(1, version))
        rows = _rows(connection)
        objects = _spelled_all(rows)
        known = version == schema.VERSION and _is_present(rows)
        expected = objects if known else _expected(steps)
        foreign = _foreign(objects, expected)
        if foreign and not _has_backup(connection):
            raise BookForeign(path, foreign)
        problem = foreign or _unlike(objects, expected) or _unsound(connection) or _state(connection)
    if problem:
        raise damaged(path, problem)


def _has_backup(connection: sqlite3.Connection) -> bool:
    """Tell whether this computer ever made a backup of a book with this identity."""
    try:
        return bool(backup.existing(content.setting(connection, "ledger_id")))
    except (sqlite3.Error, UserError, OSError):
        return False


def _rows(connection: sqlite3.Connection) -> tuple[tuple[str, str, str | None], ...]:
    return tuple(connection.execute("SELECT type, name, sql FROM sqlite_master"))


def _objects(connection: sqlite3.Connection) -> Objects:
    return _spelled_all(_rows(connection))


@lru_cache(maxsize=16)
def _spelled_all(rows: tuple[tuple[str, str, str | None], ...]) -> Objects:
    """Return the objects of a file in one spelling, not to be changed; nearly every file has the same."""
    return {(kind, name): " ".join((sql or "").replace('"', "").split()) for kind, name, sql in rows}


@lru_cache(maxsize=16)
def _is_present(rows: tuple[tuple[str, str, str | None], ...]) -> bool:
    return digest_of(_spelled_all(rows)) == PRESENT


def digest_of(objects: Objects) -> str:
    """Return the SHA-256 of the objects of a file, whatever their order."""
    return hashlib.sha256(repr(sorted(objects.items())).encode()).hexdigest()


@cache
def _expected(steps: tuple[migrations.Step, ...]) -> Objects:
    """Return the objects of an empty book that went through these steps."""
    empty = sqlite3.connect(":memory:", isolation_level=None)
    try:
        empty.executescript(schema.FIRST_SCHEMA)
        for step in steps:
            step(empty)
        return _objects(empty)
    finally:
        empty.close()


def _foreign(actual: Objects, expected: Objects) -> str:
    """Return in Chinese the first object that no book has, empty where there is none."""
    return next((f"含有不属于明账的{_words(key)}" for key in actual if key not in expected), "")


def _unlike(actual: Objects, expected: Objects) -> str:
    """Return in Chinese the first object that is not as a book has it, or is missing; empty where there is none."""
    changed = next((key for key, sql in actual.items() if expected.get(key, sql) != sql), None)
    if changed is not None:
        return f"{_words(changed)}的结构被改动过"
    return next((f"缺少{_words(key)}" for key in expected if key not in actual), "")


def _words(key: tuple[str, str]) -> str:
    kind, name = key
    return f"{OBJECTS.get(kind, kind)}“{paths.shown_name(name)[:40]}”"


def _unsound(connection: sqlite3.Connection) -> str:
    """Check pages, types, NOT NULL, CHECK, indexes and references, and that amounts are ones a person could type."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return "数据校验不通过"
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        return f"表 {broken[0]} 引用缺失"
    return _out_of_bounds(connection)


def _out_of_bounds(connection: sqlite3.Connection, tables: Collection[str] = schema.JOURNALED) -> str:
    """Return in Chinese the first amount, count, product, stage or share nobody could have typed, empty for none."""
    older = {} if migrations.version_of(connection) == schema.VERSION else schema.columns_of_all(connection)
    filled = _filled(connection, [table for table in tables if not older or table in older])
    for kind in records.RECORD_TYPES:
        if kind.TABLE not in filled:
            continue
        names = tuple(older[kind.TABLE]) if older else content.names_of(kind)
        found = _fields(connection, kind, names) or _products(connection, kind, names)
        if problem := found or _unreadable(connection, kind, names):
            return problem
    return ""


def _filled(connection: sqlite3.Connection, tables: Iterable[str]) -> set[str]:
    """Return which tables have any row: half have none, and to ask for the extremes of each takes longer."""
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    return {table for (table,) in connection.execute(asked)} if asked else set()


@cache
def _bounded(table: str, names: tuple[str, ...]) -> tuple[tuple[FieldDescription, ...], str]:
    """Return the amounts and counts among some columns of a table, and what asks for the extremes of each."""
    kind = next(kind for kind in records.RECORD_TYPES if table == kind.TABLE)
    fields = [field for field in fields_of(kind) if field.kind in {Kind.MONEY, Kind.WHOLE} and field.name in names]
    return tuple(fields), ", ".join(f"min({field.name}), max({field.name})" for field in fields)


def _fields(connection: sqlite3.Connection, kind: type[records.Record], names: tuple[str, ...]) -> str:
    """Return in Chinese the first amount or count beyond what can be typed, empty where there is none."""
    fields, extremes = _bounded(kind.TABLE, names)
    if not fields:
        return ""
    found = connection.execute(f"SELECT {extremes} FROM {kind.TABLE}").fetchone()
    problems = []
    for field, *values in zip(fields, found[::2], found[1::2], strict=True):
        known = [value for value in values if value is not None]
        if field.kind is Kind.MONEY and any(abs(value) > LARGEST_FEN for value in known):
            return f"表 {kind.TABLE} 的金额超出 10 万亿元"
        if field.kind is Kind.WHOLE and any(bounds.problem_of(field, value) for value in known):
            problems.append(f"表 {kind.TABLE} 的{field.label}超出允许的范围")
    return problems[0] if problems else ""


def _products(connection: sqlite3.Connection, kind: type[records.Record], names: tuple[str, ...]) -> str:
    """Return in Chinese a quantity × price beyond what can be typed, empty where there is none."""
    factors = [name for name in ("quantity", "price", "times") if name in names]
    if len(factors) > 1 and "quantity" in factors:
        for row in connection.execute(f"SELECT {', '.join(factors)} FROM {kind.TABLE}"):
            if abs(math.prod(value or 0 for value in row)) > LARGEST_FEN:
                return f"表 {kind.TABLE} 的数量与单价的乘积超出 10 万亿元"
    return ""


def _unreadable(connection: sqlite3.Connection, kind: type[records.Record], names: tuple[str, ...]) -> str:
    """Return in Chinese a stage or a share in percent that nothing can be computed with, empty where there is none.

    Other words and numbers that no list holds are findings of the checks, which name their record.
    """
    for name, is_sound, label in (("stage", _is_stage, "阶段"), ("percent", PERCENT.fullmatch, "百分比")):
        if name in names and (name != "stage" or kind is records.Budget):
            held = connection.execute(f"SELECT DISTINCT {name} FROM {kind.TABLE}")
            if not all(is_sound(text) for (text,) in held):
                return f"表 {kind.TABLE} 的{label}无法识别"
    return ""


def _is_stage(text: str) -> bool:
    return text in tuple(Stage)


def _state(connection: sqlite3.Connection) -> str:
    """Check the rows that every book has once."""
    identity = connection.execute("SELECT value FROM meta WHERE key = 'ledger_id'").fetchall()
    if len(identity) != 1 or not LEDGER_ID.fullmatch(identity[0][0]):
        return "账本标识不对"
    if connection.execute("SELECT only, operation_id, replaying FROM journal_state").fetchall() != [(1, None, 0)]:
        return "修改记录的状态不对"
    return chain.base_problem(connection)


def require_history(connection: sqlite3.Connection, path: Path, operation_id: int) -> None:
    """Refuse a step whose recorded changes are not of records: to replay it would write elsewhere in the book."""
    tables = ", ".join(f"'{table}'" for table in schema.JOURNALED)
    of_step = "SELECT 1 FROM change WHERE operation_id = ? AND"
    strange = f"{of_step} record_table NOT IN ({tables}) LIMIT 1"
    broken = f"{of_step} (json_type(before) <> 'object' OR json_type(after) <> 'object') LIMIT 1"
    with reading(path):
        if connection.execute(strange, (operation_id,)).fetchone():
            raise damaged(path, "修改记录涉及不属于预算的内容")
        if connection.execute(broken, (operation_id,)).fetchone():
            raise damaged(path, "修改记录无法读取")


def require_unbroken(connection: sqlite3.Connection, path: Path, operation_id: int) -> None:
    """Refuse, before the commit, a replayed step that brought in amounts or counts nobody can type."""
    written = connection.execute("SELECT DISTINCT record_table FROM change WHERE operation_id = ?", (operation_id,))
    problem = _out_of_bounds(connection, {table for (table,) in written} & {*schema.JOURNALED})
    if problem:
        raise damaged(path, f"修改记录不对，{problem}")
