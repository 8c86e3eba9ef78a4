"""What the parameters do not say is not checked: standards of assets, thresholds and the catalogue of procurement."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.catalog import policy
from desktop.compute import policy_values
from desktop.findings import Status
from desktop.layouts import loader
from desktop.ledger.records import ParameterValue

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
