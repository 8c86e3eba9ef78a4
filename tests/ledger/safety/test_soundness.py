"""A stranger's book: refused in plain words before anything is written, backed up or run."""

import ast
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths
from desktop.ledger import migrations, schema
from desktop.ledger.book import Book
from desktop.ledger.describe import Kind, fields_of
from desktop.ledger.errors import BookDamaged, BookError, BookForeign, BookNewer, NotABook
from desktop.ledger.records import (
    RECORD_TYPES,
    Asset,
    AssetPlan,
    Budget,
    DirectLine,
    Income,
    Person,
    Project,
    ProjectLine,
    Unit,
)
from desktop.ledger.safety import soundness

ROOT = Path(__file__).resolve().parents[3]
OPENERS = (Book.open, Book.open_to_read)


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "甲.mzb"
    with Book.create(path) as book:
        with book.operation("新建"):
            unit = book.insert(Unit(name="测试单位"))
            budget = book.insert(Budget(unit_id=unit.id, year=2023))
            book.insert(Income(budget_id=budget.id, amount=100))
        with book.operation("录入"):
            book.insert(DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201", amount=100))
    return path


@pytest.fixture
def strange(whole, tmp_path):
    """Return a function that runs statements on a copy of a whole book, as any program could."""

    def make(*statements):
        path = tmp_path / "收到的" / "来历不明.mzb"
        path.parent.mkdir()
        shutil.copy(whole, path)
        run_on(path, *statements)
        return path

    return make


def refused(path, words, kind=(BookDamaged, BookForeign)):
    """Both ways of opening refuse it; neither writes, backs up or leaves anything."""
    content, beside = path.read_bytes(), sorted(path.parent.iterdir())
    for opener in OPENERS:
        with pytest.raises(kind, match=words):
            opener(path)
    assert path.read_bytes() == content
    assert sorted(path.parent.iterdir()) == beside
    assert not list(paths.home().glob("backups/**/*.mzb"))


FOREIGN = {
    "trigger": ("CREATE TRIGGER evil AFTER UPDATE ON direct_line BEGIN UPDATE income SET amount = amount + 1; END",
                "不属于明账的触发器“evil”"),
    "trigger of a name like ours": ("CREATE TRIGGER journal_income_update AFTER UPDATE ON income BEGIN SELECT 1; END",
                                    "不属于明账的触发器"),
    "view": ("CREATE VIEW seen AS SELECT * FROM unit", "不属于明账的视图“seen”"),
    "index": ("CREATE INDEX more ON income (amount)", "不属于明账的索引“more”"),
    "table": ("CREATE TABLE extra (a)", "不属于明账的表“extra”"),
    "a name that turns the line round": ('CREATE TABLE "a\u202egnp.exe\n" (a)', "不属于明账的表“a�gnp.exe�”"),
    "missing table": ("DROP TABLE reason", "缺少.*“reason”"),
    "missing index": ("DROP INDEX change_operation", "缺少索引“change_operation”"),
    "added column": ("ALTER TABLE income ADD COLUMN more TEXT", "表“income”的结构被改动过"),
    "dropped column": ("ALTER TABLE income DROP COLUMN note", "表“income”的结构被改动过"),
}  # fmt: skip


@pytest.mark.parametrize("case", FOREIGN)
def test_what_is_not_ours_is_refused(strange, case):
    statement, words = FOREIGN[case]
    refused(strange(statement), words)


def test_a_view_in_the_place_of_a_table_is_refused(strange):
    refused(strange("ALTER TABLE reason RENAME TO r", "CREATE VIEW reason AS SELECT * FROM r"), "不属于明账")


ROWS = {
    "empty meta": ("DELETE FROM meta", "账本标识"),
    "no identity": ("UPDATE meta SET key = 'x' WHERE key = 'ledger_id'", "账本标识"),
    "a path for an identity": ("UPDATE meta SET value = '../../victim' WHERE key = 'ledger_id'", "账本标识"),
    "an absolute path": ("UPDATE meta SET value = '/tmp/victim' WHERE key = 'ledger_id'", "账本标识"),
    "a share": ("UPDATE meta SET value = '\\\\server\\share' WHERE key = 'ledger_id'", "账本标识"),
    "33 digits": ("UPDATE meta SET value = value || '0' WHERE key = 'ledger_id'", "账本标识"),
    "a line more": ("UPDATE meta SET value = value || char(10) WHERE key = 'ledger_id'", "账本标识"),
    "empty state": ("DELETE FROM journal_state", "修改记录的状态"),
    "replaying": ("UPDATE journal_state SET replaying = 1", "修改记录的状态"),
    "an operation left open": ("UPDATE journal_state SET operation_id = 1", "修改记录的状态"),
    "reference": ("UPDATE income SET budget_id = 77", "引用缺失"),
    "amount": ("UPDATE income SET amount = 9223372036854775807", "10 万亿元"),
    "a stage of no year": ("UPDATE budget SET stage = '三上'", "表 budget 的阶段无法识别"),
    "a share that is no number": (
        "INSERT INTO quota_split VALUES (1, 1, 1, 'q', '30201', 0, '4%')",
        "表 quota_split 的百分比无法识别",
    ),
    "a share without end": (
        "INSERT INTO quota_split VALUES (1, 1, 1, 'q', '30201', 0, 'Infinity')",
        "表 quota_split 的百分比无法识别",
    ),
    "negative amount": ("UPDATE income SET amount = -1000000000000001", "10 万亿元"),
}


@pytest.mark.parametrize("case", ROWS)
def test_rows_that_no_book_of_ours_holds_are_refused(strange, case):
    statement, words = ROWS[case]
    refused(strange("PRAGMA foreign_keys = OFF", statement), words)


@pytest.mark.parametrize("statement", [
    "UPDATE unit SET kind = '公司'",
    "UPDATE budget SET year = 1850",
    "INSERT INTO journal_state VALUES (2, NULL, 0)",
])  # fmt: skip
def test_a_check_that_does_not_hold_is_refused(strange, statement):
    refused(strange("PRAGMA ignore_check_constraints = ON", statement), "数据校验不通过")


def run_on(path, *statements):
    other = sqlite3.connect(path)
    for statement in statements:
        other.execute(statement)
    other.commit()
    other.close()


def set_schema(path, sql):
    quoted = sql.replace("'", "''")
    run_on(path, "PRAGMA writable_schema = ON", f"UPDATE sqlite_master SET sql = '{quoted}' WHERE name = 'income'")


def with_schema(strange, old, new, *statements):
    """Write rows while the schema allows them, and put the schema back."""
    path = strange()
    other = sqlite3.connect(path)
    kept = other.execute("SELECT sql FROM sqlite_master WHERE name = 'income'").fetchone()[0]
    other.close()
    set_schema(path, kept.replace(old, new))
    run_on(path, *statements)
    set_schema(path, kept)
    return path


def test_a_missing_value_is_refused(strange):
    refused(with_schema(strange, "note TEXT NOT NULL", "note TEXT", "UPDATE income SET note = NULL"), "校验不通过")


def test_a_value_of_another_type_is_refused(strange):
    refused(with_schema(strange, ") STRICT", ")", "UPDATE income SET amount = 'viel'"), "校验不通过")


def test_a_newer_book_is_refused_by_the_number_of_its_version_before_anything_else(strange):
    path = strange("CREATE TABLE of_the_future (a)", "DROP TABLE reason", "PRAGMA user_version = 99")
    refused(path, f"格式 99，本程序最高支持 {schema.VERSION}", BookNewer)


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_is_not_a_book(strange, version):
    refused(strange(f"PRAGMA user_version = {version}"), "不是明账账本", NotABook)


def test_a_book_says_which_version_it_is_and_must_be_so(strange):
    refused(strange("PRAGMA user_version = 1"), "不属于明账|被改动过")


def test_triggers_of_a_stranger_never_run(strange, monkeypatch):
    """The negative control: without the comparison one edit changes an income behind the user's back."""
    path = strange(FOREIGN["trigger"][0])
    with pytest.raises(BookForeign):
        Book.open(path)
    monkeypatch.setattr(soundness, "_foreign", lambda *_: "")
    with Book.open(path) as book:
        with book.operation("改"):
            book.update(DirectLine(id=1, budget_id=1, function_code="2010350", economic_code="30201", amount=5))
        assert book.records(Income)[0].amount == 101


def test_a_history_of_something_else_is_never_replayed(strange):
    path = strange("UPDATE change SET record_table = 'meta' WHERE operation_id = 2")
    with Book.open(path) as book:
        before = book._connection.execute("SELECT * FROM meta").fetchall()
        for use in (lambda: book.undo(), lambda: book.changes(book.history()[0]),
                    lambda: book.take_back(book.history()[0])):  # fmt: skip
            with pytest.raises(BookDamaged, match="不属于预算"):
                use()
        assert book._connection.execute("SELECT * FROM meta").fetchall() == before


@pytest.mark.parametrize("image", ["'{'", "'\"x\"'", "'[1]'"])
def test_a_history_that_cannot_be_read_is_damage(strange, image):
    with Book.open(strange(f"UPDATE change SET before = {image}, after = {image} WHERE operation_id = 2")) as book:
        for use in (lambda: book.undo(), lambda: book.changes(book.history()[0])):
            with pytest.raises(BookDamaged, match="修改记录"):
                use()


def test_words_that_are_no_words_are_damage(strange):
    path = strange("UPDATE income SET note = CAST(x'ff41' AS TEXT)", "UPDATE operation SET name = CAST(x'ff' AS TEXT)")
    with pytest.raises(BookDamaged, match="文字无法读取"):
        Book.open(path)
    with Book.open_to_read(path) as book:
        for use in (lambda: book.records(Income), lambda: book.facts(book.records(Budget)[0]), book.history):
            with pytest.raises(BookDamaged, match="文字无法读取"):
                use()


def test_a_mistake_of_ours_is_not_called_damage(whole):
    with Book.open_to_read(whole) as book, pytest.raises(sqlite3.OperationalError):
        book.records(Income, nonsense=1)


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "books_old").glob("*.mzb")), ids=lambda p: p.name)
def test_books_of_earlier_releases_are_sound(path, tmp_path):
    shutil.copy(path, tmp_path / path.name)
    other = sqlite3.connect(tmp_path / path.name)
    assert migrations.version_of(other) < schema.VERSION
    soundness.require_sound(other, path)
    other.close()


def test_a_book_of_each_version_is_what_the_steps_make(tmp_path):
    """A book that went through every step, as one user's did, and one made today are alike."""
    with Book.create(tmp_path / "新.mzb") as new:
        made = soundness._objects(new._connection)
    assert made == soundness._expected(tuple(migrations.STEPS[n] for n in range(1, schema.VERSION)))


def test_every_column_of_money_is_bounded():
    """Each field that is written as 分 is described as money, so that its column is looked at, and nothing else is."""
    written = set()
    for path in (ROOT / "desktop" / "ledger" / "records").glob("*.py"):
        for kind in (
            node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
        ):
            for field in (node for node in kind.body if isinstance(node, ast.AnnAssign)):
                if "Fen" in ast.unparse(field.annotation):
                    written.add((kind.name, field.target.id))
    described = {(k.__name__, f.name) for k in RECORD_TYPES for f in fields_of(k) if f.kind is Kind.MONEY}
    assert written == described


def test_any_error_of_an_opening_is_plain(tmp_path, monkeypatch):
    def odd(*_):
        raise sqlite3.OperationalError("unsupported file format")

    with Book.create(tmp_path / "a.mzb"):
        pass
    monkeypatch.setattr(soundness, "_rows", odd)
    for opener in OPENERS:
        with pytest.raises(BookError, match="已损坏"):
            opener(tmp_path / "a.mzb")


BEYOND = {
    "UPDATE person SET headcount = 4000000000000000000": "表 person 的人数超出允许的范围",
    "UPDATE person SET headcount = 100001": "表 person 的人数超出允许的范围",
    "UPDATE asset SET stock = 1000001": "表 asset 的上年末数量超出允许的范围",
    "UPDATE project_line SET times = 4000000000000000000": "表 project_line 的次数超出允许的范围",
    "UPDATE project_line SET quantity = 1001, price = 1000000000, times = 1000": "表 project_line 的数量与单价的乘积超出",
    "UPDATE asset_plan SET quantity = 1000000, price = 1000000001": "表 asset_plan 的数量与单价的乘积超出",
    "UPDATE person SET headcount = 100000": "",
    "UPDATE project_line SET quantity = 1000, price = 1000000000, times = 1000": "",
    "UPDATE asset_plan SET quantity = 1000000, price = 1000000000": "",
}


@pytest.mark.parametrize("statement", BEYOND)
def test_a_count_or_a_product_nobody_could_type_is_refused(whole, tmp_path, statement):
    path = tmp_path / "收到的.mzb"
    shutil.copy(whole, path)
    with Book.open(path) as book, book.operation("录入"):
        project = book.insert(Project(budget_id=1, name="甲")).id
        book.insert(ProjectLine(budget_id=1, project_id=project, economic_code="30201"))
        book.insert(AssetPlan(budget_id=1, project_id=project))
        book.insert(Asset(budget_id=1, kind="车"))
        book.insert(Person(budget_id=1))
    run_on(path, statement)
    if BEYOND[statement]:
        for opener in OPENERS:
            with pytest.raises(BookDamaged, match=BEYOND[statement]):
                opener(path)
    else:
        Book.open(path).close()


@pytest.mark.parametrize("column", ["before", "after"])
@pytest.mark.parametrize("value", [9 * 10**18, -9 * 10**18])
def test_a_history_that_would_bring_in_what_nobody_could_type_is_not_replayed(whole, tmp_path, column, value):
    path = tmp_path / "甲.mzb"
    shutil.copy(whole, path)
    with Book.open(path) as book:
        income = book.records(Income)[0]
        with book.operation("改"):
            book.update(replace(income, amount=5))
        if column == "after":
            book.undo()
    last = "(SELECT max(id) FROM change)"
    run_on(path, f"UPDATE change SET {column} = json_set({column}, '$.amount', {value}) WHERE id = {last}")
    with Book.open(path) as book:
        before, steps = book.fingerprint(), book.history()
        for act in (book.redo,) if column == "after" else (book.undo, lambda: book.take_back(steps[0])):
            with pytest.raises(BookDamaged, match="修改记录不对，表 income 的金额超出 10 万亿元"):
                act()
            assert (book.fingerprint(), book.history()) == (before, steps)


def test_what_is_foreign_is_damage_only_where_a_backup_could_bring_the_book_back(strange, whole):
    path = strange("CREATE TABLE extra (a)")
    for opener in OPENERS:
        with pytest.raises(BookForeign, match="不是明账账本，含有不属于明账的表“extra”") as refusal:
            opener(path)
        assert "备份" not in str(refusal.value)
    Book.open(shutil.copy(whole, path.with_name("好的.mzb"))).close()
    for opener in OPENERS:
        with pytest.raises(BookDamaged, match=r"不属于明账的表“extra”.*恢复最近的备份"):
            opener(path)


def test_the_digest_of_the_present_version_is_that_of_what_the_steps_build():
    """After a new step: PRESENT is the digest on the left. One that is out of date only makes opening slower."""
    steps = tuple(migrations.STEPS[step] for step in range(1, schema.VERSION))
    assert soundness.digest_of(soundness._expected(steps)) == soundness.PRESENT


def test_a_book_of_the_present_version_is_known_by_its_digest(whole, monkeypatch):
    """Nothing is built for it; one object more, less or otherwise makes another digest."""
    monkeypatch.setattr(soundness, "_expected", lambda steps: pytest.fail("an empty book was built"))
    Book.open_to_read(whole).close()
    with sqlite3.connect(whole) as connection:
        objects = soundness._objects(connection)
    connection.close()
    some, sql = next(iter(objects.items()))
    for other in ({**objects, ("trigger", "x"): ""}, {**objects, some: sql + " "}, dict(list(objects.items())[1:])):
        assert soundness.digest_of(other) != soundness.PRESENT
