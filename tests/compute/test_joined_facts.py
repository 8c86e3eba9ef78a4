"""Facts of several units as those of one: records one unit after the other, names told apart, the words of its own."""

from dataclasses import replace

from desktop.compute import joined_facts
from desktop.compute.joined_facts import Joiner
from desktop.compute.lines import BudgetLine, Origin
from desktop.ledger.records import (
    Acceptance,
    Asset,
    Budget,
    BudgetFacts,
    DirectLine,
    Establishment,
    Indicator,
    Institution,
    Procurement,
    Project,
    Unit,
)

TOP, OFFICE, CENTRE = (
    Unit(id=1, name="某局", kind="行政"),
    Unit(id=2, name="局本级", kind="行政"),
    Unit(id=3, name="中心"),
)
BUDGET = Budget(id=10, unit_id=1, year=2027)


def facts(unit, number, **parts):
    return BudgetFacts(unit, Budget(id=number, unit_id=unit.id, year=2027), **parts)


def joined(*parts, joiner=None):
    return (joiner or Joiner()).joined(TOP, BUDGET, parts)


def test_public_funds_count_by_kind_unless_the_unit_says_otherwise():
    assert [joined_facts.counted(u) for u in (OFFICE, Unit(kind="参公"), CENTRE)] == ["统计", "统计", "不统计"]
    assert joined_facts.counted(replace(CENTRE, operating_cost="统计")) == "统计"


def test_a_project_name_of_two_units_bears_the_units_name():
    first, second = Project(id=1, name="设备购置"), Project(id=2, name="设备购置")
    parts = facts(OFFICE, 11, projects=(first, Project(id=3, name="改造"))), facts(CENTRE, 12, projects=(second,))
    names = joined_facts.shared_names(parts)
    assert names == {1: "设备购置（局本级）", 2: "设备购置（中心）"}
    assert [p.name for p in joined_facts.under_names(parts[0], names).projects] == ["设备购置（局本级）", "改造"]
    alone = facts(OFFICE, 11, projects=(Project(id=3, name="改造"),))
    assert joined_facts.under_names(alone, names) is alone


def test_records_follow_each_other_and_counts_add_up_by_kind():
    one = facts(OFFICE, 11, lines=(DirectLine(id=1),), assets=(Asset(id=1, kind="公务用车", stock=2, purchase=1),))
    two = facts(CENTRE, 12, lines=(DirectLine(id=2),), assets=(Asset(id=2, kind="公务用车", stock=1),),
                establishments=(Establishment(id=1, kind="事业", posts=5),))  # fmt: skip
    found = joined(one, two, facts(Unit(id=4, name="空"), 13))
    assert [line.id for line in found.lines] == [1, 2]
    assert [(a.kind, a.stock, a.purchase) for a in found.assets] == [("公务用车", 3, 1)]
    assert [posts.posts for posts in found.establishments] == [5]
    assert [unit.name for unit in found.units] == ["局本级", "中心"]
    assert [i.name for i in found.institutions] == ["局本级", "中心"]


def test_words_and_indicators_of_the_whole_are_those_of_its_own_budget():
    own = facts(TOP, 10, texts={"duties": "部门职责"}, indicators=(Indicator(id=1, name="整体"),),
                institutions=(Institution(id=1, kind="下属单位", name="中心"),))  # fmt: skip
    other = facts(
        CENTRE, 12, lines=(DirectLine(id=2),), texts={"duties": "中心职责"},
        indicators=(Indicator(id=2, name="中心整体"), Indicator(id=3, project_id=5, name="项目的")),
        acceptances=(Acceptance(id=1, code="C31", subject="超编", reason="已批"),),
    )  # fmt: skip
    found = joined(own, other)
    assert found.texts == {"duties": "部门职责"}
    assert [i.name for i in found.indicators] == ["整体", "项目的"]
    assert [a.subject for a in found.acceptances] == ["【中心】超编"]
    assert [i.name for i in found.institutions] == ["中心"]


def test_what_did_not_change_stays_the_same_object():
    joiner = Joiner()
    one, two = facts(OFFICE, 11, lines=(DirectLine(id=1),)), facts(CENTRE, 12, lines=(DirectLine(id=2),))
    before = joined(one, two, joiner=joiner)
    after = joined(one, replace(two, lines=(DirectLine(id=2, amount=5),)), joiner=joiner)
    assert after.projects is before.projects
    assert after.assets is before.assets
    assert [line.amount for line in after.lines] == [0, 5]


def test_a_procurement_item_bears_the_fund_of_its_line():
    item = Procurement(id=7, fund="上级补助收入")
    found = facts(CENTRE, 12, procurements=(item,))
    line = BudgetLine("采购", 2027, 5, Origin("procurement", 7), fund="事业收入")
    assert joined_facts.with_funds(found, [line]).procurements[0].fund == "事业收入"
    assert joined_facts.with_funds(found, [replace(line, fund="上级补助收入")]) is found
