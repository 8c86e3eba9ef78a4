"""What the step from format 7 to 8 of a book adds, by what it is for. The step holds its own SQL, like all of them."""

import sqlite3


def season(connection: sqlite3.Connection) -> None:
    """7 → 8: scenarios, stages elsewhere and adjustments, texts, trails of control numbers, settings of the layout."""
    connection.execute("PRAGMA defer_foreign_keys = ON")  # until the rows stand in the new table; ends with the step
    for part in (_SCENARIOS, _STAGES, _STATED, _REVISED_CONTROLS, _LAYOUT_CHOICES):
        for statement in part.split(";"):
            if statement.strip():
                connection.execute(statement)


_SCENARIOS = """
CREATE TABLE budget_7 AS SELECT * FROM budget;
DROP TABLE budget;
CREATE TABLE budget (
    id INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL REFERENCES unit(id),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100), stage TEXT NOT NULL, frozen_at TEXT,
    policy TEXT NOT NULL DEFAULT '', scenario TEXT NOT NULL DEFAULT '',
    UNIQUE (unit_id, year, stage, scenario)) STRICT;
INSERT INTO budget (id, unit_id, year, stage, frozen_at, policy)
    SELECT id, unit_id, year, stage, frozen_at, policy FROM budget_7;
DROP TABLE budget_7;
ALTER TABLE project ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
"""
"""A budget may be a scenario (测算方案), and a project be left out of one.

The table is made anew, because its UNIQUE did not know scenarios; it comes before whatever else changes `budget`.
"""

_STAGES = """
CREATE TABLE stage_elsewhere (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), stage TEXT NOT NULL,
    reference TEXT NOT NULL, UNIQUE (budget_id, stage)) STRICT;
CREATE TABLE adjustment (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    day TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('追加','追减','调剂增加','调剂减少')),
    reference TEXT NOT NULL, function_code TEXT NOT NULL, economic_code TEXT NOT NULL,
    government_code TEXT NOT NULL, nature TEXT NOT NULL, project_id INTEGER REFERENCES project(id),
    fund TEXT NOT NULL, carry TEXT NOT NULL, subsource TEXT NOT NULL, amount INTEGER NOT NULL,
    note TEXT NOT NULL) STRICT;
"""

_STATED = """
ALTER TABLE procurement ADD COLUMN reserved INTEGER;
ALTER TABLE procurement ADD COLUMN reserved_micro INTEGER;
ALTER TABLE release ADD COLUMN contact TEXT NOT NULL DEFAULT '';
CREATE TABLE execution (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    function_code TEXT NOT NULL, amount INTEGER, fund TEXT NOT NULL, economic_code TEXT NOT NULL,
    nature TEXT NOT NULL) STRICT;
"""

_REVISED_CONTROLS = """
CREATE TABLE control_8 (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), block TEXT NOT NULL,
    fund TEXT NOT NULL DEFAULT '', amount INTEGER NOT NULL, reference TEXT NOT NULL DEFAULT '',
    project_id INTEGER REFERENCES project(id), issued_on TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO control_8 (id, budget_id, block, fund, amount, reference)
    SELECT id, budget_id, block, fund, amount, reference FROM control;
DROP TABLE control;
ALTER TABLE control_8 RENAME TO control;
CREATE TABLE approved_figure (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), position INTEGER NOT NULL,
    subject TEXT NOT NULL, drafted INTEGER NOT NULL, amount INTEGER NOT NULL, reference TEXT NOT NULL,
    issued_on TEXT NOT NULL) STRICT;
CREATE INDEX control_budget ON control (budget_id);
CREATE INDEX control_project ON control (project_id);
"""

_LAYOUT_CHOICES = """
CREATE TABLE layout_choice (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), setting TEXT NOT NULL,
    choice TEXT NOT NULL, UNIQUE (budget_id, setting)) STRICT;
CREATE TABLE layout_review (
    id INTEGER PRIMARY KEY, budget_id INTEGER NOT NULL REFERENCES budget(id), form TEXT NOT NULL,
    document TEXT NOT NULL, UNIQUE (budget_id, form)) STRICT;
"""
