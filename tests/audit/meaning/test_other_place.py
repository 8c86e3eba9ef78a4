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


COUNTY = "丙水满族自治县政协办公室2030年部门预算"
SCHOOL = "丙水县乙溪镇中心小学2030年单位预算"
CLINIC = "丙水县乙溪乡卫生院2030年单位预算"


@small_cases(
    ("title", "text"),
    [
        (COUNTY, "纳入预算编制范围的单位共1个，即丙水县政协办公室本级，无所属预算单位。"),
        (COUNTY, "纳入预算编制范围的单位共1个，仅丙水县政协办公室本级，没有所属单位。"),
        (COUNTY, "本部门预算单位1个：只有丙水县政协办公室机关，无下属单位。"),
        (COUNTY, "编制范围，包括丙水县政协办公室本级，没有所属单位。"),
        (COUNTY, "中国人民政治协商会议丙水满族自治县委员会办公室，简称丙水县政协办公室，编制20名。"),
        (SCHOOL, "丙水县乙溪镇中心小学为丙水县教育局所属公益一类事业单位。"),
        (SCHOOL, "丙水县甲河乡中心小学与我校开展教研协作，为丙水县教育局所属事业单位。"),
        (SCHOOL, "与丙水县甲河乡中心小学位于同一学区。"),
        (CLINIC, "由丙水县甲河镇卫生院划转，为二级预算单位。"),
    ],
)
def test_its_short_name_behind_words_that_lead_to_it(title, text):
    assert findings(title, "一、情况说明", text, codes="A149") == []


@small_cases(
    ("title", "text"),
    [
        (COUNTY, "纳入预算编制范围的单位共1个，即甲山县政协办公室本级，无所属预算单位。"),
        (COUNTY, "纳入预算编制范围的单位共1个，仅甲山满族自治县政协办公室本级，没有所属单位。"),
        (SCHOOL, "丙水县甲河乡中心小学为丙水县教育局所属公益一类全额拨款事业单位，属二级预算单位。"),
        (SCHOOL, "丙水县甲河乡中心小学是丙水县教育体育局主管的公益一类事业单位。"),
        (SCHOOL, "丙水县甲河镇中心小学始建于1956年，现有教学班18个。"),
        (SCHOOL, "丙水县甲河镇中心小学系财政全额拨款事业单位。"),
        (CLINIC, "丙水县甲河乡卫生院属公益一类差额拨款事业单位。"),
        (CLINIC, "丙水县甲河镇卫生院隶属丙水县卫生健康局。"),
        (CLINIC, "丙水县甲河镇卫生院开放床位30张。"),
    ],
)
def test_what_a_school_or_hospital_of_another_town_is(title, text):
    assert len(findings(title, "一、情况说明", text, codes="A149")) == 1
