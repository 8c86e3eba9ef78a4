"""Amounts that sentences state of what tables state too."""

from desktop.audit.rules.worded import worded
from tests.audit.documents import document

TITLE = "某局2023年部门预算"


def test_totals_and_subjects_are_read_with_the_money_they_are_of():
    lines = (
        "一、收支总体情况",
        "收入总计90万元，支出总计90万元。",
        "二、财政拨款收支情况",
        "教育支出（类）普通教育（款）小学教育（项）科目60万元。",
    )
    totals, subjects = worded(document(TITLE, *lines))
    assert [(each.value.fen, each.fiscal) for each in totals] == [(90_000_000, False)] * 2
    assert [(dict(each.key).get("function"), each.value.fen, each.fiscal) for each in subjects] == [
        ("2050202", 60_000_000, True)
    ]


def test_amounts_of_last_year_and_changes_are_none_of_them():
    totals, subjects = worded(document(TITLE, "上年收入总计80万元。", "收入总计比上年增加9万元。"))
    assert (totals, subjects) == ((), ())
