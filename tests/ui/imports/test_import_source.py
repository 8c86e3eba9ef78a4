"""What a file would bring, read without window and book."""

from desktop.intake import headers
from desktop.ui.imports.import_source import Choices, Source


def test_columns_are_understood_as_remembered_and_as_chosen(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("姓名,护龄补,代扣养老,序号\n甲,1,2,3\n", encoding="utf-8")
    source = Source("roster", path, 2027, "事业", {"护理费": "护理费"})
    assert [finding.place.column for finding in source.read().rejects] == ["护龄补"]
    headers.remember("roster", {"护龄补": "不导入"})
    assert source.read().columns == {"姓名": "name", "护龄补": "不导入", "序号": "不导入", "代扣养老": "代扣"}
    found = source.read(Choices(columns={"护龄补": "护理费"}))
    assert (found.summary, found.rejects) == ("1 人（组）；护理费 1.00", [])
    assert found.left_out == [
        "代扣的列，从个人应发中扣，不计入支出：代扣养老",
        "不导入的列（序号、合计、个人信息等）：序号",
    ]
    assert {"base:养老", "代扣", "护理费"} <= set(source.fields)


def test_a_project_list(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("项目名称,功能科目,经济科目,单价\n甲,2010350,30201,1\n", encoding="utf-8")
    source = Source("projects", path, 2025, "事业", {})
    asked = source.read()
    assert (asked.projects.money_asked, "没有写明金额单位" in asked.rejects[0].message) == (True, True)
    found = source.read(Choices(money="元"))
    assert (found.rejects, found.summary, found.roster) == ([], "1 行测算明细，合计 1.00 元", None)
