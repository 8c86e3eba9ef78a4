"""The cover of the workbook says what the printed cover says, with lines to sign; the contents lead to each table."""

from dataclasses import replace

import openpyxl
import pytest

from desktop.exporters import xlsx
from desktop.exporters.xlsx_front import cover_texts, money_unit
from desktop.layouts.paper.sheet import sheet_of
from tests.exporters import small


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("front") / "表.xlsx"
    given = small.publication()
    publication = replace(
        given, draft_note="草稿：有 1 项检查错误未处理", form=replace(given.form, seal="（单位公章）")
    )
    xlsx.write(publication, path)
    return publication, path


def test_the_cover_names_unit_version_draft_and_who_signs(written):
    publication, path = written
    cover = openpyxl.load_workbook(path)["封面"]
    found = [cell.value for row in cover.iter_rows() for cell in row if cell.value]
    assert found == cover_texts(publication)
    assert found[:2] == ["某县统计局", "2024年部门预算公开"]
    assert {"草稿，不作公开用", "草稿：有 1 项检查错误未处理", "版本 ABCD-1234", "填报日期：", "（单位公章）"} <= set(
        found
    )
    assert [f"{name}：" for name in publication.form.signatures] == found[5 : 5 + len(publication.form.signatures)]


def test_the_words_before_a_line_to_sign_stand_on_that_line(written):
    """The line is the lower edge of its cell: words in the middle of the row beside it stood above it."""
    sheet = openpyxl.load_workbook(written[1])["封面"]
    signed = [row for row in sheet.iter_rows() if any(cell.border.bottom.style for cell in row)]
    assert len(signed) == 3
    dated = next(row for row in sheet.iter_rows() if any("年" in str(c.value) and "月" in str(c.value) for c in row))
    cells = [cell for row in [*signed, dated] for cell in row if cell.value]
    assert len(cells) == 5
    assert {cell.alignment.vertical or "bottom" for cell in cells} == {"bottom"}


def test_long_titles_are_broken_between_words(tmp_path):
    long = replace(small.publication(), unit="青禾土家族苗族自治县政务服务和公共资源交易管理办公室")
    xlsx.write(long, tmp_path / "a.xlsx")
    assert xlsx.read_back(long, tmp_path / "a.xlsx")[1] == []
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    titles = [next(c.value for row in book[name].iter_rows() for c in row if c.value) for name in ("封面", "目录")]
    for title in titles:
        lines = title.split("\n")
        assert len(lines) == 2 and "".join(lines).startswith(long.unit)
        assert not any(
            lines[0].endswith(word[0]) and lines[1].startswith(word[1:]) for word in ("政务", "交易", "管理")
        )


def test_long_titles_in_the_contents_take_lines_and_the_number_leads_to_the_table(tmp_path):
    """A column as wide as the longest title was printed too small to read."""
    given = small.publication()
    unit = "青禾土家族苗族自治县临港经济技术开发区（高新技术产业园区）政务服务综合保障中心（本级）"
    tables = [sheet.table for sheet in given.sheets]
    titled = [replace(t, number=f"表{n}", title=f"{unit}2025年{t.title}") for n, t in enumerate(tables, 7)]
    long = tuple(map(sheet_of, titled))
    xlsx.write(replace(given, sheets=long), tmp_path / "a.xlsx")
    contents = openpyxl.load_workbook(tmp_path / "a.xlsx")["目录"]
    assert contents.column_dimensions["B"].width < 86
    for row, sheet in enumerate(long, 4):
        assert contents.cell(row, 2).value == sheet.table.label
        assert contents.cell(row, 2).alignment.wrap_text and contents.row_dimensions[row].height >= 38
        assert contents.cell(row, 1).hyperlink.location.endswith("!A1")
    xlsx.write(given, tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["目录"].cell(4, 2).hyperlink is not None
    xlsx.write(replace(given, sheets=(long[0], *given.sheets[1:])), tmp_path / "c.xlsx")
    mixed = openpyxl.load_workbook(tmp_path / "c.xlsx")["目录"]
    linked = {(mixed.cell(r, 1).hyperlink is not None, mixed.cell(r, 2).hyperlink is None) for r in (4, 5, 6)}
    assert linked == {(True, True)}, "one long title: the link is at the number in every row"


def test_cover_and_contents_name_the_paper_of_the_stage(tmp_path):
    path = tmp_path / "表.xlsx"
    xlsx.write(replace(small.publication(charts=False), stage="一上"), path)
    book = openpyxl.load_workbook(path)
    texts = {cell.value for row in book["封面"].iter_rows() for cell in row if cell.value}
    assert "2024年部门预算建议（一上）" in texts
    assert book["目录"]["A1"].value == "某县统计局2024年部门预算建议（一上）表"
    assert replace(small.publication(), stage="一上").file_stem == "某县统计局_2024_预算建议（一上）"
    assert not any("预算公开" in str(text) for text in texts)
    assert book["目录"]["B6"].value is None, "no chart, no line for one"


def test_a_cover_that_reads_back_differently_is_found(written):
    publication, path = written
    (wrong,) = xlsx.read_back(replace(publication, version="0000-0000"), path)[1]
    assert (wrong.place, wrong.expected, wrong.actual) == ("封面", "版本 0000-0000", "版本 ABCD-1234")


def test_the_contents_lead_to_each_table(written):
    contents = openpyxl.load_workbook(written[1])["目录"]
    assert [(contents.cell(row, 2).value, contents.cell(row, 2).hyperlink.location) for row in (4, 5, 6)] == [
        ("表1 收支总表", "'表1 收支总表'!A1"),
        ("表1 合并表", "'表1 合并表'!A1"),
        ("附图", "'附图'!A1"),
    ]


def test_the_contents_name_the_money_unit_of_each_table(written):
    def publication(*units):
        tables = [replace(first, number=f"表{n}", style=replace(first.style, unit=u)) for n, u in enumerate(units, 1)]
        return replace(written[0], sheets=tuple(sheet_of(table) for table in tables))

    first = written[0].sheets[0].table
    assert money_unit(publication("元", "元", "元")) == "金额单位：元"
    assert money_unit(publication("元", "元", "万元")) == "金额单位：元（表3：万元）"
    assert money_unit(publication("元", "万元", "元", "元", "万元")) == "金额单位：元（表2、表5：万元）"


def test_the_contents_are_as_wide_as_the_longest_name(tmp_path):
    publication = small.publication(charts=False)
    long = replace(
        publication.sheets[0].table, title="一般公共预算拨款“三公”经费及会议费、培训费支出预算表（单位综合预算）"
    )
    for title, width in (("收支总表", 56), (long.title, 80)):
        sheet = sheet_of(replace(long, title=title))
        xlsx.write(replace(publication, sheets=(sheet, publication.sheets[1])), tmp_path / "表.xlsx")
        found = openpyxl.load_workbook(tmp_path / "表.xlsx")["目录"]
        assert found.column_dimensions["B"].width == pytest.approx(width, abs=1)
        assert found.page_setup.orientation == "portrait"


def test_the_contents_are_called_as_the_cover_calls_the_paper(tmp_path):
    """The cover said 综合预算公开, the contents 预算公开表."""
    given = small.publication()
    xlsx.write(
        replace(given, form=replace(given.form, cover=("{unit}", "{year}年{scope}综合{paper}"))), tmp_path / "表.xlsx"
    )
    assert openpyxl.load_workbook(tmp_path / "表.xlsx")["目录"]["A1"].value == "某县统计局2024年部门综合预算公开表"
