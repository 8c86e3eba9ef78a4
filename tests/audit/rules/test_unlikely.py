"""What is only unlikely is a hint, where the document itself gives the reason to ask."""

from tests.audit.texts import findings
from tests.small_cases import small_cases


@small_cases(
    ("text", "codes"),
    [
        ("会议费预算0万元，主要原因是压减会议。", ["A95"]),
        ("会议费预算0万元，与上年持平。", []),
        ("在职人员9人。其他办公设备共0台。", ["A95"]),
        ("某自治区某县。打造全省一流。", ["A97"]),
        ("本中心是事业单位。机关运行经费3万元。", ["A97"]),
        ("现有政法专项编制9个、事业编制1个。机关运行经费3万元。", []),
        ("本部门绩效目标如下：全部为整体目标。", ["A98"]),
        ("建设“一网通办平台。", ["A98"]),
        ("住房保障类支出1万元，住房保障支出类支出1万元。", ["A99"]),
        ("人员增加，经费增长。人员编制无变化。", ["A99"]),
    ],
)
def test_hints(text, codes):
    assert [each.code for each in findings(text, codes="A95 A96 A97 A98 A99")] == codes


def test_a_total_of_no_side_is_not_named_among_what_is_compared():
    text = "一般公共预算拨款9万元，比上年增加1万元。2023年收入预算9万元，比上年增加1万元。2023年政府采购预算2万元。"
    (found,) = findings(text, codes="A96")
    assert found.message.startswith("收入与上年比较了，政府采购")
