"""Checks of personnel cost: nobody is left out without a word, and invented values are told."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.catalog import policy
from desktop.findings import Severity, Status
from desktop.layouts.form import loader
from desktop.ledger.records import DeclaredBase, DirectLine, ParameterValue, PayItem, Person
from desktop.ledger.vocabulary import Stage

FORM = loader.load("chongqing/2023")
OF_EVERYBODY = ("C35", "C36", "C39", "C40", "C41", "C42", "C43", "C44", "C45", "C46")
"""Checks that may say 通过 only when the whole roster was computed."""


@pytest.fixture
def years(sample_facts):
    return sample_facts["qinghe_2025"]


def outcomes(facts, last):
    return {o.code: o for o in pipeline.disclose(facts, last, FORM).outcomes}


def joined(facts, item="post_wage", amount=1_100_000, **fields):
    person = Person(id=99, **fields)
    items = (PayItem(id=999, person_id=99, item=item, amount=amount),) if amount else ()
    return replace(facts, people=(*facts.people, person), pay_items=(*facts.pay_items, *items))


def own_values(facts, names, since="2025-01-01"):
    given = (ParameterValue(parameter=n, valid_from=since, value="1", reference="县财〔2025〕1号") for n in names)
    return replace(facts, parameters=tuple(given))


@pytest.mark.parametrize("status", ["离休", "编外"])
def test_nothing_about_pay_passes_while_somebody_is_left_out(status, years):
    facts, last = years
    before, after = outcomes(facts, last), outcomes(joined(facts, code="L1", status=status), last)
    assert {before[code].status for code in OF_EVERYBODY if code != "C39"} == {Status.PASSED}
    ended = {code: after[code] for code in OF_EVERYBODY}
    assert Status.PASSED not in {o.status for o in ended.values()}
    assert ended["C44"].note == "花名册中有 1 行没有算全（见 C95），不能核对"
    found = after["C95"].findings
    assert [(f.code, f.severity) for f in found] == [("C95", Severity.ERROR)]
    assert "请接受本条并写明" in found[0].message


def test_what_was_found_is_not_hidden_by_who_was_left_out(years):
    facts, last = years
    assert outcomes(joined(facts, code="L1", status="离休"), last)["C39"].status is Status.FAILED


def test_an_item_the_person_s_rules_ignore_is_named_with_its_year(years):
    facts, last = years
    (found,) = outcomes(joined(facts, code="R9", status="退休", last_month=6), last)["C95"].findings
    assert found.message.startswith(
        "退休人员 R9 全年 66,000.00 元（岗位工资 66,000.00 元）没有计入预算：没有规则把这些工资项发给该人员。"
    )


def test_an_item_of_another_pack_is_shown_as_it_was_entered(years):
    facts, last = years
    (found,) = outcomes(joined(facts, "town_subsidy", 30_000, code="S9"), last)["C95"].findings
    assert found.message.startswith(
        "在职人员 S9 录入的town_subsidy 300.00 元（参数包没有说明按月还是按年）没有计入预算："
    )


def test_somebody_without_any_pay_is_named(years):
    facts, last = years
    (found,) = outcomes(joined(facts, amount=0, code="S9"), last)["C95"].findings
    assert found.message.startswith("在职人员 S9 没有计入预算：没有录入工资项。")
    (found,) = outcomes(joined(facts, amount=0, code="L1", status="离休"), last)["C95"].findings
    assert "没有适用于“事业”类别、“离休”状态的发放规则" in found.message


def test_names_stay_in_the_book(years):
    """An accepted error is printed on the cover, so it says the code or the row."""
    facts, last = years
    (found,) = outcomes(joined(facts, name="张三丰", status="离休", post="局长"), last)["C95"].findings
    assert found.message.startswith("离休人员 第 13 行（局长） 全年")


def test_wages_typed_as_lines_leave_one_warning_and_never_excuse_who_has_no_rule(years):
    facts, last = years
    typed = replace(facts, pay_items=())
    (found,) = outcomes(typed, last)["C95"].findings
    assert (found.severity, found.message.split("。")[0]) == (
        Severity.WARNING, "花名册中有 9 行没有录入任何工资项，人员经费没有测算",
    )  # fmt: skip
    more = replace(typed, people=(*typed.people, Person(id=99, code="L1", status="离休")))
    assert [f.severity for f in outcomes(more, last)["C95"].findings] == [Severity.ERROR, Severity.WARNING]


def test_a_pack_that_computes_nothing_never_passes(years, home):
    facts, last = years
    policy.own_folder().mkdir(parents=True, exist_ok=True)
    (policy.own_folder() / "空.toml").write_text('title = "空包"', encoding="utf-8")
    ended = outcomes(replace(facts, budget=replace(facts.budget, policy="空")), last)
    (found,) = ended["C95"].findings
    assert found.severity is Severity.ERROR
    assert "没有人员项目和计算规则，花名册 12 行人员都没有计入预算，请改选" in found.message
    assert not [code for code in OF_EVERYBODY if ended[code].status is Status.PASSED]


def test_without_a_pack_or_with_a_broken_value_nothing_is_checked_and_the_reason_is_true(years):
    facts, last = years
    bare = outcomes(replace(facts, budget=replace(facts.budget, policy="")), last)
    assert (bare["C95"].status, bare["C95"].note) == (Status.NOT_CHECKED, "没有选择政策参数")
    broken = outcomes(replace(facts, parameters=(ParameterValue(parameter="rate.pension", value="x"),)), last)
    assert (broken["C95"].status, broken["C95"].note) == (Status.NOT_CHECKED, "本账本参数有错误（见 C42），没有计算")
    assert broken["C42"].status is Status.FAILED
    assert broken["C96"].status is Status.NOT_CHECKED
    nobody = outcomes(replace(facts, people=(), pay_items=()), last)
    assert nobody["C95"].status is Status.NOT_APPLICABLE


def test_local_values_without_a_pack_are_not_said_to_be_valid(years):
    facts, last = years
    unused = own_values(facts, ["rate.pension"])
    bare = replace(unused, budget=replace(facts.budget, policy=""), pay_items=())
    ended = outcomes(bare, last)["C42"]
    assert (ended.status, ended.note) == (Status.NOT_CHECKED, "没有选择政策参数")


def test_an_own_value_without_its_document_is_told(years):
    facts, last = years
    own = own_values(facts, ["rate.housing", "publish.days"])
    assert outcomes(own, last)["C42"].status is Status.PASSED
    bare = replace(own, parameters=tuple(replace(p, reference="") for p in own.parameters))
    (found,) = outcomes(bare, last)["C42"].findings
    assert (found.severity, found.message) == (
        Severity.WARNING, "参数“住房公积金 单位比例”没有写明依据，请在“本账本参数”中填写文号",
    )  # fmt: skip


class TestExamples:
    @pytest.mark.parametrize("stage", list(Stage))
    def test_they_are_a_warning_in_the_draft_and_an_error_from_the_first_report_on(self, stage, years):
        facts, last = years
        (found,) = outcomes(replace(facts, budget=replace(facts.budget, stage=str(stage))), last)["C96"].findings
        assert found.severity is (Severity.WARNING if stage is Stage.DRAFT else Severity.ERROR)
        assert "住房公积金 单位比例" in found.message
        assert "养老保险" not in found.message

    def test_the_county_s_own_values_take_them_away(self, years):
        facts, last = years
        names = ["rate.housing"]
        (found,) = outcomes(own_values(facts, names), last)["C96"].findings
        assert "17 个示例参数" in found.message
        assert "住房公积金 单位比例" not in found.message
        (found,) = outcomes(own_values(facts, names, "2025-07-01"), last)["C96"].findings
        assert "住房公积金 单位比例" in found.message

    def test_what_nothing_is_computed_with_is_no_matter(self, years):
        facts, last = years
        empty = replace(facts, people=(), pay_items=(), assets=(), quota_splits=())
        assert outcomes(empty, last)["C96"].status is Status.NOT_APPLICABLE

    def test_a_draft_stays_one_that_can_be_exported(self, years):
        facts, last = years
        disclosure = pipeline.disclose(facts, last, FORM)
        assert not [f for f in disclosure.errors if f.code == "C96"]


def local(facts, **values):
    known = tuple(
        ParameterValue(parameter=name.replace("__", "."), valid_from="2025-01-01", value=value)
        for name, value in values.items()
    )
    return replace(facts, parameters=(*facts.parameters, *known))


@pytest.mark.parametrize(("rate", "found"), [("0.05", False), ("0.12", False), ("0.0499", True), ("0.1201", True)])
def test_a_housing_rate_stays_within_five_and_twelve_percent(rate, found, facts, messages):
    assert bool(messages("C41", local(facts, rate__housing=rate))) is found


def test_floor_and_ceiling_are_about_five_apart(facts, messages):
    for ceiling, found in ((4100 * 4.5, False), (4100 * 5.5, False), (4100 * 5.6, True), (4100 * 4.4, True)):
        changed = local(facts, **{"si__base__floor": "4100", "si__base__ceiling": f"{ceiling:.0f}"})
        assert bool(messages("C40", changed)) is found, ceiling


@pytest.mark.parametrize("name", ["rate__medical", "rate__welfare"])
def test_a_rate_of_more_than_the_whole_is_an_error(name, facts, outcome):
    (found,) = outcome("C41", local(facts, **{name: "8"})).findings
    assert found.severity is Severity.ERROR
    assert "为 8，大于 1；比例请写成小数" in found.message


@pytest.mark.parametrize("name", ["si", "hf"])
def test_a_floor_above_its_ceiling_is_an_error(name, facts, outcome):
    (found,) = outcome("C40", local(facts, **{f"{name}__base__floor": "90000"})).findings
    assert found.severity is Severity.ERROR
    assert "基数下限”高于“" in found.message


def test_a_declared_base_out_of_the_limits_is_called_declared(facts, messages):
    who = facts.people[0]
    base = DeclaredBase(id=900, person_id=who.id, insurance="养老保险", amount=99_999_00)
    told = messages("C39", replace(facts, declared_bases=(base,)))
    assert any(f"{who.code} 养老保险核定基数 99,999.00 不在上下限内" in text for text in told)


def test_clamped_bases_are_told_as_information(facts, outcome):
    found = outcome("C39", facts)
    assert {f.severity for f in found.findings} == {Severity.INFO}
    assert all("已按" in f.message for f in found.findings)
    lower = outcome("C39", local(facts, si__base__floor="1000"))
    assert not [f for f in lower.findings if "S7 养老保险" in f.message]


def test_a_base_is_told_once_where_a_new_value_leaves_it_as_it_was(facts, messages):
    floor = "si.base.floor"
    before = messages("C39", local(facts, si__base__floor="9000"))
    days = ("2025-01-01", "2025-07-01")
    twice = tuple(ParameterValue(parameter=floor, valid_from=day, value="9000") for day in days)
    assert before
    assert messages("C39", replace(facts, parameters=(*facts.parameters, *twice))) == before
    risen = (twice[0], replace(twice[1], value="9500"))
    told = messages("C39", replace(facts, parameters=(*facts.parameters, *risen)))
    assert len(told) > len(before) == len(set(before))
    assert any("已按 9,500.00 计" in text for text in told)


def test_an_annuity_is_half_of_the_pension_insurance(facts, messages):
    assert messages("C43", facts) == []
    line = DirectLine(id=900, function_code="2080506", economic_code="30109", nature="人员", amount=1_000_000)
    assert "应约为 0.50" in messages("C43", replace(facts, lines=(line,)))[0]


def test_housing_money_that_was_typed_besides_is_told(facts, messages):
    assert messages("C44", facts) == []
    line = DirectLine(id=900, function_code="2210201", economic_code="30113", nature="人员", amount=1)
    assert "相差 0.01 元" in messages("C44", replace(facts, lines=(line,)))[0]


@pytest.mark.parametrize(("months", "found"), [("1", False), ("1.1", True)])
def test_a_bonus_of_one_month_is_the_most(months, found, facts, messages):
    assert bool(messages("C46", local(facts, bonus13__months=months))) is found


@pytest.mark.parametrize("code", ["C39", "C40", "C41", "C43", "C44", "C46"])
def test_without_people_or_without_policy_it_is_not_passed(code, facts, outcome):
    nobody = replace(facts, people=(), pay_items=())
    assert outcome(code, nobody).status is Status.NOT_APPLICABLE
    unknown = replace(facts, budget=replace(facts.budget, policy=""))
    assert outcome(code, unknown).status is Status.NOT_CHECKED


def test_nothing_computed_reads_as_passed_without_the_pack(disclosures):
    made = disclosures["qinghe_2025"]
    facts = replace(made.facts, budget=replace(made.facts.budget, policy="nix"))
    outcomes = {o.code: o for o in pipeline.disclose(facts, made.last, made.form).outcomes}
    whole = OF_EVERYBODY
    assert whole
    assert not [code for code in whole if outcomes[code].status is Status.PASSED]
    assert any("没有安装参数包“nix”" in f.message for f in outcomes["C42"].findings)


def test_a_pack_missing_for_last_year_is_said_too(disclosures):
    made = disclosures["qinghe_2025"]
    last = replace(made.last, budget=replace(made.last.budget, policy="nix"))
    outcomes = {o.code: o for o in pipeline.disclose(made.facts, last, made.form).outcomes}
    assert [f.message for f in outcomes["C42"].findings if "2024年" in f.message] == [
        "没有安装参数包“nix”，2024年人员和公用经费没有计算；请在“人员”页另选"
    ]
