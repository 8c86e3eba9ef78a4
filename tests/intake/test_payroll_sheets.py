"""Which sheets are read: those named, all, those whose names say whose pay they hold, or the first."""

import pytest
from openpyxl import Workbook

from desktop.findings import UserError
from desktop.intake.payroll_sheets import tables


@pytest.fixture
def workbook(tmp_path):
    def make(*names):
        book = Workbook()
        book.remove(book.active)
        for name in names:
            book.create_sheet(name).append(["x"])
        book.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return make


def names(path, sheet=""):
    return [table.sheet for table in tables(path, sheet)[0]]


def test_sheets_are_chosen_by_name_in_the_order_of_the_file(workbook):
    path = workbook("封面", "退休", "在职")
    assert names(path) == ["退休", "在职"]
    assert names(path, "在职、退休") == names(path, "在职,退休") == ["退休", "在职"]
    assert names(path, "全部") == ["封面", "退休", "在职"]
    assert names(path, "封面") == ["封面"]
    assert tables(path)[1] == ("没有读取的工作表：封面；如也要导入，请指定工作表（可写几个，或写“全部”）",)
    for wrong in ("夏", "夏、在职"):
        with pytest.raises(UserError, match="中没有工作表“夏”；现有：封面"):
            tables(path, wrong)


def test_where_no_names_say_it_the_first_sheet_is_read_and_a_csv_is_one(workbook, tmp_path):
    assert names(workbook("a", "b")) == ["a"]
    assert names(workbook("封面", "在职")) == ["封面"]
    (tmp_path / "a.csv").write_text("x\n", encoding="utf-8")
    assert names(tmp_path / "a.csv") == [""]
    with pytest.raises(UserError):
        tables(tmp_path / "none.xlsx")
