"""Approved figures against the lines of a budget: equal ones are silent, differences and what is not listed are named."""

from desktop import pipeline
from desktop.catalog.classification import load


def sums(book, key):
    cube = pipeline.lines_of(book, pipeline.newest_budget(book))
    found = {}
    for line in cube.lines:
        if line.year == cube.year and line.side in ("收入", "支出"):
            found[line.side, key(line)] = found.get((line.side, key(line)), 0) + line.amount
    return {each: f"{fen / 100:.2f}" for each, fen in found.items()}


def test_a_table_of_income_and_expenditure_side_by_side_is_compared(book, plan):
    found = sums(book, lambda line: line.function[:3] if line.side == "支出" else line.fund)
    spent = [[load("function").name(code), yuan] for (side, code), yuan in found.items() if side == "支出"]
    total = f"{sum(float(yuan) for _, yuan in spent):.2f}"
    income = [["一、一般公共预算拨款收入", found["收入", "一般公共预算"]], ["二、上年结转", "—"]]
    income += [["", ""]] * (len(spent) - len(income))
    rows = [[*left, *right] for left, right in zip(income, spent, strict=True)]
    head = [["", "", "", "单位：元"], ["收  入", "", "支  出", ""], ["项目", "预算数", "项目", "预算数"]]
    planned = plan([*head, *rows, ["收入总计", total, "支出总计", total]])
    assert [f.describe() for f in planned.reading.rejects] == []
    assert (len(planned.units[0].comparison.figures), planned.changes, planned.not_listed) == (5, (), ())
    rows[0][3] = "1"
    changed = plan([*head, *rows])
    assert [change.compared.name for change in changed.changes] == ["支出 201 一般公共服务支出"]


def test_what_the_file_does_not_list_is_named_and_not_taken_for_nothing(plan):
    planned = plan([["单位：元"], ["功能科目", "批复数"], ["201", "3042090"], ["20103", "3042090"], ["208", "302800"]])
    assert planned.changes == ()
    names = {name.split()[1][:3] for name, _ in planned.not_listed}
    assert names == {"210", "221"}


def test_income_of_a_table_by_function_is_added_up_by_fund(book, plan):
    yuan = sums(book, lambda line: line.fund)["收入", "一般公共预算"]
    rows = [
        ["部门收入总表"],
        ["单位：元"],
        ["科目编码", "科目名称", "一般公共预算拨款收入"],
        ["201", "一般公共服务支出", yuan],
    ]
    planned = plan(rows)
    assert [each.name for each in planned.units[0].comparison.figures] == ["收入 一般公共预算 当年"]
    assert planned.changes == ()
