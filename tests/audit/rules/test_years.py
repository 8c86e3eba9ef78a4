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
        (["（1）机关服务：6.00万元，2022年预算5.00万元。"], ["A51"]),
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
    from desktop.audit.rules.years import sentences
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


def test_what_was_left_over_and_what_is_carried_out_are_of_their_years():
    over = "4.上年结转财政拨款资金支出情况"
    assert not findings(TITLE, over, "本部门无2022年结转的财政拨款资金支出。", codes="A51")
    assert findings(TITLE, over, "本部门无2021年结转的财政拨款资金支出。", codes="A51")
    assert not findings(TITLE, "实施周期：2023年1月至12月。项目名称：甲。", codes="A51")
    assert not findings(TITLE, "实施周期：2022年1月至2023年12月。", codes="A51")
    assert findings(TITLE, "实施周期：2022年1月至12月。", codes="A51")


def test_what_a_passage_tells_of_last_year_as_such_bears_its_year():
    text = "九、2021年预算执行情况。2021年部门收入预算4300.00万元，执行中追加1200.00万元。"
    assert errors("某局2022年部门预算", text, codes="A51") == []
    assert len(errors("某局2022年部门预算", "九、收入预算。2021年部门收入预算4300.00万元。", codes="A51")) == 1


@small_cases(
    ("text", "found"),
    [
        ("资金执行时间：2022年5月-2022年10月", True),
        ("资金执行时间：2023年5月-2023年10月", False),
        ("项目计划扫描档案40万页，于2022年12月底前完成。", True),
        ("项目计划扫描档案40万页，于2023年12月底前完成。", False),
        ("项目已于2022年12月底前完成，预算支付尾款。", False),
        ("计划于2022年3月启用新系统，预算3万元。", True),
        ("原计划于2022年3月启用新系统，预算3万元。", False),
        ("2022年12月底前完成清零，2023年继续巩固，预算3万元。", False),
        ("该项目拟于2022年9月开工建设，安排资金9万元。", True),
        ("预算执行期间为2022年1月1日至2022年12月31日。", True),
        ("2022年预算执行期间收回资金3万元。", False),
        ("2022年6月底前完成招标，2022年12月底前支付资金。", True),
        ("债券计划于2021年发行，预算付息3万元。", False),
        ("实施周期为2021年3月—2021年11月。", True),
        ("2021年结转3万元用于基本支出，上年结转3万元。", True),
        ("2022年结转3万元用于基本支出，上年结转3万元。", False),
    ],
)
def test_what_is_planned_is_not_finished_before_the_year(text, found):
    assert bool(findings(TITLE, text, codes="A51")) is found


@small_cases(
    ("row", "wrong"),
    [
        ("时效指标|完成时限|2022年12月底前", 1),
        ("时效指标|完成时限|2023年12月底前", 0),
        ("时效指标|项目开始时间|2022年12月底", 0),
        ("时效指标|完成时限|≤12个月", 0),
    ],
)
def test_goals_are_not_reached_before_the_year(row, wrong):
    from desktop.audit.rules.years import goals
    from tests.audit.documents import document, table

    of_goals = table("绩效目标表", "一级指标|三级指标|指标值", row)
    assert len(goals(document(TITLE, "2023年支出9万元。", of_goals)).findings) == wrong


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


@small_cases(
    ("line", "wrong"),
    [
        ("2022年无购置车辆及大型设备计划。", 1),
        ("2022年度未安排购置公务用车预算。", 1),
        ("2022年暂无处置资产计划。", 1),
        ("产出指标时效指标补助资金拨付时间2022年11月30日前效益指标", 1),
        ("时效指标：设备采购完成时限≤2022年6月", 1),
        ("2023年无购置车辆及大型设备计划。", 0),
        ("时效指标：设备采购完成时限≤2023年6月", 0),
        ("根据2022年没有新增车辆购置计划的批复，2023年安排购置1辆。", 0),
        ("一期工程实际完成时间2022年12月底。", 0),
        ("上年结转项目完成时间2022年12月底。", 0),
        ("2022年未购置车辆。", 0),
    ],
)
def test_what_is_not_to_be_bought_and_when_a_goal_is_reached_are_of_the_years_to_come(line, wrong):
    assert len(findings(TITLE, "2023年支出总计9万元，比2022年增加1万元。", line, codes="A51")) == wrong


@small_cases(
    ("text", "wrong"),
    [
        ("（二）上年结转和结余：填列2021年全部结转和结余的资金数，包括历年滚存结转结余资金。", 1),
        ("2.“上年结转”：指2021年尚未结转使用完毕、按有关规定继续使用的资金。", 1),
        ("（二）上年结转结余资金：反映2021年度财政结转结余资金。", 1),
        ("（二）上年结转和结余：填列2022年全部结转和结余的资金数。", 0),
        ("（二）上年结转：指以前年度尚未完成、结转到本年仍按规定用途继续使用的资金。", 0),
        ("（二）年末结转：指2023年预算安排、结转到以后年度的资金。", 0),
    ],
)
def test_the_term_of_what_last_year_left_over_names_that_year(text, wrong):
    assert len(findings("某局2023年部门预算", "第四部分 名词解释", text, codes="A51")) == wrong


def test_a_numbered_sentence_is_no_heading():
    title = "某局2023年部门预算"
    for sentence in ("4、做好绩效自评，对2022年度预算项目开展自评。", "（二）加强监督，对2022年三公经费开展检查。"):
        assert findings(title, "收支情况", sentence, codes="A52") == []
    assert len(findings(title, "四、2022年三公经费预算情况", "三公经费1.00万元。", codes="A52")) == 1
