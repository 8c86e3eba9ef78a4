"""The frame for migrations: a numbered step, a backup first, whole or not at all."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from desktop import pipeline
from desktop.ledger import control_trail, migrations, schema, stages
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Adjustment,
    Asset,
    Budget,
    Control,
    DirectLine,
    FreeText,
    Income,
    Procurement,
    Project,
    Reason,
    Release,
    Remark,
    StageElsewhere,
    Unit,
)
from desktop.ledger.vocabulary import PublishedAs

UNLISTED = "执法执勤用车"
"""A kind of vehicle that early samples did not list; later ones say there are none."""


@pytest.fixture
def old_book(tmp_path, monkeypatch):
    path = tmp_path / "旧.mzb"
    with Book.create(path) as book, book.operation("新建"):
        book.insert(Unit(name="单位"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    return path


def test_an_older_book_is_backed_up_then_migrated(old_book, monkeypatch):
    monkeypatch.setitem(
        migrations.STEPS, schema.VERSION - 1, lambda c: c.execute("CREATE TABLE added (id INTEGER) STRICT")
    )
    with Book.open(old_book) as book:
        assert migrations.version_of(book._connection) == schema.VERSION
        assert book._connection.execute("SELECT count(*) FROM added").fetchone() == (0,)
        assert [b.reason for b in book.backups()] == ["升级前"]
        assert book.warnings() == [book.upgraded]
        assert "升级前备份过（帮助 → 从备份恢复）" in book.upgraded
        with book.operation("再建"):
            book.insert(Unit(name="又一个"))
        assert book.undo().name == "再建"
    with Book.open(old_book) as book:
        assert book.upgraded == ""


def test_a_step_that_fails_leaves_the_old_book(old_book, monkeypatch):
    def broken(connection):
        connection.execute("CREATE TABLE half (id INTEGER) STRICT")
        raise RuntimeError("step failed")

    monkeypatch.setitem(migrations.STEPS, schema.VERSION - 1, broken)
    with pytest.raises(RuntimeError, match="step failed"):
        Book.open(old_book)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION - 1)
    with Book.open(old_book) as book:
        names = {row[0] for row in book._connection.execute("SELECT name FROM sqlite_master")}
        assert "half" not in names
        assert [u.name for u in book.units()] == ["单位"]


@pytest.mark.parametrize(
    ("file", "name"),
    [("v1.mzb", "wuxi_2023"), *((f"v{number}.mzb", "qinghe_2025") for number in (2, 3, 4, 5, 6, 7, 8))],
)
def test_a_book_of_an_earlier_release_opens_with_equal_content(file, name, tmp_path, sample_facts):
    """The kept books of earlier releases: every figure is the same after the migration."""
    path = tmp_path / file
    shutil.copy(Path(__file__).parents[1] / "books_old" / file, path)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        if not any(asset.kind == UNLISTED for asset in book.records(Asset)):
            with book.operation("录入没有的车辆"):
                book.insert(Asset(budget_id=budget.id, position=9, kind=UNLISTED))
        if file == "v1.mzb":  # the sample names a contact (联系人) since
            with book.operation("录入联系人"):
                book.insert(Release(budget_id=budget.id, contact="示例联系人", phone="示例电话"))
                book.insert(FreeText(budget_id=budget.id, key="no_procurement", text="没有"))  # as the sample states
        for reason in book.records(Reason, budget_id=budget.id, figure="operating_fund"):
            with book.operation("改写原因"):  # the sample's reason names no direction since
                book.update(replace(reason, text=reason.text.removesuffix("相应增加")))
        for project in (each for each in book.records(Project) if each.confidential):
            with book.operation("定公开方式"):  # without it a draft withholds the name since
                book.update(replace(project, published_as=PublishedAs.LISTED))
        migrated = pipeline.of_book(book, "chongqing/2023")
    this, last = sample_facts[name]
    at_its_stage = replace(this, budget=replace(this.budget, stage=budget.stage))
    assert migrated.version == pipeline.disclose(at_its_stage, last, migrated.form).version
    with Book.open_to_read(path) as book:
        assert migrations.version_of(book._connection) == schema.VERSION


@pytest.fixture
def kept_v4(tmp_path):
    """A book of 0.3.0: a project marked as not fit to be published, a remark and an evidence file on it."""
    path = tmp_path / "v4.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v4.mzb", path)
    with Book.open(path) as book:
        yield book


def test_nothing_is_decided_for_a_confidential_project_of_an_earlier_release(kept_v4):
    marked = [project for project in kept_v4.records(Project) if project.confidential]
    assert [(project.name, project.published_as) for project in marked] == [("政务服务大厅运行维护", "")]
    found = pipeline.of_book(kept_v4, "chongqing/2023")
    assert [finding.code for finding in found.open_errors if finding.code == "C97"] == ["C97"]
    assert pipeline.publication(found).draft_note


def test_steps_of_an_earlier_release_are_still_undone(kept_v4):
    assert [kept_v4.undo().name for _ in range(2)] == ["批注", "修改不宜公开"]
    assert not any(project.confidential for project in kept_v4.records(Project))


def test_the_file_takes_no_other_way_of_publishing(kept_v4):
    project = kept_v4.records(Project)[0]
    for way in PublishedAs:
        with kept_v4.operation("公开方式"):
            kept_v4.update(replace(project, published_as=str(way)))
    with pytest.raises(sqlite3.IntegrityError), kept_v4.operation("公开方式"):
        kept_v4.update(replace(project, published_as="不公开"))


def test_the_next_step_to_undo_is_found_by_an_index(kept_v4):
    plan = kept_v4._connection.execute("EXPLAIN QUERY PLAN SELECT id FROM operation WHERE state = 'undone' ORDER BY id")
    assert "operation_state" in str(plan.fetchall())


def test_the_units_of_an_earlier_release_stay_where_they_were(tmp_path):
    path = tmp_path / "v6.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v6.mzb", path)
    with Book.open(path) as book:
        first, second = book.units()
        assert (second.parent_id, second.ended_year, second.successor_id) == (first.id, None, None)
        (income,) = book.records(Income, source="上级补助收入")
        assert income.counterpart == first.name
        assert {line.counterpart for line in book.records(DirectLine)} == {""}
        assert book.undo().name == "第二个单位"


def test_the_stages_of_an_earlier_release_are_stages_and_no_scenarios(tmp_path):
    path = tmp_path / "v7.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v7.mzb", path)
    with Book.open(path) as book:
        stages = [(b.year, b.stage, bool(b.frozen_at), b.scenario) for b in book.records(Budget)]
        assert stages == [(2025, "草稿", True, ""), (2024, "草稿", False, ""), (2025, "一上", False, "")]
        assert not book.scenarios()
        assert not book._connection.execute("PRAGMA foreign_key_check").fetchall()
        assert book.undo().name == "批注"
        assert book.undo().name == "2025年预算转入一上"
        assert [b.stage for b in book.records(Budget, year=2025)] == ["草稿"]


def test_a_frozen_stage_of_an_earlier_release_is_opened_again(tmp_path):
    path = tmp_path / "v7.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v7_frozen.mzb", path)
    with Book.open(path) as book:
        newest = pipeline.newest_budget(book)
        assert (newest.stage, book.records(StageElsewhere), book.records(Adjustment)) == ("二上", [], [])
        assert stages.unfreeze(book, newest, "退回").stage == "草稿"
        assert [each.stage for each in stages.of_year(book, newest)] == ["草稿"]


def test_no_note_of_an_earlier_release_leaves(tmp_path):
    path = tmp_path / "v8.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v8.mzb", path)
    with Book.open(path) as book:
        assert [(note.record_table, note.shared) for note in book.records(Remark)] == [
            ("project", 0),
            ("project_line", 0),
        ]
        assert [book.undo().name for _ in range(3)] == ["批注", "修改批注", "添加附件 1 个"]


def test_nothing_is_stated_for_a_book_of_an_earlier_release(tmp_path):
    path = tmp_path / "v7.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v7_stated.mzb", path)
    with Book.open(path) as book:
        assert {(bought.reserved, bought.reserved_micro) for bought in book.records(Procurement)} == {(None, None)}
        facts = book.facts(pipeline.newest_budget(book))
        assert (facts.executions, facts.release.contact) == ((), "")


def test_control_numbers_of_an_earlier_release_are_the_first_of_their_trails(tmp_path):
    path = tmp_path / "v7.mzb"
    shutil.copy(Path(__file__).parents[1] / "books_old" / "v7_controls.mzb", path)
    with Book.open(path) as book:
        found = {(c.block, c.fund, c.amount, c.reference, c.project_id, c.issued_on) for c in book.records(Control)}
        number = "青财预〔2025〕3号"
        assert found == {
            ("人员经费", "", 10**9, number, None, ""),
            ("公用经费", "一般公共预算", 10**8, number, None, ""),
        }
        facts = book.facts(book.records(Budget)[0])
        assert 12345600 in {c.amount for c in control_trail.of_projects(facts)}
        assert [book.undo().name for _ in range(2)] == ["修改控制数", "下达控制数"]
        assert not book.records(Control)
