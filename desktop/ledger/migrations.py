"""Bringing an older book to the present schema: a numbered step for each version, a copy of the file first.

A step holds its own SQL and never calls today's code, so that it keeps meaning what it meant.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache

from desktop.ledger import format_8, schema

Step = Callable[[sqlite3.Connection], None]


def _drafting(connection: sqlite3.Connection) -> None:
    """1 → 2: staffing, quotas, measurement lines of projects, controls, dated parameters of the book."""
    for statement in _DRAFTING.split(";"):
        if statement.strip():
            connection.execute(statement)


_DRAFTING = """
ALTER TABLE unit ADD COLUMN own_function TEXT NOT NULL DEFAULT '';
ALTER TABLE budget ADD COLUMN policy TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN function_code TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN basis TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN reviewed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project ADD COLUMN total INTEGER;
ALTER TABLE project ADD COLUMN control INTEGER;
ALTER TABLE project ADD COLUMN secured TEXT NOT NULL DEFAULT '';
ALTER TABLE procurement ADD COLUMN economic_code TEXT NOT NULL DEFAULT '';
ALTER TABLE procurement ADD COLUMN price INTEGER;
ALTER TABLE procurement ADD COLUMN purchased_service INTEGER NOT NULL DEFAULT 0;
ALTER TABLE indicator ADD COLUMN level1 TEXT NOT NULL DEFAULT '';
ALTER TABLE indicator ADD COLUMN level2 TEXT NOT NULL DEFAULT '';
ALTER TABLE direct_line ADD COLUMN secured TEXT NOT NULL DEFAULT '';
CREATE TABLE establishment (
    id INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit(id), kind TEXT NOT NULL,
    posts INTEGER NOT NULL CHECK (posts >= 0), UNIQUE (unit_id, kind)) STRICT;
CREATE TABLE person (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, post TEXT NOT NULL,
    first_month INTEGER NOT NULL CHECK (first_month BETWEEN 1 AND 12),
    last_month INTEGER NOT NULL CHECK (last_month BETWEEN 0 AND 12),
    headcount INTEGER NOT NULL CHECK (headcount >= 1), fund TEXT NOT NULL) STRICT;
CREATE TABLE pay_item (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    person_id INTEGER NOT NULL REFERENCES person(id), item TEXT NOT NULL, amount INTEGER NOT NULL,
    UNIQUE (person_id, item)) STRICT;
CREATE TABLE quota_split (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    quota TEXT NOT NULL, economic_code TEXT NOT NULL, amount INTEGER NOT NULL) STRICT;
CREATE TABLE project_line (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    project_id INTEGER NOT NULL REFERENCES project(id), position INTEGER NOT NULL,
    economic_code TEXT NOT NULL, government_code TEXT NOT NULL, fund TEXT NOT NULL, carry TEXT NOT NULL,
    quantity INTEGER NOT NULL, price INTEGER NOT NULL, times INTEGER NOT NULL, basis TEXT NOT NULL) STRICT;
CREATE TABLE project_year (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    project_id INTEGER NOT NULL REFERENCES project(id), year INTEGER NOT NULL, amount INTEGER NOT NULL,
    UNIQUE (project_id, year)) STRICT;
CREATE TABLE asset_plan (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    project_id INTEGER REFERENCES project(id), name TEXT NOT NULL, quantity INTEGER NOT NULL,
    price INTEGER NOT NULL) STRICT;
CREATE TABLE control (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), block TEXT NOT NULL,
    amount INTEGER NOT NULL, UNIQUE (budget_id, block)) STRICT;
CREATE TABLE parameter_value (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), parameter TEXT NOT NULL,
    valid_from TEXT NOT NULL, value TEXT NOT NULL, reference TEXT NOT NULL,
    UNIQUE (budget_id, parameter, valid_from)) STRICT;
CREATE INDEX pay_item_person ON pay_item (person_id);
CREATE INDEX project_line_project ON project_line (project_id);
"""


def _release(connection: sqlite3.Connection) -> None:
    """2 → 3: controls by fund, release record, accepted findings, meeting and training plans, secret projects."""
    for statement in _RELEASE.split(";"):
        if statement.strip():
            connection.execute(statement)


_RELEASE = """
ALTER TABLE project ADD COLUMN confidential INTEGER NOT NULL DEFAULT 0;
CREATE TABLE control_3 (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), block TEXT NOT NULL,
    fund TEXT NOT NULL DEFAULT '', amount INTEGER NOT NULL, UNIQUE (budget_id, block, fund)) STRICT;
INSERT INTO control_3 (id, budget_id, block, amount) SELECT id, budget_id, block, amount FROM control;
DROP TABLE control;
ALTER TABLE control_3 RENAME TO control;
CREATE TABLE release (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL UNIQUE REFERENCES budget(id),
    secrecy_result TEXT NOT NULL, secrecy_by TEXT NOT NULL, secrecy_on TEXT NOT NULL,
    signed_by TEXT NOT NULL, signed_on TEXT NOT NULL,
    approval_number TEXT NOT NULL, approved_on TEXT NOT NULL, published_on TEXT NOT NULL,
    head TEXT NOT NULL, finance_head TEXT NOT NULL, preparer TEXT NOT NULL, prepared_on TEXT NOT NULL,
    phone TEXT NOT NULL, vehicle_approval TEXT NOT NULL) STRICT;
CREATE TABLE acceptance (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), code TEXT NOT NULL,
    subject TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (budget_id, code, subject)) STRICT;
CREATE TABLE event_plan (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('会议','培训')), name TEXT NOT NULL, fund TEXT NOT NULL,
    people INTEGER NOT NULL, days INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT;
"""


def _notes(connection: sqlite3.Connection) -> None:
    """3 → 4: remarks on any record, and evidence files with their contents."""
    for statement in _NOTES.split(";"):
        if statement.strip():
            connection.execute(statement)


_NOTES = """
CREATE TABLE remark (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), record_table TEXT NOT NULL,
    record_id INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (budget_id, record_table, record_id)) STRICT;
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), record_table TEXT NOT NULL,
    record_id INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL CHECK (name <> ''),
    digest TEXT NOT NULL, size INTEGER NOT NULL) STRICT;
CREATE TABLE file (digest TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE INDEX remark_record ON remark (record_table, record_id);
CREATE INDEX attachment_record ON attachment (record_table, record_id);
"""


def _publishing(connection: sqlite3.Connection) -> None:
    """4 → 5: how a confidential project stands in the files; an index for the next step to undo."""
    for statement in _PUBLISHING.split(";"):
        if statement.strip():
            connection.execute(statement)


_PUBLISHING = """
ALTER TABLE project ADD COLUMN published_as TEXT NOT NULL DEFAULT ''
    CHECK (published_as IN ('','列示','只列金额','并入其他项目'));
CREATE INDEX operation_state ON operation (state);
"""


def _kinds_of_staff(connection: sqlite3.Connection) -> None:
    """5 → 6: people by kind with dated changes and shares of funds, running functions, sub-sources, counted bases."""
    for statement in _KINDS_OF_STAFF.split(";"):
        if statement.strip():
            connection.execute(statement)


_KINDS_OF_STAFF = """
ALTER TABLE unit ADD COLUMN funding TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN vehicle_posts INTEGER;
ALTER TABLE person ADD COLUMN rank TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN centre TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN function_code TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN insured TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN first_job INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN town_years INTEGER;
ALTER TABLE quota_split ADD COLUMN percent TEXT NOT NULL DEFAULT '';
ALTER TABLE direct_line ADD COLUMN subsource TEXT NOT NULL DEFAULT '';
ALTER TABLE income ADD COLUMN subsource TEXT NOT NULL DEFAULT '';
ALTER TABLE income ADD COLUMN follows INTEGER NOT NULL DEFAULT 0;
ALTER TABLE income ADD COLUMN counterpart TEXT NOT NULL DEFAULT '';
ALTER TABLE project_line ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE project_line ADD COLUMN function_code TEXT NOT NULL DEFAULT '';
ALTER TABLE project_line ADD COLUMN subsource TEXT NOT NULL DEFAULT '';
DROP INDEX pay_item_person;
CREATE TABLE pay_item_6 (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    person_id INTEGER NOT NULL REFERENCES person(id), item TEXT NOT NULL, amount INTEGER NOT NULL,
    month INTEGER NOT NULL DEFAULT 1 CHECK (month BETWEEN 1 AND 12), UNIQUE (person_id, item, month)) STRICT;
INSERT INTO pay_item_6 (id, budget_id, person_id, item, amount)
    SELECT id, budget_id, person_id, item, amount FROM pay_item;
DROP TABLE pay_item;
ALTER TABLE pay_item_6 RENAME TO pay_item;
CREATE INDEX pay_item_person ON pay_item (person_id);
CREATE TABLE running_function (
    id INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit(id), staff TEXT NOT NULL CHECK (staff <> ''),
    function_code TEXT NOT NULL, UNIQUE (unit_id, staff)) STRICT;
CREATE TABLE person_change (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    person_id INTEGER NOT NULL REFERENCES person(id), month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    what TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, rank TEXT NOT NULL, centre TEXT NOT NULL,
    function_code TEXT NOT NULL, insured TEXT NOT NULL, pay_ends INTEGER NOT NULL, UNIQUE (person_id, month)) STRICT;
CREATE TABLE declared_base (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id),
    person_id INTEGER NOT NULL REFERENCES person(id), insurance TEXT NOT NULL,
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12), amount INTEGER NOT NULL,
    UNIQUE (person_id, insurance, month)) STRICT;
CREATE TABLE fund_share (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    person_id INTEGER REFERENCES person(id), project_line_id INTEGER REFERENCES project_line(id),
    item TEXT NOT NULL, fund TEXT NOT NULL, subsource TEXT NOT NULL, percent TEXT NOT NULL,
    amount INTEGER NOT NULL, CHECK ((person_id IS NULL) <> (project_line_id IS NULL))) STRICT;
CREATE TABLE basis_count (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    basis TEXT NOT NULL, name TEXT NOT NULL, amount TEXT NOT NULL, UNIQUE (budget_id, basis, name)) STRICT;
CREATE TABLE public_line (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    item TEXT NOT NULL, name TEXT NOT NULL, function_code TEXT NOT NULL, economic_code TEXT NOT NULL,
    quantity INTEGER NOT NULL, price INTEGER NOT NULL, times INTEGER NOT NULL, fund TEXT NOT NULL,
    subsource TEXT NOT NULL, government_code TEXT NOT NULL) STRICT;
CREATE INDEX person_change_person ON person_change (person_id);
CREATE INDEX declared_base_person ON declared_base (person_id);
CREATE INDEX fund_share_person ON fund_share (person_id);
CREATE INDEX fund_share_line ON fund_share (project_line_id);
"""


def _tree_of_units(connection: sqlite3.Connection) -> None:
    """6 → 7: units that end and go into others or come with a pack, 机关运行经费, who receives what a line pays."""
    for statement in _TREE_OF_UNITS.split(";"):
        if statement.strip():
            connection.execute(statement)


_TREE_OF_UNITS = """
ALTER TABLE unit ADD COLUMN ended_year INTEGER;
ALTER TABLE unit ADD COLUMN successor_id INTEGER REFERENCES unit(id);
ALTER TABLE unit ADD COLUMN operating_cost TEXT NOT NULL DEFAULT '' CHECK (operating_cost IN ('','统计','不统计'));
ALTER TABLE direct_line ADD COLUMN counterpart TEXT NOT NULL DEFAULT '';
ALTER TABLE control ADD COLUMN reference TEXT NOT NULL DEFAULT '';
CREATE TABLE taken_in (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL UNIQUE REFERENCES budget(id), fingerprint TEXT NOT NULL,
    taken_at TEXT NOT NULL, version TEXT NOT NULL) STRICT;
CREATE TABLE summed_line (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    item TEXT NOT NULL, headcount INTEGER NOT NULL, function_code TEXT NOT NULL, economic_code TEXT NOT NULL,
    government_code TEXT NOT NULL, nature TEXT NOT NULL, fund TEXT NOT NULL, carry TEXT NOT NULL,
    subsource TEXT NOT NULL, amount INTEGER NOT NULL) STRICT;
CREATE TABLE check_result (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), code TEXT NOT NULL,
    title TEXT NOT NULL, severity TEXT NOT NULL, status TEXT NOT NULL, found INTEGER NOT NULL,
    UNIQUE (budget_id, code)) STRICT;
"""


def _shared_notes(connection: sqlite3.Connection) -> None:
    """8 → 9: whether a remark may leave with the workbook; none of an earlier book does."""
    connection.execute("ALTER TABLE remark ADD COLUMN shared INTEGER NOT NULL DEFAULT 0")


STEPS: dict[int, Step] = {
    **{1: _drafting, 2: _release, 3: _notes, 4: _publishing},
    **{5: _kinds_of_staff, 6: _tree_of_units, 7: format_8.season, 8: _shared_notes},
}
"""Steps by the version they start from: STEPS[1] brings a version-1 file to version 2."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def pending(connection: sqlite3.Connection) -> list[int]:
    """Return the versions whose steps have still to run, in order."""
    return list(range(version_of(connection), schema.VERSION))


@cache
def empty_book() -> bytes:
    """Return the file of a book of the present version without content: made by all steps, once in a run."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(f"BEGIN; {schema.FIRST_SCHEMA} COMMIT;")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        migrate(connection)
        return connection.serialize()


def migrate(connection: sqlite3.Connection) -> None:
    """Run every pending step in one transaction; the caller has made a backup before."""
    steps = pending(connection)
    if not steps:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in steps:
            STEPS[version](connection)
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a failing disk takes it back by itself
            connection.execute("ROLLBACK")
        raise
