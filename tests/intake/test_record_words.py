"""Words for ours: with codes and endings, 是 and 否, natures, other units; unknown ones are asked, decided ones taken."""

import pytest

from desktop.intake import record_words
from desktop.intake.record_words import Money, RecordWords
from desktop.ledger import vocabulary
from desktop.ledger.vocabulary import SECURED
from tests.small_cases import small_cases

NAMES = [(name, word, "") for name, word in vocabulary.spellings("funds").items()] + [
    (name, "一般公共预算", word) for name, word in vocabulary.spellings("subsources").items()
]


def test_each_name_of_money_is_read_also_carried_in():
    for form, carry in (("{}", ""), ("上年结转（{}）", "结转"), ("{}结转", "结转"), ("11-{}", "")):
        for name, fund, subsource in NAMES:
            assert record_words.read_money(form.format(name)) == Money(fund, subsource, carry), form.format(name)


@small_cases(("text", "money"), [("111-一般公共预算资金", Money("一般公共预算")), ("事业收入安排", Money("事业收入")),
                                             ("财政拨款", None), ("上年结转", None), ("", None)])  # fmt: skip
def test_money_with_codes_and_endings_and_what_says_too_little(text, money):
    assert record_words.read_money(text) == money


@pytest.mark.parametrize(("text", "money"), [("本级财力", Money("一般公共预算", "本级")), ("上年结转", Money("", "", "结转")),
                                             ("提前下达", Money("", "提前下达")), ("年初安排", None)])  # fmt: skip
def test_where_money_comes_from(text, money):
    assert record_words.read_origin(text) == money


@small_cases(("text", "nature"), [("人员类项目", "人员"), ("1 人员类", "人员"), ("特定目标类", "项目"), ("基本支出", "基本支出"),
                                              ("公用经费", "公用"), ("其他", None)])  # fmt: skip
def test_natures(text, nature):
    assert record_words.read_nature_word(text) == nature


def test_words_of_closed_lists():
    assert [record_words.listed("flag", ("0", "1"))(text) for text in ("是", "√", "无", "也许")] == [
        "1",
        "1",
        "0",
        None,
    ]
    assert record_words.listed("secured", SECURED)("工资") == "保工资"
    assert [record_words.catalogue_kind(text) for text in ("A02010105 计算机", "[C05]物业", "笔")] == [
        "货物",
        "服务",
        None,
    ]


def test_the_unit_is_known_by_name_code_or_both():
    names = ("某局", "101001")
    assert all(record_words.is_own(text, names) for text in ("某局", "101001", "101001-某局", "[101001]某局"))
    assert not record_words.is_own("101001002-某局下属站", names)


def test_an_unknown_word_is_asked_and_a_decided_one_noted():
    words = RecordWords(
        {"资金来源/财政拨款": "一般公共预算", "专户": "财政专户管理资金", "资金来源/（空）": "其他收入"}
    )
    read = lambda text: words.read("资金来源", text, record_words.read_money, ("甲",))  # noqa: E731
    assert [read(text) for text in ("财政拨款", "专户", "")] == [
        Money("一般公共预算"),
        Money("财政专户管理资金"),
        Money("其他收入"),
    ]
    assert read("彩票") is None
    assert words.unknown == {"资金来源/彩票": ("甲",)}
    assert list(words.translated) == ["资金来源/财政拨款", "资金来源/专户", "资金来源/（空）"]


def test_numbered_names_of_money_are_read_and_parts_of_another_are_not():
    assert record_words.read_money("二、政府性基金预算拨款") == Money("政府性基金")
    assert record_words.read_money("其中：非税收入") is None
