"""The reasons of changes (增减原因): what is asked for is printed, and every layout says why 三公 changed."""

from dataclasses import replace

import pytest

from desktop.layouts.form import loader
from tests.layouts.words.writing import written

LAYOUTS = sorted(loader.available())
SPENT = ("abroad", "reception", "vehicle_operation", "vehicle_purchase")


def asked_for(narrative):
    """The figures whose reason a person can type, as the window lists them."""
    return {each.id for each in narrative.figures.values() if each.reason and each.id in narrative.explained}


@pytest.mark.parametrize("key", LAYOUTS)
def test_each_reason_that_is_asked_for_is_printed(sample_facts, key):
    form = loader.load(key)
    for facts, last in (sample_facts["qinghe_2025"], sample_facts["luolong_2022"]):
        empty = written(form, replace(facts, reasons={}), last)
        asked = asked_for(empty)
        assert asked == empty.explained, "what a sentence asks for can be typed"
        reasons = {each: f"缘由{number}项" for number, each in enumerate(sorted(asked), 1)}
        text = written(form, replace(facts, reasons=reasons), last).text
        assert [each for each, reason in reasons.items() if reason not in text] == []


def test_a_reason_the_sentences_have_no_place_for_is_not_asked_for(sample_facts):
    """Henan compares the totals and 三公, not 基本支出: a reason typed for it was never printed."""
    facts, last = sample_facts["luolong_2022"]
    narrative = written(loader.load("henan/2022"), facts, last)
    assert narrative.figures["basic_total"].reason
    assert facts.reasons["basic_total"]
    assert "basic_total" not in asked_for(narrative)
    assert "income_total" in asked_for(narrative)


@pytest.mark.parametrize("key", LAYOUTS)
def test_a_change_of_the_three_public_expenses_is_owed_a_reason(sample_facts, key):
    """财预〔2016〕143号: of 三公 the change and its reason are published, in every province."""
    facts, last = sample_facts["liujiang_2022"]
    form = loader.load(key)
    bare = written(form, replace(facts, reasons={}), last)
    figures = [bare.figures[f"three_public_{name}"] for name in SPENT]
    changed = [each.id for each in figures if each.change and each.change.difference]
    assert changed == ["three_public_vehicle_operation"]
    assert set(changed) <= set(bare.owed)
    assert facts.reasons[changed[0]] in written(form, facts, last).text
