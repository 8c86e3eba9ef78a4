"""Lines of people without the people: the sums stay, and no sum is of fewer than three heads by itself."""

from dataclasses import replace

from desktop.compute import drafting, summed_lines
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.summed_lines import ALL_TOGETHER
from desktop.ledger.records import Budget, BudgetFacts, Person, SummedLine, TakenIn, Unit


def line(person, item, amount, economic="30101", table="person"):
    return BudgetLine(
        "支出",
        2027,
        amount,
        Origin(table, person, item),
        "2010301",
        economic,
        "50101",
        "人员",
        "",
        "一般公共预算",
        "当年",
    )


def people(*heads, kind="事业"):
    return [Person(id=number, kind=kind, headcount=count) for number, count in enumerate(heads, 1)]


def shown(found):
    return [(each.item, each.headcount, each.amount) for each in found]


def test_three_heads_of_a_kind_stand_by_rule():
    lines = [line(n, item, 100 * n) for n in (1, 2, 3) for item in ("岗位工资", "薪级工资")]
    assert shown(summed_lines.summed(people(1, 1, 1), lines)) == [("岗位工资", 3, 600), ("薪级工资", 3, 600)]
    group = [line(1, "岗位工资", 900)]
    assert shown(summed_lines.summed(people(3), group)) == [("岗位工资", 3, 900)]


def test_fewer_than_three_of_a_kind_or_of_a_rule_are_one_sum_of_the_code():
    lines = [line(n, item, 100 * n) for n in (1, 2) for item in ("岗位工资", "薪级工资")]
    assert shown(summed_lines.summed(people(1, 1), lines)) == [(ALL_TOGETHER, 0, 600)]
    few_of_a_rule = [*(line(n, "岗位工资", 100) for n in (1, 2, 3)), line(1, "特岗津贴", 7)]
    assert shown(summed_lines.summed(people(1, 1, 1), few_of_a_rule)) == [(ALL_TOGETHER, 0, 307)]
    mixed = [*people(1, 1, 1), Person(id=4, kind="工勤")]
    assert shown(summed_lines.summed(mixed, [line(n, "岗位工资", 100) for n in (1, 2, 3, 4)])) == [
        (ALL_TOGETHER, 0, 400)
    ]


def test_a_place_of_one_or_two_people_is_named_and_one_of_three_is_not():
    def named(*heads):
        lines = [line(n, "离休费", 100 * n, "30301") for n, _ in enumerate(heads, 1)]
        facts = BudgetFacts(Unit(name="某中心"), Budget(year=2027, stage="一上"), people=tuple(people(*heads)))
        return summed_lines.few_people(facts, [*lines, line(9, "直接录入", 5, table="direct_line")])

    assert [(each.function, each.economic, each.heads) for each in named(1, 1)] == [("2010301", "30301", 2)]
    assert named(1, 1, 1) == named(3) == ()
    few = named(1)
    assert summed_lines.described([*few, replace(few[0], year=2026)]) == [
        "2010301 行政运行，30301 离休费，一般公共预算：2027年一上、2026年一上只有 1 人，数额可从预算表看出"
    ]
    assert "不足 3 人，" in summed_lines.described([replace(few[0], heads=0)])[0]


def test_who_gets_nothing_is_no_head_to_hide_behind():
    lines = [line(1, "岗位工资", 100), line(2, "岗位工资", 0), line(3, "岗位工资", 0)]
    assert shown(summed_lines.summed(people(1, 1, 1), lines)) == [(ALL_TOGETHER, 0, 100)]
    facts = BudgetFacts(Unit(), Budget(), people=tuple(people(1, 1, 1)))
    assert [each.heads for each in summed_lines.few_people(facts, lines)] == [1]


def test_a_quota_stands_by_rule_only_where_every_kind_has_three_heads():
    quotas = [line(1, item, 100, "30228", "quota") for item in ("工会经费", "工会补助")]
    assert len(summed_lines.summed(people(3), quotas)) == 2
    assert shown(summed_lines.summed(people(2), quotas)) == [(ALL_TOGETHER, 0, 200)]


def test_what_is_typed_or_of_a_project_is_no_such_line():
    assert summed_lines.summed(people(3), [line(1, "直接录入", 5, table="direct_line")]) == ()


def test_a_taken_in_budget_computes_its_summed_lines_and_nobody():
    record = SummedLine(
        7, 0, 0, "岗位工资", 3, "2010301", "30101", "50101", "人员", "一般公共预算", "当年", "本级", 900_00
    )
    facts = BudgetFacts(Unit(name="某中心"), Budget(year=2027), people=tuple(people(3)), summed_lines=(record,))
    (made,) = drafting.draft(BudgetFacts(facts.unit, facts.budget, summed_lines=(record,), taken_in=(TakenIn(),))).lines
    assert (made.key, made.amount, made.unit, made.subsource, made.year) == ("X7", 900_00, "某中心", "本级", 2027)
