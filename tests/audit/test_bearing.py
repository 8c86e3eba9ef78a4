"""How far a comparison of two places may be trusted."""

import pytest

from desktop.audit import bearing
from desktop.audit.contradiction import finding
from desktop.audit.sentences.reading import read
from desktop.findings import Severity
from tests.audit.documents import document as table_document
from tests.audit.documents import table
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


@pytest.mark.parametrize(
    ("stated", "severity"), [("6.40", Severity.WARNING), ("4.60", Severity.ERROR), ("2.60", Severity.ERROR)]
)
def test_amounts_that_the_tables_print_under_one_name_may_both_be_right(stated, severity):
    """Of another unit, fund or year; 2.60 stands under another name, 4.60 in a row that does not add up."""
    head = "单位|合计|因公出国（境）费|公务接待费|公务用车购置及运行费"
    rows = ("合计|20.00|0.00|9.00|11.00", "局本级|9.00|0.00|6.40|2.60", "灌溉站|11.00|0.00|2.60|8.40")
    wrong = table("“三公”经费支出表二", head, "防汛站|7.00|0.00|4.60|2.50")
    text = f"“三公”经费20.00万元。公务接待费9.00万元。本级接待：公务接待费{stated.replace('2.60', '8.40')}万元。"
    found = table_document(TITLE, table("“三公”经费支出表", head, *rows), wrong, text)
    pair = read(found).values[-2:]
    assert bearing.severity(found, pair, *(each.amount for each in pair)) is severity


def test_a_finding_that_is_not_sure_is_a_warning():
    error, hint = (finding("A31", each, "不符", ()) for each in (Severity.ERROR, Severity.INFO))
    assert bearing.weighed(error, sure=False).severity is Severity.WARNING
    assert bearing.weighed(error, sure=True) is error
    assert bearing.weighed(hint, sure=False) is hint
