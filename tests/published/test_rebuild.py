"""From cells back to amounts: every table comes out exactly or is named; a tail is only what rounding can make."""

from dataclasses import replace

import pytest

from desktop.findings import Place, Severity
from desktop.published import rebuild as rules
from desktop.published.domains import PROPERTIES, Universe
from desktop.published.rebuild import rebuild
from desktop.published.stated import StatedTotal
from desktop.published.targets import Target
from tests.published.test_targets import PUBLIC, STAFF, TWO_ROWS, cell, read

STEP = 10_000
"""0.01 万元 in 分."""


@pytest.fixture
def universe():
    return Universe(("甲项目",))


@pytest.fixture
def target(universe):
    def make(title, *cells, within=(), step=STEP, side="支出"):
        domains = tuple((universe.domain(side, where), amount) for where, amount in cells)
        return Target(title, Place(), side, universe.domain(side, within), domains, step)

    return make


def pieces(rebuilt, *names, side="支出"):
    """{values of some properties: amount} of the rebuilt pieces."""
    found = {}
    for piece in rebuilt.pieces[side]:
        words = tuple("/".join(rebuilt.universe.values(n, piece.domain[PROPERTIES[side].index(n)])) for n in names)
        found[words] = found.get(words, 0) + piece.amount
    return found


def said(rebuilt, severity):
    return [f.message for f in rebuilt.findings if f.severity is severity]


NATURE = {"人员": (("nature", ("人员",)),), "公用": (("nature", ("公用",)),), "项目": (("nature", ("项目",)),)}
WAGES, GOODS = (("economic", ("301",)),), (("economic", ("302",)),)


def test_one_table_is_taken_as_it_is(universe, target):
    found = rebuild(universe, [target("甲表", (NATURE["人员"], 7), (NATURE["公用"], 3), (NATURE["项目"], 0))])
    assert pieces(found, "nature") == {("人员",): 7, ("公用",): 3}
    assert found.findings == []


def test_a_second_table_divides_the_first_so_that_both_come_out(universe, target):
    natures = target("甲表", (NATURE["人员"], 700_000), (NATURE["公用"], 300_000))
    funds = target("乙表", ((("fund", ("一般公共预算",)),), 900_000), ((("fund", ("其他收入",)),), 100_000))
    found = rebuild(universe, [natures, funds])
    assert pieces(found, "nature") == {("人员",): 700_000, ("公用",): 300_000}
    assert pieces(found, "fund") == {("一般公共预算",): 900_000, ("其他收入",): 100_000}
    assert found.findings == []


def test_an_amount_that_none_of_its_side_can_be_is_said_and_left_out(universe, target):
    impossible = target("甲表", ((("economic", ("30150",)),), 5), (NATURE["项目"], 5))
    found = rebuild(universe, [impossible, target("乙表", (NATURE["公用"], 3))])
    assert pieces(found, "nature") == {("公用",): 3}
    assert said(found, Severity.WARNING) == ["甲表：有的金额不可能有，没有采用"]


def test_a_table_of_a_part_leaves_the_rest_alone(universe, target):
    natures = target("甲表", (NATURE["人员"], 500_000), (NATURE["项目"], 200_000))
    part = target("乙表", ((*NATURE["人员"], *WAGES), 500_000), within=NATURE["人员"])
    found = rebuild(universe, [natures, part])
    assert pieces(found, "nature") == {("人员",): 500_000, ("项目",): 200_000}
    assert found.findings == []


def test_wages_go_with_people_and_goods_with_public_spending(universe, target):
    both = target("甲表", (NATURE["人员"], 500_000), (NATURE["公用"], 500_000))
    classes = target("乙表", (GOODS, 500_000), (WAGES, 500_000))
    found = pieces(rebuild(universe, [both, classes]), "nature", "economic")
    assert {nature: {code[:3] for n, codes in found for code in codes.split("/") if n == nature} for nature, _ in found} == {
        "人员": {"301"}, "公用": {"302"}}  # fmt: skip


def test_contributions_go_with_functions_of_their_own(universe, target):
    functions = target("甲表", ((("function", ("2010350",)),), 400_000), ((("function", ("2080505",)),), 300_000))
    classes = target("乙表", ((("economic", ("30108",)),), 300_000), ((("economic", ("30101",)),), 400_000))
    assert pieces(rebuild(universe, [functions, classes]), "function", "economic") == {
        ("2010350", "30101"): 400_000, ("2080505", "30108"): 300_000}  # fmt: skip


def test_a_table_that_contradicts_is_named_and_left_out(universe, target):
    natures = target("甲表", (NATURE["人员"], 70_000_000), (NATURE["公用"], 30_000_000))
    classes = target("乙表", (WAGES, 20_000_000), (GOODS, 30_000_000))
    found = rebuild(universe, [natures, classes])
    assert len(said(found, Severity.WARNING)) == 1
    assert "没有采用" in said(found, Severity.WARNING)[0]
    assert pieces(found, "nature") == {("人员",): 70_000_000, ("公用",): 30_000_000}


# tails --------------------------------------------------------------------------------------------------


def parts_and_total(universe, target, amounts, total, step=STEP):
    """A table of one amount and a table of its parts."""
    codes = [f"301{n:02}" for n in (1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14)]
    one = target("总表", ((), total), step=step)
    parts = target("分表", *(((("economic", (code,)),), a) for code, a in zip(codes, amounts, strict=False)), step=step)
    return rebuild(universe, [one, parts])


@pytest.mark.parametrize(
    ("amounts", "gap", "tail"),
    [
        ([30_000_000, 20_000_000], 1, True),
        ([30_000_000, 20_000_000], -1, True),
        ([30_000_000, 20_000_000], 2, False),
        ([30_000_000, 20_000_000, 10_000_000], 2, True),
        ([30_000_000, 20_000_000, 10_000_000], 3, False),
        ([30_000_000, 20_000_000, 0], 2, False),
        ([30_000_000] * 11, 6, True),
        ([30_000_000] * 11, 7, False),
    ],
)
def test_a_tail_is_at_most_half_a_step_for_each_part_and_the_total(universe, target, amounts, gap, tail):
    found = parts_and_total(universe, target, amounts, sum(amounts) + gap * STEP)
    assert any("尾差" in text for text in said(found, Severity.INFO)) is tail
    assert any("没有采用" in text for text in said(found, Severity.WARNING)) is not tail


def test_a_tail_is_said_with_its_amount(universe, target):
    found = parts_and_total(universe, target, [20_000_000, 30_000_000, 10_000_000], 60_010_000)
    assert [text.partition("：")[2] for text in said(found, Severity.INFO)] == [
        "四舍五入的尾差 100.00 元已并入最大一项"
    ]


def test_a_tail_goes_to_the_largest_part(universe, target):
    """The table that shows most is the whole; the tail of another is put where it weighs least."""
    natures = target("总表", (NATURE["人员"], 40_000_000), (NATURE["公用"], 20_000_000), (NATURE["项目"], 10_000))
    funds = target("分表", ((("fund", ("一般公共预算",)),), 10_000_000), ((("fund", ("其他收入",)),), 50_000_000))
    found = rebuild(universe, [natures, funds])
    assert pieces(found, "fund") == {("一般公共预算",): 10_000_000, ("其他收入",): 50_010_000}


def test_4900_yuan_is_never_a_tail(universe, target):
    for step in (STEP, 100 * STEP):
        found = parts_and_total(universe, target, [1_000_000] * 12, 12_490_000, step)
        assert said(found, Severity.INFO) == []
        assert any("没有采用" in text for text in said(found, Severity.WARNING))


def test_many_parts_do_not_make_a_large_tail(universe, target):
    codes = [c for c in universe.values("economic", universe.all("支出")[1]) if c.startswith("302")]
    assert len(codes) > 24
    cells = [((("economic", (code,)),), 10_000_000) for code in codes[:25]]
    for steps, tail in ((10, True), (11, False)):
        total = target("总表", ((), 250_000_000 + steps * STEP))
        found = rebuild(universe, [total, target("分表", *cells)])
        assert bool(said(found, Severity.INFO)) is tail


def test_a_file_that_prints_every_fen_has_tails_of_fen_only(universe, target):
    exact = parts_and_total(universe, target, [30_000_001, 20_000_000], 50_010_001)
    assert said(exact, Severity.INFO) == []
    assert said(parts_and_total(universe, target, [30_000_001, 20_000_000], 50_000_002), Severity.INFO)


# what could be otherwise --------------------------------------------------------------------------------


def crossed(universe, target, first, second, **marks):
    natures = target("甲表", *zip(NATURE.values(), first, strict=False))
    functions = target(
        "乙表", *(((("function", (code,)),), a) for code, a in zip(("2010350", "2080505"), second, strict=True))
    )
    return [piece.open for piece in rebuild(universe, [natures, functions], **marks).pieces["支出"]]


def test_amounts_that_the_tables_would_also_allow_otherwise_are_marked(universe, target):
    assert all(crossed(universe, target, (400_000, 300_000), (500_000, 200_000), marks=True))
    assert not any(crossed(universe, target, (700_000,), (500_000, 200_000), marks=True))


def test_nothing_is_marked_unless_asked(universe, target):
    assert not any(crossed(universe, target, (400_000, 300_000), (500_000, 200_000)))


def test_sides_are_rebuilt_apart(universe, target):
    income = target("收入", ((("fund", ("其他收入",)),), 5), side="收入")
    spending = target("支出", (NATURE["人员"], 9))
    found = rebuild(universe, [income, spending])
    assert (sum(pieces(found, "fund", side="收入").values()), sum(pieces(found, "nature").values())) == (5, 9)
    assert "采购" not in found.pieces


def test_amounts_that_become_the_same_are_added(universe, target):
    open_and_said = target("甲表", ((("nature", ("人员", "公用")),), 300_000), (NATURE["人员"], 200_000))
    found = rebuild(universe, [open_and_said, target("乙表", (NATURE["人员"], 500_000))])
    assert pieces(found, "nature") == {("人员",): 500_000}
    assert len(found.pieces["支出"]) == 1


def test_equal_totals_that_cannot_come_out_are_a_contradiction(universe, target):
    one = target("甲表", (NATURE["人员"], 700_000), (NATURE["公用"], 300_000))
    other = target("乙表", (NATURE["人员"], 600_000), (NATURE["公用"], 400_000))
    found = rebuild(universe, [one, other])
    assert len(said(found, Severity.WARNING)) == 1
    assert sum(pieces(found, "nature").values()) == 1_000_000


# sums ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amounts", "step", "tail"),
    [
        ([30_000_000, 20_000_000], STEP, STEP),
        ([30_000_000, 20_000_000, 10_000_000], STEP, 2 * STEP),
        ([30_000_000, 20_000_000], 100 * STEP, STEP),  # a file that prints whole 万元 rounds to 0.01 all the same
        ([2_000, 3_000], STEP, 1_000),  # the last digit that is printed, whatever the layout prints
        ([7, 5, 3], STEP, 2),
        ([3_000_000, 0], STEP, STEP),
        ([0, 0], STEP, 0),
        ([], STEP, 0),
    ],
)
def test_the_largest_tail(target, amounts, step, tail):
    made = target("表", *((NATURE["人员"], amount) for amount in amounts), step=step)
    assert rules._largest_tail(made) == tail
    assert isinstance(rules._largest_tail(made), int)


def test_a_part_may_be_less_than_the_whole_it_is_cut_out_of(universe, target):
    """The total does not say how much of it is 人员: the table of 人员 does, and the rest stays."""
    total = target("总表", ((), 1_000_000))
    part = target("分表", ((*NATURE["人员"], *WAGES), 600_000), within=NATURE["人员"])
    found = rebuild(universe, [total, part])
    assert found.findings == []
    assert sum(pieces(found, "nature").values()) == 1_000_000
    assert pieces(found, "nature")["人员",] == 600_000


def test_what_a_table_states_is_in_it_also_where_that_is_unusual(universe, target):
    """Goods of 人员 are unusual, yet stated: they may not all be left outside the table."""
    total = target("总表", ((), 1_000_000))
    part = target("分表", ((*NATURE["人员"], *GOODS), 600_000), within=NATURE["人员"])
    found = rebuild(universe, [total, part])
    assert found.findings == []
    assert pieces(found, "nature")["人员",] == 600_000


def test_what_lies_outside_in_one_way_or_another_is_marked(universe, target):
    """The rest is not 人员, or 人员 of other money: no table says which."""
    total = target("总表", ((), 1_000_000))
    limits = (*NATURE["人员"], ("fund", ("一般公共预算",)))
    found = rebuild(universe, [total, target("分表", (limits, 600_000), within=limits)], marks=True)
    assert sorted((piece.amount, piece.open) for piece in found.pieces["支出"]) == [(400_000, True), (600_000, False)]
    found = rebuild(universe, [total, target("分表", (NATURE["人员"], 600_000), within=NATURE["人员"])], marks=True)
    assert sorted((piece.amount, piece.open) for piece in found.pieces["支出"]) == [(400_000, False), (600_000, False)]


def test_a_tail_goes_to_the_largest_part_also_if_it_stands_first(universe, target):
    natures = target("总表", (NATURE["人员"], 40_000_000), (NATURE["公用"], 20_000_000), (NATURE["项目"], 10_000))
    funds = target("分表", ((("fund", ("一般公共预算",)),), 50_000_000), ((("fund", ("其他收入",)),), 10_000_000))
    assert pieces(rebuild(universe, [natures, funds]), "fund") == {
        ("一般公共预算",): 50_010_000,
        ("其他收入",): 10_000_000,
    }


def test_sums_that_differ_are_said_with_both(universe, target):
    natures = target("甲表", (NATURE["人员"], 70_000_000), (NATURE["公用"], 30_000_000))
    funds = target("乙表", ((("fund", ("一般公共预算",)),), 50_000_000))
    assert said(rebuild(universe, [natures, funds]), Severity.WARNING) == [
        "乙表：各项之和 500,000.00 与其他表 1,000,000.00 不一致，没有采用"
    ]


def test_a_table_whose_sums_fit_and_whose_cells_do_not_is_said(universe, target):
    """人员 is all wages here and all goods there: no division gives both."""
    first = target("甲表", ((*NATURE["人员"], *WAGES), 500_000), ((*NATURE["公用"], *GOODS), 500_000))
    second = target("乙表", ((*NATURE["人员"], *GOODS), 500_000), ((*NATURE["公用"], *WAGES), 500_000))
    found = rebuild(universe, [first, second])
    assert said(found, Severity.WARNING) == ["乙表：与其他表对不上，没有采用"]
    assert pieces(found, "nature") == {("人员",): 500_000, ("公用",): 500_000}


@pytest.mark.parametrize("step", [1, -1])
def test_what_is_unusual_is_taken_when_nothing_else_comes_out(universe, target, step):
    """Wages and goods are divided as usual as far as that goes; the rest of 人员 must be goods, wherever they stand."""
    kinds = [(NATURE["人员"], 400_000), (NATURE["公用"], 300_000), (NATURE["项目"], 50_000)]
    natures = target("甲表", *kinds[::step])
    classes = target("乙表", *[(GOODS, 450_000), (WAGES, 300_000)][::step])
    found = rebuild(universe, [natures, classes])
    assert found.findings == []
    assert rules._attempt([natures, classes], rules.Rebuilt(universe), None)[1] == []  # at the first try
    by_class = {}
    for (nature, codes), amount in pieces(found, "nature", "economic").items():
        key = nature, codes.split("/")[0][:3]
        by_class[key] = by_class.get(key, 0) + amount
    assert by_class == {
        ("人员", "301"): 300_000, ("人员", "302"): 100_000, ("公用", "302"): 300_000, ("项目", "302"): 50_000,
    }  # fmt: skip


def test_a_table_of_the_last_part_divides_that_part_alone(universe, target):
    natures = target("甲表", (NATURE["人员"], 400_000), (NATURE["公用"], 300_000), (NATURE["项目"], 200_000))
    fund = [((*NATURE["项目"], ("fund", (name,))), a) for name, a in (("一般公共预算", 150_000), ("其他收入", 50_000))]
    found = rebuild(universe, [natures, target("乙表", *fund, within=NATURE["项目"])])
    assert found.findings == []
    assert pieces(found, "nature") == {("人员",): 400_000, ("公用",): 300_000, ("项目",): 200_000}
    by_fund = pieces(found, "nature", "fund")
    assert (by_fund["项目", "一般公共预算"], by_fund["项目", "其他收入"]) == (150_000, 50_000)


def test_a_table_beyond_any_budget_is_named_and_not_worked_on(universe, target, monkeypatch):
    natures = target("甲表", (NATURE["人员"], 700_000), (NATURE["公用"], 300_000))
    for most, second, expected in (
        (3, natures, ["乙表：内容过多，没有核对，没有采用"]),
        (3, target("乙表", (WAGES, 1), (GOODS, 2)), ["乙表：内容过多，没有核对，没有采用"]),
        (4, natures, []),
    ):
        monkeypatch.setattr(rules, "MOST_PAIRS", most)
        assert said(rebuild(universe, [natures, replace(second, title="乙表")]), Severity.WARNING) == expected


# printed digits -----------------------------------------------------------------------------------------

HALF = 5_000
"""Half of 0.01 万元: what is printed may mean so much more or less."""


def rounded(target, *cells, half=HALF, title="表", **more):
    return replace(target(title, *cells, **more), half=half)


def of_codes(amounts):
    """Cells of so many economic codes of goods."""
    codes = [f"302{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 14, 15, 16, 17, 18, 24, 25, 26, 27, 28, 29, 31, 39)]
    return [((("economic", (code,)),), amount) for code, amount in zip(codes, amounts, strict=False)]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("amounts", "gap", "half", "fits"),
    [
        ([600_000, 400_000], 3 * HALF, (HALF, HALF), True),
        ([600_000, 400_000], 3 * HALF + 1, (HALF, HALF), False),
        ([600_000, 400_000], 2 * HALF, (0, HALF), True),
        ([600_000, 400_000], 2 * HALF + 1, (0, HALF), False),
        ([600_000] * 22, 20 * HALF, (HALF, HALF), True),
        ([600_000] * 22, 20 * HALF + 1, (HALF, HALF), False),
        ([600_000, 400_000], 20 * 1_000, (50_000, 1_000), True),
    ],
)
def test_parts_and_their_whole_may_differ_by_what_their_digits_do_not_print(
    universe, target, amounts, gap, half, fits, sign
):
    """Half of the last digit for each part and for the whole, and never more than ten of the digits."""
    total = rounded(target, ((), sum(amounts) + sign * gap), half=half[0], title="总表")
    parts = rounded(target, *of_codes(amounts), half=half[1], title="分表")
    found, failed = rules._attempt([total, parts], rules.Rebuilt(universe), None)
    assert ([t.title for t in failed] == []) is fits
    tail = f"分表：四舍五入的尾差 {gap // 100:,}.{gap % 100:02} 元在打印的位数以内，由个别项承担"
    assert said(found, Severity.INFO) == [tail] * fits
    assert len(said(found, Severity.WARNING)) == (not fits)
    if fits:
        assert abs(sum(piece.amount for piece in found.pieces["支出"]) - sum(amounts)) <= gap
        assert {piece.half for piece in found.pieces["支出"]} == {max(half)}


@pytest.mark.parametrize(("moved", "fits"), [(2 * HALF, True), (2 * HALF + 1, False)])
def test_no_cell_differs_by_more_than_its_digits_though_the_sums_agree(universe, target, moved, fits):
    first = rounded(target, (NATURE["人员"], 600_000), (NATURE["公用"], 400_000), title="甲表")
    second = rounded(target, (NATURE["人员"], 600_000 + moved), (NATURE["公用"], 400_000 - moved), title="乙表")
    found, failed = rules._attempt([first, second], rules.Rebuilt(universe), None)
    assert (failed == []) is fits
    amounts = pieces(found, "nature")
    for nature, printed in (("人员", (600_000, 600_000 + moved)), ("公用", (400_000, 400_000 - moved))):
        assert (
            amounts[nature,] == printed[0] if not fits else all(abs(amounts[nature,] - p) <= 2 * HALF for p in printed)
        )


def test_what_prints_every_fen_is_divided_exactly(universe, target):
    natures = target("甲表", (NATURE["人员"], 600_000), (NATURE["公用"], 400_000))
    funds = target("乙表", ((("fund", ("一般公共预算",)),), 900_000), ((("fund", ("其他收入",)),), 100_000))
    assert {piece.half for piece in rebuild(universe, [natures, funds]).pieces["支出"]} == {0}


def test_what_lies_outside_a_table_is_no_less_exact_for_it(universe, target):
    total = target("总表", (NATURE["人员"], 600_000), (NATURE["公用"], 400_000))
    part = rounded(target, ((*NATURE["人员"], *WAGES), 600_000), within=NATURE["人员"])
    found, _ = rules._attempt([total, part], rules.Rebuilt(universe), None)
    halves = {piece.amount: piece.half for piece in found.pieces["支出"]}
    assert halves == {600_000: HALF, 400_000: 0}


@pytest.mark.parametrize(
    ("cell", "whole", "fits"),
    [
        (600_000, (600_000, 400_000), True),
        (600_000 + 2 * HALF, (600_000, 400_000), True),
        (600_000 - 2 * HALF, (600_000, 400_000), True),
        (600_000 + 2 * HALF + 1, (600_000, 400_000), False),
        (600_000 - 2 * HALF - 1, (600_000, 400_000), False),
    ],
)
def test_what_a_table_of_a_part_prints_moves_the_rest_within_its_digits_at_most(universe, target, cell, whole, fits):
    """公用 is outside the second table, which says of it only what is left."""
    first = rounded(target, *zip(NATURE.values(), whole, strict=False), title="甲表")
    part = rounded(target, ((*NATURE["人员"], *WAGES), cell), within=NATURE["人员"], title="乙表")
    found, failed = rules._attempt([first, part], rules.Rebuilt(universe), None)
    amounts = pieces(found, "nature")
    assert (failed == []) is fits
    assert abs(amounts["公用",] - 400_000) <= (HALF if fits else 0)
    assert abs(amounts["人员",] - 600_000) <= (HALF if fits else 0)


@pytest.mark.parametrize(("rest", "fits"), [(0, True), (2 * HALF, True), (2 * HALF + 1, False)])
def test_a_part_that_is_more_than_the_whole_by_its_digits_alone(universe, target, rest, fits):
    """The whole does not say how much of it is 人员; what 人员 prints is the whole, or a little more."""
    total = rounded(target, ((), 1_000_000), title="总表")
    part = rounded(target, (NATURE["人员"], 1_000_000 + rest), within=NATURE["人员"], title="分表")
    found, failed = rules._attempt([total, part], rules.Rebuilt(universe), None)
    assert (failed == []) is fits
    assert 1_000_000 <= sum(piece.amount for piece in found.pieces["支出"]) <= 1_000_000 + 2 * HALF


@pytest.mark.parametrize(("halves", "fits"), [((HALF, HALF), True), ((HALF, 0), False), ((0, HALF), True)])
def test_pieces_of_one_table_may_each_move_by_their_own_digits(universe, target, halves, fits):
    """Two amounts printed in one table, and both cells of another off by one digit of theirs: who prints exactly does not move."""
    first = rounded(target, (NATURE["人员"], 600_000), (NATURE["公用"], 400_000), half=halves[0], title="甲表")
    second = rounded(
        target, (NATURE["人员"], 600_000 + HALF), (NATURE["公用"], 400_000 - HALF), half=halves[1], title="乙表"
    )
    _, failed = rules._attempt([first, second], rules.Rebuilt(universe), None)
    assert (failed == []) is fits


def test_what_prints_every_fen_is_right_where_another_rounds(universe, target):
    exact = target("甲表", (NATURE["人员"], 600_000), (NATURE["公用"], 400_000))
    for moved in (HALF, 0):
        other = rounded(target, (NATURE["人员"], 600_000 + moved), (NATURE["公用"], 400_000 - HALF), title="乙表")
        found, failed = rules._attempt([exact, other], rules.Rebuilt(universe), None)
        assert (failed, pieces(found, "nature")) == ([], {("人员",): 600_000, ("公用",): 400_000})


def test_each_of_many_cells_has_its_own_digits(universe, target):
    """However many are a little more and as many a little less: only the difference of the sums is bounded."""
    codes = [c for c in universe.values("economic", universe.all("支出")[1]) if c.startswith("30")][:50]
    assert len(codes) == 50
    exact = target("甲表", *(((("economic", (code,)),), 600_000) for code in codes))
    moved = [((("economic", (code,)),), 600_000 + HALF * (-1) ** n) for n, code in enumerate(codes)]
    found, failed = rules._attempt([exact, rounded(target, *moved, title="乙表")], rules.Rebuilt(universe), None)
    assert (failed, {piece.amount for piece in found.pieces["支出"]}) == ([], {600_000})


@pytest.mark.parametrize(("count", "fits"), [(26, True), (27, False)])
def test_many_amounts_below_their_digits_do_not_disappear(universe, target, count, fits):
    """Goods of 人员 for which a table of 人员 has no cell: each may be nothing, all of them together may not."""
    goods = [c for c in universe.values("economic", universe.all("支出")[1]) if c.startswith("302")][:count]
    small = [
        rules.Piece(universe.domain("支出", (*NATURE["人员"], ("economic", (c,)))), 4_000, half=HALF) for c in goods
    ]
    wide = rules.Piece(universe.all("支出"), 2_000_000, half=HALF)
    wages = [((*NATURE["人员"], ("economic", (code,))), 300_000) for code in ("30101", "30102")]
    part = rounded(target, *wages, within=NATURE["人员"])
    divided = rules._divided([*small, wide], list(part.cells), part, rules.Rebuilt(universe))
    assert (divided is not None) is fits


def test_each_amount_that_was_rounded_becomes_what_a_finer_table_prints(universe, target):
    rough = rounded(target, (NATURE["人员"], 600_000), (NATURE["公用"], 400_000), title="甲表")
    fine = rounded(target, (NATURE["人员"], 600_000 + HALF), (NATURE["公用"], 400_000 + HALF), half=1, title="乙表")
    found, failed = rules._attempt([rough, fine], rules.Rebuilt(universe), None)
    amounts = pieces(found, "nature")
    assert failed == []
    assert abs(amounts["人员",] - 600_000 - HALF) <= 1 and abs(amounts["公用",] - 400_000 - HALF) <= 1


def test_no_money_is_invented_below_nothing(universe, target):
    """Goods of 人员 are unusual, and are more by their digits than the whole: the rest of it is nothing, never less."""
    total = rounded(target, ((), 1_000_000), title="总表")
    part = rounded(target, ((*NATURE["人员"], *GOODS), 1_000_000 + 2 * HALF), within=NATURE["人员"], title="分表")
    found, failed = rules._attempt([total, part], rules.Rebuilt(universe), None)
    assert (failed, [piece.amount for piece in found.pieces["支出"]]) == ([], [1_000_000 + HALF])


@pytest.mark.parametrize(("moved", "fits"), [(2 * HALF, True), (2 * HALF + 1, False)])
def test_a_cell_that_is_more_than_its_digits_allow_is_not_made_up_for_by_others(universe, target, moved, fits):
    first = rounded(target, (NATURE["人员"], 600_000), (NATURE["公用"], 400_000), title="甲表")
    second = rounded(target, (NATURE["人员"], 600_000 + moved), (NATURE["公用"], 400_000), title="乙表")
    _, failed = rules._attempt([first, second], rules.Rebuilt(universe), None)
    assert (failed == []) is fits


@pytest.mark.parametrize(("amount", "fits"), [(HALF, True), (HALF + 1, False)])
def test_an_amount_without_a_cell_is_nothing_only_below_its_digits(universe, target, amount, fits):
    small = rules.Piece(universe.domain("支出", (*NATURE["人员"], *GOODS)), amount, half=HALF)
    wide = rules.Piece(universe.all("支出"), 2_000_000, half=HALF)
    part = rounded(target, ((*NATURE["人员"], *WAGES), 600_000), within=NATURE["人员"])
    divided = rules._divided([small, wide], list(part.cells), part, rules.Rebuilt(universe))
    assert (divided is not None) is fits


def test_what_comes_out_exactly_is_divided_exactly_though_the_digits_allow_more(universe, target):
    natures = rounded(target, (NATURE["人员"], 600_000), (NATURE["公用"], 400_000), title="甲表")
    funds = rounded(
        target, ((("fund", ("一般公共预算",)),), 900_000), ((("fund", ("其他收入",)),), 100_000), title="乙表"
    )
    found, failed = rules._attempt([natures, funds], rules.Rebuilt(universe), None)
    assert (failed, pieces(found, "fund")) == ([], {("一般公共预算",): 900_000, ("其他收入",): 100_000})


def test_a_cell_that_prints_nothing_needs_nothing(universe, target):
    for whole in (((), 600_000), (NATURE["人员"], 600_000)):
        total = rounded(target, whole, title="总表")
        parts = rounded(target, (NATURE["公用"], 0), (NATURE["人员"], 600_000 + HALF), title="分表")
        found, failed = rules._attempt([total, parts], rules.Rebuilt(universe), None)
        assert (failed, pieces(found, "nature")) == ([], {("人员",): 600_000})


# sentences ----------------------------------------------------------------------------------------------


def test_sentences_count_for_the_sides_that_no_table_shows():
    rows = read(TWO_ROWS, [cell("r1", STAFF, 7), cell("r2", PUBLIC, 3)])
    income = StatedTotal("收入总计", (("side", ("收入",)),), 50, 1)
    spending = StatedTotal("支出总计", (("side", ("支出",)),), 99, 1)

    def sums(tables, *stated):
        found = rules.of_tables(tables, stated)
        assert found.findings == []
        return {side: sum(piece.amount for piece in each) for side, each in found.pieces.items() if each}

    assert sums([rows], income, spending) == {"收入": 50, "支出": 10}
    assert sums([], income, spending) == {"收入": 50, "支出": 99}
    assert sums([rows]) == {"支出": 10}
