"""Settings of a layout: every choice of every shipped layout can be printed, and changes what it says."""

import re
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.catalog.strict import DataError
from desktop.disclosure import NOT_WRITTEN
from desktop.layouts.form import loader
from desktop.layouts.form.settings import SettingsReader
from desktop.ledger.records import LayoutChoice
from tests import scale

COMMON = {setting.id for setting in loader.load("national/2023", with_text=False).settings}


def choices_of(key):
    """Return the choices of a layout but the default ones; those that all layouts have are tried in the baseline."""
    settings = loader.load(key, with_text=False).settings
    return {
        setting.id: [choice.id for choice in setting.choices if choice.id != setting.default]
        for setting in settings
        if key == "national/2023" or setting.id not in COMMON
    }


def tried(choices):
    """Return which choices are printed together: in ./test the first of each setting, the second …; in a long form each
    alone.
    """
    if scale.asked:
        return [{setting: choice} for setting, names in choices.items() for choice in names]
    most = max(map(len, choices.values()), default=0)
    return [{setting: names[n] for setting, names in choices.items() if n < len(names)} for n in range(most)]


CHOICES = [(key, chosen) for key in loader.available() for chosen in tried(choices_of(key))]


def printed(disclosure, key, **chosen):
    records = tuple(LayoutChoice(setting=setting, choice=choice) for setting, choice in chosen.items())
    facts = replace(disclosure.facts, layout_choices=records)
    return pipeline.disclose(facts, disclosure.last, loader.load(key))


@pytest.mark.parametrize(("key", "chosen"), CHOICES)
def test_every_choice_can_be_printed(key, chosen, wuxi):
    found = printed(wuxi, key, **chosen)
    assert {setting: found.form.choice(setting) for setting in chosen} == chosen
    assert NOT_WRITTEN not in found.narrative.text
    assert not [o.code for o in found.outcomes if o.code == "C99" and o.findings]
    assert loader.with_choices(loader.load(key), chosen.items()) is loader.with_choices(
        loader.load(key), chosen.items()
    )


def test_what_a_layout_does_not_have_changes_nothing(wuxi):
    assert printed(wuxi, "henan/2022", income_list="ten", colour="red").form is loader.load("henan/2022")
    assert printed(wuxi, "henan/2022", percent="form").form is loader.load("henan/2022")


def test_number_styles(wuxi):
    amounts = printed(wuxi, "national/2023", separator="with", zeros="keep").narrative.text
    assert "135.00万元" in amounts
    assert "135万元" in printed(wuxi, "national/2023", zeros="drop").narrative.text
    table = printed(wuxi, "national/2023", decimals="six").table("balance")
    assert table.find("total", "amount").text == "360.669000"
    thousand = replace(wuxi.facts.lines[0], amount=123_456_789_00)
    richer = replace(wuxi, facts=replace(wuxi.facts, lines=(thousand, *wuxi.facts.lines[1:])))
    assert "12,3" in printed(richer, "national/2023", separator="with").narrative.text
    assert (
        ","
        not in printed(richer, "national/2023", separator="without").table("expenditure").find("total", "total").text
    )


@pytest.mark.parametrize(("choice", "digits"), [("whole", 0), ("one", 1), ("two", 2)])
def test_decimals_of_percentages(wuxi, choice, digits):
    text = printed(wuxi, "henan/2022", percent=choice).narrative.text
    shown = [match[1] for match in re.finditer(r"[1-9][0-9]*(?:[.]([0-9]+))?%", text)]
    assert max(len(decimals or "") for decimals in shown) == digits
    assert "下降0%" not in text, "one that would read 0 has a decimal more"


LISTS = ["six", "special", "special_only", "ten", "carried", "four", "split"]


@pytest.mark.parametrize("key", ["chongqing/2023", "chongqing/2026"])
@pytest.mark.parametrize("choice", LISTS)
def test_the_list_of_income_names_all_money_once(key, choice, jiangjin_carried):
    """Whatever list: its amounts come to the income of the year, or with what is carried over to all of it."""
    found = printed(jiangjin_carried, key, income_list=choice)
    listed = sum(found.figures.get(name).fen for name in found.form.incomes)
    whole = "income_total" if choice in LISTS[-3:] else "income_current"
    assert listed == found.figures.get(whole).fen
    sentence = next(p.text for p in found.narrative.paragraphs if "收入预算" in p.text and "其中" in p.text)
    for name in found.form.always_listed:
        assert found.figures.get(name).label in sentence
    assert ("本年收入中" in sentence) is (choice not in LISTS[-3:])


@pytest.fixture
def jiangjin_carried(disclosures):
    """A book with money carried over from last year."""
    return next(d for d in disclosures.values() if d.sum("income_carried"))


def test_a_new_unit_says_that_last_year_had_no_budget(wuxi):
    alone = replace(wuxi, last=None)
    assert "收入因新增单位2022年初无预算，不作比较。" in printed(alone, "chongqing/2023", new_unit="yes").narrative.text
    assert "新增单位" not in printed(wuxi, "chongqing/2023", new_unit="yes").narrative.text
    assert "新增单位" not in printed(alone, "chongqing/2023").narrative.text


def test_the_paragraph_on_the_reform_stands_only_where_it_was_written(wuxi):
    assert "机构改革" not in wuxi.narrative.text
    facts = replace(wuxi.facts, texts={**wuxi.facts.texts, "reform": "本单位不属于机构改革范围。"})
    text = pipeline.disclose(facts, wuxi.last, wuxi.form).narrative.text
    assert "（三）机构改革相关情况\n本单位不属于机构改革范围。" in text


def test_two_parts_of_the_document(wuxi):
    found = printed(wuxi, "chongqing/2026", frame="parts").narrative
    tops = [paragraph.text for paragraph in found.paragraphs if paragraph.level == 1]
    assert tops == ["第一部分  情况说明", "第二部分  公开报表"]
    assert found.around_tables("after") == (found.paragraphs, [])


@pytest.mark.parametrize(("kind", "own", "counted"), [("事业", "", False), ("行政", "", True), ("事业", "统计", True)])
def test_shanghai_counts_no_institutions_in_the_operating_fund(wuxi, kind, own, counted):
    facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, kind=kind, operating_cost=own))
    found = pipeline.disclose(facts, wuxi.last, loader.load("shanghai/2025"))
    assert bool(found.figures.get("operating_fund").fen) is counted
    chosen = replace(facts, layout_choices=(LayoutChoice(setting="operating", choice="every"),))
    assert pipeline.disclose(chosen, wuxi.last, loader.load("shanghai/2025")).figures.get("operating_fund").fen


def test_a_setting_of_a_table_and_sentences_a_child_does_not_have_is_not_offered_there(wuxi):
    """The list of 2026 has no table of 重点专项资金: a choice of how to call it would change nothing."""
    assert "special" in choices_of("chongqing/2023")
    assert "special" not in choices_of("chongqing/2026")
    assert printed(wuxi, "chongqing/2026", special="county").form is loader.load("chongqing/2026")


@pytest.mark.parametrize("entry", [{"remove": True}, {"remove": False, "label": "级别", "default": "a", "choices": {}}])
def test_only_a_setting_that_is_there_can_be_taken_out(entry):
    with pytest.raises(DataError, match=r"某地/2027\.settings\.special\.remove: 只能写 true"):
        SettingsReader({"special": entry}, {}, "某地/2027")
