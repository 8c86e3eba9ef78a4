"""Counts against what is listed."""

import pytest

from desktop.audit.rules.counting import RULES, sizes
from desktop.findings import Severity
from tests.audit.documents import document as table_document
from tests.audit.documents import table
from tests.audit.texts import document, findings
from tests.small_cases import small_cases

LISTS = RULES[0].look


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("办公室、财务科、业务科", {3}),
        ("办公室、财务和资产科", {2, 3}),
        ("河东人民法庭、仁和人民法庭", {2}),
        ("综合科和业务科", {2}),
        ("综合办公室、12345热线管理股、技术服务股以及效能监察股", {4}),
        ("办公室、财务科，负责日常工作", {2}),
        ("负责日常工作", set()),
    ],
)
def test_how_many_names_a_list_may_hold(names, found):
    assert sizes(names) == found


@small_cases(
    ("text", "codes"),
    [
        ("设3个内设机构：办公室、财务科、业务科。", []),
        ("设4个内设机构：办公室、财务科（审计科）、业务科。", ["A71"]),
        ("下属事业单位1个：服务中心、信息中心。", ["A71"]),
        ("包括综合室、业务股、信息股4个职能科室。", ["A71"]),
        ("设立案庭、速裁庭、政治部，共3个机构，另设派出法庭2个。", []),
        ("设立案庭、速裁庭、政治部，共4个机构。", ["A71"]),
        (
            "设5个内设机构，包括：党政办公室、平安办公室2个行政机构，以及党群服务中心、为民服务中心、服务站3个事业机构。",
            [],
        ),
        (
            "设6个内设机构，包括：党政办公室、平安办公室2个行政机构，以及党群服务中心、为民服务中心、服务站3个事业机构。",
            ["A71"],
        ),
        ("派出机构11个，为各派出所。", []),
        ("设业务科室4个、职能科室2个，共6个科室。", []),
        ("管护林地9.40万亩，其中：国有林6.10万亩、集体林3.30万亩。", []),
        ("管护林地9.40万亩，其中：国有林6.10万亩、集体林3.50万亩。", ["A73"]),
        ("预算单位3个，其中行政单位1个、参公单位0个、事业单位2个，分别是：教育局、第一小学校、第二小学校。", []),
        (
            "预算单位4个，其中行政单位1个、参公单位0个、事业单位2个，分别是：教育局、第一小学校、第二小学校。",
            ["A71", "A73"],
        ),
        ("预算单位共3个，具体为：1.甲镇政府（本级）；2.甲镇农技站；3.甲镇文化站。", []),
        ("预算单位共4个，具体为：1.甲镇政府（本级）；2.甲镇农技站；3.甲镇文化站。", ["A71"]),
        ("二级单位包括4个：甲局（本级）、甲县公证处、甲县援助中心。", ["A71"]),
        ("单位2个，具体是：1.甲局（机关）；2.甲县执法支队；3.甲县检测中心。各所经费在局机关编列。", ["A71"]),
        ("机关内设办公室、政治处、宣传教育与培训科、人民参与和促进法治科4个科室。", []),
        ("机关内设办公室、政治处、宣传教育与培训科、人民参与和促进法治科5个科室。", ["A71"]),
        ("预算编制范围的单位共5个，包括局机关和4个下属事业单位：甲站、乙场、丙站、丁中心。", []),
        ("预算编制范围的单位共6个，包括局机关和4个下属事业单位：甲站、乙场、丙站、丁中心。", ["A71"]),
        ("预算包括：本级预算和1个所属事业单位预算。纳入2025年部门预算编制范围的预算单位3个。", ["A71"]),
        (
            "包括局本部以及下属2家预算单位。行政单位1家，参公单位1家，事业单位1家，具体为：1.甲局（本部）；2.甲局大队；3.甲局中心。",
            [],
        ),
        (
            "包括局本部以及下属3家预算单位。行政单位1家，参公单位1家，事业单位1家，具体为：1.甲局（本部）；2.甲局大队；3.甲局中心。",
            ["A71"],
        ),
        ("内设6个职能科室，设有临床科室18个、医技科室7个。", []),
        ("编制5名，在编人员6人。", ["A72"]),
        ("在职208人，其中专任教师186人；退休人员97人。", []),
        ("在职186人，其中专任教师208人；退休人员97人。", ["A73"]),
        ("涉及3个项级科目，其中：\n（1）行政运行8万元；\n（2）事业运行6万元。", ["A71"]),
        ("共有车辆3辆，其中：机要用车1辆、其他用车1辆。", ["A73"]),
        ("共有车辆4辆，其中：一般公务用车2辆、执法执勤用车0辆、其他用车（待填写：其他用车）。", []),
        ("共有车辆1辆，其中：一般公务用车2辆、执法执勤用车0辆、其他用车（待填写：其他用车）。", ["A73"]),
        ("共有车辆1辆，其中：机要用车1辆、其他用车0辆、其他用车0辆。", ["A73"]),
        ("在编5人，其中：女2人，党员4人。", []),
    ],
)
def test_counts(text, codes):
    assert [found.code for found in findings(text, codes="A71 A72 A73")] == codes


def test_lines_under_a_count_of_kinds():
    lines = ["共分为三类，其中：", "（1）甲", "（2）乙"]
    assert [found.expected for found in findings(*lines, codes="A71")] == ["2 项"]
    stations = ["所属事业单位3个，分别是：", "1.水文站", "2.灌区管理所"]
    assert [found.expected for found in findings("二、机构设置", *stations, codes="A71")] == ["2 项"]
    other = ["二、机构设置", "所属预算单位3个，包括：", "三、人员情况", "四、收支情况"]
    assert findings(*other, codes="A71") == []
    without_numbers = ["机构设置", "所属预算单位3个，包括：", "预算单位构成表", "人员情况"]
    assert findings(*without_numbers, codes="A71") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("包括局机关及所属59个单位，共60个。", 0),
        ("包括2个二级预算单位，分别是：某县卫生健康局机关、某县疾控中心、某县妇保院。", 0),
        ("包括2个二级预算单位，分别是：某县疾控中心、某县急救站、某县妇保院。", 1),
        ("包括3个预算单位，分别是：某县卫生健康局机关、某县疾控中心、某县妇保院。", 0),
        ("下设人民法庭3个，分别为：东关人民法庭、西河人民法庭、北岭人民法庭。", 0),
        ("下设人民法庭4个，分别为：东关人民法庭、西河人民法庭、北岭人民法庭。", 1),
        ("包括局机关及所属59个单位，共59个。", 1),
        ("包括局机关预算和局属3个二级预算单位预算，共4个独立核算单位。", 0),
        ("包括局机关预算和局属3个二级预算单位预算，共3个独立核算单位。", 1),
        ("2026年项目支出共3个，涉及资金70万元，其中：培训班30万元，网络学院25万元，设备15万元。", 0),
        ("采购项目3个，采购预算总额9.00万元，其中：政府采购货物预算4.00万元，政府采购服务预算5.00万元。", 0),
        ("绩效管理的项目5个，涉及资金9万元，其中：运转类项目3个，涉及资金4万元；特定目标类项目2个，涉及资金5万元。", 0),
        ("绩效管理的项目5个，涉及资金9万元，其中：运转类项目3个，涉及资金4万元；特定目标类项目3个，涉及资金5万元。", 1),
        ("对2个项目设定绩效目标，金额9.00万元，其中社区经费6.00万元、岗位补贴3.00万元。", 0),
        ("对3个项目设定绩效目标，金额9.00万元，其中社区经费6.00万元、岗位补贴3.00万元。", 1),
        ("共涉及采购项目3个，采购预算总额9.00万元，其中甲货物4.00万元，乙服务5.00万元。", 0),
        ("2026年项目支出共4个，涉及资金70万元，其中：培训班30万元，网络学院25万元，设备15万元。", 1),
        ("内设A办公室、B办公室4个内设机构，下设甲中心、乙中心、丙所3个直属单位。", 1),
    ],
)
def test_an_office_counts_itself_and_projects_are_those_listed(text, wrong):
    assert len(LISTS(document(text)).findings) == wrong


def test_a_count_goes_with_the_names_before_it_where_the_next_ones_have_their_own():
    text = "内设办公室、资源股、防火股3个股室，下属单位有甲林场、乙推广站2个。"
    assert LISTS(document(text)).findings == ()
    assert len(LISTS(document(text.replace("3个股室", "4个股室"))).findings) == 1


@pytest.mark.parametrize("rest", ["下设甲县培训所，未单独核算", "派驻甲县农机站", "均未单独核算，另辖培训所"])
def test_names_before_a_count_are_its_list_and_not_what_follows(rest):
    text = "局内设办公室、财务股、业务股、法规股{}个股室，" + rest + "，与机关合并编制预算。"
    assert LISTS(document(text.format(4))).findings == ()
    assert len(LISTS(document(text.format(3))).findings) == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("预算包括：局本级预算和局属单位甲县烈士陵园管理所预算，共2个预算单位。", 0),
        ("预算包括：局本级预算和局属单位甲县烈士陵园管理所预算，共3个预算单位。", 1),
        ("预算包括：局本级预算和局属各单位预算，共3个预算单位。", 0),
        ("预算包括：局本级预算和所属乡镇中心学校预算，共9个预算单位。", 0),
    ],
)
def test_an_office_and_one_unit_by_name_are_two(text, wrong):
    assert len(LISTS(document(text)).findings) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("局内设办公室、人事股、计财股等6个股室。", 0),
        ("局内设办公室、人事股、计财股等2个股室。", 1),
        ("局内设办公室、人事股、计财股3个股室，下属单位包括甲县第一小学、甲县中学等28所学校。", 0),
    ],
)
def test_a_list_that_goes_on_may_have_more(text, wrong):
    assert len(LISTS(document(text)).findings) == wrong


def test_numbered_names_after_a_count_are_as_many_as_their_numbers():
    text = "纳入预算编制范围的预算单位{}个：1.甲县妇联本级（行政单位）；2.甲县妇女儿童活动中心（事业单位）。"
    assert LISTS(document(text.format(2))).findings == ()
    assert len(LISTS(document(text.format(3), "县妇联为一级预算单位。")).findings) == 1
    goes_on = document(text.format(3), "3.甲县家庭教育服务站（事业单位）。")
    assert LISTS(goes_on).findings == (), "the list may go on in the next paragraph"
    assert len(LISTS(document(text.format(1))).findings) == 1


@small_cases(
    ("count", "wrong"),
    [("3个基层预算单位（含本级）", 0), ("4个基层预算单位（含本级）", 1), ("2个二级单位", 0), ("5个二级单位", 1)],
)
def test_units_are_as_many_as_the_table_under_its_caption_names(count, wrong):
    rows = "单位名称|编制", "甲局（本级）|18", "甲县执法大队|22", "甲县国有林场|86", "合计|126"
    words = f"部门包括6个股室及{count}，其中：列入2024年编制范围的单位见下表："
    assert len(LISTS(table_document(words, "预算单位基本情况表", table("", *rows))).findings) == wrong


@pytest.mark.parametrize(("count", "wrong"), [(2, 0), (3, 1)])
def test_counts_behind_another_count_a_caption_and_a_total(count, wrong):
    lists = f"内设办公室、财务股2个机构，下设{count}个事业单位：便民服务中心、退役军人服务站，与机关合并编制。"
    projects = f"2024年项目支出预算9.00万元，共安排项目{count}个，其中：甲业务费4.00万元；工程维护费5.00万元。"
    for text in (lists, projects):
        assert len(LISTS(document("某局2024年部门预算", text)).findings) == wrong
    rows = table("部门机构设置情况", "序号|单位名称", "1|甲局", "2|乙中心")
    parts = (f"预算包括局本级及所属单位，共{count}个预算单位，具体如下：", "部门机构设置情况", rows)
    assert len(LISTS(table_document(*parts)).findings) == wrong


def test_one_name_is_no_list():
    text = "内设综合科、财务科、内科、外科、妇产科、中医科、公卫科、医技科共8个科室，管理村卫生室14个。"
    assert findings("某院2023年单位预算", text, codes="A71") == []


def test_kinds_with_their_own_counts_are_no_list_of_names():
    title = "某局2023年部门预算"
    for words in (
        "内设7个股室，其中综合股室2个、业务股室5个。",
        "派出机构11个，为各派出所。",
        "设置5个内设机构，包括：党政办公室、平安办公室、城管办公室3个行政机构和为民服务中心、退役军人服务站2个事业机构。",
    ):
        assert findings(title, words, codes="A71") == []


def test_an_office_and_the_schools_below_it():
    title = "某局2023年部门预算"
    text = "部门预算由局机关本级和所属12所学校组成，共{}个预算单位。"
    assert findings(title, text.format(14), codes="A71")
    assert findings(title, text.format(13), codes="A71") == []


def test_an_office_and_the_units_named_above():
    title = "某局2023年部门预算"
    for words in ("局机关和上述4个单位，共{}个。", "纳入预算编制范围的单位共{}个，包括局机关和以上4个所属单位。"):
        assert findings(title, words.format(6), codes="A71"), words
        assert findings(title, words.format(5), codes="A71") == [], words


def test_a_name_with_and_between_its_two_matters_is_one():
    assert sizes("办公室、种植业与农药管理股、计划财务股") == {3}
    assert sizes("办公室、人事股与财务股") == {2, 3}


def test_numbered_offices_are_as_many_as_their_numbers():
    text = "机关内设办公室、组织部、信访室、第一至第四纪检监察室共{}个职能室（部）。"
    for count, wrong in ((7, 0), (9, 1)):
        assert len(findings("某纪委2020年部门预算", text.format(count), codes="A71")) == wrong, count


def test_money_of_projects_is_no_list_of_them():
    text = "实行绩效目标管理，涉及项目5个，预算资金14.26万元，其中当年拨款8.00万元、上年结转6.26万元。"
    assert findings("某局2023年部门预算", text, codes="A71") == []


def test_what_all_the_units_are_may_stand_before_their_names():
    text = "下属预算单位{}个，均为公益一类事业单位，分别是：某县支付中心、某县评审中心、某县信息中心。"
    assert [each.code for each in findings("某局2024年部门预算", text.format(4), codes="A71")] == ["A71"]
    assert findings("某局2024年部门预算", text.format(3), codes="A71") == []


def test_names_told_one_by_one_are_as_many_as_their_ordinals():
    two = "编制范围的单位共{}家：一是县委办公室（机关本级），内设综合科、秘书科、信息科3个科室；二是县信息中心，不单独核算。"
    assert findings("某县委办2019年部门预算", two.format(2), codes="A71") == []
    assert len(findings("某县委办2019年部门预算", two.format(3), codes="A71")) == 1


def test_units_below_and_the_office_itself_are_one_more():
    text = "我部门下设{}个二级预算单位，加上局本级，纳入2021年部门预算编制范围的单位共5个，机构设置情况如下："
    assert findings("某局2021年部门预算", text.format(4), codes="A71") == []
    assert len(findings("某局2021年部门预算", text.format(5), codes="A71")) == 1


@small_cases(
    ("text", "count"),
    [
        ("编制范围的预算单位{}个，即甲县科学技术协会本级。", 1),
        ("下属{}个公益一类事业单位：甲县群众来访接待中心，财务由机关统一核算。", 1),
        ("下属事业单位{}家，为甲县科技馆。", 1),
        ("纳入编制范围的预算单位{}个：甲县公安局（本级）。", 1),
        ("下属事业单位{}个：甲县科技馆和甲县青少年活动中心。", 0),
        ("预算单位{}个，即甲局本级，甲县科技馆。", 0),
        ("下属{}个事业单位：一是甲县科技馆；二是活动中心。", 0),
        ("预算单位{}个，即甲局及下属活动中心。", 0),
        ("下属事业单位{}家，为科技馆等。", 0),
    ],
)
def test_several_units_and_one_name(text, count):
    found = findings("甲县科学技术协会2031年部门预算\n" + text.format(2), codes="A71")
    assert len([each for each in found if "只列出 1 个" in each.message]) == count
    if count:
        assert findings("甲县科学技术协会2031年部门预算\n" + text.format(1), codes="A71") == []


def test_the_county_of_deng_ends_no_list():
    text = "局属事业单位{}个：天等县运输管理所（参公）、天等县公路管理所、天等县质量监督站。"
    assert findings(text.format(3), codes="A71") == []
    assert len(findings(text.format(4), codes="A71")) == 1


@small_cases(
    ("text", "degree"),
    [
        ("内设机构4个，分别为办公室、财务股、业务股。", ["ERROR"]),
        ("内设机构4个，分别为：1.办公室；2.财务股；3.业务股。", ["ERROR"]),
        ("内设机构4个：办公室、财务股，业务股。", ["WARNING"]),
        ("内设机构2个：办公室、财务股，甲站、乙所均为事业单位。", []),
        ("下属单位6个：县医院、县中医院和4家乡镇卫生院。", []),
        ("下属单位7个：县医院、县中医院、妇幼保健院以及四家乡镇卫生院。", []),
    ],
)
def test_where_a_list_may_end_earlier_its_count_is_a_warning(text, degree):
    assert [each.severity.name for each in findings(text, codes="A71")] == degree


@small_cases(
    "text",
    [
        "纳入绩效管理的项目9个，共计资金2180.00万元，其中三项1600.00万元：公路养护800.00万元、桥梁加固500.00万元、安保工程300.00万元。",
        "全年实施项目6个，总投资900.00万元，本年先安排500.00万元，其中甲渠300.00万元、乙渠200.00万元。",
    ],
)
def test_a_count_of_projects_is_of_the_amount_right_behind_it(text):
    assert findings("某局2024年部门预算", text, codes="A71") == []


@small_cases(
    ("parts", "wrong"),
    [
        ("甲镇300.00万元、乙镇200.00万元、丙乡100.00万元", 0),
        ("甲局300.00万元、乙中心200.00万元、丙校100.00万元", 0),
        ("甲村300.00万元、乙村200.00万元、其余各村100.00万元", 0),
        ("路灯改造300.00万元、公园绿化200.00万元、河道清淤100.00万元", 1),
        ("路灯改造资金300.00万元、乡村道路200.00万元、河道清淤100.00万元", 1),
    ],
)
def test_projects_divided_by_places_are_not_counted_by_these(parts, wrong):
    text = f"2024年安排项目6个，资金600.00万元，其中{parts}。"
    assert len(findings("某局2024年部门预算", text, codes="A71")) == wrong


@small_cases(
    ("text", "wrong"),
    [
        ("内设机构3个（办公室、财务股、规划股），派出机构2个（东片监管所、西片监管所），下属单位1个（推广站）。", 0),
        ("内设机构2个（办公室、财务股（核算中心）），派出机构2个（东片所、西片所）。", 0),
        ("内设机构4个（办公室、财务股、规划股），派出机构2个（东片监管所、西片监管所）。", 1),
        ("内设机构3个（办公室、财务股、规划股）和派出机构3个（东片监管所、西片监管所）。", 1),
    ],
)
def test_names_in_a_bracket_end_with_it(text, wrong):
    assert len(findings(text, codes="A71")) == wrong


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("纳入预算编制范围的预算单位共4个，其中行政单位1个、事业单位3个，具体见下表：", 0),
        ("所属预算单位4家，其中：行政单位2家，事业单位2家，具体如下：", 0),
        ("编制范围内有行政单位1个、事业单位3个，具体见下表：", 0),
        ("预算单位共5个，其中二级单位4个，二级单位见下表：", 0),
        ("纳入预算编制范围的预算单位共6个，其中行政单位1个、事业单位5个，具体见下表：", 1),
        ("编制范围内有行政单位1个、事业单位2个，具体见下表：", 1),
        ("所属预算单位7家，其中：行政单位2家，事业单位5家，具体如下：", 1),
        ("所属二级预算单位3个，具体见下表：", 1),
    ],
)
def test_a_table_of_units_may_be_of_any_count_before_it_or_of_all_kinds(words, wrong):
    rows = table("部门预算单位构成", "序号|单位名称", "1|甲局（本级）", "2|乙中心", "3|丙站", "4|丁所")
    assert len(LISTS(table_document(words, "部门预算单位构成情况", rows)).findings) == wrong


def test_a_total_before_a_table_is_the_count_of_its_rows():
    rows = table("", "序号|单位名称", "1|甲局（本级）", "2|乙中心", "3|丙站")
    words = "部门预算包括局本级及{}个所属事业单位，共{}个预算单位，具体如下："
    for below, every, wrong in ((2, 3, 0), (3, 4, 1), (3, 5, 2)):
        found = LISTS(table_document(words.format(below, every), "部门机构设置情况", rows)).findings
        assert len(found) == wrong, (below, every)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("二级预算单位30个，其中：行政单位1个，事业单位29个（学校28所、教研室1个）。", 0),
        ("事业单位12个（卫生院10所、疾控中心1个、监督所1个）。", 0),
        ("所属单位9个（小学6所、中学2所、幼儿园1所）。", 0),
        ("直属单位4个（图书馆、文化馆、博物馆、体育中心）。", 0),
        ("事业单位28个（学校28所、教研室1个）。", 1),
        ("事业单位11个（卫生院10所、疾控中心1个、监督所1个）。", 1),
        ("直属单位3个（图书馆、文化馆、博物馆、体育中心）。", 1),
        ("内设机构5个（办公室、人事股、财务股、业务股）。", 1),
    ],
)
def test_names_with_their_own_counts_in_a_bracket_are_added(words, wrong):
    assert len(LISTS(document("某局2024年部门预算", words)).findings) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("街道办事处内设7个办公室：党政综合办公室、党建办公室、应急办公室。", 1),
        ("3个机关行政科室分别为：办公室、监察和司法工作室、教科文卫工作室。", 0),
        ("4个机关科室分别为：办公室、监察和司法工作室、教科文卫工作室。", 1),
        ("内设机构4个，包括办公室、工业和能源股、价格股。", 1),
        ("内设机构3个，包括办公室、工业和能源股、价格股。", 0),
        ("内设3个办公室：党政综合办公室、党建办公室、应急办公室。", 0),
        ("内设4个机关科室，即办公室、财务股，另有乙站。", 1),
        ("内设机构4个，包括办公室、价格股、财务和资产股。", 0),
    ],
)
def test_offices_called_so_are_counted(text, wrong):
    assert len(LISTS(table_document(text)).findings) == wrong


@small_cases(
    ("text", "severity"),
    [
        ("政法专项编制74名，事业编制9名；实有在职85人。", Severity.WARNING),
        ("核定编制13名，实有在职人员16人，退休人员6人。", Severity.WARNING),
        ("事业编制216名，年末在职人员808人。", Severity.WARNING),
        ("行政编制30名、事业编制52名；年末实有在职人员118人。", Severity.WARNING),
        ("全额拨款事业单位编制50名，现有在编人员52人。", Severity.INFO),  # such are found in sound texts
        ("核定编制13名，实有在职人员15人，其中编外聘用人员4人。", Severity.INFO),
        ("编制数10人，实有12人，其中：在职9人，退休3人。", Severity.INFO),
        ("行政编制10名，机关工勤编制（含后勤）3名，在职12人。", Severity.INFO),
        ("行政编制8名，事业编制9名，实有在职17人。", Severity.INFO),
    ],
)
def test_more_people_than_all_posts(text, severity):
    (rule,) = (rule for rule in RULES if rule.code == "A72")
    assert [each.severity for each in rule.look(document("某局2031年部门预算", text)).findings] == [severity]


@small_cases(
    ("lines", "wrong"),
    [
        ("核定事业编制12名，在职人员18人（含跟班锻炼6人）。", 0),
        ("编制30名，实有在职人员36人，其中退居二线未退休6人。", 0),
        ("编制30名，实有在职人员36人，为军转干部安置。", 0),
        ("编制30名，实有在职人员36人。", 1),
    ],
)
def test_people_who_are_paid_without_a_post_of_the_unit(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A72")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A72"] * wrong
