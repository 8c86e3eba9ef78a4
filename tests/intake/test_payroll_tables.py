"""Amounts in larger units and one row for each pay item, turned into the usual shape; titles that speak of money."""

import pytest

from tests.intake.payroll_files import pay, reader, said

IDS = ("11010119900307001X", "110101198507010022")
PAY = {"张三": {"岗位工资": 301_050, "薪级工资": 100_000}, "李小四": {"岗位工资": 200_000, "薪级工资": 50_000}}


@pytest.fixture
def payroll(tmp_path, monkeypatch):
    return reader(tmp_path, monkeypatch)


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
     ("单位：万元", ("岗位工资", "薪级工资"), (0.30105, 0.2, 0.1, 0.05))],
)  # fmt: skip
def test_amounts_in_larger_units_are_turned_into_yuan_and_it_is_said(payroll, title, heads, values):
    rows = [("工资表", title), ("序号", "姓名", "年龄", *heads), (1, "张三", 40, values[0], values[2]),
            (2, "李小四", 50, values[1], values[3])]  # fmt: skip
    found = payroll({"a": rows})
    assert (said(found), pay(found)) == ([], PAY)
    assert any("已换算成元" in note for note in found.notes)


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
    assert found.passed_over[1:] == [f"工作表“a”第 {n} 行：没有姓名也没有金额（部门标题等）" for n in (2, 4)]


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
