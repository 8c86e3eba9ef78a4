"""The commands about scenarios, and --scenario on the others."""

import json
import re

import pytest
from openpyxl import load_workbook

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Project, RunningFunction
from desktop.outside import source_files
from tests import samples


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    return path


@pytest.fixture
def tried(book, run):
    """With a scenario “试算”."""
    return samples.once(_try, book, run)


def _try(book, run):
    run("scenario", "new", book, "试算")


def test_from_a_question_to_the_stage(run, book):
    begun = run("scenario", "new", book, "医保提高")
    assert (begun[0], "测算方案“医保提高”（2025年草稿），不是正式数据" in begun[1]) == (0, True)
    before = run("tables", book)[1]
    assert run("tables", book, "--scenario", "医保提高")[1] == before
    assert run("scenario", "diff", book, "医保提高")[1].endswith("两者相同\n")
    changed = run("set", book, "--scenario", "医保提高", "本账本参数.rate.medical.2025-01-01=0.095")
    assert changed[0] == 0 and "注意：测算方案“医保提高”" in changed[2]
    assert run("tables", book)[1] == before
    assert run("tables", book, "--scenario", "医保提高")[1] != before
    shown = run("scenario", "diff", book, "医保提高")[1]
    assert (
        re.search(r"人员经费：[\d,.]+ → [\d,.]+ 元（\+", shown) and "本账本参数“rate.medical 2025-01-01”：新增" in shown
    )
    data = json.loads(run("scenario", "diff", book, "医保提高", "--json")[1])
    assert [each["label"] for each in data["totals"]][:2] == ["本年支出", "人员经费"]
    assert sum(each["main"] for each in data["totals"]) == 5
    assert {"支出：一般公共预算"} <= {each["label"] for each in data["totals"]}
    assert data["notes"] == []
    tried = run("tables", book, "--scenario", "医保提高")[1]
    taken = run("scenario", "take", book, "医保提高")
    assert taken[0] == 0 and "人员经费：" in taken[1] and "已采用方案“医保提高”" in taken[1]
    assert run("tables", book)[1] == tried
    assert run("scenario", "list", book)[1] == "没有测算方案\n"


def test_projects_are_left_out_and_listed_again(run, book):
    run("scenario", "new", book, "压减")
    with Book.open_to_read(book) as opened:
        first = opened.records(Project, budget_id=opened.records(Budget, year=2025)[0].id)[0].name
    assert run("scenario", "without", book, "压减", first)[1] == f"方案“压减”不列的项目：{first}\n"
    assert json.loads(run("scenario", "list", book, "--json")[1])[0]["left_out"] == [first]
    shown = run("scenario", "diff", book, "压减")[1]
    assert f"项目“{first}”：删除" in shown
    assert "没有项目“没有的”；现有：" in run("scenario", "without", book, "压减", "没有的")[2]
    assert run("scenario", "with", book, "压减", first)[1] == "方案“压减”不列的项目：无\n"
    assert run("scenario", "diff", book, "压减")[1].endswith("两者相同\n")
    assert "已放弃方案“压减”" in run("scenario", "drop", book, "压减")[1]


def test_what_belongs_to_the_unit_is_not_changed_from_a_scenario(run, tried):
    status, _, said = run("set", tried, "--scenario", "试算", "运行科目.行政=2010301")
    assert status == 1 and "这一步会改到正式数据" in said
    with Book.open_to_read(tried) as opened:
        assert not opened.records(RunningFunction, function_code="2010301")


def test_every_page_of_what_is_exported_says_that_it_is_a_scenario(run, book, tmp_path):
    run("scenario", "new", book, "甲&乙")
    status, out, said = run("export", book, "--scenario", "甲&乙", "--out", tmp_path / "导出", "--only", "pdf,xlsx")
    assert status == 0 and "不能作为正式文件" in said
    files = {path.suffix: path for path in (tmp_path / "导出").iterdir()}
    assert len(out.splitlines()) == len(files) and all("_测算方案_甲" in path.name for path in files.values())
    mark = "草稿：测算方案“甲&乙”，不是正式数据"
    pages = "".join(source_files.read_paragraphs(files[".pdf"]))
    assert pages.replace(" ", "").count(mark) == int(re.findall(r"共(\d+)页", pages.replace(" ", ""))[0])
    for sheet in load_workbook(files[".xlsx"]):
        assert mark in sheet.oddFooter.left.text.replace("&&", "&"), sheet.title
    assert "测算方案" not in "".join(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("scenario", "take", "{book}", "没有"), "没有名为“没有”的测算方案；现有：“试算”（2025年草稿）"),
        (("tables", "{book}", "--scenario", "试算", "--all"), "不能汇总"),
        (("pack", "{book}", "--out", "x.mzs", "--scenario", "试算"), "不认识 --scenario"),
        (("next-stage", "{book}", "一上", "--scenario", "试算"), "不认识 --scenario"),
        (("scenario", "new", "{book}", "试算"), "已有方案“试算”"),
    ],
)
def test_what_a_scenario_cannot_do_is_refused_in_words(run, tried, command, said, capsys):
    try:
        status, _, text = run(*(part.format(book=tried) for part in command))
    except SystemExit as left:
        status, text = left.code, capsys.readouterr().err
    assert status and said in text


def test_a_stage_that_changed_since_is_said_before_it_is_replaced(run, tried):
    run("set", tried, "资产存量.公务用车=3")
    assert "建立方案以后正式数据又改过" in run("scenario", "take", tried, "试算")[1]
