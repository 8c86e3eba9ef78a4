"""Names, copies and lists that should agree."""

from tests.audit.texts import findings
from tests.small_cases import small_cases


def test_a_document_of_a_unit_speaks_of_a_unit():
    assert [f.code for f in findings("某中心2023年单位预算", "本部门收入1万元。", codes="A81")] == ["A81"]
    assert not findings("某局2023年部门预算", "本部门收入1万元。", codes="A81")


def test_a_passage_that_stands_twice():
    text = "本年安排基本支出用于保障机构正常运转、完成日常工作任务而发生的各项支出，包括办公、印刷、差旅、会议、培训、水电等日常公用开支。"
    assert len(findings(f"一、{text}", f"二、{text}", codes="A82")) == 1


def test_a_short_sentence_written_twice_running_is_a_copy():
    text = "本站没有政府性基金收入，也没有安排的支出。"
    assert len(findings("预算说明", text, text, codes="A82")) == 1
    assert findings("预算说明", text, "本站共有车辆两辆，均为防汛用车。", text, codes="A82") == []
    other = "从构成看，本部门只包括本站本级，没有下级单位。"
    again = ["一、单位构成", other, "二、人员情况", "现有人员八人。", other]
    assert len(findings("预算说明", *again, codes="A82")) == 1


def test_a_field_of_a_form_is_no_copy():
    for field in (
        "3.实施主体：绿水县档案馆信息中心股室。",
        "1.项目名称：专项业务经费项目支出。",
        "实施单位：绿水县档案馆。",
    ):
        assert findings("预算说明", "（一）甲项目", field, "现有人员八人。", "（二）乙项目", field, codes="A82") == []


def test_the_same_line_and_note_of_many_tables_are_no_copies():
    text = "单位：绿水县档案馆 单位：万元注：本表金额逐项四舍五入，各项之和与合计可能相差0.01万元，为尾差，合计以实际数为准，请一并阅读说明。"
    assert findings(text, text, codes="A82") == []


def test_a_sentence_of_another_unit():
    own = [f"青山县财政局2023年{what}9万元。" for what in ("收入", "支出", "采购预算")]
    (found,) = findings("预算说明", *own, "绿水县教育中心2023年会议费1万元。", codes="A82")
    assert found.expected == "青山县财政局"


def test_a_unit_of_the_same_kind_is_another_unless_it_is_named_elsewhere_or_short():
    own = [f"青山县河口镇人民政府2023年{what}9万元。" for what in ("收入", "支出", "采购预算")]
    (found,) = findings("预算说明", *own, "青山县白塔镇人民政府所有收入和支出均纳入预算。", codes="A82")
    assert found.expected == "青山县河口镇人民政府"
    assert findings("预算说明", *own, "河口镇人民政府所有收入和支出均纳入预算。", codes="A82") == []
    named = "二、白塔镇政务中心", "青山县白塔镇人民政府2023年会议费1万元，由青山县白塔镇人民政府管理。"
    assert findings("预算说明", *own, *named, codes="A82") == []


def test_a_list_that_leaves_out_what_another_has():
    lines = [
        "2023年政府采购3万元：货物1万元、工程1万元、服务1万元。",
        "一般公共预算政府采购2万元：货物1万元、服务1万元。",
    ]
    assert [f.expected for f in findings(*lines, codes="A83")] == ["补上工程"]
    assert findings("2023年政府采购3万元：货物1万元、货物1万元、服务1万元。", codes="A83")[0].severity.value == "警告"


@small_cases(
    ("text", "found"),
    [
        ("（2）住房公积金（2210201）9万元，较上年增加1万元；", 0),
        ("（2）住房公积金（2210203）9万元，较上年增加1万元；", 1),
        ("（三）2210201住房公积金9.50万元。", 0),
        ("（三）2210202住房公积金9.50万元。", 1),
        ("（三）2210201职工公积金9.50万元。", 0),
    ],
)
def test_a_code_and_the_name_beside_it(text, found):
    assert len(findings("某局2023年部门预算", text, codes="A84")) == found


def test_a_unit_named_once_that_is_neither_the_maker_nor_one_of_its_own():
    title = "青山县水务局2024年部门预算\n青山县水务局（以下简称县水务局）主管水务。下属青山县灌溉站。"
    for words in ("4个项目编制绩效目标", "及所属单位政府采购预算3万元"):
        (one,) = findings(title, f"2024年县农业农村局{words}。", codes="A82")
        assert "县农业农村局" in one.message
        assert findings(title, f"2024年县水务局{words}。", f"2024年青山县灌溉站{words}。", codes="A82") == []
    assert findings(title, "现将青山县水务局2024年部门预算公开如下。主要原因是县灌溉站2023年维修。", codes="A82") == []


def test_a_term_that_is_explained_twice_and_another_court_as_subject():
    term = "上年结转：指以前年度安排、结转到本年度仍按规定用途使用的资金。"
    assert len(findings("十、名词解释", f"（一）{term}", f"（二）{term}", codes="A82")) == 1
    assert findings("十、名词解释", f"（一）{term}", "（二）基本支出：指保障机构正常运转的支出。", codes="A82") == []
    title = "临水县人民检察院2023年部门预算"
    wrong = "收入和支出都反映在预算中。临水县人民法院的收支包含在部门预算中。"
    assert len(findings(title, wrong, codes="A82")) == 1
    assert findings(title, wrong.replace("法院", "检察院"), codes="A82") == []


def test_the_only_unit_and_a_unit_without_costs_are_those_of_the_title():
    own = "2023年临水县中医医院单位预算公开"
    for words in ("纳入编制范围的只有{}本级。", "{}为事业单位，2023年没有机关运行经费。"):
        assert len(findings(own, words.format("临水县第二人民医院"), codes="A82")) == 1
        assert findings(own, words.format("临水县中医医院"), codes="A82") == []


def test_the_number_of_a_part_is_no_word_of_the_name():
    lines = (
        "目录",
        "第二部分青山县农业农村局2024年部门预算公开表",
        "纳入青山县农业农村局2024年部门预算编制范围的单位共3个。",
    )
    assert findings(*lines, codes="A82") == []


def test_a_line_that_divides_two_totals_alike_is_no_copy():
    line = "（一）人员经费54.62万元。主要包括：基本工资、津贴补贴、奖金、绩效工资、机关事业单位基本养老保险缴费、住房公积金、其他工资福利支出、离休费、生活补助。"
    heads = ("某局2023年部门预算", "六、财政拨款基本支出", line, "七、一般公共预算基本支出", line)
    assert not findings(*heads, codes="A82")
    assert findings("某局2023年部门预算", "六、财政拨款基本支出", line, line, codes="A82")


@small_cases(
    ("line", "found"),
    [
        ("2024年，青山县农业农村局安排政府采购预算3万元。", 1),
        ("2024年，青山县水务局安排政府采购预算3万元。", 0),
        ("2024年，青山县财政局安排专项资金3万元。", 0),
        ("青山县农业农村局机关运行经费3万元。", 1),
        ("二、关于青山县农业农村局2024年收入预算情况说明", 1),
        ("二、关于青山县水务局2024年收入预算情况说明", 0),
        ("与青山县农业农村局联合开展检查3次。", 0),
        ("纳入本部门2024年部门预算编制的单位为青山县白塔镇人民政府本级，不独立核算。", 1),
        ("纳入本部门2024年部门预算编制的单位为青山县水务局本级，不独立核算。", 0),
    ],
)
def test_another_unit_that_acts_in_ones_own_budget(line, found):
    assert len(findings("青山县水务局2024年部门预算", line, codes="A82")) == found


def test_a_comparison_alone_is_of_the_amount_of_its_own_section():
    again = "与上年1014.89万元对比增加43.16万元，增长4.25%，主要原因分析：人员工资正常晋级晋档，以及检察监督业务经费增加，办案业务量逐年上升。"
    first = "（一）部门预算收入情况", "2021年部门预算总收入1058.05万元。", again
    other = "（二）财政拨款收入情况", "2021年部门财政拨款收入1058.05万元。", again
    assert findings("某检察院2021年部门预算", *first, *other, codes="A82") == []
    assert len(findings("某检察院2021年部门预算", *first, again, codes="A82")) == 1


def test_the_line_of_an_attachment_may_stand_before_and_after_the_text():
    line = "附件：某县统计局2023年度单位预算公开情况表及其附表一套（含收支总表、支出总表、项目支出表、“三公”经费表、政府采购表）"
    assert findings("某县统计局2023年单位预算", line, "一、概况", "主管统计工作。", line, codes="A82") == []


def test_words_that_describe_a_unit_are_no_part_of_its_name():
    own = "某县医疗保障局2023年部门预算"
    text = (
        "某县医疗保障局2023年收入总计90.00万元。某县医疗保障局2023年支出总计90.00万元。某县医疗保障局2023年预算公开。"
    )
    joined = "2023年局机关及参照公务员法管理的某县医疗保障服务中心机关运行经费财政拨款预算84.28万元。"
    assert findings(own, text, joined, codes="A82") == []


def test_a_hospital_of_another_township_is_another_unit():
    own = "某县白石镇中心卫生院2031年单位预算"
    text = "2031年某县白石镇中心卫生院收入9.00万元。2031年某县白石镇中心卫生院支出9.00万元。2031年某县白石镇中心卫生院收支9.00万元。"
    for name, wrong in (("某县青石乡卫生院", 1), ("某县白石镇中心卫生院", 0)):
        costs = f"{name}为事业单位，无机关运行经费。"
        assert len(findings(own, text, costs, codes="A82")) == wrong


OWN_LINES = (
    "一、单位概况",
    "{0}是县直单位。",
    "二、收支说明",
    "{0}2031年收入预算9.00万元。",
    "{0}2031年支出预算9.00万元。",
    "{0}2031年财政拨款收支总预算9.00万元。",
)


@small_cases(
    ("own", "line", "found"),
    [
        ("白水县妇幼保健院", "青山县妇幼保健院2031年没有使用国有资本经营预算拨款安排的支出。", 1),
        ("白水县总工会", "三、关于白水县妇女联合会2031年一般公共预算基本支出情况说明", 1),
        ("白水县红十字会", "白水县残疾人联合会没有政府性基金预算安排的支出。", 1),
        ("白水县敬老院", "白水县光荣院2031年支出预算9.00万元。", 1),
        ("白水县审计局", "2031年，县统计局整体支出纳入绩效目标管理，涉及9.00万元。", 1),
        ("白水县水利局", "白水县交通运输局预算项目绩效目标设置情况：3个项目有目标。", 1),
        ("白水县水利局", "我单位（白水县农业农村局）2031年没有国有资本经营预算。", 1),
        ("白水县第一中学", "白水县第二中学2031年度共有车辆1辆。", 1),
        ("中共白水县委党校", "中共白水县委组织部2031年机关运行经费支出9.00万元。", 1),
        ("白水县水利局", "白水县财政局2031年批复我局政府采购预算9.00万元。", 0),
        ("白水县水利局", "白水县第十八届人民代表大会2031年预算草案已经批准。", 0),
        ("白水县水利局", "白水县水库管理中心2031年收入预算9.00万元。\n所属单位：白水县水库管理中心。", 0),
        ("白水县水利局", "全县水库管理所2031年补助支出9.00万元。", 0),
        ("白水县水利局", "与白水县林业局2031年项目支出合并编制。", 0),
        ("白水县水利局", "职责：配合白水县林业局拟订全县全社会预算绩效管理办法。", 0),
        ("白水县水利局", "主管部门为白水县农业农村局，政府采购由县公共资源交易中心组织。", 0),
        ("白水县卫生健康委员会", "县卫健委2031年机关运行经费预算9.00万元。", 0),
        ("中共白水县委组织部", "县委组织部2031年“三公”经费预算3.00万元。", 0),
        ("白水县人民检察院", "纳入白水县检察院2031年部门预算编制范围的单位1个。", 0),
        ("白水县检察院", "纳入2031年预算编制范围的单位1个，即黑水县检察院本级。", 1),
        ("白水县检察院", "纳入2031年预算编制范围的单位1个，即白水县检察院本级。", 0),
        ("白水县教育局", "比照上年，白水县卫生健康委员会项目绩效自评结果均为“优”。", 1),
        ("白水县工商联", "2031年，白水县科学技术协会紧紧围绕县委中心工作，抓好以下4项工作。", 1),
        ("白水县水利局", "2031年白水县林业局将继续推进项目建设。", 1),
        ("白水县水利局", "2031年度，白水县司法局坚持稳中求进。", 1),
        ("白水县河东镇人民政府", "2031年，白水县河西镇人民政府以乡村振兴为抓手推进各项工作。", 1),
        ("白水县水利局", "2031年，白水县人民政府将继续推进河道治理。", 0),
        ("白水县水利局", "2031年，白水县水利局紧紧围绕县委中心工作。", 0),
        ("白水县水利局", "2031年，配合白水县林业局继续推进项目建设。", 0),
        ("白水县水利局", "2031年，根据白水县农业农村局要求继续推进项目建设。", 0),
        ("白水县妇幼保健院", "白水县妇幼保健中心（白水县妇幼保健院）2031年“三公”经费预算3.00万元。", 0),
    ],
)
def test_another_office_is_neither_the_maker_nor_listed_nor_over_it(own, line, found):
    lines = [each.format(own) for each in OWN_LINES]
    assert len(findings(f"{own}2031年部门预算", *lines, line, codes="A82")) == found


def test_a_code_whose_name_was_seen_nowhere_is_held_against_no_other_such_name():
    text = "某局2023年部门预算"
    assert findings(text, "粮食风险基金（2220115）8.00万元。", codes="A84") == []
    assert findings(text, "设施建设（2220115）8.00万元。", codes="A84") == []
    assert len(findings(text, "行政运行（2210201）8.00万元。", codes="A84")) == 1


def test_one_reason_may_explain_two_changes_on_lines_of_their_own():
    reason = "主要原因是养老设施建设项目减少。"
    lines = (
        "某局2024年部门预算",
        *("一、收入情况", "收入预算8万元，减少2万元。", reason),
        *("二、支出情况", "项目支出5万元，减少2万元。", reason),
    )
    assert findings(*lines, codes="A82") == []


def test_a_numbered_line_stands_once_in_its_section():
    lines = ("（1）教育支出9万元，占60%，主要用于学校运转。", "（2）卫生健康支出6万元，占40%，主要用于医保。")
    head = ("某局2024年部门预算", "二、支出情况")
    assert findings(*head, *lines, codes="A82") == []
    third = "（3）住房保障支出1万元，占5%，主要用于公积金。"
    assert [each.code for each in findings(*head, *lines, third, lines[0], codes="A82")] == ["A82"]


OWN = ("白水县档案馆2031年单位预算公开说明", "一、主要职责", "白水县档案馆为正科级单位，只包括白水县档案馆本级预算。")


@small_cases(
    ("text", "count"),
    [
        ("2031年白水县文物保护中心绩效目标管理全覆盖，涉及当年一般公共预算拨款225.39万元。", 1),
        ("截至2030年12月31日白水县文化馆固定资产总额12.00万元。", 1),
        ("白水县司法局2031年项目支出15.00万元。", 1),
        ("（二）2031年白水县图书馆公用经费12.00万元。", 1),
        ("2031年白水县统计局所有项目均编报绩效目标。", 1),
        ("2031年白水县教育局公务用车2辆。", 1),
        ("2031年白水县档案馆绩效目标管理全覆盖。", 0),
        ("2031年白水县财政局批复我馆项目支出12.00万元。", 0),
        ("白水县机关事务服务中心公务用车平台保障出行。", 0),
        ("按照白水县委组织部人员编制核定，我馆编制15名。", 0),
        ("与白水县文物局合署办公用房。", 0),
        ("2031年，县档案馆项目支出12.00万元。", 0),
        ("保障机构运转，主要用于白水县文化馆项目支出。", 0),
        ("白水县文化馆与2030年相比，收入预算增加47.7万元，增长3.2%。", 1),
        ("（一）白水县中心幼儿园比上年预算收支减少7.7万元，主要原因是人员减少。", 1),
        ("白水县图书馆较上年一般公共预算拨款增加1.2万元。", 1),
        ("2031年白水县体育中心同上年相比，部门预算支出增加1.2万元。", 1),
        ("白水县档案馆与2030年相比，收入预算增加47.7万元。", 0),
        ("我馆与白水县文化馆相比，收入预算少47.7万元。", 0),
        ("白水县图书馆与2030年相比，借阅人次增加4.7万人次。", 0),
        ("所属白水县方志馆与2030年相比，收入预算增加4.7万元。", 0),
        ("2031年与2030年相比，收入预算增加47.7万元。", 0),
    ],
)
def test_what_another_office_has_or_spends_was_copied(text, count):
    assert len(findings(*OWN, text, codes="A82")) == count


@small_cases(
    ("words", "wrong"),
    [
        ("2024年支出预算同时按部门预算经济分类和政府预算经济分类编制。", 0),
        ("2024年部门预算支出按照功能分类和部门预算经济分类编列。", 0),
        ("2024年收支预算分别按部门和单位预算编列。", 0),
        ("2024年基本支出按政府预算支出经济分类公开。", 0),
        ("2024年青山县灌溉管理站一般公共预算8.00万元。", 1),
        ("2024年青山县预算编制中心没有政府采购支出。", 1),
        ("2024年青山县非税收入管理局支出预算8.00万元。", 1),
        ("2024年青山县财政投资评审中心收支预算8.00万元。", 1),
    ],
)
def test_words_about_a_budget_are_no_name(words, wrong):
    own = ("青山县水务局2024年部门预算", "2024年青山县水务局收入预算9.00万元。", "2024年青山县水务局支出预算9.00万元。")
    again = "2024年青山县水务局没有使用政府性基金。"
    assert len(findings(*own, again, words, codes="A82")) == wrong


def test_the_number_of_a_part_before_a_name_is_none_of_it():
    own = ("镇沅彝族哈尼族拉祜族自治县人民检察院2024年部门预算",)
    again = ("镇沅县人民检察院2024年收支预算9.00万元。", "2024年镇沅县人民检察院没有政府采购。")
    heads = ("第二部分镇沅县人民检察院2024年部门预算表", "第三章镇沅县人民检察院2024年部门预算情况说明")
    for head in heads:
        assert findings(*own, *again, *again, head, codes="A82") == [], head
    for head in heads:
        wrong = head.replace("检察院", "法院")
        assert len(findings(*own, *again, *again, wrong, codes="A82")) == 1, wrong


def test_the_line_above_each_table_is_no_copy():
    above = "单位名称：青山县人民医院　单位：万元"
    assert findings("预算说明", "三、名词解释", above, "项目支出：指完成任务的支出。", above, codes="A82") == []


def test_a_numbered_sentence_right_behind_itself():
    fee = "（二）会议费。2024年会议费预算0.30万元，与上年持平。"
    assert len(findings("预算说明", fee, fee, codes="A82")) == 1
    assert findings("预算说明", fee, "（三）培训费。2024年培训费0.30万元，与上年持平。", fee, codes="A82") == []
    assert findings("预算说明", "注：本表为空表，无数据。", "注：本表为空表，无数据。", codes="A82") == []
