"""Rosters: mapped columns, two-row headers, subtotals compared, every refused cell named, one undoable operation."""

import pytest
from openpyxl import Workbook

from desktop import pipeline
from desktop.catalog import policy
from desktop.intake import headers, people_update, roster
from desktop.ledger.book import Book
from desktop.ledger.records import PayItem, Person
from tests import samples

ITEMS = policy.load("example").items
HEAD = ("序号", "姓名", "工号", "人员状态", "岗位工资（元/月）", "薪级工资", "身份证号")
ROWS = ((1, "甲", "001", "在职", 3010, "2,460.50", "x"), (2, "乙", "002", "退休", None, None, "y"))


@pytest.fixture
def sheet(tmp_path):
    def make(*rows, name="花名册.xlsx"):
        book = Workbook()
        book.active.title = "人员"
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as opened:
        yield opened


def reading(path, **options):
    return roster.read_roster(path, ITEMS, "事业", **options)


def said(path, **options):
    return [finding.describe() for finding in reading(path, **options).rejects]


def test_a_roster_is_read_below_its_title_with_units_in_the_header(sheet):
    found = reading(sheet(("某单位花名册",), HEAD, *ROWS))
    assert found.rejects == []
    first, second = found.people
    assert (first.person.name, first.person.code, first.person.kind) == ("甲", "001", "事业")
    assert first.items == {"post_wage": 301_000, "grade_wage": 246_050}
    assert (second.person.status, second.items) == ("退休", {})
    assert found.ignored == ["序号", "身份证号"]
    assert found.sums == {"post_wage": 301_000, "grade_wage": 246_050}


def test_a_month_s_amount_of_what_is_entered_by_the_year_is_pointed_out(sheet):
    def notes(*head):
        items = {"post": "岗位工资", "reward": "奖励性绩效工资"}
        path = sheet(("姓名", "岗位工资", *head), ("甲", 3000, 500, 3500))
        found = roster.read_roster(path, items, "事业", yearly=frozenset({"reward"}))
        assert found.rejects == []
        return [note for note in found.notes if "没有乘 12" in note]

    (note,) = notes("奖励绩效", "应发合计")
    assert "列“奖励绩效”在工资表里是一个月的数，“奖励性绩效工资”按全年数计算" in note
    assert notes("奖励绩效", "备注") == [], "a roster says what is entered; only a payroll is of a month"


def test_a_merged_header_over_two_rows(sheet):
    found = reading(sheet(("姓名", "基本工资", None), (None, "岗位工资", "薪级工资"), ("甲", 1, 2)))
    assert found.rejects == []
    assert found.people[0].items == {"post_wage": 100, "grade_wage": 200}


def test_subtotals_are_compared_and_not_imported(sheet):
    rows = (("姓名", "岗位工资"), ("甲", 100), ("乙", 200), ("小计", 300), ("丙", 50), ("合 计", 350))
    found = reading(sheet(*rows))
    assert (found.rejects, len(found.people)) == ([], 3)
    assert found.sums == {"post_wage": 350_00}
    assert reading(sheet(*rows[:-1], ("合计", 351))).sums == {}, "sums of what was refused would be a part or 0.00"
    wrong = said(sheet(*rows[:-1], ("合计", 351)))
    assert wrong == [
        "文件“花名册.xlsx”工作表“人员”第 6 行“岗位工资”列：合计行写 351.00 元，各行相加为 350.00 元，请核对是否漏行或改动"
    ]


BAD = [
    (("姓名", "岗位工资"), ("甲", "三千"), "第 2 行“岗位工资”列"),
    (("姓名", "岗位工资"), (None, 300), "没有姓名、编号或岗位"),
    (("姓名", "人员状态"), ("甲", "借调"), "“借调”不在可选范围内，请填：在职、拟招"),
    (("姓名", "起始月"), ("甲", 13), "请填 1 到 12 的整数"),
    (("姓名", "起始月", "截止月"), ("甲", 9, 3), "截止月 3 早于起始月 9"),
    (("姓名", "人数"), ("甲", 1.5), "“1.5”不对"),
    (("姓名", "资金来源"), ("甲", "上级"), "请填：一般公共预算"),
    (("姓名", "工号"), ("甲", 110101199003070011), "编号被存成了数字"),
    (("姓名", "神秘津贴"), ("甲", 1), "不认识列“神秘津贴”"),
    (("姓名", "岗位工资（万元）"), ("甲", 1), "以万元为单位"),
    (("姓名", "姓名"), ("甲", "甲"), "重复"),
    (("岗位工资", "薪级工资"), (1, 2), "缺少列：姓名、人员编号或岗位"),
    (("颜色", "形状"), ("红", "圆"), "没有找到表头"),
    (("姓名", "岗位工资"), (None, None), "没有数据行"),
]


def test_a_payroll_of_units_is_told_from_one_of_people(sheet):
    head, row = ("单位编码", "事业在职人数", "岗位工资", "事业基本工资"), ("101002", 8, 480000, 1)
    assert ["按单位汇总的工资表没有人员" in each for each in said(sheet(head, row))] == [True]


@pytest.mark.parametrize(
    ("title", "heading", "words"),
    [
        ("2025年一季度工资发放表", "岗位工资", "表名写的是全年数或几个月的数"),
        ("2025年1—12月工资汇总表", "岗位工资", "表名写的是全年数或几个月的数"),
        ("2025年工资表", "岗位工资（元/年）", "列“岗位工资”写的是全年数"),
        ("2025年1-6月月均工资表", "岗位工资（元/月）", ""),
    ],
)
def test_pay_of_several_months_is_not_taken_for_that_of_one(sheet, title, heading, words):
    found = said(sheet((title,), ("姓名", heading), ("甲", 29280)))
    assert [words in each for each in found] == [True] * bool(words)


def test_a_title_that_names_a_year_and_no_month_is_mentioned(sheet):
    found = reading(sheet(("2025年度人员工资预算表",), ("姓名", "岗位工资"), ("甲", 2440)))
    assert (found.rejects, ["没有写月份" in note for note in found.notes]) == ([], [True])


@pytest.mark.parametrize(("head", "row", "words"), BAD)
def test_every_refusal_is_named(sheet, head, row, words):
    found = said(sheet(head, row))
    assert len(found) == 1
    assert words in found[0]
    assert "文件“花名册.xlsx”" in found[0]


def test_a_code_twice(sheet):
    assert "编号“001”与第 2 行重复" in said(sheet(("工号",), ("001",), ("001",)))[0]


def test_a_chosen_column_is_remembered(sheet):
    path = sheet(("姓名", "职务工资", "神秘津贴"), ("甲", 1, 2))
    mapping = {"职务工资": "post_wage", "神秘津贴": headers.IGNORED}
    assert reading(path, mapping=mapping).people[0].items == {"post_wage": 100}
    headers.remember("roster", mapping)
    headers.remember("projects", {"甲": "project"})
    assert headers.remembered("roster") == mapping
    assert "没有字段“工资”" in said(path, mapping={"职务工资": "工资"})[0]


def test_import_is_one_step_and_brings_known_people_up_to_date(sheet, book):
    budget = pipeline.newest_budget(book)
    before, count = book.fingerprint(), len(book.records(Person, budget_id=budget.id))
    found = reading(sheet(("工号", "姓名", "岗位工资"), ("S1", "甲", 9000), ("N1", "乙", 1)))
    assert people_update.add_people(book, budget, found.people) == (1, 1)
    people = book.records(Person, budget_id=budget.id)
    assert len(people) == count + 1
    known = next(p for p in people if p.code == "S1")
    assert [(i.item, i.amount) for i in book.records(PayItem, person_id=known.id)] == [("post_wage", 900_000)]
    assert book.undo().name == "导入花名册 2 行"
    assert book.fingerprint() == before


def test_titles_of_departments_and_of_kinds_of_people_are_no_people(sheet):
    head = ("姓名", "岗位工资", "薪级工资", "合计")
    found = reading(
        sheet(head, ("一、在职人员",), ("办公室",), ("甲", 2600, 2000, 4600), ("小计", 2600, 2000, 4600),
              ("二、退休人员（1人）",), ("丙", 100, None, 100), ("注：退休人员由财政发放，本表不含聘用人员。", 1))
    )  # fmt: skip
    assert [(row.person.name, row.person.status) for row in found.people[:2]] == [("甲", "在职"), ("丙", "退休")]
    assert [line for line in found.passed_over if "标题" in line] == [
        "工作表“人员”第 2 行：“一、在职人员”是下面几行的标题，不是人员",
        "工作表“人员”第 3 行：“办公室”是下面几行的标题，不是人员",
        "工作表“人员”第 6 行：“二、退休人员（1人）”是下面几行的标题，不是人员",
    ]


def test_amounts_of_a_whole_year_are_not_taken_for_those_of_a_month(sheet):
    rows = ("姓名", "岗位工资"), ("甲", 31200)
    assert "全年数" in said(sheet(("2027年人员工资测算表（全年数）",), *rows))[0]
    assert said(sheet(("2027年人员工资表（元/月）",), *rows)) == []


def test_sums_and_remarks_under_other_words_are_no_people_and_brackets_say_what_somebody_is(sheet):
    head = ("姓名", "岗位工资", "薪级工资")
    rows = ("甲", 2600, 2000), ("乙（退休）", 100, 0), ("丙（借调）", 1, 1), ("共计", 2701, 2001), ("注：甲三月退休",)
    found = reading(sheet(head, *rows))
    assert found.rejects == []
    assert [row.person.status for row in found.people] == ["在职", "退休", "在职"]
    assert found.passed_over[-1] == "工作表“人员”第 6 行：说明文字，不作为数据"


def test_a_name_that_stands_twice_is_two_people_and_that_is_said(sheet):
    """They may be two people; a row that was doubled by mistake would cost a year's pay without a word."""
    found = reading(sheet(("姓名", "岗位工资"), ("张三", 1000), ("李四", 1000), ("张三", 1000)))
    assert [row.person.name for row in found.people] == ["张三", "李四", "张三"]
    assert [note for note in found.notes if "张三" in note] == [
        "姓名“张三”有 2 行，按 2 个人导入；如果是同一个人，请在文件中删去多余的行"
    ]
    assert not any("李四" in note for note in found.notes)
