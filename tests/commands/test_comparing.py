"""`diff A B` with two files: how they are related and what differs, by unit and year."""

import json
import shutil
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.cli import main
from desktop.ledger import rolling
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Income, Person, Unit
from desktop.ledger.vocabulary import Stage
from tests import samples


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main([str(a) for a in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return call


@pytest.fixture
def first(run, tmp_path):
    samples.write("qinghe_2025", tmp_path / "甲.mzb")
    return tmp_path / "甲.mzb"


@pytest.fixture
def second(first):
    return shutil.copy(first, first.with_name("乙.mzb"))


def rename(path, name):
    with Book.open(path) as book:
        person = book.records(Person, budget_id=pipeline.newest_budget(book).id)[0]
        with book.operation("改名"):
            book.update(replace(person, name=name))


def test_equal_copies(run, first, second):
    assert run("diff", first, second)[1].splitlines()[0] == "同一账本，修改步骤相同"
    assert run("diff", first, second)[1].splitlines()[-1] == "两份内容相同"


@pytest.mark.parametrize("which", ["first", "second"])
def test_copies_that_differ_by_undone_steps_are_not_the_same(run, first, which):
    rename(first, "一")
    rename(first, "二")
    second = shutil.copy(first, first.with_name("乙.mzb"))
    with Book.open({"first": first, "second": second}[which]) as book:
        book.undo()
        book.undo()
    words = {"first": "一", "second": "二"}[which]
    lines = run("diff", first, second)[1].splitlines()
    assert lines[0] == f"同一账本，步骤相同，但第{words}份撤销了最后 2 步"
    assert lines[-1].startswith("共 ")


def test_a_copy_that_went_on(run, first, second):
    rename(second, "改过")
    assert run("diff", first, second)[1].startswith("同一账本，第二份接着另一份，多 1 步修改\n")
    status, shown, _ = run("diff", second, first)
    assert status == 0
    assert shown.startswith("同一账本，第一份接着另一份，多 1 步修改\n")
    assert "2025年（第一份：草稿；第二份：草稿）" in shown
    assert "人员“改过”" in shown


def test_a_fork_says_how_far_each_went(run, first, second):
    rename(first, "一")
    rename(second, "二")
    rename(second, "三")
    shown = run("diff", first, second)[1]
    assert shown.startswith("同一账本的两份副本，第 1 步以后分开：第一份另有 1 步修改，第二份另有 2 步\n")
    assert "人员“一”" in shown
    assert "人员“三”" in shown
    assert shown.splitlines()[-1].startswith("共 ")


def test_a_cleared_history_cannot_be_judged(run, first, second):
    rename(second, "二")
    with Book.open(second) as book:
        book.clear_history()
    assert "其中一份清除过修改历史" in run("diff", first, second)[1]


def test_a_fork_whose_parting_was_cleared_names_no_step(run, first, second):
    rename(second, "二")
    with Book.open(second) as book:
        book.clear_history()
    rename(first, "一")
    for shown in (run("diff", first, second)[1], run("status", second)[2]):
        assert "从哪一步分开已无法知道" in shown
        assert "第 0 步" not in shown


def test_other_units_and_years_stand_alone(run, first, tmp_path):
    run("new", tmp_path / "丙.mzb", "--unit", "某单位", "--kind", "事业", "--year", "2026")
    shown = run("diff", first, tmp_path / "丙.mzb")[1]
    assert shown.startswith("两个文件不是同一账本的副本，按单位和年度比较\n")
    assert "某单位 2026年：只在第二份账本中有" in shown
    assert "2024年：只在第一份账本中有" in shown


def test_the_newest_stage_is_compared_unless_one_is_named(run, first, second):
    with Book.open(second) as book:
        rolling.next_stage(book, pipeline.newest_budget(book), Stage.FIRST_UP)
    rename(second, "一上的名")
    shown = run("diff", first, second, "--budget", "2025")[1]
    assert "2025年（第一份：草稿；第二份：一上）" in shown
    assert "2024年" not in shown
    data = json.loads(run("diff", first, second, "--budget", "2025/草稿", "--json")[1])
    assert [(b["year"], b["stages"], b["differences"]) for b in data["budgets"]] == [(2025, ["草稿", "草稿"], [])]
    assert "两份账本中都没有“2031”" in run("diff", first, second, "--budget", "2031")[2]


def test_what_is_not_two_files_is_told(run, first):
    assert "比较一份账本的两个年度写“账本 A B”" in run("diff", first, "2025")[2]
    assert "同一份账本" in run("diff", first, first)[2]


def test_two_years_of_one_book_are_compared_as_before(run, first):
    assert run("diff", first, "2025", "2025")[1] == "两者相同\n"


def test_the_same_unit_twice_in_no_order(run, tmp_path):
    """Units are matched by their names, whatever their numbers are."""
    for name, units in (("甲", ("一", "二")), ("乙", ("二", "一"))):
        with Book.create(tmp_path / f"{name}.mzb") as book, book.operation("新建"):
            for unit in units:
                book.insert(Budget(unit_id=book.insert(Unit(name=unit)).id, year=2025))
    shown = run("diff", tmp_path / "甲.mzb", tmp_path / "乙.mzb")[1]
    assert shown.splitlines()[1:] == [
        "一 2025年（第一份：草稿；第二份：草稿）",
        "二 2025年（第一份：草稿；第二份：草稿）",
        "两份内容相同",
    ]


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("单位性质=行政", "单位性质：事业 → 行政"),
        ("单位名称=乙", "单位名称：青禾县政务服务中心 → 乙"),
        ("编制.事业=44", "编制“青禾县政务服务中心”编制数：9 → 44"),
        ("填表人=张三", "没有逐项列出、但两份不同的还有：公开审批记录"),
    ],
)
def test_copies_that_differ_beyond_a_year_are_never_called_the_same(run, first, second, setting, shown):
    run("set", second, setting)
    found = run("diff", first, second)[1]
    assert shown in found
    assert "两份内容相同" not in found
    assert "只在第" not in found


def test_a_stage_or_a_scenario_that_one_copy_has_is_a_difference(run, first, second):
    run("scenario", "new", second, "方案甲")
    found = run("diff", first, second)[1].splitlines()
    assert found[-1] == "没有逐项列出、但两份不同的还有：年度与阶段"


def test_two_units_of_one_name_are_two(run, tmp_path):
    for name, fen in (("甲", 100), ("乙", 300)):
        with Book.create(tmp_path / f"{name}.mzb") as book, book.operation("新建"):
            for code in ("01", "02", "", ""):
                unit = book.insert(Unit(name="敬老院", code=code))
                budget = book.insert(Budget(unit_id=unit.id, year=2025))
                book.insert(Income(budget_id=budget.id, amount=fen if code == "01" else 200))
    status, shown, _ = run("diff", tmp_path / "甲.mzb", tmp_path / "乙.mzb")
    assert status == 0
    headings = [line.split(" 2025年")[0] for line in shown.splitlines() if " 2025年" in line]
    names = ("敬老院（没有编码）", "敬老院（没有编码）（第 2 个）", "敬老院（编码 01）", "敬老院（编码 02）")
    assert headings == [*names]
    assert "1.00" in shown
    assert shown.splitlines()[-1] == "共 2 处不同"
