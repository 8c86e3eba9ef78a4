"""How cells hang together: sums down, sums across, blocks of one height, merges."""

from dataclasses import replace

from desktop import pipeline
from desktop.layouts.form.spec import ColumnSpec, RowSpec
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.linking import align, sum_down
from desktop.layouts.tables.planning import Planned
from desktop.layouts.tables.table import Block, BlockRow, Cell
from desktop.ledger.records import Indicator

COLUMNS = (ColumnSpec("label", ("项目",), "label", 20), ColumnSpec("amount", ("金额",), "amount", 10))


def row(name, amount=0, *, bottom=False):
    return BlockRow(name, [Cell(name, "text"), Cell(str(amount), "amount", amount)], bottom=bottom)


def planned(name, kind="fixed", parts=()):
    return Planned(RowSpec(name, kind), name, name, parts=parts)


def test_a_row_knows_the_rows_it_is_the_sum_of_and_only_in_amount_columns():
    block = Block(COLUMNS, [row("一"), row("二"), row("计")])
    sum_down(block, [planned("一"), planned("二"), planned("计", parts=("一", "二", "没有"))])
    assert block.rows[2].cells[1].terms == ((1, 0, 1), (1, 1, 1))
    assert block.rows[2].cells[0].terms == ()


def test_a_total_without_named_parts_sums_the_top_level_of_the_tree():
    tree = RowSpec("树", "tree", dimension="function", levels=("类", "款"))
    plans = [
        Planned(RowSpec("合计", "total"), "合计", "合计"),
        Planned(tree, "201", ""),
        Planned(tree, "20103", "", indent=1),
    ]
    block = Block(COLUMNS, [row("合计"), row("201"), row("20103")])
    sum_down(block, plans)
    assert block.rows[0].cells[1].terms == ((1, 1, 1),)


def test_the_shorter_side_is_padded_above_its_bottom_rows_and_its_sums_move_along():
    short = Block(COLUMNS, [row("一"), row("合计", bottom=True)])
    short.rows[1].cells[1].terms = ((1, 0, 1), (1, 1, 1))
    short.merges = [(1, 1, 0)]
    align([short, Block(COLUMNS, [row(str(n)) for n in range(4)])])
    assert [r.id for r in short.rows] == ["一", "", "", "合计"]
    assert short.rows[3].cells[1].terms == ((1, 0, 1), (1, 3, 1))
    assert short.merges == [(3, 3, 0)]


def side(names, foot):
    """One side of a table: rows, and rows at its bottom of which the first sums those above and the last all."""
    rows = [row(name) for name in names] + [row(name, bottom=True) for name in foot]
    rows[len(names)].cells[1].terms = tuple((1, n, 1) for n in range(len(names)))
    rows[-1].cells[1].terms = tuple((1, n, 1) for n in range(len(names), len(rows) - 1))
    return Block(COLUMNS, rows)


def test_the_sums_of_the_year_share_a_row_and_the_totals_share_theirs():
    income = side(["拨款", "其他"], ["本年收入合计", "使用非财政拨款结余", "上年结转", "收入总计"])
    spent = side(["一", "二", "三"], ["本年支出合计", "结转下年", "支出总计"])
    align([income, spent])
    assert [r.id for r in income.rows] == [
        "拨款",
        "其他",
        "",
        "本年收入合计",
        "使用非财政拨款结余",
        "上年结转",
        "收入总计",
    ]
    assert [r.id for r in spent.rows] == ["一", "二", "三", "本年支出合计", "结转下年", "", "支出总计"]
    assert spent.rows[6].cells[1].terms == ((1, 3, 1), (1, 4, 1))
    assert income.rows[3].cells[1].terms == ((1, 0, 1), (1, 1, 1))
    assert income.rows[6].cells[1].terms == ((1, 3, 1), (1, 4, 1), (1, 5, 1))


def test_headings_at_the_bottom_are_no_sums_and_stay_where_they_are():
    """二、上年结转 and what it is made of stand over the total; 二、结转下年 stands right over its own."""
    income = side(["一"], ["二、上年结转", "拨款", "收入合计"])
    income.rows[1].cells[1].terms = ((1, 2, 1),)
    spent = side(["一", "二", "三"], ["二、结转下年", "支出合计"])
    align([income, spent])
    assert [r.id for r in income.rows] == ["一", "", "二、上年结转", "拨款", "收入合计"]
    assert [r.id for r in spent.rows] == ["一", "二", "三", "二、结转下年", "支出合计"]


def test_a_sum_across_a_row_and_a_change_name_their_terms(wuxi, own_layouts):
    for disclosure in own_layouts.values():
        for table in disclosure.tables:
            for cells in table.grid:
                for cell in cells:
                    if cell.terms and not cell.vertical:
                        assert sum(s * table.row(r)[c].amount for s, r, c in cell.terms) == cell.amount, table.label


def test_projects_span_their_indicators(wuxi):
    project = wuxi.facts.projects[0]
    indicators = tuple(
        Indicator(id=n, project_id=project.id, name=f"指标{n}", weight="20", unit="个", target=str(n))
        for n in range(1, 6)
    )
    disclosure = pipeline.disclose(replace(wuxi.facts, indicators=indicators), wuxi.last, wuxi.form)
    table = next(t for t in disclosure.tables if t.id == "project_performance")
    merged = [c for c in sheet_of(table).cells if c.row_span == 5]
    assert [c.text for c in merged] == [project.name, "135.00", project.goal]
