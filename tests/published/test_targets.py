"""What a table demands: its cells that no other is made of, and what it speaks of, which is more than what it prints."""

from types import SimpleNamespace

import pytest

from desktop.findings import Place
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, RowSpec, TableSpec
from desktop.money import NumberStyle
from desktop.outside.source_files import SourceTable
from desktop.published import rebuild
from desktop.published import targets as rules
from desktop.published.domains import PROPERTIES, USUAL_NATURES, Universe, union
from desktop.published.reading import ReadCell, ReadTable
from desktop.published.recognise import Recognised

UNIVERSE = Universe(("甲项目", "乙项目"))
SPENDING, INCOME = (("side", ("支出",)),), (("side", ("收入",)),)
STAFF, PUBLIC, PROJECT = ((("nature", (name,)),) for name in ("人员", "公用", "项目"))
GENERAL, OTHER = ((("fund", (name,)),) for name in ("一般公共预算", "其他收入"))
TWO_ROWS = (RowSpec("r1", "fixed", where=STAFF), RowSpec("r2", "fixed", where=PUBLIC))
TREE = RowSpec("codes", "tree", dimension="function")
STEP_OF_FORM = NumberStyle(decimals=1)


def column(name, where=(), *, kind="amount", value="this", sum_of=()):
    return ColumnSpec(name, (name,), kind, 10, where, value, sum_of)


AMOUNT = column("c1")


def cell(row, where=(), amount=7, *, block=0, leaf=True, side=SPENDING, **more):
    return ReadCell("t", block, row, "c1", (*side, *where), amount, leaf, **more)


def read(rows, cells, *, columns=(AMOUNT,), where=SPENDING, style=None, blocks=None):
    given = blocks or (BlockSpec(tuple(columns), tuple(rows)),)
    spec = TableSpec("t", "1", "某表", "portrait", style, where, given)
    form = SimpleNamespace(table_style=STEP_OF_FORM)
    source = SourceTable("公开表.xlsx", "支出", ())
    return ReadTable(Recognised(form, spec, source, 1, 0, "元", 2024), list(cells))


def targets(*tables, side="支出"):
    return rules.targets_of(list(tables), side, UNIVERSE)


def domain(*where, side="支出", project=None):
    return UNIVERSE.domain(side, tuple(pair for part in where for pair in part), project)


def either(*parts):
    return tuple(union(masks) for masks in zip(*parts, strict=True))


# what is demanded ---------------------------------------------------------------------------------------


def test_a_target_names_its_table_and_holds_each_amount_with_its_question():
    (found,) = targets(read(TWO_ROWS, [cell("r1", STAFF, 7), cell("r2", PUBLIC, 8)]))
    assert (found.title, found.place, found.side) == ("某表", Place(file="公开表.xlsx", sheet="支出"), "支出")
    assert found.cells == ((domain(STAFF), 7), (domain(PUBLIC), 8))
    assert found.step == STEP_OF_FORM.step == 100_000
    (own,) = targets(read(TWO_ROWS, [cell("r1", STAFF)], style=NumberStyle(unit="元")))
    assert own.step == 1


def test_sums_of_other_cells_demand_nothing_more():
    (found,) = targets(read(TWO_ROWS, [cell("r1", STAFF, 7), cell("r2", PUBLIC, 8, leaf=False)]))
    assert found.cells == ((domain(STAFF), 7),)


def test_the_row_of_a_project_is_money_of_that_project():
    rows = [RowSpec("projects", "records", where=PROJECT)]
    (found,) = targets(read(rows, [cell("p1", PROJECT, 7, project="乙项目")]))
    assert found.cells == ((domain(PROJECT, project="乙项目"), 7),)
    assert found.cells[0][0] != domain(PROJECT)


def test_an_amount_that_no_sum_names_stands_for_itself():
    """其中：… beside the others is a demand of its own, about itself only."""
    whole, part = targets(read(TWO_ROWS, [cell("r1", STAFF, 7), cell("r1", GENERAL, 3, leaf=False, alone=True)]))
    assert whole.cells == ((domain(STAFF), 7),)
    assert (part.cells, part.within) == (((domain(GENERAL), 3),), domain(GENERAL))


def test_each_block_is_a_demand_of_its_own_and_of_its_own_side():
    """收支总表: income on the left, spending on the right."""
    left = BlockSpec((AMOUNT,), (RowSpec("i1", "fixed", where=(*INCOME, *GENERAL)),))
    right = BlockSpec((AMOUNT,), (RowSpec("r1", "fixed", where=(*SPENDING, *STAFF)),))
    cells = [
        cell("i1", GENERAL, 9, side=INCOME),
        cell("r1", STAFF, 8, block=1),
        cell("i1", GENERAL, 4, side=INCOME, leaf=False, alone=True),
        cell("r1", OTHER, 3, block=1, leaf=False, alone=True),
    ]
    table = read((), cells, where=(), blocks=(left, right))
    spent, alone = targets(table)
    assert (spent.cells, spent.within) == (((domain(STAFF), 8),), domain(STAFF))
    assert alone.cells == ((domain(OTHER), 3),)
    got, alone = targets(table, side="收入")
    assert (got.side, got.cells) == ("收入", ((domain(GENERAL, side="收入"), 9),))
    assert alone.cells == ((domain(GENERAL, side="收入"), 4),)
    assert targets(table, side="采购") == []


def test_every_table_demands():
    assert len(targets(read(TWO_ROWS, [cell("r1", STAFF)]), read([TREE], []))) == 2


# nothing printed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["tree", "records"])
def test_a_list_without_a_row_says_that_there_is_nothing(kind):
    (found,) = targets(read([RowSpec("list", kind, where=STAFF)], []))
    assert (found.cells, found.within) == ((), domain(STAFF))
    assert targets(read([RowSpec("list", kind, where=STAFF)], []), side="收入") == []


def test_fixed_rows_without_an_amount_say_nothing():
    """A blank cell is not a zero."""
    assert targets(read(TWO_ROWS, [])) == []


@pytest.mark.parametrize(
    "columns",
    [
        [column("name", kind="name")],
        [column("last", value="last")],
        [column("name", kind="name"), column("last", value="last"), column("rise", value="percent")],
    ],
)
def test_a_list_that_shows_no_money_of_the_year_says_nothing_of_it(columns):
    assert targets(read([TREE], [], columns=columns)) == []


# what it speaks of --------------------------------------------------------------------------------------


def test_a_table_speaks_of_its_filter_narrowed_to_the_rows_it_printed():
    (found,) = targets(read(TWO_ROWS, [cell("r1", STAFF)], where=(*SPENDING, *GENERAL)))
    assert found.within == domain(STAFF, GENERAL)
    (both,) = targets(read(TWO_ROWS, [cell("r1", STAFF), cell("r2", PUBLIC)]))
    assert both.within == either(domain(STAFF), domain(PUBLIC))


def test_a_list_speaks_of_all_its_codes_also_beside_printed_rows():
    rows = [RowSpec("list", "tree", where=STAFF), *TWO_ROWS[1:], RowSpec("r3", "fixed", where=PROJECT)]
    (found,) = targets(read(rows, [cell("r2", PUBLIC)]))
    assert found.within == either(domain(STAFF), domain(PUBLIC))


def test_rows_of_another_side_do_not_widen_what_is_spoken_of():
    rows = [RowSpec("list", "tree", where=(*SPENDING, *STAFF)), RowSpec("other", "tree", where=(*INCOME, *GENERAL))]
    (found,) = targets(read(rows, [], where=()))
    assert found.within == domain(STAFF)


def test_a_table_speaks_of_what_its_columns_cover():
    """Columns of this year's money; 合计 is what its parts say, and a column no sum names is one more 其中."""
    columns = [
        column("code", kind="code"),
        column("total", sum_of=("a", "b")),
        column("a", STAFF),
        column("b", PUBLIC),
        column("beside", PROJECT),
        column("last", PROJECT, value="last"),
    ]
    (found,) = targets(read([TREE], [], columns=columns))
    assert found.within == either(domain(STAFF), domain(PUBLIC))
    (alone,) = targets(read([TREE], [], columns=[column("a", STAFF), column("b", PUBLIC)]))
    assert alone.within == either(domain(STAFF), domain(PUBLIC))


def test_a_table_without_columns_of_money_speaks_of_its_rows():
    (found,) = targets(read(TWO_ROWS, [cell("r1", STAFF)], columns=[column("last", OTHER, value="last")]))
    assert found.within == domain(STAFF)


# all together -------------------------------------------------------------------------------------------


def test_of_tables_gives_back_the_amounts_of_all_sides_with_the_projects_they_name():
    rows = [RowSpec("projects", "records", where=PROJECT)]
    spending = read(rows, [cell("p1", PROJECT, 7, project="丙"), cell("p2", PROJECT, 5, project="丁")])
    income = read([RowSpec("i1", "fixed", where=GENERAL)], [cell("i1", GENERAL, 12, side=INCOME)], where=INCOME)
    found = rebuild.of_tables([spending, income])
    assert found.findings == []
    position = PROPERTIES["支出"].index("project")
    named = {tuple(found.universe.values("project", p.domain[position])): p.amount for p in found.pieces["支出"]}
    assert named == {("丙",): 7, ("丁",): 5}
    assert [piece.amount for piece in found.pieces["收入"]] == [12]


@pytest.mark.parametrize(
    ("natures", "amount", "possible"),
    [(("人员", "公用"), 5, USUAL_NATURES), (("!人员", "!公用"), 5, USUAL_NATURES), (("经营支出",), 0, USUAL_NATURES),
     (("经营支出",), 5, ())],
)  # fmt: skip
def test_natures_that_a_file_never_names_are_none_of_its_money(natures, amount, possible):
    """Of 75 万元 that a list of projects left over of 项目支出 the ledger once got 经营支出."""
    cell = ReadCell("", 0, "", "", (("side", ("支出",)), ("nature", natures)), amount, True)
    assert rules.natures_of([cell]) == possible
