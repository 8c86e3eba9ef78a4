"""Rebuilt amounts as records: what the file does not say is a choice, what it says in part is kept in part."""

import pytest

from desktop.ledger.records import Unit
from desktop.ledger.vocabulary import Fund, Nature, classes_not_of
from desktop.published.budget_records import choices, facts_of, open_records
from desktop.published.domains import OTHER_PROJECT, PROPERTIES, Universe
from desktop.published.rebuild import Piece, Rebuilt

PLAIN = (("function", ("2010350",)), ("economic", ("30101",)), ("nature", ("人员",)), ("fund", ("一般公共预算",)),
         ("carry", ("当年",)))  # fmt: skip


def rebuilt(*wheres, side="支出", amount=1_000, is_open=False):
    universe = Universe(("甲项目", "乙项目"))
    made = Rebuilt(universe)
    made.pieces[side] = [Piece(universe.domain(side, where), amount, is_open) for where in wheres]
    return made


def without(name):
    return tuple(part for part in PLAIN if part[0] != name)


def taken(made):
    return [(one.name, one.options, one.taken, one.amount) for one in choices(made)]


def line(made):
    (found,) = facts_of(made, Unit(id=1, kind="事业"), 2024).lines
    return found


def test_what_the_file_says_is_no_choice():
    made = rebuilt(PLAIN)
    assert taken(made) == []
    found = line(made)
    assert (found.function_code, found.economic_code, found.nature, found.fund, found.carry, found.amount) == (
        "2010350", "30101", "人员", "一般公共预算", "当年", 1_000)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "options", "chosen"),
    [
        ("fund", ("一般公共预算", "政府性基金"), "一般公共预算"),
        ("fund", ("上级补助收入", "其他收入"), "其他收入"),
        ("fund", ("事业收入", "上级补助收入"), "事业收入"),
        ("carry", ("当年", "结转"), "当年"),
    ],
)
def test_an_open_property_is_a_choice(name, options, chosen):
    made = rebuilt((*without(name), (name, options)))
    assert taken(made) == [(name, options, chosen, 1_000)]


@pytest.mark.parametrize(
    ("spent", "carry", "chosen"),
    [
        ("国有资本经营", "结转", "国有资本经营"),
        ("国有资本经营", "当年", "一般公共预算"),
        ("其他收入", "结转", "一般公共预算"),
    ],
)
def test_open_income_is_of_the_source_whose_money_of_the_same_year_is_spent(spent, carry, chosen):
    """Money carried in of 国有资本经营 was taken as 一般公共预算, and tables that tell of what goes on did not come out."""
    fiscal = ("一般公共预算", "政府性基金", "国有资本经营")
    made = rebuilt((*PLAIN[:3], ("fund", (spent,)), ("carry", (carry,))))
    made.pieces["收入"] = rebuilt((("fund", fiscal), ("carry", ("结转",))), side="收入").pieces["收入"]
    assert taken(made) == [("fund", fiscal, chosen, 1_000)]
    assert [income.source for income in facts_of(made, Unit(id=1, kind="事业"), 2024).incomes] == [chosen]


@pytest.mark.parametrize(
    ("carry", "income", "named"),
    [
        (("当年",), 1_000, []),
        (("当年",), 900, ["carry"]),
        (("结转",), 1_000, ["carry"]),
        (("当年", "结转"), 1_000, ["carry"]),
    ],
)
def test_spending_that_income_of_this_year_pays_for_is_of_this_year(carry, income, named):
    made = rebuilt((*PLAIN[:4], ("carry", ("当年", "结转"))))
    where = (("fund", ("一般公共预算",)), ("carry", carry))
    made.pieces["收入"] = rebuilt(where, side="收入", amount=income).pieces["收入"]
    assert [each.name for each in choices(made) if each.side == "支出"] == named


@pytest.mark.parametrize(("economic", "nature"), [("302", "公用"), ("310", "公用"), ("301", "人员"), ("303", "人员")])
def test_basic_spending_that_is_not_divided_is_a_choice(economic, nature):
    where = (*without("economic")[:1], ("economic", (economic,)), ("nature", ("人员", "公用")), *PLAIN[3:])
    assert taken(rebuilt(where)) == [("nature", ("人员", "公用"), nature, 1_000)]


def test_spending_that_the_file_calls_projects_is_project_spending():
    others = ("项目", "经营支出", "上缴上级支出", "对附属单位补助支出")
    made = rebuilt((*without("nature"), ("nature", others), ("project", ("甲项目",))))
    assert taken(made) == []
    assert line(made).nature == Nature.PROJECT


def test_what_the_file_excludes_is_never_taken():
    """An amount that is 经营支出 or paid to other units once became 人员, which its own table denies."""
    others = ("经营支出", "上缴上级支出", "对附属单位补助支出")
    made = rebuilt((*without("nature"), ("nature", others)))
    assert line(made).nature in others
    assert taken(made) == [("nature", others, line(made).nature, 1_000)]


def test_a_project_nobody_names_is_a_choice_a_named_one_is_not():
    named = rebuilt((*without("nature"), ("nature", ("项目",)), ("project", ("甲项目",))))
    assert taken(named) == []
    assert [p.name for p in facts_of(named, Unit(id=1), 2024).projects] == ["甲项目"]
    unnamed = rebuilt((*without("nature"), ("nature", ("项目",))))
    assert taken(unnamed) == [("project", ("", "甲项目", "乙项目", OTHER_PROJECT), OTHER_PROJECT, 1_000)]


def test_basic_spending_belongs_to_no_project():
    assert line(rebuilt(PLAIN)).project_id is None


def test_a_code_known_in_part_is_kept_in_part_and_is_no_choice():
    made = rebuilt((("function", ("20103",)), ("economic", ("301",)), *PLAIN[2:]))
    assert taken(made) == []
    assert (line(made).function_code, line(made).economic_code) == ("20103", "301")
    nothing = rebuilt(PLAIN[2:])
    assert taken(nothing) == []
    assert (line(nothing).function_code, line(nothing).economic_code) == ("", "")


def test_a_class_that_is_not_known_says_what_it_is_not():
    """三公 has rows of its own: what remains of a project is not that, whatever it is."""
    assert line(rebuilt(without("economic"))).note == "由公开表导入"
    goods = line(rebuilt((*without("economic"), ("economic", ("302", "!30212", "!30217")))))
    assert (goods.economic_code, goods.note) == ("302", "由公开表导入；上年未分经济分类，不是30212、30217")
    several = line(rebuilt((*without("economic"), ("economic", ("301", "302", "!30217")))))
    assert several.note.startswith("由公开表导入；上年未分经济分类，不是30217、303、307、")
    assert classes_not_of(goods.note) == ("30212", "30217")


def test_one_of_two_codes_without_a_common_beginning_is_a_choice():
    made = rebuilt((*without("economic"), ("economic", ("30913", "31013"))))
    assert taken(made) == [("economic", ("30913", "31013"), "31013", 1_000)]


def test_choices_of_one_kind_are_one_with_the_sum():
    open_fund = (*without("fund"), ("fund", ("一般公共预算", "政府性基金")))
    other = (("function", ("2080505",)), *open_fund[1:])
    assert [(c.name, c.amount) for c in choices(rebuilt(open_fund, other))] == [("fund", 2_000)]


def test_procurement_without_a_kind_or_service_is_a_choice():
    made = rebuilt((("fund", (Fund.GENERAL,)),), side="采购")
    assert [(name, word) for name, _, word, _ in taken(made)] == [("procurement", "货物"), ("service", "")]
    (bought,) = facts_of(made, Unit(id=1), 2024).procurements
    assert (bought.kind, bought.purchased_service, bought.amount) == ("货物", 0, 1_000)


def test_open_records_are_named_by_what_they_would_be():
    assert open_records(rebuilt(PLAIN)) == []
    ((words, amount),) = open_records(rebuilt(PLAIN, is_open=True))
    assert words == "支出 2010350 事业运行 30101 基本工资 人员 一般公共预算 当年"
    assert amount == 1_000
    ((words, _),) = open_records(rebuilt((*without("nature"), ("nature", ("项目",))), is_open=True))
    assert words.endswith(f"项目 一般公共预算 当年 {OTHER_PROJECT}")
    assert len(PROPERTIES["支出"]) == 7


def test_incomes_and_money_for_next_year_become_records_of_their_own():
    made = rebuilt((("fund", ("事业收入",)), ("carry", ("结转",))), side="收入")
    made.pieces["结转下年"] = [Piece(made.universe.domain("结转下年", (("fund", ("一般公共预算",)),)), 7)]
    facts = facts_of(made, Unit(id=1), 2024)
    assert [(i.source, i.carry, i.amount) for i in facts.incomes] == [("事业收入", "结转", 1_000)]
    assert [(c.fund, c.amount) for c in facts.carry_outs] == [("一般公共预算", 7)]
