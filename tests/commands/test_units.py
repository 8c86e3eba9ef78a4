"""The commands about units, and --unit and --all on the others."""

import json

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Unit


@pytest.fixture
def book(tmp_path, run):
    path = tmp_path / "部门.mzb"
    assert run("new", path, "--unit", "某局", "--kind", "行政", "--year", "2027", "--scope", "部门")[0] == 0
    for name, code in (("局本级", "231001"), ("中心", "231002")):
        assert run("unit", "add", path, name, "--kind", "事业", "--code", code, "--under", "某局")[0] == 0
    with Book.open(path) as opened, opened.operation("录入"):
        for name, fen in (("局本级", 100_00), ("中心", 50_00)):
            (unit,) = opened.records(Unit, name=name)
            for budget in opened.records(Budget, unit_id=unit.id):
                line = DirectLine(budget_id=budget.id, function_code="2050199", economic_code="30201", amount=fen)
                opened.insert(line)
                opened.insert(Income(budget_id=budget.id, follows=1))
    return path


def totals(run, book, *options):
    status, out, _ = run("lines", book, "--json", *options)
    assert status == 0
    return {(line["unit"], line["year"]): line["fen"] for line in json.loads(out) if line["side"] == "支出"}


def test_the_tree_is_listed(run, book):
    status, out, _ = run("units", book, "--json")
    assert status == 0
    assert [(row["name"], row["level"], row["year"], row["stage"]) for row in json.loads(out)] == [
        ("某局", 0, 2027, "草稿"), ("局本级", 1, 2027, "草稿"), ("中心", 1, 2027, "草稿"),
    ]  # fmt: skip
    assert "    中心\t231002\t事业\t2027年 草稿" in run("units", book)[1]


def test_a_unit_alone_and_all_together(run, book):
    together = {("局本级", 2026): 100_00, ("局本级", 2027): 100_00, ("中心", 2026): 50_00, ("中心", 2027): 50_00}
    assert totals(run, book, "--unit", "某局", "--all") == together
    assert totals(run, book, "--unit", "231002") == {("中心", 2026): 50_00, ("中心", 2027): 50_00}
    assert totals(run, book, "--unit", "中心", "--unit", "局本级") == together
    status, _, err = run("lines", book)
    assert (status, "账本中有 3 个单位，这里是“某局”" in err) == (0, True)


def test_an_unknown_unit_is_refused_with_the_nearest(run, book):
    status, _, err = run("tables", book, "--unit", "本级")
    assert (status, err.strip()) == (1, "账本中没有单位“本级”；相近的有：局本级")
    status, _, err = run("set", book, "--unit", "中心", "--unit", "局本级", "经费方式=全额拨款")
    assert (status, "一次只能用于一个单位" in err) == (1, True)


def test_a_figure_leads_to_the_unit(run, book):
    key = next(
        line["id"] for line in json.loads(run("lines", book, "--json", "--all")[1])
        if (line["unit"], line["year"], line["side"]) == ("中心", 2027, "支出")
    )  # fmt: skip
    out = run("explain", book, key, "--all")[1].splitlines()
    assert (out[0], out[1].strip()) == ("单位：中心", "直接录入：50.00 元")
    assert run("explain", book, "L999", "--all")[0] == 1


def test_checks_tables_text_and_causes_take_all_units(run, book):
    status, out, _ = run("check", book, "--json", "--all")
    codes = {outcome["code"]: outcome["status"] for outcome in json.loads(out)["outcomes"]}
    assert (status, codes["C108"], codes["C100"]) == (0, "通过", "通过")
    tables = json.loads(run("tables", book, "--json", "--all", "--form", "national/2023")[1])
    assert max(cell.get("fen", 0) for row in tables[0]["rows"] for cell in row) == 150_00
    assert "某局" in run("narrative", book, "--all")[1]
    assert "中心 支出 支出合计" in run("causes", book, "--all")[1]


def test_export_writes_the_whole_department(run, book, tmp_path):
    status, out, err = run("export", book, "--all", "--out", tmp_path / "out", "--only", "xlsx")
    assert status == 0, err
    assert "某局" in out


def test_single_values_are_set_in_the_unit_named(run, book):
    assert run("set", book, "--unit", "中心", "机关运行经费=统计")[0] == 0
    with Book.open_to_read(book) as opened:
        assert [unit.operating_cost for unit in opened.units()] == ["", "", "统计"]


def test_all_units_go_on_to_the_next_stage_in_one_step(run, book):
    assert run("next-stage", book, "一上", "--all")[0] == 0
    with Book.open(book) as opened:
        assert [b.stage for b in opened.records(Budget, year=2027)].count("一上") == 3
        assert opened.undo().name == "2027年预算转入一上"
        assert {b.stage for b in opened.records(Budget)} == {"草稿"}
    status, out, _ = run("roll-forward", book, "--all")
    assert (status, "中心：已由2027年（草稿）结转到2028年" in out) == (0, True)


def test_units_are_renamed_moved_ended_and_copied_from(run, book):
    assert run("unit", "rename", book, "中心", "--name", "服务中心")[0] == 0
    assert run("unit", "move", book, "服务中心", "--under", "某局", "--place", "1")[0] == 0
    assert run("unit", "copy", book, "服务中心", "局本级", "--what", "文字")[0] == 0
    assert [row["name"] for row in json.loads(run("units", book, "--json")[1])] == ["某局", "服务中心", "局本级"]
    status, _, err = run("unit", "move", book, "某局", "--under", "服务中心")
    assert (status, "不能再作它的上级" in err) == (1, True)
    assert run("unit", "end", book, "服务中心", "--year", "2028", "--into", "局本级")[0] == 0
    row = json.loads(run("units", book, "--json")[1])[1]
    assert (row["ended_year"], row["successor"]) == (2028, "局本级")
    assert run("unit", "rename", book, "服务中心")[0] == 1


def test_a_book_is_written_out_with_the_budgets_of_one_unit(run, book):
    units = json.loads(run("dump", book, "--unit", "中心")[1])["unit"]
    assert [(unit["name"], "budget" in unit) for unit in units] == [("某局", False), ("局本级", False), ("中心", True)]
