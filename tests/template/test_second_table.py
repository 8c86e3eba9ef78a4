"""A second table on a sheet is never read by the title, unit and headers of the first: it stays blank, and is named."""

import pytest

from desktop.findings import Severity
from tests.template.helpers import one_sheet, titled

CLASSES = ("一般公共服务支出", "社会保障和就业支出")


def spending(title, unit="元"):
    head = [[title, None, None], [f"单位：{unit}", None, None], ["功能分类", "合计", "项目支出"]]
    return [*(row for row in head if any(row)), *[[name, None, None] for name in CLASSES]]


FIRST = spending("2025年一般公共预算支出表")
EVENTS = [["2025年会议费预算表", *[None] * 3], ["单位：元", *[None] * 3], ["会议名称", "参会人数", "会期", "金额"],
          *[[None] * 4] * 3, ["合计", None, None, "=SUM(D4:D6)"]]  # fmt: skip
TRAINING = [["培训名称", "参训人数", "天数", "金额"], *[[None] * 4] * 3, ["合计", None, None, "=SUM(D9:D11)"]]


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ([*FIRST, *spending("2025年政府性基金预算支出表（附）")], 6),
        ([*FIRST, [None] * 3, *spending("", "万元")], 6),
        ([*FIRST, ["功能分类", "上年预算数", "人员经费"], *[[name, None, None] for name in CLASSES]], 6),
        ([*EVENTS, *TRAINING], 8),
    ],
    ids=["its title", "its unit", "its headers", "a list of records"],
)
def test_a_second_table_stays_blank_and_is_named(rows, begins, learned, filled):
    book = one_sheet("1", rows)
    found = learned(book)
    sheet = found.mapping.sheets[0]
    filled_rows = [int(cell.cell.strip("ABCDEFG")) for cell in (*sheet.cells, *sheet.checks)]
    assert all(row < begins for row in filled_rows)
    assert all(int(place[1:]) < begins for rows in sheet.rows for place in (*rows.totals, *rows.sums))
    assert f"第 {begins} 行起是另一张表" in next(f.message for f in found.findings if f.severity is Severity.WARNING)
    assert any("没有填写" in f.message for f in filled(book, "只看填在哪里").findings)


def test_a_header_in_two_lines_or_said_again_on_the_next_page_is_no_second_table(learned):
    header = ["科目", "预算数", "其中：项目支出"]
    rows = [*titled("2025年支出预算表", 3, "元"), ["收支", None, None], header, [CLASSES[0], None, None], header,
            [CLASSES[1], None, None]]  # fmt: skip
    found = learned(one_sheet("1", rows))
    assert [cell.cell for cell in found.mapping.sheets[0].cells] == ["B5", "C5", "B7", "C7"]
