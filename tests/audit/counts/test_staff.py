"""People and units are counted alike wherever they are counted."""

import pytest

from desktop.audit.counts.staff import RULES
from tests.audit import documents
from tests.audit.texts import findings


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2023年末在职职工210人，其中在编180人；专业技术人员195人。", 0),
        ("2023年末在职职工210人，其中在编180人；专业技术人员295人。", 1),
        ("2023年末在职职工210人，退休40人，历年评定的专业技术人员295人。", 0),
        ("现有教职工96名，专任教师101名。", 1),
        ("局机关在职人员96人，全县卫生专业技术人员1,210人。", 0),
        ("局机关在职人员96人。卫生专业技术人员1,210人。", 0),
    ],
)
def test_there_are_not_more_of_a_kind_than_in_all(text, wrong):
    assert len(findings(text, codes="A74")) == wrong


@pytest.mark.parametrize(("count", "wrong"), [(2, 0), (3, 0), (4, 0), (5, 1)])
def test_the_units_are_those_below_and_the_office(count, wrong):
    text = f"下属二级预算单位3个。纳入2024年预算编制范围的单位共{count}个。"
    assert len(findings(text, codes="A75")) == wrong


@pytest.mark.parametrize(
    ("below", "listed", "wrong"),
    [
        ("下辖三个预算单位", "包括：1.某县水利局（本级）；2.甲站；3.乙站；4.丙站", 0),
        ("下辖四个预算单位", "包括：1.某县水利局（本级）；2.甲站；3.乙站；4.丙站", 1),
        ("下辖四个预算单位", "名单附后", 0),
        ("下辖四个事业单位", "包括：1.某县水利局（本级）；2.甲站；3.乙站；4.丙站", 0),
    ],
)
def test_the_office_itself_in_the_list_is_one_more(below, listed, wrong):
    text = f"某县水利局{below}。纳入2031年部门预算编制范围的单位共4家，{listed}。"
    assert len(findings(text, codes="A75")) == wrong


PEOPLE = ("单位|编制数|在编人数|退休人数", "本级|30|28|11", "服务所|12|10|2", "合计|42|38|13")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("核定编制42名，实有在编人员38人，退休13人。", []),
        ("核定编制42名，实有在编人员38人，退休31人。", ["退休写 31，表中合计 13"]),
        ("核定编制42名，实有在编人员38人，离休1人，退休12人。", []),
        ("核定编制42名，其中退休后返聘的不算；在编40人，退休31人。", []),  # of something else than the table
    ],
)
def test_the_text_counts_as_many_as_the_table(text, wrong):
    document = documents.document(text, documents.table("机构人员情况表", *PEOPLE, unit=""))
    assert [each.message for rule in RULES for each in rule.look(document).findings] == wrong


OWNED = documents.table("资产占用情况表", "项目|数量|价值", "房屋（平方米）|2860|412.30", "2、车辆（台、辆）|3|31.62")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2030年底报废1辆公务用车，现有公务用车2辆。", 1),
        ("上年处置老旧车辆1辆，目前实有车辆2辆。", 1),
        ("运行费减少，主要是2030年拍卖公务用车一辆，保有量下降，保有公务用车两辆。", 1),
        ("2030年划转执法执勤用车2辆后，尚有车辆1辆。", 1),
        ("2030年底报废1辆公务用车，现有公务用车3辆。", 0),
        ("2031年计划报废1辆公务用车，现有公务用车2辆。", 0),
        ("本年报废1辆公务用车，保有公务用车2辆。", 0),
        ("2030年底报废2辆公务用车，现有公务用车2辆。", 0),
        ("截至2030年8月31日共有车辆3辆。2030年底报废1辆公务用车，现有公务用车2辆。", 0),
        ("2030年报废1台空调，现有公务用车2辆。", 0),
    ],
)
def test_vehicles_that_are_gone_are_not_in_the_table(text, wrong):
    rule = next(each for each in RULES if each.code == "A76")
    assert len(rule.look(documents.document("甲局2031年部门预算", text, OWNED)).findings) == wrong
