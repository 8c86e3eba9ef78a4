"""Tables answer their questions: exact amounts, the rows and heads of the published form, texts filled in."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.build import TableBuilder
from desktop.ledger.records import LayoutChoice


def table(disclosure, table_id):
    return next(t for t in disclosure.tables if t.id == table_id)


def texts(table_):
    return [[cell.text for cell in table_.row(n)] for n in range(table_.height)]


def test_first_table_has_exactly_the_verified_rows_and_header(wuxi):
    first = table(wuxi, "fiscal_balance")
    assert (first.number, first.title, first.orientation) == ("表一", "财政拨款收支总表", "landscape")
    assert first.header_paths() == [
        ("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "合计"),
        ("支出", "一般公共预算"), ("支出", "政府性基金预算"), ("支出", "国有资本经营预算"),
    ]  # fmt: skip
    rows = texts(first)
    assert [row[0] for row in rows if row[0]] == [
        "一、本年收入", "一般公共预算资金", "政府性基金预算资金", "国有资本经营预算资金", "二、上年结转",
        "一般公共预算拨款", "政府性基金预算拨款", "国有资本经营收入", "收入合计",
    ]  # fmt: skip
    assert [row[2] for row in rows if row[2]] == [
        "一、本年支出", "一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出", "二、结转下年", "支出合计",
    ]  # fmt: skip
    assert rows[0] == ["一、本年收入", "360.67", "一、本年支出", "360.67", "360.67", "", ""]
    assert rows[-1] == ["收入合计", "360.67", "支出合计", "360.67", "360.67", "", ""]


@pytest.mark.parametrize("key", ["guangxi/2022", "guangxi_wuzhou/2025", "shaanxi/2023"])
def test_nothing_is_compared_with_a_year_that_is_not_known(key, wuxi):
    """What is not known is not 0: without last year a budget of 4 万元 is not "4 万元 more"."""
    form = loader.load(key)
    for last, wanted in ((wuxi.last, {"this", "last"}), (None, {"this"})):
        built = table(pipeline.disclose(wuxi.facts, last, form), "three_public")
        columns = zip(*texts(built), strict=True)
        values = [column.value for block in built.blocks for column in block.columns if column.kind == "amount"]
        amounts = list(columns)[-len(values) :]
        filled = {value for value, column in zip(values, amounts, strict=True) if {*column} - {"", "—"}}
        assert filled - ({"change"} if last else set()) == wanted


def test_a_last_year_that_came_is_compared_at_once(wuxi):
    """The tables that were built without it are not kept."""
    form, memory = loader.load("guangxi/2022"), pipeline.Memory()
    pipeline.disclose(wuxi.facts, None, form, memory=memory)
    now = pipeline.disclose(wuxi.facts, wuxi.last, form, memory=memory)
    assert texts(table(now, "three_public")) == texts(
        table(pipeline.disclose(wuxi.facts, wuxi.last, form), "three_public")
    )


@pytest.mark.parametrize("key", ["chongqing/2023", "gansu/2025", "shaanxi/2023"])
def test_a_table_of_goals_without_any_says_so(key, wuxi):
    """The amount of the budget over it is not what the table is for."""
    form = loader.load(key)
    indicators = tuple(each for each in wuxi.facts.indicators if each.project_id is not None)
    bare = replace(wuxi.facts, indicators=indicators, texts={})
    built = {}
    measured = replace(bare, indicators=wuxi.facts.indicators, texts={"basic_use": "", "project_use": ""})
    for facts in (bare, replace(bare, texts={"performance_goal": "保障运行"}), measured, wuxi.facts):
        made = pipeline.disclose(facts, wuxi.last, form)
        shown = table(made, "overall_performance")
        assert any(lead.cell.amount for lead in shown.lead)
        told = [o for o in made.outcomes if o.code == "N03" for f in o.findings if "绩效指标" in f.message]
        assert bool(told) is shown.unwritten
        assert not shown.empty, "the amount stands there: it is no 空表"
        built[len(facts.texts)] = (shown.unwritten, "".join(shown.notes))
    assert built[0][0] and built[0][1].endswith("绩效目标。")
    assert not any(unwritten for texts, (unwritten, _) in built.items() if texts)


def test_a_table_with_a_goal_of_the_whole_is_not_empty_without_projects(wuxi):
    """本表无数据 stood under the goal that was written above the head."""
    form = loader.load("guangxi/2022")
    bare = replace(wuxi.facts, projects=(), indicators=(), lines=(), texts={})
    for texts, empty in (({}, True), ({"performance_goal": " "}, True), ({"performance_goal": "保障运行"}, False)):
        made = pipeline.disclose(replace(bare, texts=texts), wuxi.last, form)
        shown = table(made, "performance")
        assert (shown.empty, any("无数据" in note for note in shown.notes)) == (empty, empty)
        assert ("没有安排项目支出，整体绩效目标见公开11表" in made.narrative.text) is not empty


def test_twelve_tables_in_order(wuxi):
    assert [t.number for t in wuxi.tables] == [f"表{n}" for n in
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")]  # fmt: skip
    assert table(wuxi, "balance").title == "部门收支总表"
    empty = table(wuxi, "gov_fund")
    assert empty.empty
    assert empty.notes == ["备注：本部门2023年没有政府性基金预算收支，本表无数据。"]


def test_parents_stand_before_children_in_code_order(wuxi):
    rows = [row.id for row in table(wuxi, "general_expenditure").blocks[0].rows]
    assert rows[:4] == ["total", "201", "20103", "2010306"]
    assert rows[1:] == sorted(rows[1:], key=lambda code: code.ljust(7))


@pytest.mark.parametrize(("prior", "shown"), [(0, "—"), (5_000_000, "100%"), (20_000_000, "-50%")])
def test_a_percentage_is_of_last_year_and_nothing_on_a_zero_base(prior, shown, wuxi):
    form = loader.load("guangxi/2022")
    line = replace(wuxi.facts.lines[0], economic_code="30217", nature="公用", amount=10_000_000, project_id=None)
    this = replace(wuxi.facts, lines=(line,))
    last = replace(wuxi.last, lines=(replace(line, amount=prior),))
    spec = form.table("three_public")
    blocks = tuple(
        replace(b, columns=tuple(replace(c, value="percent") if c.value == "change" else c for c in b.columns))
        for b in spec.blocks
    )
    cube = pipeline.disclose(this, last, form).cube
    built = TableBuilder(form, this, cube).build(replace(spec, blocks=blocks))
    shares = {
        row.cells[number].text
        for block in built.blocks
        for number, column in enumerate(block.columns)
        for row in block.rows
        if column.value == "percent" and row.cells[number].text
    }
    assert shares == {shown}


def compared_columns(disclosure):
    """Return the texts of all cells that show last year or are held against it, and the notes under them."""
    shown = [t for t in disclosure.tables if t.id == "three_public"]
    cells = {
        row.cells[number].text
        for table_ in shown
        for block in table_.blocks
        for number, column in enumerate(block.columns)
        if column.value in ("last", "change", "percent")
        for row in block.rows
    }
    return cells, [note for table_ in shown for note in table_.notes]


@pytest.mark.parametrize("key", ["guangxi/2022", "guangxi_wuzhou/2025", "shaanxi/2023"])
def test_a_table_compares_nothing_with_a_year_that_was_not_entered(key, wuxi):
    """What is not known is not nothing: no change of the whole amount, and a note says why."""
    form = loader.load(key)
    alone = pipeline.disclose(wuxi.facts, None, form)
    cells, notes = compared_columns(alone)
    assert cells == {"—"}
    printed = sheet_of(table(alone, "three_public")).cells
    assert {cell.style for cell in printed if cell.text == "—"} == {"center"}
    assert "注：2022年预算数未录入，标“—”的各栏无法比较。" in notes
    new = LayoutChoice(id=1, budget_id=1, setting="new_unit", choice="yes")
    cells, notes = compared_columns(pipeline.disclose(replace(wuxi.facts, layout_choices=(new,)), None, form))
    assert "—" not in cells
    assert any(text not in ("", "0.00") for text in cells), "a new unit had nothing: all is new"
    assert not any("未录入" in note for note in notes)
    _, notes = compared_columns(pipeline.disclose(wuxi.facts, wuxi.last, form))
    assert not any("未录入" in note for note in notes)


def test_a_table_without_amounts_is_empty_and_says_its_sentence(wuxi):
    nothing = pipeline.disclose(replace(wuxi.facts, lines=(), incomes=()), None, wuxi.form)
    general = table(nothing, "general_expenditure")
    assert general.empty
    assert not table(wuxi, "general_expenditure").empty


def test_year_unit_and_scope_stand_in_titles_and_notes(own_layouts):
    for disclosure in own_layouts.values():
        for built in disclosure.tables:
            assert built.unit_name == disclosure.facts.unit.name
            assert "{" not in built.title + "".join(built.notes)


def test_a_contents_table_lists_the_tables_and_says_why_one_is_empty(own_layouts):
    listing = [(d, t) for d in own_layouts.values() for t in d.tables if d.form.table(t.id).lists_tables]
    assert listing
    for disclosure, contents in listing:
        listed = [row for row in texts(contents) if any(row)]
        others = [t for t in disclosure.tables if t.id != contents.id]
        for other in others:
            line = next(row for row in listed if other.title in row)
            assert ("是" in line) is other.empty
        assert not contents.empty, "it lists tables; the contents of the workbook would say 空表 of it"
