"""The real disclosures: every printed figure and every expected sum of a case file is reproduced."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.catalog.measures import make_filter
from desktop.layouts.tables.figures import change_percent, share_percent, versus_text
from desktop.money import half_up, parse_yuan
from tests.small_cases import small_cases

CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in Path(__file__).parent.glob("cases/*.json")}
FUND = {"一般公共预算拨款": "一般公共预算"}
NATURE = {"基本-人员": "人员", "基本-公用": "公用", "项目": "项目"}


def dropped(case) -> set[str]:
    return {entry for contradiction in case["contradictions"] for entry in contradiction["dropped"]}


def figure_params():
    for name, case in CASES.items():
        for entry in case["figures"]:
            yield pytest.param(name, entry, id=entry["id"])


def printed_like(fen: int, text: str) -> str:
    """Our amount with as many decimals as the document printed."""
    decimals = len(text.partition(".")[2])
    steps = half_up(fen * 10**decimals, 1_000_000)
    return str(Decimal(steps).scaleb(-decimals))


ALSO_IN_TEXT = ("task_",)
"""Numbers of a free text (年度工作任务): they are the unit's own words, so they are looked for in the text."""


@small_cases(("name", "entry"), list(figure_params()))
def test_every_figure_of_the_document(name, entry, own_layouts):
    disclosure = own_layouts[name]
    skipped = dropped(CASES[name])
    figures = disclosure.narrative.figures
    if entry["quantity"].startswith(ALSO_IN_TEXT):
        assert entry["value"] + entry["unit"] in disclosure.narrative.text
        return
    assert entry["quantity"] in figures, "the narrative does not print this figure"
    figure = figures[entry["quantity"]]
    value = entry.get("value")
    if value is not None and f"{entry['id']}:value" not in skipped:
        assert figure.unit.startswith(entry["unit"]) or figure.unit == SAME_UNIT.get(entry["unit"])
        assert Decimal(figure.shown) == Decimal(value)
        if figure.fen is not None and entry["unit"] == "万元":
            assert printed_like(figure.fen, value) == value
        assert (figure.zero_text if figure.is_zero and figure.zero_text else figure.shown) in disclosure.narrative.text
    if "compare" in entry:
        check_comparison(entry, figure, disclosure, skipped)
    share = entry.get("share_percent")
    if share is not None and f"{entry['id']}:share" not in skipped:
        whole = figures[whole_of(name, entry)]
        printed = share_percent(figure, whole, disclosure.form)
        assert printed == share + "%"
        assert f"占{printed}" in disclosure.narrative.text or f"预算{printed}" in disclosure.narrative.text


SAME_UNIT = {"台": "台（套）", "类": "类"}


def whole_of(name, entry):
    """The quantity a share is of."""
    quantities = {one["id"]: one["quantity"] for one in CASES[name]["figures"]}
    return quantities[entry["share_of"]]


def check_comparison(entry, figure, disclosure, skipped):
    stated = entry["compare"]
    change = figure.change
    assert change is not None
    amount = stated.get("last_year_change")
    if f"{entry['id']}:change" in skipped:
        return
    if amount is not None:
        assert printed_like(abs(change.difference), amount) == amount
    direction = entry.get("direction_resolved", stated["direction"])
    if f"{entry['id']}:direction" in skipped:
        direction = entry["direction_resolved"]
    if amount is not None and Decimal(amount) == 0:
        direction = "flat"  # the document prints "减少0万元"; its contradiction note wants 持平
    words = {"increase": "增加", "decrease": "减少", "flat": "持平"}
    if direction in ("none", "unfilled"):
        direction = "flat"  # printed without a comparison, or with the template's 增（减）: nothing changed
    assert str(change.printed_direction(disclosure.form.text_style)) == words[direction]
    percent = stated.get("percent")
    if percent is not None and Decimal(percent) != 0 and f"{entry['id']}:percent" not in skipped:
        assert change_percent(figure, disclosure.form) == percent + "%"
        assert f"{percent}%" in versus_text(figure, disclosure.form, disclosure.facts.budget.year)
    if stated.get("implied_last_year"):
        assert printed_like(change.prior, stated["implied_last_year"]) == stated["implied_last_year"]


def test_dropped_figure_prints_what_the_case_resolved(own_layouts):
    assert dropped(CASES["wuxi_2023"]) >= {"wx.performance_general_budget:value"}
    assert own_layouts["wuxi_2023"].narrative.figures["performance_general_budget"].shown == "135"


WHERE = {
    "by_fund": ("fund", lambda key: FUND[key]),
    "by_function_class": ("function", str),
    "by_function_item": ("function", str),
    "by_dept_econ_class": ("economic", str),
    "by_dept_econ_item": ("economic", str),
    "by_gov_econ_class": ("government", str),
    "by_gov_econ_item": ("government", str),
    "by_nature": ("nature", lambda key: NATURE[key]),
    "by_project": ("project", str),
    "basic_by_dept_econ_class": ("economic", str),
    "project_by_dept_econ_class": ("economic", str),
}
EXTRA = {"basic_by_dept_econ_class": ["人员", "公用"], "project_by_dept_econ_class": ["项目"]}


@small_cases("name", sorted(CASES))
def test_every_expected_sum(name, own_layouts):
    disclosure, expected = own_layouts[name], CASES[name]["expected"]
    cube, year = disclosure.cube, disclosure.facts.budget.year
    compared = 0
    for group, content in expected.items():
        if group == "note":
            continue
        sums = {"": content} if group in ("total", "operating_fund") else content
        for key, amounts in sums.items():
            where = {"side": ["支出"]}
            if group == "operating_fund":
                filters = disclosure.form.measures["operating_fund"].where
            else:
                if group in WHERE:
                    dimension, spell = WHERE[group]
                    where[dimension] = [spell(key)]
                if group in EXTRA:
                    where["nature"] = EXTRA[group]
                filters = make_filter(where, "test")
            assert cube.sum(filters, year) == parse_yuan(amounts["this_year_yuan"]), (group, key)
            assert cube.sum(filters, year - 1) == parse_yuan(amounts["last_year_yuan"]), (group, key)
            compared += 2
    assert compared > 50


@small_cases("name", sorted(CASES))
def test_relations_between_figures_hold(name, own_layouts):
    """The relations the case states hold exactly on our figures (in 分), tails of the document aside."""
    figures = own_layouts[name].narrative.figures
    quantity = {entry["id"]: entry["quantity"] for entry in CASES[name]["figures"]}

    def amount(figure_id, check):
        figure = figures[quantity[figure_id]]
        if figure.fen is None:
            return int(figure.shown)
        return figure.change.difference if check == "change" else figure.fen

    for relation in CASES[name]["relations"]:
        check = relation.get("check", "value")
        parts = [amount(part, check) for part in relation["parts"]]
        if relation["type"] == "sum":
            assert sum(parts) == amount(relation["total"], check), relation["id"]
        elif relation["type"] == "equal":
            assert len(set(parts)) == 1, relation["id"]
        elif relation["type"] == "at_most":
            known = any(
                f"at_most:{relation['id']}" in c["auto"] and not c["dropped"] for c in CASES[name]["contradictions"]
            )
            assert (sum(parts) <= amount(relation["total"], check)) is not known, relation["id"]
        elif relation["type"] == "less_than":
            assert sum(parts) < amount(relation["total"], check), relation["id"]
        elif relation["type"] == "share_sum":
            shares = [Decimal(shown_share(name, own_layouts[name], part)) for part in relation["parts"]]
            assert abs(sum(shares) - 100) <= Decimal(len(shares)) / 2, relation["id"]
        elif relation["type"] == "ratio":
            assert parts, relation["id"]  # 职业年金 and 养老保险: C43 reports a ratio out of its band
        elif relation["type"] == "constant":
            assert sum(parts) == int(relation["constant"]), relation["id"]
        else:
            pytest.fail(f"unknown relation {relation['type']}")


def shown_share(name, disclosure, part):
    entry = next(one for one in CASES[name]["figures"] if one["id"] == part)
    figures = disclosure.narrative.figures
    if "share_of" not in entry:
        return "0"
    return share_percent(figures[entry["quantity"]], figures[whole_of(name, entry)], disclosure.form).rstrip("%")


@pytest.mark.parametrize("name", sorted(CASES))
def test_samples_raise_no_error(name, own_layouts):
    assert [finding for finding in own_layouts[name].errors if finding.code != "C140"] == []
