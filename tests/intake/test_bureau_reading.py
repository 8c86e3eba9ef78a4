"""What a bureau's file says of itself: document, day, year, unit of money; workbooks and text files are read alike."""

import pytest

from desktop.intake import bureau_reading, control_numbers
from desktop.intake.bureau_reading import Asked
from tests.intake import bureau_files as files
from tests.intake.test_control_numbers import NUMBER, numbers, read, refusals
from tests.small_cases import small_cases


def test_the_title_says_document_year_day_and_unit_of_money():
    found = read(files.BY_BLOCK, asked=Asked())
    assert (found.document, found.year, found.money) == ("青财预〔2026〕12号", 2027, "万元")
    assert found.day == "2026-11-20"
    assert "不读取的列：备注" in "".join(found.understood)
    assert "标题写的是2027年，要导入的是2026年预算" in refusals(read(files.BY_BLOCK, year=2026))


@pytest.mark.parametrize(("year", "refused"), [(2027, ""), (2026, ""), (2028, "2026年的")])
def test_a_document_of_an_earlier_year_is_not_taken_for_this_one(year, refused):
    table = [["青财预〔2026〕12号"], ["单位：元"], ["板块", "控制数"], ["人员经费", "5"]]
    assert refused in refusals(read(table, year=year, asked=Asked()))
    assert bool(refusals(read(table, year=year, asked=Asked()))) is bool(refused)
    assert not refusals(read(table, year=year, asked=Asked(document="青财预〔2026〕12号")))


@small_cases(
    ("title", "refused"),
    [
        ("青禾县审计局2027年部门预算控制数表", True),
        ("青禾县财政局2027年部门预算控制数表", False),
        ("青禾县2027年部门预算控制数表", False),
        ("青禾县政务服务中心2027年控制数表", False),
        ("关于下达各中心2027年控制数的通知", False),
    ],
)
def test_numbers_of_a_unit_the_title_names_are_not_taken_for_another(title, refused):
    table = [[title], ["单位：元"], ["板块", "控制数"], ["人员经费", "5"]]
    found = refusals(read(table))
    assert ("标题中的单位“青禾县审计局”不在账本中" in found) is bool(found) is refused


def test_a_workbook_and_a_csv_are_read_alike(tmp_path):
    book = files.write(tmp_path / "控.xlsx", 汇总=files.SUMMARY, 项目=files.DETAIL)
    text = tmp_path / "控.csv"
    text.write_text("\n".join(",".join(row) for row in files.BY_FUND_AND_PROJECT), encoding="gb18030")
    for path, count in ((book, 4), (text, 7)):
        tables = bureau_reading.tables_of(path)
        found = control_numbers.of_tables(path.name, tables, (files.OFFICE,), files.PROJECTS, 2027, NUMBER)
        assert len(numbers(found)) == count
