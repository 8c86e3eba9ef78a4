"""What was seen last of a book: an older and a forked copy are told, one that goes on is not."""

import json
import shutil
import stat
from dataclasses import replace

import pytest

from desktop.ledger.backups import copies
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit
from desktop.ledger.safety import continuity
from tests.openings import backups_at_opening, opening_makes_no_backup

__all__ = ["backups_at_opening", "opening_makes_no_backup"]

LINE = DirectLine(function_code="2010350", economic_code="30201", amount=100)


@pytest.fixture
def path(tmp_path):
    with Book.create(tmp_path / "a.mzb") as made, made.operation("新建"):
        unit = made.insert(Unit(name="单位"))
        made.insert(Budget(unit_id=unit.id, year=2023))
    return tmp_path / "a.mzb"


def step(path, amount=1):
    """Open a book for work, make a step, and return what was said at opening."""
    with Book.open(path) as book:
        said = book.warnings()
        with book.operation(f"录入 {amount}"):
            book.insert(replace(LINE, budget_id=1, amount=amount))
    return said


def looked_at(path):
    with Book.open(path) as book:
        return book.warnings()


def copy(path, name):
    shutil.copy(path, path.with_name(name))
    return path.with_name(name)


def test_a_book_that_goes_on_says_nothing(path):
    assert step(path) == step(path) == looked_at(path) == []


def test_a_moved_book_and_an_equal_copy_say_nothing(path):
    step(path)
    assert looked_at(copy(path, "b.mzb")) == []
    assert step(path.rename(path.with_name("c.mzb"))) == []


def test_two_copies_that_were_both_changed_are_a_fork_told_with_places_and_the_way_to_compare(path):
    step(path)
    other = copy(path, "b.mzb")
    step(path, 2)
    step(path, 3)
    assert "这是较早的一份账本" in step(other, 4)[0]
    said = looked_at(path)[0]
    assert said.startswith("同一账本有两份不同的修改：第 2 步以后，这一份另有 2 步，上次打开的 ")
    assert f"“{other}”（20" in said
    assert said.endswith(f"请先分别打开“{other}”和“{path}”，在“修改历史”中比较，再决定用哪一份")
    assert looked_at(path) == []
    assert "同一账本有两份不同的修改" in looked_at(other)[0]


def test_an_older_copy_is_told_calmly_and_how_much_it_lacks(path):
    step(path)
    older = copy(path, "b.mzb")
    step(path, 2)
    step(path, 3)
    at = seen_at(path)
    assert looked_at(older) == [
        f"这是较早的一份账本：上次打开的 “{path}”（{at}） 比它多 2 步修改。"
        "只查看没有关系；如果在这一份上修改，两份就会分开。"
    ]
    assert looked_at(path) == []


def seen_at(path):
    with Book.open_to_read(path) as book:
        kept = continuity.load(book.ledger_id)
    return kept.at.replace("T", " ")


def test_a_file_that_a_sync_program_put_in_place_is_told(path):
    step(path)
    other = copy(path, "conflict.mzb")
    step(path, 2)
    mine = path.read_bytes()
    with Book.open_to_read(path) as book:
        ledger_id, before = book.ledger_id, continuity.load(book.ledger_id)
    step(other, 3)
    continuity.save(ledger_id, before)
    shutil.copy(other, path)
    assert "这个位置上的账本被另一份换掉了；上次的内容在备份中" in looked_at(path)[0]
    path.write_bytes(mine)


def test_a_crash_after_edits_is_no_fork(path):
    """What was seen is kept at opening and closing; steps in between belong to the same chain."""
    step(path)
    with Book.open_to_read(path) as book:
        ledger_id, before = book.ledger_id, continuity.load(book.ledger_id)
    step(path, 2)
    continuity.save(ledger_id, before)
    assert looked_at(path) == []


@pytest.mark.usefixtures("backups_at_opening")
def test_a_restored_backup_is_an_older_copy_and_going_on_with_it_is_quiet(path, tmp_path):
    step(path)
    with Book.open_to_read(path) as book:
        kept = book.backups()[0].path
    copies.restore(kept, tmp_path / "恢复.mzb")
    assert "这是较早的一份账本" in step(tmp_path / "恢复.mzb", 5)[0]
    assert step(tmp_path / "恢复.mzb", 6) == []


def test_reading_says_it_too_and_keeps_nothing(path):
    step(path)
    older = copy(path, "b.mzb")
    step(path, 2)
    for _ in range(2):
        with Book.open_to_read(older) as book:
            assert "这是较早的一份账本" in book.warnings()[0]
    assert looked_at(path) == []


def test_clearing_the_history_goes_on_and_older_copies_are_still_known(path):
    step(path)
    older = copy(path, "b.mzb")
    step(path, 2)
    with Book.open(path) as book:
        book.clear_history()
    assert looked_at(path) == []
    assert step(path, 3) == []
    assert "比它多" in looked_at(older)[0]


def test_a_cleared_history_that_was_never_followed_cannot_be_judged_and_says_so(path):
    step(path)
    with Book.open_to_read(path) as book:
        ledger_id, before = book.ledger_id, continuity.load(book.ledger_id)
    step(path, 2)
    with Book.open(path) as book:
        book.clear_history()
    continuity.save(ledger_id, before)
    assert "清除过修改历史，无法确认" in looked_at(path)[0]


def test_an_upgrade_is_no_fork(tmp_path):
    from pathlib import Path

    old = Path(__file__).resolve().parents[2] / "books_old" / "v1.mzb"
    shutil.copy(old, tmp_path / "old.mzb")
    (upgraded,) = looked_at(tmp_path / "old.mzb")
    assert "由旧格式升级为" in upgraded
    assert looked_at(tmp_path / "old.mzb") == []
    shutil.copy(old, tmp_path / "again.mzb")
    assert looked_at(tmp_path / "again.mzb") == [upgraded]


def test_what_is_kept_is_the_owner_s_alone(path, home):
    step(path)
    kept = list((home / "seen").iterdir())
    assert len(kept) == 1
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(kept[0].parent.stat().st_mode) == 0o700
    assert sorted(json.loads(kept[0].read_text(encoding="utf-8"))) == ["at", "chain", "content", "done", "path"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"path": "x"}', '{"path": "x", "at": "x", "chain": []}'])
def test_what_cannot_be_read_is_as_if_nothing_had_been_seen(path, home, content):
    step(path)
    next((home / "seen").iterdir()).write_text(content, encoding="utf-8")
    assert looked_at(path) == []


def test_what_cannot_be_kept_does_not_stop_the_work(path, home):
    shutil.rmtree(home / "seen")
    (home / "seen").write_text("in the way")
    assert step(path) == []


def undo(path, count=1):
    with Book.open(path) as book:
        for _ in range(count):
            book.undo()


def test_copies_that_differ_by_undone_steps_are_told_apart(path):
    step(path)
    step(path, 2)
    other = copy(path, "b.mzb")
    undo(path, 2)
    assert "撤销了最后 2 步，这一份没有撤销，内容不同" in looked_at(other)[0]
    assert looked_at(other) == []
    said = looked_at(path)[0]
    assert said.startswith("这是较早的或撤销过的一份账本：修改步骤与上次打开的 “")
    assert "这一份撤销了其中 2 步" in said
    assert looked_at(path) == []


def test_ones_own_undone_steps_say_nothing_also_after_a_crash(path):
    step(path)
    undo(path)
    assert looked_at(path) == []
    book = Book.open(path)
    book.redo()
    book._let_go()  # nothing is remembered, as when the program was killed
    assert looked_at(path) == []
    assert step(path, 2) == []


def test_what_an_earlier_version_saw_says_nothing_of_undone_steps(path, home):
    step(path)
    undo(path)
    kept = next(home.glob("seen/*.json"))
    found = json.loads(kept.read_text())
    del found["done"]
    kept.write_text(json.dumps(found))
    assert looked_at(path) == []


def test_after_clearing_a_look_into_an_older_copy_leaves_the_right_book_known(path):
    step(path)
    older = copy(path, "b.mzb")
    step(path, 2)
    with Book.open(path) as book:
        book.clear_history()
    step(path, 3)
    for _ in range(2):
        assert "这是较早的一份账本" in looked_at(older)[0]
        assert looked_at(path) == []
    step(older, 4)
    assert looked_at(path) != []


def slip(path, statement):
    """Change a value in the file as a failing disk does: no step of the history says so."""
    import sqlite3

    connection = sqlite3.connect(path)
    connection.executescript(statement)
    connection.close()


def test_content_that_no_step_brought_is_told_with_the_place_until_the_next_step(path):
    step(path, 100_00)
    slip(path, "UPDATE direct_line SET amount = 16400")
    for _ in range(2):
        (warning,) = looked_at(path)
        assert "没有任何修改记录" in warning
        assert "支出行（第 1 号）的金额：修改历史中是“100.00 元”，现在是“164.00 元”" in warning
        assert "从备份恢复" in warning
    assert "没有任何修改记录" in step(path, 2)[0]
    assert looked_at(path) == []


def test_a_record_that_is_not_there_any_more_is_told(path):
    step(path)
    slip(path, "DELETE FROM direct_line")
    assert "支出行（第 1 号）缺少" in looked_at(path)[0]


def test_of_a_cleared_history_no_place_is_told_but_the_change_is(path):
    step(path)
    with Book.open(path) as book:
        book.clear_history()
    assert looked_at(path) == []
    slip(path, "UPDATE direct_line SET amount = 7")
    (warning,) = looked_at(path)
    assert "没有任何修改记录" in warning
    assert "与修改历史不同" not in warning


def test_reading_tells_content_that_no_step_brought(path):
    step(path)
    slip(path, "UPDATE direct_line SET amount = 7")
    with Book.open_to_read(path) as book:
        assert "没有任何修改记录" in book.warnings()[0]


def test_what_an_earlier_version_saw_says_nothing_of_content(path, home):
    step(path)
    kept = next(home.glob("seen/*.json"))
    found = json.loads(kept.read_text())
    del found["content"]
    kept.write_text(json.dumps(found))
    slip(path, "UPDATE direct_line SET amount = 7")
    assert looked_at(path) == []


def test_steps_undone_and_repeated_leave_the_content_they_had(path):
    step(path)
    undo(path)
    with Book.open(path) as book:
        book.redo()
    assert looked_at(path) == []
