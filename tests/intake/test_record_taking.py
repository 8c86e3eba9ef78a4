"""Records into a book: new, changed, the same; nothing is lost, nothing doubled, one step that can be taken back."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.intake import record_taking
from desktop.intake.imported_record import ImportedRecord
from desktop.intake.record_kinds import KINDS
from desktop.intake.record_taking import CHANGED, GONE, NEW, SAME
from desktop.ledger.book import Book
from desktop.ledger.describe import field_of
from desktop.ledger.records import AssetPlan, Budget, DirectLine, Income, Project, Unit

LINE = DirectLine(function_code="2010301", economic_code="30201", nature="公用", amount=500)
FILLED = frozenset({"function_code", "economic_code", "nature", "fund", "carry", "amount", "project"})


def imported(record=LINE, *, row=2, year=2026, project="", code="", filled=FILLED, **more):
    return ImportedRecord(replace(record, **more), year, row, project, code, filled=filled)


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory):
    with Book.create(tmp_path_factory.mktemp("book") / "a.mzb") as opened:
        with opened.operation("新建"):
            unit = opened.insert(Unit(name="某局"))
            for year in (2025, 2026):
                opened.insert(Budget(unit_id=unit.id, year=year))
        yield opened


@pytest.fixture
def book(shared_book):
    before = shared_book.fingerprint()
    yield shared_book
    while shared_book.fingerprint() != before:
        shared_book.undo()


def budgets(book):
    return lambda year: next(each for each in book.budgets(book.units()[0].id) if each.year == year)


def take(book, *rows, kind="lines"):
    return record_taking.take(book, KINDS[kind], list(rows), budgets(book))


def test_the_same_file_twice_changes_nothing_the_second_time(book):
    rows = [imported(), imported(row=3, amount=700), imported(row=4, project="甲", code="P1", nature="项目")]
    assert take(book, *rows) == (3, 0, 0)
    before = book.fingerprint()
    assert take(book, *rows) == (0, 0, 3)
    assert book.fingerprint() == before
    assert [line.amount for line in book.records(DirectLine)] == [500, 700, 500], "in the order of the file"


def test_what_changes_is_said_and_what_the_file_does_not_say_stays(book):
    take(book, imported(note="合同", filled=FILLED | {"note"}), imported(row=3, economic_code="30202"))
    rows = [imported(amount=900), imported(row=3, economic_code="30207")]
    found = record_taking.differences(book, KINDS["lines"], rows, budgets(book))
    assert [(each.state, each.words) for each in found] == [
        (CHANGED, ("金额：5.00 → 9.00",)), (NEW, ()), (GONE, ()),
    ]  # fmt: skip
    assert take(book, *rows) == (1, 1, 0)
    assert [(line.economic_code, line.amount, line.note) for line in book.records(DirectLine)] == [
        ("30201", 900, "合同"), ("30202", 500, ""), ("30207", 500, ""),
    ]  # fmt: skip


def test_two_equal_rows_stay_two(book):
    assert take(book, imported(), imported(row=3)) == (2, 0, 0)
    found = record_taking.differences(book, KINDS["lines"], [imported(), imported(), imported()], budgets(book))
    assert [each.state for each in found] == [SAME, SAME, NEW]


def test_it_is_one_step_and_each_row_goes_to_its_year(book):
    before = book.fingerprint()
    take(book, imported(), imported(year=2025, project="甲", nature="项目"))
    years = {budget.id: budget.year for budget in book.records(Budget)}
    assert [years[line.budget_id] for line in book.records(DirectLine)] == [2026, 2025]
    assert [years[project.budget_id] for project in book.records(Project)] == [2025]
    assert book.undo().name == "导入支出明细 2 行"
    assert book.fingerprint() == before


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({}, {"project": "另一个"}, "项目编码“X1”重复"),
        (
            {},
            {"code": "X2"},
            "账本中的编码是 X1，与文件中的 X2 不一致；.*；确是两个项目的，请在其中一个的名称后注明区别",
        ),
    ],
)
def test_a_code_that_names_two_projects_changes_nothing(book, first, second, reason):
    usual = {"project": "新项目", "code": "X1", "nature": "项目"}
    take(book, imported(**usual | first))
    before = book.fingerprint()
    with pytest.raises(UserError, match=reason):
        take(book, imported(project="好项目", nature="项目"), imported(**usual | second))
    assert book.fingerprint() == before


def test_a_project_of_the_file_is_made_once_and_takes_what_belongs_to_it(book):
    row = ImportedRecord(AssetPlan(name="空调", quantity=2, price=5), 2026, 2, "甲", "P1", "2010306", "专项", FILLED)
    assert take(book, row, replace(row, record=AssetPlan(name="桌", quantity=1, price=5)), kind="asset_plans") == (
        2,
        0,
        0,
    )
    (project,) = book.records(Project)
    assert (project.code, project.function_code, project.category) == ("P1", "2010306", "专项")
    assert [plan.project_id for plan in book.records(AssetPlan)] == [project.id] * 2


def test_a_project_is_brought_up_to_date_and_keeps_what_the_file_does_not_say(book):
    filled = frozenset({"name", "code", "total"})
    with book.operation("新建"):
        book.insert(Project(budget_id=budgets(book)(2026).id, name="甲", code="P1", goal="目标"))
    assert take(book, imported(Project(name="甲", code="P1", total=7), filled=filled), kind="project_profiles") == (
        0,
        1,
        0,
    )
    (project,) = book.records(Project)
    assert (project.total, project.goal) == (7, "目标")
    with pytest.raises(UserError, match="已用于项目“甲”"):
        take(book, imported(Project(name="乙", code="P1"), filled=filled), kind="project_profiles")


def test_an_income_is_the_same_by_its_money(book):
    filled = frozenset({"source", "amount", "follows"})
    assert take(book, imported(Income(amount=5, follows=1), filled=filled), kind="incomes") == (1, 0, 0)
    changed = imported(Income(amount=7), filled=filled)
    (each,) = record_taking.differences(book, KINDS["incomes"], [changed], budgets(book))
    assert each.words == ("金额：0.05 → 0.07", "按支出填列：是 → 否")


def test_a_record_in_words():
    row = imported(project="甲", carry="结转")
    assert record_taking.title_of(row, None, {}) == "2010301 30201 办公费 公用 甲 一般公共预算 结转"
    assert record_taking.title_of(None, AssetPlan(name="空调", project_id=3), {3: "乙"}) == "空调 乙"
    assert record_taking.shown(field_of(DirectLine, "note"), "") == "（空）"
