"""Sentences are followed as a person follows them."""

from desktop.audit.sentences.reading import read
from tests.audit.texts import document


def values(*lines):
    return read(document(*lines)).values


def test_parts_of_parts_and_the_changes_of_each():
    total, basic, people, public, projects = values(
        "2023年支出总计100万元，其中：基本支出60万元，比上年增加2万元，增长3.4%（其中：人员经费50万元，公用经费10万元）；项目支出40万元，与上年持平。"
    )
    assert [each.parent for each in (basic, people, public, projects)] == [total, basic, basic, total]
    assert basic.changes[0].percent.text == "3.4"
    assert projects.changes[0].flat
    assert (people.year, total.year, public.year) == (2023, 2023, 2023)


def test_a_list_goes_on_in_numbered_lines_under_its_heading():
    text = read(
        document(
            "2023年单位预算",
            "（二）支出",
            "支出总预算9万元。其中：",
            "1、基本支出5万元。其中：",
            "人员经费4万元；",
            "公用经费1万元。",
            "2、项目支出4万元。",
            "（三）其他",
            "政府采购3万元。",
        )
    )
    parts = [[part.shown for part in each.parts] for each in text.lists]
    assert parts == [["基本支出", "项目支出"], ["人员经费", "公用经费"]]


def test_last_year_and_what_was_carried_out_are_not_planned_amounts():
    this, executed = values("2023年部门预算", "收入总计10万元，比上年预算数8万元增加2万元。", "2023年支出决算9万元。")
    assert this.last.text == "8"
    assert not executed.plan


def test_a_change_after_a_list_may_be_of_several_amounts():
    found = values("2023年预算", "支出总计9万元，其中：基本支出5万元，项目支出4万元。比上年增加1万元。")
    assert [len(each.changes) for each in found] == [0, 0, 0]
    assert [bool(each.unsure) for each in found] == [True, False, True]


def test_thresholds_and_amounts_of_reasons_are_no_statements():
    assert values("2023年预算", "单位价值50万元以上设备0台，收入增加，原因是专项增加3万元。") == ()


def test_another_unit_is_not_the_maker_of_the_document():
    mine, other = values(
        "青山县财政局2023年部门预算", "青山县财政局2023年收入合计9万元。", "青山县会计学校2023年收入合计2万元。"
    )
    assert (mine.subject.owner, other.subject.owner) == ("", "青山县会计学校")


def test_the_fund_of_a_section_is_that_of_its_amounts():
    (found,) = values("2023年部门预算", "三、一般公共预算支出情况", "2023年基本支出9万元。")
    assert found.subject.fund == "一般公共预算"


def test_a_report_on_two_years_is_of_the_later_one_and_what_was_carried_out_is_no_budget():
    found = read(
        document(
            "关于甲镇2025年财政预算执行情况和2026年财政预算（草案）的报告",
            "一、2025年财政预算执行情况",
            "教育支出完成80万元，为年初预算100万元的80%。",
            "二、2026年财政预算（草案）",
            "教育支出安排90万元。",
        )
    )
    assert found.year == 2026
    done, planned = found.values
    assert (done.plan, done.year, done.ratios[0][0].text, planned.plan) == (False, 2025, "80", True)


def test_what_a_section_says_of_a_member_of_a_department_is_the_members():
    found = read(document("甲区教育局2026年部门预算", "一、甲区第一中学", "2026年基本支出20万元。"))
    assert [value.subject.owner for value in found.values] == ["甲区第一中学"]


def test_a_percentage_that_is_only_said_to_be_less_is_no_number():
    whole, small = values(
        "2023年支出总计100万元，比上年增加0.0003万元，增长不足0.01%。", "公务接待费0.0003万元，占支出总计不足0.01%。"
    )
    assert whole.changes[0].percent is None
    assert small.shares == []
