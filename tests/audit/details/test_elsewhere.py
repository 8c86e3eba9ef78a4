"""The name of another county."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "2031年白水县残疾人联合会部门预算"
OWN = "白水县残疾人联合会维护白水县残疾人权益。白水县残疾人联合会2031年收入总计9.00万元，白水县没有代管单位。"


@small_cases(
    ("text", "wrong"),
    [
        ("为青云县残疾儿童提供康复救助，全年救助260名。", 1),
        ("为白水县残疾儿童提供康复救助，全年救助260名。", 0),
        ("为全县残疾儿童提供康复救助，全年救助260名。", 0),
        ("与对口支援的青云县残疾儿童康复机构共同救助260名。", 0),
        ("向青云县选派跟班学习人员2名。", 0),
        ("拟在青云县至白水县公路沿线设立康复点2个。", 0),
        ("承担县残疾人就业服务，由负责县志的机构记载。", 0),
        ("为青云县残疾儿童提供康复救助。青云县残疾儿童按协议每年到本县康复。", 0),  # named more than once
    ],
)
def test_another_county_is_named_only_with_a_reason(text, wrong):
    assert len(findings(TITLE, OWN, text, codes="A09")) == wrong


def test_a_document_whose_county_is_not_certain_is_not_judged():
    assert findings("2031年残疾人联合会部门预算", "为青云县残疾儿童提供康复救助。", codes="A09") == []
