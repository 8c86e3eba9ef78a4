"""Each mistake put into a sound case is reported in its meaning, and the sound case is not reported falsely."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from desktop import pipeline
from desktop.catalog import policy, policy_writer
from desktop.catalog.measures import make_filter
from desktop.compute import operating, quota_bases
from desktop.compute.people import personnel, staff
from desktop.compute.policy_values import PolicyValues
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.ledger.records import BudgetFacts, DirectLine, Income, PayItem, ProjectYear
from desktop.money import parse_yuan
from tests import cases_2027

FORM = loader.load("national/2023")
INCOMPLETE = ("C48", "C80", "N03", "C107", "C140")
"""What the cases do not enter: reviews of projects, the unit's duties, a school's vehicles, words on 机关运行经费."""


def book(name, tables_changed=None):
    """Return the facts of a case, its pack installed; `tables_changed` alters the pack."""
    case = cases_2027.load(name)
    tables = cases_2027.pack_tables(case)
    if tables_changed:
        tables_changed(tables)
    policy.own_folder().mkdir(parents=True, exist_ok=True)
    path = policy.own_folder() / f"{cases_2027.PACK}.toml"
    path.write_text(policy_writer.written(tables), encoding="utf-8")
    return cases_2027.book_of(case)


def messages(facts, last=None):
    found = pipeline.disclose(facts, last, FORM)
    return [f"{finding.code} {finding.message}" for outcome in found.outcomes for finding in outcome.findings]


def one(records, wanted, **changed):
    """Change exactly the record that fits."""
    hits = [record for record in records if wanted(record)]
    assert len(hits) == 1, hits
    return tuple(replace(record, **changed) if record in hits else record for record in records)


def typed(facts, **line):
    more = DirectLine(id=900, budget_id=1, amount=100, **line)
    return replace(facts, lines=(*facts.lines, more))


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_a_sound_case_has_no_false_error_and_no_noise(name):
    found = pipeline.disclose(book(name), None, FORM)
    loud = [
        f"{finding.code} {finding.message}"
        for outcome in found.outcomes
        for finding in outcome.findings
        if finding.severity is not Severity.INFO and finding.code not in INCOMPLETE
    ]
    assert loud == []
    ended = {outcome.code: outcome.status for outcome in found.outcomes}
    assert {ended[code] for code in ("C01", "C09", "C19", "C42", "C95", "C101", "C102", "C110")} == {Status.PASSED}


THREE_PUBLIC = {
    "因公出国（境）费": "three_public_abroad",
    "公务接待费": "three_public_reception",
    "公务用车购置费": "three_public_vehicle_purchase",
    "公务用车运行维护费": "three_public_vehicle_operation",
    "公务用车购置及运行费": "three_public_vehicle",
    "合计": "three_public",
}
COLUMNS = {"three_public": "total"}


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_controlled_costs_are_as_worked_out_by_hand(name):
    """三公 in the table and of all money, 会议, 培训, 机关运行经费 and 采购 of each case, to the 分."""
    expected = cases_2027.load(name)["expected"]
    found = pipeline.disclose(book(name), None, FORM)
    table = found.table("three_public")
    (row,) = table.blocks[0].rows
    printed = {column.id: cell.amount or 0 for column, cell in zip(table.blocks[0].columns, row.cells, strict=True)}
    for label, measure in THREE_PUBLIC.items():
        general = parse_yuan(expected["three_public_general_budget"][label])
        assert found.sum(measure) == general, label
        assert printed[COLUMNS.get(measure, measure.rsplit("_", 1)[-1])] == general, label
        every = tuple(part for part in found.measure(measure).where if part[0] != "fund")
        assert found.cube.sum(every) == parse_yuan(expected["three_public_all_funds"][label]), label
    for label, measure in (("会议费", "meeting"), ("培训费", "training")):
        assert found.sum(measure) == parse_yuan(expected["meeting_training_general_budget"][label])
    if expected["operating_cost"] is not None:
        assert found.sum("operating_fund") == parse_yuan(expected["operating_cost"])
    for kind, amount in expected["procurement"].items():
        where = {"side": ["采购"]} | ({} if kind == "合计" else {"procurement": [kind]})
        assert found.cube.sum(make_filter(where, "test")) == parse_yuan(amount), kind


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_heads_and_months_are_as_counted_by_hand(name):
    expected = cases_2027.load(name)["expected"]
    facts = book(name)
    counted = {"heads_january": Counter(), "heads_december": Counter(), "person_months": Counter()}
    for payee in staff.payees(facts, policy.load(cases_2027.PACK)):
        for state in payee.states:
            status = staff.status_of(state.person)
            who = status if status not in ("在职", "拟招", "停薪") else state.person.kind
            counted["heads_january"][who] += state.first == 1
            counted["heads_december"][who] += state.last == 12
            counted["person_months"][who] += state.months
    for key, found in counted.items():
        assert {who: n for who, n in found.items() if n} == expected[key], key


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_what_quotas_rest_on_is_as_counted_by_hand(name):
    expected = cases_2027.load(name)["expected"]["quota_basis"]
    facts = book(name)
    values = PolicyValues(policy.load(cases_2027.PACK), 2027)
    people = list(personnel.lines(facts, values))
    found = []
    for rule in values.policy.quotas:
        for group in quota_bases.groups(rule, facts, values, people):
            months = sum(group.by_month) if rule.basis == "人月" else group.by_month[0]
            amount = operating.amount(rule, Fraction(sum(group.by_month), 12), values)
            function = quota_bases.booked(rule, group, facts, values)
            found.append((rule.label, function, group.function, group.fund, months, amount))
    wanted = [
        (each["quota"], each["function_code"], each.get("of_function", each["function_code"]), each["fund"],
         parse_yuan(each["wages_yuan"]) if "wages_yuan" in each else Fraction(each.get("person_months", each.get("count", 0))),
         parse_yuan(each["amount_yuan"]))
        for each in expected
    ]  # fmt: skip
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_usual_proportions_and_mixed_kinds_are_no_hint(name):
    told = messages(book(name))
    assert not [text for text in told if text.split()[0] in ("C22", "C23", "C24", "C25", "C27", "C38", "C45")]


def stop_veterans(tables):
    tables["pay_items"] = [item for item in tables["pay_items"] if item.get("statuses") != ["离休"]]
    tables["pay_items"].append({"item": "离休费", "economic": "30301", "kinds": ["行政"], "statuses": ["退休"]})


def old_limits(tables):
    for name in ("si.base.floor", "si.base.ceiling"):
        (first, *_) = tables["parameters"][name]["values"]
        tables["parameters"][name]["values"] = [first | {"from": first["from"].replace(year=2025)}]


def last_with(facts, *names):
    projects = tuple(project for project in facts.projects if project.code in names)
    return BudgetFacts(unit=facts.unit, budget=replace(facts.budget, id=2, year=2026), projects=projects)


class TestMixedBureau:
    NAME = "mixed_bureau_2027"

    def test_goods_and_services_as_personnel(self):
        told = messages(typed(book(self.NAME), function_code="2010301", economic_code="30201", nature="人员"))
        assert any("C101 商品和服务等支出“30201" in text and "列为人员经费" in text for text in told)

    def test_wages_as_public_funds(self):
        told = messages(typed(book(self.NAME), function_code="2010301", economic_code="30101", nature="公用"))
        assert any("C101 工资福利或对个人补助支出“30101" in text and "列为公用经费" in text for text in told)

    def test_a_pay_item_without_a_rule(self):
        facts = book(self.NAME)
        more = PayItem(id=900, budget_id=1, person_id=1, item="专项津贴", amount=300_00)
        told = messages(replace(facts, pay_items=(*facts.pay_items, more)))
        assert any("C95" in text and "A01" in text and "专项津贴" in text and "没有计入" in text for text in told)

    def test_a_person_nobody_pays(self):
        told = messages(book(self.NAME, stop_veterans))
        assert any("C95" in text and "L01" in text and "没有适用于“行政”类别、“离休”状态" in text for text in told)

    def test_limits_older_than_last_year(self):
        told = messages(book(self.NAME, old_limits))
        assert sum("C104" in text and "上下限早于上一年" in text for text in told) == 2

    def test_business_income_in_an_office(self):
        line = {"function_code": "2010301", "economic_code": "30201", "nature": "公用", "fund": "事业收入"}
        told = messages(typed(book(self.NAME), **line))
        assert any("C103 行政单位不应有“事业收入”" in text for text in told)

    def test_running_cost_without_a_car(self):
        facts = typed(book(self.NAME), function_code="2010301", economic_code="30231", nature="公用")
        told = messages(replace(facts, assets=tuple(a for a in facts.assets if a.kind != "公务用车")))
        assert any("C38 没有车，却有公务用车运行维护费" in text for text in told)

    def test_a_pension_paid_twice(self):
        facts = book(self.NAME)
        told = messages(replace(facts, people=one(facts.people, lambda p: p.code == "T03", insured="养老")))
        assert any("C105 参保退休人员 T03 由单位发退休费 5,260.00 元/月" in text for text in told)

    def test_money_carried_over_stays_with_its_project(self):
        facts = book(self.NAME)
        other = next(project.id for project in facts.projects if project.code == "P2")
        moved = one(facts.project_lines, lambda line: line.carry == "结转", project_id=other)
        last = last_with(facts, "P1")
        assert not any("C62" in text for text in messages(facts, last))
        assert any(
            "C62 结转资金 62,400.00 元改变了原项目" in text
            for text in messages(replace(facts, project_lines=moved), last)
        )

    def test_a_project_over_its_control(self):
        facts = book(self.NAME)
        over = one(facts.project_lines, lambda line: line.name == "第三方服务质量评价", price=100_001_00)
        assert any("C49" in text and "超过控制数" in text for text in messages(replace(facts, project_lines=over)))


class TestTown:
    NAME = "town_2027"

    def lines_of(self, facts, name, **changed):
        return replace(facts, project_lines=one(facts.project_lines, lambda line: line.name == name, **changed))

    def test_an_item_of_the_funds_budget_paid_from_general_money(self):
        told = messages(self.lines_of(book(self.NAME), "监理", fund="一般公共预算"))
        assert any("C102 政府性基金预算科目“2120803" in text and "“一般公共预算”" in text for text in told)

    def test_an_item_of_the_general_budget_paid_from_a_fund(self):
        line = {"function_code": "2010301", "economic_code": "30201", "nature": "公用", "fund": "政府性基金"}
        told = messages(typed(book(self.NAME), **line))
        assert any("C102 “2010301 行政运行”不是政府性基金预算科目" in text for text in told)

    def test_both_lines_of_a_project_in_the_item_of_one_budget(self):
        told = messages(self.lines_of(book(self.NAME), "村庄保洁", function_code="2120501"))
        assert any("C102 “2120501" in text and "不是政府性基金预算科目" in text for text in told)

    def test_money_of_a_fund_carried_over_stays_with_its_project(self):
        facts = book(self.NAME)
        other = next(project.id for project in facts.projects if project.code == "P3")
        moved = self.lines_of(facts, "上年结转工程款", project_id=other)
        assert any("C62" in text and "改变了原项目" in text for text in messages(moved, last_with(facts, "P2")))

    def test_wages_in_a_project(self):
        told = messages(self.lines_of(book(self.NAME), "村副职补贴", economic_code="30101"))
        assert any("C28" in text and "列支了在编人员经费科目 30101" in text for text in told)

    def test_an_allowance_that_does_not_fit_the_years(self):
        facts = book(self.NAME)
        who = next(person.id for person in facts.people if person.code == "B03")
        wrong = one(facts.pay_items, lambda i: i.person_id == who and i.item == "乡镇工作补贴", amount=360_00)
        told = messages(replace(facts, pay_items=wrong))
        assert any("C110 在职人员 B03 乡镇工作补贴录入 360.00 元/月，年限 10 年应为 480.00" in text for text in told)


class TestSchool:
    NAME = "school_2027"

    def test_money_between_units_without_the_other_unit(self):
        facts = book(self.NAME)
        bare = one(facts.incomes, lambda income: income.amount == 60_000_00, counterpart="")
        told = messages(replace(facts, incomes=bare))
        assert any("C106 “上级补助收入”60,000.00 元没有填写对方单位，汇总时找不到对方" in text for text in told)

    def test_a_plan_that_differs_from_the_lines_by_one_yuan(self):
        facts = book(self.NAME)
        project = next(project.id for project in facts.projects if project.code == "X2")
        plan = ProjectYear(id=1, budget_id=1, project_id=project, year=2027, amount=250_251_00)
        told = messages(replace(facts, project_years=(plan,)))
        assert any("C47" in text and "与年度金额 250,251.00 不一致" in text for text in told)

    def test_pupils_nobody_counted_are_not_nothing(self):
        facts = replace(book(self.NAME), basis_counts=())
        ended = {outcome.code: outcome for outcome in pipeline.disclose(facts, None, FORM).outcomes}
        assert ended["C35"].status is Status.NOT_CHECKED
        assert "生均公用经费（初中）”（学生数）" in ended["C35"].note


class TestHospital:
    NAME = "hospital_2027"

    def test_a_reserve_only_institutions_have(self):
        facts = book(self.NAME)
        told = messages(replace(facts, unit=replace(facts.unit, kind="行政")))
        assert any("C103 行政单位不应有“使用非财政拨款结余”，只有事业单位可用" in text for text in told)

    def test_procurement_beyond_its_budget(self):
        facts = book(self.NAME)
        dearer = one(facts.procurements, lambda p: p.item == "彩色多普勒超声", amount=700_000_00)
        told = messages(replace(facts, procurements=dearer))
        assert any("C54" in text and "超过预算" in text for text in told)

    def test_business_income_called_other_income(self):
        facts = book(self.NAME)
        other = Income(id=900, budget_id=1, source="其他收入", amount=8_278_773_15)
        kept = tuple(income for income in facts.incomes if income.source != "事业收入")
        told = messages(replace(facts, incomes=(*kept, other)))
        assert any("C19 “" in text and "不相等" in text for text in told)


def test_a_share_that_does_not_add_up_is_named(home):
    facts = book("hospital_2027")
    first = facts.fund_shares[0]
    wrong = (replace(first, percent="50"), *facts.fund_shares[1:])
    told = messages(replace(facts, fund_shares=wrong))
    assert any("C110 人员 C01 各资金负担的百分比合计 90%，应为 100%" in text for text in told)


def test_a_rate_nobody_gave_leaves_nothing_passed_that_rests_on_it():
    def without(tables):
        tables["parameters"]["rate.housing"]["values"] = []

    ended = {o.code: o for o in pipeline.disclose(book("mixed_bureau_2027", without), None, FORM).outcomes}
    assert any("住房公积金" in finding.message for finding in ended["C42"].findings)
    assert ended["C44"].status is Status.NOT_CHECKED
    assert ended["C36"].status is Status.NOT_CHECKED


@pytest.mark.parametrize(("name", "told"), [("hospital_2027", 1), ("school_2027", 1), ("mixed_bureau_2027", 0)])
def test_operating_cost_that_is_not_counted_and_printed_is_said(name, told):
    assert sum("C107 本单位不统计机关运行经费" in text for text in messages(book(name))) == told


def test_operating_cost_of_an_institution_is_asked_about_where_the_pack_says_nothing():
    def silent(tables):
        del tables["choices"]["operating_cost"]

    told = [text for text in messages(book("hospital_2027", silent)) if text.startswith("C107")]
    assert len(told) == 1
    assert "参数包没有说明当地口径，本版式打印 277,921.20 元" in told[0]
    assert not [text for text in messages(book("mixed_bureau_2027", silent)) if text.startswith("C107")]


def test_a_computed_line_without_a_partner_says_where_that_is_decided():
    told = messages(book("mixed_bureau_2027", choosing(gov_econ_side="按单位性质")))
    lacking = [text for text in told if text.startswith("C08")]
    assert len(lacking) == 1, "one subject without a partner is one cause, however many people it pays"
    assert "行支出缺少政府经济分类款级科目" in lacking[0]
    assert "部门经济科目 30107 在本单位一侧没有对应科目，请核对参数包" in lacking[0]


def test_a_rate_out_of_its_band_is_one_finding_however_many_kinds_pay_it():
    def high(tables):
        for entry in tables["contributions"]:
            if entry["rate"] == "rate.housing":
                entry["band"] = ["0.05", "0.11"]

    assert sum("C41" in text for text in messages(book("mixed_bureau_2027", high))) == 1


def test_limits_of_the_housing_fund_are_no_limits_of_social_insurance():
    assert not any("C40" in text for text in messages(book("town_2027")))


def choosing(**chosen):
    return lambda tables: tables["choices"].update(chosen)


def test_income_marked_to_follow_is_not_computed_where_it_is_filled_in_by_hand():
    told = messages(book("hospital_2027", choosing(income_rule="手工填列")))
    assert any("C111 本地“一般公共预算”收入手工填列，这一条标为按支出填列，没有计算" in text for text in told)
    told = messages(book("hospital_2027", choosing(business_income="手工填列")))
    assert not any("C111 本地“一般公共预算”" in text for text in told)


def test_fiscal_income_typed_beside_what_it_funds_is_said_by_sub_source():
    facts = book("school_2027")
    typed_in = one(facts.incomes, lambda i: i.source == "一般公共预算" and i.subsource == "本级", follows=0, amount=100)
    told = messages(replace(facts, incomes=typed_in))
    assert any("C111 本地“一般公共预算”收入按支出填列，一般公共预算·本级·当年收入 1.00 元" in text for text in told)
    told = messages(replace(book("school_2027", choosing(income_rule="手工填列")), incomes=typed_in))
    assert not any("收入按支出填列，一般公共预算" in text for text in told)
