"""Quotas of public funds: what each is multiplied with, by how many months, and where it is booked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desktop.compute import operating as public_funds
from desktop.compute.lines import BudgetLine, Origin
from desktop.compute.policy_values import NO_POLICY
from desktop.findings import Severity
from desktop.ledger.records import Asset, BasisCount, Establishment, Person, PublicLine, QuotaSplit
from tests.policies import OWN, YEAR, dated, facts_of, person, quota_rule, values_of
from tests.small_cases import small_cases

CAR = Asset(kind="一般公务用车", stock=2, purchase=1)
TRUCK = Asset(kind="特种专业技术用车", stock=3)
DEVICE = Asset(kind="单位价值50万元以上通用设备", stock=5)


def line(economic, amount):
    return BudgetLine("支出", YEAR, amount, Origin("person", 1), economic=economic)


@small_cases(
    ("first", "last", "counted"), [(1, 12, True), (1, 1, True), (2, 12, False), (1, 0, False), (12, 12, False)]
)
def test_heads_are_counted_in_january(first, last, counted):
    people = (Person(headcount=3, first_month=first, last_month=last),)
    assert public_funds.heads(people, ("在职",)) == (3 if counted else 0)
    assert public_funds.BASE_MONTH == 1


def test_heads_are_those_of_the_asked_statuses():
    people = tuple(
        Person(status=status, headcount=10**n) for n, status in enumerate(("在职", "拟招", "离休", "退休", "编外"))
    )
    assert public_funds.heads(people, public_funds.IN_POST) == 1
    assert public_funds.heads(people, public_funds.RETIRED) == 1_100
    assert public_funds.heads(people, ()) == 0
    assert public_funds.heads((), ("在职",)) == 0


class TestBasis:
    @pytest.mark.parametrize(("basis", "expected"), [("在职人数", 4), ("退休人数", 1)])
    def test_heads(self, basis, expected):
        people = (person(headcount=4), person(id=2, status="退休"), person(id=3, status="编外", headcount=9))
        assert public_funds.basis_of(quota_rule(basis=basis), facts_of(people=people), NO_POLICY, []) == expected

    @small_cases(("assets", "expected"), [
        ((), 0), ((CAR,), 2), ((CAR, TRUCK), 5), ((DEVICE, CAR, TRUCK), 5), ((DEVICE,), 0), ((CAR, CAR), 4),
    ])  # fmt: skip
    def test_vehicles_are_all_vehicles_that_are_there_and_nothing_else(self, assets, expected):
        assert public_funds.basis_of(quota_rule(basis="车辆数"), facts_of(assets=assets), NO_POLICY, []) == expected

    def test_wages_are_the_sum_of_the_four_kinds_of_pay(self):
        paid = [line(code, 10**n) for n, code in enumerate(("30101", "30102", "30103", "30107", "30108", "30309"))]
        assert public_funds.basis_of(quota_rule(basis="工资总额"), facts_of(), NO_POLICY, paid) == 1_111
        assert public_funds.basis_of(quota_rule(basis="基本工资"), facts_of(), NO_POLICY, [*paid, paid[0]]) == 2


class TestAmount:
    def test_per_head_in_yuan_becomes_fen(self):
        assert public_funds.amount(quota_rule(), 3, values_of(quota="6000.55")) == 3 * 6_000_55
        assert public_funds.amount(quota_rule(), 0, values_of()) == 0

    @pytest.mark.parametrize("basis", ["工资总额", "基本工资"])
    def test_a_rate_is_of_money(self, basis):
        rule = quota_rule(basis=basis, parameter="percent")
        assert public_funds.amount(rule, 1_000_00, values_of()) == 20_00
        assert public_funds.amount(rule, 25, values_of()) == 1  # 0.5 分 goes up
        assert public_funds.amount(rule, 24, values_of()) == 0

    @small_cases(
        ("since", "months_of_new"),
        [("01-01", 12), ("01-02", 11), ("02-01", 11), ("07-01", 6), ("12-01", 1), ("12-02", 0)],
    )
    def test_a_value_that_changes_within_the_year_counts_by_months(self, since, months_of_new):
        values = values_of(quota=(dated("1200"), dated("2400", since=f"{YEAR}-{since}")))
        expected = 5 * (100_00 * (12 - months_of_new) + 200_00 * months_of_new)
        assert public_funds.amount(quota_rule(), 5, values) == expected

    def test_the_year_is_rounded_once(self):
        values = values_of(quota=(dated("0.01"), dated("0.02", since=f"{YEAR}-07-01")))
        assert public_funds.amount(quota_rule(), 1, values) == 2  # 1.5 分
        assert public_funds.amount(quota_rule(), 3, values) == 5  # 4.5 分

    def test_a_month_without_a_value_is_not_paid_and_told(self):
        values = values_of(quota=(dated("1200", until=f"{YEAR}-09-30"),))
        assert public_funds.amount(quota_rule(), 1, values) == 900_00
        assert values.missing == {"quota": {10, 11, 12}}


PEOPLE = (person(headcount=8),)


class TestLines:
    def test_a_line_says_everything_of_its_rule(self):
        values = values_of(quota_rule("first", basis="车辆数"), quota_rule("office", label="办公费"))
        (found,) = public_funds.lines(facts_of(people=PEOPLE), values, [])
        assert found == BudgetLine(
            side="支出", year=YEAR, amount=48_000_00, origin=Origin("quota", 2, "办公费", "office"), function=OWN,
            economic="30201", government="50502", nature="公用", project="", fund="一般公共预算", carry="当年",
            subsource="本级", unit="某中心",
        )  # fmt: skip

    def test_no_basis_no_line_and_no_question(self):
        values = values_of(quota_rule(basis="车辆数", parameter="gone"), gone=())
        assert list(public_funds.lines(facts_of(people=PEOPLE, assets=(DEVICE,)), values, [])) == []
        assert values.missing == {}
        assert list(public_funds.lines(facts_of(people=PEOPLE, assets=(CAR,)), values, [])) == []
        assert set(values.missing) == {"gone"}

    def test_a_quota_of_nothing_makes_no_line(self):
        assert list(public_funds.lines(facts_of(people=PEOPLE), values_of(quota_rule(), quota="0"), [])) == []

    def test_a_split_is_booked_as_the_unit_says(self):
        values = values_of(quota_rule(split=True, economic=""), quota_rule("other", basis="车辆数"))
        splits = (
            QuotaSplit(id=4, quota="office", economic_code="30201", amount=100),
            QuotaSplit(id=5, quota="office", economic_code="30211", amount=0),
            QuotaSplit(id=6, quota="strange", economic_code="30211", amount=7),
            QuotaSplit(id=7, quota="office", economic_code="30299", amount=1),
        )
        found = list(public_funds.lines(facts_of(people=PEOPLE, quota_splits=splits, assets=(CAR,)), values, []))
        assert [(x.origin, x.economic, x.amount) for x in found] == [
            (Origin("quota_split", 4, "office", "office"), "30201", 100),
            (Origin("quota_split", 7, "office", "office"), "30299", 1),
            (Origin("quota", 2, "other", "other"), "30201", 2 * 6_000_00),
        ]
        assert {(x.nature, x.government) for x in found} == {("公用", "50502")}

    def test_wages_are_summed_from_the_lines_of_people(self):
        values = values_of(quota_rule(basis="工资总额", parameter="percent"))
        (found,) = public_funds.lines(facts_of(), values, [line("30101", 100_00), line("30103", 50_00)])
        assert found.amount == 3_00


class TestFindings:
    RULES = (quota_rule("whole"), quota_rule(split=True, economic="", label="综合定额"))

    def found(self, *amounts, quota="6000", people=PEOPLE):
        splits = tuple(QuotaSplit(quota="office", economic_code="30201", amount=a) for a in amounts)
        other = QuotaSplit(quota="whole", economic_code="30201", amount=99)
        facts = facts_of(people=people, quota_splits=(*splits, other))
        told = list(public_funds.findings(facts, values_of(*self.RULES, quota=quota), []))
        assert "“whole”按科目计算，不用分配，这一行没有计入预算" in told[0].message
        return told[1:]

    def test_a_unit_of_a_part_of_the_year_is_told_what_january_makes_of_its_quotas(self):
        """Founded in July: nobody in January, no quota. Dissolved in June: the quota of twelve months."""

        def told(*spans, basis="在职人数"):
            people = tuple(person(id=n, first_month=low, last_month=high) for n, (low, high) in enumerate(spans, 1))
            values = values_of(quota_rule("heads", label="综合定额", basis=basis))
            return [f.message for f in public_funds.findings(facts_of(people=people), values, [])]

        assert told() == told((1, 12)) == told((1, 6), (7, 12)) == told((7, 12), basis="人月") == []
        assert told((7, 12), (9, 12), basis="退休人数") == []
        (founded,) = told((7, 12), (9, 12))
        assert "都在 7 月至 12 月，“综合定额”一月没有人，算出的定额是 0" in founded
        (ended,) = told((1, 6), (1, 5))
        assert "都在 1 月至 6 月，“综合定额”按一月的人数算了全年，6 月以后的也在内" in ended

    def test_a_plan_with_the_name_of_a_quota_is_counted_beside_it_and_named(self):
        """公用测算明细 with the 事项 “综合定额” does not divide the quota: its money comes on top."""
        rule = quota_rule("heads", label="综合定额（事业）")

        def told(item, price=50_00, people=PEOPLE):
            plan = PublicLine(item=item, name="水费", economic_code="30205", price=price)
            facts = facts_of(people=people, public_lines=(plan,))
            return [f.message for f in public_funds.findings(facts, values_of(rule, quota="6000"), [])]

        assert told("物业费") == told("综合定额", price=0) == told("综合定额", people=()) == told("") == []
        for item in ("综合定额", "综合定额（事业）"):
            (message,) = told(item)
            assert f"事项“{item}”与定额同名，定额已按参数计算 48,000.00 元，这一行 50.00 元是另外加上的" in message

    def test_a_split_of_a_quota_the_pack_does_not_have_is_named(self):
        """After another pack is chosen the splits of the former one's quotas make no line; that is said."""
        splits = (QuotaSplit(quota="gone", economic_code="30201", percent="60"), QuotaSplit(quota="gone"),
                  QuotaSplit(quota="office", economic_code="30201", amount=8 * 6_000_00))  # fmt: skip
        facts = facts_of(people=PEOPLE, quota_splits=splits)
        (found,) = public_funds.findings(facts, values_of(*self.RULES, quota="6000"), [])
        assert (found.code, found.severity) == ("C35", Severity.ERROR)
        assert "“gone”不是所用参数包中的定额，这一行没有计入预算" in found.message

    def test_a_split_that_adds_up_is_right(self):
        assert self.found(40_000_00, 8_000_00) == []

    def test_one_that_does_not_says_both_sums_and_the_heads_it_stands_for(self):
        (found,) = self.found(40_000_00, 14_000_00)
        assert (found.code, found.severity, found.left, found.right) == (
            "C35",
            Severity.ERROR,
            "48,000.00",
            "54,000.00",
        )
        assert found.message == (
            "“综合定额”按花名册 8 人应为 48,000.00 元，分配合计 54,000.00 元，相当于 9 人，花名册 8 人，请调整分配"
        )

    @pytest.mark.parametrize("amounts", [(48_000_01,), (47_999_99,), (1,)])
    def test_a_fen_too_many_or_too_few_is_told_without_guessing_heads(self, amounts):
        (found,) = self.found(*amounts)
        assert "相当于" not in found.message

    def test_a_quota_of_nothing_is_no_division_by_it(self):
        (found,) = self.found(5, quota="0")
        assert found.message == "“综合定额”按花名册 8 人应为 0.00 元，分配合计 0.05 元，请调整分配"
        assert self.found(quota="0") == []

    @small_cases(
        ("basis", "words"),
        [
            ("人月", "按花名册 96 人月应为"),
            ("编制人数", "按编制人数 8 人应为"),
            ("床位数", "按床位数 8 床应为"),
            ("车辆数", "按车辆数 2 辆应为"),
            ("工资总额", "按工资总额 480,000.00 元应为"),
        ],
    )
    def test_the_base_is_named_with_its_own_unit(self, basis, words):
        money = basis == "工资总额"
        rule = quota_rule(split=True, basis=basis, parameter="percent" if money else "quota")
        counted = (BasisCount(basis="床位数", amount="8"),)
        posts = (Establishment(kind="事业", posts=8),)
        facts = facts_of(people=PEOPLE, basis_counts=counted, establishments=posts, assets=(CAR,))
        (found,) = public_funds.findings(facts, values_of(rule), [line("30101", 480_000_00)])
        assert words in found.message
        assert "相当于" not in found.message

    @pytest.mark.parametrize("basis", ["人月", "工资总额"])
    def test_only_a_quota_by_heads_stands_for_heads(self, basis):
        """A split that is so many times one month, or one 分 of wages, is no number of people."""
        rule = quota_rule(split=True, basis=basis)
        splits = (QuotaSplit(quota="office", economic_code="30201", amount=2 * 6_000_00),)
        (found,) = public_funds.findings(facts_of(people=PEOPLE, quota_splits=splits), values_of(rule), [])
        assert "相当于" not in found.message

    def test_nobody_there_and_nothing_split_is_right(self):
        assert self.found(people=()) == []
        assert len(self.found(1, people=())) == 1


def choosing(values, **chosen):
    values.policy = replace(values.policy, choices=chosen)
    return values


class TestGroups:
    MONTHS = quota_rule(basis="人月", statuses=("在职",), kinds=("事业", "行政"))

    def test_a_month_without_people_asks_for_no_value(self):
        values = values_of(self.MONTHS, quota=(dated("1200", since=f"{YEAR}-10-01"),))
        (found,) = public_funds.lines(facts_of(people=(person(first_month=10),)), values, [])
        assert (found.amount, values.missing) == (300_00, {})

    def test_each_kind_is_booked_to_its_own_code(self):
        rule = replace(self.MONTHS, function={"事业": "2010350", "行政": "2010301"})
        facts = facts_of(kind="行政", people=(person(), person(id=2, kind="行政")))
        found = public_funds.lines(facts, values_of(rule), [])
        assert [(line.function, line.government) for line in found] == [("2010350", "50502"), ("2010301", "50201")]

    def test_the_unit_s_percents_beat_those_of_the_pack_and_each_part_has_a_key(self):
        rule = quota_rule(
            basis="人月", economic="", split=True, percents=(("30201", Decimal(90)), ("30202", Decimal(10))),
            statuses=("在职",), kinds=("事业", "行政"),
        )  # fmt: skip
        people = (person(), person(id=2, kind="行政"))
        own = tuple(
            QuotaSplit(quota="office", economic_code=code, percent=percent)
            for code, percent in (("30201", "75"), ("30211", "25"))
        )
        found = public_funds.lines(facts_of(people=people, quota_splits=own), values_of(rule), [])
        assert [(line.key, line.economic, line.amount) for line in found] == [
            ("Q1.office", "30201", 4_500_00),
            ("Q1.office~1", "30211", 1_500_00),
            ("Q1.office~2", "30201", 4_500_00),
            ("Q1.office~3", "30211", 1_500_00),
        ]
        usual = public_funds.lines(facts_of(people=people), values_of(rule), [])
        assert [(line.economic, line.amount) for line in usual] == 2 * [("30201", 5_400_00), ("30202", 600_00)]

    def test_wages_are_booked_where_they_are_paid(self):
        rule = quota_rule(basis="工资", parameter="percent", items=("wage",))
        wages = [
            BudgetLine("支出", YEAR, 100_00, Origin("person", n, "wage", "wage"), function=code, fund="一般公共预算")
            for n, code in ((1, "2010350"), (2, "2130104"))
        ]
        found = public_funds.lines(facts_of(), values_of(rule), wages)
        assert [(line.function, line.amount) for line in found] == [("2010350", 2_00), ("2130104", 2_00)]
        together = choosing(values_of(rule), percent_bases_rounding="合计取整后分摊")
        assert [line.amount for line in public_funds.lines(facts_of(), together, wages)] == [2_00, 2_00]

    def test_the_rounding_of_rates_is_none_of_heads(self):
        """1,000.01 a year, one month of three people: 250.0025, not three times 83.33."""
        people = tuple(person(id=n, first_month=12) for n in (1, 2, 3))
        values = choosing(values_of(self.MONTHS, quota="1000.01"), percent_bases_rounding="按人取整")
        assert [line.amount for line in public_funds.lines(facts_of(people=people), values, [])] == [250_00]

    def test_sub_sources_of_a_quota_divide_each_part(self):
        rule = replace(self.MONTHS, subsources=(("提前下达", Decimal("33.33")), ("本级", Decimal("66.67"))))
        found = public_funds.lines(facts_of(people=(person(),)), values_of(rule, quota="1.01"), [])
        assert [(line.subsource, line.amount) for line in found] == [("提前下达", 34), ("本级", 67)]

    TYPED = replace(MONTHS, split=True, economic="")

    def test_a_split_in_amounts_is_divided_as_the_quota_is(self):
        people = (person(), person(id=2, kind="行政", headcount=3))
        split = QuotaSplit(id=4, quota="office", economic_code="30201", amount=1_000_01)
        found = public_funds.lines(facts_of(people=people, quota_splits=(split,)), values_of(self.TYPED), [])
        assert [(line.key, line.amount) for line in found] == [("S4", 250_00), ("S4~1", 750_01)]

    def test_a_split_in_amounts_of_no_quota_is_booked_to_the_unit(self):
        split = QuotaSplit(id=4, quota="office", economic_code="30201", amount=5)
        (found,) = public_funds.lines(facts_of(quota_splits=(split,)), values_of(self.TYPED), [])
        assert (found.key, found.amount, found.function, found.fund) == ("S4", 5, OWN, "一般公共预算")

    @pytest.mark.parametrize(
        ("percents", "message"),
        [
            (("75", "25"), ""),
            (("75", "24"), "“综合定额”的分配百分比合计 99%，应为 100%，请调整分配"),
            (("75", "26"), "“综合定额”的分配百分比合计 101%，应为 100%，请调整分配"),
            (("100", ""), "“综合定额”的分配有的按百分比、有的按金额，请统一"),
        ],
    )
    def test_percents_are_a_hundred_together_and_not_mixed_with_amounts(self, percents, message):
        rules = (replace(self.TYPED, label="综合定额"), replace(self.TYPED, id="other", label="其他定额"))
        splits = tuple(QuotaSplit(quota="office", economic_code="30201", percent=percent) for percent in percents)
        found = list(public_funds.findings(facts_of(people=(person(),), quota_splits=splits), values_of(*rules), []))
        assert [(each.code, each.severity) for each in found] == [("C35", Severity.ERROR)] * (1 + bool(message))
        assert [each.message for each in found[:-1]] == ([message] if message else [])
        assert found[-1].message.startswith("“其他定额”按花名册"), "the next quota is looked at too"
