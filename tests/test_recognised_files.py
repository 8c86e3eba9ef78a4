"""What a file seems to be, by headings, titles and layouts; a file nobody knows is not guessed."""

from docx import Document as Docx

from desktop.layouts.form import loader
from desktop.layouts.paper.sheet import header_cells
from desktop.outside.source_files import SourceRow, SourceTable
from desktop.recognised_files import of_tables, seeming
from tests.intake import bureau_files
from tests.small_cases import small_cases


def sheet(*rows, name="Sheet1"):
    return SourceTable("表.xlsx", name, tuple(SourceRow(n, tuple(row)) for n, row in enumerate(rows, 1) if row))


PAYROLL = (
    ["青禾县统计局2026年9月工资表"],
    ["序号", "姓名", "岗位工资", "薪级工资", "实发"],
    ["1", "张三", "1", "1", "2"],
)
PEOPLE = (["姓名", "性别", "人员类别", "职务", "参加工作时间"], ["张三", "男", "在职", "科长", "2001-1-1"])
LINES = (["功能科目编码", "部门经济科目编码", "金额（元）", "资金性质"], ["2010301", "30201", "5", "一般公共预算"])
PURCHASES = (
    ["2027年政府采购预算明细"],
    ["采购品目", "采购项目", "数量", "单价", "金额（元）"],
    ["A01", "椅", "1", "5", "5"],
)
PROJECTS = (
    ["项目名称", "功能科目", "部门经济科目", "测算内容", "数量", "单价"],
    ["甲", "2010301", "30201", "乙", "1", "2"],
)


@small_cases(
    ("rows", "kind", "reason"),
    [
        (PAYROLL, "roster", "像是工资表：有“姓名”“岗位工资”“薪级工资”列"),
        (PEOPLE, "roster", "像是花名册：有“姓名”“人员类别”“职务”列"),
        (LINES, "lines", "像是支出明细：有“功能科目编码”“部门经济科目编码”“金额”列"),
        (PURCHASES, "procurements", "像是政府采购：有“采购品目”“采购项目”“数量”列"),
        (PROJECTS, "project_lines", "像是项目测算明细：有“项目名称”“功能科目”“部门经济科目”列"),
        (bureau_files.BY_BLOCK, "controls", "像是控制数：标题是“关于下达2027年部门预算控制数的通知"),
        (
            (["关于批复2027年部门预算的通知"], ["板块", "金额"]),
            "approved",
            "像是批复：标题是“关于批复2027年部门预算的通知”",
        ),
        ((["日期", "气温"], ["1", "20"]), "", ""),
        ((["姓名", "电话"], ["张三", "1"]), "", ""),
    ],
)
def test_a_table_is_known_by_its_headings_or_its_title(rows, kind, reason):
    found = of_tables([sheet(*rows)])
    assert (found.kind, found.reason[: len(reason)]) == (kind, reason)


def of_layout(amount):
    """Return the first table of the usual layout as a sheet, with one amount."""
    spec = loader.load(loader.default()).tables[0]
    cells = header_cells([column for block in spec.blocks for column in block.columns], 0)
    rows = [[""] * (max(cell.column for cell in cells) + 1) for _ in range(max(cell.row for cell in cells) + 2)]
    for cell in cells:
        rows[cell.row][cell.column] = cell.text
    rows[-1][:2] = ["一、一般公共预算", amount]
    return sheet([spec.title], ["单位：万元"], *rows)


def test_a_table_of_a_layout_is_published_and_without_amounts_to_be_filled():
    assert of_tables([of_layout("12.30")], fillable=True).kind == "last_year"
    assert of_tables([of_layout("")], fillable=True).kind == "template"
    assert of_tables([of_layout("")]).kind == "last_year"


def test_a_document_without_tables_is_known_by_its_title_and_a_damaged_file_says_so(tmp_path):
    book = Docx()
    book.add_paragraph("青禾县统计局2026年部门预算公开说明")
    book.save(tmp_path / "说明.docx")
    assert seeming(tmp_path / "说明.docx").kind == "last_year"
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04broken")
    found = seeming(tmp_path / "坏.xlsx")
    assert not found.kind
    assert "坏.xlsx" in found.reason
