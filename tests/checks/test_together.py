"""Several units together: differences between them are listed with both sides; checks look at the unit they mean."""

from dataclasses import replace

import pytest

from desktop.checks import catalogue
from desktop.findings import Status
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import Acceptance, Budget, DirectLine, Income, Unit
from desktop.units import together, views


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    with Book.create(tmp_path_factory.mktemp("book") / "部门.mzb") as made:
        with made.operation("建"):
            top = units.add(made, Unit(name="某局", scope="部门", kind="行政"), (2027,))
            for name, kind in (("本级", "行政"), ("中心", "事业"), ("分站", "事业")):
                units.add(made, Unit(name=name, kind=kind, parent_id=top.id, own_function="2050199"), (2027,))
            for name in ("本级", "中心", "分站"):
                add(made, name, DirectLine(function_code="2050199", economic_code="30201", amount=1_044_00))
                add(made, name, Income(source="一般公共预算", follows=1))
        yield made


def add(book, name, record):
    unit = units.tree_of(book).find(name)
    (budget,) = book.records(Budget, unit_id=unit.id)
    return book.insert(replace(record, budget_id=budget.id))


def shown(book):
    return together.of_view(book, views.below(book, units.tree_of(book).find("某局")), "national/2023")


def found(disclosure, code):
    (outcome,) = [outcome for outcome in disclosure.outcomes if outcome.code == code]
    return outcome


def test_sides_that_differ_are_listed_and_what_pairs_is_not(book):
    with book.operation("往来"):
        pay = {"nature": "对附属单位补助支出", "economic_code": "39999", "function_code": "2050199", "fund": "事业收入"}
        add(book, "中心", DirectLine(amount=100_00, counterpart="分站", **pay))
        add(book, "中心", DirectLine(amount=7_00, **pay))
        add(book, "分站", Income(source="上级补助收入", amount=80_00, counterpart="中心"))
    outcome = found(shown(book), "C108")
    book.undo()
    assert [f.message for f in outcome.findings] == [
        "补助两边不一致：“中心”付给“分站”100.00 元，“分站”列收 80.00 元；汇总抵销了 80.00 元，差额留在汇总数中，请两个单位核对",
        "“中心”的对附属单位补助支出 7.00 元没有填写对方单位，汇总没有抵销",
    ]
    assert found(shown(book), "C108").status is Status.PASSED


def test_a_counterpart_that_is_nobody_is_said(book):
    with book.operation("往来"):
        for amount, other in ((1_00, "分站"), (2_00, "本级。"), (3_00, "省财政厅"), (4_00, "分　站")):
            add(book, "分站", Income(source="上级补助收入", amount=amount, counterpart=other))
    outcome = found(shown(book), "C108")
    book.undo()
    assert [f.message for f in outcome.findings] == [
        "“分站”的上级补助收入 1.00 元的对方单位填的是它自己，汇总没有抵销",
        "“分站”的上级补助收入 2.00 元的对方单位“本级。”不是账本中的单位"
        "（与“本级”相近，确是另一个单位的不用处理），汇总没有抵销",
        "“分站”的上级补助收入 4.00 元的对方单位填的是它自己，汇总没有抵销",
    ]


def test_money_of_a_unit_that_went_into_this_one_is_said_as_such(book):
    with book.operation("撤并"):
        tree = units.tree_of(book)
        book.update(replace(tree.find("分站"), ended_year=2027, successor_id=tree.find("中心").id))
        add(book, "中心", Income(source="附属单位上缴收入", amount=30_00, counterpart="分站"))
    outcome = found(shown(book), "C108")
    book.undo()
    assert [f.message for f in outcome.findings] == [
        "“中心”列付上缴 0.00 元，列收 30.00 元，对方单位是已并入它的单位（撤并）；"
        "汇总抵销了 0.00 元，差额留在汇总数中，请改正对方单位或删去这些行"
    ]


def test_last_year_that_does_not_fit_is_said(book):
    def enter(name, *records):
        unit = units.tree_of(book).find(name)
        known = book.records(Budget, unit_id=unit.id, year=2026) or [book.insert(Budget(unit_id=unit.id, year=2026))]
        for record in records:
            book.insert(replace(record, budget_id=known[0].id))

    with book.operation("上年"):
        enter("分站", Income(source="上级补助收入", amount=80_00, counterpart="中心"))
    outcomes = {code: [f.message for f in found(shown(book), code).findings] for code in ("C100", "C108")}
    assert outcomes == {
        "C100": ["“本级”“中心”没有2026年数，今年的数在增减中全部算作增加；请录入或导入上年数，新设单位不用处理"],
        "C108": [
            "上年（2026年）补助两边不一致：“中心”付给“分站”0.00 元，“分站”列收 80.00 元；"
            "汇总抵销了 0.00 元，差额留在汇总数中，请两个单位核对"
        ],
    }
    with book.operation("部门"):
        enter("某局", Income(source="其他收入", amount=80_00))
    (message,) = [f.message for f in found(shown(book), "C100").findings]
    book.undo()
    book.undo()
    assert message == "“某局”只有2026年数，与下级单位的2026年数加在一起；它如果是汇总数，就计了两次，请核对后清空一处"
    assert found(shown(book), "C100").status is Status.PASSED


def test_what_is_wrong_in_one_unit_is_said_with_its_name_and_answered_for_there(book):
    with book.operation("错"):
        line = DirectLine(function_code="2050199", economic_code="30101", nature="公用", amount=5_00)
        add(book, "中心", line)
    outcome = found(shown(book), "C101")
    (message,) = [f.message for f in outcome.findings]
    assert message.startswith("【中心】")
    with book.operation("说明"):
        add(book, "中心", Acceptance(code="C101", subject=message.removeprefix("【中心】"), reason="已核"))
    again = shown(book)
    assert found(again, "C101").findings[0] not in again.open_errors
    book.undo()
    book.undo()


def test_printed_parts_that_do_not_add_up_are_said_once(book):
    outcome = found(shown(book), "C109")
    assert [f.message.partition("例如")[0] for f in outcome.findings] == ["有的汇总数与各单位打印数相加有尾差，"]
    assert outcome.findings[0].left != outcome.findings[0].right


def test_only_what_changed_is_checked_again(book, monkeypatch):
    first = shown(book)
    assert first.outcomes
    seen = []
    alone = together._alone
    monkeypatch.setattr(together, "_alone", lambda *a: seen.append(a[1].facts.unit.name) or alone(*a))
    with book.operation("改"):
        line = book.records(DirectLine)[1]
        book.update(replace(line, amount=line.amount + 1))
    assert shown(book).outcomes
    book.undo()
    assert seen == ["中心"]


def test_one_unit_has_nothing_to_compare(book):
    from desktop import pipeline

    (budget,) = book.records(Budget, unit_id=units.tree_of(book).find("中心").id)
    ended = {o.code: o.status for o in catalogue.run(pipeline.of_book(book, "national/2023", budget))}
    assert {ended["C108"], ended["C109"]} == {Status.NOT_APPLICABLE}


def test_the_checks_of_the_units_are_run_one_after_another_and_not_again(book, monkeypatch):
    assert shown(book).outcomes  # every unit was looked at once, whichever tests of this file ran before
    with book.operation("改"):
        line = book.records(DirectLine)[1]
        book.update(replace(line, amount=line.amount + 2))
    seen = []
    alone = together._alone
    monkeypatch.setattr(together, "_alone", lambda *a: seen.append(a[1].facts.unit.name) or alone(*a))
    disclosure = shown(book)
    pieces = catalogue.steps(disclosure)
    next(pieces)
    assert "outcomes" not in vars(disclosure)
    assert [*pieces] and disclosure.outcomes
    book.undo()
    assert seen == ["中心"]
