"""Notes marked 对外 stand at the cells that their rows make, and nothing of any other note does."""

from dataclasses import replace

import pytest

from desktop.compute.cube import Cube
from desktop.layouts.form import loader
from desktop.layouts.paper import remarks
from desktop.layouts.paper.sheet import sheet_of
from desktop.layouts.tables.build import TableBuilder
from desktop.ledger.records import Remark

LISTS = ("project_performance", "overall_performance")


@pytest.fixture(scope="module")
def shown(disclosures):
    return disclosures["qinghe_2025"]


def noted(shown, *notes, **changes):
    facts = replace(shown.facts, remarks=tuple(notes), **changes)
    return remarks.noted(map(sheet_of, shown.tables), facts, shown.cube).sheets


def about(record, text="按合同第三条", **more):
    return Remark(record_table=record.TABLE, record_id=record.id, text=text, **{"shared": 1, **more})


def found(sheets):
    return {(sheet.table.id, each.row, each.column): each for sheet in sheets for each in sheet.cells if each.remark}


def lines_of(cube, record):
    origin = (record.TABLE, record.id)
    return sum(1 << n for n, line in enumerate(cube.lines) if (line.origin.table, line.origin.record_id) == origin)


def test_a_note_of_a_line_stands_at_the_cells_it_is_in_and_not_at_the_totals_over_them(shown):
    line = shown.facts.project_lines[0]
    bits = lines_of(shown.cube, line)
    sheets = noted(shown, about(line))
    assert len(found(sheets)) > 3
    for sheet in sheets:
        grid = sheet.table.grid
        for each in sheet.cells:
            if each.row < sheet.header_bottom or each.cell is None or not each.cell.selection & bits:
                assert not each.remark
            elif each.cell.kind == "amount" and sheet.table.columns[each.column].value == "this":
                added = [grid[row][column].selection & bits for _, row, column in each.cell.terms]
                assert bool(each.remark) is not any(added), (sheet.table.label, each.text)


def test_where_several_rows_are_summed_each_note_bears_the_name_of_its_row(shown):
    first, second = shown.facts.quota_splits[:2]
    cells = found(noted(shown, about(first, "甲"), about(second, "乙\n丙"))).values()
    together = {each.remark for each in cells if "\n" in each.remark and "甲" in each.remark}
    assert together == {"办公费：甲\n印刷费：乙\n丙"}
    assert {each.remark for each in cells} - together <= {"甲", "乙\n丙", "办公费：甲", "印刷费：乙\n丙"}


def test_a_row_of_a_list_bears_its_note_once_at_its_first_words(shown):
    project, indicator = shown.facts.projects[0], next(i for i in shown.facts.indicators if i.project_id)
    second = [i for i in shown.facts.indicators if i.project_id == project.id][1]
    cells = found(noted(shown, about(project, "甲"), about(indicator, "乙"), about(second, "丙")))
    listed = {key: each for key, each in cells.items() if key[0] in LISTS}
    assert sorted(each.remark for each in listed.values()) == ["丙", "乙", "甲"]
    texts = {each.remark: each.text for each in listed.values()}
    assert texts["甲"] == project.name
    rows = {each.remark: row for (_, row, _), each in listed.items()}
    assert rows["甲"] == rows["乙"] == rows["丙"] - 1


@pytest.mark.parametrize(
    "note",
    [
        lambda facts: about(facts.project_lines[0], shared=0),
        lambda facts: about(facts.project_lines[0], "  \n"),
        lambda facts: about(facts.people[0]),
        lambda facts: about(facts.pay_items[0]),
    ],
    ids=["not marked", "without words", "of a person", "of a person's pay"],
)
def test_nothing_else_leaves(shown, note):
    assert not found(noted(shown, note(shown.facts)))


def test_notes_of_a_project_that_is_not_published_by_name_stay_behind_and_others_do_not_name_it(shown):
    project, other = shown.facts.projects[:2]
    hidden = replace(project, published_as="只列金额")
    line = next(each for each in shown.facts.project_lines if each.project_id == project.id)
    open_line = next(each for each in shown.facts.project_lines if each.project_id == other.id)
    facts = replace(
        shown.facts,
        projects=(hidden, *shown.facts.projects[1:]),
        remarks=(about(project, "甲"), about(line, "乙"), about(open_line, f"与{project.name}同批")),
    )
    cube = Cube(shown.cube.lines, shown.cube.year)
    builder = TableBuilder(shown.form, facts, cube)
    sheets = [sheet_of(builder.build(spec)) for spec in shown.form.tables if not spec.lists_tables]
    texts = {each.remark for each in found(remarks.noted(sheets, facts, cube).sheets).values()}
    assert len(texts) in (1, 2) and all(text.endswith("与其他项目（1）同批") for text in texts)


def test_in_a_view_the_unit_of_the_row_is_named(shown):
    line = shown.facts.project_lines[0]
    cells = found(noted(shown, about(line, budget_id=7), unit_of={7: "甲局", 8: "乙局"}))
    assert all(each.remark.startswith("【甲局】政务服务大厅运行维护 办公费：按合同") for each in cells.values())


def test_more_than_a_cell_holds_is_cut_and_that_is_said(shown):
    (text,) = {each.remark for each in found(noted(shown, about(shown.facts.incomes[0], "长" * 40_000))).values()}
    assert len(text) < 32_767 and text.endswith(remarks.MORE)


def test_a_list_of_procurement_bears_its_notes(shown):
    form = loader.load("shaanxi/2023")
    item = shown.facts.procurements[0]
    facts = replace(shown.facts, remarks=(about(item),))
    builder = TableBuilder(form, facts, Cube(shown.cube.lines, shown.cube.year))
    (spec,) = (t for t in form.tables if any(row.source == "procurements" for b in t.blocks for row in b.rows))
    (cell,) = found(remarks.noted([sheet_of(builder.build(spec))], facts, shown.cube).sheets).values()
    assert (cell.text, cell.remark) == (item.item, "按合同第三条")


def test_notes_with_and_without_a_cell_are_counted(shown):
    form = loader.load("national/2023")
    facts = replace(shown.facts, remarks=(about(shown.facts.incomes[0]), about(shown.facts.projects[0])))
    sheets = [sheet_of(TableBuilder(form, facts, shown.cube).build(spec)) for spec in form.tables[:2]]
    found = remarks.noted(sheets, facts, shown.cube)
    assert found.words.startswith("对外的批注有 1 条写在 Excel 表格的单元格上；另有 1 条没有写出：")
    assert "；" not in remarks.Noted((), 2, 2).words
    assert remarks.noted(sheets, shown.facts, shown.cube) == remarks.Noted(tuple(sheets))
