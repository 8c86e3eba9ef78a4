"""Importing control numbers into a book: before and after, each unit its own, one step, exact undo."""

import pytest

from desktop.findings import UserError
from desktop.intake import control_plan
from desktop.intake.bureau_reading import Asked
from desktop.ledger import control_trail
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


CUTS = [files.YUAN, ["类别", "核减数"], ["人员经费", "-5"], ["公用经费", "-3"], ["合计", "-8"]]
GIVEN = [files.YUAN, ["类别", "控制数"], ["人员经费", "100"], ["公用经费", "40"]]


def in_force(book):
    return {c.block: c.amount // 100 for c in control_trail.current(book.records(Control))}


def only_office(book, tmp_path, rows, document, day):
    return plan(book, tmp_path, rows, document=document, day=day, unit=1)


@pytest.mark.parametrize("sign", ["-", ""])
def test_a_file_of_cuts_takes_them_off_the_numbers_given_before(book, tmp_path, sign):
    control_plan.enter(book, only_office(book, tmp_path, GIVEN, "甲1号", "2026-11-20"))
    rows = [[cell.replace("-", sign) for cell in row] for row in CUTS]
    cut = only_office(book, tmp_path, rows, "乙2号", "2026-12-01")
    assert f"“{files.OFFICE.name}”人员经费：100.00 元核减 5.00 元" in cut.reading.understood
    control_plan.enter(book, cut)
    assert in_force(book) == {"人员经费": 95, "公用经费": 37}
    again = only_office(book, tmp_path, rows, "乙2号", "2026-12-01")
    assert control_plan.enter(book, again) == 0  # the same document is not taken off twice
    assert in_force(book) == {"人员经费": 95, "公用经费": 37}
    control_plan.enter(book, only_office(book, tmp_path, rows, "丙3号", "2026-12-09"))
    assert in_force(book) == {"人员经费": 90, "公用经费": 34}


def test_a_cut_without_a_number_before_or_larger_than_it_is_refused_in_words(book, tmp_path):
    found = only_office(book, tmp_path, CUTS, "乙2号", "2026-12-01").reading
    text = "".join(f.describe() for f in found.rejects)
    assert "人员经费只有核减数（5.00 元，" in text and "账本中没有以前下达的控制数" in text
    control_plan.enter(book, only_office(book, tmp_path, [*GIVEN[:2], ["人员经费", "2"]], "甲1号", "2026-11-20"))
    found = only_office(book, tmp_path, CUTS[:3], "乙2号", "2026-12-01").reading
    assert "比以前下达的控制数 2.00 元还多" in "".join(f.describe() for f in found.rejects)


def test_a_cut_of_an_earlier_day_is_taken_off_what_was_in_force_then(book, tmp_path):
    control_plan.enter(book, only_office(book, tmp_path, GIVEN, "甲1号", "2026-11-20"))
    control_plan.enter(book, only_office(book, tmp_path, [*GIVEN[:2], ["人员经费", "70"]], "丁4号", "2026-12-20"))
    cut = only_office(book, tmp_path, CUTS[:3], "乙2号", "2026-12-01")
    ((change,),) = (each.changes for each in cut.units)
    assert (change.number.fen, change.revision.later) == (95_00, True)
    control_plan.enter(book, cut)
    assert in_force(book)["人员经费"] == 70
