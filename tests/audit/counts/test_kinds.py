"""Kinds of people, vehicles and rooms add up to the count they are of."""

import pytest

from desktop.findings import Severity
from tests.audit.texts import findings
from tests.small_cases import small_cases


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("车辆{}辆，其中：轿车2辆、旅行车（含商务车、面包车）4辆、越野车3辆、特种车辆1辆。", (10, 13, 8)),
        ("共有车辆{}辆，其中：救护车9辆、防疫车2辆、业务用车3辆。", (14, 11, 17)),
        ("实有车辆{}辆（公务用车2辆、防火专用车1辆）。", (3, 6, 2)),
        ("实有车辆{}辆，其中定编车辆26辆（执勤用车18辆、作业用车8辆），非定编车辆8辆（都是洒水车）。", (34, 37, 30)),
        ("在职{}人，其中公务员9人、事业人员4人、工勤1人，另有退休人员7人，聘用协管员12人。", (14, 26, 12)),
        ("在职9人，其中管理4人、工勤5人；另聘护工20人、厨师3人、保安5人，共计{}人。", (28, 26, 30)),
        ("新入库{}户，其中规模以上工业6户、限额以上零售9户、资质以内建筑业4户。", (19, 17, 18)),
        ("车辆{}台，其中巡查用车6台、作业车辆9台、除雪专用车6台。", (21, 24, 19)),
        ("实有在职干警{}人，其中员额检察官8人、检察辅助人员14人、司法行政人员9人；退休6人。", (31, 33, 29)),
        ("公务用车{}辆，其中防火指挥车1辆、皮卡车4辆。", (5, 6, 4)),
        ("阅览席{}个，其中成人座席160个、少儿座席70个、电子座席40个。", (270, 290, 260)),
        (
            "造林{}万亩，其中人工造林1.8万亩、封山育林1.0万亩、退化林修复0.4万亩，比上年2.5万亩有增加。",
            ("3.2", "2.3", "3.0"),
        ),
        ("办会{}次，其中二类会议2次、三类会议10次。", (12, 11, 10)),
        ("监测点{}个，其中国控点3个、省控点12个，其余30个为县级监测点。", (45, 54, 35)),
        ("房屋面积{}平方米，其中自有6,500平方米、租用1,700平方米。", (8200, 8700, 7800)),
        ("养护桥梁{}座，其中国道12座、县道20座。", (32, 23, 30)),
        ("开放床位{}张，其中内科20张、外科18张、儿科8张。", (46, 64, 43)),
        ("实有{}人，其中参公18人、工勤6人（党员15人，大专以上学历20人）。", (24, 42, 26)),
        ("房屋{}平方米，其中教室3,000平方米、食堂1,200平方米（其中300平方米没有启用）。", (4200, 2400, 4100)),
        ("学生{}人，其中初一300人、初二310人、初三320人，住校生500人。", (930, 903, 925)),
        ("独立核算单位{}个，其中行政单位1个、参公单位4个，其他事业单位3个。", (8, 5, 9)),
    ],
)
def test_kinds_add_up(text, wrong):
    right, *others = wrong
    assert findings(text.format(right), codes="A73") == []
    assert [len(findings(text.format(other), codes="A73")) for other in others] == [1, 1]


def test_what_follows_a_full_list_is_of_something_else():
    text = "学生{}人，其中初一300人、初二310人、初三320人，住校生500人。"
    assert findings(text.format(930), codes="A73") == []
    assert [each.severity.value for each in findings(text.format(903), codes="A73")] == ["警告"]  # digits turned


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("行政编制8名，事业编制4名，共计12名。", 0),
        ("行政编制8名，事业编制4名，共计21名。", 1),
        ("离退休人员9人，其中离休1人、退休8人。", 0),
        ("离退休人员9人，其中离休1人、退休6人。", 1),
        ("房屋面积6,420平方米，其中办公用房1,120平方米，教学及其他用房5,300平方米。", 0),
        ("房屋面积6,420平方米，其中办公用房1,120平方米，教学及其他用房5,330平方米。", 1),
        ("实有人数14人，其中：在职9人，包括行政人员7人、事业人员2人；退休5人。", 0),
        ("实有人数14人，其中：在职9人，包括行政人员7人、事业人员2人；退休8人。", 1),
        ("在职人员12人，其中公务员10人、机关工勤3人。", 1),
        ("对8个项目编制了绩效目标，其中：特定目标类项目6个、其他运转类项目3个。", 1),
    ],
)
def test_kinds_of_people_and_rooms_add_up(text, wrong):
    assert len(findings(text, codes="A73")) == wrong


def test_kinds_that_name_their_members_are_counted_too():
    text = "设有一科、二科等业务科室12个，甲室、乙室等辅助科室5个，管理科室7个，合计{}个科室。"
    assert findings(text.format(24), codes="A73") == []
    assert len(findings(text.format(26), codes="A73")) == 1
    assert findings("管理120个乡镇，设业务科室12个，管理科室7个，合计19个科室。", codes="A73") == []


@pytest.mark.parametrize(("last", "wrong"), [(15, 0), (13, 1)])
def test_a_second_count_with_kinds_behind_the_first(last, wrong):
    text = f"人员编制38人，其中行政编制22人、事业编制16人；实有人员36人，其中行政21人、事业{last}人。"
    assert len(findings("某局2023年部门预算", text, codes="A73")) == wrong


@pytest.mark.parametrize(("staff", "wrong"), [(19, []), (17, ["A73"])])
def test_people_beside_those_in_post_are_no_kinds_of_them(staff, wrong):
    """The first kind is all there are; what it is divided into adds up to it."""
    text = f"实有人数44人，其中：在职人数44人，包括行政人员25人、事业人员{staff}人；退休人员23人；遗属补助人员8人。"
    assert [each.code for each in findings("某乡2023年部门预算", text, codes="A73")] == wrong


def test_those_in_post_and_retired_in_a_sentence_of_their_own():
    title, text = "某局2023年部门预算", "年末实有人数{}人。在职人员40人，离休人员1人，退休人员16人。"
    assert findings(title, text.format(58), codes="A73")
    assert not findings(title, text.format(57), codes="A73")
    wider = "聘用护林员120名，其中专职护林员80名、兼职护林员40名；全县共有护林员300名。"
    assert not findings(title, wider, codes="A73")


@pytest.mark.parametrize(("together", "wrong"), [(13, 0), (14, 1)])
def test_people_of_each_kind_of_post_and_all_of_them(together, wrong):
    text = f"行政编制9人，实有8人；事业编制6人，实有5人。实有人员合计{together}人。离退休人员7人。"
    assert len(findings("某会2025年部门预算", text, codes="A73")) == wrong


@pytest.mark.parametrize(("staff", "wrong"), [(32, 0), (23, 1)])
def test_retired_people_behind_the_kinds_in_post_stand_beside_them(staff, wrong):
    text = f"年末实有人数61人，其中行政人员29人，事业人员{staff}人，退休人员24人。"
    assert len(findings("某镇2023年部门预算", text, codes="A73")) == wrong


def test_professionals_and_managers_are_all_of_an_institution():
    text = "在职在编{}人，其中：专业技术人员6人、管理人员2人；退休5人。"
    assert [each.code for each in findings(text.format(9), codes="A73")] == ["A73"]
    assert findings(text.format(8), codes="A73") == []


@small_cases(
    ("text", "wrong"),
    [
        ("实有人员33人：在职23人、退休10人。", 0),
        ("实有人员37人：在职23人、退休10人。", 1),
    ],
)
def test_all_people_may_be_divided_behind_a_colon(text, wrong):
    assert len(findings("某局2031年部门预算", text, codes="A73")) == wrong


def test_what_an_office_has_in_it_is_none_of_the_kinds():
    text = "预算单位共2个，其中：行政单位1个，即县纪委机关（含县委巡察办公室和6个派驻纪检监察组）；事业单位1个，即信息中心。"
    assert findings("某纪委2020年部门预算", text, codes="A73") == []


def test_the_people_of_meetings_are_told_as_what_they_are_for():
    text = "拟召开2次会议，人数{}人，内容为：县科协全委会90人、推进会60人；培训1次。"
    assert [each.code for each in findings("某局2024年部门预算", text.format(130), codes="A73")] == ["A73"]
    assert findings("某局2024年部门预算", text.format(150), codes="A73") == []


@small_cases(
    ("text", "wrong"),
    [
        ("实有在职人员{}人，比上年减少4人，其中行政39人、事业133人。", (172, 174, 170)),
        ("保管县级储备粮{}吨，其中稻谷6,500吨、小麦1,500吨，轮换2,600吨。", (8000, 7000, 9000)),
        ("实施水利项目{}个，其中续建11个、新建7个。", (18, 16, 17)),
        ("高标准农田{}万亩，其中新建2.8万亩、改造提升1.4万亩。", ("4.2", "4.1", "4.0")),
        ("养护路灯{}盏，其中城镇240盏、农村140盏。", (380, 370, 360)),
        ("创建示范点{}个，其中行政2个、事业8个，全县累计达到36个。", (10, 9, 8)),
    ],
)
def test_the_count_is_not_its_change_nor_another_one(text, wrong):
    right, *others = wrong
    assert findings(text.format(right), codes="A73") == []
    assert [len(findings(text.format(other), codes="A73")) for other in others] == [1, 1]


@small_cases(
    ("text", "wrong"),
    [
        ("车辆{}辆，其中：应急用车0辆、其他用车3辆，其他用车主要是校车1辆、后勤保障用车2辆；设备1台。", (3, 5, 6)),
        ("共有车辆{}辆，其中：一般公务用车2辆、其他用车4辆，其他用车主要是环卫作业车4辆。", (6, 9, 10)),
        ("共有车辆{}辆，其中：一般公务用车2辆、其他用车4辆，主要是环卫作业车3辆、洒水车1辆。", (6, 9, 10)),
        ("共有车辆{}辆，其中：其他用车4辆，分别为作业车3辆、洒水车1辆，执法执勤用车2辆。", (6, 8, 10)),
        ("共有车辆{}辆，其中：执法执勤用车2辆，其他用车4辆，均为巡查车4辆。", (6, 8, 10)),
        ("共有车辆{}辆，其中：公务用车2辆、特种技术用车3辆，具体包括救护车2辆、防疫车1辆，其他用车2辆。", (7, 9, 10)),
    ],
)
def test_a_kind_may_be_divided_again_where_it_stands(text, wrong):
    right, *others = wrong
    assert findings(text.format(right), codes="A73") == []
    assert [len(findings(text.format(other), codes="A73")) for other in others] == [1, 1]


@small_cases(
    "text",
    [
        "现有在职职工136人，较上年净减少3人（调出2人，退休4人，调入3人）。",
        "在职人员减少3人，其中行政2人、事业5人。",
        "创建示范点10个，其中县级6个、市级3个、省级1个，全县累计达到36个。",
        "收储粮食8,000吨，其中优质稻5,500吨、订单小麦1,200吨等。",
        "水稻种植12万亩，其中优质稻8万亩、双季稻3万亩。",
        "建成充电桩120个，其中新建80个、改造提升40个、累计达到360个。",
    ],
)
def test_changes_and_sums_of_years_are_no_totals(text):
    assert findings(text, codes="A73") == []


def test_what_divides_a_kind_comes_to_it():
    text = "共有车辆6辆，其中：一般公务用车2辆、其他用车4辆，其他用车主要是环卫作业车5辆。"
    assert findings(text, codes="A73") != []


@small_cases(
    ("text", "wrong"),
    [
        ("核定编制{}名，其中：行政编制5名，工勤编制1名。", (6, 8)),
        ("在职实有{}人，其中：行政人员52人，工勤人员2人。", (54, 56)),
        ("年末实有在职人员{}人，其中：专任教师86人，教辅及工勤人员6人；退休人员61人。", (92, 93)),
    ],
)
def test_clerks_or_teachers_and_workers_are_all_of_a_staff(text, wrong):
    right, other = wrong
    assert findings(text.format(right), codes="A73") == []
    assert len(findings(text.format(other), codes="A73")) == 1


@small_cases(
    ("lines", "wrong"),
    [
        ("车辆4辆，金额86.42万元，其中一般公务用车1辆、执法执勤用车1辆、其他用车（流动图书车、文化服务车）3辆；", 1),
        ("车辆4辆，账面净值86.42万元，其中：一般公务用车1辆，其他用车2辆；", 1),
        ("车辆5辆，资产原值为86.42万元，其中一般公务用车2辆、执法执勤用车4辆。", 1),
        ("车辆6辆，总值86.42万元，其中一般公务用车3辆、执法执勤用车4辆。", 1),
        ("车辆5辆，金额86.42万元，其中一般公务用车1辆、执法执勤用车1辆、其他用车（流动图书车）3辆；", 0),
        ("全院职工260人，其中卫生技术人员215人（执业医师86人、护士98人）。", 0),
        ("共有车辆5辆，其中其他用车2辆为垃圾清运车。", 0),
        ("实有人数30人，其中其他人员2人。", 0),
        ("共有公务用车2辆，金额36万元，其中1辆已达报废年限。", 0),
        ("预算单位构成：局机关1个行政单位，参公单位2个，公益一类事业单位3个，共6个预算单位。", 0),
    ],
)
def test_kinds_with_their_money_and_callings_beside_others(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A73")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A73"] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("现有教学班18个，其中小班6个、中班6个、大班5个，在园幼儿540人。", 1),
        ("现有教学班18个，其中小班6个、中班6个、大班6个，在园幼儿540人。", 0),
        ("开设18个教学班，小班6个、中班6个、大班7个。", 1),
        ("全园18个班：小班5个、中班6个、大班6个。", 1),
        ("全园18个班（小班6个、中班6个、大班6个）。", 0),
        ("现有教学班19个，其中托班1个、小班6个、中班6个、大班6个。", 0),
        ("现有教学班24个，其中七年级8个、八年级8个、九年级7个，在校学生1100人。", 1),
        ("现有教学班24个，七年级8个、八年级8个、九年级8个。", 0),
        ("现有教学班36个，其中高一12个、高二12个、高三14个。", 1),
        ("现有教学班18个，其中小班6个。", 0),
        ("开设36个教学班：高一12个、高二12个、高三12个（含复读班1个）。", 0),
        ("开设36个教学班：高一12个、高二12个、高三14个（含复读班1个）。", 1),
    ],
)
def test_classes_of_each_year_are_all_classes(text, wrong):
    assert len(findings("甲园2025年单位预算", text, codes="A73")) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("实有人数43人，其中：在职26人；退休15人。遗属补助人员2人。", 0),
        ("实有人数42人，其中：在职26人；退休15人。遗属补助人员2人。", 1),
        ("实有人数43人，包括在职26人，退休15人；遗属人员2人。", 0),
        ("实有人数43人，包括在职26人，退休15人。", 1),
        ("实有人员43人，其中在职26人、退休15人。临聘人员2人。", 0),
        ("实有人员40人，其中在职26人、退休15人。临聘人员2人。", 1),
        ("实有人员43人，其中在职26人、退休15人，另有编外人员1人。", 0),
        ("实有人员50人，其中在职26人、退休15人、离休2人。", 1),
    ],
)
def test_other_people_behind_may_be_what_is_lacking(text, wrong):
    assert len(findings("甲园2025年单位预算", text, codes="A73")) == wrong
