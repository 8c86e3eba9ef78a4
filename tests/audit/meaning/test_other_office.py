"""What only the maker has, told of another town or another office of the county (A170)."""

from desktop.audit.meaning.other_office import look
from tests.audit.documents import document
from tests.small_cases import small_cases

TOWN = "陵川县礼义镇人民政府2031年部门预算"
OF_TOWN = "陵川县礼义镇人民政府内设党政办公室。礼义镇辖28个行政村。"
OFFICE = "白水县林业局2031年部门预算"
OF_OFFICE = "白水县林业局是县政府工作部门。白水县林业局2031年收支总预算90.00万元。"


@small_cases(
    "text",
    [
        "附城镇人民政府以农村环境卫生整治及垃圾清运项目为例。",
        "2031年，平城镇人民政府没有使用国有资本经营预算。",
        "表3 陵川县平城镇2031年支出总表",
        "按照综合预算的原则，崇文街道办事处所有收入和支出均纳入预算。",
    ],
)
def test_another_town(text):
    (found,) = look(document(TOWN, OF_TOWN, text)).findings
    assert found.severity.name == "WARNING"


@small_cases(
    "text",
    [
        "礼义镇人民政府以垃圾清运项目为例。",
        "由平城镇人民政府划入人员3名。",
        "与附城镇人民政府相邻，共同管护道路。",
        "各乡镇人民政府、本镇人民政府和有关街道办事处配合。",
        "附城镇人民政府配合。附城镇人民政府另行公开。",
        "补助资金拨付全镇各村，纳入镇人民政府预算。",
    ],
)
def test_the_own_town_or_a_reason(text):
    assert look(document(TOWN, OF_TOWN, text)).findings == ()


@small_cases(
    "text",
    [
        "白水县审计局实有在职人员68人，退休人员41人。",
        "截至2030年末，白水县民政局共有车辆2辆。",
        "表1 白水县教育局2031年部门收支总表",
        "白水县司法局内设5个股室。",
        "白水县民政局内设办公室、就业股，下设1个未独立核算的单位，与局机关合并编制预算。",
        "2031年白水县残疾人联合会政府采购预算9.00万元。",
        "按照综合预算的原则，白水县水利局所有收入和支出均纳入部门预算管理。",
        "一、关于白水县农业农村局2031年部门收支预算情况的总体说明",
    ],
)
def test_another_office_of_the_county(text):
    assert len(look(document(OFFICE, OF_OFFICE, text)).findings) == 1


@small_cases(
    "text",
    [
        "白水县林业局实有在职人员68人。",
        "白水县林业技术推广中心实有在职人员8人。",
        "白水县财政局2031年预算批复的文件。",
        "会同白水县公安局开展防火检查3次。",
        "白水县森林公安局划入人员5名，白水县森林公安局内设3个股室。",
        "白水县水利局与本局联合，白水县水利局2031年收入不在本预算内。",
    ],
)
def test_the_own_office_and_those_below_or_beside_it(text):
    assert look(document(OFFICE, OF_OFFICE, text)).findings == ()


def test_a_title_without_a_county_is_not_judged():
    assert look(document("林业局2031年部门预算", OF_OFFICE, "白水县审计局实有人员68人。")).reason


def test_a_town_of_a_district():
    title = "上海市闵行区人民政府江川路街道办事处2031年部门预算"
    text = "上海市闵行区人民政府江川路街道办事处内设5个科。江川路街道面积30平方公里。"
    assert len(look(document(title, text, "古美街道办事处没有使用国有资本经营预算。")).findings) == 1
    assert look(document(title, text, "江川路街道办事处没有使用国有资本经营预算。")).findings == ()


SCHOOL = ("陵川县礼义镇中心小学2031年单位预算", "陵川县礼义镇中心小学内设4个机构。礼义镇中心小学现有教学班18个。")
HOSPITAL = ("白水县尧禾镇卫生院2031年单位预算", "白水县尧禾镇卫生院内设8个科室。尧禾镇卫生院现有床位30张。")
STATION = ("丙水县甲溪乡农业服务中心2031年单位预算", "甲溪乡农业服务中心内设2个股。甲溪乡农业服务中心有职工9人。")


@small_cases(
    ("of", "text"),
    [
        (SCHOOL, "附城镇中心小学为县教育局所属公益一类事业单位，无下属单位。"),
        (SCHOOL, "2031年，平城镇中心小学没有使用国有资本经营预算。"),
        (SCHOOL, "（一）平城镇中心小学共有车辆1辆。"),
        (SCHOOL, "截至2030年底，平城镇中心小学固定资产总额80.00万元。"),
        (HOSPITAL, "林皋镇卫生院是县卫生健康局主管的公益一类事业单位。"),
        (HOSPITAL, "林皋镇卫生院2031年政府采购预算9.00万元。"),
        (STATION, "乙河乡农业服务中心实有在职人员9人。"),
        (STATION, "乙河乡农业服务中心系财政全额拨款事业单位。"),
    ],
)
def test_the_school_hospital_or_station_of_another_town(of, text):
    assert len(look(document(*of, text)).findings) == 1


@small_cases(
    ("of", "text"),
    [
        (SCHOOL, "礼义镇中心小学为县教育局所属公益一类事业单位。"),
        (SCHOOL, "与平城镇中心小学结对，平城镇中心小学现有教师20人。"),
        (SCHOOL, "原平城镇中心小学现有校舍并入我校使用。"),
        (SCHOOL, "由平城镇中心小学划入教师3名。"),
        (SCHOOL, "下辖教学点3个，包括平城镇中心小学教学点。"),
        (SCHOOL, "各乡镇中心小学现有教师由县统一调配。"),
        (HOSPITAL, "本镇卫生院现有床位30张。"),
        (HOSPITAL, "林皋镇卫生院转来病人9人。"),
        (HOSPITAL, "对口支援的林皋镇卫生院，林皋镇卫生院现有床位20张。"),
        (STATION, "丙水县农业服务中心现有职工90人。"),
    ],
)
def test_its_own_school_and_others_with_a_reason(of, text):
    assert look(document(*of, text)).findings == ()
