"""Another unit's file is not taken for last year's without a word."""

import pytest

from desktop.findings import Severity
from desktop.ledger.records import Unit
from desktop.outside.document import Document, Paragraph, Table
from desktop.published import entry
from desktop.published.whose import Titled, doubt_kind, doubt_unit, titled
from tests.published.helpers import TOTALS_ONLY
from tests.published.test_entry import FORMS
from tests.small_cases import small_cases


def doubts(name, *parts):
    return [finding.message for finding in doubt_unit(Document("上年.xlsx", "xlsx", parts), Unit(name=name))]


@pytest.mark.parametrize(
    "part",
    [
        Paragraph("青禾县 政务服务中心2025年单位预算情况说明"),
        Table((("表一", ""), ("单位：青禾县政务服务中心", "单位：万元"))),
        Table((("1",),), above=("填报单位:青禾县政务服务中心",)),
    ],
)
def test_a_file_that_names_another_unit_is_doubted(part):
    (message,) = doubts("丙县档案馆", part)
    assert message.startswith("写的单位是“青禾县政务服务中心”，其中没有出现“丙县档案馆”")
    assert doubts("青禾县政务服务中心", part) == []
    assert doubts("政务服务中心", part) == doubts("青禾县政务服务中心（本级）", part) == []


@small_cases("text", ["2025年单位预算", "单位：万元", "预算单位：元", "金额单位：人民币万元", "收入合计 3"])
def test_a_file_that_names_no_unit_is_not_doubted(text):
    assert doubts("丙县档案馆", Paragraph(text), Table(((text,),))) == []


def test_the_file_of_the_department_that_a_unit_belongs_to_is_doubted():
    parts = Paragraph("甲县教育局2025年部门预算"), Paragraph("本部门包括丙县档案馆。")
    (message,) = doubts("丙县档案馆", *parts)
    assert message.startswith("题名写的是“甲县教育局”，只在其中提到“丙县档案馆”")
    assert doubts("丙县档案馆", *parts, Table((("单位：丙县档案馆",),))) == []


@pytest.mark.parametrize(
    ("lines", "final"),
    [
        (["丙县档案馆2024年度部门决算公开说明", "2024年收入总计3万元。"], True),
        (["丙县档案馆2024年度决算", "一、财政拨款支出年初预算3万元，支出决算4万元。"], True),
        (["丙县档案馆2024年部门预算", "三、上年决算情况"], False),
        (["丙县档案馆2024年部门预算情况说明"], False),
    ],
)
def test_a_final_account_is_no_budget(lines, final):
    found = list(doubt_kind(Document("上年.txt", "txt", tuple(map(Paragraph, lines)))))
    assert [finding.severity for finding in found] == [Severity.ERROR] * final


def test_the_doubt_is_among_the_findings_of_the_reading(tmp_path):
    file = tmp_path / "说明.txt"
    file.write_text(f"某县教育局2024年部门预算情况说明\n{TOTALS_ONLY}", encoding="utf-8")
    found = entry.read(file, FORMS, Unit(name="丙县档案馆", kind="事业"), 2024)
    assert any("写的单位是“某县教育局”" in finding.message for finding in found.findings)


@small_cases(
    ("parts", "expected"),
    [
        ((Paragraph("青禾县统计局2026年部门预算公开"), Paragraph("目录")), Titled("青禾县统计局", 2026)),
        ((Paragraph("青禾县统计局（本级）"), Paragraph("2026 年部门预算")), Titled("青禾县统计局（本级）", 2026)),
        ((Table((("表一", ""), ("单位：青禾县统计局", "单位：万元"))),), Titled("青禾县统计局", 0)),
        (
            (Table((("2026年部门收支总表",), ("编制单位：青禾县统计局",)), above=("2026年部门预算表",)),),
            Titled("青禾县统计局", 2026),
        ),
        ((Paragraph("附件1"), Paragraph("2026年部门预算公开")), Titled("", 2026)),
        ((Paragraph("青禾县统计局2026年单位预算"), Paragraph("青禾县财政局2026年单位预算")), Titled("", 2026)),
        ((Paragraph("青禾县统计局2026年单位预算，比2025年预算少"),), Titled("青禾县统计局", 2026)),
        ((Paragraph("2025年预算"), Paragraph("2026年预算")), Titled("", 0)),
        ((Paragraph("经费来源"),), Titled()),
    ],
)
def test_a_file_says_whose_it_is_and_is_not_guessed_about(parts, expected):
    assert titled(Document("公开.docx", "docx", parts)) == expected
