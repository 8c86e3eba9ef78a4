import hashlib
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import paths
from desktop.findings import UserError
from desktop.ledger import attachments, content
from desktop.ledger.backups import backup
from desktop.ledger.backups.backup import Backup, surplus
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit
from tests.small_cases import small_cases

NOW = datetime(2026, 11, 20, 12)
TODAY = datetime.now()
LINE = DirectLine(function_code="2010350", economic_code="30201", amount=1)


def made(path):
    with Book.create(path) as fresh, fresh.operation("新建"):
        unit = fresh.insert(Unit(name="单位"))
        fresh.insert(Budget(unit_id=unit.id, year=2023))
    return path


def whole(opened):
    return content.fingerprints(opened._connection)


def worked(path, amount=1):
    """Open a book, make one step, close it."""
    with Book.open(path) as opened, opened.operation(f"录入 {amount}"):
        budget = opened.budgets(opened.units()[0].id)[0]
        opened.insert(replace(LINE, budget_id=budget.id, amount=amount))


def aged(found, days):
    """Give a backup the name it would have had at noon some days earlier."""
    earlier = TODAY.replace(hour=12, minute=0, second=found.counter) - timedelta(days=days)
    name = f"{found.counter:06d}_{earlier:%Y%m%d-%H%M%S}_{found.reason}.mzb"
    found.path.with_name(found.path.name + backup.CHECKSUM).rename(found.path.with_name(name + backup.CHECKSUM))
    found.path.rename(found.path.with_name(name))


# making -----------------------------------------------------------------------------------------------


def test_opening_makes_a_verified_private_backup(tmp_path):
    made(tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        kept = opened.backups()
        assert [b.reason for b in kept] == ["打开"]
        assert stat.S_IMODE(kept[0].path.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept[0].path.parent.stat().st_mode) == 0o700
        backup.verify(kept[0].path, whole(opened))


def test_what_is_made_is_what_is_listed(tmp_path):
    made(tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        done = opened.make_backup("手动")
        assert done == opened.backups()[0]
        assert (done.counter, done.reason, done.origin) == (2, "手动", str(tmp_path / "a.mzb"))
        assert abs(datetime.now() - done.at) < timedelta(minutes=5)
        assert done.path.read_bytes()[:15] == b"SQLite format 3"
        assert opened.backup_problem == ""


def test_counters_go_on_over_all_places(tmp_path):
    made(tmp_path / "a.mzb")
    worked(tmp_path / "a.mzb")
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(tmp_path / "a.mzb", tmp_path / "elsewhere" / "a.mzb")
    with Book.open(tmp_path / "elsewhere" / "a.mzb") as opened:
        assert [b.counter for b in opened.backups()] == [2, 1]


def test_a_bad_copy_is_not_listed_and_the_work_goes_on(tmp_path, monkeypatch):
    made(tmp_path / "a.mzb")

    def broken(path, *_):
        raise UserError(f"备份“{path}”与账本不一致")

    monkeypatch.setattr(backup, "verify", broken)
    with Book.open(tmp_path / "a.mzb") as opened:
        assert opened.backups() == []
        assert "不一致" in opened.backup_problem
        folder = backup.folder_of(opened.ledger_id, opened.path)
        assert [path.name for path in folder.iterdir()] == [backup.PLACE]


def test_a_copy_that_differs_is_never_kept(tmp_path, monkeypatch):
    """The copy is compared with the book itself, not only with what SQLite thinks of its structure."""
    made(tmp_path / "a.mzb")
    verify = backup.verify

    def spoilt(path, *more):
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("UPDATE unit SET name = '别的'")
            copy.commit()
        verify(path, *more)

    monkeypatch.setattr(backup, "verify", spoilt)
    with Book.open(tmp_path / "a.mzb") as opened:
        assert opened.backups() == []
        assert "与账本不一致（记录），未保留；账本本身完好" in opened.backup_problem


@pytest.mark.parametrize(("largest", "read"), [(backup.LARGEST_COMPARED, 1), (0, 2)])
def test_a_copy_with_the_very_pages_of_the_book_is_not_read_part_by_part(tmp_path, monkeypatch, largest, read):
    made(tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        found, fingerprints = [], content.fingerprints
        monkeypatch.setattr(backup, "LARGEST_COMPARED", largest)
        monkeypatch.setattr(content, "fingerprints", lambda c: found.append(fingerprints(c)) or found[-1])
        assert opened.make_backup("手动"), opened.backup_problem
        assert len(found) == read
        assert len(set(found)) == 1


def test_a_copy_as_large_as_memory_may_hold_is_compared_and_a_larger_one_is_not(tmp_path, monkeypatch):
    path = tmp_path / "a.mzb"
    with closing(sqlite3.connect(made(path))) as opened:
        monkeypatch.setattr(backup, "LARGEST_COMPARED", path.stat().st_size)
        assert backup._same_pages(path, opened)
        monkeypatch.setattr(backup, "LARGEST_COMPARED", path.stat().st_size - 1)
        assert not backup._same_pages(path, opened)


@pytest.mark.parametrize("place", [0, 18, 60, 100, 4096, -1])
def test_a_single_byte_that_differs_is_seen(tmp_path, place):
    path = tmp_path / "a.mzb"
    with closing(sqlite3.connect(made(path))) as opened:
        assert backup._same_pages(path, opened)
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.with_name("b").write_bytes(content)
        assert not backup._same_pages(path.with_name("b"), opened)
        path.with_name("b").write_bytes(content[:-1])
        assert not backup._same_pages(path.with_name("b"), opened)


def test_temporaries_of_a_killed_backup_are_cleared(tmp_path, monkeypatch):
    made(tmp_path / "a.mzb")
    worked(tmp_path / "a.mzb")
    with Book.open_to_read(tmp_path / "a.mzb") as opened:
        left = opened.backups()[0].path.parent / f"{paths.TEMPORARY_MARK}999999999-1.mzb"
    left.write_bytes(b"half a ledger")
    monkeypatch.setattr(paths, "process_alive", lambda pid: pid != 999999999)
    worked(tmp_path / "a.mzb", 2)
    assert not left.exists()


def test_a_disk_that_is_full_is_said_and_nothing_is_left(tmp_path):
    made(tmp_path / "a.mzb")

    class Full:
        """The open book, on a disk that takes no copy."""

        def __init__(self, connection):
            self._connection = connection

        def __getattr__(self, name):
            return getattr(self._connection, name)

        def backup(self, _):
            raise sqlite3.OperationalError("database or disk is full")

    with Book.open(tmp_path / "a.mzb") as opened:
        before = opened.backups()
        with pytest.raises(UserError, match=r"没有成功（磁盘可能已满）；账本本身完好"):
            backup.make(Full(opened._connection), opened.path, opened.ledger_id, "手动")
        assert opened.backups() == before
        assert all(not p.name.startswith(paths.TEMPORARY_MARK) for p in before[0].path.parent.iterdir())


# places -----------------------------------------------------------------------------------------------


def test_a_copy_finds_its_folder_again_in_every_version(tmp_path):
    """Another name of the folder would take the backups of every book away from it."""
    path = made(tmp_path / "a.mzb")
    folder = backup.folder_of("0" * 32, path)
    assert folder.name == hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]


def test_under_windows_two_disks_that_take_turns_as_one_drive_are_two_places(tmp_path, monkeypatch):
    path = made(tmp_path / "a.mzb")
    monkeypatch.setattr(backup, "sys", SimpleNamespace(platform="win32"))
    told = f"{path.stat().st_dev}{path.resolve()}"
    assert backup.folder_of("0" * 32, path).name == hashlib.sha256(told.encode()).hexdigest()[:12]


# verifying --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """A book with a record, a history and an evidence file, its backup, and what the book holds."""
    folder = tmp_path_factory.mktemp("rich")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGZHANG_HOME", str(folder / "home"))
        path, paper = made(folder / "a.mzb"), folder / "合同.pdf"
        paper.write_bytes(b"contract" * 1000)
        with Book.open(path) as opened:
            budget = opened.budgets(opened.units()[0].id)[0]
            with opened.operation("录入"):
                line = opened.insert(replace(LINE, budget_id=budget.id))
                attachments.attach(opened, budget, line, paper)
            return opened.make_backup("手动").path, whole(opened)


@pytest.fixture
def rich(made_once, tmp_path):
    """A copy of that backup to be spoilt, with its checksum, and what it should hold."""
    path, expected = made_once
    for each in (path, path.with_name(path.name + backup.CHECKSUM)):
        shutil.copyfile(each, tmp_path / each.name)
    return tmp_path / path.name, expected


def test_an_untouched_backup_passes(rich):
    backup.verify(*rich)


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE direct_line SET amount = amount + 1", "记录"),
        ("DELETE FROM direct_line", "记录"),
        ("UPDATE unit SET name = name || ' '", "记录"),
        ("UPDATE file SET content = x''", "附件"),
        ("UPDATE file SET content = CAST(content || x'00' AS BLOB)", "附件"),
        ("DELETE FROM file", "附件"),
        ("INSERT INTO file VALUES ('more', x'00')", "附件"),
        ("UPDATE file SET digest = 'other'", "附件"),
        ("DELETE FROM change WHERE id = (SELECT MAX(id) FROM change)", "修改历史"),
        ("UPDATE change SET before = NULL, after = NULL", "修改历史"),
        ("UPDATE operation SET name = '别的'", "修改历史"),
        ("UPDATE operation SET at = '2000-01-01T00:00:00'", "修改历史"),
        ("UPDATE operation SET state = 'undone'", "修改历史"),
        ("UPDATE meta SET value = '0' WHERE key = 'ledger_id'", "账本标识"),
        ("DELETE FROM meta", "账本标识"),
        ("PRAGMA user_version = 2", "账本标识"),
        ("PRAGMA application_id = 2", "账本标识"),
    ],
)
def test_whatever_a_backup_lacks_is_noticed(rich, statement, part):
    path, expected = rich
    changed = sqlite3.connect(path)
    changed.execute(statement)
    changed.commit()
    changed.close()
    with pytest.raises(UserError, match=rf"与账本不一致（.*{part}.*），未保留"):
        backup.verify(path, expected)


def test_a_deleted_history_is_noticed(rich):
    path, expected = rich
    changed = sqlite3.connect(path)
    changed.executescript("DELETE FROM change; DELETE FROM operation;")
    changed.close()
    with pytest.raises(UserError, match="（修改历史）"):
        backup.verify(path, expected)


def test_verify_refuses_a_truncated_copy(rich):
    path, expected = rich
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(UserError, match=r"无法重新打开|不一致"):
        backup.verify(path, expected)


def test_verify_refuses_a_broken_structure_even_if_all_can_be_read(rich, monkeypatch):
    """An index that disagrees with its table gives every record back, and yet is damaged."""
    path, expected = rich
    changed = sqlite3.connect(path)
    changed.execute("PRAGMA writable_schema = ON")
    changed.execute("DELETE FROM sqlite_master WHERE type = 'index' AND name = 'direct_line_budget'")
    changed.commit()
    changed.close()
    with pytest.raises(UserError, match="不一致（文件结构），未保留"):
        backup.verify(path, expected)


def test_verify_refuses_what_is_no_database(rich):
    path, expected = rich
    path.write_bytes(b"no database" * 100)
    with pytest.raises(UserError, match="无法重新打开，未保留"):
        backup.verify(path, expected)


def test_damage_in_the_book_itself_is_said_and_does_not_stop_backups(tmp_path):
    path = made(tmp_path / "a.mzb")
    with Book.open(path) as opened:
        with opened._transaction():
            opened._connection.execute("INSERT INTO file VALUES ('0123', x'00')")
        assert opened.make_backup("手动") is not None
        assert opened.backup_problem == "账本中有 1 个附件的内容已损坏，请从较早的备份取回"


def test_a_backup_changed_after_it_was_made_is_known(rich):
    path, _ = rich
    assert not backup.changed_since(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff")
    assert backup.changed_since(path)


def test_a_backup_of_an_earlier_version_cannot_tell(rich):
    path, _ = rich
    path.with_name(path.name + backup.CHECKSUM).unlink()
    assert backup.changed_since(path) is False


# filing -----------------------------------------------------------------------------------------------


@small_cases("wrong", ["", "..", "../../victim", "/absolute", "A" * 32, "g" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n"])
def test_an_identity_that_is_not_ours_is_never_a_part_of_a_path(wrong, home, tmp_path):
    for refused in (backup.identity_folder, backup.existing):
        with pytest.raises(UserError, match="不是明账生成的"):
            refused(wrong)
    with pytest.raises(UserError, match="不是明账生成的"):
        backup.folder_of(wrong, tmp_path / "a.mzb")
    assert not (home / "backups").exists()


def test_every_folder_of_a_backup_is_the_owner_s_alone(tmp_path, home):
    before = os.umask(0o022)
    try:
        folder = backup.folder_of("a" * 32, made(tmp_path / "a.mzb"))
    finally:
        os.umask(before)
    for made_folder in (home / "backups", folder.parent, folder):
        assert stat.S_IMODE(made_folder.stat().st_mode) == 0o700, made_folder
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_was_left_open_is_closed(tmp_path, home):
    (home / "backups" / ("a" * 32)).mkdir(parents=True)
    os.chmod(home / "backups", 0o755)
    os.chmod(home / "backups" / ("a" * 32), 0o755)
    backup.folder_of("a" * 32, made(tmp_path / "a.mzb"))
    assert stat.S_IMODE((home / "backups").stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "backups" / ("a" * 32)).stat().st_mode) == 0o700


def test_two_copies_of_one_book_never_thin_each_other(tmp_path, monkeypatch):
    """Two copies worked on the same day: days later each still has its own last backup of that day."""
    first, second = made(tmp_path / "甲.mzb"), tmp_path / "乙.mzb"
    shutil.copy(first, second)
    for path in (first, second, first, second):
        worked(path)
    with Book.open_to_read(first) as opened:
        found = opened.backups()
    assert [b.origin for b in found] == [str(second), str(first), str(second), str(first)]
    for each in found:
        aged(each, 5)
    worked(first)
    worked(second)
    with Book.open_to_read(first) as opened:
        left = [b for b in opened.backups() if b.at < datetime.now() - timedelta(days=1)]
    assert {(b.counter, b.origin) for b in left} == {(4, str(second)), (3, str(first))}


def test_a_thinned_backup_goes_with_its_checksum(tmp_path):
    path = made(tmp_path / "a.mzb")
    for _ in range(3):
        worked(path)
    with Book.open_to_read(path) as opened:
        for each in opened.backups():
            aged(each, 5)
    worked(path)
    with Book.open_to_read(path) as opened:
        folder = opened.backups()[0].path.parent
        assert [b.counter for b in opened.backups()] == [4, 3]
    assert len(list(folder.glob("*.mzb"))) == len(list(folder.glob(f"*{backup.CHECKSUM}"))) == 2


def test_removing_a_backup_that_is_half_gone_is_no_error(tmp_path):
    for lost in ("", backup.CHECKSUM):
        path = tmp_path / "000001_20260101-120000_打开.mzb"
        for ending in ("", backup.CHECKSUM):
            path.with_name(path.name + ending).write_bytes(b"x")
        path.with_name(path.name + lost).unlink()
        backup.remove(Backup(path, 1, NOW, "打开"))
        assert list(tmp_path.iterdir()) == []


def test_a_moved_book_finds_its_earlier_backups_and_leaves_them(tmp_path):
    path = made(tmp_path / "a.mzb")
    worked(path)
    (tmp_path / "新").mkdir()
    moved = path.rename(tmp_path / "新" / "b.mzb")
    worked(moved)
    with Book.open_to_read(moved) as opened:
        assert [(b.counter, b.origin) for b in opened.backups()] == [(2, str(moved)), (1, str(path))]
        assert [b.counter for b in backup.of_copy(opened.ledger_id, moved)] == [2]
        for each in opened.backups():
            aged(each, 100)
        backup.thin(opened.ledger_id, moved, datetime.now())
        assert len(opened.backups()) == 2


def test_backups_of_earlier_versions_stay_listed_and_are_never_thinned(tmp_path):
    path = made(tmp_path / "a.mzb")
    worked(path)
    with Book.open_to_read(path) as opened:
        flat = backup.identity_folder(opened.ledger_id)
        source = opened.backups()[0].path
    for number in (7, 8, 9):
        shutil.copy(source, flat / f"{number:06d}_20250101-12000{number}_打开.mzb")
    worked(path)
    with Book.open_to_read(path) as opened:
        assert [(b.counter, bool(b.origin)) for b in opened.backups()] == [
            (10, True), (9, False), (8, False), (7, False), (1, True),
        ]  # fmt: skip
        assert [b.counter for b in backup.of_copy(opened.ledger_id, path)] == [10, 1]
        assert {b.origin for b in opened.backups()} == {"", str(path.resolve())}


def test_other_files_in_the_folder_are_no_backups(tmp_path):
    path = made(tmp_path / "a.mzb")
    worked(path)
    with Book.open_to_read(path) as opened:
        folder = opened.backups()[0].path.parent
        for name in ("readme.mzb", "x_20250101-120000_打开.mzb", "000009_2025_打开.mzb", "000009_20250101-120000.mzb"):
            (folder / name).write_bytes(b"")
        (folder / "000009_20250101-120000_打开.txt").write_bytes(b"")
        assert len(opened.backups()) == 1


def test_a_reason_may_hold_the_separator(tmp_path):
    path = made(tmp_path / "a.mzb")
    with Book.open(path) as opened:
        opened.make_backup("手动_二")
        assert opened.backups()[0].reason == "手动_二"


def test_the_checksum_is_that_of_the_file(rich):
    path, _ = rich
    known = path.with_name(path.name + backup.CHECKSUM).read_text(encoding="ascii")
    assert known == hashlib.sha256(path.read_bytes()).hexdigest()


# thinning ---------------------------------------------------------------------------------------------


def listed(*ages):
    """Backups made some time ago, oldest first; the counter goes up."""
    return [Backup(Path(str(n)), n, NOW - age, "x") for n, age in enumerate(ages)]


def left(backups):
    removed = surplus(backups, NOW)
    return [b.counter for b in backups if b not in removed]


def test_all_of_two_days_stay_to_the_second():
    day, second = timedelta(days=2), timedelta(seconds=1)
    assert left(listed(day, day - second, day - 2 * second)) == [0, 1, 2]
    assert left(listed(day, day, timedelta())) == [0, 1, 2]
    # one second older than two days: of those of that day only the newest stays
    assert left(listed(day + 2 * second, day + second, timedelta())) == [1, 2]


def test_one_a_day_for_sixty_days_then_one_a_week():
    sixty = timedelta(days=60)
    hour = timedelta(hours=1)
    # sixty days ago to the second: still by day; NOW is a Friday noon, so that both lie on one Monday
    assert left(listed(sixty, sixty - hour, timedelta())) == [1, 2]
    assert left(listed(sixty - hour, timedelta(days=59), timedelta())) == [0, 1, 2]
    # older: by week; 20 July 2026 is a Monday, 26 July the Sunday of its week, 27 July the next Monday
    monday = NOW - datetime(2026, 7, 20, 12)
    assert left(listed(monday, monday - timedelta(days=6), monday - timedelta(days=7), timedelta())) == [1, 2, 3]


def test_the_sixtieth_day_is_the_last_that_is_kept_by_day():
    """Counted from a Monday, so that sixty days ago is a Thursday and both neighbours lie in its week."""
    now, hour = NOW + timedelta(days=3), timedelta(hours=1)

    def kept(*ages):
        backups = [Backup(Path(str(n)), n, now - age, "x") for n, age in enumerate((*ages, timedelta()))]
        return [b.counter for b in backups if b not in surplus(backups, now)]

    sixty = timedelta(days=60)
    assert kept(sixty - 6 * hour, sixty - 18 * hour) == [0, 1, 2]
    assert kept(sixty + 30 * hour, sixty + 12 * hour) == [1, 2]


def test_weeks_are_those_of_the_calendar_also_over_new_year():
    """29 December 2025 and 4 January 2026 are of one ISO week, the first of 2026; a year earlier is another."""
    when = [datetime(2024, 12, 31, 12), datetime(2025, 12, 29, 12), datetime(2026, 1, 4, 12), NOW]
    backups = [Backup(Path(str(n)), n, at, "x") for n, at in enumerate(when)]
    assert left(backups) == [0, 2, 3]


def test_the_newest_stays_whatever_the_clock_says():
    """The clock was put back: the newest by its counter looks like the oldest of its day."""
    backups = listed(timedelta(days=10), timedelta(days=10) - timedelta(hours=1))
    turned = [replace(backups[0], counter=5), replace(backups[1], counter=4)]
    assert [b.counter for b in surplus(turned, NOW)] == [4]
    assert surplus([backups[0]], NOW) == []
    assert surplus([], NOW) == []


ages = st.lists(st.integers(0, 400 * 24 * 60), min_size=1, max_size=60)


@given(ages)
def test_thinning_keeps_the_newest_all_of_two_days_and_one_a_week(minutes):
    ordered = sorted(minutes, reverse=True)
    backups = listed(*(timedelta(minutes=m) for m in ordered))
    removed = surplus(backups, NOW)
    kept = [b for b in backups if b not in removed]
    assert backups[-1] in kept
    assert all(b in kept for b in backups if NOW - b.at <= timedelta(days=2))
    weeks = {b.at.isocalendar()[:2] for b in backups}
    assert {b.at.isocalendar()[:2] for b in kept} == weeks
    assert not surplus(kept, NOW)
