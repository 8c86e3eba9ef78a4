"""How a division that every table comes out of is looked for: all is tried in turn, the best is taken, plain ones first."""

from collections import Counter
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.findings import Finding, Place, Severity
from desktop.published import rebuild as rules
from desktop.published.domains import PROPERTIES, Universe, in_common
from desktop.published.rebuild import Piece, Rebuilt, rebuild
from desktop.published.targets import Target
from tests import scale

UNIVERSE = Universe(())
EVERYTHING = UNIVERSE.all("采购")
KINDS, FUNDS, SERVICES = ("货物", "工程", "服务"), ("一般公共预算", "其他收入"), ("", "是")
LARGE = 1_000_000
"""More than any tail, in 分: the tables of these tests print every 分."""


def table(title, cells, within=()):
    """A table of 采购 from {filter: amount}."""
    domains = tuple((UNIVERSE.domain("采购", where), amount) for where, amount in cells.items())
    return Target(title, Place(), "采购", UNIVERSE.domain("采购", within), domains, 1)


def by(name, values, *amounts):
    return {((name, (value,)),): amount for value, amount in zip(values, amounts, strict=False)}


def wide(title, cells=1):
    return table(title, by("procurement", KINDS, *[LARGE] * cells))


def titles(order):
    return "".join(target.title for target in order)


# what is tried ------------------------------------------------------------------------------------------


@pytest.fixture
def search(monkeypatch):
    """Search with attempts that fail as the test says: `fails(order, number)` gives the titles that do not come out."""

    def search(targets, fails=lambda order, number: "", least=0, tails=lambda number: 0):
        search.tried, search.chances, search.made = [], [], []

        def attempt(order, fresh, chance):
            failed = fails(titles(order), len(search.tried))
            search.tried.append(titles(order))
            search.chances.append(chance)
            search.made.append(fresh)
            if search.pieces:
                fresh.pieces["采购"] = [Piece(EVERYTHING, 1)] * search.pieces
            return fresh, [t for t in order if t.title in failed]

        monkeypatch.setattr(rules, "_attempt", attempt)
        monkeypatch.setattr(rules, "_least", lambda orders, empty: least)
        judged = {"tails": lambda attempt: tails(len(search.tried) - 1)}
        found = rules._best(targets, Rebuilt(UNIVERSE, marks=True), **judged)
        search.taken = next(number for number, made in enumerate(search.made) if made is found)
        return found

    search.pieces = 0
    return search


def test_the_search_ends_with_the_first_attempt_that_everything_comes_out_of(search):
    search([wide("A", 2), wide("B")], lambda order, number: "" if number == 3 else "B")
    assert (len(search.tried), search.taken) == (4, 3)
    search([wide("A", 2), wide("B")])
    assert (len(search.tried), search.taken) == (1, 0)


def test_a_division_whose_figures_miss_by_tails_is_no_end_of_the_search(search):
    search([wide("A", 2), wide("B")], tails=lambda number: 0 if number == 7 else 2)
    assert (len(search.tried), search.taken) == (8, 7)
    search([wide("A", 2), wide("B")], lambda order, number: "B" if number == 2 else "", tails=lambda number: 9 - number)
    assert search.taken == len(search.tried) - 1  # no contradicting table is worth more than a tail


def test_one_table_that_does_not_come_out_is_no_success(search):
    search([wide("A", 2), wide("B")], lambda order, number: order[-1] if number < 6 else "")
    assert search.taken == 6


def test_the_attempt_with_the_fewest_contradictions_is_taken_and_of_equals_the_first(search):
    """The first is the plain one: what is divided by chance is taken only if it is better."""
    left = {0: "BC", 1: "BC", 2: "C", 3: "BC", 4: "B"}
    targets = [wide("A", 3), wide("B", 2), wide("C")]
    assert search(targets, lambda order, number: left.get(number, "BC")).marks
    assert search.taken == 2


def test_a_table_that_did_not_come_out_goes_earlier_next_time(search):
    """Behind the table that all begins with; nothing is lost and nothing is there twice."""
    search([wide("A", 3), wide("B", 2), wide("C"), wide("D")], lambda order, number: "D" if number == 0 else "")
    assert search.tried == ["ABCD", "ADBC"]
    search([wide("A", 3), wide("B", 2), wide("C"), wide("D")], lambda order, number: "CD" if number == 0 else "")
    assert search.tried == ["ABCD", "ACDB"]


def test_where_the_first_table_itself_does_not_come_out_another_beginning_is_tried(search):
    for failed in (1, 2):
        search([wide("A", 2), wide("B")], lambda order, number, failed=failed: order[:failed])
        assert search.tried[:4] == ["AB", "BA", "AB", "BA"]


def test_every_beginning_is_tried_plainly_before_any_division_by_chance(search):
    search([wide("A", 2), wide("B")], lambda order, number: order[-1])
    orders = len(list(rules._orders([wide("A", 2), wide("B")])))
    plain = orders * rules.RETRIES
    assert [chance is None for chance in search.chances] == [True] * plain + [False] * plain * rules.SHUFFLES
    assert {order[0] for order in search.tried[:plain]} == {"A", "B"}


def test_each_division_by_chance_is_another_one_and_the_same_in_every_run(search):
    targets = [wide("A", 2), wide("B")]

    def drawn():
        search(targets, lambda order, number: order[0])
        return [chance.random() for chance in search.chances if chance]

    numbers = drawn()
    assert len(set(numbers)) == rules.SHUFFLES
    assert drawn() == numbers


@pytest.mark.parametrize(
    ("failed", "least", "by_chance"), [("B", 1, False), ("AB", 2, False), ("AB", 1, True), ("B", 0, True)]
)
def test_nothing_is_divided_by_chance_where_no_order_can_do_better(search, failed, least, by_chance):
    targets = [wide("A", 2), wide("B")]
    search(targets, lambda order, number: failed, least)
    plain = search.chances.count(None)
    assert plain <= len(list(rules._orders(targets))) * rules.RETRIES
    assert (len(search.tried) > plain) is by_chance


def test_the_search_ends_where_it_has_looked_at_enough(search, monkeypatch):
    """Each of five tries of an order looks at three cells, for each amount that there is."""
    for search.pieces, most, tries in ((0, 14, 5), (0, 15, 10), (4, 59, 5), (4, 60, 10)):
        monkeypatch.setattr(rules, "MOST_WORK", most)
        search([wide("A", 2), wide("B")], lambda order, number: order[-1])
        assert len(search.tried) == tries


def test_what_hears_of_the_search_hears_of_each_attempt_and_may_end_it():
    other = table("丙表", by("procurement", KINDS, 50 * LARGE, 50 * LARGE))
    targets, heard = [KINDS_60_40, FUNDS_50_50, other], []
    rules._best(targets, Rebuilt(UNIVERSE), lambda done, of: heard.append((done, of)))
    of = (rules.SHUFFLES + 1) * rules.RETRIES * len(list(rules._orders(targets)))
    assert heard == [(number + 1, of) for number in range(len(heard))]
    assert len(heard) > 1

    def cancel(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rules._best(targets, Rebuilt(UNIVERSE), cancel)


def test_how_many_tables_contradict_the_beginning_alone_whichever_has_the_fewest():
    other = table("丙表", by("procurement", KINDS, 50 * LARGE, 50 * LARGE))
    short = table("丁表", by("fund", FUNDS, LARGE))

    def least(*orders):
        return rules._least([list(order) for order in orders], Rebuilt(UNIVERSE))

    assert least((KINDS_60_40, other, short, FUNDS_50_50)) == 2
    assert least((KINDS_60_40, other, short), (KINDS_60_40, FUNDS_50_50)) == 0, "of one beginning the last order counts"
    assert least((KINDS_60_40, other, short), (FUNDS_50_50, KINDS_60_40, other, short)) == 1
    assert least((FUNDS_50_50, KINDS_60_40, other, short), (KINDS_60_40, other, short)) == 1
    assert least((KINDS_60_40,)) == 0
    assert least((FUNDS_50_50, KINDS_60_40, other)) == least(()) == least() == 0


# one attempt --------------------------------------------------------------------------------------------

KINDS_60_40 = table("甲表", by("procurement", KINDS, 60 * LARGE, 40 * LARGE))
"""An amount of 货物 and one of 工程."""

FUNDS_50_50 = table("乙表", by("fund", FUNDS, 50 * LARGE, 50 * LARGE))


def divided(pieces):
    """{(kind, fund): amount} of pieces."""
    kind, fund = (PROPERTIES["采购"].index(name) for name in ("procurement", "fund"))
    found = Counter()
    for piece in pieces:
        words = (
            "/".join(UNIVERSE.values("procurement", piece.domain[kind])),
            "/".join(UNIVERSE.values("fund", piece.domain[fund])),
        )
        found[words] += piece.amount
    return dict(found)


def attempts(order, chances):
    return [rules._attempt(list(order), Rebuilt(UNIVERSE), chance) for chance in chances]


def test_the_tables_that_contradict_are_those_that_failed():
    other = table("丙表", by("procurement", KINDS, 50 * LARGE, 50 * LARGE))
    short = table("丁表", by("fund", FUNDS, LARGE))
    ((made, failed),) = attempts([KINDS_60_40, other, FUNDS_50_50, short], [None])
    assert [target.title for target in failed] == ["丙表", "丁表"]
    assert [finding.severity for finding in made.findings] == [Severity.WARNING] * 2


def test_a_tail_that_was_put_somewhere_is_no_contradiction():
    tail = table("乙表", by("fund", FUNDS, 50 * LARGE, 50 * LARGE - 1))
    ((made, failed),) = attempts([KINDS_60_40, tail], [None])
    assert ([finding.severity for finding in made.findings], failed) == ([Severity.INFO], [])
    assert rules._contradictions(made) == 0


def test_by_chance_amounts_are_divided_in_another_of_the_ways_the_cells_allow():
    ((plain, _),) = attempts([KINDS_60_40, FUNDS_50_50], [None])
    found = attempts([KINDS_60_40, FUNDS_50_50], [Random(seed) for seed in range(10)])
    ways = [divided(made.pieces["采购"]) for made, failed in found if not failed]
    assert len(ways) == 10
    assert len({tuple(sorted(way.items())) for way in ways}) > 1
    for way in (*ways, divided(plain.pieces["采购"])):
        assert sum(a for (kind, _), a in way.items() if kind == "货物") == 60 * LARGE
        assert sum(a for (_, fund), a in way.items() if fund == "其他收入") == 50 * LARGE
    ((again, _),) = attempts([KINDS_60_40, FUNDS_50_50], [None])
    assert again.pieces == plain.pieces
    assert not any(piece.open for piece in plain.pieces["采购"])  # nobody asked for marks


def test_by_chance_another_amount_goes_into_the_only_cell_of_a_table():
    """其他收入 may be money of 货物 or of 工程: neither is always the one."""
    part = table("乙表", by("fund", FUNDS[1:], 40 * LARGE), within=(("fund", FUNDS[1:]),))
    found = attempts([KINDS_60_40, part], [Random(seed) for seed in range(10)])
    assert len({tuple(sorted(divided(made.pieces["采购"]).items())) for made, _ in found}) > 1


def test_by_chance_another_cell_is_filled_first():
    pieces = [Piece(domain, amount) for domain, amount in KINDS_60_40.cells]
    found = set()
    for seed in range(10):
        made = Rebuilt(UNIVERSE, pieces={"采购": list(pieces)})
        rules.refine(made, FUNDS_50_50, Random(seed))
        found.add(tuple(sorted(divided(made.pieces["采购"]).items())))
    assert len(found) > 1


# orders -------------------------------------------------------------------------------------------------


def narrow(title, cells=1, limits=1, single=1):
    """A table of one kind (limits=1) or of one kind and source (2); its cells name so many properties by one value."""
    within = (("procurement", KINDS[:1]), ("fund", FUNDS[:1]))[:limits]
    named = (("procurement", KINDS[:1]), ("fund", FUNDS[:1]), ("service", SERVICES[1:]))[:single]
    domain = UNIVERSE.domain("采购", named)
    return replace(table(title, {}, within), cells=tuple((domain, LARGE + n) for n in range(cells)))


def orders(*targets):
    return [titles(order) for order in rules._orders(list(targets))]


def test_every_order_holds_every_table_once():
    found = orders(wide("A"), narrow("n"), wide("B", 3), narrow("m", limits=2), wide("C", 2))
    assert found
    assert all(sorted(order) == sorted("ABCnm") for order in found)


def test_a_table_that_shows_everything_begins_then_come_those_of_a_part_then_the_coarse_ones():
    assert set(orders(wide("A", 3), wide("B", 2), narrow("n"))) == {"AnB", "BnA"}
    assert orders(wide("A", 1), wide("B", 3), wide("C", 2), narrow("n"))[:2] == ["BnCA", "CnBA"]


def test_of_those_of_a_part_the_larger_part_goes_first_or_the_one_that_says_most():
    """Both are tried: first by how much of the whole they speak of, then by how exactly they do."""
    large, fine = narrow("l", single=1), narrow("f", limits=2, single=3)
    assert orders(wide("A"), fine, large) == ["Alf", "Afl"]
    assert orders(wide("A"), large, fine) == ["Alf", "Afl"]


def test_of_those_alike_the_one_with_more_cells_goes_first():
    few, many = narrow("f", cells=1), narrow("m", cells=3)
    assert orders(wide("A"), few, many) == ["Amf", "Amf"]
    empty = table("e", {}, (("procurement", KINDS[:1]),))
    says_nothing = narrow("s", single=0)
    assert orders(wide("A"), says_nothing, empty)[1] == "Ase"
    assert orders(wide("A"), narrow("s", limits=2, single=0), empty)[1] == "Aes"


def test_without_a_table_that_shows_everything_the_one_that_holds_the_others_begins():
    """支出总表 may be missing: 一般公共预算支出表 holds 一般公共预算基本支出表, which is no more than a part of it."""
    large, fine = narrow("l"), replace(narrow("f", cells=3, limits=2, single=3), half=0)
    assert {order[0] for order in orders(fine, replace(large, half=50))} == {"l"}
    assert {*orders(narrow("n", limits=2), narrow("m", cells=2, limits=2))} == {"mn", "nm"}
    assert orders() == ["", ""]


def test_of_parts_that_have_nothing_in_common_none_begins_for_being_the_largest():
    general, other = narrow("g"), replace(narrow("o"), within=UNIVERSE.domain("采购", (("procurement", KINDS[1:]),)))
    assert orders(general, replace(other, title="o")) == ["go", "go"]


def test_what_no_table_before_speaks_of_is_added_not_contradicted():
    """政府性基金 beside 一般公共预算: either was taken for all there is, and the other refused."""
    goods = table("甲表", by("procurement", KINDS[:1], 60), within=(("procurement", KINDS[:1]),))
    works = table("乙表", by("procurement", KINDS[1:2], 40), within=(("procurement", KINDS[1:2]),))
    again = table("丙表", by("procurement", KINDS[1:2], 30), within=(("procurement", KINDS[1:2]),))
    made, failed = rules._attempt([goods, works], Rebuilt(UNIVERSE), None)
    assert (sum(piece.amount for piece in made.pieces["采购"]), failed) == (100, [])
    made, failed = rules._attempt([goods, works, again], Rebuilt(UNIVERSE), None)
    assert titles(failed) == "丙表"


# what it ends with --------------------------------------------------------------------------------------

PLACES = list(product(KINDS, FUNDS, SERVICES))
NAMES = PROPERTIES["采购"]


def views(book, chosen):
    """Tables of a book: each shows some properties, one of them perhaps for one value only."""
    for number, (shown, limit) in enumerate(chosen):
        within = () if limit is None else ((NAMES[limit[0]], (limit[1],)),)
        cells = Counter()
        for place, amount in book.items():
            if limit is None or place[limit[0]] == limit[1]:
                where = tuple((NAMES[n], (place[n],)) for n in sorted(shown | ({limit[0]} if limit else set())))
                cells[where] += amount
        yield table(f"表{number}", cells, within)


books = st.dictionaries(st.sampled_from(PLACES), st.integers(1, 40).map(lambda n: n * LARGE), min_size=1)
limits = st.one_of(
    st.none(), *(st.tuples(st.just(n), st.sampled_from(values)) for n, values in enumerate((KINDS, FUNDS, SERVICES)))
)
chosen_views = st.lists(st.tuples(st.sets(st.integers(0, 2)), limits), min_size=1, max_size=4)


def inside(rebuilt, domain):
    return sum(p.amount for p in rebuilt.pieces["采购"] if in_common(p.domain, domain) == p.domain)


@settings(max_examples=scale.count(10))
@given(books, chosen_views, st.booleans(), st.lists(st.integers(0, 50), max_size=2))
def test_every_table_comes_out_to_the_fen_or_is_named(book, chosen, total, spoilt):
    """Also where tables contradict each other, and where no table shows everything."""
    tables = [*([table("总表", {(): sum(book.values())})] * total), *views(book, chosen)]
    for number in spoilt:
        spoilt_table = tables[number % len(tables)]
        if spoilt_table.cells:
            (domain, amount), *others = spoilt_table.cells
            tables[number % len(tables)] = replace(spoilt_table, cells=((domain, amount + 7 * LARGE), *others))
    found = rebuild(UNIVERSE, tables)
    named = {finding.message.partition("：")[0] for finding in found.findings}
    for made in tables:
        if made.title not in named:
            assert [inside(found, domain) for domain, _ in made.cells] == [amount for _, amount in made.cells]
    assert rebuild(UNIVERSE, tables) == found
    if total and not spoilt and len(tables) < 3:
        assert not named


def test_a_table_named_by_a_worse_attempt_is_not_named_in_the_end(monkeypatch):
    """Findings of attempts that were not taken are gone with them."""
    real = rules._attempt
    spoilt = [Finding("上年", Severity.WARNING, "甲表：与其他表对不上，没有采用", Place())]

    def first_fails(order, fresh, chance):
        made, failed = real(order, fresh, chance)
        if order and spoilt:
            made.findings.append(spoilt.pop())
            failed = [order[-1]]
        return made, failed

    monkeypatch.setattr(rules, "_attempt", first_fails)
    assert rebuild(UNIVERSE, [KINDS_60_40, FUNDS_50_50]).findings == []
