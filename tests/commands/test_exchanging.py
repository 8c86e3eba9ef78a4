"""The commands by which scripts describe, write, read and set a book."""

import json

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, Unit


def test_a_book_goes_out_and_comes_back_the_same(run, wuxi_book, tmp_path):
    status, text, _ = run("dump", wuxi_book, "--json")
    assert status == 0
    file, again = tmp_path / "a.json", tmp_path / "b.mzb"
    file.write_text(text, encoding="utf-8")
    status, shown, _ = run("load", again, file)
    assert (status, "支出行 50" in shown) == (0, True)
    assert run("dump", again)[1] == text


def test_a_dump_can_be_written_to_a_file_but_not_over_one(run, wuxi_book, tmp_path):
    file = tmp_path / "a.json"
    assert "个人信息" in run("dump", wuxi_book, "--out", file)[1]
    assert file.read_text(encoding="utf-8") == run("dump", wuxi_book)[1]
    assert "已经存在，没有覆盖" in run("dump", wuxi_book, "--out", file)[2]


def test_a_refused_file_leaves_no_book(run, tmp_path):
    file = tmp_path / "a.json"
    file.write_text('{"format": "mingzhang-book-1", "unit": [{"name": "某局", "kinds": "行政"}]}', encoding="utf-8")
    status, _, error = run("load", tmp_path / "a.mzb", file)
    assert status == 1
    assert "unit[0].kinds：没有“kinds”这个名称，是否为 kind" in error
    assert not (tmp_path / "a.mzb").exists()


def test_values_are_set_and_shown_before_and_after(run, tmp_path):
    path = tmp_path / "a.mzb"
    run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2027")
    assert run("set", path, "单位编码=101", "编制.行政=3")[1] == "单位编码：（空） → 101\n编制.行政：（空） → 3\n"
    with Book.open_to_read(path) as book:
        assert book.records(Unit)[0].code == "101"


def test_a_year_and_stage_are_chosen_by_name(run, tmp_path):
    path = tmp_path / "a.mzb"
    run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2027")
    run("set", path, "--year", "2026", "资产存量.公务用车=3")
    with Book.open_to_read(path) as book:
        years = {budget.year: len(book.facts(budget).assets) for budget in book.records(Budget)}
    assert years == {2026: 1, 2027: 0}
    assert "没有2030年的预算；现有：2026年草稿、2027年草稿" in run("set", path, "--year", "2030", "单位编码=1")[2]
    assert "没有2027年“公开”的预算" in run("check", path, "--stage", "公开")[2]


def test_everything_is_described(run):
    data = json.loads(run("describe", "--json")[1])
    assert {"records", "policies", "choices", "quota_bases", "values"} <= set(data)
    assert "person（人员" in run("describe")[1]


def test_codes_of_a_loaded_file_that_nobody_knows_are_said(run, tmp_path):
    file = tmp_path / "a.json"
    unit = {"name": "某局", "kind": "行政", "own_function": "2019998"}
    file.write_text(json.dumps({"format": "mingzhang-book-1", "unit": [unit]}), encoding="utf-8")
    status, _, said = run("load", tmp_path / "a.mzb", file)
    assert status == 0
    assert "注意：unit[0].own_function：功能分类科目编码“2019998”在科目表中不存在" in said
