"""Payrolls as units keep them: each shape in two wordings, nothing mapped by hand, nothing withheld becomes cost."""

import pytest
from openpyxl import Workbook

from desktop import pipeline
from desktop.catalog import policy
from desktop.intake import people_update, roster
from desktop.ledger.book import Book
from desktop.ledger.records import PayItem, Person
from tests import samples, xls
from tests.intake.payroll_files import a_row, refused
from tests.small_cases import small_cases

ITEMS = policy.load("national").items


@pytest.fixture
def payroll(tmp_path):
    """Write a workbook of {sheet: rows}, with merged cells where asked, and read it."""

    def make(sheets, merged=(), **options):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
            for cells in merged:
                sheet.merge_cells(cells)
        path = tmp_path / "工资.xlsx"
        book.save(path)
        return roster.read_roster(path, ITEMS, "事业", **options)

    return make


def said(found):
    return [finding.describe() for finding in found.rejects]


def pay(found):
    return [(row.person.name, row.person.kind, row.person.status, row.items) for row in found.people]


WIDE = [
    ("序号 姓名 职务工资 级别工资 工作性津贴 生活性补贴 艰苦边远地区津贴", "职务工资 级别工资 工作性津贴 生活性补贴 艰苦边远地区津贴"),
    ("人员姓名 岗位工资（元） 薪级 基础绩效 奖励性绩效 乡镇补贴 艰边津贴 车补",
     "岗位工资 薪级工资 基础性绩效工资 奖励性绩效工资 乡镇工作补贴 艰苦边远地区津贴 公务交通补贴"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "items"), WIDE)
def test_one_row_for_a_person_one_column_for_an_item_in_the_order_of_the_file(payroll, head, items):
    heads = head.split()
    named = next(n for n, text in enumerate(heads) if "姓名" in text)
    rows = [[*range(1, named + 1), name, *range(100, 100 + len(items.split()))] for name in "丙甲乙"]
    found = payroll({"Sheet1": [["某局工资表"], heads, *rows]})
    assert said(found) == []
    expected = {item: (100 + n) * 100 for n, item in enumerate(items.split())}
    assert pay(found) == [(name, "事业", "在职", expected) for name in "丙甲乙"]
    assert found.samples[heads[named]] == ("丙", "甲", "乙")


SHEETS = [
    (("在职", "离休", "退休", "编外"), [("事业", "在职"), ("事业", "离休"), ("事业", "退休"), ("编外", "编外")]),
    (("公务员工资", "事业人员工资", "退休人员", "聘用人员10月", "遗属补助"),
     [("行政", "在职"), ("事业", "在职"), ("事业", "退休"), ("编外", "编外"), ("遗属", "遗属")]),
]  # fmt: skip


@pytest.mark.parametrize(("names", "states"), SHEETS)
def test_a_sheet_s_name_says_the_kind_and_the_state_of_its_people(payroll, names, states):
    sheets = {name: [("姓名", "生活性补贴"), (f"甲{n}", 10)] for n, name in enumerate(names)}
    found = payroll({"说明": [("本表由办公室填",)], **sheets})
    assert said(found) == []
    assert [(row.person.kind, row.person.status) for row in found.people] == states
    assert [row.person.name for row in found.people] == [f"甲{n}" for n in range(len(names))]
    assert any("没有读取的工作表：说明" in note for note in found.notes)


def test_a_sheet_that_says_two_states_is_asked_and_a_column_beats_the_name(payroll):
    unclear = {"离退休": [("姓名", "退休费"), ("甲", 10)]}
    assert any("说不清是离休还是退休" in text for text in said(payroll(unclear)))
    found = payroll({"离退休": [("姓名", "人员类别", "退休费"), ("甲", "退休", 10)]})
    assert (said(found), pay(found)) == ([], [("甲", "事业", "退休", {"退休费": 1000})])


TWO_ROWS = [
    (("姓名", "应发", None, None, "扣款", None, "实发"), (None, "岗位工资", "薪级工资", "合计", "养老保险", "公积金", None),
     ("A1:A2", "B1:D1", "E1:F1", "G1:G2")),
    (("人员姓名", "应发工资", None, None, "代扣代缴", None, "实发合计"),
     (None, "岗位工资", "薪级", "小计", "职业年金", "个税", None), ("B1:D1", "E1:F1")),
]  # fmt: skip


@pytest.mark.parametrize(("upper", "lower", "merged"), TWO_ROWS)
def test_a_heading_in_two_rows_with_merged_groups(payroll, upper, lower, merged):
    rows = [upper, lower, ("甲", 300, 20, 320, 40, 10, 270), ("乙", 200, 10, 210, 20, 5, 185)]
    found = payroll({"10月": rows}, merged)
    assert said(found) == []
    assert [row.items for row in found.people] == [
        {"岗位工资": 30_000, "薪级工资": 2_000},
        {"岗位工资": 20_000, "薪级工资": 1_000},
    ]
    assert (found.withheld, found.gross) == ([lower[4], lower[5]], 53_000)


def test_what_stands_under_money_withheld_is_asked_even_under_the_name_of_a_pay_item(payroll):
    upper = ("姓名", "应发", None, "扣款", None)
    found = payroll({"a": [upper, (None, "岗位工资", "合计", "护理费", "爱心互助"), ("甲", 3, 3, 1, 1)]})
    assert [text.partition("：")[2] for text in said(found)] == [
        "不认识列“护理费”（在“扣款”下）；请指定它对应的字段，或指定为“不导入”",
        "不认识列“爱心互助”（在“扣款”下）；请指定它对应的字段，或指定为“不导入”",
    ]
    assert found.people == []


TOTALS = [
    (("办公室小计", "财务科小计", "合计"), 0),
    (("办公室合计（2人）", "小计：1人", "总 计"), 0),
    (("办公室合计（3人）", "小计", "总计"), 1),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "wrong"), TOTALS)
def test_rows_of_sums_are_left_out_and_compared(payroll, labels, wrong):
    head, (first, second, whole) = ("部门", "姓名", "岗位工资", "应发合计"), labels
    rows = [("办", "甲", 1, 1), ("办", "乙", 2, 2), (first, None, 3, 3), head, ("财", "丙", 4, 4), (second, None, 4, 4),
            (whole, None, 7, 7), ("制表：丁", None, None, "审核：")]  # fmt: skip
    found = payroll({"a": [head, *rows]})
    assert [row.person.name for row in found.people] == ["甲", "乙", "丙"]
    assert len(said(found)) == wrong
    assert any("跳过重复的表头和签字行 2 行" in note for note in found.notes)
    off = said(payroll({"a": [head, *rows[:2], (first, None, 3.5, 3)]}))
    assert any("第 4 行“岗位工资”列：合计行写 3.50 元，各行相加为 3.00 元" in text for text in off)


GROSS = [
    ("姓名 岗位工资 薪级工资 应发合计 代扣养老 公积金个人部分 个税 实发合计", ["代扣养老", "公积金个人部分", "个税"]),
    ("姓名 岗位工资 薪级 应发工资 个人缴纳养老保险 住房公积金（个人） 代扣个人所得税 实发工资",
     ["个人缴纳养老保险", "住房公积金（个人）", "代扣个人所得税"]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "withheld"), GROSS)
def test_money_withheld_never_becomes_cost_and_what_was_paid_is_compared(payroll, head, withheld):
    found = payroll({"a": [head.split(), ("甲", 300, 20, 320, 30, 20, 1, 269)]})
    assert (said(found), found.withheld, found.gross) == ([], withheld, 32_000)
    assert found.sums == {"岗位工资": 30_000, "薪级工资": 2_000}
    wrong = said(payroll({"a": [head.split(), ("甲", 300, 20, 320, 0, 0, 0, 0), ("乙", 300, 20, 330, 0, 0, 0, 0)]}))
    column = head.split()[3]
    assert wrong == [
        f"文件“工资.xlsx”工作表“a”第 3 行“{column}”列：乙应发 330.00 元，读入的工资项相加为 320.00 元，相差 10.00 元；"
        "请核对是否有工资项没有读入，不需要核对时把该列指定为“不导入”",
        f"文件“工资.xlsx”工作表“a”“{column}”列：应发共 650.00 元，读入的工资项共 640.00 元，相差 10.00 元",
    ]


def test_a_column_called_just_sum_is_compared_where_only_pay_can_be_in_it(payroll):
    wrong = said(payroll({"a": [("姓名", "岗位工资", "薪级工资", "合计"), ("甲", 1, 2, 4)]}))
    assert "甲应发 4.00 元，读入的工资项相加为 3.00 元" in wrong[0]
    found = payroll({"a": [("姓名", "岗位工资", "代扣养老", "合计"), ("甲", 1, 2, 3)]})
    assert (said(found), found.ignored) == ([], ["合计"])
    chosen = payroll({"a": [("姓名", "合计"), ("甲", 3)]}, mapping={"合计": "退休费"})
    assert (said(chosen), chosen.sums) == ([], {"退休费": 300})


def test_an_unusual_name_is_asked_and_what_is_decided_is_not_cost(payroll):
    sheet = {"a": [("姓名", "岗位工资", "爱心互助", "应发合计"), ("甲", 300, 5, 300)]}
    assert ["不认识列“爱心互助”" in text for text in said(payroll(sheet))] == [True]
    for choice in ("代扣", "不导入"):
        found = payroll(sheet, mapping={"爱心互助": choice})
        assert (said(found), found.sums) == ([], {"岗位工资": 30_000})
    cost = payroll(sheet, mapping={"爱心互助": "护理费"})
    assert any("相差 -5.00 元" in text for text in said(cost))


@pytest.mark.parametrize("head", ["身份证号", "居民身份证号"])
def test_of_an_identity_number_only_the_last_places_are_kept(payroll, head, tmp_path):
    rows = [("姓名", head, "岗位工资"), ("张伟", "11010119900307001X", 1), ("张伟", "110101199003070022", 2)]
    found = payroll({"a": rows})
    assert said(found) == []
    assert [row.person.code for row in found.people] == ["张伟*001X", "张伟*0022"]
    assert head not in found.samples
    assert "与第 2 行重复" in said(payroll({"a": [*rows, rows[1]]}))[0]
    assert "位数不对" in said(payroll({"a": [rows[0], ("李", "123", 1)]}))[0]
    assert "编号被存成了数字" in said(payroll({"a": [rows[0], ("李", 110101199003070022, 1)]}))[0]
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        assert people_update.add_people(book, budget, found.people) == (2, 0)
        assert people_update.add_people(book, budget, found.people) == (0, 2)
    assert b"199003070022" not in path.read_bytes()


def test_an_old_workbook_is_read_by_its_sheets(tmp_path):
    sheets = {
        "在职": [["姓名", "应发", None, None, "扣款"], [None, "岗位工资", "薪级工资", "合计", "公积金"], ["甲", 300.0, 20.5, 320.5, 9.0]],
        "退休人员": [["姓名", "退休人员补贴", "应发数"], ["乙", 50.0, 50.0], ["合计", 50.0, 50.0]],
    }  # fmt: skip
    found = roster.read_roster(xls.write(tmp_path / "老.xls", sheets), ITEMS, "行政")
    assert said(found) == []
    assert pay(found) == [
        ("甲", "行政", "在职", {"岗位工资": 30_000, "薪级工资": 2_050}),
        ("乙", "行政", "退休", {"退休人员补贴": 5_000}),
    ]
    sheets["退休人员"][2][1] = 51.0
    wrong = roster.read_roster(xls.write(tmp_path / "老.xls", sheets), ITEMS, "行政")
    assert "工作表“退休人员”第 3 行“退休人员补贴”列" in said(wrong)[0]


@pytest.mark.parametrize(
    ("second", "asked"),
    [
        ((None, 20.5), "岗位工资是空的，上下两行都有数"),
        ((None, None), "岗位工资、薪级工资是空的，上下两行都有数"),
        (("-", 0.0), ""),
        ((300.0, 20.5), ""),
        ((None, 20.5, 20.5), ""),
    ],
)
def test_pay_missing_between_two_who_have_it_is_asked_about_in_an_old_workbook_only(tmp_path, second, asked):
    """An .xls has no checksums: of 134 damaged ones two came without a person's pay. A sum of the row proves it."""
    rows = [
        ["姓名", "岗位工资", "薪级工资", "应发"],
        ["甲", 300.0, 20.0, 320.0],
        ["乙", *second],
        ["丙", 310.0, 21.0, 331.0],
    ]
    rows = rows if len(second) == 3 else [row[:3] for row in rows]
    asking = said(roster.read_roster(xls.write(tmp_path / "老.xls", {"在职": rows}), ITEMS, "行政"))
    assert [asked in text and "旧版 .xls 没有校验" in text for text in asking] == [True] * bool(asked)
    book = Workbook()
    book.active.title = "在职"
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "新.xlsx")
    assert said(roster.read_roster(tmp_path / "新.xlsx", ITEMS, "行政")) == []


def test_words_are_translated_and_what_a_user_decides_holds(payroll):
    head = ("姓名", "身份", "人员状态", "岗位工资")
    rows = [("甲", "事业编", "在编", 1), ("乙", "聘用制", None, "-"), ("丙", "退休", None, None)]
    found = payroll({"a": [head, *rows]})
    assert [state[1:3] for state in pay(found)] == [("事业", "在职"), ("编外", "编外"), ("事业", "退休")]
    assert found.words == {"事业编": "事业", "在编": "在职", "聘用制": "编外"}
    strange = {"a": [head, ("甲", None, "借调", 1)]}
    assert "“借调”不在可选范围内" in said(payroll(strange))[0]
    assert pay(payroll(strange, words={"借调": "在职"}))[0][2] == "在职"
    assert "不一致" in said(payroll({"a": [head, ("甲", "退休", "在职", 1)]}))[0]


def test_what_the_file_has_no_column_for_stays(payroll, tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        before = next(p for p in book.records(Person, budget_id=budget.id) if p.code == "S1")
        found = payroll({"a": [("工号", "姓名", "岗位工资"), ("S1", "新名", 1)]})
        people_update.add_people(book, budget, found.people)
        after = next(p for p in book.records(Person, budget_id=budget.id) if p.code == "S1")
        assert (after.name, after.post, after.kind, after.first_month) == (
            "新名", before.post, before.kind, before.first_month,
        )  # fmt: skip
        assert [item.item for item in book.records(PayItem, person_id=after.id)] == ["岗位工资"]


def test_a_payroll_without_codes_brings_the_people_of_the_book_up_to_date_and_doubles_nobody(payroll, tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    first = payroll({"a": [("工号", "姓名", "岗位工资"), ("N1", "甲", 1), ("N2", "张伟", 1), ("N3", "张伟", 2)]})
    second = payroll({"a": [("姓名", "身份证号", "岗位工资"), ("甲", "11010119900307001X", 5), ("丁", None, 1)]})
    other = payroll({"a": [("姓名", "身份证号", "岗位工资"), ("丁", "110101199003070022", 6), ("张伟", None, 7)]})
    two = payroll({"a": [("姓名", "身份证号", "岗位工资"), ("丁", "110101199003070033", 6)]})
    with Book.open(path) as book:
        budget = pipeline.newest_budget(book)
        people_update.add_people(book, budget, first.people)
        assert people_update.add_people(book, budget, second.people) == (1, 1)
        assert people_update.add_people(book, budget, other.people) == (1, 1)
        assert people_update.add_people(book, budget, two.people) == (1, 0)
        people = [(p.code, p.name) for p in book.records(Person, budget_id=budget.id)][-6:]
        assert people == [
            ("N1", "甲"), ("N2", "张伟"), ("N3", "张伟"), ("丁*0022", "丁"), ("", "张伟"), ("丁*0033", "丁"),
        ]  # fmt: skip


# below the file: what a row says ------------------------------------------------------------------------


def read(cells, items=("岗位工资", "车补"), kind="事业", **options):
    """Return the reader of a row and what it read of one person."""
    row = a_row({"name": "张三"} | cells, **options)
    return row, row.person({item: item for item in items}, kind)


@small_cases(
    ("cells", "fund", "shares"),
    [
        ({}, "一般公共预算", []),
        ({"fund": ""}, "一般公共预算", []),
        ({"fund": "事业收入"}, "事业收入", []),
        ({"fund": "事业收入100%"}, "事业收入", []),
        ({"fund": "非税收入"}, "一般公共预算", [("一般公共预算", "非税", "100")]),
        ({"fund": "事业收入60%/一般公共预算40%"}, "事业收入", [("事业收入", "", "60"), ("一般公共预算", "", "40")]),
        ({"share:事业收入": "100"}, "事业收入", []),
        (
            {"share:事业收入": "40", "share:一般公共预算": "60"},
            "一般公共预算",
            [("一般公共预算", "", "60"), ("事业收入", "", "40")],
        ),
    ],
)
def test_who_bears_a_person_alone_is_the_person_s_fund_and_several_are_shares(cells, fund, shares):
    """The fund of a person is then the first of them; a part of a fund (非税收入) is always a share."""
    row, found = read(cells)
    assert (found.person.fund, refused(row)) == (fund, [])
    assert [(each.fund, each.subsource, each.percent) for each in found.shares] == shares
    assert ("fund" in found.filled) is bool(cells)


def test_who_first_takes_up_work_this_year_is_paid_from_that_month_unless_the_file_says_another():
    _, found = read({"began": "2027-04", "kind": "行政"})
    assert (found.person.first_job, found.person.first_month, found.person.kind) == (1, 4, "行政")
    assert {"first_job", "first_month", "kind"} <= found.filled
    _, found = read({"began": "2027-04"}, sheet="参公人员")
    assert found.filled == {"name", "began", "kind", "status", "first_job", "first_month"}
    _, found = read({"began": "2027-04", "first_month": "5"})
    assert (found.person.first_job, found.person.first_month) == (1, 5)
    _, found = read({"began": "2026-04"})
    assert (found.person.first_job, found.person.first_month, found.filled) == (0, 1, {"name", "began"})


def test_a_row_is_of_somebody_and_its_last_month_is_none_before_the_first():
    for who in ({"name": "张三"}, {"name": "", "code": "A1"}, {"name": "", "post": "司机"}):
        assert refused(read(who)[0]) == []
    assert refused(read({"name": ""})[0]) == [("name", "没有姓名、编号或岗位，不知道是谁的金额，请补充")]
    assert refused(read({"first_month": "6", "last_month": "6"})[0]) == []
    assert refused(read({"first_month": "6", "last_month": "5"})[0]) == [
        ("last_month", "截止月 5 早于起始月 6，请核对")
    ]


def test_a_field_is_read_as_what_it_is():
    """A month from 1 to 12, a number of people from 1 on, years in a township that may be unknown, 是 or 否."""
    row, found = read({"first_month": "1", "last_month": "12", "headcount": "", "first_job": "是", "centre": "总部"})
    person = found.person
    assert (person.first_month, person.last_month, person.headcount, person.first_job, person.centre) == (
        1, 12, 1, 1, "总部",
    )  # fmt: skip
    assert (person.town_years, refused(row)) == (None, [])
    assert [read({"town_years": text})[1].person.town_years for text in ("", "0", "60")] == [None, 0, 60]
    wrong, _ = read({"first_month": "0", "last_month": "13", "headcount": "0", "town_years": "61"})
    assert [column for column, _ in refused(wrong)] == ["first_month", "last_month", "headcount", "town_years"]
    row, found = read({"name": "张\u3000三", "code": "1.5E+17"})
    assert (found.person.name, [column for column, _ in refused(row)]) == ("张三", ["code"])
    row, found = read({"function_code": "2080501 行政单位离退休"})
    assert (found.person.function_code, refused(row)) == ("2080501", [])
    assert refused(read({"function_code": "离退休"})[0])[0][1].startswith("“离退休”：")
    assert "离退休" not in refused(read({"function_code": "9999999 离退休"})[0])[0][1]
    former = {"function_code": "2010308 信访事务"}
    assert "在 2027 年不能使用" in refused(read(former)[0])[0][1]
    assert refused(read(former, year=0)[0]) == [], "without a year, those of 2023"


def test_pay_items_are_those_with_money_and_all_with_a_column_are_known():
    """A dash is no amount where money stands, and a text like any other in a field."""
    row, found = read({"岗位工资": "12.5", "车补": "—", "post": "—"})
    assert (found.items, found.paid, found.person.post) == ({"岗位工资": 1250}, {"岗位工资", "车补"}, "—")
    assert (row.is_blank("车补"), row.is_blank("gross"), row.gross) == (False, True, 0)
    _, found = read({"base:养老": "5000", "retires": "2027-03"}, items=())
    assert (found.bases, [each.what for each in found.changes], found.paid) == ({"养老": 500_000}, ["退休"], set())


@small_cases(
    ("cells", "sheet", "kind", "status", "filled"),
    [
        ({}, "a", "事业", "在职", ""),
        ({"kind": "行政"}, "a", "行政", "在职", "kind"),
        ({"kind": "退休"}, "a", "事业", "退休", "kind status"),
        ({"status": "编外"}, "a", "编外", "编外", "kind status"),
        ({"kind": "行政", "status": "退休"}, "离休", "行政", "退休", "kind status"),
        ({"kind": "行政"}, "参公人员", "行政", "在职", "kind status"),
        ({}, "参公人员", "参公", "在职", "kind status"),
        ({"status": "退休"}, "参公人员", "参公", "退休", "kind status"),
        ({"kind": "退休"}, "离休", "事业", "退休", "kind status"),
        ({"kind": "编外", "status": "在职"}, "a", "编外", "在职", "kind status"),
    ],
)
def test_the_kind_and_state_of_a_person_are_those_of_the_row_else_of_the_sheet(cells, sheet, kind, status, filled):
    row, found = read(cells, sheet=sheet)
    assert (found.person.kind, found.person.status, refused(row)) == (kind, status, [])
    assert found.filled == {"name", *cells, *filled.split()}


@small_cases(
    ("name", "part", "status"),
    [
        ("张三（退休）", "", "退休"),
        ("张三（退休）", "离休人员", "退休"),
        ("张三", "离休人员", "离休"),
        ("张三", "", "编外"),
    ],
)
def test_what_stands_behind_a_name_goes_before_its_part_of_the_sheet_and_that_before_the_sheet(name, part, status):
    _, found = read({"name": name}, part=part, sheet="编外人员")
    assert found.person.status == status


def test_a_row_that_says_two_states_is_asked_and_so_is_a_sheet_that_says_two():
    row, _ = read({"kind": "退休", "status": "在职"})
    assert refused(row) == [("status", "状态与类别列不一致：一处是在职，一处是退休，请核对")]
    assert refused(read({"kind": "退休", "status": "退休"})[0]) == []
    asked = [column for column, message in refused(read({}, sheet="离退休")[0]) if "说不清是离休还是退休" in message]
    assert asked == ["status"]
    assert refused(read({"status": "退休"}, sheet="离退休")[0]) == []
    assert refused(read({}, sheet="离退休", words={"工作表/离退休": "退休"})[0]) == []


def test_words_are_noted_where_they_mean_another_and_asked_where_nobody_knows_them():
    row, _ = read({"kind": "聘用制", "status": "在编"})
    assert (row.translated, row.unknown) == ({"聘用制": "编外", "在编": "在职"}, [])
    row, _ = read({"kind": "行政", "status": ""})
    assert (row.translated, row.unknown) == ({}, [])
    row, found = read({"kind": "天外来客"})
    assert (row.translated, row.unknown, found.person.kind) == ({}, ["天外来客"], "事业")
    assert refused(row)[0][0] == "kind"
    assert "请填：行政、参公、事业、工勤、编外、遗属；或指定" in refused(row)[0][1]


@small_cases(
    ("number", "code"),
    [
        ("11010119900307001x", "张三*001X"),
        (" 110101 19900307 0022 ", "张三*0022"),
        ("110101900307002", "张三*7002"),
        ("**************0022", "张三*0022"),
        ("**002X", "张三*002X"),
        ("", ""),
    ],
)
def test_the_last_four_places_of_an_identity_number_tell_namesakes_apart(number, code):
    row, found = read({"identity": number})
    assert (found.person.code, refused(row)) == (code, [])


@small_cases("number", ["12345", "1101011990030700222", "*0022", "**00", "11010119900307001Y"])
def test_an_identity_number_of_another_length_is_asked_and_not_kept(number):
    row, found = read({"identity": number})
    assert (found.person.code, [column for column, _ in refused(row)]) == ("", ["identity"])


def test_an_identity_number_is_not_looked_at_where_there_is_a_code_or_no_name():
    assert read({"identity": "11010119900307001X", "code": "A1"})[1].person.code == "A1"
    assert read({"identity": "11010119900307001X", "name": "", "post": "司机"})[1].person.code == ""
    row, found = read({"identity": "1.10101E+17"})
    assert (found.person.code, len(refused(row))) == ("", 1)


def test_what_was_paid_is_the_sum_of_what_is_read_with_or_without_what_is_left_out():
    def compared(gross, **more):
        row, _ = read({"岗位工资": "10", "车补": "2"} | more | {"gross": gross}, left_out=[3, 4, 99])
        return row.gross, [message.partition("；")[0] for _, message in refused(row)]

    assert compared("12") == (1200, [])
    assert compared("") == compared("—") == (0, [])
    assert compared("15.5", a="3", b="0.5") == (1550, [])
    assert compared("15", a="3", b="无") == (1500, [])
    assert compared("12", a="3") == (1200, [])
    assert compared("11", a="3") == (
        1100, ["张三应发 11.00 元，读入的工资项相加为 12.00 元，相差 -1.00 元"]
    )  # fmt: skip
    row, _ = read({"gross": "很多"})
    assert (row.gross, [column for column, _ in refused(row)]) == (0, ["gross"])
    nameless = [read({"name": "", "gross": "1"} | who)[0] for who in ({"code": "A1", "post": "司机"}, {"post": "司机"})]
    assert [refused(row)[-1][1][:5] for row in nameless] == ["A1应发 ", "司机应发 "]
