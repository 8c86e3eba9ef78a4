"""The worked example, entered as people, quotas and projects: every line and every expected figure, to the 分."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.catalog import policy
from desktop.catalog.measures import make_filter
from desktop.compute import drafting, explain, lines
from desktop.compute.cube import Cube
from desktop.compute.people import contributions, personnel, staff
from desktop.layouts.form import loader
from desktop.ledger.records import ParameterValue
from desktop.money import YUAN, half_up, parse_yuan, percent_steps
from tests.small_cases import small_cases

CASE = json.loads((Path(__file__).parents[1] / "worked" / "worked_example.json").read_text(encoding="utf-8"))
EXPECTED = CASE["expected"]
FORM = loader.load("chongqing/2023")


@pytest.fixture
def facts(sample_facts):
    return sample_facts["qinghe_2025"][0]


@pytest.fixture
def qinghe(disclosures):
    return disclosures["qinghe_2025"]


def key_of(line):
    return (line.function, line.economic, line.government, line.fund, line.carry, line.amount)


def test_the_124_lines_come_out_exactly(facts):
    ours = Counter(key_of(line) for line in drafting.of_budget(facts) if line.side == "支出")
    theirs = Counter(
        (
            e["func"],
            e["dep_econ"],
            e["gov_econ"],
            e["fund"],
            "结转" if e["carry_over"] else "当年",
            parse_yuan(e["amount"]),
        )
        for e in CASE["ledger"]
    )
    assert ours == theirs
    assert sum(ours.values()) == 124
    assert sum(key[-1] * count for key, count in ours.items()) == 178_639_088


def test_every_person_s_bases_and_contributions(facts):
    values = drafting.draft(facts).values
    items = personnel.items_by_person(facts)
    people = {p.code: p for p in facts.people if p.status == "在职"}
    pay = {rule.id: rule for rule in values.policy.pay}
    funds = {rule.id: rule for rule in values.policy.contributions}
    for row in EXPECTED["staff"]:
        person = people[row["id"]]
        own = items[person.id]
        assert personnel.months_of(person) == row["months"]
        for rule_id, key in (
            ("basic_wage", "basic"),
            ("allowances", "allowance"),
            ("bonus", "bonus"),
            ("performance", "perf"),
        ):
            assert personnel.pay(pay[rule_id], staff.alone(person, own), values) == parse_yuan(row[key]), (
                row["id"],
                key,
            )
        for rule_id in ("pension", "annuity", "medical", "medical_cs", "injury", "unemployment", "housing"):
            assert contributions.contribution(funds[rule_id], staff.alone(person, own), values) == parse_yuan(
                row[rule_id]
            )
        for rule_id, key in (("pension", "base_pension"), ("medical", "base_medical"), ("housing", "base_housing")):
            (stretch,) = contributions.stretches(funds[rule_id], staff.alone(person, own), values)
            assert stretch.base == parse_yuan(row[key])
        assert contributions.stretches(funds["pension"], staff.alone(person, own), values)[0].raw == parse_yuan(
            row["base_raw"]
        )


GROUPS = {
    "by_function_item": ("function", {}),
    "by_function_class": ("function", {}),
    "by_dep_econ": ("economic", {}),
    "by_dep_econ_class": ("economic", {}),
    "by_gov_econ": ("government", {}),
    "basic_by_dep_econ_general": ("economic", {"nature": ["人员", "公用"], "fund": ["一般公共预算"]}),
}


@small_cases("group", GROUPS)
def test_expected_sums(group, qinghe):
    dimension, extra = GROUPS[group]
    for code, yuan in EXPECTED[group].items():
        where = make_filter({"side": ["支出"], dimension: [code], **extra}, "test")
        assert qinghe.cube.sum(where) == parse_yuan(yuan), code


def test_expected_totals_and_named_figures(qinghe):
    def total(measure):
        return qinghe.cube.sum(qinghe.form.measures[measure].where)

    totals = EXPECTED["totals"]
    for measure, key in (
        ("income_current", "income_current"), ("income_carried", "carry_in_general"), ("income_total", "income_total"),
        ("outlay_total", "expenditure_total"), ("basic", "basic"), ("project", "project"),
        ("personnel", "personnel"), ("public", "public"),
    ):  # fmt: skip
        assert total(measure) == parse_yuan(totals[key]), measure
    assert total("three_public") == parse_yuan(EXPECTED["three_public"]["“三公”经费合计"])
    assert total("operating_fund") == parse_yuan(EXPECTED["operating_cost"])
    for kind, measure in (("货物", "goods"), ("工程", "works"), ("服务", "services")):
        assert total(f"procurement_{measure}") == parse_yuan(EXPECTED["procurement"][kind])


def test_the_same_unit_as_civil_service_managed(facts):
    """Where a place books by the kind of the unit; usually the kind of the person decides."""
    other = replace(facts, unit=replace(facts.unit, kind="参公"))
    known = drafting.draft(facts).values
    values = replace(known, policy=replace(known.policy, choices={"gov_econ_side": "按单位性质"}), results={})
    all_lines = [*lines.of_records(other), *drafting.draft(other, values).lines]
    cube = Cube(all_lines, facts.budget.year)
    for code, yuan in EXPECTED["by_gov_econ_if_cangong"].items():
        if code == "50199":
            continue  # 30107 has no 501 partner in the crosswalk: it is left to the user and reported
        # medical and housing move with the unit kind; the government side of every other pair is as expected
        assert cube.sum(make_filter({"side": ["支出"], "government": [code]}, "t")) == parse_yuan(yuan), code


def test_wan_yuan_under_policy_a(qinghe):
    expected = EXPECTED["wan_policy_A"]
    table = next(t for t in qinghe.tables if t.id == "expenditure")
    for code, shown in {**expected["by_function_item"], **expected["by_function_class"]}.items():
        assert table.find(code, "total").text == shown
    assert table.find("total", "total").text == expected["totals"]["expenditure_total"]
    assert qinghe.form.tail_note in table.notes


def test_prior_year_and_change(qinghe):
    prior = CASE["prior_year"]
    cube = qinghe.cube

    def last(measure):
        return cube.sum(qinghe.form.measures[measure].where, 2024)

    for measure, key in (("expenditure", "total"), ("basic", "basic"), ("project", "project"), ("three_public", "三公"),
                         ("operating_fund", "运行经费"), ("procurement", "采购")):  # fmt: skip
        assert last(measure) == parse_yuan(prior[key]), measure
    for code in ("201", "208", "210", "221"):
        assert cube.sum(make_filter({"side": ["支出"], "function": [code]}, "t"), 2024) == parse_yuan(prior[code])


VECTORS = [(kind, vector) for kind, listed in CASE["test_vectors"].items() for vector in listed]


@small_cases(("kind", "given"), VECTORS, ids=[f"{k}-{n}" for n, (k, _) in enumerate(VECTORS)])
def test_vectors(kind, given):
    expected = given["expected"]
    if kind == "clamp_base":
        raw, floor, ceiling = (parse_yuan(given[k]) for k in ("raw", "floor", "ceiling"))
        assert contributions.clamp_base(12 * raw, floor, ceiling, 100) == parse_yuan(expected)
    elif kind == "contribution":
        numerator, denominator = Decimal(given["rate"]).as_integer_ratio()
        monthly = half_up(parse_yuan(given["base"]) * numerator, denominator)
        assert monthly * given["months"] == parse_yuan(expected)
    elif kind == "yuan_to_wan_half_up":
        assert FORM.text_style.steps(parse_yuan(given["yuan"])) == parse_yuan(expected)
    elif kind == "parameter_by_date":
        value = policy.load("example").parameters[given["id"]].at(date.fromisoformat(given["on"]))
        assert value.value == Decimal(expected)
    elif kind == "percent_change":
        current, prior = parse_yuan(given["current"]), parse_yuan(given["prior"])
        steps = percent_steps(current - prior, prior, 2)
        assert (None if expected is None else Decimal(expected) * 100) == steps
    else:
        pytest.fail(f"unknown kind {kind}")


def amounts(facts):
    return {(one.origin.table, one.origin.record_id, one.origin.part): one.amount for one in drafting.of_budget(facts)}


DEPENDS = {
    "rate.pension": {"pension"},
    "rate.annuity": {"annuity"},
    "rate.medical": {"medical"},
    "rate.medical_cs": {"medical_cs"},
    "rate.injury": {"injury"},
    "rate.unemployment": {"unemployment"},
    "rate.housing": {"housing"},
    "bonus13.months": {"bonus", "training", "union"},
    "si.base.floor": {"pension", "annuity", "medical", "medical_cs", "injury", "unemployment"},
    "si.base.ceiling": {"pension", "annuity", "medical", "medical_cs", "injury", "unemployment"},
    "hf.base.floor": {"housing"},
    "hf.base.ceiling": {"housing"},
    "quota.other_transport": {"transport"},
    "quota.vehicle": {"vehicle"},
    "quota.retiree": {"retiree"},
    "rate.union": {"union"},
    "rate.welfare": {"welfare"},
    "rate.training": {"training"},
    "retiree.subsidy": {"retiree_subsidy"},
    "si.base.rounding": {"pension", "annuity", "medical", "medical_cs", "injury", "unemployment", "housing"},
}
NEW = {"hf.base.floor": "5000", "hf.base.ceiling": "9000", "si.base.ceiling": "9000", "si.base.floor": "7000",
       "si.base.rounding": "100", "bonus13.months": "2"}  # fmt: skip


@pytest.mark.parametrize("parameter", DEPENDS)
def test_one_local_value_moves_exactly_the_lines_that_depend_on_it(parameter, facts):
    known = policy.load("example").parameters[parameter].at(date(2025, 1, 1)).value
    value = NEW.get(parameter, str(known * 2))
    changed = replace(facts, parameters=(ParameterValue(parameter=parameter, valid_from="2025-01-01", value=value),))
    before, after = amounts(facts), amounts(changed)
    moved = {key[2] for key in before if before[key] != after.get(key)}
    assert moved == DEPENDS[parameter]


def test_every_parameter_of_the_example_is_covered():
    used = {r.rate for r in policy.load("example").contributions}
    assert used <= set(DEPENDS)
    parameters = {p for p in policy.load("example").parameters if not p.startswith("procurement.")}
    unused = parameters - set(DEPENDS)
    assert unused == {
        "quota.general",
        "si.pay.rounding",
        "asset.standard.台式计算机",
        "publish.days",
        "performance.total",
    }


def test_a_change_in_the_middle_of_the_year_splits_it(facts):
    july = ParameterValue(parameter="rate.pension", valid_from="2025-07-01", value="0.18", reference="某文〔2025〕1号")
    changed = replace(facts, parameters=(july,))
    values = drafting.draft(changed).values
    rule = next(r for r in values.policy.contributions if r.id == "pension")
    person = facts.people[0]
    found = contributions.stretches(rule, staff.alone(person, personnel.items_by_person(facts)[person.id]), values)
    assert [(s.first, s.last, s.monthly) for s in found] == [(1, 6, 156_800), (7, 12, 176_400)]
    third = facts.people[2]
    left = contributions.stretches(rule, staff.alone(third, personnel.items_by_person(facts)[third.id]), values)
    assert [(s.first, s.last) for s in left] == [(1, 6), (7, 9)]


def test_a_missing_value_is_asked_for_and_never_zero(facts, monkeypatch):
    pack = policy.load("example")
    gone = {**pack.parameters}
    floor = gone["si.base.floor"]
    gone["si.base.floor"] = replace(floor, values=(replace(floor.values[0], valid_to=date(2024, 12, 31)),))
    monkeypatch.setattr(drafting.policy_values.packs, "load", lambda _: replace(pack, parameters=gone))
    monkeypatch.setattr(drafting.policy_values.of_budget, "__defaults__", (lambda _: replace(pack, parameters=gone),))
    drafted = drafting.draft(facts)
    assert any("社保缴费基数下限" in f.message and "2025-01-01" in f.message for f in drafted.findings)
    assert not any(line.origin.part == "pension" for line in drafted.lines)
    assert any(line.origin.part == "housing" for line in drafted.lines)


def test_every_line_is_explained_down_to_its_source(facts):
    drafted = drafting.draft(facts)
    everything = lines.of_records(facts) + drafted.lines
    for line in drafted.lines:
        tree = explain.explain(facts, drafted.values, line, everything)
        assert tree.value == f"{YUAN.show(line.amount)} 元"
        text = "\n".join(tree.lines())
        if line.origin.part in ("pension", "union"):
            assert "依据：" in text
    pension = next(one for one in drafted.lines if one.origin.part == "pension" and one.origin.record_id == 7)
    text = "\n".join(explain.explain(facts, drafted.values, pension, everything).lines())
    assert "缴费基数：4,100.00 元（计算值 3,670.00 元，已按上下限调整）" in text
    assert "16%（自 2019-05-01 起，参数包，依据：国办发〔2019〕13号）" in text


def test_a_group_row_counts_like_so_many_people(facts):
    one = replace(facts, people=facts.people[:1])
    group = replace(facts, people=(replace(facts.people[0], headcount=3),))
    assert sum(one.amount for one in personnel.lines(group, drafting.draft(group).values)) == 3 * sum(
        one.amount for one in personnel.lines(one, drafting.draft(one).values)
    )
