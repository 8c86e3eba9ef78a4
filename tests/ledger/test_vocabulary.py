"""The closed word lists: what is stored, and which other spellings an import takes."""

import pytest

from desktop.ledger import vocabulary
from desktop.ledger.vocabulary import Carry, Fund, Nature, read_carry, read_fund, read_nature

READERS = ((read_fund, Fund, vocabulary.FUND_ALIASES), (read_nature, Nature, vocabulary.NATURE_ALIASES),
           (read_carry, Carry, vocabulary.CARRY_ALIASES))  # fmt: skip


@pytest.mark.parametrize(("read", "words", "aliases"), READERS)
def test_every_stored_word_and_every_other_spelling_is_read(read, words, aliases):
    for word in words:
        assert read(str(word)) is word
        assert read(f" {word}\n") is word
    for spelling, word in aliases.items():
        assert read(spelling) is word
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
    assert [str(one) for one in vocabulary.Stage] == ["草稿", "一上", "一下控制数", "二上", "批复", "公开"]
    assert [str(one) for one in vocabulary.PublishedAs] == ["列示", "只列金额", "并入其他项目"]
    assert len(Fund) == 10
