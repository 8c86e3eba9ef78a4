"""Workbooks as bureaus make them: each filled cell against figures added up here from the lines themselves."""

import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.catalog.classification import load
from desktop.findings import UserError
from tests.template.helpers import add, balance, basic, listed, one_sheet, procurement, titled

GENERAL = "一般公共预算"


class Ledger:
    """Sums in 元 by plain loops over the lines."""

    def __init__(self, disclosure):
        self.facts = disclosure.facts
        self.lines = [line for line in disclosure.cube.lines if line.year == disclosure.cube.year]

    def sum(self, side="支出", **wanted):
        """The 元 of the lines whose properties begin with what is wanted (one or several)."""
        total = 0
        for line in self.lines:
            starts = all(getattr(line, k).startswith(v) for k, v in wanted.items())
            total += line.amount if line.side == side and starts else 0
        return Decimal(total) / 100

    def codes(self, dimension, **wanted):
        """The codes with money, in order."""
        found = {getattr(x, dimension) for x in self.lines
                 if x.side == "支出" and all(getattr(x, k).startswith(v) for k, v in wanted.items())}  # fmt: skip
        return sorted(found)


@pytest.fixture(scope="module")
def ledger(disclosures):
    return Ledger(disclosures["qinghe_2025"])


def wan(yuan):
    return yuan / 10_000


# the workbooks: each returns a workbook and what its cells must show ------------------------------------


def balance_in_yuan(x):
    rows = balance()
    rows[1][-1] = "单位：元"
    book = one_sheet("收支总表", rows, ("A1:D1", "A3:B3", "C3:D3"))
    return book, {
        "B5": x.sum("收入", fund=GENERAL, carry="当年"),
        "D5": x.sum(function="201"), "D6": x.sum(function="208"), "D7": x.sum(function="210"),
        "D8": x.sum(function="221"), "D9": x.sum(), "B9": x.sum("收入"),
    }  # fmt: skip


def list_with_merged_header(x):
    codes = x.codes("function", fund=GENERAL)
    expected = {"C6": wan(x.sum(fund=GENERAL)), "G6": wan(x.sum(fund=GENERAL, nature="项目"))}
    for row, code in enumerate(codes, 7):
        expected |= {f"A{row}": code, f"C{row}": wan(x.sum(function=code, fund=GENERAL)),
                     f"E{row}": wan(x.sum(function=code, fund=GENERAL, nature="人员")),
                     f"F{row}": wan(x.sum(function=code, fund=GENERAL, nature="公用"))}  # fmt: skip
    return one_sheet("02", listed(), ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")), expected


def list_with_split_codes(x):
    rows = [*titled("2025年支出预算表", 7), ["科目编码", None, None, "科目名称", "合计", "基本支出", "项目支出"],
            ["类", "款", "项", None, None, None, None], *[[None] * 7] * 30]  # fmt: skip
    expected = {}
    codes = [code for full in x.codes("function") for code in (full[:3], full[:5], full)]
    for row, code in enumerate(sorted(set(codes), key=lambda c: c.ljust(7)), 5):
        expected |= {
            f"A{row}": code[:3],
            f"E{row}": wan(x.sum(function=code)),
            f"G{row}": wan(x.sum(function=code, nature="项目")),
        }
        expected |= {f"C{row}": code[5:]} if code[5:] else {}
    return one_sheet("支出", rows, ("A1:G1", "A3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4")), expected


def list_by_economic_code(x):
    rows = [
        *titled("2025年基本支出预算表（按经济分类）", 3),
        ["经济分类科目编码", "科目名称", "金额"],
        *[[None] * 3] * 4,
    ]
    rows[2][2] = "合计"
    expected = {}
    codes = {code for full in x.codes("economic", nature=("人员", "公用")) for code in (full[:3], full)}
    for row, code in enumerate(sorted(codes, key=lambda c: c.ljust(5)), 4):
        expected |= {f"A{row}": code, f"C{row}": wan(x.sum(economic=code, nature=("人员", "公用")))}
    return one_sheet("基本支出", rows, ("A1:C1",)), expected


def list_with_too_few_rows(x):
    book = one_sheet("02", listed(rows=3), ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"))
    book["02"]["A7"].fill = PatternFill("solid", fgColor="FFEE88")
    return book, list_with_merged_header(x)[1]


def basic_with_fixed_rows(x):
    codes = x.codes("economic", fund=GENERAL, nature=("人员", "公用"))
    book = one_sheet("03", basic(tuple((code, "科目") for code in codes)))
    last = 5 + len(codes)
    expected = {"C5": wan(x.sum(fund=GENERAL, nature=("人员", "公用")))}
    for row, code in zip(range(6, last + 1), codes, strict=True):
        expected |= {f"D{row}": wan(x.sum(economic=code, fund=GENERAL, nature="人员")),
                     f"E{row}": wan(x.sum(economic=code, fund=GENERAL, nature="公用"))}  # fmt: skip
    return book, expected


def three_publics(x):
    rows = [
        *titled("2025年“三公”经费预算表", 7),
        ["单位名称", "合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"],
        [None, None, None, "小计", "公务用车购置费", "公务用车运行费", None],
        [None] * 7,
    ]
    book = one_sheet("04", rows, ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"))
    codes = ("30212", "30217", "30231", "31013", "30913")
    general = {"fund": GENERAL}
    return book, {
        "A5": "青禾县政务服务中心", "B5": wan(x.sum(economic=codes, **general)),
        "D5": wan(x.sum(economic=("30231", "31013", "30913"), **general)),
        "F5": wan(x.sum(economic="30231", **general)), "G5": wan(x.sum(economic="30217", **general)),
    }  # fmt: skip


def projects(x):
    rows = [*titled("2025年项目支出预算表", 7, "元"),
            ["序号", "项目名称", "项目编码", "资金来源", None, None, "备注"],
            [None, None, None, "合计", "一般公共预算", "其他收入", None],
            [1, *[None] * 2, "=E5+F5", None, None, None], [2, *[None] * 2, "=E6+F6", None, None, None],
            ["合计", None, None, "=SUM(D5:D6)", "=SUM(E5:E6)", "=SUM(F5:F6)", None]]  # fmt: skip
    merges = ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4", "A7:C7")
    book = one_sheet("05", rows, merges)
    book["05"]["B6"].font = Font(bold=True)
    expected = {}
    for row, project in enumerate(x.facts.projects, 5):
        expected |= {f"A{row}": row - 4, f"B{row}": project.name, f"C{row}": project.code,
                     f"D{row}": x.sum(project=project.name), f"E{row}": x.sum(project=project.name, fund=GENERAL)}  # fmt: skip
    total = 5 + len(x.facts.projects)
    return book, {**expected, f"A{total}": "合计", f"D{total}": x.sum(nature="项目"),
                  f"E{total}": x.sum(nature="项目", fund=GENERAL)}  # fmt: skip


def procurement_by_kind(x):
    kinds = {
        k: wan(sum(Decimal(p.amount) for p in x.facts.procurements if p.kind == k) / Decimal(100))
        for k in ("货物", "工程", "服务")
    }
    return one_sheet("06", procurement()), {
        "C4": kinds["货物"], "C5": kinds["工程"], "C6": kinds["服务"], "C7": sum(kinds.values()), "B7": sum(kinds.values())}  # fmt: skip


def procurement_items(x):
    rows = [*titled("2025年政府采购预算明细表", 7, "元"),
            ["序号", "采购品目", "采购类别", "数量", "单价", "金额", "资金来源"],
            ["合计", None, None, None, None, None, None], *[[None] * 7] * 2]  # fmt: skip
    book = one_sheet("采购", rows, ("A1:G1", "A4:C4"))
    items = x.facts.procurements
    expected = {"F4": sum(Decimal(p.amount) for p in items) / 100, "D4": sum(p.quantity for p in items)}
    for row, item in enumerate(items, 5):
        expected |= {f"A{row}": row - 4, f"B{row}": item.item, f"C{row}": item.kind, f"D{row}": item.quantity,
                     f"F{row}": Decimal(item.amount) / 100, f"G{row}": item.fund}  # fmt: skip
    return book, expected


def measurement_with_formulas(x):
    rows = [["项目支出测算明细表", *[None] * 6], ["项目名称", "支出内容", "部门经济分类科目", "数量", "单价（元）", "次数", "金额（万元）"],
            [*[None] * 6, "=ROUND(D3*E3*F3/10000,6)"], ["合计", *[None] * 5, "=SUM(G3:G3)"]]  # fmt: skip
    book = one_sheet("测算", rows, ("A1:G1",))
    names = {project.id: project.name for project in x.facts.projects}
    expected = {}
    lines = x.facts.project_lines
    for row, item in enumerate(lines, 3):
        expected |= {f"A{row}": names[item.project_id], f"C{row}": item.economic_code, f"D{row}": item.quantity,
                     f"E{row}": Decimal(item.price) / 100, f"F{row}": item.times,
                     f"G{row}": wan(Decimal(item.price * item.quantity * item.times) / 100)}  # fmt: skip
    total = wan(sum(Decimal(i.price * i.quantity * i.times) for i in lines) / 100)
    return book, {**expected, f"G{3 + len(lines)}": total}


def people_protected(x):
    rows = [["2025年在职人员情况表", *[None] * 6], ["序号", "姓名", "人员编号", "人员状态", "岗位", "岗位工资（元）", "人员经费合计（元）"],
            *[[None] * 7] * 30]  # fmt: skip
    book = one_sheet("人员", rows, ("A1:G1",))
    sheet = book["人员"]
    for line in sheet["A3:G32"]:
        for cell in line:
            cell.protection = Protection(locked=False)
    sheet.protection.sheet = True
    check = DataValidation("list", formula1='"在职,退休,离休"')
    check.add("D3:D32")
    sheet.add_data_validation(check)
    expected = {}
    listed_people = [person for person in x.facts.people if person.status == "在职"]
    for row, person in enumerate(listed_people, 3):
        own = [i.amount for i in x.facts.pay_items if i.person_id == person.id and i.item == "post_wage"]
        expected |= {f"A{row}": row - 2, f"C{row}": person.code, f"D{row}": person.status,
                     f"G{row}": Decimal(sum(line.amount for line in x.lines if line.origin.table == "person"
                                    and line.origin.record_id == person.id)) / 100}  # fmt: skip
        expected |= {f"F{row}": Decimal(own[0]) / 100} if own else {}
    assert len(listed_people) < len(x.facts.people)
    return book, expected


def lines_with_split_codes(x):
    rows = [["2025年一般公共预算支出预算明细表", *[None] * 7], ["单位：元", *[None] * 7],
            ["支出功能分类科目", None, None, None, "部门经济科目", "支出性质", "项目名称", "预算数"],
            ["类", "款", "项", "名称", None, None, None, None], *[[None] * 8] * 3,
            ["总计", *[None] * 6, "=SUM(H5:H7)"]]  # fmt: skip
    book = one_sheet("明细", rows, ("A1:H1", "A3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4"))
    groups = {}
    for line in x.lines:
        if line.side == "支出" and line.fund == GENERAL:
            key = (line.function, ("人员", "公用", "项目").index(line.nature), line.project, line.economic)
            groups[key] = groups.get(key, 0) + line.amount
    order = {project.name: number for number, project in enumerate(x.facts.projects, 1)}
    keys = sorted(groups, key=lambda k: (k[0], k[1], order.get(k[2], 0), k[3]))
    expected = {}
    for row, key in enumerate(keys, 5):
        expected |= {f"A{row}": key[0][:3], f"B{row}": key[0][3:5], f"C{row}": key[0][5:], f"E{row}": key[3],
                     f"F{row}": ("人员", "公用", "项目")[key[1]], f"H{row}": Decimal(groups[key]) / 100}  # fmt: skip
    return book, {**expected, f"H{5 + len(keys)}": x.sum(fund=GENERAL)}


def several_sheets_one_hidden(x):
    book, expected = procurement_by_kind(x)
    add(book, "说明", [["填报说明", None], ["请于 9 月 30 日前报送。", None]])
    add(book, "汇总", [*titled("汇总核对", 2), ["采购合计", "='06'!B7"]])
    book["说明"].sheet_state = "hidden"
    return book, expected


def carried_below_a_fund(x):
    """小计 and 合计 are of the groups above them, whatever a layout's column of that name is."""
    rows = [*titled("2025年支出预算表", 7, "元"), ["功能分类", "2025年预算数", *[None] * 5],
            [None, "合计", GENERAL, None, None, "其他收入", "其中：项目支出"], [None, None, "小计", "本年拨款", "上年结转", None, None],
            *[[name, *[None] * 6] for name in CLASSES.values()]]  # fmt: skip
    expected = {}
    for row, code in enumerate(CLASSES, 6):
        general = {"function": code, "fund": GENERAL}
        expected |= {f"B{row}": x.sum(function=code), f"C{row}": x.sum(**general), f"D{row}": x.sum(**general, carry="当年"),
                     f"E{row}": x.sum(**general, carry="结转"), f"F{row}": x.sum(function=code, fund="其他收入")}  # fmt: skip
    return one_sheet("a", rows, ("A1:G1", "A3:A5", "B3:G3", "B4:B5", "C4:E4", "F4:F5", "G4:G5")), expected


def a_total_and_of_which(x):
    rows = [*titled("2025年支出预算汇总表", 4, "元"), ["功能分类", "合计", "其中：财政拨款", "其中：项目支出"],
            *[[name, *[None] * 3] for name in CLASSES.values()]]  # fmt: skip
    expected = {}
    for row, code in enumerate(CLASSES, 4):
        expected |= {f"B{row}": x.sum(function=code), f"C{row}": x.sum(function=code, fund=GENERAL),
                     f"D{row}": x.sum(function=code, nature="项目")}  # fmt: skip
    return one_sheet("a", rows, ("A1:D1",)), expected


CLASSES = {"201": "一般公共服务支出", "208": "社会保障和就业支出", "210": "卫生健康支出", "221": "住房保障支出"}


def groups_of_one_fund(x):
    """What stands over a group of columns narrows each of them, also where they are headed by years."""
    rows = [*titled("2025年支出预算资金安排表", 6, "元"), ["项目", GENERAL, None, "单位资金", None, None],
            [None, "2024年预算数", "2025年预算数", "本年预算", "基本支出", "项目支出"],
            *[[name, *[None] * 5] for name in CLASSES.values()]]  # fmt: skip
    expected = {}
    for row, code in enumerate(CLASSES, 5):
        other = {"function": code, "fund": "其他收入"}
        expected |= {f"C{row}": x.sum(function=code, fund=GENERAL), f"D{row}": x.sum(**other),
                     f"E{row}": x.sum(**other, nature=("人员", "公用")), f"F{row}": x.sum(**other, nature="项目")}  # fmt: skip
    return one_sheet("资金", rows, ("A1:F1", "A3:A4", "B3:C3", "D3:F3")), expected


def panels_of_unequal_length(x):
    rows = [*titled("2025年部门收支预算总表", 4, "元"), ["收    入", None, "支    出", None],
            ["项    目", "本年预算", "项目（按功能分类）", "本年预算"],
            ["一、一般公共预算财政拨款收入", None, "一、一般公共服务支出", None],
            ["二、政府性基金预算财政拨款收入", None, "二、社会保障和就业支出", None],
            ["三、国有资本经营预算财政拨款收入", None, "三、卫生健康支出", None],
            ["四、财政专户管理资金收入", None, "四、住房保障支出", None],
            ["五、其他收入", None, None, None],
            ["本年收入合计", "=SUM(B5:B9)", "本年支出合计", "=SUM(D5:D9)"], ["上年结转结余", None, "年终结转结余", None],
            ["收 入 总 计", "=B10+B11", "支 出 总 计", "=D10+D11"]]  # fmt: skip
    return one_sheet("1", rows, ("A3:B3", "C3:D3")), {
        "B5": x.sum("收入", fund=GENERAL, carry="当年"), "B6": Decimal(0), "B9": x.sum("收入", fund="其他收入"),
        "B11": x.sum("收入", carry="结转"), "B12": x.sum("收入"), "D5": x.sum(function="201"), "D12": x.sum()}  # fmt: skip


def fiscal_in_sections(x):
    """Layouts write 一般公共预算拨款 under 上年结转; here it stands under 本年收入."""
    rows = [*titled("2025年财政拨款收支预算总表", 4, "元"), ["收入", None, "支出", None], ["项目", "预算数", "项目", "预算数"],
            ["一、本年收入", "=SUM(B6:B7)", "一、本年支出", "=SUM(D6:D9)"], ["一般公共预算拨款", None, CLASSES["201"], None],
            ["政府性基金预算拨款", None, CLASSES["208"], None], ["二、上年结转", None, CLASSES["210"], None],
            [None, None, CLASSES["221"], None], ["收入总计", "=B5+B8", "支出总计", "=D5"]]  # fmt: skip
    return one_sheet("财拨", rows, ("A3:B3", "C3:D3")), {
        "B6": x.sum("收入", fund=GENERAL, carry="当年"), "B8": x.sum("收入", fund=GENERAL, carry="结转"),
        "D6": x.sum(function="201", fund=GENERAL), "B10": x.sum("收入", fund=GENERAL)}  # fmt: skip


def income_of_the_unit(x):
    rows = [*titled("2025年部门收入总表", 6), ["部门（单位）名称", "合计", "本年收入", None, None, "上年结转结余"],
            [None, None, "小计", GENERAL, "其他收入", None], [None] * 6]  # fmt: skip
    return one_sheet("收入", rows, ("A1:F1", "A3:A4", "B3:B4", "C3:E3", "F3:F4")), {
        "B5": wan(x.sum("收入")), "C5": wan(x.sum("收入", carry="当年")), "F5": wan(x.sum("收入", carry="结转")),
        "D5": wan(x.sum("收入", carry="当年", fund=GENERAL)), "E5": wan(x.sum("收入", fund="其他收入"))}  # fmt: skip


def subjects_in_two_panels(x):
    basic_money = {"fund": GENERAL, "nature": ("人员", "公用")}
    codes = [code[:3] for code in x.codes("economic", **basic_money)]
    left, *right = sorted(set(codes))
    rows = [*titled("2025年一般公共预算基本支出情况表", 6, "元"), ["科目编码", "科目名称", "金额"] * 2,
            *[[left if n == 0 else "30101", "科目", None, code, "科目", None] for n, code in enumerate(right)]]  # fmt: skip
    expected = {f"F{row}": x.sum(economic=code, **basic_money) for row, code in enumerate(right, 4)}
    return one_sheet("基本", rows, ("A1:F1",)), {"C4": x.sum(economic=left, **basic_money), **expected}


def of_codes(x, title, sheet="a", **limits):
    codes = x.codes("function")
    rows = [
        *titled(title, 4, "元"),
        ["科目编码", "科目名称", "基本支出", "项目支出"],
        *[[code, "科目", None, None] for code in codes],
    ]
    expected = {}
    for row, code in enumerate(codes, 4):
        basic_only = {"nature": ("人员", "公用"), "function": code, **limits}
        expected |= {f"C{row}": x.sum(**basic_only), f"D{row}": x.sum(function=code, nature="项目", **limits)}
    return one_sheet(sheet, rows, ("A1:D1",)), expected


def without_what_was_carried(x):
    """A title that narrows: 不含 as much as 单位资金 or 上年结转 (see test_meanings)."""
    book, expected = of_codes(x, "2025年部门支出预算表（不含上年结转）", carry="当年")
    book["a"]["A2"] = (
        "编制单位：青禾县政务服务中心（单位代码：101002）"  # over the codes of the subjects, no heading of theirs
    )
    return book, expected


def this_year_beside_carried(x):
    """本年安排 beside 上年结转 of one source is without it; 小计 of a group is not of the columns beside it."""
    codes = x.codes("function")
    rows = [*titled("2025年部门支出预算表", 8, "元"), ["功能科目", "合计", "财政拨款", None, None, "政府性基金", "单位资金", "备注"],
            [None, None, "小计", "本年安排", "上年结转", None, None, None],
            *[[f"{code}-{load('function').name(code)}", *[None] * 7] for code in codes]]  # fmt: skip
    expected = {}
    for row, code in enumerate(codes, 5):
        general = {"function": code, "fund": GENERAL}
        expected |= {f"B{row}": x.sum(function=code), f"C{row}": x.sum(**general), f"D{row}": x.sum(**general, carry="当年"),
                     f"E{row}": x.sum(**general, carry="结转"), f"G{row}": x.sum(function=code, fund="其他收入")}  # fmt: skip
    return one_sheet("支出", rows, ("A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:F4", "G3:G4", "H3:H4")), expected


def classes_across(x):
    rows = [*titled("2025年支出预算表（按功能分类）", 5), ["项目", *CLASSES.values()],
            *[[name, *[None] * 4] for name in ("人员经费", "公用经费", "项目支出")]]  # fmt: skip
    expected = {f"{column}{row}": wan(x.sum(function=code, nature=nature))
                for row, nature in enumerate(("人员", "公用", "项目"), 4) for column, code in zip("BCDE", CLASSES, strict=True)}  # fmt: skip
    return one_sheet("转置", rows, ("A1:E1",)), expected


def income_by_year(x):
    rows = [*titled("2025年部门收入预算表", 4), ["收入项目", "合计", "当年安排", "上年结转"],
            *[[name, f"=C{row}+D{row}", None, None] for row, name in enumerate(("一、一般公共预算拨款收入", "二、其他收入"), 4)],
            ["收入合计", *[f"=SUM({column}4:{column}5)" for column in "BCD"]]]  # fmt: skip
    return one_sheet("收入", rows, ("A1:D1",)), {
        "C4": wan(x.sum("收入", fund=GENERAL, carry="当年")), "D4": wan(x.sum("收入", fund=GENERAL, carry="结转")),
        "C5": wan(x.sum("收入", fund="其他收入", carry="当年")), "B6": wan(x.sum("收入"))}  # fmt: skip


def projects_in_two_units_of_money(x):
    rows = [["2025年项目支出明细表", None, None], ["项目名称", "预算总额（万元）", "其中：一般公共预算（元）"], *[[None] * 3] * 4,
            ["合计", "=SUM(B3:B6)", "=SUM(C3:C6)"]]  # fmt: skip
    expected = {}
    for row, project in enumerate(x.facts.projects, 3):
        own = {"project": project.name}
        expected |= {f"A{row}": project.name, f"B{row}": wan(x.sum(**own)), f"C{row}": x.sum(**own, fund=GENERAL)}
    return one_sheet("项目", rows, ("A1:C1",)), expected


def of_more_money_than_the_layout(x):
    """The title ends with that of a layout's table of 政府性基金 alone."""
    return of_codes(x, "2025年一般公共预算和政府性基金预算支出表", fund=(GENERAL, "政府性基金"))


def projects_beside_carried(x):
    rows = [*titled("2025年项目支出预算表", 5, "元"), ["项目名称", "合计", "财政拨款", None, "单位资金"],
            [None, None, "本年安排", "上年结转", None], *[[None] * 5] * 3]  # fmt: skip
    expected = {}
    for row, project in enumerate(x.facts.projects, 5):
        own = {"project": project.name}
        expected |= {f"B{row}": x.sum(**own), f"C{row}": x.sum(**own, fund=GENERAL, carry="当年"),
                     f"D{row}": x.sum(**own, fund=GENERAL, carry="结转"), f"E{row}": x.sum(**own, fund="其他收入")}  # fmt: skip
    return one_sheet("a", rows, ("A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4")), expected


def unit_with_its_procurement(x):
    rows = [
        *titled("2025年部门预算情况汇总表", 5),
        ["单位名称", "总计", "人员经费", "项目支出", "政府采购"],
        [None] * 5,
    ]
    bought = sum(Decimal(each.amount) for each in x.facts.procurements) / 100
    return one_sheet("a", rows, ("A1:E1",)), {
        "B4": wan(x.sum()), "C4": wan(x.sum(nature="人员")), "D4": wan(x.sum(nature="项目")), "E4": wan(bought)}  # fmt: skip


def printed_projects(x):
    rows = [*titled("2025年项目支出预算表", 5, "元"), ["序号", "项目名称", "合计", "一般公共预算", "单位资金"]]
    expected = {}
    for row, project in enumerate(x.facts.projects, 4):
        rows.append([row - 3, project.name, f"=D{row}+E{row}", None, None])
        own = {"project": project.name}
        expected |= {f"C{row}": x.sum(**own), f"D{row}": x.sum(**own, fund=GENERAL), f"E{row}": x.sum(**own, fund="其他收入")}  # fmt: skip
    return one_sheet("项目", rows, ("A1:E1",)), expected


BOOKS = (printed_projects, of_more_money_than_the_layout, projects_beside_carried, unit_with_its_procurement, without_what_was_carried, this_year_beside_carried, classes_across, income_by_year, projects_in_two_units_of_money, balance_in_yuan, carried_below_a_fund, a_total_and_of_which, groups_of_one_fund, panels_of_unequal_length, fiscal_in_sections, income_of_the_unit, subjects_in_two_panels, list_with_merged_header, list_with_too_few_rows, basic_with_fixed_rows, three_publics, projects,
         list_with_split_codes, list_by_economic_code, procurement_by_kind, procurement_items, measurement_with_formulas, people_protected, lines_with_split_codes,
         several_sheets_one_hidden)  # fmt: skip


def agrees(cell, wanted):
    if isinstance(wanted, str):
        return cell == wanted
    return cell is not None and abs(Decimal(str(cell)) - Decimal(wanted)) < Decimal("0.0000001")


@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
def test_every_cell_is_that_of_the_lines(make, ledger, filled, tmp_path):
    book, expected = make(ledger)
    filled(book)
    sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx", data_only=True).worksheets[0]
    wrong = {place: (sheet[place].value, str(wanted)) for place, wanted in expected.items()
             if not agrees(sheet[place].value, wanted)}  # fmt: skip
    assert not wrong
    assert sum(wanted != 0 for wanted in expected.values()) > 2


def test_added_rows_keep_format_and_what_stands_below_follows(ledger, filled, tmp_path):
    book, _ = list_with_too_few_rows(ledger)
    filled(book)
    sheet = openpyxl.load_workbook(tmp_path / "已填.xlsx").worksheets[0]
    last = 6 + len(ledger.codes("function", fund=GENERAL))
    assert sheet["C6"].value == f"=SUM(C7:C{last})"
    assert sheet[f"C{last}"].value == f"=D{last}+G{last}"
    assert sheet[f"E{last}"].number_format == "0.00"


@pytest.mark.long_only
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("make", BOOKS, ids=lambda make: make.__name__)
def test_libreoffice_calculates_the_same(make, ledger, filled, tmp_path):
    book, expected = make(ledger)
    filled(book)
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "ods",
                    "--outdir", str(tmp_path), str(tmp_path / "已填.xlsx")], check=True, capture_output=True, timeout=600)  # fmt: skip
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "xlsx",
                    "--outdir", str(tmp_path / "again"), str(tmp_path / "已填.ods")], check=True, capture_output=True, timeout=600)  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "again" / "已填.xlsx", data_only=True).worksheets[0]
    assert {p: sheet[p].value for p, wanted in expected.items() if not agrees(sheet[p].value, wanted)} == {}


@pytest.mark.parametrize("title", ["2025年非税收入安排支出预算表", "2025年政府采购支出预算表"])
def test_a_title_that_narrows_more_than_a_cell_can_ask_leaves_the_cells_blank(title, ledger, learned):
    found = learned(of_codes(ledger, title)[0])
    assert found.mapping.sheets == []
    assert "表名限定了" in found.findings[0].message


def test_printed_projects_that_the_book_lacks_stay_blank_and_those_without_a_row_are_named(ledger, filled, tmp_path):
    book, _ = printed_projects(ledger)
    book["项目"]["B5"] = "乡村振兴补助"
    left = ledger.facts.projects[1].name
    messages = [finding.message for finding in filled(book).findings]
    assert any("账本中没有项目“乡村振兴补助”，这一行没有填写" in message for message in messages)
    assert any(f"表中没有这些项目的行：{left}" in message for message in messages)
    assert openpyxl.load_workbook(tmp_path / "已填.xlsx").worksheets[0]["D5"].value is None
    book["项目"].append(["合计", None, *[f"=SUM({column}4:{column}6)" for column in "CDE"]])
    with pytest.raises(UserError, match=f"没有找到位置的有 {left}"):
        filled(book)


# workbooks that are wrong ------------------------------------------------------------------------------


def without_a_row():
    codes = (("30101", "基本工资"), ("30102", "津贴补贴"))
    return one_sheet("03", basic(codes))


def with_another_fund():
    book = one_sheet("收支", balance())
    book["收支"]["A5"] = "政府性基金预算拨款收入"
    return book


def with_a_subtotal_counted_twice():
    rows = [["2025年项目支出预算表", None, None], ["单位：元", None, None], ["项目名称", "金额", "备注"],
            *[[None] * 3] * 4, ["小计", "=SUM(B4:B7)", None], ["合计", "=SUM(B4:B8)", None]]  # fmt: skip
    return one_sheet("05", rows)


def with_a_sum_over_part():
    rows = [["2025年项目支出预算表", None], ["单位：元", None], ["项目名称", "金额"],
            *[[None] * 2] * 4, ["合计", "=SUM(B5:B7)"]]  # fmt: skip
    return one_sheet("05", rows)


def without_an_income():
    rows = [*titled("2025年部门收入总表", 2), ["项目", "预算数"], ["一般公共预算拨款收入", None], ["上年结转", None],
            ["收入总计", "=B4+B5"]]  # fmt: skip
    return one_sheet("收入", rows, ("A1:B1",))


def with_another_year():
    return one_sheet("05", [*titled("2023年项目支出预算表", 3), ["项目名称", "金额", "备注"], *[[None] * 3] * 5])


def with_all_levels_added_up():
    codes = (("301", "工资福利支出"), ("30101", "基本工资"), ("302", "商品和服务支出"), ("303", "对个人和家庭的补助"))
    return one_sheet("03", basic(codes))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (without_a_row, "没有找到位置的有 30103"),
        (with_another_fund, r"B9（收入总计 预算数）|B7"),
        (with_a_subtotal_counted_twice, "重复相加"),
        (with_a_sum_over_part, "公式没有包含全部行"),
        (without_an_income, "没有找到位置的有 （没有科目）收入（其他收入） 5,000.00 元"),
        (with_another_year, "2023 年，账本为 2025 年"),
        (with_all_levels_added_up, "重复相加"),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_a_wrong_workbook_is_refused_with_the_reason(make, reason, filled):
    with pytest.raises(UserError, match=reason):
        filled(make())
