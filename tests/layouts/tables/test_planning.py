"""Which rows a table has: codes with money, parents before children, optional rows, pairs, ordinals."""

from dataclasses import replace

from desktop import pipeline
from desktop.layouts.form.spec import BlockSpec, ColumnSpec, RowSpec
from desktop.layouts.tables.planning import Planner, ordinal
from tests.small_cases import small_cases

AMOUNT = ColumnSpec("amount", ("金额",), "amount", 10)
LAST = replace(AMOUNT, id="last", value="last")
TREE = RowSpec("树", "tree", dimension="function", levels=("类", "款", "项"), where=(("side", ("支出",)),))


@small_cases(("number", "shown"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (23, "二十三")])
def test_ordinals(number, shown):
    assert ordinal(number) == shown


def plan(disclosure, *rows, columns=(AMOUNT,)):
    return Planner(disclosure.facts, disclosure.cube).plan(BlockSpec(columns, rows), ())


def test_parents_stand_before_children_and_know_them(wuxi):
    planned = plan(wuxi, TREE)
    ids = [p.id for p in planned]
    for row in planned:
        assert all(part.startswith(row.id) and ids.index(part) > ids.index(row.id) for part in row.parts)
        assert row.indent == {3: 0, 5: 1, 7: 2}[len(row.id)]
    assert {len(p.id) for p in planned} == {3, 5, 7}


def test_a_code_of_last_year_alone_stands_only_where_last_year_is_shown(wuxi):
    gone = replace(wuxi.facts.lines[0], function_code="2050803", id=77)
    disclosure = pipeline.disclose(wuxi.facts, replace(wuxi.last, lines=(*wuxi.last.lines, gone)), wuxi.form)
    assert "2050803" not in [p.id for p in plan(disclosure, TREE)]
    assert "2050803" in [p.id for p in plan(disclosure, TREE, columns=(AMOUNT, LAST))]


def test_an_optional_row_without_money_is_left_out(wuxi):
    fund = RowSpec("gov", "fixed", "政府性基金", (("side", ("支出",)), ("fund", ("政府性基金",))), optional=True)
    general = replace(fund, id="general", where=(("side", ("支出",)), ("fund", ("一般公共预算",))))
    assert [p.id for p in plan(wuxi, fund, general)] == ["general"]
    assert [p.id for p in plan(wuxi, replace(fund, optional=False), general)] == ["gov", "general"]


def test_two_trees_over_the_same_codes_have_ids_of_their_own(wuxi):
    planned = plan(wuxi, TREE, replace(TREE, id="second"))
    ids = [p.id for p in planned]
    assert len(set(ids)) == len(ids)
    assert "second:201" in ids


def test_pairs_split_the_last_level_and_lose_nothing(wuxi):
    planned = plan(wuxi, replace(TREE, pair="economic"))
    cube = wuxi.cube
    leaves = [p for p in planned if p.pair_code]
    assert leaves
    whole = sum(cube.total(p.selection & cube.in_year(cube.year)) for p in leaves)
    assert whole == cube.total(cube.select(TREE.where) & cube.in_year(cube.year))


def test_top_level_labels_are_numbered_where_the_form_asks(wuxi):
    tops = [p.label for p in plan(wuxi, replace(TREE, levels=("类",), ordinal=True))]
    assert tops[0] == "一、一般公共服务支出"
    assert tops[1].startswith("二、")
