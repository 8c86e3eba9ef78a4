import stat
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.findings import UserError
from desktop.ledger import backup, book, content
from desktop.ledger.backup import Backup, surplus
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Unit

NOW = datetime(2026, 11, 20, 12)


def made(path):
    with Book.create(path) as fresh, fresh.operation("新建"):
        unit = fresh.insert(Unit(name="单位"))
        fresh.insert(Budget(unit_id=unit.id, year=2023))


def test_opening_makes_a_verified_private_backup(tmp_path):
    made(tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        kept = opened.backups()
        assert [b.reason for b in kept] == ["打开"]
        assert stat.S_IMODE(kept[0].path.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept[0].path.parent.stat().st_mode) == 0o700
        backup.verify(kept[0].path, content.whole(opened._connection))


def test_half_an_hour_of_change_makes_another(tmp_path, monkeypatch):
    made(tmp_path / "a.mzb")
    clock = [1000.0]
    monkeypatch.setattr(book.time, "monotonic", lambda: clock[0])
    with Book.open(tmp_path / "a.mzb") as opened:
        budget = opened.budgets(opened.units()[0].id)[0]
        line = DirectLine(budget_id=budget.id, function_code="2010350", economic_code="30201", amount=1)
        with opened.operation("录入"):
            line = opened.insert(line)
        assert len(opened.backups()) == 1
        clock[0] += 30 * 60
        with opened.operation("修改"):
            opened.update(replace(line, amount=2))
        assert [b.reason for b in opened.backups()] == ["定时", "打开"]


def test_a_bad_copy_is_not_listed_and_the_work_goes_on(tmp_path, monkeypatch):
    made(tmp_path / "a.mzb")

    def broken(path, _):
        raise UserError(f"备份“{path}”与账本不一致")

    monkeypatch.setattr(backup, "verify", broken)
    with Book.open(tmp_path / "a.mzb") as opened:
        assert opened.backups() == []
        assert "不一致" in opened.backup_problem


def test_verify_refuses_a_truncated_copy(tmp_path):
    made(tmp_path / "a.mzb")
    with Book.open(tmp_path / "a.mzb") as opened:
        kept = opened.backups()[0]
        expected = content.whole(opened._connection)
        kept.path.write_bytes(kept.path.read_bytes()[:5000])
        with pytest.raises(UserError, match=r"无法重新打开|不一致"):
            backup.verify(kept.path, expected)


ages = st.lists(st.integers(0, 400 * 24 * 60), min_size=1, max_size=60)


@given(ages)
def test_thinning_keeps_the_newest_all_of_two_days_and_one_a_week(minutes):
    ordered = sorted(minutes, reverse=True)
    backups = [Backup(Path(str(n)), n, NOW - timedelta(minutes=m), "x") for n, m in enumerate(ordered)]
    removed = surplus(backups, NOW)
    kept = [b for b in backups if b not in removed]
    assert backups[-1] in kept
    assert all(b in kept for b in backups if NOW - b.at <= timedelta(days=2))
    weeks = {b.at.isocalendar()[:2] for b in backups}
    assert {b.at.isocalendar()[:2] for b in kept} == weeks
    assert not surplus(kept, NOW)
