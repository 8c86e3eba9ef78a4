"""Where practice differs: what may be chosen, and what is refused."""

import pytest

from desktop.catalog import choices
from tests import cases_2027


def test_what_is_unknown_or_supported_by_nobody_is_refused_with_what_there_is():
    (unknown,) = choices.problems({"bonus": "不发"})
    assert unknown == "没有“bonus”这一选择"
    (refused,) = choices.problems({"month_rule": "按天"})
    assert refused == "“进出当月的计法”没有“按天”这一做法；可选：整月、次月起计、半月折算"
    (code,) = choices.problems({"outside_staff": "三零"})
    assert "或填科目编码" in code


@pytest.mark.parametrize("name", cases_2027.NAMES)
def test_every_choice_of_the_cases_can_be_made(name):
    chosen = cases_2027.pack_tables(cases_2027.load(name))["choices"]
    assert choices.problems(chosen) == []
