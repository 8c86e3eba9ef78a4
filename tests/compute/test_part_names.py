"""Words of parts: everybody and every line has words of her own, and what a person would write is understood."""

import pytest

from desktop.catalog.policy import load
from desktop.compute.part_names import names, owner
from desktop.findings import UserError
from desktop.ledger.records import Budget, BudgetFacts, Person, Project, ProjectLine, Unit

FACTS = BudgetFacts(
    unit=Unit(),
    budget=Budget(year=2027),
    people=(
        Person(id=1, code="T1", name="张三"),
        Person(id=2, code="T2", name="张三"),
        Person(id=3, name="李四"),
        Person(id=4, post="管理九级"),
        Person(id=5, post="管理九级"),
    ),
    projects=(Project(id=1, name="大厅运行"),),
    project_lines=(
        ProjectLine(id=1, project_id=1, economic_code="30202", name="窗口印刷品"),
        ProjectLine(id=2, project_id=1, economic_code="30201"),
    ),
)


def test_people_stand_by_code_and_name_and_by_their_rows_where_there_is_neither():
    assert list(names(FACTS, None, "person").values()) == [
        "T1 张三", "T2 张三", "李四", "管理九级（第 4 行）", "管理九级（第 5 行）",
    ]  # fmt: skip


def test_a_line_stands_by_its_project_and_what_it_is_for():
    assert list(names(FACTS, None, "project_line").values()) == ["大厅运行：窗口印刷品", "大厅运行：30201 办公费"]


@pytest.mark.parametrize(
    ("of", "text", "found"),
    [("person", "T2", 2), ("person", "T2 张三", 2), ("person", "李四", 3), ("project_line", "窗口印刷品", 1)],
)
def test_a_code_or_a_name_that_only_one_bears_is_enough(of, text, found):
    assert owner(FACTS, of, text) == found


@pytest.mark.parametrize(("text", "said"), [("张三", "有 2 个“张三”"), ("王五", "没有“王五”"), ("", "不能为空")])
def test_who_is_nobody_or_more_than_one_is_not_guessed(text, said):
    with pytest.raises(UserError, match=said):
        owner(FACTS, "person", text)


def test_costs_are_items_insurances_and_quotas_of_the_rules():
    rules = load("national")
    listed = list(names(FACTS, rules, "cost").values())
    assert {"职务工资", "养老", "公积金", "公用定额", "年终一次性奖金"} <= set(listed)
    assert len(listed) == len(set(listed))
    assert "公用定额" not in names(FACTS, rules, "insurance").values()
    assert names(FACTS, None, "insurance") == names(FACTS, None, "item") == {}
