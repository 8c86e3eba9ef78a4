"""Operations on units: each is one step that undo takes back; what cannot be is refused and changes nothing."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.ledger.records import (
    Budget,
    DirectLine,
    FreeText,
    Income,
    LayoutChoice,
    ParameterValue,
    RunningFunction,
    Unit,
)
from desktop.ledger.units import Copied


@pytest.fixture
def book(tmp_path):
    with Book.create(tmp_path / "部门.mzb") as made:
        top = units.add(made, Unit(name="某局", kind="行政", scope="部门", code="231"), (2027,))
        units.add(made, Unit(name="局本级", kind="行政", code="231001", parent_id=top.id), (2026, 2027))
        units.add(made, Unit(name="中心", code="231002", parent_id=top.id), (2026, 2027))
        yield made


def find(book, name):
    return units.tree_of(book).find(name)


def budget(book, name, year=2027):
    return book.records(Budget, unit_id=find(book, name).id, year=year)[0]


def listed(book):
    return [unit.name for unit in units.tree_of(book).units]


def refused(book, words, act):
    before = book.fingerprint()
    with pytest.raises(UserError, match=words):
        act()
    assert book.fingerprint() == before


def test_units_are_added_in_order_with_their_budgets(book):
    assert listed(book) == ["某局", "局本级", "中心"]
    assert [b.year for b in book.budgets(find(book, "中心").id)] == [2027, 2026]
    assert book.undo().name == "新增单位 中心"
    assert listed(book) == ["某局", "局本级"]


def test_a_name_or_code_is_given_once(book):
    refused(book, "已有单位“中心”", lambda: units.add(book, Unit(name="中心")))
    refused(book, "“231002”已由“中心”使用", lambda: units.add(book, Unit(name="分站", code="231002")))
    refused(book, "不能为空", lambda: units.add(book, Unit(name=" ")))
    refused(book, "已有单位“局本级”", lambda: units.rename(book, find(book, "中心"), "局本级"))


def test_lines_that_name_a_unit_follow_its_new_name(book):
    own, other = budget(book, "局本级"), budget(book, "局本级", 2026)
    with book.operation("录入"):
        for each in (own, other):
            book.insert(Income(budget_id=each.id, source="附属单位上缴收入", amount=1, counterpart="中心"))
        book.insert(DirectLine(budget_id=own.id, amount=1, counterpart="231002"))
        book.update(replace(other, frozen_at="2026-12-01"))
    assert units.rename(book, find(book, "中心"), "服务中心", "231009") == 1
    assert [i.counterpart for i in book.records(Income)] == ["服务中心", "中心"]
    assert book.records(DirectLine)[0].counterpart == "231009"
    book.undo()
    assert find(book, "中心").code == "231002"
    assert book.records(Income)[0].counterpart == "中心"


def test_a_book_that_cannot_be_begun_leaves_no_file(tmp_path):
    path = tmp_path / "新.mzb"
    with pytest.raises(UserError, match="最多 60 个"):
        units.begin(path, Unit(name="县" * 61), 2027, "")
    assert not path.exists()
    units.begin(path, Unit(name="某县"), 2027, "")
    with pytest.raises(UserError, match="已经存在"):
        units.begin(path, Unit(name="另一县"), 2027, "")
    with Book.open_to_read(path) as begun:
        assert [(unit.name, [b.year for b in begun.budgets(unit.id)]) for unit in begun.units()] == [
            ("某县", [2027, 2026])
        ]


def test_a_unit_moves_but_never_below_itself(book):
    units.move(book, find(book, "中心"), find(book, "某局"), 0)
    assert listed(book) == ["某局", "中心", "局本级"]
    units.move(book, find(book, "局本级"), find(book, "中心"))
    assert units.tree_of(book).depth(find(book, "局本级")) == 2
    refused(book, "不能再作它的上级", lambda: units.move(book, find(book, "某局"), find(book, "局本级")))
    refused(book, "不能再作它的上级", lambda: units.move(book, find(book, "某局"), find(book, "某局")))
    units.move(book, find(book, "中心"), None)
    assert listed(book) == ["某局", "中心", "局本级"]
    for _ in range(3):
        book.undo()
    assert listed(book) == ["某局", "局本级", "中心"]


def test_a_unit_ends_and_goes_into_another(book):
    units.end(book, find(book, "中心"), 2027, find(book, "局本级"))
    tree = units.tree_of(book)
    assert tree.successor(tree.find("中心")).name == "局本级"
    book.undo()
    assert find(book, "中心").ended_year is None


def test_a_unit_with_a_budget_or_units_below_it_does_not_end(book):
    with book.operation("录入"):
        book.insert(DirectLine(budget_id=budget(book, "中心").id, amount=1))
    refused(book, "2027年预算已有内容", lambda: units.end(book, find(book, "中心"), 2027, None))
    refused(book, "还有“局本级”“中心”", lambda: units.end(book, find(book, "某局"), 2027, None))
    refused(book, "不能并入自己", lambda: units.end(book, find(book, "局本级"), 2027, find(book, "局本级")))
    units.end(book, find(book, "局本级"), 2027, find(book, "中心"))
    refused(book, "自2027年也已撤并", lambda: units.end(book, find(book, "中心"), 2028, find(book, "局本级")))


def test_nothing_goes_on_below_a_unit_that_has_ended(book):
    top, own = find(book, "某局"), find(book, "局本级")
    old = units.add(book, Unit(name="老站", parent_id=own.id), (2026,))
    units.end(book, old, 2027, own)
    old = find(book, "老站")
    words = "“老站”自2027年撤并，不能再有下级单位“{}”；请改放在并入的“局本级”之下"
    refused(book, words.format("分站"), lambda: units.add(book, Unit(name="分站", parent_id=old.id)))
    refused(book, words.format("中心"), lambda: units.move(book, find(book, "中心"), old))
    units.end(book, find(book, "中心"), 2027, None)
    units.move(book, find(book, "中心"), old)
    refused(book, words.format("中心"), lambda: units.end(book, find(book, "中心"), 2028, None))
    units.move(book, find(book, "中心"), old, 0)
    assert list(units.tree_of(book).problems()) == []
    assert top.ended_year is None


def test_settings_texts_and_values_are_copied_and_nothing_else(book):
    source, target = budget(book, "局本级"), budget(book, "中心")
    with book.operation("录入"):
        book.update(replace(source, policy="local"))
        book.insert(RunningFunction(unit_id=source.unit_id, staff="事业", function_code="2010350"))
        book.insert(FreeText(budget_id=source.id, key="duties", text="职责"))
        book.insert(FreeText(budget_id=target.id, key="duties", text="旧"))
        book.insert(FreeText(budget_id=target.id, key="own", text="自己的"))
        book.insert(ParameterValue(budget_id=source.id, parameter="rate", valid_from="2027-01-01", value="0.1"))
        book.insert(LayoutChoice(budget_id=source.id, setting="percent", choice="two"))
        book.insert(DirectLine(budget_id=source.id, amount=1))
    before = book.fingerprint()
    source = budget(book, "局本级")
    assert units.copy(book, source, target, list(Copied)) == 5
    facts = book.facts(book.records(Budget, id=target.id)[0])
    assert facts.budget.policy == "local"
    assert facts.texts == {"duties": "职责", "own": "自己的"}
    assert [p.value for p in facts.parameters] == ["0.1"]
    assert [r.function_code for r in facts.running_functions] == ["2010350"]
    assert [(c.setting, c.choice) for c in facts.layout_choices] == [("percent", "two")]
    assert facts.lines == ()
    book.undo()
    assert book.fingerprint() == before


def test_a_unit_is_not_copied_to_itself(book):
    own = budget(book, "中心")
    refused(book, "同一个单位", lambda: units.copy(book, own, own, [Copied.SETTINGS]))


def test_a_frozen_stage_takes_no_copy(book):
    target = budget(book, "中心")
    with book.operation("冻结"):
        book.update(replace(target, frozen_at="2026-12-01"))
    refused(book, "已冻结", lambda: units.copy(book, budget(book, "局本级"), budget(book, "中心"), [Copied.TEXTS]))
