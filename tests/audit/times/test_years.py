"""The years of sentences and headings."""

from tests.audit.texts import errors, findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("lines", "codes"),
    [
        (["2023年公务接待费预算1万元。"], []),
        (["2022年公务接待费预算1万元。"], ["A51"]),
        (["截至2022年底共有车辆1辆。"], []),
        (["2022年决算支出1万元。"], []),
        (["2022年全县招租预算执行情况：年初预算1万元。"], []),
        (["2020年拟新增公务用车1辆。"], ["A51"]),
        (["截至2023年6月30日，实有人员8人。"], []),
        (["截止2023年末，实有人员8人。"], ["A51"]),
        (["截至2019年12月，办公用房120平方米。"], ["A51"]),
        (["截至2019年底全面完成改造。"], []),
        (["2022年预算5万元，2023年预算6万元。"], []),
        (["（1）机关服务：6.00万元，2022年预算5.00万元，增加1.00万元，增加原因是供热费上调。"], []),
        (["（1）机关服务：6.00万元，2022年预算5.00万元。"], []),
        (["2022年无此项预算，为本年新增缴费。"], []),
        (["3.死亡抚恤（2080801）6.20万元，2022年未安排，用于退休教师去世后的一次性抚恤。"], []),
        (["2022年未安排该项预算，2万元为新增。"], []),
        (["2022年没有安排此类支出。"], []),
        (["2022年没有安排会议费预算。"], ["A51"]),
        (["截至2022年底，共有车辆2辆。", "2021年末实有在职人员8人，2021年建成。"], ["A51"]),
        (["截至2022年12月31日，资产9万元。", "截至2021年12月统计，部门基本情况如下：2021年。"], ["A51"]),
        (["2022年末在职8人。", "截至2021年12月31日，固定资产9万元，2021年新购。"], ["A51"]),
        (["2022年末在编8人。", "截止2021年底房屋面积120平方米，2021年新建。"], ["A51"]),
        (["截至2021年底，固定资产9万元。", "截至2021年底，在职8人。2021年划入2人。"], []),
        (["2022年末在职8人，比2021年末增加1人，2021年调出。"], []),
        (["二、2022年支出预算情况"], ["A52"]),
        (["2023年支出总计9万元，比上年增加1万元。", "2022年支出总计9万元，2023年支出较上年增加1万元。"], ["A51"]),
    ],
)
def test_years(lines, codes):
    assert [found.code for found in findings(TITLE, *lines, codes="A51 A52")] == codes


@small_cases(
    ("text", "found"),
    [
        ("2023年公务接待费4万元，比2022年减少1万元，主要原因是2023年继续严控接待。", False),
        ("2023年公务接待费4万元，比2022年减少1万元，主要原因是2020年继续严控接待。", True),
        ("比2022年减少1万元，原因是2020年起停止执行该政策。", False),
        ("办公经费6万元，比2022年增加1万元，由于2021年拟新增设备。", True),
        ("2023年预算6万元，2022年预算6万元，与上年持平。", False),
        ("2023年预算6万元，2020年预算6万元，与上年持平。", True),
        ("2023年支出9万元，比2022年减少1万元（2021年为10万元），主要是压减项目。", True),
        ("2023年支出9万元，2020年决算6万元，增幅较大。", False),
        ("2020年本年支出预算9万元，其中：基本支出6万元。", True),
        ("2020年本中心履行综合行政管理职能、维持机关日常运转并保障所属站所的机关运行经费预算9万元。", True),
        ("2021年期末，共有车辆2辆。", False),
        ("2020年期末，共有车辆2辆。", True),
        ("2023年末预计在职人员8人。", False),
        ("表2 某局2020年部门收入总表", True),
    ],
)
def test_years_in_reasons_beside_an_amount_and_at_the_end_of_a_year(text, found):
    assert bool(errors(TITLE, text, codes="A51 A52") or findings(TITLE, text, codes="A51 A52")) is found


def test_without_a_year_nothing_is_checked():
    from desktop.audit.outcome import Outcome
    from desktop.audit.times.years import sentences
    from tests.audit.texts import document

    assert sentences(document("概况")).outcome is Outcome.NOT_CHECKED


@small_cases(
    ("text", "found"),
    [
        ("2021年单位财政拨款收入9.00万元，其中：本年收入8.00万元，上年结转1.00万元。", True),
        ("按照预算管理的规定，本单位2021年度收入预算为9.00万元。", True),
        ("按照2021年预算批复，支出8.00万元。", False),
    ],
)
def test_words_of_a_budget_are_no_reason_to_speak_of_another_year(text, found):
    assert bool(errors("某站2023年单位预算", text, codes="A51")) is found


def test_last_years_amount_may_stand_before_this_years():
    last, this = "2022年公务接待费预算5.00万元。", "2023年公务接待费计划用于接待。"
    assert not findings(TITLE, last + this, codes="A51")
    assert findings(TITLE, last, codes="A51")


def test_what_a_passage_tells_of_last_year_as_such_bears_its_year():
    text = "九、2021年预算执行情况。2021年部门收入预算4300.00万元，执行中追加1200.00万元。"
    assert errors("某局2022年部门预算", text, codes="A51") == []
    assert len(errors("某局2022年部门预算", "九、收入预算。2021年部门收入预算4300.00万元。", codes="A51")) == 1


@small_cases(
    ("lines", "wrong"),
    [
        (["截至2021年12月31日，共有车辆2辆。"], 1),
        (["截至2022年12月31日，共有车辆2辆。"], 0),
        (["截至2021年12月31日，共有车辆2辆。", "资产数据取自2021年度资产年报。"], 0),  # with a reason
    ],
)
def test_assets_are_counted_two_years_before_only_where_something_else_speaks_of_that_year(lines, wrong):
    budget = "2023年支出总计9万元，比2022年增加1万元。"
    assert len(findings(TITLE, budget, *lines, codes="A51")) == wrong
    if wrong:
        assert findings(TITLE, "支出总计9万元。", *lines, codes="A51") == []  # nothing speaks of last year


def test_a_numbered_sentence_is_no_heading():
    title = "某局2023年部门预算"
    for sentence in ("4、做好绩效自评，对2022年度预算项目开展自评。", "（二）加强监督，对2022年三公经费开展检查。"):
        assert findings(title, "收支情况", sentence, codes="A52") == []
    assert len(findings(title, "四、2022年三公经费预算情况", "三公经费1.00万元。", codes="A52")) == 1


@small_cases(
    ("text", "count"),
    [
        ("本单位2031年无政府性基金预算安排的支出。2030年政府性基金预算安排公益金40.00万元用于操场改造。", 0),
        ("2029年专项债券安排的综合楼项目资金3000万元已于2030年12月完工。", 0),
        ("2030年预算安排修缮资金60.00万元，工程已竣工。", 0),
        ("2029年项目支出安排160.00万元，现已全部拨付。", 0),
        ("2030年政府性基金预算安排公益金40.00万元用于操场改造。", 1),
        ("2029年专项债券安排的综合楼项目资金3000万元。", 1),
        ("2030年本单位无政府采购预算，并已公开空表。", 1),
        ("2030年项目支出安排160.00万元，已纳入绩效管理。", 1),
    ],
)
def test_money_of_a_former_year_that_was_spent(text, count):
    title = "甲县第三中学2031年单位预算公开\n2031年收入预算300.00万元。\n"
    assert len(findings(title + text, codes="A51")) == count


def test_a_sentence_that_tells_only_the_change_is_of_the_amount_before_it():
    head = "甲县司法局2031年部门预算\n"
    text = (
        "“三公”经费：{}年“三公”经费预算数为26.00万元，其中接待费26.00万元。2031年“三公”经费预算较2030年减少1.20万元。"
    )
    assert findings(head + text.format(2031), codes="A51") == []
    assert len(findings(head + text.format(2030), codes="A51")) == 1
    both = "2030年“三公”经费预算数为26.00万元。2031年“三公”经费预算数为24.80万元，较2030年减少1.20万元。"
    assert findings(head + both, codes="A51") == []


@small_cases(
    ("text", "wrong"),
    [
        ("年度预算安排180.00万元，2021年安排160.00万元，2020年安排120.00万元。", 0),
        ("项目资金180.00万元，2021年下达160.00万元，2020年预算120.00万元，合计460.00万元。", 0),
        ("本项目安排180.00万元；以前各年：2021年安排160.00万元、2020年拨付120.00万元。", 0),
        ("2021年安排项目资金180.00万元。", 1),
        ("2020年预算安排办公经费160.00万元，用于日常运转。", 1),
    ],
)
def test_a_sentence_that_goes_back_from_year_to_year_is_meant_so(text, wrong):
    head = ("某局2022年部门预算", "2022年支出预算900.00万元，其中基本支出500.00万元。", "一、项目")
    assert len(findings(*head, text, codes="A51")) == wrong


RUN_INTO = "按照《中华人民共和国预算法》和地方预决算公开的有关规定，现公开如下内容，请予监督"
BUDGETED = (
    "2031年收入预算9.00万元。",
    "2031年支出预算9.00万元。",
    "2031年“三公”经费预算1.00万元。",
    "2031年支出9.00万元。",
)


@small_cases(
    ("text", "code"),
    [
        ("现将甲县统计局{}年部门预算公开如下。", "A51"),
        ("表4{}年财政拨款收支总表", "A52"),
        ("附表12{}年项目支出表", "A52"),
        ("{}年收入预算总计29656.2千元，其中一般公共预算拨款26576.2千元。", "A51"),
        ("{}年公务用车购置及运行维护费为10.50万元，用于下乡。", "A51"),
        ("甲县卫生院{}年预算收支安排情况如下：", "A51"),
        ("按照综合预算的原则，甲县小学{}年收支总预算30.00万元，收入全部为本年收入。", "A51"),
        ("2031年收入预算9.00万元。与{}年年初预算8.00万元相比，收入增加1.00万元。", "A14"),
    ],
)
def test_titles_and_sentences_of_a_year_ahead(text, code):
    right = {"A14": 2030}.get(code, 2031)
    assert findings("2031年部门预算", *BUDGETED, text.format(right), codes="A14 A51 A52") == []
    wrong = findings("2031年部门预算", *BUDGETED, text.format(2032 if code != "A14" else 2029), codes="A14 A51 A52")
    assert [each.code for each in wrong] == [code]


@small_cases(
    "text",
    [
        "根据2030年部门预算执行情况的报告，2031年收入预算9.00万元。",
        "表2030年末车辆情况",
    ],
)
def test_titles_that_rightly_name_another_year(text):
    assert findings("2031年部门预算", *BUDGETED, text, codes="A51 A52") == []


@small_cases(
    "title", ["甲县统计局2030年度部门决算公开说明", "甲县统计局2030年部门预算绩效评价报告", "根据2030年部门预算报告"]
)
def test_a_text_that_begins_with_another_thing(title):
    assert findings(title + RUN_INTO, *BUDGETED, codes="A51 A52") == []


@small_cases(
    "title",
    [
        "甲县应急管理局{}年部门预算信息公开情况说明",
        "甲县乙镇人民政府{}年部门预算及“三公”经费预算公开说明",
        "甲县第二小学{}年度单位预算编制说明",
        "附件1甲县司法局{}年综合预算公开报告",
    ],
)
def test_a_title_that_runs_into_the_text(title):
    assert findings(title.format(2031) + RUN_INTO, *BUDGETED, codes="A51 A52") == []
    assert [each.code for each in findings(title.format(2032) + RUN_INTO, *BUDGETED, codes="A51 A52")] == ["A52"]
    assert [each.code for each in findings(title.format(2030) + RUN_INTO, *BUDGETED, codes="A51 A52")] == ["A52"]


def test_a_heading_that_compares_with_last_year_is_of_this_one():
    lines = ("2031年部门预算", *BUDGETED, "二、预算安排的总体情况", "3、比上年增减情况")
    assert findings(*lines, "2031年预算收支安排9.00万元，较2030年预算增加1.00万元。", codes="A51") == []
    assert len(findings(*lines, "2032年预算收支安排9.00万元，较2030年预算增加1.00万元。", codes="A51")) == 1
    former = ("2031年部门预算", *BUDGETED, "五、上年预算执行情况")
    assert findings(*former, "2030年预算收支安排8.00万元，较2029年预算增加1.00万元。", codes="A51") == []


@small_cases(
    ("text", "codes"),
    [
        ("2022年年初预算100.00万元，2022年执行数90.00万元，为年初预算的90%。", []),
        ("2022年预算100.00万元，执行90.00万元。", []),
        ("2022年年初预算数为100.00万元，预计执行数为96.00万元。", []),
        ("2022年支出年初预算100.00万元，调整后预算110.00万元，预计执行108.00万元。", []),
        ("2022年预算100.00万元，执行厉行节约的规定。", ["A51"]),
        ("2022年公务接待费预算1.00万元，公务用车运行费2.00万元。", ["A51"]),
    ],
)
def test_the_budget_of_a_former_year_with_what_was_carried_out_of_it(text, codes):
    assert [each.code for each in findings(TITLE + "\n" + text, codes="A51")] == codes
