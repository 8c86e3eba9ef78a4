"""How far a comparison of two places may be trusted."""

from desktop.audit import bearing
from desktop.audit.contradiction import finding
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from tests.audit.texts import document

TITLE = "某局2023年部门预算"


def weigh(*lines):
    """Return how grave it is that the last two amounts differ."""
    found = document(TITLE, *lines)
    pair = read(found).values[-2:]
    return bearing.severity(found, pair, *(each.amount for each in pair))


def test_amounts_that_say_what_they_are_of_are_held_against_each_other():
    assert weigh("项目支出8.25万元。", "项目支出8.52万元。") is Severity.ERROR


def test_an_amount_that_only_a_heading_names_may_be_of_something_else():
    over = "（二）项目支出"
    used = "会议费8.52万元，培训费8.25万元。"
    assert weigh(used, "项目支出8.25万元。", over, "2023年安排8.52万元。") is Severity.WARNING
    # one of the two stands nowhere else: it is the slip
    assert weigh("会议费8.25万元。", "项目支出8.25万元。", over, "2023年安排8.52万元。") is Severity.ERROR


def test_a_finding_that_is_not_sure_is_a_warning():
    error, hint = (finding("A31", each, "不符", ()) for each in (Severity.ERROR, Severity.INFO))
    assert bearing.weighed(error, sure=False).severity is Severity.WARNING
    assert bearing.weighed(error, sure=True) is error
    assert bearing.weighed(hint, sure=False) is hint
