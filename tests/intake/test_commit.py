"""Accepted rows into a book: one step, appended behind what is there; a doubtful project code changes nothing."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.intake.commit import add_incomes, add_lines
from desktop.intake.line_import import ImportedIncome, ImportedLine
from desktop.ledger.book import Book
from desktop.ledger.records import DirectLine, Income, Project

ROW = ImportedLine(year=2023, function_code="2010350", economic_code="30201", nature="项目", project="新项目",
              project_code="X1", fund="一般公共预算", carry="当年", amount=500, note="")  # fmt: skip


@pytest.fixture
def book(wuxi_book):
    with Book.open(wuxi_book) as opened:
        yield opened


def unit(book):
    return book.units()[0].id


def test_rows_are_appended_as_one_step_that_can_be_taken_back(book):
    before, count = book.fingerprint(), len(book.records(DirectLine))
    assert add_lines(book, unit(book), [ROW, replace(ROW, amount=700), replace(ROW, year=2022, amount=9)]) == 3
    lines = [line for line in book.records(DirectLine) if line.amount in (500, 700, 9)]
    assert len(book.records(DirectLine)) == count + 3
    positions = [line.position for line in lines if line.amount in (500, 700)]
    assert positions[1] == positions[0] + 1
    assert book.undo().name == "导入支出 3 行"
    assert book.fingerprint() == before


def test_a_project_of_the_file_is_made_once_in_each_year(book):
    add_lines(book, unit(book), [ROW, ROW, replace(ROW, year=2022)])
    made = [p for p in book.records(Project) if p.name == "新项目"]
    assert len(made) == 2
    assert {p.code for p in made} == {"X1"}


def test_a_project_of_the_book_takes_the_line_though_the_file_gives_no_code(book):
    known = book.records(Project, budget_id=book.budget_of_year(unit(book), 2023).id)[0]
    add_lines(book, unit(book), [replace(ROW, project=known.name, project_code="")])
    assert any(line.project_id == known.id and line.amount == 500 for line in book.records(DirectLine))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({}, {"project": "另一个"}, "项目编码“X1”重复"),
        ({}, {"project_code": "X2"}, "账本中的编码是 X1，与文件中的 X2 不一致"),
    ],
)
def test_a_code_that_names_two_projects_changes_nothing(book, first, second, said):
    add_lines(book, unit(book), [replace(ROW, **first)])
    before = book.fingerprint()
    with pytest.raises(UserError, match=said):
        add_lines(book, unit(book), [replace(ROW, amount=1, project="好项目", project_code=""), replace(ROW, **second)])
    assert book.fingerprint() == before
    assert "好项目" not in [p.name for p in book.records(Project)]


def test_incomes_are_appended_to_their_years(book):
    rows = [
        ImportedIncome(year=2023, source="其他收入", carry="当年", amount=5),
        ImportedIncome(year=2022, source="其他收入", carry="结转", amount=6),
    ]
    assert add_incomes(book, unit(book), rows) == 2
    found = {(i.carry, i.amount): i.budget_id for i in book.records(Income) if i.source == "其他收入"}
    assert found["当年", 5] == book.budget_of_year(unit(book), 2023).id
    assert found["结转", 6] == book.budget_of_year(unit(book), 2022).id
