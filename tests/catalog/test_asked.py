"""What is asked beside the questions, and how values are typed."""

import pytest

from desktop.catalog import asked, questions
from tests.small_cases import small_cases


def test_each_thing_is_asked_once():
    first = [each.key for question in questions.load() for each in asked.of_question(question)]
    keys = [*first, *(each.key for each in asked.others())]
    assert len(keys) == len(set(keys))


def test_what_is_not_asked_first_shows_what_holds_and_where_it_comes_from():
    pension = next(each for each in asked.others() if each.key == "rate.pension")
    assert (pension.usual, pension.source) == ("16 %", "国办发〔2019〕13号，自 2019-05-01")
    assert all(each.source for each in asked.others())
    assert all(each.usual for each in asked.others() if each.group != asked.OTHERS[3])


def test_more_ranks_can_be_asked():
    commute = next(question for question in questions.load() if question.key == "commute")
    more = asked.of_question(commute, ["commute.副处", "rate.medical"])
    assert [each.key for each in more][-1] == "commute.副处"
    assert more[-1].label == "公务交通补贴 副处"


@pytest.mark.parametrize(
    ("unit", "typed", "written"),
    [("比例", "8", "0.08"), ("比例", "0.5%", "0.005"), ("比例", "8x", "8x"), ("元/月", "4,521.50", "4521.50")],
)
def test_a_value_is_written_as_files_have_it(unit, typed, written):
    assert asked.written(unit, typed) == written


@small_cases("value", ["0.08", "1", "0", "0.005", "0.12345678"])
def test_a_rate_comes_back_from_percent(value):
    assert asked.written("比例", asked.shown("比例", value)) == value
