"""Why a line has its amount: the tree names rule, base, parameter, source; its root is the line's amount."""

from dataclasses import replace

from desktop.compute import drafting
from desktop.compute import operating as public_funds
from desktop.compute.explain import Node, explain
from desktop.compute.people import personnel
from desktop.ledger.records import DirectLine, PayItem, Project, ProjectLine
from desktop.money import YUAN
from tests.policies import contribution_rule, dated, facts_of, pay_rule, person, quota_rule, values_of


def paid(rule, items=(), staff=None, **changed):
    values = values_of(rule, **changed)
    facts = facts_of(
        people=(staff or person(),),
        pay_items=tuple(PayItem(person_id=1, item=name, amount=fen) for name, fen in items),
    )
    (line,) = personnel.lines(facts, values)
    tree = explain(facts, values, line, [line])
    assert tree.value == f"{YUAN.show(line.amount)} 元"
    return tree.lines()


def test_a_tree_is_shown_indented_by_its_depth():
    tree = Node("甲", "1", [Node("乙", "2", [Node("丙", "3")]), Node("丁", "4")])
    assert tree.lines() == ["甲：1", "    乙：2", "        丙：3", "    丁：4"]


def test_pay_names_the_person_the_months_and_its_items():
    staff = person(code="A7", name="", headcount=2, first_month=3, last_month=12)
    text = paid(pay_rule(monthly=("wage", "aid")), [("wage", 100_000)], staff)
    assert "    人员：A7（事业，在职，2 人，3–12 月，共 10 个月）" in text
    assert "    每人全年：10,000.00 元" in text
    assert "    工资：1,000.00 元/月" in text
    assert not any("补助" in line for line in text)
    assert text[-1] == "    列支科目：2010350 事业运行 30101 基本工资 50501 工资福利支出"


def test_a_value_of_this_book_is_not_said_to_be_the_packs():
    rule = pay_rule(per_head="subsidy")
    assert any("300 元/月（自 2020-01-01 起，参数包，依据：某文〔2020〕1号）" in line for line in paid(rule))
    own = dated("400", "2025-01-01", "", local=True)
    assert any("400 元/月（自 2025-01-01 起，本账本填写，依据：未注明）" in line for line in paid(rule, subsidy=own))


def test_a_contribution_says_base_limits_and_rate_of_each_stretch():
    text = paid(contribution_rule(), [("wage", 300_000)])
    assert "    1–12 月：656.00 元/月 × 12 个月 = 7,872.00 元" in text
    assert "        缴费基数：4,100.00 元（计算值 3,000.00 元，已按上下限调整）" in text
    assert "            工资：3,000.00 元/月" in text
    assert any(line.strip().startswith("“rate”：16%（自 2020-01-01 起") for line in text)
    within = paid(contribution_rule(), [("wage", 500_000)])
    assert "        缴费基数：5,000.00 元（计算值 5,000.00 元）" in within
    rates = (dated("0.16", until="2025-06-30"), dated("0.2", "2025-07-01"))
    halves = paid(contribution_rule(), [("wage", 500_000)], rate=rates)
    assert [line.split("：")[0].strip() for line in halves if " 个月 = " in line] == ["1–6 月", "7–12 月"]


def quota_text(rule, *more):
    values = values_of(rule, *more)
    facts = facts_of(people=(person(headcount=3),), pay_items=(PayItem(person_id=1, item="wage", amount=100_000),))
    wages = list(personnel.lines(facts, values))
    (line,) = public_funds.lines(facts, values, wages)
    tree = explain(facts, values, line, [*wages, line])
    assert tree.value == f"{YUAN.show(line.amount)} 元"
    return [text.strip() for text in tree.lines()]


def test_a_quota_says_its_basis_and_its_parameter_in_the_unit_of_the_basis():
    heads = quota_text(quota_rule())
    assert heads[1:3] == ["定额合计：18,000.00 元", "在职人数：3（人，按 1 月花名册）"]
    assert heads[4] == "“quota”：6000 元（自 2020-01-01 起，参数包，依据：某文〔2020〕1号）"
    wages = quota_text(quota_rule(basis="工资总额", parameter="percent"), pay_rule(monthly=("wage",)))
    assert wages[1:3] == ["定额合计：720.00 元", "工资总额：36,000.00 元"]
    assert wages[4].startswith("“percent”：2%（")


def test_a_measured_line_shows_the_measurement_and_a_typed_one_its_record():
    facts = facts_of(
        projects=(Project(id=4, budget_id=1, name="大厅运行"),),
        project_lines=(ProjectLine(id=9, project_id=4, economic_code="30209", quantity=2, price=150_000,
                                   times=3, basis="合同"),),
        lines=(DirectLine(id=5, budget_id=1, function_code="2010350", economic_code="30201", amount=7),),
    )  # fmt: skip
    facts = replace(facts, budget=replace(facts.budget, policy=""))
    trees = {line.origin.table: explain(facts, None, line, []).lines() for line in drafting.of_budget(facts)}
    assert trees["project_line"][:4] == [
        "项目测算明细：9,000.00 元", "    项目：大厅运行", "    测算：2 × 1,500.00 元 × 3", "    测算依据：合同",
    ]  # fmt: skip
    assert trees["direct_line"][:2] == ["直接录入：0.07 元", "    来源：直接录入（第 5 号记录）"]
