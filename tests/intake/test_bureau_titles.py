"""What stands over a bureau's table holds for all its rows."""

from desktop.intake.bureau_titles import budget_years, titled
from desktop.intake.bureau_words import Vocabulary
from tests.intake import bureau_files as files
from tests.intake.test_bureau_table import sheet


def test_what_the_title_says_holds_for_all_rows():
    found = titled(
        sheet([["青禾县政务服务中心2027年一般公共预算控制数表"], *files.SUMMARY[1:]]), Vocabulary([files.OFFICE])
    )
    assert (found.subject.unit, found.subject.fund) == ("1", "一般公共预算")
    assert budget_years("2026年11月20日下达2027年度部门预算控制数") == ["2027"]
