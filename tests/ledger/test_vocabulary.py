"""The closed word lists: what is stored, and which other spellings an import takes."""

import tomllib

import pytest

from desktop import paths
from desktop.ledger import vocabulary
from desktop.ledger.vocabulary import Carry, Fund, Nature, read_carry, read_fund, read_nature, read_source

READERS = ((read_fund, Fund, vocabulary.spellings("funds")), (read_nature, Nature, vocabulary.NATURE_ALIASES),
           (read_carry, Carry, vocabulary.spellings("carry")))  # fmt: skip


@pytest.mark.parametrize(("read", "words", "aliases"), READERS)
def test_every_stored_word_and_every_other_spelling_is_read(read, words, aliases):
    for word in words:
        assert read(str(word)) is word
        assert read(f" {word}\n") is word
    for spelling, word in aliases.items():
        assert read(spelling) == word
        assert spelling not in set(words), "a stored word needs no second entry"


@pytest.mark.parametrize(("read", "words", "aliases"), READERS)
@pytest.mark.parametrize("text", ["x", "当年 结转", "一般 公共预算", "GENERAL"])
def test_a_word_that_is_not_known_is_none_and_never_a_guess(read, words, aliases, text):
    assert read(text) is None


def test_an_empty_cell_is_this_year_but_no_fund_and_no_nature():
    assert read_carry("") is Carry.CURRENT
    assert read_carry("  ") is Carry.CURRENT
    assert (read_fund(""), read_nature("")) == (None, None)


def test_the_stored_words_are_those_of_the_files_of_all_releases():
    """What a book stores cannot be renamed: a changed word would make the records of old books unreadable."""
    assert [str(one) for one in Nature] == ["人员", "公用", "项目", "经营支出", "上缴上级支出", "对附属单位补助支出"]
    assert [str(one) for one in vocabulary.Stage] == ["草稿", "一上", "一下控制数", "二上", "批复", "公开", "调整"]
    assert [str(one) for one in vocabulary.PublishedAs] == ["列示", "只列金额", "并入其他项目"]
    assert len(Fund) == 10


@pytest.mark.parametrize("name", ["专户资金", "财政专户", "教育收费", "纳入财政专户管理的非税收入"])
def test_fees_in_the_special_account_are_known_by_their_usual_names(name):
    assert read_source(name) == (Fund.SPECIAL_ACCOUNT, "")


def test_non_tax_money_is_of_the_general_budget_and_keeps_where_it_comes_from():
    assert read_source("非税收入") == (Fund.GENERAL, "非税")
    assert read_source(" 提前下达 ") == (Fund.GENERAL, "提前下达")
    assert read_source("非税别的") is None
    assert read_fund("非税") is None, "the fund alone would lose the sub-source"


def test_no_name_of_money_stands_twice_and_every_one_leads_to_a_word():
    text = (paths.resources() / "source_names.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    for kind, words in (("funds", Fund), ("subsources", vocabulary.Subsource), ("carry", Carry)):
        assert set(tables[kind]) == {str(word) for word in words}
    names = [name for kind in tables.values() for listed in kind.values() for name in listed]
    assert len(names) == len(set(names))
    assert not set(names) & set(vocabulary.FUNDS)


@pytest.mark.parametrize("name", ["上年结转", "上年结转结余", "年初结转和结余"])
def test_last_years_money_is_known_by_its_usual_names(name):
    assert read_carry(name) is Carry.CARRIED


def test_what_an_imported_year_leaves_open_is_found_and_taken_away_again():
    note = "；".join(("由公开表导入", vocabulary.UNSPLIT, vocabulary.not_of_classes(("302", "31013"))))
    assert vocabulary.classes_not_of(note) == ("302", "31013")
    assert vocabulary.without_open_marks(note) == "由公开表导入"
    assert (vocabulary.not_of_classes(()), vocabulary.classes_not_of("由公开表导入")) == ("", ())
