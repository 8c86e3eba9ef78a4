"""Which layout a document follows, by the titles of its tables."""

import pytest

from desktop.audit.tables import layout_of
from desktop.layouts.form import loader
from tests.audit.documents import OUTLAY, document, table


@pytest.mark.parametrize(
    ("titles", "layout"),
    [
        (
            ("单位收支总表", "单位收入总表", "单位支出总表", "财政拨款收支总表", "国有资本经营预算支出表"),
            "national/2023",
        ),
        (("部门综合预算收支总表", "部门综合预算专项业务经费支出表"), "shaanxi/2023"),
        (("某地甲表", "某地乙表"), ""),
        ((), ""),
    ],
)
def test_the_layout_with_most_of_the_tables(titles, layout):
    assert layout_of.recognised(document(*(table(title, *OUTLAY) for title in titles))) == layout


def test_unit_year_and_kind_of_budget_are_no_part_of_a_title():
    assert layout_of.plain_title("青禾县政务服务中心2025年部门收入总表") == layout_of.plain_title(
        "{unit}{year}年{scope}收入总表"
    )


def test_a_book_is_compared_in_its_own_layout_unless_the_document_clearly_has_another():
    gansu = [table.title for table in loader.load("gansu/2025", with_text=False).tables]
    whole = document(*(table(title, *OUTLAY) for title in gansu))
    assert layout_of.comparable(whole, "chongqing/2026") == "gansu/2025"
    assert layout_of.comparable(whole, "gansu/2025") == "gansu/2025"
    of_all = document(table("单位收入总表", *OUTLAY), table("单位支出总表", *OUTLAY))
    assert layout_of.comparable(of_all, "sichuan/2025") == "sichuan/2025"
    assert layout_of.comparable(document("收入9万元。"), "gansu/2025") == "gansu/2025"
