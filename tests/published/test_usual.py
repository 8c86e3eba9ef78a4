"""What usually goes together: functions with economic classes, economic classes with 人员 and 公用."""

import pytest

from desktop.published.domains import Universe
from desktop.published.usual import is_usual

UNIVERSE = Universe(())


@pytest.mark.parametrize(
    ("nature", "functions", "economics", "usual"),
    [
        ("人员", ("2010350",), ("30101",), True),
        ("公用", ("2010350",), ("30201",), True),
        ("人员", ("2010350",), ("30201",), False),
        ("公用", ("2010350",), ("30101",), False),
        ("项目", ("2010350",), ("30101",), True),
        ("项目", ("2010350",), ("30201",), True),
        ("人员", ("2080505",), ("30108",), True),
        ("人员", ("2010350",), ("30108",), False),
        ("人员", ("2080505",), ("30101",), False),
        ("人员", ("2010350",), ("30108", "30109"), True),  # several: nothing can be said
        ("人员", ("2010350", "2080505"), ("30108",), True),
    ],
)
def test_what_usually_goes_together(nature, functions, economics, usual):
    where = (("nature", (nature,)), ("function", functions), ("economic", economics))
    assert is_usual(UNIVERSE.domain("支出", where), "支出", UNIVERSE) is usual


def test_only_spending_has_usual_company():
    assert is_usual(UNIVERSE.domain("收入", (("fund", ("其他收入",)),)), "收入", UNIVERSE) is True
