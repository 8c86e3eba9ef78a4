"""Which money “三公” is counted of: tables, sentences and checks follow what the place has chosen."""

import pytest

from desktop import pipeline
from desktop.compute import drafting
from desktop.compute.policy_values import PolicyValues
from desktop.layouts.form import loader, scope
from tests import cases_2027
from tests.small_cases import small_cases

FORMS = ("national/2023", "shaanxi/2023", "shanghai/2025", "henan/2022", "chongqing/2023", "guizhou/2025", "gansu/2025")


@pytest.fixture
def hospital(monkeypatch):
    """Return the disclosure of the hospital, which pays 68,000 元 of 三公 from its own income."""
    case = cases_2027.load("hospital_2027")

    def disclosed(chosen, key):
        case["policy"]["choices"]["three_public_scope"]["value"] = chosen
        values = PolicyValues(cases_2027.pack_of(case), 2027)
        facts = cases_2027.book_of(case)
        drafted = drafting.draft(facts, values)
        monkeypatch.setattr(drafting, "draft", lambda *_, **__: drafted)
        return pipeline.disclose(facts, None, loader.load(key))

    return disclosed


@pytest.mark.parametrize("key", FORMS)
def test_all_money_is_counted_in_table_text_and_title(hospital, key):
    found = hospital("全口径", key)
    assert found.sum("three_public") == 68_000_00
    table = found.table("three_public")
    amounts = {cell.amount for block in table.blocks for row in block.rows for cell in row.cells}
    assert {68_000_00, 60_000_00, 8_000_00} <= amounts
    assert "一般公共预算“三公”" not in table.title
    assert "一般公共预算“三公”" not in found.narrative.text
    assert scope.NOTE["全口径"] in table.notes
    wrong = [o.code for o in found.outcomes if o.findings and o.code in ("C63", "C64", "C65", "C66")]
    ties = [f.message for o in found.outcomes for f in o.findings if "三公" in f.message and f.severity == "错误"]
    assert (wrong, ties) == ([], [])


@small_cases("key", FORMS)
def test_what_the_terms_say_is_the_scope_too(key):
    """名词解释 of “三公” names the money that is counted: not the general budget's beside figures of all money."""
    form = loader.load(key)
    usual = [text for name, text in form.glossary if name == "“三公”经费"]
    for chosen, money in (("全口径", "各种资金"), ("财政拨款", "财政拨款")):
        told = [text for name, text in scope.of_three_public(form, chosen).glossary if name == "“三公”经费"]
        assert len(told) == len(usual)
        assert all(f"{money}安排的因公出国" in text and "一般公共预算" not in text for text in told)


@pytest.mark.parametrize("key", FORMS)
def test_the_usual_scope_is_the_general_budget(hospital, key):
    found = hospital("一般公共预算", key)
    assert found.sum("three_public") == 0
    assert found.form.measures[scope.MEASURE] == loader.load(key).measures[scope.MEASURE]


def test_fiscal_money_is_more_than_the_general_budget_and_less_than_all(hospital):
    found = hospital("财政拨款", "national/2023")
    assert found.sum("three_public") == 0
    assert found.table("three_public").title.startswith("财政拨款“三公”")
    assert dict(found.measure("three_public").where)["fund"] == scope.FUNDS["财政拨款"]


def test_a_form_that_prints_both_stays_as_it_is():
    form = loader.load("guangxi/2022")
    assert scope.of_three_public(form, "全口径") is form


def test_a_form_is_made_once_for_a_scope():
    form = loader.load("national/2023")
    assert scope.of_three_public(form, "全口径") is scope.of_three_public(form, "全口径")
    assert scope.of_three_public(form, "一般公共预算") is form
