"""What the words of a purchase say of its amount, and what they do not."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.published.proposal import propose
from desktop.published.record_fields import narrowed
from tests.published.helpers import recognise, source_of


@pytest.mark.parametrize(
    ("records", "values", "where"),
    [
        ("procurements", {"economic": "30201", "procurement_kind": "货物"}, (("procurement", ("货物",)),)),
        ("procurements", {"procurement_kind": "A02 设备", "fund": "县级资金"}, ()),
        ("procurements", {"purchased_service": "否"}, (("service", ("",)),)),
        ("procurements", {"purchased_service": ""}, (("service", ("",)),)),
        ("procurements", {"purchased_service": "是"}, (("service", ("是",)),)),
        ("lines", {"economic": "30201", "fund": "事业收入"}, (("economic", ("30201",)), ("fund", ("事业收入",)))),
        ("lines", {"economic": "", "function": ""}, ()),
        ("lines", {"economic": "30260"}, None),
    ],
)
def test_a_field_narrows_its_amount_only_where_the_amount_has_it_and_the_word_is_known(records, values, where):
    assert narrowed(records, values) == where


@pytest.mark.parametrize(("old", "new"), [("货物", "货物"), ("货物", "A02 设备"), ("货物", "")])
def test_purchases_with_an_economic_code_come_back(sample_facts, old, new):
    """The file of a layout that prints 部门经济科目 of purchases could not be taken: the amount fits no purchase."""
    facts, last = sample_facts["qinghe_2025"]
    form = loader.load("shaanxi/2023")
    sources = []
    for table in pipeline.disclose(facts, last, form).tables:
        source = source_of(table)
        rows = (replace(row, cells=tuple(new if c == old else c for c in row.cells)) for row in source.rows)
        sources.append(replace(source, rows=tuple(rows)))
    known = [found for source in sources if (found := recognise(source, form)) is not None]
    proposal = propose(known, [], facts.unit, facts.budget.year)
    assert proposal.errors == []
    bought = sum(each.amount for each in facts.procurements)
    assert sum(each.amount for each in proposal.facts.procurements) == bought
