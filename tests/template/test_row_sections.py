"""A row means what the rows above it make of it."""

import pytest

from desktop.layouts.form import loader
from desktop.template.meanings import Meanings
from desktop.template.row_sections import RowSections
from desktop.template.sheet_view import SheetView

GOODS = (("economic", ("302",)),)
FISCAL = (("fund", ("一般公共预算", "政府性基金", "国有资本经营")),)


@pytest.fixture(scope="module")
def words():
    return Meanings.of([loader.load(key) for key in loader.available()])


def sections(words, *labels):
    cells = {f"A{n}": ["text", label, ""] for n, label in enumerate(labels, 2)}
    cells |= {f"B{n}": ["blank", "", ""] for n in range(2, len(labels) + 2)}
    raw = {"sheet": "一", "cells": cells, "merges": [], "hidden": []}
    return RowSections(SheetView(raw, "表.xlsx"), 2, lambda text: words.row(text, "", None))


@pytest.mark.parametrize(
    ("labels", "nature"),
    [
        (("一、基本支出", "商品和服务支出", "二、项目支出", "商品和服务支出"), ("项目",)),
        (("二、项目支出", "（一）商品和服务支出"), ("项目",)),
        (("一、基本支出", "2.公用经费", "（1）商品和服务支出"), ("公用",)),
        (("基本支出", "商品和服务支出", "项目支出", "商品和服务支出"), ("项目",)),
        (("基本支出", "项目支出", "商品和服务支出"), None),
        (("一、项目支出", "二、按经济分类", "商品和服务支出"), None),
        (("一、项目支出", "按经济分类", "商品和服务支出"), None),
        (("一、项目支出", "二、商品和服务支出"), None),
        (("合计", "商品和服务支出"), None),
    ],
)
def test_a_subject_under_a_nature_of_spending_is_of_that_nature(words, labels, nature):
    """商品和服务支出 once held the same amount below 基本支出 and below 项目支出."""
    found = sections(words, *labels).narrowed(GOODS, len(labels) + 1, 2)
    assert dict(found).get("nature") == nature


@pytest.mark.parametrize(
    ("labels", "own", "expected"),
    [
        (("项目支出", "其中：财政拨款"), FISCAL, {"nature": ("项目",)}),
        (("会议费", "其中：财政拨款"), FISCAL, {"economic": ("30215",)}),
        (("支出合计", "其中：财政拨款"), FISCAL, {}),
        (("公务用车购置及运行费", "其中：公务用车运行费"), (("economic", ("30231",)),), {"economic": ("30231",)}),
    ],
)
def test_of_which_is_a_part_of_the_row_above(words, labels, own, expected):
    found = dict(sections(words, *labels).narrowed(own, 3, 2))
    assert expected.items() <= found.items()


def test_of_which_below_a_row_that_nobody_understands_is_unknown(words):
    assert sections(words, "某项特别支出", "其中：财政拨款").narrowed(FISCAL, 3, 2) is None


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        (("资本性支出",), ("309", "310")),
        (("资本性支出", "资本性支出（基本建设）"), ("310",)),
        (("310 资本性支出",), ("310",)),
    ],
)
def test_capital_spending_is_both_classes_where_only_one_row_is_for_them(words, labels, codes):
    found = sections(words, *labels).narrowed((("economic", ("310",)),), 2, 2)
    assert dict(found)["economic"] == codes
