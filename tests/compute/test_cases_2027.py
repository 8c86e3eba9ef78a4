"""Four kinds of units against figures worked out by hand: every line, every sum, and no figure of a trap."""

from collections import Counter

import pytest

from desktop.catalog.classification import load as classification
from desktop.compute import drafting, explain
from desktop.compute.people import contributions, staff
from desktop.compute.policy_values import PolicyValues
from desktop.money import YUAN, parse_yuan
from tests import cases_2027


@pytest.fixture(scope="module", params=cases_2027.NAMES)
def case(request):
    return cases_2027.load(request.param)


@pytest.fixture(scope="module")
def drafted(case):
    return computed(case)[1]


def computed(case):
    facts = cases_2027.book_of(case)
    values = PolicyValues(cases_2027.pack_of(case), facts.budget.year)
    return facts, drafting.draft(facts, values)


def expected_lines(case):
    found = Counter()
    for entry in case["ledger"]:
        carry = "结转" if entry["carry"] == "上年结转" else entry["carry"]
        key = (entry["nature"], entry["item"], entry["who"] or "", entry["function_code"], entry["dept_econ"],
               entry["gov_econ"], entry["fund"], entry["sub_source"], carry)  # fmt: skip
        found[(*key, parse_yuan(entry["amount_yuan"]))] += 1
    return found


def computed_lines(case, drafted):
    people = {n: entry["id"] for n, entry in enumerate(case["people"], 1)}
    found = Counter()
    for line in drafted.lines:
        if line.side == "支出":
            item = line.project or line.origin.rule
            who = people[line.origin.record_id] if line.origin.table == "person" else ""
            key = (line.nature, item, who, line.function, line.economic, line.government, line.fund, line.subsource,
                   line.carry)  # fmt: skip
            found[(*key, line.amount)] += 1
    return found


def test_every_line_is_as_worked_out_by_hand(case, drafted):
    expected, found = expected_lines(case), computed_lines(case, drafted)
    assert (sorted(expected - found), sorted(found - expected)) == ([], [])
    assert found.total() == case["expected"]["lines"]


NATURES = {"基本支出": ("人员", "公用")}


def sums_of(drafted, case):
    """Every sum of the case out of our lines, under the case's own names."""
    spent = [line for line in drafted.lines if line.side == "支出"]
    codes = [project["code"] for project in case["projects"]]
    names = {project["name"]: project["code"] for project in case["projects"]}
    people = {n: entry["id"] for n, entry in enumerate(case["people"], 1)}
    carry = {"当年": "当年", "结转": "上年结转"}
    found = {
        "by_function_class": Counter(), "by_function_kuan": Counter(), "by_function_item": Counter(),
        "by_dept_econ_class": Counter(), "by_dept_econ": Counter(), "by_gov_econ_class": Counter(),
        "by_gov_econ": Counter(), "by_nature": Counter(), "by_fund": Counter(), "by_fund_and_carry": Counter(),
        "by_sub_source": Counter(), "general_budget_basic_by_dept_econ": Counter(), "by_project": Counter(),
        "by_item": Counter(), "by_person": Counter(),
    }  # fmt: skip

    def add(name, key, amount):
        found[name][key] += amount

    for line in spent:
        add("by_function_class", line.function[:3], line.amount)
        add("by_function_kuan", line.function[:5], line.amount)
        add("by_function_item", line.function, line.amount)
        add("by_dept_econ_class", line.economic[:3], line.amount)
        add("by_dept_econ", line.economic, line.amount)
        add("by_gov_econ_class", line.government[:3], line.amount)
        add("by_gov_econ", line.government, line.amount)
        add("by_nature", line.nature, line.amount)
        add("by_fund", line.fund, line.amount)
        add("by_fund_and_carry", f"{line.fund}·{carry[line.carry]}", line.amount)
        if line.subsource:
            add("by_sub_source", "·".join((line.fund, line.subsource, carry[line.carry])), line.amount)
        add("by_item", line.project or line.origin.rule, line.amount)
        if line.nature in NATURES["基本支出"]:
            add("by_nature", "基本支出", line.amount)
            if line.fund == "一般公共预算":
                add("general_budget_basic_by_dept_econ", line.economic, line.amount)
        if line.project:
            add("by_project", names[line.project], line.amount)
        if line.origin.table == "person":
            add("by_person", people[line.origin.record_id], line.amount)
    assert set(found["by_project"]) <= set(codes)
    return found


def test_every_sum_is_as_worked_out_by_hand(case, drafted):
    expected = case["expected"]
    for name, sums in sums_of(drafted, case).items():
        wanted = {key: parse_yuan(yuan) for key, yuan in expected[name].items()}
        assert {k: v for k, v in sums.items() if v} == {k: v for k, v in wanted.items() if v}, name
    total = sum(line.amount for line in drafted.lines if line.side == "支出")
    assert total == parse_yuan(expected["expenditure_total"])


def test_income_follows_what_it_funds_to_the_fen(case, drafted):
    facts = cases_2027.book_of(case)
    typed = sum(income.amount for income in facts.incomes)
    followed = [line for line in drafted.lines if line.side == "收入"]
    assert typed + sum(line.amount for line in followed) == parse_yuan(case["expected"]["income_total"])
    wanted = [parse_yuan(entry["amount_yuan"]) for entry in case["income"] if entry["rule"] == "按支出填列"]
    assert [line.amount for line in followed] == [amount for amount in wanted if amount]


def test_no_figure_of_a_trap_comes_out(case, drafted):
    """Each trap names a figure a usual mistake gives; ours is the right one."""
    found = sums_of(drafted, case)
    total = sum(line.amount for line in drafted.lines if line.side == "支出")
    incomes = Counter()
    for income in cases_2027.book_of(case).incomes:
        incomes[income.source] += income.amount
    by_fund_item = Counter()
    for line in drafted.lines:
        if line.side == "支出":
            by_fund_item[f"{line.fund}·{line.origin.rule}"] += line.amount
    groups = {
        "部门经济": found["by_dept_econ"], "政府经济": found["by_gov_econ"] + Counter({"（无）": 0}),
        "功能科目": found["by_function_item"], "事项": found["by_item"], "资金": found["by_fund"],
        "支出总计": Counter({"": total}), "收入来源": incomes, "资金·事项": by_fund_item,
    }  # fmt: skip
    for trap in case["traps"]:
        for figure in trap["figures"]:
            kind, _, key = figure["figure"].partition(" ")
            assert groups[kind][key] == parse_yuan(figure["right"]), (trap["trap"], figure)


def test_the_bases_are_as_worked_out_by_hand(case):
    facts, _ = computed(case)
    values = PolicyValues(cases_2027.pack_of(case), facts.budget.year)
    found = []
    for payee in staff.payees(facts, values.policy):
        for rule in values.policy.contributions:
            for stretch in contributions.stretches(rule, payee, values):
                one = (payee.person.code, rule.insurance, stretch.first, stretch.last, stretch.base, stretch.monthly)
                if found and (*found[-1][:2], *found[-1][4:]) == (*one[:2], *one[4:]):
                    one = (*one[:2], found.pop()[2], *one[3:])  # a limit that changes and changes no base
                found.append(one)
    wanted = {
        (
            b["who"],
            b["fund"],
            int(b["from"][-2:]),
            int(b["to"][-2:]),
            parse_yuan(b["base"]),
            parse_yuan(b["month_yuan"]),
        )
        for b in case["expected"]["bases"]
    }
    assert (sorted(wanted - set(found)), sorted(set(found) - wanted)) == ([], [])


def test_every_code_of_the_lines_is_in_the_catalogue(case, drafted):
    year = case["unit"]["fiscal_year"]
    for key, name in (("function", "function"), ("economic", "economic"), ("government", "government")):
        codes = {getattr(line, name) for line in drafted.lines if line.side == "支出"}
        assert [problem for code in codes if (problem := classification(key).problem(code, year))] == []


def test_everybody_is_paid_and_nothing_is_missing(case, drafted):
    assert drafted.unpaid == []
    assert drafted.findings == []
    keys = [line.key for line in drafted.lines]
    assert len(set(keys)) == len(keys), "each line has a name of its own"


def test_each_line_explains_itself_with_its_own_amount(case, drafted):
    facts = cases_2027.book_of(case)
    for line in drafted.lines:
        node = explain.explain(facts, drafted.values, line, drafted.lines)
        assert node.value == f"{YUAN.show(line.amount)} 元"
