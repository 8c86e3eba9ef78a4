"""What is missing or contradictory in what was entered of a person is said with whose it is."""

from dataclasses import replace

from desktop.compute.people import payee_findings
from desktop.findings import Severity
from desktop.ledger.records import DeclaredBase, FundShare, PayItem, PersonChange, RunningFunction
from tests.policies import contribution_rule, facts_of, parameter, pay_rule, person, values_of

COMMUTE = pay_rule("公务交通补贴", monthly=("commute",), by_rank="commute")
TOWN = pay_rule("乡镇工作补贴", monthly=("town",), steps=((0, "low"), (10, "high")))


def values(*rules):
    known = values_of(*rules)
    more = {name: parameter(name, yuan) for name, yuan in (("commute.科员", "550"), ("low", "360"), ("high", "480"))}
    return replace(known, policy=replace(known.policy, parameters=known.policy.parameters | more))


def found(facts, *rules):
    return [(f.code, f.severity, f.message) for f in payee_findings.findings(facts, values(*rules))]


def test_a_rank_without_a_standard_and_one_not_entered():
    assert found(facts_of(people=(person(rank="科员"),)), COMMUTE) == []
    ((code, severity, message),) = found(facts_of(people=(person(rank="处级"),)), COMMUTE)
    assert (code, severity) == ("C42", Severity.ERROR)
    assert "A1 职级“处级”没有“公务交通补贴”的标准" in message
    ((_, severity, message),) = found(facts_of(people=(person(),)), COMMUTE)
    assert severity is Severity.WARNING
    assert "没有填写职级，“公务交通补贴”没有计算" in message
    assert found(facts_of(people=(person(status="退休"),)), COMMUTE) == []


def test_an_allowance_that_is_entered_is_compared_with_the_rank():
    def told(rank, fen):
        item = PayItem(person_id=1, item="commute", amount=fen)
        return [text for _, _, text in found(facts_of(people=(person(rank=rank),), pay_items=(item,)), COMMUTE)]

    assert told("科员", 550_00) == told("处级", 700_00) == told("", 700_00) == []
    assert told("科员", 500_00) == ["在职人员 A1 公务交通补贴录入 500.00 元/月，职级“科员”应为 550.00 元/月，请核对"]


def test_an_insurance_no_rule_takes_of_the_kind_is_named():
    housing = contribution_rule("housing", kinds=("事业",), statuses=("在职",), insurance="公积金")

    def told(**of_person):
        return found(facts_of(people=(person(insured="公积金", **of_person),)), housing)

    assert told() == told(status="退休") == []
    ((code, severity, message),) = told(kind="编外", status="编外")
    assert (code, severity) == ("C110", Severity.WARNING)
    assert "人员 A1 的险种“公积金”没有适用于“编外”人员的缴费规则，没有计算" in message


def test_an_allowance_is_compared_with_the_years():
    def told(years, fen):
        item = PayItem(person_id=1, item="town", amount=fen)
        return found(facts_of(people=(person(town_years=years),), pay_items=(item,)), TOWN)

    assert told(9, 360_00) == told(10, 480_00) == told(None, 1) == told(10, 0) == []
    ((code, _, message),) = told(10, 360_00)
    assert code == "C110"
    assert "年限 10 年应为 480.00 元/月" in message


def test_shares_that_are_not_a_hundred():
    shares = (FundShare(person_id=1, fund="事业收入", percent="60"), FundShare(person_id=1, item="绩效", percent="100"))
    ((_, severity, message),) = found(facts_of(people=(person(),), fund_shares=shares), pay_rule("绩效"))
    assert severity is Severity.ERROR
    assert "A1 各资金负担的百分比合计 60%，应为 100%" in message


def test_an_insurance_nobody_has_a_rule_for():
    rule = contribution_rule(insurance="养老")
    assert found(facts_of(people=(person(insured="养老"), person(id=2, insured="无"))), rule) == []
    ((_, _, message),) = found(facts_of(people=(person(insured="养老、养劳"),)), rule)
    assert "险种“养劳”没有缴费规则" in message
    declared = (DeclaredBase(person_id=1, insurance="医保", amount=1),)
    assert "“医保”" in found(facts_of(people=(person(),), declared_bases=declared), rule)[0][2]


def test_who_comes_so_late_that_no_month_counts_is_named():
    def named(rule, **months):
        known = values()
        known = replace(known, policy=replace(known.policy, choices={"month_rule": rule}))
        return [(f.code, f.message) for f in payee_findings.findings(facts_of(people=(person(**months),)), known)]

    ((code, message),) = named("次月起计", first_month=12)
    assert code == "C110"
    assert "A1 录入为 12 月到 12 月" in message
    assert "没有计入预算" in message
    assert len(named("次月起计", first_month=5, last_month=5)) == 1
    assert named("整月", first_month=12) == named("半月折算", first_month=12) == []
    assert named("次月起计", first_month=11) == named("次月起计", first_month=5, last_month=4) == []


def test_a_share_of_something_the_pack_does_not_know_is_named():
    """资金分担 of “医保”, which no rule is called, bears nothing: the money stays with the person's own source."""
    medical = contribution_rule("基本医疗保险", statuses=("在职",), insurance="医疗")

    def told(*items):
        shares = tuple(FundShare(person_id=1, item=name, fund="事业收入", percent="100") for name in items)
        return found(facts_of(people=(person(),), fund_shares=shares), medical, pay_rule("基本工资", monthly=("wage",)))

    assert told("", "医疗", "基本医疗保险", "wage", "基本工资", "公用定额") == []
    ((code, severity, message),) = told("医保", "")
    assert (code, severity) == ("C110", Severity.ERROR)
    assert "人员 A1 的资金分担写的事项“医保”不是参数包中的工资项、缴费、险种" in message


def test_a_running_function_of_a_centre_nobody_works_in_is_named():
    """The centre is written in two ways: whoever is meant is booked to the unit's own function without a word."""

    def told(staff, centre="便民中心", **parts):
        codes = (RunningFunction(staff=staff, function_code="2010399"),)
        return found(facts_of(people=(person(centre=centre),), running_functions=codes, **parts))

    moved = (PersonChange(person_id=1, month=7, centre="便民服务中心"),)
    assert told("便民中心") == told("编外") == told("退休.事业") == told("便民服务中心", "", person_changes=moved) == []
    ((code, severity, message),) = told("便民服务中心")
    assert (code, severity) == ("C110", Severity.WARNING)
    assert "“便民服务中心”既不是人员类别、状态，也没有人员的“所属中心”写它" in message


def test_years_in_towns_missing_where_others_have_them_are_asked_for():
    """Of two people of a town one has no years: her allowance would be nothing without a word."""
    first, second = person(id=1, town_years=12), person(id=2, code="A2")

    def told(*people, fen=0):
        pay = (PayItem(person_id=2, item="town", amount=fen),) if fen else ()
        return [text for _, _, text in found(facts_of(people=people, pay_items=pay), TOWN)]

    assert told(second) == told(first, replace(second, town_years=0)) == told(first, second, fen=360_00) == []
    assert told(first, replace(second, status="退休")) == []
    (message,) = told(first, second)
    assert "在职人员 A2 没有填写乡镇工作年限，“乡镇工作补贴”没有计算" in message


def test_wages_in_no_base_are_said():
    """A county adds 法官职务津贴 (30102) and no base takes it: contributions would be too small without a word."""
    pay = (PayItem(id=1, person_id=1, item="wage", amount=1), PayItem(id=2, person_id=1, item="judge", amount=1))
    base = contribution_rule(monthly=("wage",), statuses=("在职",))

    def told(*more, items=pay):
        rules = (pay_rule("wage", monthly=("wage",)), *more)
        return [text for _, _, text in found(facts_of(people=(person(),), pay_items=items), *rules)]

    judge = pay_rule("法官职务津贴", economic="30102", monthly=("judge",))
    (message,) = told(judge, base)
    assert "工资项“法官职务津贴”不在参数包的任何缴费基数中" in message
    assert told(judge, base, items=pay[:1]) == told(replace(judge, economic="30239"), base) == told(judge) == []
    assert told(judge, replace(base, monthly=("wage", "judge"))) == []
    assert told(judge, replace(base, monthly=("wage",), yearly=("judge",))) == []


def test_a_centre_without_a_running_function_where_others_have_one_is_said():
    """“便民 中心” with a blank is another word than “便民中心”: who stands there is booked to the unit's own function."""
    codes = (RunningFunction(staff="便民中心", function_code="2010399"),)

    def told(*people, codes=codes):
        return [text for _, _, text in found(facts_of(people=people, running_functions=codes))]

    first, second = person(id=1, centre="便民中心"), person(id=2, code="A2", centre="便民 中心")
    assert told(first, replace(second, centre="")) == told(first, replace(second, function_code="2010399")) == []
    assert told(first, second, codes=()) == []
    (message,) = told(first, second)
    assert "所属中心“便民 中心”没有写在各类人员运行科目中" in message
