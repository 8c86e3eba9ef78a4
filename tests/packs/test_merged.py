"""Last year of institutions that became one: money between them is gone in the pack as it is in the book."""

import pytest

from desktop import pipeline
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Budget, DirectLine, Income, Project, ProjectLine, Unit
from desktop.packs import content, packing, reading, taking
from desktop.packs.verifying import verify

TO = {"function_code": "2050199", "economic_code": "39999", "nature": "对附属单位补助支出"}
SPENT = {"function_code": "2070109", "economic_code": "30201", "nature": "公用"}


@pytest.fixture
def own(tmp_path):
    """A 中心 that an 行政 老站 went into; last year the 老站 paid it, and it spent that by a project and a typed line."""
    with Book.create(tmp_path / "单位.mzb") as book:
        with book.operation("建"):
            units.add(book, Unit(name="中心"), (2026, 2027))
            old = units.add(book, Unit(name="老站", kind="行政"), (2026,))
            one, this = sorted(book.records(Budget, unit_id=1), key=lambda each: each.year)
            (two,) = book.records(Budget, unit_id=old.id)
            book.insert(DirectLine(budget_id=this.id, amount=9_00, **SPENT))
            book.insert(DirectLine(budget_id=two.id, amount=3_00, **SPENT))
            book.insert(DirectLine(budget_id=two.id, amount=8_00, fund="事业收入", counterpart="中心", **TO))
            book.insert(Income(budget_id=two.id, source="事业收入", follows=1))
            book.insert(Income(budget_id=one.id, source="上级补助收入", amount=6_00, counterpart="老站"))
            book.insert(DirectLine(budget_id=one.id, amount=4_00, fund="上级补助收入", **SPENT))
            project = book.insert(Project(budget_id=one.id, name="修缮", function_code="2070109"))
            book.insert(
                ProjectLine(
                    budget_id=one.id, project_id=project.id, economic_code="30213", quantity=1, price=2_00,
                    fund="上级补助收入",
                )
            )  # fmt: skip
            units.end(book, old, 2027, book.units()[0])
        yield book


def test_it_is_sent_and_is_the_same_where_it_is_taken_in(own, tmp_path):
    budget = own.records(Budget, unit_id=1, year=2027)[0]
    (tmp_path / "中心.mzs").write_bytes(packing.pack(own, budget))
    pack = reading.read(tmp_path / "中心.mzs")
    with Book.create(tmp_path / "局.mzb") as bureau:
        taking.take(bureau, taking.plans(bureau, [pack]))
        mine, theirs = pipeline.of_book(own, budget=budget), pipeline.of_book(bureau)
        assert theirs.version == mine.version
        assert content.amounts(theirs.cube.lines) == content.amounts(mine.cube.lines)
        assert theirs.narrative.text == mine.narrative.text
    assert verify(tmp_path / "中心.mzs", own).differences == ()
    last = pack.budgets[1]
    assert [(r.nature, r.fund, r.amount) for r in last.lines if r.nature == TO["nature"]] == [
        (TO["nature"], "事业收入", 2_00)
    ]
    assert sorted((r.source, r.amount) for r in last.incomes) == [("事业收入", 8_00)]
    by_fund = {}
    for line in content.lines_of(last):
        if line.side == "支出":
            by_fund[line.fund] = by_fund.get(line.fund, 0) + line.amount
    assert {fund: fen for fund, fen in by_fund.items() if fen} == {"一般公共预算": 3_00, "事业收入": 8_00}
