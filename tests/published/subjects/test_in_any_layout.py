"""Which reader takes a table, and that what was read enters exactly as it stands."""

import docx
import pytest

from desktop.layouts.form import loader
from desktop.published import entry
from tests.published.subjects.written import recognised, titled


@pytest.mark.parametrize(
    ("source", "begins"),
    [
        (titled("支出总表", "科目编码|科目名称|合计", "201|一般公共服务支出|1.00"), "subjects:"),
        (titled("支出总表", "科目|合计", "一般公共服务支出|1.00"), "subjects:"),
        (titled("政府性基金预算支出表", "科目编码|科目名称|合计", "|合计|0.00"), "subjects:"),
        (titled("收支总表", "收入|金额|支出|金额", "事业收入|1.00|教育支出|1.00"), "rows:"),
        (titled("“三公”经费表", "项目|金额", "公务接待费|1.00", "合计|1.00"), "rows:"),
        (titled("项目支出表", "项目名称|金额", "甲|1.00"), "list:"),
        (titled("政府采购表", "采购项目|金额", "甲|1.00"), "list:"),
    ],
)
def test_each_kind_of_table_has_its_reader(source, begins):
    assert recognised(source).spec.id.startswith(begins)


TABLES = {
    "部门收支总表": (
        "收入|预算数|支出|预算数", "一般公共预算|100.00|教育支出|110.00", "事业收入|20.00|住房保障支出|10.00",
        "收入总计|120.00|支出总计|120.00"),
    "支出总表": ("支出功能分类|合计|基本支出|项目支出", "合计|120.00|80.00|40.00", "教育支出|110.00|70.00|40.00", "住房保障支出|10.00|10.00|"),
    "项目支出表": ("项目名称|金额", "合计|40.00", "校舍维修|25.00", "设备更新|15.00"),
    "一般公共预算“三公”经费支出表": ("项目|预算数", "合计|3.00", "公务接待费|1.00", "公务用车运行维护费|2.00"),
    "政府采购表": ("采购项目|采购类别|金额", "电脑|货物|6.00", "合计||6.00"),
}  # fmt: skip


def written(path, tables):
    document = docx.Document()
    document.add_paragraph("某县某学校2023年单位预算公开")
    for title, lines in tables.items():
        document.add_paragraph(title)
        document.add_paragraph("单位：万元")
        grid = document.add_table(0, len(lines[0].split("|")))
        for line in lines:
            for cell, text in zip(grid.add_row().cells, line.split("|"), strict=True):
                cell.text = text
    document.save(str(path))
    return path


def test_a_document_in_words_of_its_own_enters_as_it_stands(tmp_path, sample_facts):
    unit = sample_facts["wuxi_2023"][0].unit
    forms = [loader.load(key) for key in loader.available()]
    proposal = entry.read(written(tmp_path / "公开.docx", TABLES), forms, unit, 2023)
    assert len(proposal.tables) == len(TABLES) and all(figure.agrees for figure in proposal.compared)
    lines, w = proposal.facts.lines, 1_000_000
    assert {each.name for each in proposal.facts.projects} == {"校舍维修", "设备更新"}
    assert sum(line.amount for line in lines if line.nature == "项目") == 40 * w
    assert sum(line.amount for line in lines if line.function_code.startswith("221")) == 10 * w
    assert sum(line.amount for line in lines if line.economic_code == "30217") == w
    assert {each.source: each.amount for each in proposal.facts.incomes} == {
        "一般公共预算": 100 * w,
        "事业收入": 20 * w,
    }
    assert [(each.kind, each.amount) for each in proposal.facts.procurements] == [("货物", 6 * w)]


def test_what_contradicts_itself_must_be_accepted_by_name(tmp_path, sample_facts):
    wrong = {**TABLES, "项目支出表": ("项目名称|金额", "合计|45.00", "校舍维修|25.00", "设备更新|15.00")}
    unit = sample_facts["wuxi_2023"][0].unit
    forms = [loader.load(key) for key in loader.available()]
    proposal = entry.read(written(tmp_path / "公开.docx", wrong), forms, unit, 2023)
    assert {each.name for each in proposal.facts.projects} == {"上年其他项目支出"}
    said = [each.label for each in proposal.disagreements if "之和" in each.label]
    assert ["45.00" in label and "40.00" in label for label in said] == [True]
