"""The name of another county."""

import re

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


@small_cases(
    ("text", "wrong"),
    [
        ("（3）实施主体：蒙城县水利局。", 1),
        ("蒙城县残疾人联合会2031年没有使用政府性基金预算。", 1),
        ("2030年蒙城县接待游客8万人次。", 1),
        ("单位包括：白水县康复中心、三江侗族自治县就业服务所。", 1),
        ("全年完成库伦旗境内康复救助。", 0),  # a place through which something leads
        ("按照蒙城县残疾人工作要点开展救助。", 1),
        ("与蒙城县残联跨县联办培训2期。", 0),
        ("组织赴蒙城县考察学习1次。", 0),
        ("拨付蒙城县至利辛县公路养护经费。", 0),
        ("采购蒙城县康复器材公司设备2台。", 0),
        ("蒙城县、利辛县共同举办赛事。", 0),
        ("按县级要求，推进县域康复服务，落实县政府部署。", 0),
        ("蒙城县开展救助。蒙城县另有规定。", 0),
    ],
)
def test_a_county_of_the_country_needs_a_reason_too(text, wrong):
    assert len(findings(TITLE, OWN, text, codes="A09")) == wrong
    assert (
        len(findings("白水县残疾人联合会", "2031年部门预算", "职能：维护白水县残疾人权益。", text, codes="A09"))
        == wrong
    )


def test_a_document_whose_county_is_not_certain_is_not_judged():
    assert findings("2031年残疾人联合会部门预算", "为青云县残疾儿童提供康复救助。", codes="A09") == []


@small_cases(
    ("title", "text", "wrong"),
    [
        ("平泉市司法局2031年部门预算", "实施主体：泊头市司法局。", 1),
        ("天津市蓟州区司法局2031年部门预算", "2030年宁河区开展普法12场。", 1),
        ("平泉市司法局2031年部门预算", "2030年围场县开展普法12场。", 1),
        ("上海市青浦区司法局2031年部门预算", "为奉贤区群众提供普法服务。", 1),
        ("平泉市司法局2031年部门预算", "在公共和平区域设岗，由承德市司法局指导。", 0),
        ("平泉市司法局2031年部门预算", "赴昆山市考察学习1次。", 0),
        ("平泉市司法局2031年部门预算", "平泉市、辛集市共同举办普法活动。", 0),
        ("承德市司法局2031年部门预算", "在平泉市开展普法。", 0),
    ],
)
def test_cities_and_districts_of_the_rank_of_a_county(title, text, wrong):
    own = re.sub("司法局.*", "", title)
    lines = (title, f"{own}司法局是{own}政府工作部门，收入总计9.00万元。", text)
    assert len(findings(*lines, codes="A09")) == wrong
