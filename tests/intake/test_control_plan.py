"""Importing control numbers into a book: before and after, each unit its own, one step, exact undo."""

import pytest

from desktop.findings import UserError
from desktop.intake import control_plan
from desktop.intake.bureau_reading import Asked
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Control, Project, Unit
from tests.intake import bureau_files as files


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "a.mzb") as opened:
        with opened.operation("建立"):
            for unit in (files.OFFICE, files.SCHOOL):
                stored = opened.insert(Unit(name=unit.name, code=unit.code, kind=unit.kind))
                opened.budget_of_year(stored.id, 2027)
        yield opened


def plan(book, tmp_path, rows, **asked):
    path = tmp_path / "控.csv"
    path.write_text("\n".join(",".join(f'"{c}"' for c in row) for row in rows), encoding="utf-8")
    return control_plan.plan(book, path, book.records(Budget)[0], Asked(**asked))


def test_each_unit_of_a_file_gets_its_own_numbers_as_one_step(book, tmp_path):
    before = book.fingerprint()
    planned = plan(book, tmp_path, files.MANY_UNITS, document="青财预〔2026〕12号", day="2026-11-20")
    assert [(each.unit.name, len(each.changes)) for each in planned.units] == [
        (files.OFFICE.name, 3),
        (files.SCHOOL.name, 3),
    ]
    assert control_plan.enter(book, planned) == planned.count == 6
    assert {c.reference for c in book.records(Control)} == {"青财预〔2026〕12号"}
    revised = plan(book, tmp_path, files.MANY_UNITS, document="青财预〔2026〕30号", day="2026-12-20")
    change = revised.units[0].changes[0]
    assert (change.name, change.before, change.revision.before.reference) == (
        "人员经费",
        3_000_000_00,
        "青财预〔2026〕12号",
    )
    control_plan.enter(book, revised)
    assert len(book.records(Control)) == 12
    assert [book.undo().name for _ in range(2)] == ["导入控制数 青财预〔2026〕30号", "导入控制数 青财预〔2026〕12号"]
    assert book.fingerprint() == before


def test_while_anything_is_open_nothing_is_entered(book, tmp_path):
    before = book.fingerprint()
    planned = plan(book, tmp_path, files.LIST, document="文")
    assert "不认识项目“P1”" in "".join(f.describe() for f in planned.reading.rejects)
    with pytest.raises(UserError, match="没有导入任何控制数"):
        control_plan.enter(book, planned)
    assert book.fingerprint() == before
    decided = plan(book, tmp_path, files.LIST, document="文", words={"P1": "新增项目"})
    control_plan.enter(book, decided)
    assert [project.name for project in book.records(Project)] == ["P1"]
    assert control_plan.to_remember({"P1": "新增项目", "专项": "项目支出", "甲": "不导入"}) == {"专项": "项目支出"}


def test_a_frozen_budget_takes_no_numbers(book, tmp_path):
    (first, _) = book.records(Budget)
    with book.operation("冻结"):
        book.update(Budget(first.id, first.unit_id, 2027, first.stage, "2026-11-01", ""))
    planned = plan(book, tmp_path, files.MANY_UNITS, document="文")
    assert "已冻结，不能导入控制数" in planned.reading.rejects[-1].describe()
