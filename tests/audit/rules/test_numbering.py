"""Numbers of headings."""

from tests.audit.texts import findings


def test_numbers_follow_each_other_on_each_level():
    assert not findings("一、甲", "（一）子", "（二）丑", "二、乙", "（一）寅", codes="A91")
    assert [f.message for f in findings("一、甲", "三、乙", codes="A91")] == ["序号 三、 接在 一、 之后"]
    assert [f.message for f in findings("二、甲", codes="A91")] == ["序号 二、 之前没有前面的序号"]


def test_brackets_are_of_one_kind():
    assert len(findings("（一）甲", "(二）乙", codes="A92")) == 1
    assert len(findings("（一）甲", "(二)乙", codes="A92")) == 1
    assert not findings("（一）甲", "（二）乙", codes="A92")


def test_a_number_between_two_right_ones_is_wrong_for_certain():
    def warned(*lines):
        return [f.expected for f in findings(*lines, codes="A91") if f.severity.value == "警告"]

    assert warned("一、甲", "二、乙", "二、丙", "四、丁") == ["3"]
    assert warned("1.甲", "2.乙", "5.丙", "4.丁") == ["3"]
    assert warned("一、甲", "二、乙", "二、丙", "三、丁") == []
    assert warned("一、甲", "二、乙", "一、丙", "四、丁") == []
