"""The only unit of a budget is the one of its title (A132)."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

STREET = "白水市东城区青云街道办事处"
WORK = "青云街道办事处是东城区人民政府的派出机关。"


@small_cases(
    ("maker", "work", "text"),
    [
        (STREET, WORK, "纳入2031年部门预算编制范围的预算单位只有玉泉街道办事处本级，所属单位未独立核算。"),
        (STREET, WORK, "从预算单位构成看，本部门预算仅包括白沙街道办事处本级预算。"),
        ("白水县大河镇人民政府", "大河镇人民政府负责本镇工作。", "预算编制单位1个，即小河镇人民政府本级。"),
        ("白水县职业技术学校", "职业技术学校承担职业教育。", "纳入编制范围的单位为黑石职业技术学校本部。"),
        ("白水县人工影响天气管理中心", "人工影响天气管理中心负责作业。", "预算单位只有自然保护地管理中心本级。"),
    ],
)
def test_another_office_of_the_kind(maker, work, text):
    found = findings(f"{maker}2031年部门预算", "一、概况", work, "二、构成", text, codes="A132")
    assert len(found) == 1


@small_cases(
    ("maker", "work", "text"),
    [
        (STREET, WORK, "纳入2031年部门预算编制范围的预算单位只有青云街道办事处本级。"),
        (STREET, WORK, "纳入2031年部门预算编制范围的预算单位只有青云街道本级。"),
        (STREET, WORK, "纳入2031年部门预算编制范围的预算单位只有东城区青云街道办事处机关本级。"),
        (STREET, WORK + "玉泉街道办事处2031年并入。", "预算单位只有玉泉街道办事处本级。"),
        ("白水县大河镇人民政府", "大河镇人民政府负责本镇工作。", "本部门无下级单位，预算单位只有镇政府本级。"),
        ("白水县财政局", "白水县财政局负责本县财政。", "预算单位只有局机关本级。"),
    ],
)
def test_the_own_office_or_one_that_is_named_elsewhere(maker, work, text):
    assert not findings(f"{maker}2031年部门预算", "一、概况", work, "二、构成", text, codes="A132")
