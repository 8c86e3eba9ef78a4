"""Offices of the maker's kind in another place, beside what is told of them."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

PARTY = "中共丙水苗族自治县委办公室2030年部门预算"
LEAGUE = "共青团丙水县委员会2030年部门预算"
WATER = "丁州市丙水区水利局2030年部门预算"


@small_cases(
    ("title", "text"),
    [
        (PARTY, "截至2029年12月31日，中共甲山彝族苗族自治县委办公室共有车辆6辆，其中：机要通信用车3辆。"),
        (PARTY, "中共甲山彝族苗族自治县委办公室2030年机关运行经费9.00万元。"),
        (PARTY, "2030年中共甲山黎族自治县委办公室一般公共预算支出900.00万元。"),
        (PARTY, "（三）中共乙江土家族苗族自治县委办公室固定资产总额80.00万元。"),
        (PARTY, "2030年，中共甲山彝族苗族自治县委办公室安排政府采购预算9.00万元。"),
        (LEAGUE, "截至2029年底，共青团甲山县委员会拥有车辆1辆。"),
        (LEAGUE, "共青团甲山县委员会现有在职人员9人。"),
        (WATER, "丁州市甲山区水利局占有使用房屋900平方米。"),
    ],
)
def test_an_office_of_another_place_is_found(title, text):
    assert len(findings(title, "一、情况说明", text, codes="A149")) == 1


@small_cases(
    ("title", "text"),
    [
        (PARTY, "截至2029年12月31日，中共丙水苗族自治县委办公室共有车辆6辆。"),
        (PARTY, "中共丙水县委办公室共有车辆6辆。"),  # its short name
        (PARTY, "中共甲山彝族苗族自治县委办公室对口支援，安排资金9.00万元。"),
        (PARTY, "由中共甲山彝族苗族自治县委办公室安排培训。"),
        (PARTY, "与中共甲山彝族苗族自治县委办公室共有房屋一处。"),
        (PARTY, "中共甲山彝族苗族自治县委办公室的经验值得学习。"),
        (LEAGUE, "共青团甲山县委员会划转人员2人。"),
        (WATER, "丁州市水利局下达资金9.00万元。"),
        (WATER, "丙水区水利局现有车辆2辆。"),
        ("2030年部门预算", "共青团甲山县委员会拥有车辆1辆。"),
    ],
)
def test_its_own_name_and_others_with_a_reason(title, text):
    assert findings(title, "一、情况说明", text, codes="A149") == []
