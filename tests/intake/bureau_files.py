"""Tables of control numbers as bureaus write them: the five usual ones and others, by name."""

from openpyxl import Workbook

from desktop.ledger.records import Project, Unit
from desktop.outside.source_files import SourceRow, SourceTable

OFFICE = Unit(id=1, name="青禾县政务服务中心", code="101002", kind="事业")
SCHOOL = Unit(id=2, name="青禾县城关镇第一小学", code="205001", kind="事业")
PROJECTS = {
    1: [Project(id=11, code="P1", name="政务服务大厅运行维护"), Project(id=12, code="P2", name="窗口人员培训")],
    2: [Project(id=21, name="校舍维修")],
}
TITLE = ["关于下达2027年部门预算控制数的通知（青财预〔2026〕12 号）"]
LINE = ["单位：青禾县政务服务中心", "", "", "金额单位：万元"]
WAN = ["", "", "单位：万元"]
YUAN = ["单位：元"]

BY_BLOCK = [
    *(
        TITLE,
        LINE,
        [],
        ["板块", "控制数", "备注"],
        ["人员经费", "120.5"],
        [],
        ["公用经费", "３０"],
        ["项目支出", " 50.00 "],
    ),
    *(["合  计", "200.5"], ["说明：请于11月30日前报送二上预算。"], ["", "2026年11月20日"]),
]
BY_FUND_AND_PROJECT = [
    *(TITLE, LINE, ["项目", "合计", "其中：", "", ""], ["", "", "一般公共预算拨款", "政府性基金", "备注"]),
    *(
        ["栏次", "1=2+3", "2", "3", "4"],
        ["一、基本支出", "150.5", "150.5", ""],
        ["（一）人员经费", "120.5", "120.5", "—"],
    ),
    *(
        ["（二）公用经费", "30", "30", "/"],
        ["二、项目支出", "50", "40", "10"],
        ["1.政务服务大厅运行维护", "30", "30", ""],
    ),
    *(["2.窗口人员培训", "20", "10", "10"], ["合计", "200.5", "190.5", "10"]),
]
MANY_UNITS = [
    *(["青禾县2027年部门预算控制数表"], WAN, ["单位名称", "合计", "基本支出", "", "", "项目支出"]),
    *(["", "", "小计", "人员经费", "公用经费", ""], ["青禾县政务服务中心", "600", "400", "300", "100", "200"]),
    *(["青禾县城关镇第一小学", "60", "40", "30", "10", "20"], ["合计", "660", "440", "330", "110", "220"]),
]
LIST = [
    ["预算单位", "支出类别", "项目名称", "资金性质", "控制数（元）"],
    ["101002-青禾县政务服务中心", "人员类", "", "一般公共预算拨款", "1,000.00"],
    ["", "运转类公用经费项目", "", "一般公共预算拨款", "￥500"],
    ["", "特定目标类", "P1", "一般公共预算拨款", "300元"],
    ["205001", "人员类", "", "一般公共预算", "8"],
]
CUTS = [
    *(
        ["青禾县政务服务中心2027年项目支出控制数表"],
        ["序号", "项目名称", "申报数（万元）", "核减数（万元）", "控制数（万元）"],
    ),
    *(
        ["1", "政务服务大厅运行维护", "35", "-5", "30"],
        ["2", "窗口人员培训", "20", "0", "20"],
        ["", "小计", "55", "-5", "50"],
    ),
]
SECTIONS = [
    *(YUAN, ["单位/板块", "控制数"], ["青禾县政务服务中心", "15"], ["人员经费", "10"], ["公用经费", "5"]),
    *(["青禾县城关镇第一小学", "7"], ["人员经费", "7"], ["总计", "22"]),
]
BESIDE = [
    *(
        YUAN,
        ["类别", "控制数"],
        ["人员经费", "10"],
        ["工资福利支出", "8"],
        ["对个人和家庭的补助", "2"],
        ["公用经费", "5"],
    ),
    *(["其中：“三公”经费", "2"], ["其他运转类", "壹拾元整"], ["特定目标类", "1.5万元"], ["合计", "15,025"]),
]
ACROSS = [YUAN, ["类别", OFFICE.name, SCHOOL.name], ["人员经费", "10", "5"], ["合计", "10", "5"]]
SUMMARY = [
    ["2027年控制数汇总表"],
    ["单位：万元"],
    ["类别", "金额"],
    ["人员经费", "10"],
    ["项目支出", "5"],
    ["合计", "15"],
]
DETAIL = [["单位：万元"], ["项目名称", "控制数"], ["政务服务大厅运行维护", "3"], ["窗口人员培训", "2"], ["合计", "5"]]
CONTRADICTING = [TITLE, LINE, ["板块", "控制数"], ["人员经费", "120.5"], ["公用经费", "30"], ["合计", "160.5"]]


def table(rows, sheet="控制数"):
    """The rows as a sheet that was read."""
    numbered = enumerate(rows, 1)
    return SourceTable("控.xlsx", sheet, tuple(SourceRow(n, tuple(map(str, row))) for n, row in numbered if any(row)))


def write(path, **sheets):
    """A workbook with sheets by name, amounts as numbers."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([float(cell) if cell.replace(".", "").isdigit() and cell.isascii() else cell for cell in row])
    workbook.save(path)
    return path
