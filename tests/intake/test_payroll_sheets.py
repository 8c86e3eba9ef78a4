"""Which sheets are read: those named, all, those whose names say whose pay they hold, or the first."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.findings import UserError
from desktop.intake import payroll_sheets
from desktop.intake.payroll_sheets import tables
from desktop.outside import source_files
from desktop.outside.source_files import SourceRow, SourceTable
from tests.small_cases import small_cases


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


# below the file -----------------------------------------------------------------------------------------

MANY = "如也要导入，请指定工作表（可写几个，或写“全部”）"


@pytest.fixture
def chosen(monkeypatch):
    """Choose among sheets of these names; pay: what the sheets with people pay, blank: sheets with nothing on them."""

    def choose(names, sheet="", pay=None, blank=(), notes=()):
        rows = (SourceRow(1, ("x",)),)
        sheets = [SourceTable("a.xlsx", name, () if name in blank else rows, notes) for name in names]
        monkeypatch.setattr(source_files, "read_sheets", lambda path: sheets)
        monkeypatch.setattr(source_files, "read", lambda path, name="": SourceTable("a.xlsx", f"读：{name}", rows))
        monkeypatch.setattr(payroll_sheets, "is_workbook", lambda path: True)
        paid = {name: frozenset(items.split()) for name, items in (pay or {}).items()}
        found = tables(Path("a.xlsx"), sheet, lambda table: paid.get(table.sheet))
        return [table.sheet for table in found.tables], found

    return choose


@small_cases(
    ("names", "sheet", "expected"),
    [
        ("甲 乙 丙", ("丙", "甲"), "甲 丙"),
        ("甲 乙 丙", ("天",), "读："),
        ("甲 乙 丙", "丙， 甲、", "甲 丙"),
        ("甲 乙 丙", "乙", "乙"),
        ("甲 乙 丙", "天", "读：天"),
        ("甲、乙 甲 乙", "甲、乙", "甲、乙"),
        ("甲 乙", "全部", "甲 乙"),
        ("甲 全部", "全部", "全部"),
        ("甲 乙", (), "读："),
        ("甲 乙", "", "读："),
    ],
)
def test_a_sheet_is_read_by_its_name_and_what_is_not_there_is_asked_of_the_file(chosen, names, sheet, expected):
    assert chosen(names.split(), sheet)[0] == expected.split()


@small_cases(
    ("names", "pay", "expected", "further"),
    [
        ("封面 在职 退休", {}, "在职 退休", ""),
        ("封面 工资", {"工资": "a"}, "工资", ""),
        ("工资 退休 又一", {"工资": "a", "又一": "a"}, "工资 退休", ""),
        ("又一 退休", {"退休": "a"}, "退休", ""),
        ("工资 津贴 说明", {"工资": "a b", "津贴": "c"}, "工资 津贴", "津贴"),
        ("9月 10月", {"9月": "a b", "10月": "a c"}, "9月", ""),
        ("工资 津贴 又津贴", {"工资": "a", "津贴": "c", "又津贴": "c d"}, "工资 津贴", "津贴"),
        ("工资 津贴 补发", {"工资": "a", "津贴": "c", "补发": "a"}, "工资 津贴", "津贴"),
        ("人员 工资", {"人员": "", "工资": "a"}, "人员 工资", "工资"),
        ("工资 人员", {"工资": "a", "人员": ""}, "工资", ""),
        ("津贴 在职 退休", {"津贴": "c", "在职": "a", "退休": "b"}, "津贴 在职 退休", "津贴"),
    ],
)
def test_who_names_no_sheet_gets_those_of_people_and_their_further_pay(chosen, names, pay, expected, further):
    read, found = chosen(names.split(), "", pay)
    assert (read, found.further) == (expected.split(), frozenset(further.split()))


def test_what_is_not_read_is_named_and_blank_sheets_are_nothing(chosen):
    read, found = chosen(("甲", "空", "乙", "丙"), "乙", blank={"空"}, notes=("旧", "又"))
    assert (read, found.names) == (["乙"], ("甲", "乙", "丙"))
    assert found.notes == ("又", "旧", f"没有读取的工作表：甲、丙；{MANY}")
    read, found = chosen(("空", "甲"), "全部", blank={"空"})
    assert (read, found.notes, found.further) == (["甲"], (), frozenset())


def test_a_file_is_a_workbook_by_its_first_bytes(tmp_path):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for name, content, expected in (("a.xlsx", b"PK\x03\x04", True), ("a.xls", old, True), ("b.xlsx", b"a,b\n", False)):
        (tmp_path / name).write_bytes(content)
        assert payroll_sheets.is_workbook(tmp_path / name) is expected
    assert payroll_sheets.is_workbook(tmp_path / "none.xlsx") is False
    (tmp_path / "A.CSV").write_bytes(b"x\n1\n")
    found = tables(tmp_path / "A.CSV", ("a", "b"))
    assert ([table.sheet for table in found.tables], found.notes, found.names) == ([""], (), ())


@small_cases(
    ("name", "workbook", "sheet", "read"),
    [
        ("a.csv", True, "", "读："),
        ("a.CSV", False, ("甲",), "读："),
        ("a.txt", False, "乙", "读：乙"),
        ("a.txt", False, ("甲",), "读："),
        ("a.xlsx", True, "", "甲"),
    ],
)
def test_what_is_no_workbook_is_read_as_it_is(monkeypatch, name, workbook, sheet, read):
    rows = (SourceRow(1, ("x",)),)
    monkeypatch.setattr(source_files, "read_sheets", lambda path: [SourceTable("a", "甲", rows)])
    monkeypatch.setattr(source_files, "read", lambda path, name="": SourceTable("a", f"读：{name}", rows))
    monkeypatch.setattr(payroll_sheets, "is_workbook", lambda path: workbook)
    found = tables(Path(name), sheet, lambda table: frozenset())
    assert [table.sheet for table in found.tables] == [read]
