"""Learning and filling a bureau's workbook: the figures arrive, and every other part of the file is untouched."""

import re
import shutil
import subprocess
import zipfile
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from desktop import cli
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.template import mapping
from desktop.template.fill import fill
from desktop.template.learn import learn
from tests import samples

CENT = Decimal("0.01")
FORMS = [loader.load(key) for key in loader.available()]


def book_of(title, unit, rows, widths=(14, 40, 16, 16, 16)):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "填报表"
    sheet["A1"] = title
    sheet.merge_cells("A1:E1")
    sheet["A1"].font = Font(name="方正小标宋简体", size=18, bold=True)
    sheet["A2"] = "编制单位："
    sheet["E2"] = f"单位：{unit}"
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            cell = sheet.cell(number, column + 1)
            if value is not None:
                cell.value = value
            cell.fill = PatternFill("solid", fgColor="FFF2CC" if value is None else "FFFFFF")
    for letter, width in zip("ABCDE", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:4"
    other = book.create_sheet("填报说明")
    other["A1"] = "请勿修改表样"
    return book, sheet


def merged_header():
    """Merged two-level header, function codes already printed, 万元, formulas for the totals."""
    book, sheet = book_of("2025年一般公共预算支出表", "万元", [
        ["功能分类科目", None, "2025年预算数", None, None],
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["合计", None, "=SUM(C6:C9)", "=SUM(D6:D9)", "=SUM(E6:E9)"],
        ["201", "一般公共服务支出", "=D6+E6", None, None],
        ["208", "社会保障和就业支出", "=D7+E7", None, None],
        ["210", "卫生健康支出", "=D8+E8", None, None],
        ["221", "住房保障支出", "=D9+E9", None, None],
    ])  # fmt: skip
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:E3")
    return book


def in_yuan():
    """A two-sided 收支总表 in 元, with a validation and a comment."""
    book, sheet = book_of("2025年部门收支总表", "元", [
        ["收入", None, "支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一般公共预算拨款收入", None, "一般公共服务支出", None],
        ["其他收入预算", None, "社会保障和就业支出", None],
        ["本年收入合计", "=SUM(B5:B6)", "卫生健康支出", None],
        ["上年结转", None, "住房保障支出", None],
        ["收入总计", "=B7+B8", "支出总计", "=SUM(D5:D8)"],
    ])  # fmt: skip
    rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    sheet.add_data_validation(rule)
    rule.add("B5:B8")
    sheet["B5"].comment = Comment("含提前下达", "财政局")
    return book


def hidden_rows():
    """A list of blank rows under 科目编码, some of them hidden, and a hidden column."""
    book, sheet = book_of("2025年一般公共预算基本支出表", "万元", [
        ["经济分类科目", None, "2025年基本支出", None, None],
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        *[[None] * 5 for _ in range(45)],
    ])  # fmt: skip
    for row in (12, 13):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["H"].hidden = True
    return book


def harder_formulas():
    """Formulas that are not plain sums, and another sheet that refers to the filled one."""
    book, _ = book_of("2025年“三公”经费支出表", "万元", [
        ["项目", "本年预算数"],
        ["因公出国（境）费", None],
        ["公务接待费", None],
        ["公务用车运行费", None],
        ["合计", "=ROUND(SUM(B4:B6),2)"],
        ["占比", '=IF(B7=0,"",B5/B7)'],
    ])  # fmt: skip
    book["填报说明"]["A2"] = "=填报表!B7"
    return book


def protected():
    """A protected sheet with only the input cells unlocked."""
    book, sheet = book_of("2025年政府采购预算明细表", "万元", [
        ["项目", "总计", "一般公共预算拨款收入", "其他收入预算"],
        ["货物类", "=C4+D4", None, None],
        ["工程类", "=C5+D5", None, None],
        ["服务类", "=C6+D6", None, None],
        ["合计", "=SUM(B4:B6)", "=SUM(C4:C6)", "=SUM(D4:D6)"],
    ])  # fmt: skip
    for row in range(4, 7):
        for column in "CD":
            sheet[f"{column}{row}"].protection = Protection(locked=False)
    sheet.protection.sheet = True
    sheet.protection.password = "czj"
    return book


FIXTURES = {
    "merged": (merged_header, {"D6": "87.39", "E6": "54.8", "D9": "9.12", "E9": "0"}, {"C5": "178.14"}),
    "yuan": (in_yuan, {"B5": "1761390.88", "B6": "5000", "B8": "20000", "D5": "1426947.17"}, {"B9": "1786390.88"}),
    "hidden": (hidden_rows, {"A5": "301", "B5": "工资福利支出", "C5": "110", "A6": "30101", "D6": "38.58", "E6": "0"}, {}),
    "formulas": (harder_formulas, {"B5": "0.24", "B6": "2"}, {}),
    "protected": (protected, {"C4": "5.8", "C6": "23.4", "D6": "0"}, {"B7": "29.2", "C7": "29.2"}),
}  # fmt: skip


@pytest.fixture
def cube(disclosures):
    return disclosures["qinghe_2025"].cube


@pytest.fixture(params=FIXTURES)
def case(request, tmp_path):
    make, wanted, sums = FIXTURES[request.param]
    path = tmp_path / f"{request.param}.xlsx"
    make().save(path)
    return path, wanted, sums


def values(path):
    return openpyxl.load_workbook(path, data_only=True)["填报表"]


def test_learned_cells_get_their_figures(case, cube, tmp_path):
    path, wanted, sums = case
    learned = learn(path, FORMS)
    target = tmp_path / "已填.xlsx"
    target.write_bytes(fill(learned.mapping, path, cube).content)
    sheet = values(target)
    for place, text in wanted.items():
        found = sheet[place].value
        assert str(found) == text or Decimal(str(found)).quantize(CENT) == Decimal(text).quantize(CENT), (place, found)
    for place, text in sums.items():
        assert Decimal(str(sheet[place].value)).quantize(CENT, ROUND_HALF_UP) == Decimal(text), place


def cells_of(content: bytes) -> dict[str, bytes]:
    return {m[1].decode(): m[0] for m in re.finditer(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', content, re.S)}


def test_everything_outside_the_mapped_cells_is_identical(case, cube, tmp_path):
    path, _, _ = case
    learned = learn(path, FORMS)
    target = tmp_path / "已填.xlsx"
    filled = fill(learned.mapping, path, cube)
    target.write_bytes(filled.content)
    asked = any("重新计算" in f.message for f in filled.findings)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()
        for name in before.namelist():
            old, new = before.read(name), after.read(name)
            if name == "xl/workbook.xml" and asked:
                assert new.replace(b'fullCalcOnLoad="1" ', b"") == old or b"fullCalcOnLoad" in old
            elif name == "xl/worksheets/sheet1.xml":
                frame = re.compile(rb"<sheetData.*</sheetData>", re.S)
                assert frame.sub(b"", old) == frame.sub(b"", new)
                check_cells(old, new, learned.mapping)
            else:
                assert new == old, name


def check_cells(old, new, learned):
    mapped = {cell.cell for cell in learned.sheets[0].cells}
    for one in learned.sheets[0].lists:
        mapped |= {f"{c}{row}" for row in range(one.first, one.last + 1) for c, _ in one.columns}
    before, after = cells_of(old), cells_of(new)
    assert set(before) == set(after)
    style = re.compile(rb' s="\d+"')
    for place, cell in before.items():
        assert style.findall(cell) == style.findall(after[place])
        if place in mapped:
            continue
        formula = re.search(rb"<f[^>]*>.*?</f>", cell)
        if formula:
            assert formula[0] in after[place]
        else:
            assert after[place] == cell, place


@pytest.mark.long_only
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_and_agrees(cube, tmp_path):
    path = tmp_path / "表.xlsx"
    harder_formulas().save(path)
    (tmp_path / "已填.xlsx").write_bytes(fill(learn(path, FORMS).mapping, path, cube).content)
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "csv",
                    "--outdir", str(tmp_path), str(tmp_path / "已填.xlsx")], check=True, capture_output=True, timeout=600)  # fmt: skip
    text = (tmp_path / "已填.csv").read_text(encoding="gb18030", errors="replace")
    assert ",2.24,,," in text
    assert ",0.107142857142857,,," in text


def test_the_mapping_is_a_file_that_can_be_changed_and_shared(tmp_path, cube):
    path = tmp_path / "表.xlsx"
    merged_header().save(path)
    learned = learn(path, FORMS).mapping
    mapping.save(learned, tmp_path / "表.json")
    assert mapping.load(tmp_path / "表.json") == learned
    text = (tmp_path / "表.json").read_text(encoding="utf-8")
    (tmp_path / "表.json").write_text(text.replace('"D6"', '"C6"'), encoding="utf-8")
    with pytest.raises(UserError, match="C6 是公式，不能填写"):
        fill(mapping.load(tmp_path / "表.json"), path, cube)
    (tmp_path / "表.json").write_text(text.replace('"value": "this"', '"value": "that"', 1), encoding="utf-8")
    with pytest.raises(UserError, match="“that”不能用"):
        mapping.load(tmp_path / "表.json")


def test_rows_are_added_to_a_list_with_too_few(tmp_path, cube):
    book, _ = book_of("2025年一般公共预算基本支出表", "万元", [
        ["经济分类科目", None, "2025年基本支出", None, None],
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"], *[[None] * 5 for _ in range(4)]])  # fmt: skip
    book.save(tmp_path / "表.xlsx")
    filled = fill(learn(tmp_path / "表.xlsx", FORMS).mapping, tmp_path / "表.xlsx", cube)
    (tmp_path / "已填.xlsx").write_bytes(filled.content)
    sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx").worksheets[0]
    codes = [sheet.cell(row, 1).value for row in range(5, sheet.max_row + 1)]
    assert len(codes) > 20 and codes == sorted(codes, key=lambda code: code.ljust(7))


def test_the_commands(tmp_path, capsys):
    merged_header().save(tmp_path / "表样.xlsx")
    samples.write("qinghe_2025", tmp_path / "账本.mzb")
    assert cli.main(["template", "learn", str(tmp_path / "表样.xlsx")]) == 0
    assert "D6\t201 一般公共服务支出" in capsys.readouterr().out
    out = tmp_path / "out"
    place = str(tmp_path / "表样.对应表.json")
    assert cli.main(["export", str(tmp_path / "账本.mzb"), "--template", place, "--out", str(out)]) == 0
    assert values(out / "表样.xlsx")["D6"].value == 87.394717


def test_a_workbook_with_macros_keeps_them(tmp_path, cube):
    merged_header().save(tmp_path / "表.xlsx")
    with zipfile.ZipFile(tmp_path / "表.xlsx") as blank, zipfile.ZipFile(tmp_path / "表.xlsm", "w") as macros:
        for name in blank.namelist():
            macros.writestr(name, blank.read(name))
        macros.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    filled = fill(learn(tmp_path / "表.xlsm", FORMS).mapping, tmp_path / "表.xlsm", cube)
    (tmp_path / "已填.xlsm").write_bytes(filled.content)
    with zipfile.ZipFile(tmp_path / "已填.xlsm") as package:
        assert package.read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0 macros"


def test_an_old_workbook_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "表.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    with pytest.raises(UserError, match=r"是旧版 \.xls 工作簿（或设有打开密码）.*另存为 \.xlsx"):
        learn(tmp_path / "表.xls", FORMS)
