"""Project lists: measurement lines under their projects, products checked, one undoable operation."""

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.intake import project_list
from desktop.intake.project_list import read_projects
from desktop.ledger.book import Book
from desktop.ledger.records import FundShare, Project, ProjectLine
from tests import samples
from tests.small_cases import small_cases

HEAD = "项目名称,项目编码,功能科目,经济科目,数量,单价,次数,金额（元）,资金来源\n"
GOOD = "大厅运维,A1,2010306,30201,2,100.50,3,603,\n,,,30202,1,50,1,50,其他收入\n合计,,,,,,,653,\n"


@pytest.fixture
def table(tmp_path):
    def make(rows, head=HEAD):
        path = tmp_path / "项目.csv"
        path.write_text(head + rows, encoding="utf-8")
        return path

    return make


def said(path):
    return [finding.describe() for finding in read_projects(path, 2025).rejects]


def test_lines_below_a_merged_project_cell_belong_to_it(table):
    found = read_projects(table(GOOD), 2025)
    assert (found.rejects, found.total) == ([], 65_300)
    assert [(r.project.code, r.line.economic_code, r.line.fund) for r in found.rows] == [
        ("A1", "30201", "一般公共预算"), ("A1", "30202", "其他收入"),
    ]  # fmt: skip


def test_an_amount_alone_is_one_times_one(table):
    found = read_projects(table("甲,2010306,30201,12.34\n", "项目名称,功能科目,经济科目,金额（元）\n"), 2025)
    assert [(r.line.quantity, r.line.price, r.line.times) for r in found.rows] == [(1, 1234, 1)]


def test_lines_with_shares_are_not_replaced_behind_the_user_s_back(table, tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        found = read_projects(table(GOOD), 2025)
        project_list.add_projects(book, budget, found.rows)
        line = book.records(ProjectLine, budget_id=budget.id)[-1]
        with book.operation("分担"):
            book.insert(FundShare(budget_id=budget.id, project_line_id=line.id, percent="100"))
        before = book.fingerprint()
        with pytest.raises(UserError, match="有资金分担"):
            project_list.add_projects(book, budget, found.rows)
        assert book.fingerprint() == before


BAD = [
    ("甲,A1,2010306,30201,2,100,1,300,", "金额 300.00 元 ≠ 数量 × 单价 × 次数 200.00 元"),
    ("甲,A1,2010306,30201,3,,1,100,", "金额不能平均到 数量 3 × 次数 1"),
    ("甲,A1,2010306,30201,3,0,1,,", "金额为 0"),
    ("甲,A1,2010398,30201,1,1,1,1,", "“2010398”在科目表中不存在"),
    ("甲,A1,2010306,301,1,1,1,1,", "请填到款级"),
    ("甲,A1,2010306,30201,1.5,1,1,1,", "“1.5”不对"),
    (",A1,2010306,30201,1,1,1,1,", "没有填写项目名称"),
    ("甲,A1,2010306,30201,1,1,1,1,\n乙,A1,2010306,30201,1,1,1,1,", "项目编码“A1”重复"),
    (
        "甲,A1,2010306,30201,1,1,1,1,\n甲,A2,2010306,30201,1,1,1,1,",
        "与项目“甲”第一行的 A1 不一致，请统一；确是两个项目的，请在其中一个的名称后注明区别",
    ),
    ("甲,A1,2010306,30201,1,1,1,1,\n合计,,,,,,,2,", "合计行写 2.00 元，各行相加为 1.00 元"),
]


@small_cases(("rows", "words"), BAD)
def test_every_refusal_is_named(table, rows, words):
    found = said(table(rows + "\n"))
    assert any(words in text for text in found), found


def test_import_is_one_step_and_replaces_the_lines_of_a_known_project(table, tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        before = book.fingerprint()
        known = book.records(Project, budget_id=budget.id)[0]
        rows = GOOD + f"{known.name},,,30201,1,7,1,7,\n"
        found = read_projects(table(rows), 2025)
        assert "没有填写" in found.rejects[0].message
        rows = GOOD + f"{known.name},,{known.function_code},30201,1,7,1,7,\n"
        found = read_projects(table(rows), 2025)
        assert found.rejects == []
        assert project_list.add_projects(book, budget, found.rows) == (1, 1)
        assert [x.price for x in book.records(ProjectLine, project_id=known.id)] == [700]
        assert book.records(Project, id=known.id)[0].total == known.total
        assert book.undo().name == "导入项目 2 个"
        assert book.fingerprint() == before


def test_subjects_are_understood_by_name_where_that_says_which(table):
    head = "项目名称,功能科目,经济科目,数量,单价,金额（元）\n"
    found = read_projects(table("甲,住房公积金,办公费,1,9,9\n,2210201 住房公积金,30201-办公费,1,9,9\n", head), 2025)
    codes = [(row.project.function_code, row.line.economic_code) for row in found.rows]
    assert (found.rejects, codes) == ([], [("2210201", "30201")] * 2)
    (refused,) = read_projects(table("甲,行政运行,30201,1,9,9\n", head), 2025).rejects
    assert "个科目叫“行政运行”" in refused.message


def test_headings_of_the_other_lists_and_money_behind_its_code_are_known(table):
    head = "项目名称,项目代码,支出功能分类,部门预算经济分类,资金性质,申报金额（万元）\n"
    found = read_projects(table("甲,P1,2010306,30227,111-一般公共预算,3\n", head), 2025)
    assert (found.rejects, found.total, found.rows[0].line.fund) == ([], 3_000_000, "一般公共预算")
