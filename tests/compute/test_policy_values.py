"""Which value counts in which month: the pack's, the book's own, what is missing, and what is asked for again."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.catalog import policy
from desktop.catalog import policy as packs
from desktop.catalog.policy import Policy
from desktop.compute import policy_values
from desktop.findings import Severity, UserError
from desktop.ledger.records import ParameterValue
from tests.policies import YEAR, dated, facts_of, pack, parameter, values_of
from tests.small_cases import small_cases


@pytest.fixture(autouse=True)
def nothing_kept():
    policy_values._computed_last.clear()
    yield
    policy_values._computed_last.clear()


def own(value, since=f"{YEAR}-01-01", name="quota"):
    return ParameterValue(parameter=name, valid_from=since, value=value, reference="本县〔2025〕1号")


def by_month(parameters, *, pack_values):
    facts = facts_of(parameters=parameters)
    values = policy_values.of_budget(facts, lambda _: pack(quota=pack_values))
    found = [values.at("quota", month) for month in policy_values.MONTHS]
    return [None if value is None else str(value.value) for value in found]


def test_the_year_has_twelve_months():
    assert list(policy_values.MONTHS) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


class TestOwnValues:
    """A value of the book beats the pack's whatever its date says."""

    PACK = (dated("1"), dated("2", since=f"{YEAR}-01-01"), dated("3", since=f"{YEAR}-07-01"))

    def test_without_own_values_the_pack_counts(self):
        assert by_month((), pack_values=self.PACK) == ["2"] * 6 + ["3"] * 6

    @pytest.mark.parametrize("since", ["2019-01-01", f"{YEAR - 1}-12-31", f"{YEAR}-01-01"])
    def test_one_that_began_by_january_counts_all_year_also_when_the_pack_s_begins_later(self, since):
        assert by_month((own("9", since),), pack_values=self.PACK) == ["9"] * 12

    @pytest.mark.parametrize(
        ("since", "months"), [(f"{YEAR}-01-02", 1), (f"{YEAR}-02-01", 1), (f"{YEAR}-12-01", 11), (f"{YEAR}-12-02", 12)]
    )
    def test_one_that_begins_within_the_year_leaves_the_months_before_to_the_pack(self, since, months):
        expected = (["2"] * 6 + ["3"] * 6)[:months] + ["9"] * (12 - months)
        assert by_month((own("9", since),), pack_values=self.PACK) == expected

    def test_the_newest_own_value_that_has_begun_counts(self):
        mine = (own("8", f"{YEAR}-05-01"), own("7", "2020-01-01"), own("6", f"{YEAR + 1}-01-01"))
        assert by_month(mine, pack_values=self.PACK) == ["7"] * 4 + ["8"] * 8

    def test_own_values_fill_what_the_pack_does_not_say(self):
        assert by_month((own("9", f"{YEAR}-03-01"),), pack_values=()) == [None] * 2 + ["9"] * 10
        ended = (dated("1", until=f"{YEAR - 1}-12-31"),)
        assert by_month((own("9", "2015-01-01"),), pack_values=ended) == ["9"] * 12

    def test_it_is_marked_as_the_book_s_with_its_document(self):
        values = policy_values.of_budget(facts_of(parameters=(own("9.5"),)), lambda _: pack())
        found = values.at("quota", 1)
        assert (found.local, found.reference, str(found.value)) == (True, "本县〔2025〕1号", "9.5")
        assert (found.valid_from, found.valid_to) == (date(YEAR, 1, 1), None)


class TestAtAndSpans:
    def test_who_only_compares_gets_the_value_of_the_first_of_the_month_and_asks_for_nothing(self):
        values = values_of(quota=(dated("1", since=f"{YEAR}-02-01"), dated("2", since=f"{YEAR}-03-02")))
        assert [found and str(found.value) for month in range(1, 5) for found in (values.look("quota", month),)] == [
            None, "1", "1", "2",
        ]  # fmt: skip
        assert values.missing == {}

    def test_a_gap_is_remembered_for_each_month_it_was_asked_for(self):
        values = values_of(quota=(dated("1", since=f"{YEAR}-03-01"),))
        assert [values.at("quota", m) is None for m in (1, 2, 3)] == [True, True, False]
        assert values.missing == {"quota": {1, 2}}
        values.missing.clear()
        assert values.at("quota", 2) is None
        assert values.missing == {"quota": {2}}

    def test_a_value_ends_with_its_last_day(self):
        values = values_of(quota=(dated("1", until=f"{YEAR}-03-01"),), rate=(dated("1", until=f"{YEAR}-02-28"),))
        assert [values.at("quota", m) is None for m in (2, 3, 4)] == [False, False, True]
        assert [values.at("rate", m) is None for m in (2, 3)] == [False, True]

    def test_months_of_equal_values_are_one_span(self):
        values = values_of(quota=(dated("1"), dated("2", since=f"{YEAR}-04-01")), rate=(dated("5"),))
        found = values.spans(("quota", "rate"), 2, 6)
        assert [(first, last, [str(v.value) for v in known]) for first, last, known in found] == [
            (2, 3, ["1", "5"]), (4, 6, ["2", "5"]),
        ]  # fmt: skip
        assert values.spans(("quota", "rate"), 2, 6) is found
        assert [(first, last) for first, last, _ in values.spans(("rate",), 2, 6)] == [(2, 6)]
        assert [(first, last) for first, last, _ in values.spans(("quota", "rate"), 4, 4)] == [(4, 4)]
        assert values.spans(("quota",), 5, 4) == []

    def test_a_month_without_a_value_parts_two_spans_of_the_same_value(self):
        first = dated("1", until=f"{YEAR}-03-31")
        values = values_of(quota=(first, dated("1", since=f"{YEAR}-05-01")))
        found = values.spans(("quota",), 1, 12)
        assert [(a, b) for a, b, _ in found] == [(1, 3), (5, 12)]
        assert values.missing == {"quota": {4}}

    def test_a_gap_in_the_middle_parts_the_span_of_one_value(self):
        values = values_of(quota=(dated("1"),), rate=(dated("1", until=f"{YEAR}-03-31"),
                                                      dated("1", since=f"{YEAR}-05-01")))  # fmt: skip
        values._found[("quota", 2)] = None
        assert [(a, b) for a, b, _ in values.spans(("quota",), 1, 4)] == [(1, 1), (3, 4)]


class TestFindings:
    def test_what_is_missing_is_named_with_its_first_month(self):
        values = values_of(quota=(), rate=(dated("1", until=f"{YEAR}-09-30"),))
        assert values.findings() == []
        for month in (12, 11):
            values.at("rate", month)
        values.at("quota", 3)
        found = values.findings()
        assert [f.message for f in found] == [
            f"参数““quota””在 {YEAR}-03-01 无有效值，相关金额没有计算，请填写数值和文号",
            f"参数““rate””在 {YEAR}-11-01 无有效值，相关金额没有计算，请填写数值和文号",
        ]
        assert {(f.code, f.severity) for f in found} == {("C42", Severity.ERROR)}

    def test_a_parameter_the_pack_does_not_have_is_an_error(self):
        facts = facts_of(parameters=(own("1"), own("2", name="qouta"), own("3", "2024-01-01", name="qouta")))
        values = policy_values.of_budget(facts, lambda _: pack())
        (found,) = policy_values.unknown(facts, values)
        assert (found.code, found.severity) == ("C42", Severity.ERROR)
        assert found.message == "本账本参数“qouta”不是参数包“小参数包”的参数，填写的数值没有使用，请改正或删除"
        assert str(values.at("quota", 1).value) == "1"

    @small_cases(
        ("since", "begins"),
        [("2019-12-31", f"{YEAR}-01-01"), (f"{YEAR - 1}-12-31", f"{YEAR}-01-01"), (f"{YEAR}-01-01", f"{YEAR}-07-01"),
         (f"{YEAR}-06-30", f"{YEAR}-07-01"), (f"{YEAR}-07-01", None), (f"{YEAR}-08-01", None)],
    )  # fmt: skip
    def test_a_value_of_the_book_that_the_pack_has_a_newer_one_for_is_told_once(self, since, begins):
        packed = (dated("1"), dated("2", since=f"{YEAR}-01-01"), dated("3", since=f"{YEAR}-07-01"))
        values = policy_values.of_budget(facts_of(parameters=(own("9", since),)), lambda _: pack(quota=packed))
        found = policy_values.older_than_pack(values)
        value = {f"{YEAR}-01-01": "2", f"{YEAR}-07-01": "3"}.get(begins)
        assert [(f.code, f.severity, f.message) for f in found] == (
            [("C42", Severity.INFO, f"参数““quota””按本账本自 {since} 起的 9 计算；参数包自 {begins} 起为 {value}，请核对哪个有效")]
            if begins else []
        )  # fmt: skip

    def test_a_pack_without_newer_values_or_a_book_without_own_ones_is_not_told(self):
        assert policy_values.older_than_pack(values_of()) == []
        later = (dated("1", since=f"{YEAR}-12-02"),)
        for packed in ((), later, (dated("5", since=f"{YEAR + 1}-01-01"),)):
            values = policy_values.of_budget(
                facts_of(parameters=(own("9", "2020-01-01"),)), lambda _, p=packed: pack(quota=p)
            )
            assert policy_values.older_than_pack(values) == []

    @small_cases(
        ("since", "value", "wrong"),
        [("2025-01-01", "0", False), ("2025-01-01", "0.075", False), ("2025-13-01", "1", True), ("", "1", True),
         ("2025-01-01", "7,5", True), ("2025-01-01", "-1", True), ("2025-01-01", "NaN", True),
         ("2025-01-01", "Infinity", True), ("2025-01-01", "", False)],
    )  # fmt: skip
    def test_a_value_that_cannot_be_used_is_told(self, since, value, wrong):
        expected = f"参数“quota”的日期或数值不对：{since}，{value}" if wrong else ""
        assert policy_values.problem_of(own(value, since)) == expected

    def test_a_value_nobody_filled_in_is_not_used_and_told(self):
        """The pack's own value goes on; where it has none, the gap stays a gap and is never 0."""
        facts = facts_of(parameters=(own(""),))
        assert by_month(facts.parameters, pack_values=(dated("1"),)) == ["1"] * 12
        assert by_month(facts.parameters, pack_values=()) == [None] * 12
        values = policy_values.of_budget(facts, lambda _: pack(quota=()))
        found = policy_values.unfilled(facts, values)
        assert [(f.code, f.severity) for f in found] == [("C42", Severity.ERROR)]
        assert f"自 {YEAR}-01-01 起还没有填写数值，没有使用" in found[0].message

    def test_what_is_filled_in_is_used_beside_what_is_not_and_only_the_other_is_told(self):
        parameters = (own("", since=f"{YEAR}-03-01"), own("5"), own("", name="rate"), own("7", name="unknown"))
        assert by_month(parameters, pack_values=(dated("1"),)) == ["5"] * 12
        facts = facts_of(parameters=parameters)
        found = policy_values.unfilled(facts, policy_values.of_budget(facts, lambda _: pack()))
        assert [f.message.partition("自")[0] for f in found] == ["本账本参数““quota””", "本账本参数““rate””"]


def test_a_pack_with_a_mistake_in_its_file_says_so_and_nothing_is_computed(home):
    packs.own_folder().mkdir(parents=True, exist_ok=True)
    (packs.own_folder() / "坏.toml").write_text('title = "坏"\nmore = 1', encoding="utf-8")
    facts = facts_of()
    facts = replace(facts, budget=replace(facts.budget, policy="坏"))
    assert policy_values.of_budget(facts) is None
    (found,) = policy_values.not_installed(facts)
    assert "坏.toml）有错误" in found.message
    assert "没有计算" in found.message


class TestOfBudget:
    def test_a_budget_without_a_pack_has_no_values(self):
        facts = facts_of()
        bare = type(facts)(unit=facts.unit, budget=type(facts.budget)(year=YEAR))
        assert policy_values.of_budget(bare, lambda _: pack()) is None

    def test_the_same_values_come_again_until_something_changes(self):
        packs = [pack()]

        def load(_: str) -> Policy:
            return packs[-1]

        facts = facts_of()
        first = policy_values.of_budget(facts, load)
        assert first.year == YEAR
        assert policy_values.of_budget(facts_of(), load) is first
        assert policy_values.of_budget(facts_of(parameters=(own("1"),)), load) is not first
        assert policy_values.of_budget(facts, load) is first
        assert policy_values.of_budget(facts, lambda _: pack()) is not first
        packs.append(pack())
        assert policy_values.of_budget(facts, load) is not first, "the file of the pack is another one now"

    def test_where_something_was_missing_it_is_asked_anew(self):
        def load(_: str) -> Policy:
            return pack(quota=())

        first = policy_values.of_budget(facts_of(), load)
        first.at("quota", 1)
        again = policy_values.of_budget(facts_of(), load)
        assert again is not first
        assert again.missing == {}

    def test_only_the_last_few_budgets_are_kept(self):
        known = pack()

        def load(_: str) -> Policy:
            return known

        first = policy_values.of_budget(facts_of(parameters=(own("0"),)), load)
        for number in range(1, 4):
            policy_values.of_budget(facts_of(parameters=(own(str(number)),)), load)
        assert policy_values.of_budget(facts_of(parameters=(own("0"),)), load) is first
        policy_values.of_budget(facts_of(parameters=(own("4"),)), load)
        assert len(policy_values._computed_last) == 4
        assert policy_values.of_budget(facts_of(parameters=(own("0"),)), load) is not first


class TestNotInstalled:
    """A book may come from a computer that had the pack: nothing is computed, and that is said."""

    def missing(self, _: str) -> Policy:
        raise UserError("没有这个参数包")

    def test_a_budget_whose_pack_is_not_here_has_no_values(self):
        assert policy_values.of_budget(facts_of(), self.missing) is None

    def test_values_that_lacked_one_do_not_outlive_their_pack(self):
        packs = [pack(quota=())]

        def load(name: str) -> Policy:
            return packs.pop() if packs else self.missing(name)

        policy_values.of_budget(facts_of(), load).at("quota", 1)
        assert policy_values.of_budget(facts_of(), load) is None

    def test_it_is_an_error_with_the_name_of_the_pack_and_the_year(self):
        (found,) = policy_values.not_installed(facts_of())
        assert (found.code, found.severity) == ("C42", Severity.ERROR)
        assert found.message == f"没有安装参数包“small”，{YEAR}年人员和公用经费没有计算；请在“人员”页另选"

    @pytest.mark.parametrize("name", ["", *policy.available()[:1]])
    def test_without_a_pack_and_with_one_that_is_here_nothing_is_said(self, name):
        facts = facts_of()
        assert policy_values.not_installed(replace(facts, budget=replace(facts.budget, policy=name))) == []


def test_a_pack_keeps_its_other_parts_under_own_values():
    base = pack()
    changed = base.with_values({"quota": [dated("9", local=True)], "unheard": [dated("1")]})
    assert (changed.key, changed.title, changed.items) == (base.key, base.title, base.items)
    assert changed.parameters["rate"] is base.parameters["rate"]
    assert "unheard" not in changed.parameters
    assert changed.parameters["quota"].label == parameter("quota", "1").label
    assert len(changed.parameters["quota"].values) == 2


@small_cases("value", ["1e30", "1_000", "9" * 20, "-5", "NaN", "²"])
def test_a_value_of_a_strangers_book_that_could_not_be_typed_is_a_problem(value):
    record = ParameterValue(parameter="quota.vehicle", valid_from="2025-01-01", value=value)
    assert policy_values.problem_of(record) == f"参数“quota.vehicle”的日期或数值不对：2025-01-01，{value}"
    assert policy_values.problem_of(replace(record, value="0.075")) == ""
    assert policy_values.problem_of(replace(record, value="1", valid_from="2025-13-45"))


def test_the_pack_of_a_sample_book_is_here(sample_facts):
    facts = sample_facts["qinghe_2025"][0]
    for key, missing in (("school_2027", 0), ("没有这个包", 1)):
        found = policy_values.not_installed(replace(facts, budget=replace(facts.budget, policy=key)))
        assert len(found) == missing
