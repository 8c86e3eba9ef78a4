"""The shipped tables of the 一体化 platform: columns, mapping and rows."""

import openpyxl
import pytest

from desktop.template import mapping, platform_tables
from desktop.template.fill import fill
from desktop.template.records import Records


def test_the_shipped_workbook_and_mapping_are_those_of_the_tables(tmp_path, monkeypatch):
    book = openpyxl.load_workbook(platform_tables.WORKBOOK)
    assert book.sheetnames == [table.name for table in platform_tables.tables()] and len(book.sheetnames) == 10
    for table in platform_tables.tables():
        assert tuple(cell.value for cell in book[table.name][1]) == table.columns
    monkeypatch.setattr(platform_tables, "MAPPING", tmp_path / "对应表.json")
    platform_tables.write_mapping()
    assert (tmp_path / "对应表.json").read_bytes() == (
        platform_tables.FOLDER / "一体化平台表格.对应表.json"
    ).read_bytes()


def test_the_shipped_workbook_is_filled(tmp_path, disclosures):
    example = disclosures["qinghe_2025"]
    known = mapping.load(platform_tables.MAPPING)
    (tmp_path / "平台.xlsx").write_bytes(
        fill(known, platform_tables.WORKBOOK, example.cube, facts=example.facts).content
    )
    book = openpyxl.load_workbook(tmp_path / "平台.xlsx")
    sheet = book["支出预算明细"]
    amounts = [sheet.cell(row, 15).value for row in range(2, sheet.max_row + 1)]
    year = [line.amount for line in example.cube.lines if line.side == "支出" and line.year == 2025]
    assert round(sum(amounts) * 100) == sum(year)
    people = book["人员基本信息表"]
    assert people.max_row == 1 + len(example.facts.people)
    assert {people.cell(row, 8).value for row in range(2, people.max_row + 1)} == {
        p.status for p in example.facts.people
    }
    pay = book["单位人员工资表"]
    own = {person.id for person in example.facts.people if person.kind == "事业"}
    basic = sum(line.amount for line in example.cube.lines if line.year == 2025 and line.economic == "30101"
                and line.origin.table == "person" and line.origin.record_id in own)  # fmt: skip
    assert round(pay["L2"].value * 100) == basic


@pytest.mark.parametrize("number", [3, 4])
def test_rows_to_paste_have_a_cell_for_each_column(disclosures, number):
    example = disclosures["qinghe_2025"]
    sheet = mapping.load(platform_tables.MAPPING).sheets[number]
    rows = platform_tables.rows_to_paste(sheet, Records(example.facts, example.cube))
    assert rows and {len(row) for row in rows} == {len(platform_tables.tables()[number].columns)}
    assert rows[0][0] == example.facts.unit.name
