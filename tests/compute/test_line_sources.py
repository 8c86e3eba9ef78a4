"""The sources of a measurement line: each its part, the last one the rest."""

from desktop.compute import line_sources
from desktop.ledger.records import FundShare, ProjectLine
from tests.policies import facts_of

LINE = ProjectLine(id=7, fund="事业收入", price=1_01)


def test_a_line_without_shares_is_borne_by_its_own_source():
    assert line_sources.sources(LINE, []) == [("事业收入", "", 1_01)]


def test_the_last_source_takes_what_is_left_and_one_without_money_is_none():
    shared = [FundShare(fund="甲", percent="33.33"), FundShare(fund="乙"), FundShare(fund="丙", percent="66.67")]
    assert line_sources.sources(LINE, shared) == [("甲", "", 34), ("丙", "", 67)]


def test_only_percents_that_make_a_hundred_are_in_full():
    half = FundShare(percent="50")
    assert line_sources.in_full([half, half])
    assert not line_sources.in_full([half])
    assert not line_sources.in_full([half, FundShare(amount=50)])


def test_shares_are_found_by_their_line_and_those_of_people_are_not():
    of_line, of_person = FundShare(project_line_id=7, percent="100"), FundShare(person_id=7, percent="100")
    assert line_sources.shares(facts_of(fund_shares=(of_line, of_person))) == {7: [of_line]}
