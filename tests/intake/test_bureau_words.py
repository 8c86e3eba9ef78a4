"""Words of a bureau's tables: blocks, funds, sums, headings, and what a person decided."""

import pytest

from desktop.intake.bureau_words import Subject, Vocabulary, subject_code
from desktop.ledger.records import Project, Unit
from tests.small_cases import small_cases


@pytest.fixture(scope="module")
def words():
    found = Vocabulary([Unit(id=1, name="甲局", code="101"), Unit(id=2, name="甲局二中心")], {"机动": "项目支出"})
    found.add_projects("1", [Project(id=5, code="P1", name="道路（一期）养护")])
    return found


@small_cases(
    ("text", "subject"),
    [
        ("一、人员经费", Subject(block="人员经费")),
        ("（二）日常公用经费", Subject(block="公用经费")),
        ("一般公共预算人员经费", Subject(block="人员经费", fund="一般公共预算")),
        ("项目支出（政府性基金）", Subject(block="项目支出", fund="政府性基金")),
        ("2027年项目支出控制数（万元）", Subject(block="项目支出")),
        ("其他运转类", Subject(block="项目支出", detail="其他运转类")),
        ("上年结转（事业收入）", Subject(fund="事业收入", carry="结转")),
        ("财政拨款", Subject(fund="财政拨款")),
        ("机动", Subject(block="项目支出")),
        ("101-甲局", Subject(unit="1")),
        ("101　甲局", Subject(unit="1")),
        ("[101]甲局", Subject(unit="1")),
        ("102 甲局", Subject()),
        ("道路(一期)养护", Subject(block="项目支出", project="5")),
        ("P1", Subject(block="项目支出", project="5")),
        ("三公经费", Subject(block="“三公”经费")),
    ],
)
def test_a_word_says_what_an_amount_is_for(words, text, subject):
    assert words.meaning(text).subject == subject


def test_sums_headings_and_unknown_words(words):
    assert [words.meaning(text).total for text in ("合　计", "教育股小计", "甲局合计")] == ["合计", "小计", "合计"]
    assert [words.meaning(t).role for t in ("单位名称", "核减数", "备注", "控制数（元）")] == [
        *("unit", "other", "ignored", "figure")
    ]
    assert words.meaning("其中：人员经费").part
    assert not words.meaning("从来没有的词").known
    assert words.unit_in("甲局二中心2027年控制数") == "2"
    assert subject_code("economic", "30201-办公费", 2027) == "30201"
    assert subject_code("economic", "办公费", 2027) == "30201"
