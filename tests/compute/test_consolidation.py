"""Money between units of a view: eliminated in pairs to the 分, and what it pays for restated to the payer's money."""

import random

import pytest

from desktop.compute.consolidation import RESTATED, TransferKind, consolidate, kind_of
from desktop.compute.lines import BudgetLine, Origin
from tests import scale
from tests.small_cases import small_cases

UP, DOWN, OWN, OTHER, GENERAL = "上级补助收入", "附属单位上缴收入", "事业收入", "其他收入", "一般公共预算"
NATURES = {UP: "对附属单位补助支出", DOWN: "上缴上级支出", OTHER: "项目"}
YEAR = 2027


class Books:
    """Lines of several units, and whom each names."""

    def __init__(self):
        self.lines, self.others = [], {}

    def add(self, side, unit, amount, fund, other="", **more):
        more = {
            "carry": "当年",
            "function": "2050199" if side == "支出" else "",
            "nature": "公用" if side == "支出" else "",
            **more,
        }
        tables = {"支出": "direct_line", "收入": "income", "结转下年": "carry_out", "采购": "procurement"}
        line = BudgetLine(side, YEAR, amount, Origin(tables[side], len(self.lines) + 1), fund=fund, unit=unit, **more)
        self.lines.append(line)
        self.others[line.key] = other
        return line

    def transfer(self, payer, receiver, amount, money, into=UP, received=None):
        """Enter a transfer on both sides; `received` where the receiver says another amount."""
        self.add("支出", payer, amount, money, receiver, nature=NATURES[into])
        if received != 0:
            self.add("收入", receiver, amount if received is None else received, into, payer)

    def together(self):
        return consolidate(self.lines, lambda line: self.others.get(line.key, ""))


def by(lines, side, *names):
    found = {}
    for line in lines:
        if line.side == side:
            key = tuple(getattr(line, name) for name in names)
            found[key] = found.get(key, 0) + line.amount
    return {key: fen for key, fen in found.items() if fen}


def test_a_subsidy_leaves_the_total_once_and_what_it_pays_for_stays():
    books = Books()
    books.add("收入", "局", 60, OWN)
    books.transfer("局", "校", 60, OWN)
    spent = books.add("支出", "校", 60, UP, project="改造")
    found = books.together()
    assert by(found.lines, "收入", "unit", "fund") == {("局", OWN): 60}
    (line,) = [line for line in found.lines if line.side == "支出"]
    assert (line.unit, line.fund, line.project, line.amount) == ("校", OWN, "改造", 60)
    assert (line.key, line.origin.rule) == (spent.key, "直接录入" + RESTATED)
    (pair,) = found.pairs
    assert (pair.kind, pair.payer, pair.receiver, pair.paid, pair.received) == (
        TransferKind.SUBSIDY,
        "局",
        "校",
        60,
        60,
    )


@pytest.mark.parametrize(
    "parts", [((30, "2080505"), (60, "2050199")), ((60, "2050199"), (20, "2080505"), (10, "2080505"))]
)
def test_in_how_many_lines_and_in_which_order_an_amount_was_entered_does_not_matter(parts):
    """Where the payer's money pays for a part only, the codes decide for which."""
    books = Books()
    books.add("收入", "局", 50, OWN)
    books.transfer("局", "校", 50, OWN)
    books.add("收入", "校", 40, UP)
    for amount, function in parts:
        books.add("支出", "校", amount, UP, function=function)
    assert by(books.together().lines, "支出", "function", "fund") == {
        ("2050199", OWN): 50,
        ("2050199", UP): 10,
        ("2080505", UP): 30,
    }


def test_where_the_sides_differ_the_smaller_goes_and_the_rest_stays():
    books = Books()
    books.transfer("局", "校", 100, OWN, received=70)
    books.add("支出", "校", 70, UP)
    found = books.together()
    assert by(found.lines, "支出", "unit", "fund") == {("局", OWN): 30, ("校", OWN): 70}
    assert by(found.lines, "收入", "unit") == {}
    assert (found.pairs[0].eliminated, found.pairs[0].paid - found.pairs[0].received) == (70, 30)


def test_what_comes_back_is_eliminated_by_the_same_rule():
    books = Books()
    books.transfer("局", "校", -100, OWN, received=-70)
    books.add("收入", "校", 90, UP)
    books.add("支出", "校", 20, UP)
    books.add("收入", "局", 40, OWN)
    books.add("支出", "局", 140, OWN)
    found = books.together()
    (pair,) = found.pairs
    assert (pair.paid, pair.received, pair.eliminated) == (-100, -70, -70)
    assert by(found.lines, "收入", "unit", "fund") == {("校", UP): 90, ("局", OWN): 40}
    assert by(found.lines, "支出", "unit", "fund") == {("局", OWN): 40, ("局", UP): 70, ("校", UP): 20}


def test_a_part_that_comes_back_is_set_off_within_its_side_first():
    books = Books()
    books.transfer("局", "校", 100, OWN)
    books.transfer("局", "校", -20, OWN, received=0)
    books.add("收入", "校", -25, UP, "局")
    books.add("支出", "校", 75, UP)
    found = books.together()
    assert (found.pairs[0].paid, found.pairs[0].received, found.pairs[0].eliminated) == (80, 75, 75)
    assert by(found.lines, "支出", "unit", "fund") == {("局", OWN): 5, ("校", OWN): 75}
    assert by(found.lines, "收入", "unit") == {}


def test_sides_of_different_signs_have_nothing_in_common():
    books = Books()
    books.transfer("局", "校", -50, OWN, received=50)
    found = books.together()
    assert (found.pairs[0].eliminated, found.lines) == (0, books.lines)


def test_the_two_kinds_are_never_set_against_each_other():
    books = Books()
    books.transfer("局", "校", 50, OWN, into=UP, received=0)
    books.add("收入", "校", 50, DOWN, "局")
    found = books.together()
    assert [(p.kind, p.paid, p.received, p.eliminated) for p in found.pairs] == [("补助", 50, 0, 0), ("上缴", 0, 50, 0)]
    assert found.lines == books.lines


def test_what_names_nobody_of_the_view_stays():
    books = Books()
    books.add("收入", "校", 40, UP, "")
    books.add("支出", "局", 40, OWN, "", nature=NATURES[UP])
    found = books.together()
    assert (found.lines, found.pairs) == (books.lines, [])
    assert all(now is was for now, was in zip(found.lines, books.lines, strict=True))


def test_money_passed_on_stands_under_the_first_payers():
    """局 → 中心 (100, of which 40 is spent there) → 站 (60)."""
    books = Books()
    books.transfer("局", "中心", 100, OWN)
    books.add("支出", "中心", 40, UP)
    books.transfer("中心", "站", 60, UP)
    books.add("支出", "站", 60, UP)
    found = books.together()
    assert by(found.lines, "支出", "unit", "fund") == {("中心", OWN): 40, ("站", OWN): 60}


def test_money_that_goes_round_falls_away_on_all_sides():
    books = Books()
    books.transfer("局", "站", 30, DOWN)
    books.transfer("站", "局", 30, UP, into=DOWN)
    books.add("收入", "局", 5, OWN)
    kept = books.add("支出", "局", 5, OWN)
    found = books.together()
    assert [line.key for line in found.lines] == [books.lines[4].key, kept.key]


def test_a_line_paid_from_inside_and_outside_is_divided_and_its_parts_are_told_apart():
    books = Books()
    books.transfer("局", "校", 60, OWN)
    books.add("收入", "校", 40, UP, "")
    spent = books.add("支出", "校", 100, UP)
    found = books.together()
    parts = [(line.key, line.fund, line.amount) for line in found.lines if line.unit == "校" and line.side == "支出"]
    assert parts == [(spent.key, OWN, 60), (f"{spent.key}~1", UP, 40)]


def test_sub_source_and_carry_of_the_payer_go_with_the_money_and_procurement_follows():
    books = Books()
    books.add("支出", "局", 60, GENERAL, "校", nature="项目", subsource="本级", carry="结转")
    books.add("收入", "校", 60, OTHER, "局")
    books.add("支出", "校", 60, OTHER)
    books.add("采购", "校", 50, OTHER, nature="")
    books.add("采购", "校", 20, OTHER, nature="")
    found = books.together()
    assert found.pairs[0].kind is TransferKind.OTHER
    assert by(found.lines, "支出", "fund", "subsource", "carry") == {(GENERAL, "本级", "结转"): 60}
    bought = [(line.fund, line.amount) for line in found.lines if line.side == "采购"]
    assert bought == [(GENERAL, 50), (GENERAL, 10), (OTHER, 10)]


def department(seed):
    """Return random units that each balance every source, with transfers between them, some of them mistaken."""
    chance, books = random.Random(seed), Books()
    names = [f"单位{n}" for n in range(chance.randint(1, 12))]
    balance = {}

    def book(unit, fund, fen):
        balance[unit, fund] = balance.get((unit, fund), 0) + fen

    for _ in range(chance.randrange(2 * len(names))):
        payer, receiver = chance.choice(names), chance.choice(names)
        fund, into = chance.choice((OWN, GENERAL, UP, DOWN, OTHER)), chance.choice((UP, DOWN, OTHER))
        back = chance.random() < 0.2
        paid = chance.randint(1, 10_000) * (-1 if back else 1)
        received = chance.choice((paid, paid, paid, 0, paid // abs(paid) * chance.randint(1, 10_000), -paid))
        if payer != receiver:
            books.transfer(payer, receiver, paid, fund, into, received)
            book(payer, fund, -paid)
            book(receiver, into, received)
    for unit in names:
        for fund in (OWN, GENERAL, UP, DOWN, OTHER):
            outside, kept = chance.choice((0, chance.randint(1, 5_000))), balance.get((unit, fund), 0)
            outside = max(outside, -kept)
            if outside:
                books.add("收入", unit, outside, fund)
            left = kept + outside
            while left:
                part = chance.randint(1, left)
                side = chance.choice(("支出", "支出", "支出", "结转下年"))
                books.add(side, unit, part, fund, function=chance.choice(("2050199", "2070109")))
                left -= part
    return books


@small_cases("seed", range(scale.seed(0), scale.seed(0) + scale.count(20)))
def test_every_source_still_pays_for_itself_and_nothing_else_is_touched(seed):
    books = department(seed)
    found = books.together()
    gone = sum(pair.eliminated for pair in found.pairs)
    for side in ("支出", "结转下年"):
        away = gone if side == "支出" else 0
        total = sum(line.amount for line in books.lines if line.side == side)
        assert sum(line.amount for line in found.lines if line.side == side) == total - away
    incomes, outlays = by(found.lines, "收入", "fund"), by(found.lines, "支出", "fund")
    for key, fen in by(found.lines, "结转下年", "fund").items():
        outlays[key] = outlays.get(key, 0) + fen
    assert incomes == outlays or any(line.amount < 0 for line in found.lines)
    negative = {line.key for line in books.lines if line.amount < 0}
    assert all(line.amount > 0 or line.key in negative for line in found.lines)
    differing = {pair.kind for pair in found.pairs if pair.paid != pair.received}
    assert differing or not any(books.others[line.key.partition("~")[0]] for line in found.lines)
    assert len({line.key for line in found.lines}) == len(found.lines)
    own = [line for line in books.lines if not books.others[line.key]]
    kept = [line for line in found.lines if not books.others[line.key.partition("~")[0]]]
    assert by(own, "支出", "unit", "function") == by(kept, "支出", "unit", "function")


class TestWhatIsATransfer:
    def test_what_pays_nothing_is_not_paired(self):
        """What comes to nothing and a procurement item name another unit without paying it."""
        books = Books()
        for side, amount in (("支出", 0), ("收入", 0), ("采购", 9)):
            books.add(side, "局", amount, UP, "校")
        found = books.together()
        assert found.pairs == []
        assert found.lines == books.lines

    def test_a_single_fen_is(self):
        books = Books()
        books.transfer("局", "校", 1, OWN)
        (pair,) = books.together().pairs
        assert (pair.paid, pair.received, pair.eliminated) == (1, 1, 1)

    def test_only_the_lines_that_may_name_a_unit_are_looked_at_where_that_is_known(self):
        books = Books()
        books.transfer("局", "校", 60, OWN)
        books.transfer("局", "所", 40, OWN)
        pairs = consolidate(books.lines, lambda line: books.others[line.key], [2, 3]).pairs
        assert [(pair.receiver, pair.eliminated) for pair in pairs] == [("所", 40)]

    def test_a_procurement_item_is_no_side_of_one(self):
        assert kind_of(Books().add("采购", "校", 9, UP)) is None
        assert kind_of(Books().add("收入", "校", 9, UP)) is TransferKind.SUBSIDY

    @pytest.mark.parametrize("first", ["支出", "收入"])
    def test_one_line_may_stand_against_several_of_the_other_side(self, first):
        """Also where it is the very first of the ledger."""
        books = Books()
        sides = {
            "支出": lambda amount: books.add("支出", "局", amount, OWN, "校", nature=NATURES[UP]),
            "收入": lambda amount: books.add("收入", "校", amount, UP, "局"),
        }
        sides.pop(first)(100)
        (other,) = sides.values()
        for amount in (60, 40):
            other(amount)
        found = books.together()
        assert ([pair.eliminated for pair in found.pairs], found.lines) == ([100], [])

    def test_lines_of_its_units_that_are_no_part_of_it_stay_the_same_objects(self):
        books = Books()
        own = books.add("支出", "局", 7, GENERAL), books.add("支出", "局", 0, GENERAL)
        books.transfer("局", "校", 60, OWN)
        found = books.together()
        assert [id(line) for line in found.lines] == [id(line) for line in own]


class TestProcurement:
    """An item is under the fund of the money that pays for it: whole where one is enough, else divided."""

    def bought(self, books):
        return [line for line in books.together().lines if line.side == "采购"]

    def test_each_unit_buys_with_its_own_and_keeps_its_key_and_rule(self):
        books = Books()
        for unit, amount, money in (("校", 60, OWN), ("所", 1, GENERAL)):
            books.transfer("局", unit, amount, money)
            books.add("支出", unit, amount, UP)
        items = [books.add("采购", "校", 50, UP), books.add("采购", "所", 1, UP), books.add("采购", "局", 5, UP)]
        found = self.bought(books)
        assert [(line.fund, line.amount, line.origin) for line in found] == [
            (OWN, 50, items[0].origin), (GENERAL, 1, items[1].origin), (UP, 5, items[2].origin),
        ]  # fmt: skip

    def test_an_item_of_two_moneys_is_divided_and_what_it_took_is_gone(self):
        books = Books()
        for money in (OWN, GENERAL):
            books.transfer("局", "校", 30, money)
        books.add("支出", "校", 60, UP)
        for amount in (50, 10, 5):
            books.add("采购", "校", amount, UP)
        assert [(line.fund, line.amount) for line in self.bought(books)] == [
            (OWN, 30), (GENERAL, 20), (GENERAL, 10), (UP, 5),
        ]  # fmt: skip

    def test_under_the_same_fund_and_of_nothing_it_stays_the_same_object(self):
        books = Books()
        books.transfer("局", "校", 60, OTHER, into=OTHER)
        nothing = books.add("支出", "校", 0, OTHER)
        books.add("支出", "校", 60, OTHER)
        items = [books.add("采购", "校", amount, OTHER) for amount in (60, 0)]
        assert [id(line) for line in self.bought(books)] == [id(item) for item in items]
        assert nothing.key in {line.key for line in books.together().lines}

    def test_an_item_of_nothing_takes_no_money(self):
        books = Books()
        books.transfer("局", "校", 60, OWN)
        books.add("支出", "校", 60, UP)
        item = books.add("采购", "校", 0, UP)
        assert [id(line) for line in self.bought(books)] == [id(item)]
