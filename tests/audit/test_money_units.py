"""Units and digits."""

from tests.audit.texts import findings

MOST = "支出9.00万元，其中：基本支出5.00万元，项目支出4.00万元。收入9.00万元。政府采购2.00万元。"


def test_the_odd_unit_is_named():
    (found,) = findings("2023年部门预算", MOST + "公务接待费3.00元。", codes="A61")
    assert (found.severity.value, found.expected) == ("警告", "3.00万元")


def test_two_units_that_are_both_usual_are_not_told_apart():
    assert not findings("2023年部门预算", MOST + "公务接待费3.00元，会议费2.00元，培训费1.00元。", codes="A61")


def test_decimals_that_are_too_fine_and_two_ways_of_printing():
    assert [f.severity.value for f in findings("公务接待费3.005元。", codes="A62")] == ["错误"]
    assert [f.severity.value for f in findings("公务接待费3.50万元，会议费2.5万元。", codes="A62")] == ["提示"]
