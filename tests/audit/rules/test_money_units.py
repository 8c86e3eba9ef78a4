"""Units and digits."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

MOST = "支出9.00万元，其中：基本支出5.00万元，项目支出4.00万元。收入9.00万元。政府采购2.00万元。"


def test_the_odd_unit_is_named():
    (found,) = findings("2023年部门预算", MOST + "公务接待费3.00元。", codes="A61")
    assert (found.severity.value, found.expected) == ("警告", "3.00万元")


def test_prices_and_what_is_owned_have_a_unit_of_their_own():
    for words in ("次均费用3.50元", "每人每天2.00元", "单批次成本3.00元", "固定资产原值3.00元"):
        assert not findings("2023年部门预算", MOST + words + "。", codes="A61")
    assert findings("2023年部门预算", MOST + "单位资金3.00元。", codes="A61")


def test_two_units_that_are_both_usual_are_not_told_apart():
    assert not findings("2023年部门预算", MOST + "公务接待费3.00元，会议费2.00元，培训费1.00元。", codes="A61")


def test_decimals_that_are_too_fine_and_two_ways_of_printing():
    assert [f.severity.value for f in findings("公务接待费3.005元。", codes="A62")] == ["错误"]
    assert [f.severity.value for f in findings("公务接待费3.50万元，会议费2.5万元。", codes="A62")] == ["提示"]


def test_what_would_be_more_than_all_there_is_is_meant_in_yuan():
    lines = "收入合计100万元。其中：拨款60万元、其他40万元。基本支出70万元，项目支出30万元。"
    assert not [f for f in findings(f"{lines}往来60,000.00元已抵销。") if f.code == "A61"]
    assert [f for f in findings(f"{lines}接待费5元。") if f.code == "A61"]


def test_an_amount_ends_with_yuan():
    (found,) = [f for f in findings("2026年培训费预算5万，会议费预算3万元，约2万人次。") if f.code == "A63"]
    assert "费预算5万" in found.message


@small_cases(
    ("text", "wrong"),
    [
        ("收入8246.00万元（约0.82亿元）。", 0),
        ("收入8256.00万元（约0.82亿元）。", 0),  # cut off
        ("收入8246.00万元（即0.08亿元）。", 1),
        ("收入8246.00万元（约8.25亿元）。", 1),
        ("收入8246.00万元（0.82亿元）。", 0),
        ("收入8246.00万元（8.25亿元）。", 1),
        ("收入8246.00万元（8000.00万元）。", 0),
        ("收入3.2亿元（折合32000万元）。", 0),
    ],
)
def test_a_bracket_says_the_same_amount_in_another_unit(text, wrong):
    assert len(findings(text, codes="A64")) == wrong


def test_a_standard_for_each_person_is_no_amount_of_the_budget():
    own = "".join(f"项目{n}安排{n}.20万元。" for n in range(1, 99))
    assert findings(f"补助标准由每人79元提高到84元。{own}", codes="A61") == []
    assert len(findings(f"会议费84元。{own}", codes="A61")) == 1


def test_an_amount_of_more_than_all_others_that_stands_elsewhere_in_yuan_is_one():
    text = "三公经费0.35万元。机关运行经费预算为35412.00万元。机关运行经费3.54万元。"
    assert [each.expected for each in findings("2023年部门预算", MOST, text, codes="A61")] == ["35412.00元"]
    assert not findings("2023年部门预算", MOST, text.replace("3.54", "3.55"), codes="A61")


def test_what_is_owned_is_in_the_usual_unit_where_the_same_figure_stands_in_it():
    text = "政府采购货物12.35万元。拟购置固定资产总额12.35元。"
    assert [each.expected for each in findings("2023年部门预算", MOST, text, codes="A61")] == ["12.35万元"]


def test_no_amount_is_many_times_the_budget():
    totals = ("某局2023年部门预算", "2023年收入预算1234.56万元，支出预算1234.56万元。")
    assert findings(*totals, "2023年公务接待费预算50000万元。", codes="A39")
    assert not findings(*totals, "2023年公务接待费预算5.00万元。", codes="A39")
    assert not findings(*totals, "2023年末固定资产50000万元。", codes="A39")
    assert not findings("某局2023年部门预算", "2023年公务接待费预算50000万元。", codes="A39")


def test_a_price_within_a_formula_has_a_unit_of_its_own():
    rest = "基本支出300.00万元，项目支出45.92万元，收入合计345.92万元，其他收入20.00万元，培训费5.00万元。"
    for words, wrong in (("（180户×120元×12个月）", 0), ("，其中差旅费120元", 1)):
        text = f"支出总计345.92万元。{rest}住户调查项目预算25.92万元{words}。"
        assert len(findings("某局2023年部门预算", text, codes="A61")) == wrong, words


def test_the_money_of_a_project_is_no_total_of_the_budget():
    lines = (
        "某局2023年部门预算",
        "（九）项目情况说明",
        "1.办案经费项目",
        "（6）年度预算安排：2023年安排财政拨款54.60万元，其中差旅费36.60万元。",
        "2.听证室维护项目",
        "（6）年度预算安排：2023年安排财政拨款34.00万元。",
    )
    assert findings(*lines, "二、支出情况", "2023年基本支出806.99万元。", codes="A39") == []


@small_cases(
    ("text", "count"),
    [
        ("本年度拟购置固定资产总额为74000.00万元，主要为计算机8台。", 1),
        ("计划采购办公设备36000.00万元。", 1),
        ("安排购置车辆180000万元。", 1),
        ("拟更新公务用车25000.00万元。", 1),
        ("本年度拟购置固定资产总额为7.40万元。", 0),
        ("拟购置固定资产总额为74000.00元。", 0),
        ("上年末固定资产金额为74000.00万元。", 0),
        ("拟购置单价50万元以上设备0台。", 0),
    ],
)
def test_no_more_is_bought_than_all_there_is(text, count):
    totals = ("甲县局2031年部门预算", "2031年收入预算641.43万元。", "2031年支出预算641.43万元。")
    assert len(findings(*totals, text, codes="A39")) == count


def test_the_unit_of_a_broken_cell_is_no_slip():
    broken = "项目名称 水库维护 预算规模（万 3.00元"
    assert not findings("2023年部门预算", MOST + broken, codes="A61")
    assert findings("2023年部门预算", MOST + "项目名称 水库维护 预算规模 3.00元", codes="A61")


def test_an_amount_said_once_more_in_a_bracket_may_be_in_another_unit():
    own = "".join(f"项目{n}安排{n}0000.00元。" for n in range(1, 40))
    for words in ("（即{}万元）", "（合{}万元）", "（折合{}万元）"):
        assert findings(own + "低保配套资金9,800,000.00元" + words.format("980.00") + "。", codes="A61") == []
    assert findings(own + "低保配套资金980.00万元。", codes="A61")
