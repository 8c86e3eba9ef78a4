"""The ties of a form: both sides summed to the 分; what the layout did not print is not passed."""

from dataclasses import replace

from desktop.checks import ties
from desktop.findings import Severity, Status
from desktop.layouts.form.spec import TieSpec

TOTAL = "general_expenditure/total/total"
BASIC, PROJECT = "general_expenditure/total/basic", "general_expenditure/total/project"


def ended(disclosure, left, right, severity="错误"):
    form = replace(disclosure.form, ties=(TieSpec("T1", left, right, "甲等于乙", severity),))
    (outcome,) = ties.run(replace(disclosure, form=form))
    return outcome


def test_terms_are_added_and_taken_away(wuxi):
    assert ended(wuxi, (TOTAL,), (BASIC, PROJECT)).status is Status.PASSED
    assert ended(wuxi, (TOTAL, f"-{BASIC}"), (PROJECT,)).status is Status.PASSED
    assert ended(wuxi, (TOTAL,), (BASIC, f"-{PROJECT}")).status is Status.FAILED


def test_a_broken_tie_says_both_sides_and_the_difference_in_the_severity_of_the_form(wuxi):
    cell = wuxi.table("general_expenditure").find("total", "total")
    outcome = ended(wuxi, (TOTAL,), (BASIC,), "警告")
    (finding,) = outcome.findings
    assert outcome.severity is finding.severity is Severity.WARNING
    assert finding.left == f"{cell.amount / 100:,.2f}"
    assert "甲等于乙" in finding.message
    assert finding.place.table == wuxi.table("general_expenditure").label


def test_a_figure_may_stand_on_a_side(wuxi):
    assert ended(wuxi, (BASIC,), ("figure:basic_total",)).status is Status.PASSED


def test_a_code_without_money_counts_as_nothing_and_a_missing_row_is_not_checked(wuxi):
    assert ended(wuxi, (TOTAL, "general_expenditure/2999901/total"), (TOTAL,)).status is Status.PASSED
    missing = ended(wuxi, (TOTAL,), ("general_expenditure/no_such_row/total",))
    assert missing.status is Status.NOT_CHECKED
    assert missing.note
    assert ended(wuxi, (TOTAL,), ("no_such_table/total/total",)).status is Status.NOT_CHECKED
