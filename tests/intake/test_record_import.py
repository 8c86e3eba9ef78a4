"""Lists in the shapes that offices and the integrated platform give them, from real workbooks, right to the 分 or refused."""

import pytest

from desktop.findings import UserError
from desktop.intake import headers, record_import, record_taking, record_words
from desktop.intake.record_import import Asked
from desktop.intake.record_kinds import KINDS
from desktop.ledger.book import Book
from desktop.ledger.records import Execution, Unit
from tests.intake.record_files import CONTEXT, messages, workbook

PLAIN = ["功能科目", "经济科目", "支出性质", "项目名称", "资金来源", "金额（元）"]
ONE = ["2010301", "30101", "人员", None, "一般公共预算", 100.5]
PLATFORM = ["预算单位", "项目类别", "支出项目类别", "专项资金目录", "项目编码", "项目名称", "支出功能分类", "政府预算经济分类",
            "部门预算经济分类", "是否政府采购", "是否新增资产配置", "是否有政府购买服务", "资金性质", "资金来源", "预算金额"]  # fmt: skip


def line(function, economic, nature, fund, amount, project="", **more):
    return {"function_code": function, "economic_code": economic, "nature": nature, "fund": fund, "amount": amount,
            "project": project} | more  # fmt: skip


FUND = "一般公共预算"
SHAPES = {
    "plain, with a total": (
        "lines", {}, [PLAIN, ONE, ["2010306", "30201", "项目", "大厅运维", "非税收入", "1,234.56"], ["合计"] + [None] * 4 + [1335.06]],
        [line("2010301", "30101", "人员", FUND, 10_050), line("2010306", "30201", "项目", FUND, 123_456, "大厅运维", subsource="非税")],
    ),
    "万元 in the title, codes with names, sub-totals of subjects": (
        "lines", {}, [["2026年支出预算表"], [None] * 4 + ["单位：万元"], [*PLAIN[:5], "预算数"], ["201 一般公共服务支出"] + [None] * 4 + [12.345678],
                      ["2010301 行政运行", "30101-基本工资", "人员经费", None, "公共财政预算", 12.345678]],
        [line("2010301", "30101", "人员", FUND, 12_345_678)],
    ),
    "a heading of two rows, 类 款 项 apart, an amount for each money": (
        "lines", {}, [["单位：元"], ["支出功能分类科目", None, None, "部门预算经济分类", None, "支出性质", "项目", "合计", "资金性质", None],
                      ["类", "款", "项", "类", "款", None, None, None, "公共预算拨款", "事业收入"],
                      ["201", "03", "01", "301", "01", "人员", None, 30, 10, 20], [201, 3, 6, 302, 1, "项目", "大厅运维", 5, None, 5]],
        [line("2010301", "30101", "人员", FUND, 1000), line("2010301", "30101", "人员", "事业收入", 2000),
         line("2010306", "30201", "项目", "事业收入", 500, "大厅运维")],
    ),
    "the platform's 支出预算明细": (
        "lines", {}, [PLATFORM, ["101001-某局", "人员类", None, None, "P1", "工资", "2010301-行政运行", "50101-工资奖金津补贴", "30101-基本工资",
                                 "否", "否", "否", "111-一般公共预算资金", "本级财力", 5], ["101001-某局", "特定目标类", None, None, "P2", "大厅运维", "2010306",
                                 "50502", "30201", "是", "否", "是", FUND, "上年结转", 7.01]],
        [line("2010301", "30101", "人员", FUND, 500, subsource="本级", government_code="50101", carry="当年"),
         line("2010306", "30201", "项目", FUND, 701, "大厅运维", carry="结转", purchased_service=1, government_code="50502")],
    ),
    "natures beside each other": (
        "lines", {}, [["单位：万元"], ["功能科目", "经济科目", "项目名称", "资金来源", "合计", "基本支出", None, None, "项目支出"],
                      [None] * 5 + ["小计", "人员经费", "公用经费", None], ["2010301", "30101", None, FUND, 1, 1, 1, None, None],
                      ["2010301", "30201", "大厅运维", FUND, 5.5, 2, None, 2, 3.5], ["合计", None, None, None, 6.5, 3, 1, 2, 3.5]],
        [line("2010301", "30101", "人员", FUND, 1_000_000), line("2010301", "30201", "公用", FUND, 2_000_000),
         line("2010301", "30201", "项目", FUND, 3_500_000, "大厅运维")],
    ),
    "the platform's 支出预算明细 with its columns of funds": (
        "lines", {"columns": {"专项资金项目": "不导入", "实户资金余额": "不导入", "其他自有资金": "fund:其他收入", "上年结转": "fund:一般公共预算|结转"}},
        [["单位：万元"], [*PLATFORM[:1], *PLATFORM[5:9], *PLATFORM[12:], "公共预算拨款", "专项资金项目", "政府性基金拨款", "事业收入", "实户资金余额", "事业单位经营收入",
                       "附属单位上缴收入", "其他自有资金", "上年结转"], ["某局", None, "2010301", "50101", "30101", FUND, "本级财力", 5, 5],
         ["某局", "大厅运维", "2010306", None, "30201", FUND, None, 6, 1, None, None, None, None, None, None, 2, 3]],
        [line("2010301", "30101", "人员", FUND, 5_000_000, subsource="本级"), line("2010306", "30201", "项目", FUND, 1_000_000, "大厅运维"),
         line("2010306", "30201", "项目", "其他收入", 2_000_000, "大厅运维"), line("2010306", "30201", "项目", FUND, 3_000_000, "大厅运维", carry="结转")],
    ),
    "a function over its economic subjects, cells merged": (
        "lines", {"merges": ("C3:C4", "E3:E4")}, [PLAIN, ["2010301 行政运行"] + [None] * 4 + [30], [None, "30101", "人员", None, FUND, 10], [None, "30102", None, None, None, 20]],
        [line("2010301", "30101", "人员", FUND, 1000), line("2010301", "30102", "人员", FUND, 2000)],
    ),
    "incomes of the platform": (
        "incomes", {}, [["收入项目类别", "本年收入总计（万元）", "备注"], ["一般公共预算拨款收入", 12.5, None], ["财政专户管理资金", 3.000001, "学费"],
                        ["上年结转（一般公共预算）", "0.2", None], ["合计", 15.700001, None]],
        [{"source": FUND, "amount": 12_500_000, "carry": "当年"}, {"source": "财政专户管理资金", "amount": 3_000_001, "note": "学费"},
         {"source": FUND, "amount": 200_000, "carry": "结转"}],
    ),
    "the left side of 收支总表": (
        "incomes", {}, [["收支预算总表"], [None, None, None, "单位：万元"], ["收入", None, "支出", None], ["项目", "本年预算数", "项目", "本年预算数"],
                        ["一、一般公共预算拨款收入", 100, "一、一般公共服务支出", 90], ["二、政府性基金预算拨款收入", 5, "二、住房保障支出", 17],
                        ["本年收入合计", 105, "本年支出合计", 107], ["上年结转（一般公共预算）", 2, None, None], ["收入总计", 107, "支出总计", 107]],
        [{"source": FUND, "amount": 100_000_000}, {"source": "政府性基金", "amount": 5_000_000}, {"source": FUND, "amount": 2_000_000, "carry": "结转"}],
    ),
    "政府采购预算汇总表 of the platform": (
        "procurements", {"words": {"资金来源/1": FUND}},
        [["预算单位", "项目编码", "项目名称", "支出功能分类", "部门预算经济分类", "政府预算经济分类", "政府采购品目代码", "计量单位", "单价", "采购数量", "采购金额",
          "业务类型代码", "资金性质代码", "调整批次号"], ["某局", "P2", "大厅运维", "2010306", "31002", "50306", "A02010105-台式计算机", "台", 5000, 3, 15000, 1, 1, 1]],
        [{"kind": "货物", "item": "台式计算机", "quantity": 3, "price": 500_000, "amount": 1_500_000, "economic_code": "31002", "project": "大厅运维"}],
    ),
    "资产购置计划汇总表 of the platform": (
        "asset_plans", {}, [["预算单位", "项目编码", "项目名称", "支出功能分类", "资产分类", "资产名称", "资产数量", "资产编制数", "资产申请数量", "单价（元）", "总金额（万元）"],
                            ["101001", "P2", "大厅运维", "2010306", "A02", "空调", 1, 4, 3, "5,000.00", 1.5]],
        [{"name": "空调", "quantity": 3, "price": 500_000, "project": "大厅运维"}],
    ),
    "会议费明细 of the platform": (
        "event_plans", {"columns": {"住宿费": "不导入"}},
        [["单位编码", "会议名称", "会议类别", "会议代表人数（人）", "工作人员数（人）", "会议天数（天）", "会议费支出安排（万元）", None, "召开理由和依据"],
         [None] * 6 + ["小计", "住宿费", None], ["101001", "年会", "三类", 50, 5, 2, 1.65, 1, "年度"]],
        [{"kind": "会议", "name": "年会", "people": 55, "days": 2, "amount": 1_650_000}],
    ),
    "projects of the platform": (
        "project_profiles", {}, [["项目类别", "项目编码", "项目名称", "项目单位", "项目金额（万元）", "设立依据", "存续状态"],
                                 ["特定目标类", "P2", "大厅运维", "某局", 12.5, "三定方案", "新增"], ["人员类", "P1", "工资", "某局", 90, None, None]],
        [{"code": "P2", "name": "大厅运维", "total": 12_500_000, "basis": "三定方案", "category": "特定目标类"}],
    ),
    "measurement lines of projects": (
        "project_lines", {"merges": ("A2:A3", "B2:B3")},
        [["项目名称", "支出功能分类", "部门经济科目", "内容", "数量", "单价（元）", "次数", "金额（元）", "资金来源"], ["大厅运维", "2010306", "30201 办公费", "纸", 2, 100.5, 3, 603, FUND],
         [None, None, "30202", "印", 1, 50, 1, 50, "其他收入"], ["合计"] + [None] * 6 + [653]],
        [{"economic_code": "30201", "quantity": 2, "price": 10_050, "times": 3, "project": "大厅运维"}, {"economic_code": "30202", "fund": "其他收入", "price": 5_000}],
    ),
    "stock of vehicles": (
        "assets", {}, [["资产种类", "现有数量", "拟购置数量"], ["一般公务用车", "2辆", 0], ["执法执勤用车", 1, 1], ["合计", 3, 1]],
        [{"kind": "一般公务用车", "stock": 2, "purchase": 0}, {"kind": "执法执勤用车", "stock": 1, "purchase": 1}],
    ),
    "execution by 项": (
        "executions", {},
        [["2025年预算执行情况表"], [None, None, None, None, "单位：万元"], ["科目编码", "科目名称", "年初预算数", "2025年执行数", "执行率（%）"],
         ["201 一般公共服务支出", None, None, 10.5, "87.5"],
         ["2010301", "行政运行", 8, 7.5, "93.75"], ["2010306", "政务公开审批", 4, 3, 75], ["合计", None, 12, 10.5, "87.5"]],
        [{"function_code": "2010301", "amount": 7_500_000, "fund": FUND, "nature": "", "economic_code": ""},
         {"function_code": "2010306", "amount": 3_000_000}],
    ),
    "execution by project, added up by 项": (
        "executions", {},
        [["年度", "单位名称", "项目名称", "支出功能分类科目", "资金性质", "指标金额（元）", "累计支出（元）"],
         ["2025", "某局", "大厅运维", "2010306-政务公开审批", "一般公共预算", 100, 90.5], ["2025", "某局", "热线", "2010306-政务公开审批", "一般公共预算", 50, 40],
         ["2025", "某局", None, "2010301-行政运行", "一般公共预算", 9, 8], ["2025", "某局", "新项目", "2010306-政务公开审批", "政府性基金", 9, None]],
        [{"function_code": "2010306", "amount": 13_050, "nature": "项目"}, {"function_code": "2010301", "amount": 800, "nature": ""}],
    ),
}  # fmt: skip
NEEDS_MONEY = {"the platform's 支出预算明细", "政府采购预算汇总表 of the platform"}


def read(path, kind, **asked):
    return record_import.read(path, kind, CONTEXT, Asked(**asked))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_read_to_the_fen_in_its_order(tmp_path, shape):
    kind, more, rows, expected = SHAPES[shape]
    path = workbook(tmp_path, *rows, merges=more.get("merges", ()))
    asked = {name: value for name, value in more.items() if name != "merges"}
    if shape in NEEDS_MONEY:
        assert "没有写明金额单位" in messages(read(path, kind, **asked).rejects)[0]
        asked["money"] = "元"
    found = read(path, kind, **asked)
    assert messages(found.rejects) == []
    shown = [{"project": row.project} | {n: getattr(row.record, n, "") for n in each if n != "project"}
             for row, each in zip(found.rows, expected, strict=True)]  # fmt: skip
    assert [{name: row[name] for name in each} for row, each in zip(shown, expected, strict=True)] == expected
    sums = ("合计", "本年收入合计", "收入总计", "201 一般公共服务支出", "2010301 行政运行")
    assert found.agreed == sum((each[0] in sums[:3]) or (each[0] in sums and each[2] is None) for each in rows)


WRONG = {
    "a sum that is not that of the rows": ([PLAIN, ONE, ["合计"] + [None] * 4 + [100]], "第 3 行“金额”列：“合计”行写 100.00 元，各行相加为 100.50 元"),
    "no unit of money": ([[*PLAIN[:5], "金额"], ONE], "没有写明金额单位（列“金额”）"),
    "a code of another name": ([PLAIN, ["2010301", "30101 津贴补贴", *ONE[2:]]], "第 2 行“经济科目”列：编码 30101 是“基本工资”"),
    "a number as a text that is none": ([PLAIN, [*ONE[:5], "一百左右"]], "第 2 行“金额”列：“一百左右”不是金额"),
    "a fund that could be several": ([PLAIN, [*ONE[:4], "财政拨款", 5]], "第 2 行“资金来源”列：“财政拨款”不能确定是哪种资金"),
    "a sum across that does not fit": ([[*PLAIN[:4], "合计（元）", "事业收入（元）"], [*ONE[:4], 6, 5]], "“合计”6.00 元 ≠ 各列相加 5.00 元"),
    "an unknown column": ([[*PLAIN, "颜色"], [*ONE, "红"]], "第 1 行“颜色”列：不认识列“颜色”"),
    "another year": ([["年度", *PLAIN], [2025, *ONE]], "第 2 行“年度”列：账本中没有 2025 年的预算"),
    "one project code for two projects": ([["项目编码", *PLAIN], ["P9", "2010306", "30201", "项目", "甲", FUND, 1], ["P9", "2010306", "30201", "项目", "乙", FUND, 1]],
                                          "第 3 行“项目编码”列：项目编码“P9”重复：既用于“甲”又用于“乙”"),
    "two codes for one project": ([["项目编码", *PLAIN], ["P8", "2010306", "30201", "项目", "甲", FUND, 1], ["P9", "2010306", "30201", "项目", "甲", FUND, 1]],
                                  "项目“甲”有两个编码：P8 和 P9，请统一；确是两个项目的，请在其中一个的名称后注明区别"),
    "no rows": ([PLAIN], "表头下面没有数据行"),
    "nothing of the kind": ([["甲", "乙"], [1, 2]], "没有找到支出明细的表头"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_with_the_true_reason(tmp_path, wrong):
    rows, reason = WRONG[wrong]
    found = read(workbook(tmp_path, *rows), "lines")
    assert [reason in text for text in messages(found.rejects)] == [True], messages(found.rejects)
    assert messages(found.rejects)[0].startswith("文件“表.xlsx”工作表“明细”")
    assert found.rows == []


def test_columns_are_shown_with_values_and_what_is_not_data_is_listed(tmp_path):
    found = read(workbook(tmp_path, [*PLAIN, "是否政府采购"], [*ONE, "否"], ["合计"] + [None] * 4 + [100.5]), "lines")
    assert (found.columns["金额"], found.samples["金额"], found.ignored) == ("amount", ("100.5",), ["是否政府采购"])
    assert (found.passed_over, found.total, found.money) == (["第 3 行：合计行，与各行核对，不作为数据"], 10_050, "元")


def test_of_several_sheets_the_list_is_read_or_the_one_that_is_named(tmp_path):
    path = workbook(tmp_path, ["填表说明"], ["请如实填写"], sheets=[("支出", [PLAIN, ONE]), ("空", [])])
    found = read(path, "lines")
    assert (found.sheet, found.sheets, len(found.rows)) == ("支出", ("明细", "支出"), 1)
    assert "没有读取：明细" in found.notes[0]
    assert "没有找到支出明细的表头" in messages(read(path, "lines", sheet="明细").rejects)[0]
    with pytest.raises(UserError, match="没有工作表“丙”"):
        read(path, "lines", sheet="丙")


def test_of_several_sheets_that_are_lists_none_is_chosen_for_the_user(tmp_path):
    path = workbook(tmp_path, PLAIN, ONE, sheets=[("项目", [PLAIN, ONE, ONE]), ("空", [PLAIN])])
    found = read(path, "lines")
    assert ["有 2 张工作表都是支出明细（明细、项目），一次导入一张" in each for each in messages(found.rejects)] == [
        True
    ]
    assert (len(read(path, "lines", sheet="项目").rows), found.sheets) == (2, ("明细", "项目", "空"))


def test_money_that_came_back_is_taken_off_what_was_spent(tmp_path):
    head = ["功能科目", "资金性质", "支付金额（元）"]
    rows = [["2010301", FUND, 100], ["2010301", FUND, "-0.5"], ["2010306", FUND, -1]]
    found = read(workbook(tmp_path, head, *rows[:2]), "executions")
    assert ([row.amount for row in found.rows], found.rejects) == ([9_950], [])
    found = read(workbook(tmp_path, head, *rows), "executions")
    assert ["第 4 行“支付金额”列：同一科目相加为 -1.00 元" in each for each in messages(found.rejects)] == [True]


def test_an_empty_column_of_sources_says_as_much_as_none(tmp_path):
    found = read(
        workbook(tmp_path, ["会议名称", "人数", "金额（元）", "资金来源"], ["年会", 50, 100, None]), "event_plans"
    )
    assert (found.rejects, found.rows[0].record.fund, found.ignored) == ([], FUND, ["资金来源"])
    assert "没有资金来源列，按一般公共预算" in found.notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_files_with_english_headings_and_years(tmp_path, encoding):
    head = "year,function_code,economic_code,nature,project,fund,carry,amount_yuan,note\n"
    rows = (
        "2026,2010301,30101,人员,,一般公共预算,当年,100.50,\n2026,2010306,30209,项目,大厅,一般公共预算拨款,,2000,合同\n"
    )
    (tmp_path / "支出.csv").write_bytes((head + rows).encode(encoding))
    found = read(tmp_path / "支出.csv", "lines")
    assert [(row.amount, row.project, row.record.note, row.year) for row in found.rows] == [
        (10_050, "", "", 2026),
        (200_000, "大厅", "合同", 2026),
    ]


def test_what_was_decided_is_remembered_but_not_what_an_empty_cell_meant():
    asked = Asked({"颜色": "不导入"}, {"资金来源/财政拨款": FUND, "采购类别/（空）": "货物"}, "万元")
    record_import.remember("lines", asked)
    again = record_import.asked_with_memory("lines", Asked())
    assert (again.columns, again.words, again.money) == ({"颜色": "不导入"}, {"资金来源/财政拨款": FUND}, "")
    assert headers.remembered("incomes") == {}


def test_a_file_is_read_for_a_budget_of_a_book(wuxi_book):
    with Book.open_to_read(wuxi_book) as book:
        budget = book.budgets(book.units()[0].id)[-1]
        context = record_import.context_of(book, budget)
    assert (context.year, context.years) == (budget.year, (budget.year,))
    assert (len(context.projects) > 0, bool(context.unit[0])) == (True, True)


def test_what_was_spent_is_of_the_year_before_and_rows_added_up_are_said(tmp_path):
    head = ["年度", "功能科目", "执行数（元）"]
    path = workbook(tmp_path, head, ["2026", "2010301", 5])
    assert "这是 2026 年的数，应为 2025 年" in read(path, "executions").rejects[0].describe()
    path = workbook(tmp_path, head, ["2025", "2010301", 5], ["2025", "2010301", 6], ["2025", "2010306", None])
    found = read(path, "executions")
    assert [row.amount for row in found.rows] == [1_100]
    assert "第 2、3 行科目、性质和资金相同，相加为 11.00 元" in found.notes
    assert found.passed_over == ["第 4 行：没有填写执行数"]


def test_what_was_spent_is_taken_once(tmp_path):
    path = workbook(tmp_path, ["功能科目", "执行数（元）"], ["2010301", 5], ["2010306", 0])
    with Book.create(tmp_path / "a.mzb") as book:
        with book.operation("建立"):
            budget = book.budget_of_year(book.insert(Unit(name="某局", kind="行政")).id, 2026)
        kind = KINDS["executions"]
        counts = [record_taking.take(book, kind, read(path, kind.key).rows, lambda _: budget) for _ in range(2)]
        assert counts == [(2, 0, 0), (0, 0, 2)]
        assert [(e.function_code, e.amount) for e in book.records(Execution)] == [("2010301", 500), ("2010306", 0)]


def read_rows(tmp_path, kind, *rows, merges=()):
    return read(workbook(tmp_path, *rows, merges=merges), kind)


def test_code_and_name_of_what_is_bought_below_one_heading(tmp_path):
    """The code of the catalogue was once taken for what is bought, and its name left out."""
    rows = [
        ["单位：元", None, None, None], ["采购目录", None, "数量", "采购预算"], ["编码", "名称", None, None],
        ["C2104", "物业管理服务", 1, 96000], ["A02010105", "台式计算机", 8, 38400],
    ]  # fmt: skip
    found = read_rows(tmp_path, "procurements", *rows, merges=("A2:B2", "C2:C3", "D2:D3"))
    assert found.rejects == []
    assert [(row.record.item, row.record.kind, row.record.amount) for row in found.rows] == [
        ("物业管理服务", "服务", 9_600_000), ("台式计算机", "货物", 3_840_000)]  # fmt: skip


def test_what_was_spent_by_natures_in_columns(tmp_path):
    rows = [
        ["单位：元", None, None, None], ["功能科目", "支出合计", "基本支出", "项目支出"],
        ["2010350 事业运行", 930, 930, None], ["2010306 政务公开审批", 600, 85, 515], ["合计", 1530, 1015, 515],
    ]  # fmt: skip
    found = read_rows(tmp_path, "executions", *rows)
    assert found.rejects == []
    assert [(row.record.function_code, row.record.nature, row.record.amount) for row in found.rows] == [
        ("2010350", "", 93_000), ("2010306", "", 8_500), ("2010306", "项目", 51_500)]  # fmt: skip
    rows[3][1] = 601
    assert any("支出合计" in message for message in messages(read_rows(tmp_path, "executions", *rows).rejects))


def test_income_by_sources_in_columns_also_as_carried(tmp_path):
    rows = [
        ["单位：元", *[None] * 6], ["单位名称", "合计", "本年收入", None, None, "上年结转", None],
        [None, None, "一般公共预算", "事业收入", "其他收入", "一般公共预算", "政府性基金预算"], ["某局", 111, 80, 20, None, 4, 7],
    ]  # fmt: skip
    found = read_rows(tmp_path, "incomes", *rows, merges=("A2:A3", "B2:B3", "C2:E2", "F2:G2"))
    assert found.rejects == []
    assert [(row.record.source, row.record.carry, row.record.amount) for row in found.rows] == [
        (FUND, "当年", 8_000), ("事业收入", "当年", 2_000), (FUND, "结转", 400), ("政府性基金", "结转", 700)]  # fmt: skip
    rows[3][1] = 112
    assert len(read_rows(tmp_path, "incomes", *rows, merges=("A2:A3", "B2:B3", "C2:E2", "F2:G2")).rejects) == 1


def test_income_by_sources_beside_a_column_of_sources_is_asked_about(tmp_path):
    rows = [["收入项目", "一般公共预算（元）", "政府性基金（元）"], ["财政拨款", 1, 2]]
    assert "又按资金分列" in messages(read_rows(tmp_path, "incomes", *rows).rejects)[0]


@pytest.mark.parametrize(
    ("title", "fund"),
    [
        ("2025年政府性基金预算支出执行情况表", "政府性基金"),
        ("2025年一般公共预算财政拨款支出决算表", FUND),
        ("2025年财政拨款支出执行情况表", FUND),
        ("2025年支出执行情况表", FUND),
    ],
)
def test_without_a_column_of_sources_the_title_says_the_source(tmp_path, title, fund):
    """A list of 政府性基金 by its title was once taken for one of 一般公共预算."""
    rows = [[title, None], ["功能科目", "执行数（元）"], ["2120803", 5]]
    found = read_rows(tmp_path, "executions", *rows)
    assert [row.record.fund for row in found.rows] == [fund]
    assert any("没有资金来源列，按" in note and fund in note for note in found.notes)


@pytest.mark.parametrize(("name", "refused"), [("某局", False), ("别的局", True)])
def test_code_and_name_of_the_unit_beside_each_other_must_both_be_its_own(tmp_path, name, refused):
    rows = [
        ["2026年政府性基金预算支出明细表", *[None] * 5], ["单位编码", "单位名称", "科目编码及名称", "部门经济科目", "支出类别", "金额（元）"],
        ["101001", name, "2120803城市建设支出", "30201", "公用经费", 5],
    ]  # fmt: skip
    found = read_rows(tmp_path, "lines", *rows)
    assert [f"“{name}”不是这个单位" in message for message in messages(found.rejects)] == [True] * refused
    assert [(row.record.function_code, row.record.fund) for row in found.rows] == [("2120803", "政府性基金")] * (
        not refused
    )


@pytest.mark.parametrize(
    ("text", "fund"), [("单位资金-其他收入", "其他收入"), ("财政拨款/政府性基金预算", "政府性基金"), ("单位资金", None)]
)
def test_a_source_behind_its_group(text, fund):
    found = record_words.read_money(text)
    assert (found.fund if found else None) == fund
