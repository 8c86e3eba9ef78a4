"""A frozen stage is immutable: no row that belongs to it comes, changes or goes, whatever its table."""

import contextlib
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.findings import UserError
from desktop.ledger import schema
from desktop.ledger.book import Book
from desktop.ledger.errors import BookError, BudgetFrozen
from desktop.ledger.records import Attachment, Budget, Reason, Remark, Unit
from tests import samples

ROWS = {
    "remark": "(budget_id, record_table, record_id, text) VALUES (?, 'unit', 1, 'x')",
    "attachment": "(budget_id, record_table, record_id, position, name, digest, size) VALUES (?, 'unit', 1, 0, 'x', '', 0)",
    "acceptance": "(budget_id, code, subject, reason) VALUES (?, 'C01', 'x', 'y')",
    "control": "(budget_id, block, amount) VALUES (?, '人员经费', 1)",
    "parameter_value": "(budget_id, parameter, valid_from, value, reference) VALUES (?, 'x', '2025-01-01', '1', 'y')",
    "event_plan": "(budget_id, position, kind, name, fund, people, days, amount) VALUES (?, 0, '会议', 'x', 'y', 1, 1, 1)",
    "release": "SELECT",
    "asset_plan": "(budget_id, position, name, quantity, price) VALUES (?, 0, 'x', 1, 1)",
    "execution": "(budget_id, position, function_code, economic_code, nature, fund, amount)"
    " VALUES (?, 0, '2010350', '', '', '一般公共预算', 1)",
    "carry_out": "(budget_id, position, fund, amount) VALUES (?, 0, '一般公共预算', 1)",
    "indicator": "(budget_id, position, name, weight, unit, nature, target) VALUES (?, 0, 'x', '', '', '≥', '')",
    "reason": "(budget_id, figure, text) VALUES (?, 'x', 'y')",
    "free_text": "(budget_id, key, text) VALUES (?, 'x', 'y')",
    "procurement": "(budget_id, position, kind, item, fund, quantity, amount) VALUES (?, 0, '货物', 'x', 'y', 1, 1)",
    "asset": "(budget_id, position, kind, stock, purchase) VALUES (?, 9, 'x', 1, 0)",
    "quota_split": "(budget_id, position, quota, economic_code, amount) VALUES (?, 0, 'x', '30201', 1)",
    "person_change": "(budget_id, person_id, month, what, kind, status, rank, centre, function_code, insured, pay_ends)"
    " SELECT ?1, min(id), 4, '晋级', '', '', '', '', '', '', 0 FROM person WHERE budget_id = ?1",
    "declared_base": "(budget_id, person_id, insurance, month, amount)"
    " SELECT ?1, min(id), '养老', 1, 1 FROM person WHERE budget_id = ?1",
    "fund_share": "(budget_id, position, person_id, item, fund, subsource, percent, amount)"
    " SELECT ?1, 0, min(id), '', '事业收入', '', '40', 0 FROM person WHERE budget_id = ?1",
    "approved_figure": "(budget_id, position, subject, drafted, amount, reference, issued_on)"
    " VALUES (?, 0, '人员经费', 100, 90, '某财〔2027〕8号', '2027-01-25')",
    "basis_count": "(budget_id, position, basis, name, amount) VALUES (?, 0, '学生数', '初中', '480')",
    "public_line": "(budget_id, position, item, name, function_code, economic_code, quantity, price, times, fund,"
    " subsource, government_code) VALUES (?, 0, '劳务派遣', '保洁', '', '30226', 3, 1, 12, '一般公共预算', '', '')",
    "taken_in": "(budget_id, fingerprint, taken_at, version) VALUES (?, 'x', '2027-01-01T08:00:00', 'y')",
    "summed_line": "(budget_id, position, item, headcount, function_code, economic_code, government_code, nature, fund,"
    " carry, subsource, amount) VALUES (?, 0, 'x', 3, '2010350', '30101', '', '人员', '一般公共预算', '当年', '', 1)",
    "check_result": "(budget_id, code, title, severity, status, found) VALUES (?, 'C01', 'x', '错误', '通过', 0)",
    "stage_elsewhere": "(budget_id, stage, reference) VALUES (?, '一上', '某财〔2026〕3号')",
    "adjustment": "(budget_id, position, day, kind, reference, function_code, economic_code, government_code, nature,"
    " fund, carry, subsource, amount, note) VALUES (?, 0, '', '追加', 'x', '', '', '', '公用', '', '当年', '', 1, '')",
    "layout_choice": "(budget_id, setting, choice) VALUES (?, 'percent', 'two')",
    "layout_review": "(budget_id, form, document) VALUES (?, 'henan/2022', '洛财预〔2027〕1号')",
    "project_year": "SELECT",
    "project_line": "SELECT",
    "pay_item": "SELECT",
    "person": "SELECT",
    "project": "SELECT",
    "income": "SELECT",
    "direct_line": "(budget_id, position, function_code, economic_code, government_code, nature, fund, carry, amount,"
    " purchased_service, note) VALUES (?, 9, '2010350', '30201', '', '公用', '一般公共预算', '当年', 1, 0, '')",
}
"""How a row of a table is made; SELECT: as a copy of one that is there."""


@pytest.fixture
def book(tmp_path):
    samples.write("qinghe_2025", tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        yield opened


def budget_of(book):
    return max(book.budgets(1), key=lambda b: b.year).id


def test_every_table_of_a_budget_is_tried():
    assert set(ROWS) == set(schema.BUDGET_TABLES)


def a_row_of(book, table, budget):
    """Return the id of a row of a table that belongs to the budget; one is made where the sample may have none."""
    values = ROWS[table]
    if table == "release" and not book._connection.execute("SELECT 1 FROM release").fetchone():
        names = [name for name in schema.columns(book._connection, table) if name not in ("id", "budget_id")]
        values = f"(budget_id, {', '.join(names)}) VALUES (?, {', '.join(chr(39) * 2 for _ in names)})"
    if values != "SELECT":
        book._write(table, f"INSERT INTO {table} {values}", (budget,))
    row = book._connection.execute(f"SELECT id FROM {table} WHERE budget_id = ?", (budget,)).fetchone()
    assert row is not None, f"the sample has no {table}"
    return row[0]


def is_refused(book, table, statement):
    try:
        with book.operation("改动"):
            book._write(table, statement, ())
    except BudgetFrozen as refusal:
        return "已经封存" in str(refusal)
    return False


def test_a_frozen_budget_refuses_every_change_of_every_table(worked_example):
    budget = budget_of(worked_example)
    with worked_example.operation("每表一行"):
        rows = {table: a_row_of(worked_example, table, budget) for table in schema.BUDGET_TABLES}
    with worked_example.operation("冻结"):
        worked_example._write("budget", "UPDATE budget SET frozen_at = '2025-01-01' WHERE id = ?", (budget,))
    before, taken = worked_example.fingerprint(), []
    for table, row in rows.items():
        names = ", ".join(schema.columns(worked_example._connection, table))
        copied = names.replace("id, budget_id", "99999, budget_id", 1)
        for statement in (
            f"DELETE FROM {table} WHERE id = {row}",
            f"UPDATE {table} SET budget_id = budget_id WHERE id = {row}",
            f"INSERT INTO {table} ({names}) SELECT {copied} FROM {table} WHERE id = {row}",
        ):
            if not is_refused(worked_example, table, statement):
                taken.append(statement)
    assert taken == []
    assert worked_example.fingerprint() == before


def test_of_a_frozen_budget_evidence_of_the_stage_itself_still_comes_and_stays(worked_example):
    budget = budget_of(worked_example)
    page = Attachment(budget_id=budget, record_table="budget", record_id=budget, name="签字页.pdf", digest="0" * 64)
    with worked_example.operation("冻结"):
        worked_example._write("budget", "UPDATE budget SET frozen_at = '2025-01-01' WHERE id = ?", (budget,))
    with worked_example.operation("签字页"):
        came = worked_example.insert(page)
    with pytest.raises(BudgetFrozen), worked_example.operation("别的附件"):
        worked_example.insert(replace(page, record_table="project", digest="1" * 64))
    with pytest.raises(BudgetFrozen), worked_example.operation("改名"):
        worked_example.update(replace(came, name="乙.pdf"))
    with pytest.raises(BudgetFrozen), worked_example.operation("批注"):
        worked_example.insert(Remark(budget_id=budget, record_table="budget", record_id=budget, text="略"))


@pytest.mark.parametrize("statement", ["UPDATE budget SET stage = 'x' WHERE id = ?", "DELETE FROM budget WHERE id = ?"])
def test_a_frozen_budget_s_own_row_stays(worked_example, statement):
    budget = budget_of(worked_example)
    with worked_example.operation("冻结"):
        worked_example._write("budget", "UPDATE budget SET frozen_at = '2025-01-01' WHERE id = ?", (budget,))
    with pytest.raises(BudgetFrozen), worked_example.operation("改动"):
        worked_example._write("budget", statement, (budget,))


def test_a_frozen_budget_is_opened_by_its_own_operation_alone(worked_example):
    budget = budget_of(worked_example)
    thaw = ("budget", "UPDATE budget SET frozen_at = NULL WHERE id = ?", (budget,))
    with worked_example.operation("冻结"):
        worked_example._write("budget", "UPDATE budget SET frozen_at = '2025-01-01' WHERE id = ?", (budget,))
    with pytest.raises(BudgetFrozen), worked_example.operation("改动"):
        worked_example._write(*thaw)
    with worked_example.operation(f"{schema.UNFREEZING}：更正"):
        worked_example._write(*thaw)
    assert next(each for each in worked_example.budgets(1) if each.id == budget).frozen_at is None


def test_a_row_of_a_frozen_budget_is_not_taken_into_another_one(worked_example):
    budget, other = budget_of(worked_example), min(worked_example.budgets(1), key=lambda b: b.year).id
    with worked_example.operation("冻结"):
        reason = worked_example.insert(Reason(budget_id=budget, figure="x", text="y"))
        worked_example._write("budget", "UPDATE budget SET frozen_at = '2025-01-01' WHERE id = ?", (budget,))
    with pytest.raises(BudgetFrozen), worked_example.operation("改动"):
        worked_example._write("reason", "UPDATE reason SET budget_id = ? WHERE id = ?", (other, reason.id))


def test_another_budget_of_the_book_stays_open(worked_example):
    budget = budget_of(worked_example)
    with worked_example.operation("冻结"):
        worked_example._write("budget", "UPDATE budget SET frozen_at = '2025-01-01' WHERE id = ?", (budget,))
    other = min(worked_example.budgets(1), key=lambda b: b.year).id
    with worked_example.operation("改动"):
        worked_example._write("reason", f"INSERT INTO reason {ROWS['reason']}", (other,))
    with pytest.raises(sqlite3.IntegrityError), worked_example.operation("重复"):
        worked_example._write("reason", f"INSERT INTO reason {ROWS['reason']}", (other,))


def test_nothing_is_written_before_changes_are_journaled(book):
    write = ("unit", "UPDATE unit SET name = 'x'", ())
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        book._connection.execute(write[1])
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        book._write(*write)
    with book.operation("改名"):
        book._write(*write)
    with pytest.raises(sqlite3.IntegrityError, match="change outside an operation"):
        book._write(*write)


def test_nothing_is_written_where_the_triggers_cannot_be_made(book, monkeypatch):
    before = book.fingerprint()
    half = schema._triggers("budget", "update", tuple(schema.columns(book._connection, "budget")))[0]
    monkeypatch.setattr(schema, "_triggers", lambda table, event, names: (half, "CREATE TEMP TRIGGER half"))
    with pytest.raises(BookError), book.operation("改名"):
        book._write("unit", "UPDATE unit SET name = 'x'", ())
    assert book.fingerprint() == before
    monkeypatch.undo()
    with book.operation("改名"):
        book._write("unit", "UPDATE unit SET name = 'x'", ())
    assert book.undo()
    assert book.fingerprint() == before


def triggers_of(book):
    return {name for (name,) in book._connection.execute("SELECT name FROM temp.sqlite_master")}


def test_every_table_has_its_triggers_and_the_file_none(book):
    with book.operation("各表"):
        for table in schema.JOURNALED:
            for event in schema.EVENTS:
                schema.journal_writes(book._connection, table, event)
    assert triggers_of(book) == {
        *(f"journal_{table}_{event}" for table in schema.JOURNALED for event in schema.EVENTS),
        *(f"frozen_{table}_{event}" for table in schema.BUDGET_TABLES for event in ("insert", "update")),
        *("frozen_budget_update", "frozen_budget_delete"),
    }
    assert book._connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'trigger'").fetchall() == []


def test_what_a_rollback_takes_away_is_there_again_for_the_next_change(book):
    budget = budget_of(book)
    with pytest.raises(ZeroDivisionError), book.operation("中断"):
        book.insert(Reason(budget_id=budget, figure="x", text="y"))
        raise ZeroDivisionError
    assert not any("reason" in name for name in triggers_of(book))
    with book.operation("原因"):
        reason = book.insert(Reason(budget_id=budget, figure="x", text="y"))
    [operation] = [done for done in book.history() if done.name == "原因"]
    assert [(c.table, c.record_id) for c in book.changes(operation)] == [("reason", reason.id)]


def test_a_refused_write_outside_an_operation_promises_nothing_for_another_file(book, tmp_path):
    budget = budget_of(book)
    with book.operation("写过"):
        book.insert(Reason(budget_id=budget, figure="x", text="y"))
    with pytest.raises(sqlite3.IntegrityError):
        book.insert(Remark(budget_id=budget, record_table="unit", record_id=1, text="z"))
    book.save_as(tmp_path / "b.mzb")
    with book.operation("备注"):
        book.insert(Remark(budget_id=budget, record_table="unit", record_id=1, text="z"))
    assert [(c.table, c.after["text"]) for c in book.changes(book.history()[0])] == [("remark", "z")]


def test_a_step_taken_back_in_a_book_just_opened_is_journaled_with_its_notes(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made:
        with made.operation("新建"):
            budget = made.insert(Budget(unit_id=made.insert(Unit(name="单位")).id, year=2026))
        with made.operation("原因"):
            reason = made.insert(Reason(budget_id=budget.id, figure="x", text="y"))
        with made.operation("备注"):
            made.insert(Remark(budget_id=budget.id, record_table="reason", record_id=reason.id, text="z"))
    with Book.open(tmp_path / "a.mzb") as opened:
        opened.take_back(next(done for done in opened.history() if done.name == "原因"))
        found = [(c.table, c.before is None, c.after is None) for c in opened.changes(opened.history()[0])]
    assert sorted(found) == [("reason", False, True), ("remark", False, True)]


def watch(book, unseen):
    """Note every write of a record that is prepared while its triggers are not there."""
    actions = {sqlite3.SQLITE_INSERT: "insert", sqlite3.SQLITE_UPDATE: "update", sqlite3.SQLITE_DELETE: "delete"}

    def seen(action, table, _column, database, _trigger):
        if action in actions and table in schema.JOURNALED and database == "main":
            unseen.append((table, actions[action]))
        return sqlite3.SQLITE_OK

    book._connection.set_authorizer(seen)


def unjournaled(book, writes):
    return [each for each in writes if f"journal_{each[0]}_{each[1]}" not in triggers_of(book)]


def test_no_write_of_a_book_goes_past_its_triggers(book):
    writes, budget = [], budget_of(book)
    watch(book, writes)
    with book.operation("增加"):
        reason = book.insert(Reason(budget_id=budget, figure="x", text="y"))
        assert not unjournaled(book, writes)
        book.insert(Remark(budget_id=budget, record_table="reason", record_id=reason.id, text="z"))
        assert not unjournaled(book, writes)
    with book.operation("修改"):
        book.update(replace(book.units()[0], name="又名"))
        assert not unjournaled(book, writes)
    with book.operation("删除"):
        book.delete(reason)
        assert not unjournaled(book, writes)
    for move in (book.undo, book.redo, book.undo, lambda: book.take_back(book.history()[-1])):
        with contextlib.suppress(UserError):
            move()
        assert not unjournaled(book, writes)
    assert {("reason", "insert"), ("unit", "update"), ("reason", "delete"), ("remark", "delete")} <= {*writes}
    with book.operation("绕过"):
        book._connection.execute("DELETE FROM direct_line WHERE id = -1")
    assert unjournaled(book, writes) == [("direct_line", "delete")], "the test would not notice"


def test_only_what_journals_its_table_first_writes_records():
    """The one place where a statement names its table by a variable; the rest name tables that are not records."""
    found = set()
    for source in sorted(Path(schema.__file__).parent.rglob("*.py")):
        text = source.read_text(encoding="utf-8")
        written = re.findall(r"(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) (\{?[a-z_.A-Z]+\}?)(?= |\")", text)
        if any(table.startswith("{") or table in schema.JOURNALED for table in written):
            found.add(source.relative_to(Path(schema.__file__).parent).as_posix())
    assert found == {"book.py", "content.py", "journal.py", "schema.py", "format_8.py"}


def test_what_is_noted_about_a_row_goes_and_comes_back_with_it(worked_example):
    def remarks():
        return worked_example._connection.execute(
            "SELECT count(*) FROM remark WHERE record_table = 'reason'"
        ).fetchone()[0]

    budget = budget_of(worked_example)
    with worked_example.operation("原因"):
        reason = worked_example._write("reason", f"INSERT INTO reason {ROWS['reason']}", (budget,)).lastrowid
        worked_example._write(
            "remark",
            "INSERT INTO remark (budget_id, record_table, record_id, text) VALUES (?, 'reason', ?, 'x')",
            (budget, reason),
        )
    with worked_example.operation("删除"):
        worked_example._write("reason", "DELETE FROM reason WHERE id = ?", (reason,))
    assert remarks() == 0
    worked_example.undo()
    assert remarks() == 1
