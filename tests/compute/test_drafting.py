"""The drafted budget: what is computed, what stands in the way, and that nothing is lost without a word."""

from dataclasses import replace

import pytest

from desktop.compute import drafting
from desktop.compute.drafting import DraftMemory
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.people import personnel
from desktop.compute.people.personnel import lines as personnel_lines
from desktop.findings import Severity
from desktop.ledger.records import Asset, ParameterValue, PayItem, Person, Project, ProjectLine
from tests.policies import YEAR, facts_of


@pytest.fixture
def facts(sample_facts):
    return sample_facts["qinghe_2025"][0]


def own(parameter="quota.vehicle", value="15000", since="2024-12-31"):
    return ParameterValue(parameter=parameter, valid_from=since, value=value)


def vehicle_money(facts):
    return sum(line.amount for line in drafting.draft(facts).lines if line.economic == "30231")


def messages(facts):
    return [(f.code, f.severity, f.message) for f in drafting.draft(facts).findings]


def test_a_measurement_line_is_quantity_by_price_by_times():
    project = Project(id=3, name="大厅运行", function_code="2010306")
    rows = (ProjectLine(id=7, project_id=3, economic_code="30201", fund="其他收入", carry="结转", quantity=2, price=3, times=5),
            ProjectLine(id=8, project_id=3, economic_code="30201", government_code="50599", price=4))  # fmt: skip
    facts = replace(facts_of(projects=(project,), project_lines=rows))
    bare = replace(facts, budget=replace(facts.budget, policy=""))
    origin = Origin("project_line", 7, "项目测算明细")
    assert drafting.draft(bare).lines == [
        BudgetLine("支出", YEAR, 30, origin, function="2010306", economic="30201", government="50502", nature="项目",
                   project="大厅运行", fund="其他收入", carry="结转", unit="某中心"),
        BudgetLine("支出", YEAR, 4, replace(origin, record_id=8), function="2010306", economic="30201",
                   government="50599", nature="项目", project="大厅运行", fund="一般公共预算", carry="当年",
                   subsource="本级", unit="某中心"),
    ]  # fmt: skip


def test_the_county_s_own_value_counts_whatever_its_date_says(facts):
    assert vehicle_money(facts) == 20_000_00
    assert vehicle_money(replace(facts, parameters=(own(since="2024-12-31"),))) == 15_000_00
    assert vehicle_money(replace(facts, parameters=(own(since="2025-01-01"),))) == 15_000_00
    assert vehicle_money(replace(facts, parameters=(own(since="2025-07-01"),))) == 17_500_00


def test_a_county_value_that_the_pack_has_a_newer_one_for_is_said(facts):
    (found,) = messages(replace(facts, parameters=(own(since="2024-12-31"),)))
    assert found == (
        "C42",
        Severity.INFO,
        "参数“公务用车运行维护费定额”按本账本自 2024-12-31 起的 15000 计算；参数包自 2025-01-01 起为 20000，请核对哪个有效",
    )
    assert messages(replace(facts, parameters=(own(since="2025-01-01"),))) == []


def test_a_parameter_the_pack_does_not_have_is_an_error_and_the_rest_is_computed(facts):
    found = messages(replace(facts, parameters=(own("asset.standard.打印机", "1500"),)))
    assert [(code, severity) for code, severity, _ in found] == [("C42", Severity.ERROR)]
    assert "“asset.standard.打印机”不是参数包“示例参数（请核对后使用）”的参数" in found[0][2]
    assert len(drafting.draft(facts).lines) > 100


def test_a_value_that_cannot_be_read_stops_the_computation_and_says_so(facts):
    drafted = drafting.draft(replace(facts, parameters=(own(value="一万"), own("rate.pension", since="2025"))))
    assert [f.message for f in drafted.findings] == [
        "参数“quota.vehicle”的日期或数值不对：2024-12-31，一万；改正以前，人员经费和公用经费都没有计算",
        "参数“rate.pension”的日期或数值不对：2025，15000；改正以前，人员经费和公用经费都没有计算",
    ]
    assert {f.code for f in drafted.findings} == {"C42"}
    assert drafted.values is None
    assert {line.nature for line in drafted.lines} == {"项目"}


def test_pay_without_a_pack_is_told(facts):
    bare = replace(facts, budget=replace(facts.budget, policy=""))
    drafted = drafting.draft(bare)
    assert (drafted.values, drafted.unpaid) == (None, [])
    assert [f.message for f in drafted.findings] == [
        "已录入人员工资，但没有选择政策参数，人员经费没有计算，请选择参数包"
    ]
    assert drafting.draft(replace(bare, pay_items=())).findings == []


def test_whoever_is_left_out_is_handed_on(facts):
    assert drafting.draft(facts).unpaid == []
    veteran = Person(id=99, code="L1", status="离休")
    pay = PayItem(person_id=99, item="post_wage", amount=11_000_00)
    more = replace(facts, people=(*facts.people, veteran), pay_items=(*facts.pay_items, pay))
    (left,) = drafting.draft(more).unpaid
    assert (left.person, left.ruled, left.amount) == (veteran, False, 132_000_00)


def test_sums_by_person_and_by_line_agree(facts):
    drafted = drafting.draft(facts)
    people = [line for line in drafted.lines if line.origin.table == "person"]
    assert {line.origin.record_id for line in people} == {person.id for person in facts.people}
    by_person = [
        sum(line.amount for line in drafting.draft(replace(facts, people=(person,))).lines
            if line.origin.table == "person")
        for person in facts.people
    ]  # fmt: skip
    assert all(by_person)
    assert sum(by_person) == sum(line.amount for line in people)


def test_more_equipment_moves_nothing(facts):
    more = replace(facts, assets=(*facts.assets, Asset(kind="单价50万元以上通用设备", stock=3)))
    assert vehicle_money(more) == 20_000_00
    assert drafting.of_budget(more) == drafting.of_budget(facts)


NOT_INSTALLED = ("C42", Severity.ERROR, "没有安装参数包“nix”，2025年人员和公用经费没有计算；请在“人员”页另选")


def test_a_pack_that_is_not_installed_is_said_and_computes_nothing(facts):
    elsewhere = replace(facts, budget=replace(facts.budget, policy="nix"))
    assert messages(elsewhere) == [NOT_INSTALLED]
    assert drafting.draft(elsewhere).values is None
    assert {line.origin.table for line in drafting.draft(elsewhere).lines} == {"project_line"}


class Watched:
    """Facts that note what is read of them."""

    def __init__(self, facts):
        self.facts, self.read = facts, set()

    def __getattr__(self, name):
        self.read.add(name)
        return getattr(self.facts, name)


def test_what_is_not_computed_from_is_not_read(facts):
    watched = Watched(facts)
    assert drafting._draft(watched, None).lines == drafting._draft(facts, None).lines
    assert {"people", "parameters"} <= watched.read
    assert not watched.read & drafting.NOT_READ


def test_with_a_memory_people_are_computed_again_only_where_they_or_the_standards_changed(facts, monkeypatch):
    memory, computed = DraftMemory(), []
    with monkeypatch.context() as patch:
        patch.setattr(personnel, "lines", lambda *of: computed.append(1) or personnel_lines(*of))
        typed = replace(facts, lines=facts.lines[1:], texts={"x": "y"}, incomes=())
        fewer, other = replace(facts, people=facts.people[1:]), replace(facts, parameters=(own(),))
        for now, count in ((facts, 1), (typed, 1), (facts, 1), (fewer, 2), (facts, 3), (other, 4), (other, 4)):
            found = drafting.draft(now, memory=memory)
            assert len(computed) == count
            computed_anew = drafting.draft(now)
            computed.pop()
            assert found == computed_anew
    assert memory._known is not None


def test_what_a_pack_lacks_is_asked_for_anew(facts):
    memory, wrong = DraftMemory(), replace(facts, parameters=(own(value="一万"),))
    for now in (facts, wrong, wrong, facts):
        assert drafting.draft(now, memory=memory) == drafting.draft(now)
