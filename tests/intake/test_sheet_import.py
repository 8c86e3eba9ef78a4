"""What roster and project lists share: mapped columns, data rows, subtotal rows compared with what they sum."""

import pytest

from desktop.intake.sheet_import import open_table, subtotal_of
from desktop.outside import source_files
from desktop.outside.source_files import SourceRow
from tests.small_cases import small_cases

KNOWN = {"name": ("姓名", "名字"), "wage": ("工资",), "bonus": ("奖金",)}


@pytest.fixture
def opened(tmp_path):
    """Open a CSV of some text."""

    def run(text, **mapping):
        path = tmp_path / "表.csv"
        path.write_text(text, encoding="utf-8")
        return open_table(source_files.read(path), KNOWN, ("name",), frozenset({"wage", "bonus"}), mapping)

    return run


def messages(sheet):
    return [finding.message for finding in sheet.rejects]


def test_a_subtotal_sums_the_rows_since_the_last_one_a_total_sums_all(opened):
    sheet = opened("姓名,工资\n张,1.10\n李,2\n小计,3.10\n王,4\n小计,4\n合计,7.10\n")
    assert messages(sheet) == []
    assert [row.cells[0] for row in sheet.rows] == ["张", "李", "王"]


def test_a_sum_that_is_off_by_a_fen_or_no_amount_is_refused_with_both_sides(opened):
    sheet = opened("姓名,工资,奖金\n张,1,1\n小计,1.01,x\n")
    assert messages(sheet) == [
        "合计行写 1.01 元，各行相加为 1.00 元，请核对是否漏行或改动",
        "合计行写 x 元，各行相加为 1.00 元，请核对是否漏行或改动",
    ]
    assert [(finding.place.line_number, finding.place.column) for finding in sheet.rejects] == [
        (3, "工资"),
        (3, "奖金"),
    ]
    (blank_first,) = opened("姓名,工资,奖金\n张,1,1\n小计,,1.01\n").rejects
    assert blank_first.place.column == "奖金"
    assert messages(opened("姓名,工资\n张,1\n合计,\n")) == []


@small_cases(
    ("cells", "kind"),
    [(("合 计", "1"), "合计"), (("", "总计："), "总计"), (("办公室小计",), "小计"), (("本页小计",), "小计"),
     (("", "", "", "合计"), "合计"), (("合计数",), ""), (("张", "1"), ""), (("", "", "", "", "合计"), "")],
)  # fmt: skip
def test_a_row_of_sums_is_known_by_its_first_cells(cells, kind):
    found = subtotal_of(SourceRow(1, cells))
    assert (found.kind if found else "") == kind


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("姓名,奖金（万元）", "列“奖金（万元）”以万元为单位；请换算成元再导入"),
        ("姓名,颜色", "不认识列“颜色”；请指定它对应的字段，或指定为“不导入”"),
        ("姓名,工资,工资", "列“工资”与“工资”重复；请把其中一列指定为“不导入”"),
        ("工资,奖金", "缺少列：姓名"),
    ],
)
def test_a_column_that_is_not_clear_stops_the_import(opened, head, words):
    sheet = opened(f"{head}\n张,1,2\n")
    assert messages(sheet) == [words]
    assert sheet.rows == []


def test_no_header_no_rows_and_an_unknown_field_are_said(opened):
    assert messages(opened("张,1\n")) == ["前 20 行中没有找到表头；应有的列例如：姓名、工资、奖金"]
    assert opened("张,1\n").rejects[0].place.line_number == 0
    assert messages(opened("姓名,工资\n")) == ["表头下面没有数据行"]
    assert messages(opened("姓名,颜色\n张,红\n", 颜色="weight")) == [
        "没有字段“weight”；可用的字段：name、wage、bonus、不导入"
    ]
    left_out = opened("姓名,颜色,备注\n张,红,x\n", 颜色="不导入")
    assert (messages(left_out), left_out.ignored) == ([], ["颜色", "备注"])
