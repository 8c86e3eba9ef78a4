"""The commands about units, and --unit and --all on the others."""

import json
from dataclasses import replace

import pytest

from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, FreeText, Income, Unit
from tests import samples


@pytest.fixture
def book(tmp_path, run):
    return samples.once(_department, tmp_path / "部门.mzb", run)


def _department(path, run):
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
    assert totals(run, book, "--unit", "某局", "--unit", "中心", "--all") == together
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
    errors = {finding["code"] for finding in json.loads(out)["findings"] if finding["severity"] == "错误"}
    assert (status, errors, codes["C108"], codes["C100"]) == (1, {"C140"}, "通过", "通过")
    tables = json.loads(run("tables", book, "--json", "--all", "--form", "national/2023")[1])
    assert max(cell.get("fen", 0) for row in tables[0]["rows"] for cell in row) == 150_00
    assert "某局" in run("narrative", book, "--all")[1]
    assert "中心 支出 支出合计" in run("causes", book, "--all")[1]


def test_what_does_not_pair_is_listed_for_both_years(run, book):
    with Book.open(book) as opened, opened.operation("往来"):
        payer, receiver = (opened.records(Unit, name=name)[0] for name in ("局本级", "中心"))
        for year, back in ((2027, 0), (2026, 1_00)):
            one, two = (opened.records(Budget, unit_id=unit.id, year=year)[0] for unit in (payer, receiver))
            to = {"function_code": "2050199", "economic_code": "39999", "nature": "对附属单位补助支出"}
            opened.insert(DirectLine(budget_id=one.id, amount=9_00, counterpart="中心", fund="事业收入", **to))
            other = {"counterpart": "局本级", "amount": 9_00 - back}
            opened.insert(Income(budget_id=two.id, source="上级补助收入", **other))
    status, out, _ = run("pairs", book, "--all")
    assert (status, out.splitlines()[-1]) == (1, "往来 2 处，1 处不成对")
    assert out.startswith(
        "2026年 补助 “局本级”→“中心”：付款方列支 9.00 元，收款方列收 8.00 元，已抵销 8.00 元，相差 1.00"
    )
    (row,) = json.loads(run("pairs", book, "--all", "--json")[1])
    assert (row["year"], row["apart"], len(row["paid_by"]), len(row["received_by"])) == (2026, 1_00, 1, 1)
    assert len(json.loads(run("pairs", book, "--all", "--every", "--json")[1])) == 2
    assert "往来是几个单位之间的" in run("pairs", book, "--unit", "中心")[2]


def test_causes_of_all_units_end_with_what_was_eliminated(run, book):
    with Book.open(book) as opened, opened.operation("往来"):
        payer, receiver = (opened.records(Unit, name=name)[0] for name in ("局本级", "中心"))
        one, two = (opened.records(Budget, unit_id=unit.id, year=2027)[0] for unit in (payer, receiver))
        to = {"function_code": "2050199", "economic_code": "39999", "nature": "对附属单位补助支出", "fund": "事业收入"}
        opened.insert(DirectLine(budget_id=one.id, amount=9_00, counterpart="中心", **to))
        opened.insert(Income(budget_id=two.id, source="上级补助收入", amount=9_00, counterpart="局本级"))
    found = [item for item in json.loads(run("causes", book, "--all", "--json")[1]) if item["unit"] == "汇总"]
    parts = [(item["code"], item["fen"], [(part["unit"], part["fen"]) for part in item["parts"]]) for item in found]
    paid, received = [("局本级", 9_00), ("", -9_00)], [("中心", 9_00), ("", -9_00)]
    assert parts == [("支出", 0, paid), ("2050199", 0, paid), ("收入", 0, received)]
    shown = run("causes", book, "--all")[1].splitlines()
    at = shown.index("汇总 支出 支出合计：0.00 元")
    assert shown[at + 1 : at + 4] == [
        "    局本级：9.00 元",
        "        科目金额变化 其他支出：9.00 元",
        "    单位之间往来的抵销和改列：-9.00 元",
    ]


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


def test_a_step_of_all_units_takes_one_that_ends_later_and_leaves_out_one_that_ended(run, book):
    assert run("unit", "add", book, "老站", "--kind", "事业", "--under", "某局")[0] == 0
    assert run("unit", "end", book, "老站", "--year", "2027")[0] == 0
    assert run("unit", "end", book, "中心", "--year", "2028", "--into", "局本级")[0] == 0
    status, out, err = run("next-stage", book, "一上", "--all")
    assert (status, "（3 个单位）" in out, "注意：“老站”已撤并，没有处理" in err) == (0, True, True)
    status, out, err = run("roll-forward", book, "--all")
    assert (status, "中心：" in out, "注意：“中心”“老站”已撤并，没有处理" in err) == (0, False, True)


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
    assert run("unit", "rename", book, "服务中心", "--name", " ")[0] == 1
    assert run("roll-forward", book, "--unit", "局本级")[0] == 0
    found = json.loads(run("causes", book, "--unit", "局本级", "--json")[1])
    assert (found[0]["code"], found[0]["fen"]) == ("支出", -50_00)  # last year both had 150


def test_a_book_is_written_out_with_the_budgets_of_one_unit(run, book):
    units = json.loads(run("dump", book, "--unit", "中心")[1])["unit"]
    assert [(unit["name"], "budget" in unit) for unit in units] == [("某局", False), ("局本级", False), ("中心", True)]


def test_a_department_with_words_of_its_own_is_still_shown_with_its_units(run, book):
    with Book.open(book) as opened, opened.operation("说明"):
        budget = opened.records(Budget, unit_id=opened.records(Unit, name="某局")[0].id, year=2027)[0]
        opened.insert(FreeText(budget_id=budget.id, key="duties", text="管理某事"))
    status, _, err = run("lines", book, "--json")
    assert (status, "这里是“某局”连同下级汇总；--unit 指定单位\n" in err) == (0, True)
    assert totals(run, book) == totals(run, book, "--all")


def test_a_step_that_names_no_unit_says_which_one_it_was_made_for(run, book):
    status, out, err = run("roll-forward", book)
    assert (status, out.startswith("已由2027年（草稿）结转到2028年")) == (0, True)
    assert "账本中有 3 个单位，这里是“某局”；--unit 指定单位，--all 连同下级\n" in err
    assert "这里是" not in run("next-stage", book, "一上", "--unit", "中心")[2]


def test_stages_of_all_units_are_compared_unit_by_unit(run, book):
    assert run("next-stage", book, "一上", "--unit", "中心", "--unit", "局本级")[0] == 0
    with Book.open(book) as opened, opened.operation("改"):
        (unit,) = opened.records(Unit, name="中心")
        budget = next(b for b in opened.budgets(unit.id) if b.stage == "一上")
        (line,) = opened.records(DirectLine, budget_id=budget.id)
        opened.update(replace(line, amount=70_00))
    names = "2027/草稿", "2027/一上"
    status, out, err = run("diff", book, *names, "--all")
    assert (status, "中心：合计“支出合计”金额：50.00 元 → 70.00 元" in out) == (0, True)
    assert out.splitlines()[-1].endswith("处不同（2 个单位）")
    assert "“某局”没有比较：账本中没有“2027/一上”；现有：2026/草稿、2027/草稿" in err
    assert {each["unit"] for each in json.loads(run("diff", book, *names, "--all", "--json")[1])} == {"中心"}
    assert run("diff", book, *names, "--unit", "局本级")[1] == "两者相同\n"
    assert "这里是“某局”" in run("diff", book, *names)[2]
    assert run("diff", book, "2027", "2031", "--all")[2].count("没有比较") == 3


def test_two_files_are_compared_in_the_units_named(run, book, tmp_path):
    other = tmp_path / "另一份.mzb"
    other.write_bytes(book.read_bytes())
    assert run("unit", "rename", other, "中心", "--name", "服务中心")[0] == 0
    shown = run("diff", book, other, "--unit", "中心")[1].splitlines()
    assert [row for row in shown if row.startswith("  ") or "年" in row] == [
        "中心 2027年（第一份：草稿；第二份：草稿）",
        "  单位“中心”单位名称：中心 → 服务中心",
        "中心 2026年（第一份：草稿；第二份：草稿）",
    ]
    assert "局本级" not in run("diff", book, other, "--unit", "服务中心", "--unit", "中心")[1]
    assert "局本级" in run("diff", book, other, "--unit", "某局", "--all")[1]
    assert "没有单位“无”" in run("diff", book, other, "--unit", "无")[2]


def _without(book, budget):
    for kind in (DirectLine, Income):
        for record in book.records(kind, budget_id=budget.id):
            book.delete(record)
    book.delete(budget)


def test_causes_of_units_without_a_last_year_are_refused_by_name_and_never_nothing(run, book):
    with Book.open(book) as opened, opened.operation("改"):
        years = {unit.name: opened.records(Budget, unit_id=unit.id, year=2026) for unit in opened.units()}
        _without(opened, *years["中心"])
    status, out, err = run("causes", book, "--all")
    assert (status, "中心 支出 支出合计" in out) == (0, False)
    assert "    中心：50.00 元\n        上年没有数的单位：50.00 元\n" in out
    assert "注意：“中心”没有2026年的数据，没有分析" in err
    with Book.open(book) as opened, opened.operation("改"):
        _without(opened, *years["局本级"])
    status, out, err = run("causes", book, "--all")
    assert (status, out, err.count("2026年")) == (1, "", 1)
    assert "这些单位都没有2026年的数据，无法分析增减原因；请先录入上年预算" in err
