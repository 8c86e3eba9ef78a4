"""What the parameters do not say is not checked: standards of assets, thresholds and the catalogue of procurement."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.catalog import policy
from desktop.compute import policy_values
from desktop.findings import Status
from desktop.layouts.form import loader
from desktop.ledger.records import AssetPlan, DirectLine, ParameterValue, Procurement

FORM = loader.load("chongqing/2023")


@pytest.fixture
def years(sample_facts):
    return sample_facts["qinghe_2025"]


@pytest.fixture
def without(monkeypatch):
    """Take the values of some parameters out of the pack."""

    def take(*prefixes):
        pack = policy.load("example")
        parameters = {
            name: replace(p, values=()) if name.startswith(prefixes) else p for name, p in pack.parameters.items()
        }
        other = replace(pack, parameters=parameters)
        monkeypatch.setattr(policy_values.of_budget, "__defaults__", (lambda _: other,))

    return take


def outcome(code, facts, last):
    return next(o for o in pipeline.disclose(facts, last, FORM).outcomes if o.code == code)


def test_an_asset_without_a_standard_is_not_checked_by_name(years):
    facts, last = years
    ended = outcome("C59", facts, last)
    assert (ended.status, ended.note) == (
        Status.NOT_CHECKED, "参数中没有“高拍仪”、“A4黑白打印机”的配置标准，请人工核对",
    )  # fmt: skip
    known = replace(facts, asset_plans=tuple(a for a in facts.asset_plans if a.name == "台式计算机"))
    assert outcome("C59", known, last).status is Status.PASSED


def test_a_standard_typed_under_a_name_the_pack_does_not_have_never_passes(years):
    facts, last = years
    typed = ParameterValue(parameter="asset.standard.高拍仪", valid_from="2025-01-01", value="1")
    changed = replace(facts, parameters=(typed,))
    assert outcome("C59", changed, last).status is Status.NOT_CHECKED
    assert "“asset.standard.高拍仪”不是参数包" in outcome("C42", changed, last).findings[0].message


def test_an_asset_over_its_standard_is_found_although_others_have_none(years):
    facts, last = years
    dear = replace(facts, asset_plans=tuple(replace(a, price=500_001) for a in facts.asset_plans))
    found = [f.message for f in outcome("C59", dear, last).findings]
    assert "资产“台式计算机”超过配置标准（5,000.01 > 5000），请说明或调整" in found
    exact = replace(facts, asset_plans=tuple(replace(a, price=500_000, quantity=1) for a in facts.asset_plans))
    assert not outcome("C59", exact, last).findings


@pytest.mark.parametrize(
    ("prefixes", "note"),
    [
        (("procurement.threshold.服务",), "没有服务采购限额标准（"),
        (("procurement.threshold.货物", "procurement.threshold.工程"), "没有货物采购限额标准、工程采购限额标准（"),
        (("procurement.catalogue.",), "没有集中采购目录（"),
        (("procurement.",), "没有本地集中采购目录和限额标准（"),
    ],
)
def test_c57_says_which_standard_is_missing(prefixes, note, years, without):
    facts, last = years
    assert outcome("C57", facts, last).status is Status.PASSED
    without(*prefixes)
    ended = outcome("C57", facts, last)
    assert ended.status is Status.NOT_CHECKED
    assert ended.note.startswith(note)


def test_a_threshold_of_what_nobody_buys_is_not_missed(years, without):
    facts, last = years
    without("procurement.threshold.工程", "procurement.catalogue.")
    services = replace(
        facts,
        asset_plans=(),
        project_lines=tuple(x for x in facts.project_lines if x.economic_code in ("30226", "30209")),
    )
    assert outcome("C57", services, last).status is Status.PASSED


def test_nothing_bought_after_a_year_with_procurement_is_asked_about(years):
    facts, last = years
    empty = replace(facts, procurements=())
    found = [finding.message for finding in outcome("C57", empty, facts).findings]
    assert "没有录入政府采购，说明和公开表写 0；上年有 6 项" in found[0]
    assert not any(
        "没有录入政府采购" in f.message for f in outcome("C57", empty, replace(last, procurements=())).findings
    )


def goods(facts, **changed):
    project = next(p for p in facts.projects if p.code == "P1")
    base = Procurement(
        id=90, kind="服务", item="新采购", project_id=project.id, economic_code="30207", quantity=1, amount=3_600_000
    )
    return replace(facts, procurements=(replace(base, **changed),))


@pytest.mark.parametrize(("amount", "found"), [(3_600_000, False), (3_600_001, True)])
def test_what_is_bought_is_at_most_what_the_project_spends_on_it(amount, found, facts, messages):
    assert bool(messages("C54", goods(facts, amount=amount))) is found


def test_two_purchases_of_one_subject_count_together(facts, messages):
    one = goods(facts, amount=2_000_000)
    both = replace(one, procurements=(*one.procurements, replace(one.procurements[0], id=91)))
    assert messages("C54", one) == []
    assert "采购 40,000.00 元，超过预算 36,000.00 元" in messages("C54", both)[0]


def test_a_purchase_without_project_and_subject_cannot_be_compared(facts, outcome):
    assert outcome("C54", goods(facts, project_id=None, economic_code="")).status is Status.NOT_CHECKED
    assert outcome("C56", goods(facts, economic_code="")).status is Status.NOT_CHECKED


def test_quantity_times_price_is_the_amount_where_a_price_is_given(facts, messages, outcome):
    assert messages("C55", goods(facts, quantity=3, price=100, amount=300)) == []
    unpriced = outcome("C55", goods(facts, quantity=3, price=None, amount=301))
    assert (unpriced.status, unpriced.note) == (
        Status.NOT_CHECKED,
        "有 1 项采购没有填写单价，没有核对数量乘单价",
    )
    assert "3 × 1.00 = 3.00，与金额 3.01 不相等" in messages("C55", goods(facts, quantity=3, price=100, amount=301))[0]


@pytest.mark.parametrize(
    ("reserved", "micro", "expected"),
    [
        (300, 300, ""),
        (0, None, ""),
        (301, None, "预留中小企业 3.01 元，应在 0 和金额 3.00 元之间"),
        (200, 201, "预留小微企业 2.01 元，应在 0 和预留中小企业 2.00 元之间"),
        (None, 400, "预留小微企业 4.00 元，应在 0 和金额 3.00 元之间"),
        (-1, None, "预留中小企业 -0.01 元"),
    ],
)
def test_what_is_kept_for_small_businesses_is_a_part_of_the_purchase(reserved, micro, expected, facts, messages):
    bought = goods(facts, quantity=3, price=100, amount=300, reserved=reserved, reserved_micro=micro)
    found = messages("C55", bought)
    assert expected in found[0] if expected else found == []


@pytest.mark.parametrize(
    ("kind", "economic", "found"),
    [("货物", "31002", False), ("货物", "30218", False), ("货物", "30209", True), ("工程", "30213", False),
     ("工程", "30209", True), ("服务", "30209", False), ("服务", "31002", True), ("服务", "31007", False)],
)  # fmt: skip
def test_the_kind_fits_the_subject(kind, economic, found, facts, messages):
    assert bool(messages("C56", goods(facts, kind=kind, economic_code=economic))) is found


def test_without_local_limits_the_threshold_is_not_passed(facts, outcome):
    unknown = replace(facts, budget=replace(facts.budget, policy=""))
    assert outcome("C57", unknown).status is Status.NOT_CHECKED


@pytest.mark.parametrize(("limit", "found"), [("36000", True), ("36000.01", False)])
def test_a_line_at_the_threshold_needs_a_purchase(limit, found, facts, messages):
    value = ParameterValue(parameter="procurement.threshold.服务", valid_from="2025-01-01", value=limit)
    known = replace(facts, parameters=(*facts.parameters, value))
    assert bool([m for m in messages("C57", known) if "30207" in m]) is found
    bought = replace(goods(known), procurements=(*known.procurements, *goods(known).procurements))
    assert not [m for m in messages("C57", bought) if "30207" in m]


def test_wages_of_helpers_are_not_procurement(facts, messages):
    value = ParameterValue(parameter="procurement.threshold.服务", valid_from="2025-01-01", value="1")
    assert not [m for m in messages("C57", replace(facts, parameters=(*facts.parameters, value))) if " 30226 " in m]


def test_bought_services_are_services(facts, messages, outcome):
    assert messages("C58", goods(facts, purchased_service=1)) == []
    assert "采购类别是货物" in messages("C58", goods(facts, purchased_service=1, kind="货物"))[0]
    assert outcome("C58", goods(facts)).status is Status.NOT_APPLICABLE


def test_services_marked_in_expenditure_only_are_told(facts, messages, outcome):
    line = DirectLine(id=900, function_code="2010350", economic_code="30227", amount=5_000_00, purchased_service=1)
    bare = replace(facts, procurements=(), lines=(line,))
    (told,) = messages("C58", bare)
    assert "1 行 5,000.00 元" in told and "只有 0.00 元" in told
    item = Procurement(id=90, kind="服务", item="物业", amount=5_000_00, purchased_service=1)
    assert messages("C58", replace(bare, procurements=(item,))) == []
    assert len(messages("C58", replace(bare, procurements=(replace(item, amount=4_999_99),)))) == 1
    assert outcome("C58", replace(bare, lines=(replace(line, purchased_service=0),))).status is Status.NOT_APPLICABLE


def test_assets_stay_within_their_standard_and_the_capital_lines(facts, messages, outcome):
    project = next(p for p in facts.projects if p.code == "P1")
    plan = AssetPlan(id=90, name="台式计算机", quantity=1, price=500_000, project_id=None)
    assert not [m for m in messages("C59", replace(facts, asset_plans=(plan,))) if "配置标准" in m]
    dear = replace(facts, asset_plans=(replace(plan, price=500_001),))
    assert "5,000.01 > 5000" in messages("C59", dear)[0]
    without_money = replace(facts, asset_plans=(replace(plan, project_id=project.id),))
    assert "超过资本性支出 0.00 元" in messages("C59", without_money)[0]
    assert outcome("C59", replace(facts, asset_plans=())).status is Status.NOT_APPLICABLE
