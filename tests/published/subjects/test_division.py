"""Which members of a table are parts of which: by meaning, and proven by amounts."""

from decimal import Decimal

import pytest

from desktop.published.domains import universe_of
from desktop.published.subjects.division import Division, Member, amount_of, contains, half_digit

SIDE = (("side", ("支出",)),)
ALL = SIDE
BASIC, STAFF, PUBLIC = (("nature", ("人员", "公用")),), (("nature", ("人员",)),), (("nature", ("公用",)),)
PROJECT = (("nature", ("!人员", "!公用")),)
CULTURE, SCHOOL = (("function", ("207",)),), (("function", ("205",)),)
NEXT = (("side", ("支出", "结转下年")),)


def member(name, where, *amounts):
    whole = where if where is None or dict(where).get("side") else (*SIDE, *where)
    return Member(name, name, whole, {n: amount_of(text) for n, text in enumerate(amounts)})


def divided(*members, one_group=False):
    division = Division([*members], one_group=one_group)
    division.run()
    return division, {each.name: each.parts for each in members}


def test_parts_and_theirs():
    division, parts = divided(
        member("合计", ALL, "10"), member("基本", BASIC, "6"), member("人员", STAFF, "4"),
        member("公用", PUBLIC, "2"), member("项目", PROJECT, "4"))  # fmt: skip
    assert parts == {"合计": ("基本", "项目"), "基本": ("人员", "公用"), "人员": (), "公用": (), "项目": ()}
    assert division.proven and not division.doubts


def test_of_two_divisions_the_first_that_adds_up_makes_the_whole():
    division, parts = divided(
        member("合计", ALL, "10"), member("教育", SCHOOL, "7"), member("文化", CULTURE, "3"),
        member("基本", BASIC, "6"), member("项目", PROJECT, "4"))  # fmt: skip
    assert parts["合计"] == ("教育", "文化") and division.proven


def test_a_division_that_says_less_beside_one_that_adds_up_is_no_doubt():
    division, parts = divided(
        member("合计", ALL, "10"), member("教育", SCHOOL, "7"), member("文化", CULTURE, "3"), member("基本", BASIC, "6")
    )
    assert parts["合计"] == ("教育", "文化") and not division.doubts


def test_parts_above_their_whole_are_a_doubt_and_only_compared():
    members = (member("合计", ALL, "10.00"), member("教育", SCHOOL, "8.00"), member("文化", CULTURE, "3.00"))
    division, parts = divided(*members)
    assert not division.proven and parts["合计"] == ()
    assert division.doubts == ["“合计”10.00 与各项（教育、文化）之和 11.00 不一致，没有采用"]
    assert not any(each.entered for each in members)


def test_what_nobody_understands_may_be_what_a_sum_lacks():
    members = (member("合计", ALL, "10"), member("教育", SCHOOL, "8"), member("某某", None, "2"))
    assert divided(*members)[0].proven
    short = (member("合计", ALL, "10.0"), member("教育", SCHOOL, "7.0"), member("某某", None, "2.0"))
    division, _ = divided(*short)
    assert not division.proven and not division.doubts


def test_money_for_next_year_is_beside_the_spending_of_this_one():
    division, parts = divided(
        member("总计", NEXT, "12"), member("本年", ALL, "10"), member("结转", (("side", ("结转下年",)),), "2"),
        member("教育", SCHOOL, "10"))  # fmt: skip
    assert parts["总计"] == ("本年", "结转") and parts["本年"] == ("教育",) and division.proven


def test_every_column_must_add_up():
    division, _ = divided(member("合计", ALL, "10", "5.0"), member("教育", SCHOOL, "10", "4.0"))
    assert "“合计”5.0 与各项（教育）之和 4.0" in division.doubts[0]


def test_an_amount_that_cannot_be_read_proves_and_doubts_nothing():
    division, _ = divided(member("合计", ALL, "10"), member("教育", SCHOOL, "若干"))
    assert not division.proven and not division.doubts


def test_several_wholes_prove_no_whole():
    division, parts = divided(member("基本", BASIC, "6"), member("人员", STAFF, "6"), member("项目", PROJECT, "4"))
    assert parts["基本"] == ("人员",) and not division.proven
    assert division.is_root(member("项目", PROJECT)) and not division.is_root(member("人员", STAFF))


@pytest.mark.parametrize(("parts", "proven"), [(("3.33", "3.33", "3.33"), True), (("3.30", "3.33", "3.33"), False)])
def test_rounding_tails_are_within_half_a_digit_of_each(parts, proven):
    codes = ("205", "206", "207")
    members = [member(code, (("function", (code,)),), text) for code, text in zip(codes, parts, strict=True)]
    assert divided(member("合计", ALL, "10.00"), *members)[0].proven is proven


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        (ALL, BASIC, True), (BASIC, STAFF, True), (STAFF, BASIC, False), (BASIC, PROJECT, False),
        (NEXT, ALL, True), (ALL, ALL, False), (CULTURE, SCHOOL, False),
    ],
)  # fmt: skip
def test_what_holds_what(outer, inner, holds):
    assert contains(universe_of(), member("a", outer), member("b", inner)) is holds
    assert not contains(universe_of(), member("a", None), member("b", inner))


def test_amounts_as_printed():
    assert [amount_of(text) for text in ("1,200.50", "0", "-", "", "若干", "-3")] == [
        Decimal("1200.50"), Decimal(0), Decimal(0), Decimal(0), None, None]  # fmt: skip
    assert half_digit([Decimal("1.5"), Decimal("2.25")]) == Decimal("0.005") and half_digit([]) == Decimal("0.5")
