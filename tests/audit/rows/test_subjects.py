"""Functional 项 of the text against the rows of tables."""

import pytest

from desktop.audit.rows.subjects import RULES
from tests.audit.documents import document, table
from tests.small_cases import small_cases

AMOUNT, CHANGE = (rule.look for rule in RULES)
HEAD = "甲镇2025年部门预算"
ROWS = (
    "编码|名称|2024年预算数|2025年预算数||",
    "|||小计|基本支出|项目支出",
    "201|一般公共服务支出|60.00|64.43|64.43|",
    "20103|政府办公厅（室）及相关机构事务|60.00|64.43|64.43|",
    "2010350|事业运行|60.00|64.43|64.43|",
    "213|农林水支出|100.00|112.50|80.00|32.50",
    "21301|农业农村|100.00|112.50|80.00|32.50",
    "2130104|事业运行|85.00|80.00|80.00|",
    "2130126|农村社会事业|15.00|32.50||32.50",
    "|合计|160.00|176.93|144.43|32.50",
)
TABLE = table("一般公共预算支出表", *ROWS)
RUNNING = "1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）事业运行（项）：2025年预算为64.43万元，比2024年预算{}万元。"
RURAL = "2.农村社会事业（2130126）{}万元，较2024年{}万元。"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (RUNNING.format("增加4.43"), 0),
        (RUNNING.format("减少4.43"), 1),
        (RUNNING.format("增加3.44"), 1),
        (RURAL.format("32.50", "增加17.50"), 0),
        (RURAL.format("32.50", "增加15.70"), 1),
        (RURAL.format("32.50", "减少17.50"), 1),
        ("农林水支出（类）农业农村（款）事业运行（项）80.00万元，比上年减少5.00万元。", 0),
        ("农林水支出（类）农业农村（款）事业运行（项）80.00万元，比上年增加5.00万元。", 1),
        ("事业运行80.00万元，比上年增加5.00万元。", 0),
        (RURAL.format("30.00", "增加15.00"), 0),
    ],
)
def test_a_change_is_that_of_the_two_years_of_the_row(words, wrong):
    assert len(CHANGE(document(HEAD, words, TABLE)).findings) == wrong


@pytest.mark.parametrize(
    ("amount", "wrong"), [("32.50", 0), ("35.20", 1), ("23.50", 1), ("3.25", 1), ("30.00", 0), ("15.00", 0)]
)
def test_only_a_slip_of_the_pen_is_an_error(amount, wrong):
    assert len(AMOUNT(document(HEAD, f"农村社会事业（2130126）{amount}万元。", TABLE)).findings) == wrong


def test_rows_of_several_units_are_one_amount_together():
    rows = ("单位|编码|名称|合计", "甲站|2130126|农村社会事业|12.30", "乙站|2130126|农村社会事业|20.20", "|合计||32.50")
    several = table("支出表（分单位）", *rows)
    assert AMOUNT(document(HEAD, "农村社会事业（2130126）32.50万元。", several)).findings == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("2.农林水支出（213）112.50万元，占63%。", 0), ("2.农林水支出（213）121.50万元，占63%。", 1)],
)
def test_a_class_with_its_code(text, wrong):
    assert len(AMOUNT(document(HEAD, text, TABLE)).findings) == wrong


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("2025年一般公共预算收入176.93万元，2024年{}万元，增加的主要原因是人员增资。", 1),
        ("一般公共预算支出176.93万元，2024年预算数为{}万元。", 1),
        ("农林水支出112.50万元（上年{}万元）。", 1),
        ("本年支出176.93万元，较2024年{}万元有所增加。", 1),
        ("一般公共预算支出176.90万元，2024年{}万元。", 0),  # no row has it
        ("一般公共预算支出176.93万元，2024年执行{}万元。", 0),
        ("一般公共预算支出176.93万元，2023年{}万元。", 0),
        ("一般公共预算支出176.93万元，2024年增加{}万元。", 0),
    ],
)
def test_last_years_amount_behind_this_years(words, count):
    last = ("100.00", "106.00", "131.00") if "农林水" in words else ("160.00", "106.00", "131.00")
    right, wrong, other = (CHANGE(document(HEAD, words.format(each), TABLE)).findings for each in last)
    assert not [each for each in other if "的数写成" in each.message]  # of other money, it may be
    assert [len([each for each in found if "的数写成" in each.message]) for found in (wrong, right)] == [count, 0]


BY_NAME = table(
    "一般公共预算支出情况表",
    "科目名称|合计|基本支出|项目支出",
    "社会保障和就业支出|34.88|34.88|",
    "机关事业单位基本养老保险缴费支出|26.24|26.24|",
    "行政单位离退休|8.64|8.64|",
    "一般行政管理事务|86.40||86.40",
    "合计|121.28|34.88|86.40",
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("（四）机关事业单位基本养老保险缴费支出（项）22.64万元，主要用于养老保险。", 1),
        ("（四）机关事业单位基本养老保险缴费支出（项）26.24万元，主要用于养老保险。", 0),
        ("“行政单位离退休”项级科目3.64万元，与2024年预算持平。", 1),
        ("“行政单位离退休”项级科目8.64万元，与2024年预算持平。", 0),
        ("（2）公共安全支出—法院—一般行政管理事务56.40万元，比2024年预算减少5.80万元。", 1),
        ("（2）公共安全支出—法院—一般行政管理事务86.4万元，比2024年预算减少5.80万元。", 0),
        ("10.社会保障和就业支出—养老支出—行政单位离退休，安排3.64万元，与上年一致。", 1),
        ("行政单位离退休（2080501）8.94万元，较上年增加。", 1),
        ("行政单位离退休（2080501）5.20万元，较上年增加。", 0),  # no slip: some of the money
        ("行政单位离退休（项）上年3.64万元。", 0),
        ("行政单位离退休3.64万元。", 0),  # not marked as a 项
        ("上年执行数中行政单位离退休（项）3.64万元。", 0),
    ],
)
def test_an_amount_behind_a_name_marked_as_one_is_no_slip_of_the_rows_of_that_name(text, wrong):
    assert len(AMOUNT(document(HEAD, text, BY_NAME)).findings) == wrong


FUND = table(
    "政府性基金预算支出表",
    "编码|名称|合计|基本支出|项目支出",
    "|合计|4345.40||4345.40",
    "212|城乡社区支出|4345.40||4345.40",
    "21208|国有土地使用权出让收入安排的支出|2865.40||2865.40",
    "2120803|城市建设支出|2865.40||2865.40",
    "21213|城市基础设施配套费安排的支出|1480.00||1480.00",
    "2121301|城市公共设施|1480.00||1480.00",
)
LAND = "国有土地使用权出让收入安排的支出（款）城市建设支出（项）支出{}万元，主要用于道路。"
CHARGE = "城市基础设施配套费安排的支出（款）城市公共设施（项）支出{}万元，用于管网。"


@small_cases(
    ("total", "land", "charge", "wrong"),
    [
        ("2025年政府性基金支出预算4345.40万元。其中：", "2865.40", "1365.00", 1),
        (
            "2024年政府性基金支出预算4345.40万元（含上年结转215.40万元）。与上年相比增加412.40万元。其中：",
            "2865.40",
            "1365.00",
            1,
        ),
        ("政府性基金预算支出4345.40万元，具体情况如下：", "2685.90", "1480.00", 1),
        ("本年政府性基金支出4345.40万元，包括：", "2865.40", "480.00", 1),
        ("2025年政府性基金支出预算4345.40万元。其中：", "2865.40", "1480.00", 0),
        ("2025年政府性基金支出预算4345.40万元。主要项目：", "2865.40", "1365.00", 0),
        ("2025年政府性基金支出预算4230.40万元。其中：", "2865.40", "1365.00", 0),
        ("2025年政府性基金支出预算4345.40万元。其中：", "2800.00", "1365.00", 0),
    ],
)
def test_lines_below_a_total_come_to_it_with_the_amounts_of_their_rows(total, land, charge, wrong):
    text = [total, "1." + LAND.format(land), "2." + CHARGE.format(charge)]
    answer = AMOUNT(document(HEAD, "九、政府性基金预算支出情况说明", *text, FUND))
    assert [each.severity.value for each in answer.findings] == ["警告"] * wrong
