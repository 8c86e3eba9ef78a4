"""Who stands in two sheets is one person, unless two may be meant."""

import pytest

from tests.intake.payroll_files import reader, said

IDS = ("11010119900307001X", "110101198507010022")


@pytest.fixture
def payroll(tmp_path):
    return reader(tmp_path)


def test_a_sheet_of_salaries_and_one_of_allowances_are_one_list_of_people(payroll):
    salaries = [("姓名", "身份证号", "岗位工资", "应发工资"), ("张三", IDS[0], 1, 1), ("李小四", IDS[1], 2, 2)]
    allowances = [("序号", "姓名", "乡镇补贴", "车补", "合计"), (1, "李小四", 20, 1, 21), (2, "张 三", 10, 0, 10)]
    found = payroll({"封面": [("某站",)], "工资": salaries, "津贴": allowances, "说明": [("姓名", "说明")]})
    assert said(found) == []
    assert [(row.person.name, row.person.code, row.items) for row in found.people] == [
        ("张三", "张三*001X", {"岗位工资": 100, "乡镇工作补贴": 1000}),
        ("李小四", "李小四*0022", {"岗位工资": 200, "乡镇工作补贴": 2000, "公务交通补贴": 100}),
    ]
    assert (found.sheets, found.chosen) == (("封面", "工资", "津贴", "说明"), ("工资", "津贴"))
    assert "工作表“工资”和“津贴”都有的 2 人，已合为一人" in found.notes
    doubtful = payroll({"工资": [*salaries, ("张三", "110101199003070099", 3, 3)], "津贴": allowances})
    assert any("有 2 个“张三”，不知道是哪一个" in text for text in said(doubtful))
    months = payroll({"9月": salaries, "10月": salaries})
    assert (said(months), months.chosen) == ([], ("9月",)), "a month beside another is not further pay"
    assert any("没有读取的工作表：10月" in note for note in months.notes)


def test_the_same_name_in_another_state_is_not_taken_for_the_same_person(payroll):
    sheets = {"工资": [("姓名", "岗位工资"), ("张三", 1)], "退休": [("姓名", "退休费"), ("张三", 2)]}
    assert ["有同名的人" in text for text in said(payroll(sheets))] == [True]
    stated = {"在职": sheets["工资"], "退休": sheets["退休"]}
    assert [row.person.status for row in payroll(stated).people] == ["在职", "退休"]


def test_a_sheet_of_people_and_one_of_pay_are_joined_and_a_cover_is_passed(payroll):
    people = [
        ("花名册",),
        ("人员编号", "姓名", "人员身份", "职务", "人员状态"),
        ("A1", "张三", "工勤人员", "司机", "在编"),
    ]
    wages = [("工号", "技术等级工资", "岗位工资"), ("A1", 5, 6)]
    found = payroll({"封面": [("某县某局",), ("二〇二六年",)], "人员信息": people, "工资信息": wages})
    assert said(found) == []
    person = found.people[0]
    assert (person.person.kind, person.person.post, person.person.code) == ("工勤", "司机", "A1")
    assert person.items == {"技术等级工资": 500, "岗位工资": 600}


def test_a_sheet_nobody_chose_brings_no_new_people_unless_it_is_said_whose_pay_it_holds(payroll):
    sheets = {"工资": [("姓名", "岗位工资"), ("张三", 1)], "Sheet2": [("姓名", "退休费"), ("王五", 2)]}
    assert ["别的工作表里没有这个人" in text for text in said(payroll(sheets))] == [True]
    assert [row.person.name for row in payroll(sheets, sheet=("工资",)).people] == ["张三"]
    found = payroll(sheets, words={"工作表/Sheet2": "退休"})
    assert (said(found), [row.person.status for row in found.people]) == ([], ["在职", "退休"])


def test_one_sheet_named_after_its_people_is_read_with_the_first(payroll):
    head = ("姓名", "生活性补贴")
    found = payroll({"10月工资": [head, ("张三", 1)], "退休": [head, ("王五", 2)], "9月工资": [head, ("张三", 1)]})
    assert (said(found), found.chosen) == ([], ("10月工资", "退休"))


def test_a_row_refused_is_no_new_person_through_another_sheet(payroll):
    sheets = {"工资": [("姓名", "岗位工资", "应发合计"), ("张三", 1, 2), ("李小四", 1, 1)],
              "津贴": [("姓名", "车补"), ("张三", 5), ("李小四", 5)]}  # fmt: skip
    found = payroll(sheets)
    assert ["相差 1.00 元" in text for text in said(found)] == [True, True]
    assert [row.person.name for row in found.people] == ["李小四"]
    assert [(each.who, each.stated, each.read) for each in found.apart] == [("张三", 200, 100)]
