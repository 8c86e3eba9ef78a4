"""Who stands in two sheets is one person, unless two may be meant."""

import pytest

from desktop.intake.payroll_join import People
from desktop.intake.payroll_parts import DatedChange, Share
from desktop.intake.payroll_row import ImportedPerson, PayrollRow
from desktop.ledger.records import Person
from desktop.outside.source_files import SourceRow, SourceTable
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


# below the file: rows as they are taken -----------------------------------------------------------------


def take(people, sheet, number, paid, filled=("name",), items=(), wrong="", **person):
    """Take a row of a sheet that pays something; return what is refused of it as (column, message)."""
    columns = {name: (n, name) for n, name in enumerate(("name", "code")) if name != "name" or "name" in filled}
    row = PayrollRow(SourceTable("工资.xlsx", sheet, ()), SourceRow(number, ()), columns, {}, [], 2027)
    if wrong:
        row.reject("name", wrong)
    parts = {name: person.pop(name) for name in ("shares", "bases", "changes") if name in person}
    read = ImportedPerson(Person(**person), dict(items), frozenset(filled), paid=frozenset(paid), **parts)
    people.take(row, read, sheet, frozenset(paid))
    return [(finding.place.column, finding.message) for finding in row.rejects]


@pytest.mark.parametrize("wage", [("岗位工资",), ()])
def test_the_same_person_twice_is_refused_with_the_place_of_the_first(wage):
    """In one sheet by code, or in two that both have the pay item; the same name alone, in one sheet, may be two."""
    people = People()
    assert take(people, "9月", 2, wage, code="A1", name="张三") == []
    assert take(people, "9月", 4, wage, code="A1", name="李四") == [("code", "编号“A1”与第 2 行重复，请改正")]
    assert take(people, "9月", 5, wage, name="王五") == take(people, "9月", 6, wage, name="王五") == []
    assert len(people.accepted()) == 3
    people = People()
    assert take(people, "9月", 3, ("岗位工资",), name="张三") == []
    assert take(people, "10月", 2, ("岗位工资", "车补"), name="张三") == [
        ("name", "姓名“张三”没有编号，与工作表“9月”第 3 行重复，请改正")
    ]


@pytest.mark.parametrize(("filled", "column"), [(("name",), "name"), ((), "code")])
def test_a_sheet_of_further_pay_brings_nobody_new_and_says_it_where_people_are_named(filled, column):
    people = People(frozenset({"津贴"}))
    ((place, message),) = take(people, "津贴", 2, ("车补",), filled, name="张三", code="A1")
    assert (place, message.partition("；")[0]) == (column, "别的工作表里没有这个人")
    assert (len(people.rows), people.accepted()) == (1, [])


def test_a_row_refused_for_another_reason_is_remembered_and_not_accepted():
    people = People()
    take(people, "工资", 2, ("岗位工资",), name="张三", wrong="看不懂")
    assert take(people, "津贴", 2, ("车补",), name="张三") == []
    assert (len(people.rows), people.accepted()) == (1, [])


def test_what_another_sheet_says_of_a_person_is_added():
    rise, share = DatedChange(7, "晋级"), Share("事业收入", "", "40")
    people = People()
    take(people, "工资", 2, ("岗位工资",), ("name", "post", "code"), {"岗位工资": 1}, name="张三", post="司机",
         bases={"养老": 5}, changes=(rise,))  # fmt: skip
    assert take(people, "津贴", 9, ("车补",), ("name", "rank", "code"), {"车补": 2}, name="张三", code="A1", rank="科员",
                bases={"医疗": 6}, changes=(rise, DatedChange(8, "任职")), shares=(share,)) == []  # fmt: skip
    assert take(people, "补贴", 4, ("餐补",), name="张三") == []
    assert people.accepted() == [
        ImportedPerson(
            Person(name="张三", post="司机", code="A1", rank="科员"),
            {"岗位工资": 1, "车补": 2},
            frozenset({"name", "post", "code", "rank"}),
            (share,),
            {"养老": 5, "医疗": 6},
            (rise, DatedChange(8, "任职")),
            frozenset({"岗位工资", "车补", "餐补"}),
        )
    ]
    assert people.joined == {("工资", "津贴"): 1, ("工资", "补贴"): 1}
    ((_, message),) = take(people, "又一", 7, ("车补",), name="张三")
    assert "与工作表“工资”第 2 行重复" in message, "what the second sheet paid counts too"


def test_what_two_sheets_say_otherwise_of_a_person_is_refused_and_neither_is_accepted():
    people = People()
    take(people, "工资", 2, ("岗位工资",), ("name", "post", "rank"), name="张三", post="司机", rank="科员")
    assert take(people, "津贴", 3, ("车补",), ("name", "post", "rank"), name="张三", post="工人", rank="科员") == [
        ("post", "与工作表“工资”第 2 行不一致，请核对")
    ]
    assert (people.accepted(), people.joined, len(people.rows)) == ([], {}, 1)


@pytest.mark.parametrize(
    ("first", "second", "refused", "count"),
    [(("name",), "退休", 1, 0), (("name",), "在职", 0, 1), (("name", "status"), "退休", 0, 2)],
)
def test_a_state_that_only_one_sheet_says_is_asked_and_two_states_are_two_people(first, second, refused, count):
    people = People()
    take(people, "工资", 2, ("岗位工资",), first, name="张三")
    found = take(people, "退休", 3, ("退休费",), ("name", "status"), name="张三", status=second)
    message = "工作表“工资”第 2 行有同名的人，没有写状态，请写明是不是一个人"
    assert found == [("status", message)] * refused
    assert len(people.accepted()) == count
    if second == "在职":
        assert people.rows[0].filled == {"name", "status"}
