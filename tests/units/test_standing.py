"""How far a unit's budget is: what its checks and texts leave open, and its control numbers."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.ledger.book import Book
from desktop.ledger.records import Control
from desktop.units import standing
from tests import samples


@pytest.fixture(scope="module")
def disclosure(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "青禾.mzb"
    samples.write("qinghe_2025", path)
    with Book.open_to_read(path) as book:
        return pipeline.of_book(book)


def test_it_counts_what_is_open(disclosure):
    found = standing.of(disclosure)
    assert found.errors == len(disclosure.open_errors)
    assert found.spending == disclosure.sum("expenditure") > 0
    assert (found.controls, found.over) == ((), False)


def test_a_text_that_is_not_written_is_owed(disclosure):
    required = [spec.key for spec in disclosure.form.texts if spec.required]
    without = replace(disclosure, facts=replace(disclosure.facts, texts={}))
    assert standing.of(without).owed >= len(required) > 0


def test_control_numbers_say_what_is_left_and_what_is_not_compared(disclosure):
    spent = disclosure.sum("expenditure")
    controls = (
        Control(block="本年支出", amount=spent + 100),
        Control(block="本年支出", fund="一般公共预算", amount=1),
        Control(block="不知道的板块", amount=5_00),
    )
    found = standing.of(replace(disclosure, facts=replace(disclosure.facts, controls=controls)))
    rest, over, unknown = (control.describe() for control in found.controls)
    assert rest.endswith("余 1.00 元")
    assert over.startswith("本年支出（一般公共预算）控制数 0.01 元，超 ")
    assert unknown == "不知道的板块控制数 5.00 元，没有核对"
    assert found.over
    assert not found.controls[2].over
