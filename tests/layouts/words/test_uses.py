"""What money is for, where nobody said it: basic expenditure by its kinds, any other by its subjects."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.layouts.words.uses import told_by


@pytest.fixture
def told(wuxi):
    """What a figure of a book is told by, in which every line of expenditure has one of these subjects, in turn."""

    def tell(*codes, nature="公用", figure="basic_total", functions=()):
        line = wuxi.facts.lines[0]
        lines = tuple(
            replace(
                line,
                id=n,
                economic_code=code,
                function_code=functions[n - 1] if functions else line.function_code,
                nature=nature,
                project_id=None,
                amount=1_000_00 * n,
            )
            for n, code in enumerate(codes, 1)
        )
        found = pipeline.disclose(replace(wuxi.facts, lines=lines, people=()), None, wuxi.form)
        return told_by(found.cube, found.figures.get(figure), "单位")

    return tell


def test_pay_with_what_people_work_with_is_told_by_its_kinds(told):
    assert told("30101", "30102", "30107", "30201") == "在职人员工资福利，以及维持单位正常运转的商品和服务支出"
    assert told("30101", "30108", "30110", "30113", "30299", "30302", "30305", "31002") == (
        "在职人员工资福利、社会保险缴费、住房公积金缴存、离退休人员待遇、对个人和家庭的补助、资本性支出，"
        "以及维持单位正常运转的商品和服务支出"
    )


def test_what_is_of_one_class_is_told_by_its_subjects(told):
    assert told("30201", "30207") == "办公费、邮电费"
    assert told("30101", "30102") == "基本工资、津贴补贴"
    assert told("30201", "30202", "30205", "30206", "30207", "30211", "30213") == (
        "办公费、印刷费、水电费、邮电费、差旅费、维修（护）费"
    )
    assert told("30201", "30202", "30207", "30209", "30211", "30213", "30214") == (
        "印刷费、邮电费、物业管理费、差旅费、维修（护）费、租赁费等"
    ), "of more than six the largest"


def test_water_and_power_are_one_bill_with_the_money_of_both(told):
    """An accountant writes 水电费; of seven subjects the two together are among the largest."""
    assert told("30205", "30207") == "水费、邮电费"
    assert told("30206", "30207") == "电费、邮电费"
    assert told("30205", "30201", "30206", "30202", "30207", "30209", "30211", "30213") == (
        "印刷费、水电费、邮电费、物业管理费、差旅费、维修（护）费等"
    )


def test_what_is_left_over_is_joined_by_a_word_and_alone_stands_alone(told):
    assert told("30201", "30207", "30239", "30299") == "办公费、邮电费、其他交通费用及其他商品和服务支出"
    assert told("30299") == "其他商品和服务支出"
    assert told() == ""


RETIREMENT, RUNNING, SURVIVORS = "2080501", "2010301", "2080801"


def test_what_the_subject_of_pensions_pays_to_persons_is_for_those_who_retired(told):
    """行政单位离退休 pays a 生活补助: it is theirs, whatever its economic subject."""
    pay_and_goods = "在职人员工资福利、{}，以及维持单位正常运转的商品和服务支出"
    codes, staff = ("30101", "30201", "30305"), (RUNNING, RUNNING)
    assert told(*codes, functions=(*staff, RETIREMENT)) == pay_and_goods.format("离退休人员待遇")
    assert told(*codes, functions=(*staff, SURVIVORS)) == pay_and_goods.format("对个人和家庭的补助")
    assert told(*codes, "30305", functions=(*staff, RETIREMENT, SURVIVORS)) == pay_and_goods.format(
        "对个人和家庭的补助"
    ), "of one subject for both nobody knows whose it is"


def test_projects_are_told_by_their_subjects_whatever_they_are(told):
    assert told("30199", "30226", nature="项目", figure="project_total") == "劳务费及其他工资福利支出"


def test_what_takes_up_the_rest_is_named_last(told):
    """主要用于其他商品和服务支出、离休费、退休费 began with what is left over."""
    assert (
        told("30299", "30301", "30302", nature="项目", figure="project_total") == "离休费、退休费及其他商品和服务支出"
    )


def test_subjects_of_one_name_are_named_once(told):
    listed = told("30906", "31006", "30226", nature="项目", figure="project_total")
    assert listed == "劳务费、大型修缮"


def test_a_subject_of_no_kind_leaves_all_of_them_named(told):
    assert told("30101", "30201", "39999") == "基本工资、办公费及其他支出"


def test_what_somebody_wrote_is_printed_as_it_is(wuxi):
    texts = {**wuxi.facts.texts, "basic_use": "保障人员和机构运转"}
    text = pipeline.disclose(replace(wuxi.facts, texts=texts), wuxi.last, wuxi.form).narrative.text
    assert "基本支出主要用于保障人员和机构运转。" in text
    del texts["basic_use"]
    text = pipeline.disclose(replace(wuxi.facts, texts=texts), wuxi.last, wuxi.form).narrative.text
    assert (
        "基本支出主要用于在职人员工资福利、社会保险缴费、住房公积金缴存，以及维持部门正常运转的商品和服务支出。" in text
    )
