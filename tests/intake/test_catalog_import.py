"""A whole edition or a change list is taken in as a whole; every bad row is named by its number."""

import csv

import pytest
import xlsxwriter

from desktop.catalog import editions
from desktop.catalog.classification import load
from desktop.findings import UserError
from desktop.intake import catalog_import

HEAD = "分类,变动,科目编码,科目名称,改为"


def listed(tmp_path, *rows, head=HEAD):
    path = tmp_path / "变动.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def read(path, year=2027, kind="", document="甲财〔2026〕9号"):
    return catalog_import.read(path, year, kind, document)


def rows_of(kind, year=2027):
    return [(each.code, each.name) for each in load(kind).codes.values() if each.in_force(year)]


def whole(tmp_path, rows):
    path = tmp_path / "全本.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([("2027年科目", ""), ("科目编码", "科目名称"), *rows])
    return path


def test_a_change_list_is_taken_with_what_replaces_what(tmp_path, own_codes):
    path = listed(tmp_path, "支出功能分类,停用,2010306,政务公开审批,2010396；2010350", "功能分类,新增,2010396,新项,",
                  "部门预算支出经济分类,更名,302 01,办公经费,", ",,,,", "政府性基金收入,新增,1030184,甲,")  # fmt: skip
    found = read(path)
    assert found.rejects == []
    assert found.notes == ["收入科目 1 行没有载入：本机科目表只有支出的三套分类"]
    assert found.summary == "变动清单（甲财〔2026〕9号，2027 年起）：新增 1 个，停用 1 个，更名 1 个"
    editions.save(found.changes)
    assert "请改用“2010396 新项”或“2010350 事业运行”" in load("function").problem("2010306", 2027)
    assert load("function").problem("2010306", 2026) == ""
    assert load("economic").name("30201") == "办公经费"
    assert not load("function").codes["2010396"].own


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("功能,新增,2010396,新项,", "分类“功能”不对"),
        ("功能分类,添,2010396,新项,", "变动“添”不对"),
        ("功能分类,新增,20103960,新项,", "编码“20103960”不对"),
        ("功能分类,新增,2010396,,", "没有名称"),
        ("功能分类,新增,2010350,新项,", "在 2027 年已有"),
        ("功能分类,停用,2010396,,", "没有，不能停用"),
        ("功能分类,停用,2010306,,2010396", "改为的“2010396”在 2027 年的科目表中没有"),
        ("功能分类,更名,2010350,事业运行,", "名称相同"),
        ("功能分类,停用,2010309,,", "与第 2 行重复"),
        ("功能分类,新增,,新项,", "编码“”不对"),
    ],
)
def test_a_bad_row_is_named(tmp_path, own_codes, row, told):
    good = "功能分类,停用,2010309,,"
    (reject,) = read(listed(tmp_path, good, row)).rejects
    assert reject.place.line_number == 3
    assert told in reject.message


def test_a_whole_edition_becomes_what_differs_and_is_held_then(tmp_path, own_codes):
    rows = [(code, "办公经费" if code == "30201" else name) for code, name in rows_of("economic") if code != "39910"]
    editions.add("economic", "30298", "自有", "乙", 2026)
    found = read(whole(tmp_path, [*rows, ("30297", "新款")]), kind="economic")
    assert found.rejects == []
    assert {(each.action, each.code) for each in found.on_codes} == {
        ("新增", "30297"), ("更名", "30201"), ("停用", "39910"), ("停用", "30298"),
    }  # fmt: skip
    assert found.notes == ["自行增加的“30298 自有”不在文件中，将停用"]
    editions.save(found.changes)
    assert editions.edition(2027).absent == ("功能分类", "政府经济分类")
    assert set(rows_of("economic")) == {*rows, ("30297", "新款")}
    assert read(whole(tmp_path, [*rows, ("30297", "新款")]), kind="economic").on_codes == []


def test_a_class_that_is_gone_takes_its_codes_along(tmp_path, own_codes):
    rows = [row for row in rows_of("economic") if not row[0].startswith("313")]
    found = read(whole(tmp_path, rows), kind="economic")
    assert found.rejects == []
    editions.save(found.changes)
    assert set(rows_of("economic")) == set(rows)


def test_a_part_of_an_edition_is_not_taken_for_the_whole(tmp_path, own_codes):
    (reject,) = read(whole(tmp_path, rows_of("economic")[:20]), kind="economic").rejects
    assert "不像是全本；如果是变动清单，请加一列“变动”" in reject.message


def test_a_workbook_with_a_column_for_each_level(tmp_path, own_codes):
    path = tmp_path / "全本.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["政府收支分类科目"])
    sheet.write_row(1, 0, ["类", "款", "项", "科目名称"])
    for number, (code, name) in enumerate(rows_of("function"), 2):
        sheet.write_row(number, 0, [code[:3] if len(code) == 3 else "", code[3:5] if len(code) == 5 else "", code[5:]])
        sheet.write(number, 3, name)
    book.close()
    found = read(path, kind="function")
    assert (found.rejects, found.on_codes) == ([], [])
    assert [change.action for change in found.changes] == ["新版"]


@pytest.mark.parametrize(
    ("head", "document", "told"),
    [
        ("甲,乙", "文", "没有找到“科目编码”和“科目名称”两列"),
        ("科目编码,科目名称", "文", "请写明是哪一套科目"),
        (HEAD, " ", "没有填写依据的文件"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(tmp_path, head, document, told):
    with pytest.raises(UserError, match=told):
        read(listed(tmp_path, head=head), document=document)
    assert "表头下面没有科目" in read(listed(tmp_path)).rejects[0].message
