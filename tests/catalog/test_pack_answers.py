"""A pack comes back as the answers that make it, or is refused; nothing of it is lost in between."""

import tomllib

import pytest

from desktop.catalog import answers, pack_answers, policy_writer
from desktop.findings import UserError
from tests import answers_2027, cases_2027

ASKED = """
title = "青禾县"
[[answer]]
key = "si.base.floor"
value = "4200"
document = "青人社〔2026〕1号"
from = 2027-01-01
[[answer]]
key = "si.base.floor"
value = "4400"
document = "青人社〔2027〕1号"
from = 2027-07-01
[[answer]]
key = "hf.base.ceiling"
value = "没有"
[[answer]]
key = "rate.medical_cs"
value = "没有"
[[answer]]
key = "quota.参公"
value = "没有"
[[answer]]
key = "commute.科员"
value = "650"
from = 2027-01-01
[[answer]]
key = "town.allowance.5"
value = "200"
from = 2027-01-01
[[answer]]
key = "annuity"
value = "虚账"
[functions]
"退休.行政" = "2080599"
"""


def of_text(text):
    return tomllib.loads(answers.of_tables("县", tomllib.loads(text)).text)


def test_what_was_answered_comes_back():
    back = pack_answers.of_pack(of_text(ASKED), "县")
    given = {(each["key"], each["value"]) for each in back["answer"]}
    asked = {(each["key"], each["value"]) for each in tomllib.loads(ASKED)["answer"] if each["key"] != "annuity"}
    assert asked <= given
    assert back["choices"]["annuity"] == "虚账"
    assert {each for each in given - asked if each[1] != "不知道"} == set()


def test_only_what_was_said_comes_back_not_the_national_rules():
    back = pack_answers.of_pack(of_text(ASKED), "县")
    assert {"pay_items", "contributions", "quotas", "leave_out"} & back.keys() == set()
    assert back["functions"] == {"退休.行政": "2080599"}


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_a_pack_made_from_the_answers_of_a_case_is_made_again(name):
    pack = of_text(answers_2027.answers_of(cases_2027.load(name)))
    again = answers.of_tables("县", pack_answers.of_pack(pack, "县")).text
    assert pack_answers._meaning(pack_answers._read(tomllib.loads(again), "县")) == pack_answers._meaning(
        pack_answers._read(pack, "县")
    )


@pytest.mark.parametrize(
    "change",
    [
        {"items": {"base": {"label": "基本工资"}}},
        {"parameters": {"rate.pension": {"label": "养老", "unit": "比例", "values": []}}},
        {"quotas": "无"},
    ],
    ids=["older rules", "a national value taken away", "no rules"],
)
def test_a_pack_that_would_come_out_otherwise_is_refused(change):
    pack = of_text(ASKED) | change
    with pytest.raises(UserError, match="不是问卷的写法"):
        pack_answers.of_pack(pack, "县.toml")


def test_a_pack_of_values_alone_is_one():
    text = 'title = "县"\nextends = "national"\n' + policy_writer.written(
        {"parameters": {"rate.medical": {"label": "医疗", "unit": "比例", "values": []}}}
    )
    assert pack_answers.of_pack(tomllib.loads(text), "县")["title"] == "县"
