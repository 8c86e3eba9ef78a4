"""Records as budget lines: every property, the key of a line, and how money carried out is divided."""

import pytest

from desktop.compute import lines
from desktop.compute.lines import BudgetLine, LineMemory, Origin
from desktop.ledger.records import CarryOut, DirectLine, FundShare, Income, Procurement, Project, ProjectLine
from tests.policies import YEAR, facts_of
from tests.small_cases import small_cases

PROJECTS = (Project(id=1, name="别的"), Project(id=3, name="大厅运行"), Project(id=4, name="平台升级"))
GENERAL, FUND = "一般公共预算", "政府性基金"


@small_cases(
    ("origin", "key"),
    [(Origin("direct_line", 12), "L12"), (Origin("income", 3), "I3"), (Origin("procurement", 1), "P1"),
     (Origin("carry_out", 1), "C1"), (Origin("person", 5, "养老保险", "pension"), "R5.pension"),
     (Origin("quota", 3, "工会经费", "union"), "Q3.union"), (Origin("quota_split", 2, "综合定额", "general"), "S2"),
     (Origin("project_line", 7), "M7"), (Origin("public_line", 1), "G1"), (Origin("project_line", 7, number=2), "M7~2"),
     (Origin("person", 5, "养老保险", "pension", 1), "R5.pension~1"), (Origin("quota_split", 2, number=1), "S2~1")],
)  # fmt: skip
def test_a_line_is_named_by_its_record(origin, key):
    assert BudgetLine("支出", YEAR, 1, origin).key == key
    assert Origin("income", 3).rule == "直接录入"


def test_a_typed_line_keeps_all_it_says_and_the_crosswalk_fills_the_rest():
    typed = DirectLine(id=9, function_code="2010306", economic_code="30201", nature="项目", project_id=4, fund=FUND,
                       carry="结转", amount=123)  # fmt: skip
    own = DirectLine(id=10, function_code="2010350", economic_code="30101", government_code="50199", nature="人员",
                     amount=5)  # fmt: skip
    found = lines.of_records(facts_of(lines=(typed, own), projects=PROJECTS))
    assert found == [
        BudgetLine("支出", YEAR, 123, Origin("direct_line", 9), function="2010306", economic="30201",
                   government="50502", nature="项目", project="平台升级", fund=FUND, carry="结转", subsource="本级",
                   unit="某中心"),
        BudgetLine("支出", YEAR, 5, Origin("direct_line", 10), function="2010350", economic="30101",
                   government="50199", nature="人员", project="", fund=GENERAL, carry="当年", subsource="本级",
                   unit="某中心"),
    ]  # fmt: skip
    (office,) = lines.of_records(facts_of(kind="行政", lines=(typed,), projects=PROJECTS))
    assert office.government == "50201"


def test_income_and_procurement_say_what_applies_to_them():
    facts = facts_of(
        incomes=(Income(id=1, source=FUND, carry="结转", amount=7),),
        procurements=(
            Procurement(id=2, project_id=3, kind="服务", fund=FUND, amount=8, purchased_service=1),
            Procurement(id=3, kind="货物", amount=9),
        ),
        projects=PROJECTS,
    )
    assert lines.of_records(facts) == [
        BudgetLine("收入", YEAR, 7, Origin("income", 1), fund=FUND, carry="结转", subsource="本级", unit="某中心"),
        BudgetLine("采购", YEAR, 8, Origin("procurement", 2), project="大厅运行", fund=FUND, procurement="服务",
                   service="是", unit="某中心"),
        BudgetLine("采购", YEAR, 9, Origin("procurement", 3), project="", fund=GENERAL, procurement="货物", service="",
                   unit="某中心"),
    ]  # fmt: skip


def test_income_that_follows_expenditure_is_no_typed_income_and_says_what_it_is():
    follows = Income(id=2, source=FUND, carry="当年", amount=7, follows=1)
    facts = facts_of(incomes=(follows,))
    assert lines.of_records(facts) == []
    found = lines.income_line(facts, follows, 30)
    assert (found.origin, found.amount, found.key) == (Origin("income", 2, "按支出填列"), 30, "I2")


def test_what_names_no_project_has_none_though_there_be_a_first_one():
    facts = facts_of(
        projects=(Project(id=1, name="大厅运行"),),
        lines=(DirectLine(id=1, function_code="2010306", economic_code="30201", amount=1),),
        procurements=(Procurement(id=1, kind="货物", amount=1),),
    )
    assert [line.project for line in lines.of_records(facts)] == ["", ""]


class TestCarryOut:
    """结转下年: first what is left of the money carried in, the rest out of this year's money, each fund by itself."""

    def divided(self, *amounts, incomes=(), typed=(), measured=(), funds=None, shares=()):
        funds = funds or [GENERAL] * len(amounts)
        outs = tuple(CarryOut(id=n, fund=f, amount=a) for n, (a, f) in enumerate(zip(amounts, funds, strict=True), 1))
        parts = {"project_lines": measured, "fund_shares": shares, "carry_outs": outs, "projects": PROJECTS}
        facts = facts_of(incomes=incomes, lines=typed, **parts)
        found = [line for line in lines.of_records(facts) if line.side == "结转下年"]
        assert all(line.year == YEAR and line.origin.table == "carry_out" for line in found)
        return [(line.origin.record_id, line.fund, line.carry, line.amount) for line in found]

    def carried_in(self, amount, fund=GENERAL, carry="结转"):
        return Income(source=fund, carry=carry, amount=amount)

    def test_a_measurement_line_borne_by_several_funds_takes_from_each_only_its_part(self):
        line = ProjectLine(id=7, project_id=3, economic_code="31003", price=100, carry="结转")
        shares = (FundShare(project_line_id=7, fund=FUND, percent="70"),
                  FundShare(project_line_id=7, fund=GENERAL, percent="30"))  # fmt: skip
        incomes = (self.carried_in(100), self.carried_in(100, FUND))
        assert self.divided(80, 80, incomes=incomes, measured=(line,), funds=[GENERAL, FUND], shares=shares) == [
            (1, GENERAL, "结转", 70), (1, GENERAL, "当年", 10), (2, FUND, "结转", 30), (2, FUND, "当年", 50),
        ]  # fmt: skip

    def test_without_money_carried_in_all_is_of_this_year(self):
        assert self.divided(50) == [(1, GENERAL, "当年", 50)]
        assert self.divided(50, incomes=(self.carried_in(90, carry="当年"),)) == [(1, GENERAL, "当年", 50)]
        assert self.divided(50, incomes=(self.carried_in(90, FUND),)) == [(1, GENERAL, "当年", 50)]

    @pytest.mark.parametrize(("amount", "expected"), [
        (99, [("结转", 99)]), (100, [("结转", 100)]), (101, [("结转", 100), ("当年", 1)]), (0, []),
    ])  # fmt: skip
    def test_what_was_carried_in_goes_first(self, amount, expected):
        found = self.divided(amount, incomes=(self.carried_in(60), self.carried_in(40)))
        assert [(carry, fen) for _, _, carry, fen in found] == expected

    def test_typed_lines_use_money_carried_in(self):
        typed = (DirectLine(carry="结转", amount=30), DirectLine(carry="当年", amount=7),
                 DirectLine(carry="结转", amount=20), DirectLine(carry="结转", amount=1, fund=FUND))  # fmt: skip
        found = self.divided(80, incomes=(self.carried_in(100),), typed=typed)
        assert [(carry, fen) for _, _, carry, fen in found] == [("结转", 50), ("当年", 30)]

    def test_measurement_lines_of_projects_use_it_too(self):
        measured = (
            ProjectLine(project_id=3, carry="结转", quantity=2, price=3, times=5),
            ProjectLine(project_id=4, carry="结转", quantity=1, price=4, times=1),
            ProjectLine(project_id=3, carry="当年", quantity=1, price=9, times=1),
            ProjectLine(project_id=3, carry="结转", quantity=1, price=8, times=1, fund=FUND),
        )
        found = self.divided(80, incomes=(self.carried_in(100),), measured=measured)
        assert [(carry, fen) for _, _, carry, fen in found] == [("结转", 66), ("当年", 14)]

    def test_more_used_than_carried_in_leaves_nothing_and_is_no_debt(self):
        typed = (DirectLine(carry="结转", amount=130),)
        assert self.divided(20, incomes=(self.carried_in(100),), typed=typed) == [(1, GENERAL, "当年", 20)]
        only_used = self.divided(20, typed=typed)
        assert only_used == [(1, GENERAL, "当年", 20)]
        measured = (ProjectLine(project_id=3, carry="结转", quantity=1, price=8),)
        assert self.divided(20, measured=measured) == [(1, GENERAL, "当年", 20)]

    def test_lines_of_no_money_leave_nothing_and_two_entries_without_any_are_of_this_year(self):
        nothing = (DirectLine(carry="结转", amount=0),), (ProjectLine(project_id=3, carry="结转", quantity=0, price=5),)
        assert self.divided(20, typed=nothing[0]) == [(1, GENERAL, "当年", 20)]
        assert self.divided(20, measured=nothing[1]) == [(1, GENERAL, "当年", 20)]
        assert self.divided(50, 20) == [(1, GENERAL, "当年", 50), (2, GENERAL, "当年", 20)]

    def test_several_entries_share_what_is_left_fund_by_fund(self):
        incomes = (self.carried_in(100), self.carried_in(10, FUND))
        found = self.divided(70, 5, 70, 30, incomes=incomes, funds=[GENERAL, FUND, GENERAL, FUND])
        assert found == [
            (1, GENERAL, "结转", 70), (2, FUND, "结转", 5), (3, GENERAL, "结转", 30), (3, GENERAL, "当年", 40),
            (4, FUND, "结转", 5), (4, FUND, "当年", 25),
        ]  # fmt: skip

    def test_nothing_carried_in_stays_nothing(self):
        """Also after uses of 0 分, and for the second entry of a fund."""
        used = {
            "typed": (DirectLine(carry="结转", amount=0),),
            "measured": (ProjectLine(project_id=3, carry="结转", quantity=0, price=8),),
        }
        for name, given in used.items():
            assert self.divided(20, **{name: given}) == [(1, GENERAL, "当年", 20)]
        assert self.divided(20, 30) == [(1, GENERAL, "当年", 20), (2, GENERAL, "当年", 30)]


class TestMemory:
    """Only changed records make new lines, and a line that did not change stays the same object."""

    @pytest.fixture
    def ask(self):
        """Ask one memory again and again; what it makes anew is noted in `ask.made`."""
        memory = LineMemory()

        def ask(records, rests_on=YEAR, name="lines"):
            ask.made = []

            def make(record):
                ask.made.append(record.id)
                return BudgetLine("支出", rests_on, record.amount, Origin("direct_line", record.id))

            return memory.lines(name, records, rests_on, make)

        return ask

    @pytest.fixture
    def three(self):
        return tuple(DirectLine(id=n, amount=n) for n in (1, 2, 3))

    def test_what_did_not_change_is_not_made_again(self, ask, three):
        first = ask(three)
        assert ask.made == [1, 2, 3]
        for again in (three, (*three[:1], *three[1:])):
            found = ask(again)
            assert ask.made == []
            assert all(now is was for now, was in zip(found, first, strict=True))

    def test_a_changed_record_makes_its_line_and_no_other(self, ask, three):
        first = ask(three)
        one, two, last = ask((three[0], DirectLine(id=2, amount=20), three[2]))
        assert ask.made == [2]
        assert (one is first[0], two.amount, last is first[2]) == (True, 20, True)

    def test_records_removed_and_added_leave_the_other_lines_as_they_are(self, ask, three):
        first = ask(three)
        left = ask(three[1:])
        assert ask.made == []
        assert all(now is was for now, was in zip(left, first[1:], strict=True))
        more = ask((DirectLine(id=4, amount=4), *three[1:], DirectLine(id=5, amount=5)))
        assert ask.made == [4, 5]
        assert [line.amount for line in more] == [4, 2, 3, 5]
        assert (more[1] is first[1], more[2] is first[2]) == (True, True)

    def test_a_record_that_takes_the_place_of_another_has_its_own_line(self, ask, three):
        ask(three)
        assert [line.origin.record_id for line in ask(three[::-1])] == [3, 2, 1]

    def test_all_lines_are_made_anew_when_what_they_rest_on_changes(self, ask, three):
        ask(three)
        assert [line.year for line in ask(three, YEAR + 1)] == [YEAR + 1] * 3
        assert ask.made == [1, 2, 3]

    def test_lines_of_different_names_are_remembered_apart(self, ask, three):
        ask(three)
        ask(three[:1], name="others")
        assert ask.made == [1]
        ask(three)
        assert ask.made == []

    def test_an_equal_line_in_its_place_stays_the_same_object(self):
        def fresh(*amounts):
            return [BudgetLine("收入", YEAR, amount, Origin("income", n)) for n, amount in enumerate(amounts)]

        memory = LineMemory()
        first = memory.same("others", fresh(1, 2))
        same, changed = memory.same("others", fresh(1, 3))
        assert (same is first[0], changed.amount) == (True, 3)
        assert memory.same("others", [same, changed])[1] is changed
        given = fresh(1, 4)
        assert memory.same("others", given)[0] is same
        assert given[0] is not same, "the caller's list is the caller's"
        assert [line.amount for line in memory.same("others", fresh(5))] == [5]
        assert [line.amount for line in memory.same("elsewhere", fresh(6, 7))] == [6, 7]

    @small_cases("after", [(1, 9, 2, 3), (1, 3), (3,), (1,), (), (1, 1, 2, 3), (9,), (1, 2, 2, 3)])
    def test_equal_lines_at_both_ends_stay_where_some_came_or_went(self, after):
        def fresh(*amounts):
            return [BudgetLine("收入", YEAR, amount, Origin("income", amount)) for amount in amounts]

        memory = LineMemory()
        first = memory.same("others", fresh(1, 2, 3))
        now = memory.same("others", fresh(*after))
        assert now == fresh(*after)
        ends = [place for place in (0, -1) if after and after[place] == (1, 2, 3)[place]]
        assert all(any(now[place] is line for line in first) for place in ends)

    def test_with_a_memory_the_lines_are_the_same_as_without(self):
        """What typed lines rest on: the year, the kind of the unit and the names of projects."""
        typed = DirectLine(id=9, function_code="2010306", economic_code="30201", nature="项目", project_id=4, amount=1)
        renamed = (*PROJECTS[:2], Project(id=4, name="平台升级（二期）"))
        memory = LineMemory()
        for given in (
            {},
            {"kind": "行政"},
            {"kind": "行政", "projects": renamed},
            {"projects": renamed, "incomes": (Income(id=1, amount=7),)},
        ):
            facts = facts_of(**{"lines": (typed,), "projects": PROJECTS, **given})
            assert lines.of_records(facts, memory) == lines.of_records(facts)
