"""Amounts in larger units and one row for each pay item, turned into the usual shape; titles that speak of money."""

import pytest

from desktop.intake.payroll_tables import reshaped
from desktop.intake.payroll_words import GROSS, IGNORED, WITHHELD
from desktop.outside.source_files import SourceRow, SourceTable
from tests.intake.payroll_files import pay, reader, said

IDS = ("11010119900307001X", "110101198507010022")
PAY = {"张三": {"岗位工资": 301_050, "薪级工资": 100_000}, "李小四": {"岗位工资": 200_000, "薪级工资": 50_000}}


@pytest.fixture
def payroll(tmp_path):
    return reader(tmp_path)


def test_titles_over_the_heading_that_speak_of_money_withheld_and_names_made_as_long_as_others(payroll):
    rows = [("某县畜牧站2026年10月工资发放及代扣明细表",), ("单位：某县畜牧站", None, None, "单位：元"),
            ("薪级工资（元）", "代扣个税", "姓 名", "岗位 工资"), ("1,000.00", 3, "张  三", "3,010.50"),
            (500, 0, "李小四", 2000), (None, None, "合　计", "5010.5"), (), ("制表人：王", None, "审核：")]  # fmt: skip
    found = payroll({"10月": rows}, ("A1:D1",))
    assert (said(found), pay(found), found.withheld) == ([], PAY, ["代扣个税"])
    assert found.passed_over == [
        "工作表“10月”第 6 行：合计行，已与各行核对，不作为数据", "工作表“10月”第 8 行：重复的表头或签字",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "heads", "values"),
    [("单位：百元", ("岗位工资", "薪级工资"), ("30.105", "20", 10, 5)),
     ("金额单位:千元", ("岗位工资", "薪级工资"), ("3.0105", "2.0", 1, 0.5)),
     ("某站", ("岗位工资（百元）", "薪级工资（元）"), (30.105, 20, "1,000", 500)),
     *((title, ("岗位工资", "薪级工资"), (0.30105, 0.2, 0.1, 0.05))
       for title in ("单位：万元", "单位：（万元）", "（万元）", "万元", "金额：万元", "计量单位：万 元"))],
)  # fmt: skip
def test_amounts_in_larger_units_are_turned_into_yuan_and_it_is_said(payroll, title, heads, values):
    rows = [("工资表", title), ("序号", "姓名", "年龄", *heads), (1, "张三", 40, values[0], values[2]),
            (2, "李小四", 50, values[1], values[3])]  # fmt: skip
    found = payroll({"a": rows})
    assert (said(found), pay(found)) == ([], PAY)
    assert any("已换算成元" in note for note in found.notes)


def test_a_unit_of_money_below_the_heading_is_not_that_of_the_amounts(payroll):
    rows = [("工资表", "单位：元"), ("姓名", "岗位工资", "薪级工资"), ("张三", "3010.5", "1000"), ("李小四", "2000", "500"),
            ("合计", "5010.5", "1500"), ("注：拨款单位：千元",)]  # fmt: skip
    found = payroll({"a": rows})
    assert (pay(found), found.notes) == (PAY, ())


def test_one_row_for_each_pay_item_is_gathered_by_person(payroll):
    rows = [("姓名", "身份证号", "工资项目", "金额", "备注"), ("张三", IDS[0], "岗位工资", 3010.5),
            (None, None, "薪级工资", 1000), (None, None, "代扣养老", 99), ("李小四", IDS[1], "薪级工资", 500),
            ("李小四", IDS[1], "岗位工资", "2,000"), ("合计", None, None, 6609.5)]  # fmt: skip
    found = payroll({"明细": rows})
    assert (said(found), pay(found), found.withheld) == ([], PAY, ["代扣养老"])
    assert [row.person.code for row in found.people] == ["张三*001X", "李小四*0022"]
    assert any("已按人合并成 2 人" in note for note in found.notes)
    twice = payroll({"明细": [*rows[:3], (None, None, "薪级工资", 7), *rows[3:]]})
    assert ["“薪级工资”有两行" in text for text in said(twice)] == [True]
    assert any("没有写是谁的" in text for text in said(payroll({"明细": [rows[0], (None, None, None, 7)]})))


def test_a_heading_in_three_rows(payroll):
    rows = [("10月",), ("姓名", "应发工资", None, None, None, "扣款", None, "实发"),
            (None, "基本工资", None, "津补贴", "应发合计", "保险", None, None),
            (None, "岗位工资", "薪级工资", "乡镇补贴", None, "养老", "其他", None),
            ("张三", 1, 2, 3, 6, 1, 1, 4)]  # fmt: skip
    merged = ("A2:A4", "B2:E2", "B3:C3", "E3:E4", "F2:G2", "F3:G3", "H2:H4")
    found = payroll({"a": rows}, merged)
    assert (said(found), pay(found)) == ([], {"张三": {"岗位工资": 100, "薪级工资": 200, "乡镇工作补贴": 300}})
    assert (found.withheld, found.gross) == (["养老", "其他"], 600)


def test_a_line_with_only_a_department_is_no_person_and_is_said(payroll):
    rows = [("部门", "姓名", "岗位工资"), ("办公室", None, None), (None, "张三", 1), ("财务科", None, None),
            (None, "李小四", 2), ("总计", None, 3)]  # fmt: skip
    found = payroll({"a": rows})
    assert (said(found), pay(found)) == ([], {"张三": {"岗位工资": 100}, "李小四": {"岗位工资": 200}})
    assert [line.partition("：")[2][:5] for line in found.passed_over if "标题" in line] == ["“办公室”", "“财务科”"]


def test_a_heading_whose_lower_row_holds_only_unknown_names_is_still_two_rows(payroll):
    rows = [("姓名", "应发项目", None, "代扣项目", None, "实发"), (None, "基本收入", "补助", "五险一金", "个税", None),
            ("张三", 1, 2, 1, 0, 2)]  # fmt: skip
    assert ["不认识列“基本收入”" in said(payroll({"a": rows}))[0], len(said(payroll({"a": rows})))] == [True, 2]
    found = payroll({"a": rows}, mapping={"基本收入": "岗位工资", "补助": "薪级工资"})
    assert (said(found), found.withheld) == ([], ["五险一金", "个税"])


@pytest.mark.parametrize(
    ("heading", "word", "kind"),
    [("人员性质", "全额拨款事业编", "事业"), ("人员类型", "公务员编", "行政"), ("编制", "参公事业编", "参公"),
     ("用工性质", "合同制", "编外"), ("编制类别", "机关工勤", "工勤")],
)  # fmt: skip
def test_the_class_of_people_under_other_headings(payroll, heading, word, kind):
    found = payroll({"a": [("职工姓名", heading, "级别", "岗位工资"), ("张三", word, "3", 1)]})
    assert (said(found), [row.person.kind for row in found.people]) == ([], [kind])


# below the file -----------------------------------------------------------------------------------------

FIELDS = {"姓名": "name", "岗位工资": "岗位工资", "应发": GROSS, "个税": WITHHELD, "年龄": IGNORED, "合计": IGNORED}


def reshape(*rows):
    """Return what a sheet of these rows becomes, where the only pay item is 岗位工资."""
    table = SourceTable("工资.xlsx", "a", tuple(SourceRow(n, tuple(row)) for n, row in enumerate(rows, 1)))
    return reshaped(table, lambda text, group="": FIELDS.get(text, ""), frozenset({"岗位工资"}))


def rows_of(found):
    return [(row.number, *row.cells) for row in found.table.rows]


HEAD = ("姓名", "年龄", "岗位工资", "应发", "个税", "合计", "谁知道")


def test_every_column_of_money_is_turned_into_yuan_and_no_other():
    """Also one nobody knows and a sum; not an age, not what is no number, nothing over the heading or beside it."""
    person = ("张三", "1,040", "1.5", "1,000", "2", ".5", "4", "5")
    found = reshape(("8", "金额单位为：千元"), HEAD, person, ("李四", "41", "无", "1,00", "", "1.", "-1", ""))
    assert rows_of(found) == [
        (1, "8", "金额单位为：千元"),
        (2, *HEAD),
        (3, "张三", "1,040", "1500.0", "1000000", "2000", "500.0", "4000", "5"),
        (4, "李四", "41", "无", "1,00", "", "1000", "-1", ""),
    ]
    assert found.notes == ["工作表“a”的金额以千元为单位，已换算成元"]


def test_a_column_s_own_unit_beats_that_of_the_sheet():
    found = reshape(("单位：万元",), ("姓名", "岗位工资（百元/月）", "应发 (千元)", "个税"), ("张三", "1", "1", "1"))
    assert rows_of(found)[1:] == [(2, "姓名", "岗位工资", "应发", "个税"), (3, "张三", "100", "1000", "10000")]
    assert found.notes == ["工作表“a”的金额以百元、千元、万元为单位，已换算成元"]
    alone = reshape(("姓名", "岗位工资（百元）", "应发", "2"), ("张三", "1", "1", "1"))
    assert rows_of(alone) == [(1, "姓名", "岗位工资", "应发", "2"), (2, "张三", "100", "1", "1")]
    numbered = reshape(("单位：百元",), ("姓名", "岗位工资", "2"), ("张三", "1", "1"))
    assert rows_of(numbered)[1:] == [(2, "姓名", "岗位工资", "2"), (3, "张三", "100", "100")]


@pytest.mark.parametrize(
    "rows",
    [
        [("单位：元",), HEAD, ("张三", "40", "1")],
        [("单位：百元",), ("什么", "都不是"), ("1", "2")],
        [*[("甲", "1")] * 20, ("单位：百元",), HEAD, ("张三", "40", "1")],
        [("姓名", "工资项目"), ("张三", "岗位工资")],
        [("工资项目", "金额"), ("岗位工资", "1")],
        [("姓名", "金额"), ("张三", "1")],
        [*[("甲", "1", "2")] * 20, ("姓名", "工资项目", "金额"), ("张三", "岗位工资", "1")],
    ],
)
def test_a_sheet_of_the_usual_shape_stays_as_it_is(rows):
    found = reshape(*rows)
    assert rows_of(found) == [(n, *row) for n, row in enumerate(rows, 1)]
    assert (found.notes, found.refused) == ([], [])


@pytest.mark.parametrize("head", [("工资项目", "姓名", "金额", "部门"), ("金额", "姓名", "工资项目", "部门")])
def test_rows_of_items_become_a_row_for_each_person_in_the_order_of_the_file(head):
    """The number is that of a person's first row; what stays is the first that any of the rows says."""

    def row(name, item, amount, part=""):
        values = {"姓名": name, "工资项目": item, "金额": amount, "部门": part}
        return tuple(values[word] for word in head)

    rows = [("10月",), head, row("李 四", "薪级工资", "3"), row("合计", "", "3"), row("", "岗位 工资（元）", "1"),
            row("", "", ""), row("张三", "岗位工资", "2", "办"), row("李四", "车补", "", "财"), ("制表人：王",)]  # fmt: skip
    found = reshape(*rows)
    assert rows_of(found) == [
        (1, "10月"),
        (2, "姓名", "部门", "薪级工资", "岗位工资", "车补"),
        (3, "李 四", "财", "3", "1", ""),
        (7, "张三", "办", "", "2", ""),
    ]
    assert found.notes == [
        "工作表“a”第 4 行是合计行，没有作为工资项，也没有核对",
        "工作表“a”一行一个工资项，已按人合并成 2 人",
    ]
    assert found.refused == []


def test_an_amount_without_a_person_or_an_item_and_an_item_twice_are_refused_by_their_rows():
    head = ("姓名", "工号", "工资项目", "金额")
    found = reshape(head, ("", "", "岗位工资", "1"), ("张三", "A1", "", "1"), ("张三", "A1", "岗位工资", "1"),
                    ("张三", "A2", "岗位工资", "2"), ("张三", "A1", "岗位工资", "3"))  # fmt: skip
    assert found.refused == [
        (2, "有金额，但没有写是谁的、是哪个工资项，请补充"),
        (3, "有金额，但没有写是谁的、是哪个工资项，请补充"),
        (6, "张三、A1的“岗位工资”有两行，请合并或改正"),
    ]
    assert rows_of(found)[1:] == [(4, "张三", "A1", "3"), (5, "张三", "A2", "2")]
