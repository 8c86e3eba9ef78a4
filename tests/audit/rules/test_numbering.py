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
