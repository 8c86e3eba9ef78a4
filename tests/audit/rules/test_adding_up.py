"""Parts add up; where it is open whether they are all there is, nothing is said to be wrong."""

import pytest

from desktop.findings import Severity
from tests.audit.texts import errors, findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("text", "codes"),
    [
        ("支出总计9.00万元，其中：基本支出5.00万元，项目支出3.00万元。", ["A01"]),
        ("支出总计9.00万元，其中：基本支出5.00万元，项目支出4.00万元。", []),
        ("支出总计9.00万元，其中：教育支出5.00万元，住房保障支出3.00万元。", []),
        ("支出总计9.00万元，其中：教育支出5.00万元，住房保障支出6.00万元。", ["A01"]),
        ("支出总计9.00万元，其中：基本支出10.00万元，项目支出0万元。", ["A01", "A02"]),
        # a line names which side it divides
        (
            "收入总预算8.00万元，支出总预算9.00万元。\n支出构成：\n人员经费5.00万元；\n公用经费1.00万元；\n项目支出3.00万元。",
            [],
        ),
        (
            "收入总预算9.00万元，支出总预算9.00万元。\n支出包括：\n人员经费5.00万元；\n公用经费1.00万元；\n项目支出3.00万元，包括甲1.00万元。",
            [],
        ),
        ("收入总预算9.00万元，支出总预算9.00万元。\n支出分为：\n基本支出5.00万元；\n项目支出4.00万元。", []),
        ("收入总预算9.00万元，支出总预算9.00万元。\n支出构成：\n基本支出5.00万元；\n项目支出3.00万元。", ["A01"]),
        (
            "收入总预算9.00万元，支出总预算9.00万元。\n支出具体构成如下：\n基本支出5.00万元；\n项目支出3.00万元。",
            ["A01"],
        ),
        # what stands in a bracket before an amount is not what the lines below divide
        (
            "支出（含上年结转2.00万元）9.00万元。\n按功能科目分为：\n（1）教育支出5.00万元；\n（2）住房保障支出4.00万元。",
            [],
        ),
        # no item of 三公经费 is a part of another one
        ("1.因公出国（境）费支出0万元。其中：\n与上年相同。\n3.公务接待费支出1.50万元。", []),
        # the second amount of 分别增加 is a change as well
        (
            "收支总预算9.00万元，其中：基本支出5.00万元；项目支出4.00万元。收支总预算略有增加，主要原因是：人员增加1.00万元；案件审判、执行分别增加3.00万元和6.00万元。",
            [],
        ),
        # divided in its own sentence
        (
            "支出预算9.00万元，按功能分类，教育支出5.00万元、住房保障支出4.00万元；按用途分，基本支出6.00万元，项目支出3.00万元。",
            [],
        ),
        ("支出预算9.00万元，按用途分，基本支出6.00万元，项目支出2.00万元。", ["A01"]),
        ("支出预算9.00万元，按支出性质划分：基本支出6.00万元，项目支出2.00万元。", ["A01"]),
        ("支出总计9.00万元，其中：基本支出5.00元，项目支出4.00万元。", ["A01"]),
        ("支出总计1.25亿元，其中：基本支出4500.00万元，项目支出0.80亿元。", []),
        ("支出总计1.25亿元，其中：基本支出4500.00万元，项目支出0.88亿元。", ["A01"]),
        (
            "财政拨款支出预算9.00万元，比上年增加1.00万元。\n财政拨款支出预算中，一般公共预算支出7.00万元，比上年增加1.60万元；"
            "政府性基金支出2.00万元，比上年减少0.60万元。",
            [],
        ),
        (
            "财政拨款支出预算9.00万元，比上年增加1.00万元。\n财政拨款支出预算中，一般公共预算支出7.00万元，比上年增加1.90万元；"
            "政府性基金支出2.00万元，比上年减少0.60万元。",
            ["A03"],
        ),
        (
            "支出总计9.00万元，比上年增加3.00万元，其中：基本支出5.00万元，比上年增加1.00万元；项目支出4.00万元，比上年增加1.00万元。",
            ["A03"],
        ),
        ("支出总计9.00万元，比上年增加3.00万元，主要是基本支出增加1.00万元，项目支出增加1.00万元。", ["A03"]),
        (
            "“三公”经费5.00万元，比上年减少1.00万元。其中：因公出国（境）费0万元，与上年持平；公务用车购置及运行费4.00万元，"
            "比上年减少0.60万元（公务用车购置费0万元，与上年持平；公务用车运行费4.00万元，比上年减少0.60万元）；"
            "公务接待费1.00万元，比上年减少0.40万元。",
            [],
        ),
        (
            "“三公”经费6万元，其中：出国（境）费0万元，公务用车购置及运行费5万元，其中：公务用车购置费0万元，公务用车运行费5万元，公务接待费1万元。",
            [],
        ),
    ],
)
def test_parts_and_what_they_are_of(text, codes):
    assert sorted({f.code for f in findings(TITLE, text, codes="A01 A02 A03") if f.severity.value == "错误"}) == codes


def test_a_tail_is_a_note():
    (found,) = findings(TITLE, "支出总计9.01万元，其中：基本支出5.00万元，项目支出4.00万元。", codes="A01")
    assert found.severity.value == "提示"
    assert "尾差" in found.message


def test_a_unit_that_is_ten_thousand_times_off_is_named():
    (message,) = errors(TITLE, "支出总计9.00万元，其中：基本支出5.00元，项目支出4.00万元。", codes="A01")
    assert "单位疑有误" in message


def test_income_beside_the_budget_may_pay_for_more_than_basic_and_projects():
    assert not errors(
        TITLE,
        "收入总计9万元，其中：财政拨款收入8万元，经营收入1万元。",
        "支出总计9万元，其中：基本支出5万元，项目支出3万元。",
        codes="A01",
    )


@pytest.mark.parametrize(("first", "wrong"), [("68.40", 0), ("86.40", 1)])
def test_what_follows_a_list_is_no_part_of_it_when_a_slip_is_looked_for(first, wrong):
    text = f"车辆5台，共计126.35万元；其中本级2台，{first}万元，下属3台，57.95万元；另有设备1台，30.00万元。"
    assert len(findings(TITLE, text, codes="A01")) == wrong


@pytest.mark.parametrize(("part", "wrong"), [("150.00", 0), ("250.00", 1)])
def test_the_scale_of_a_project_is_what_is_allotted(part, wrong):
    lines = "预算安排规模：390.00万元", "项目承担单位：某局", f"资金分配情况：监控设备{part}万元，差旅费240.00万元"
    assert len(findings(TITLE, "（一）项目名称：平安建设", *lines, codes="A01")) == wrong


@pytest.mark.parametrize(("reason", "wrong"), [("1.30", 0), ("3.10", 1), ("4.00", 0)])
def test_a_single_reason_with_the_digits_of_the_change_turned(reason, wrong):
    text = f"“三公”经费预算8.00万元，比上年减少1.30万元，主要是公务接待费减少{reason}万元。"
    assert len(findings(TITLE, text, codes="A03")) == wrong


@pytest.mark.parametrize(("heating", "wrong"), [("37.00", 0), ("73.00", 1)])
def test_a_slip_among_parts_of_several_kinds(heating, wrong):
    text = f"公用经费98.50万元，主要包括：办公费21.50万元、取暖{heating}万元、保安15.00万元、工会经费25.00万元。"
    assert len(findings(TITLE, text, codes="A01")) == wrong


@pytest.mark.parametrize(("part", "wrong"), [("42.00", 0), ("43.00", 1)])
def test_what_an_amount_includes_is_no_more_than_it(part, wrong):
    text = f"政府性基金支出42.00万元，比上年增加2.00万元。主要支出项目包括：彩票公益金支出{part}万元。"
    assert bool(findings(TITLE, text, codes="A02")) == wrong


@pytest.mark.parametrize(("food", "wrong"), [("26.00", 0), ("62.00", 1)])
def test_what_all_of_an_amount_is_names_none_of_its_parts(food, wrong):
    text = f"教育收费收入58.00万元，全部为项目支出，其中：聘用教师工资21.00万元，食堂{food}万元，设备购置11.00万元。"
    assert bool(findings(TITLE, text, codes="A01")) == wrong


@pytest.mark.parametrize(("goods", "wrong"), [("4.00", 0), ("5.00", 1)])
def test_what_follows_a_part_divides_that_part(goods, wrong):
    text = (
        "支出预算为20.00万元，比上年减少1.00万元。\n其中：按类别划分：基本支出14.00万元，比上年增加1.00万元；"
        f"其中：工资福利支出10.00万元、商品和服务支出{goods}万元。项目支出6.00万元，比上年减少2.00万元。"
    )
    assert bool(findings(TITLE, text, codes="A01 A02")) == wrong


def test_the_next_list_divides_what_the_list_before_it_divided():
    text = "支出总预算20.00万元。", "（一）按功能分类划分：", "1.教育支出17.00万元；", "2.住房保障支出3.00万元；"
    more = "（二）按支出结构划分：", "1.基本支出14.00万元；", "2.项目支出6.00万元。"
    assert findings(TITLE, *text, *more, codes="A01 A02 A03") == []
    assert findings(TITLE, *text, *more[:2], "2.项目支出7.00万元。", codes="A01") != []


def test_a_figure_in_another_unit_is_a_slip_only_where_the_unit_of_the_others_explains_it():
    (found,) = findings(TITLE, "收入总计3.25亿元，其中：财政拨款3.25亿元，其他收入800万元。", codes="A01")
    assert "单位疑有误" not in found.message
    (found,) = findings(TITLE, "收入总计3.25亿元，其中：财政拨款2.05亿元，其他收入1.20万元。", codes="A01")
    assert found.expected == "1.2亿元"


def test_a_subject_that_had_money_last_year_only_may_be_left_out_of_the_changes():
    lines = "按功能科目分类，支出9.00万元，比上年减少{}万元，其中：教育支出5.00万元，比上年减少1.00万元；卫生健康支出3.00万元，比上年减少1.00万元；住房保障支出1.00万元，与上年持平。"
    assert findings(TITLE, lines.format("2.00"), codes="A03") == []
    assert errors(TITLE, lines.format("3.00"), codes="A03") == []  # what ended had 1.00
    assert len(errors(TITLE, lines.format("1.50"), codes="A03")) == 1
    zero = lines.replace(
        "住房保障支出1.00万元，与上年持平", "住房保障支出1.00万元，与上年持平；农林水支出0万元，比上年减少0.40万元"
    )
    assert len(errors(TITLE, zero.format("3.00"), codes="A03")) == 1


def test_a_sentence_may_divide_the_amount_of_the_one_before_it_by_kind():
    text = "2023年支出预算9.00万元。按支出性质分，基本支出5.00万元，项目支出{}万元。"
    assert findings(TITLE, text.format("4.00"), codes="A01") == []
    assert len(errors(TITLE, text.format("6.00"), codes="A01")) == 1
    bought = (
        "政府采购预算总额9.00万元，其中面向中小企业2.00万元。按采购类别分，货物类5.00万元，服务类{}万元，工程类0万元。"
    )
    assert findings(TITLE, bought.format("4.00"), codes="A01") == []


def test_a_line_may_list_several_items_each_with_its_amount():
    text = (
        "一般公共预算支出30.00万元，具体为：\n1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）8.00万元；"
        "机关事业单位职业年金缴费支出（项）{}万元。\n2.住房保障支出（类）住房改革支出（款）住房公积金（项）5.00万元，与上年持平；购房补贴（项）1.00万元。"
        "\n3.农林水支出（类）林业和草原（款）行政运行（项）12.00万元。"
    )
    assert findings(TITLE, text.format("4.00"), codes="A01") == []
    assert len(errors(TITLE, text.format("4.60"), codes="A01")) == 1


def test_what_a_vehicle_costs_on_average_is_no_part_of_all_costs():
    text = "公务用车运行维护费36.00万元（执法执勤用车9辆，车均4.00万元）较上年减少2.00万元；公务接待费8.00万元。"
    assert findings(TITLE, text, codes="A01") == []


def test_a_change_of_income_and_spending_is_that_of_the_spending_that_is_divided():
    text = (
        "2023年收支总预算9.00万元，较上年增加1.00万元。\n（一）支出预算9.00万元。按支出性质：基本支出5.00万元，较上年增加{}万元；"
        "项目支出4.00万元，较上年减少0.50万元。"
    )
    assert findings(TITLE, text.format("1.50"), codes="A03") == []
    (found,) = findings(TITLE, text.format("0.50"), codes="A03")
    assert (found.severity.value, found.expected) == ("错误", "0万元")
    other = text.format("0.50").replace("收支总预算9.00", "收支总预算8.00")
    assert findings(TITLE, other, codes="A03") == []


def test_an_amount_may_be_divided_a_second_time_by_kind_in_the_same_sentence():
    text = "政府采购预算9.00万元，其中集中采购6.00万元，分散采购3.00万元；按品目分，货物{}万元，服务4.00万元，无工程类采购。"
    assert findings(TITLE, text.format("5.00"), codes="A01") == []
    assert len(findings(TITLE, text.format("6.00"), codes="A01")) == 1
    assert len(findings(TITLE, text.format("5.00").replace("分散采购3.00", "分散采购4.00"), codes="A01")) == 1
    three = text.format("6.00").replace("服务4.00万元，无工程类采购", "工程0万元，服务4.00万元")
    assert len(errors(TITLE, three, codes="A01")) == 1


def test_most_parts_larger_than_their_whole_are_parts_of_something_else():
    """A line that says 均为0万元 heads no list; one part that is larger than the whole is a mistake."""
    lines = (
        TITLE,
        "（三）上缴上级支出、对附属单位补助支出均为0万元。",
        "1.“行政运行”（2081601）2023年预算30.00万元。",
        "2.“行政单位医疗”（2101101）2023年预算5.00万元。",
        "3.“住房公积金”（2210201）2023年预算4.00万元。",
    )
    assert findings(*lines, codes="A01 A02") == []
    text = "支出总计9.00万元，其中：基本支出10.00万元，项目支出0万元。"
    assert len(findings(TITLE, text, codes="A02")) == 1


def test_a_list_behind_two_amounts_may_be_of_both():
    text = "2023年3个项目涉及一般公共预算7.00万元、单位资金2.00万元。其中：房屋维修4.00万元、设备购置3.00万元、物业管理{}万元。"
    assert findings(TITLE, text.format("2.00"), codes="A01") == []


def test_what_a_car_costs_ends_with_the_rest():
    text = "公务用车运行维护费{}万元，其中：公务用车加油1.20万元，公务用车维修0.60万元，公务用车保险0.55万元，公务用车其他支出0.20万元。"
    assert [each.code for each in findings(TITLE, text.format("2.85"), codes="A01")] == ["A01"]
    assert findings(TITLE, text.format("2.55"), codes="A01") == []


def test_a_division_without_some_of_the_money_does_not_come_to_all_of_it():
    lines = (
        TITLE,
        "（三）支出预算情况说明",
        "某局2023年支出预算584.14万元，比上年执行数减少27.86万元。",
        "1.按支出功能分类，包括一般公共服务支出475.27万元、社会保障和就业支出49.03万元、住房保障支出59.84万元。",
        "2.按支出用途分类，包括人员支出421.51万元，占72.2%；日常公用支出35.82万元，占6.1%；项目支出126.81万元，占21.7%。",
        "3.按支出经济分类（不含项目支出），包括工资福利支出418.47万元、商品和服务支出35.82万元、对个人和家庭的补助3.04万元。",
    )
    assert findings(*lines, codes="A01") == []


def test_a_list_of_what_changed_most_is_no_list_of_all():
    total = (
        "2023年一般公共预算拨款支出90.00万元，{}项级科目{}如下：\n行政运行（项）50.00万元；\n住房公积金（项）9.00万元；"
    )
    assert findings(TITLE, total.format("主要", "变动情况"), codes="A01") == []


def test_the_first_of_a_list_of_projects_is_no_project_spending_of_all():
    text = "项目支出90.00万元。\n项目支出共2项，分别为：社区公益事业补助50.00万元；环境卫生经费40.00万元。"
    assert findings(TITLE, text, codes="A31") == []


def severities(*lines, code):
    return [each.severity.name for each in findings(*lines, codes=code)]


@small_cases(
    ("text", "degree"),
    [
        ("公务用车购置及运行费4.00万元，其中购置费0万元、运行费40.00万元。", ["ERROR"]),
        ("基本支出50.00万元，占62.50%，其中人员经费45.00万元、公用经费61.00万元。", ["ERROR"]),
        ("“三公”经费4.00万元。公务用车购置及运行费3.00万元，其中购置费0万元、运行费40.00万元；公务接待费1.00万元。", ["ERROR"]),
        ("基本支出50.00万元，其中人员经费45.00万元、公用经费5.00万元。", []),
    ],
)  # fmt: skip
def test_more_than_the_whole_is_an_error_where_the_whole_stands_right_before(text, degree):
    assert severities("某局2024年部门预算", text, code="A02") == degree


@small_cases(
    ("words", "degree"),
    [
        ("基本支出60.00万元，增加3.00万元；项目支出30.00万元，减少2.00万元。", ["ERROR"]),
        ("基本支出60.00万元，增加3.00万元；项目支出20.00万元，减少2.00万元。", ["WARNING"]),
        ("基本支出60.00万元，增加3.00万元；项目支出30.00万元，减少1.00万元。", []),
    ],
)
def test_changes_of_parts_are_surely_wrong_only_where_the_parts_are_all_of_it(words, degree):
    text = f"2024年支出预算90.00万元，比上年增加2.00万元。其中：{words}"
    assert severities("某局2024年部门预算", text, code="A03") == degree


@small_cases(
    ("text", "codes", "wrong"),
    [
        (
            "收支总计各减少42.00万元。按资金来源分：财政拨款减少50.00万元，单位资金增加8.00万元；按支出性质分：基本支出增加10.00万元，项目支出减少52.00万元。",
            "A03",
            0,
        ),
        ("支出减少42.00万元，其中：基本支出增加10.00万元，项目支出减少52.00万元。", "A03", 0),
        ("支出减少42.00万元，其中：基本支出增加10.00万元，项目支出减少62.00万元。", "A03", 1),
        ("支出减少42.00万元，分别为：基本支出增加10.00万元，项目支出减少25.00万元。", "A03", 1),
        (
            "支出总额1000.00万元，比上年增加100.00万元（其中：本级增加62.00万元，所属单位增加38.00万元），增长11.11%。",
            "A12 A32 A11",
            0,
        ),
        (
            "支出总额1000.00万元，比上年减少100.00万元（包括：学校减少120.00万元，本级增加20.00万元），下降9.09%。",
            "A12 A32 A11",
            0,
        ),
        (
            "支出总额1000.00万元，比上年增加100.00万元（其中：本级增加62.00万元，所属单位增加38.00万元），增长9.11%。",
            "A12",
            1,
        ),
        ("支出总额1000.00万元，比上年减少100.00万元（含项目支出减少80.00万元），下降19.09%。", "A12", 1),
        ("支出总额1000.00万元（比上年增加100.00万元），增长11.11%。", "A12", 0),
        ("支出总额1000.00万元，比上年增加100.00万元，增长12.50%。", "A12", 1),
    ],
)
def test_a_second_division_and_a_bracket_are_of_the_change_before_them(text, codes, wrong):
    assert len(findings("某局2024年部门预算", text, codes=codes)) == wrong, text


def test_loans_in_a_larger_unit_are_no_parts_of_the_money_of_projects():
    words = (
        "本部门6个项目全部编制绩效目标，涉及一般公共预算拨款371.50万元。其中重点项目“就业创业补助”安排资金160.00万元，"
    )
    assert (
        findings("某局2023年部门预算", words + "年度目标为城镇新增就业5200人、发放创业担保贷款1.2亿元。", codes="A01")
        == []
    )


@small_cases(
    ("lines", "wrong"),
    [
        (
            "2031年“三公”经费财政拨款预算比上年减少0.25万元，下降7.14%。其中：因公出国（境）费与上年持平，主要原因是：未安排此项预算；公务用车购置费与上年持平，主要原因是：未安排此项预算；公务用车运行费减少0.20万元，下降6.67%，主要原因是：压减公务用车运行支出；公务接待费减少0.05万元，下降10.00%，主要原因是：严格落实过紧日子要求。",
            0,
        ),
        (
            "因公出国（境）费与上年持平，公务接待费减少0.30万元，公务用车购置费与上年持平，公务用车运行维护费减少0.20万元。",
            0,
        ),
        (
            "五、一般公共预算当年拨款支出情况|2031年一般公共预算当年拨款支出260.87万元，较2030年预算增加60.58万元。各科目安排如下：|（一）事业单位离退休14.37万元，较上年预算增加0.42万元，用于退休人员取暖补贴等。|（二）机关事业单位职业年金缴费支出31.83万元，较上年预算增加0.79万元，用于职业年金缴费。|（三）突发公共卫生事件应急处理136.36万元，较上年预算增加57.00万元，用于核酸检测。|（四）住房公积金78.31万元，较上年预算增加2.37万元，用于住房公积金。",
            0,
        ),
        (
            "2031年“三公”经费预算比上年减少0.45万元。其中：因公出国（境）费与上年持平，主要原因是：未安排此项预算；公务用车运行费减少0.20万元，主要原因是：压减；公务接待费减少0.05万元，主要原因是：压减。",
            1,
        ),
    ],
)
def test_the_change_of_one_of_three_is_no_total_and_all_members_count(lines, wrong):
    found = findings("甲局2031年部门预算", *lines.split("|"), codes="A03")
    assert [each.code for each in found if each.severity is not Severity.INFO] == ["A03"] * wrong


@small_cases(
    ("items", "codes"),
    [
        ("3．公务接待费预算支出0.40万元。\n4．会议费预算支出0.50万元。\n5．培训费预算支出8.40万元。", []),
        ("（三）公务接待费0.40万元。\n（四）培训费8.40万元。", []),
        ("3．公务接待费预算支出0.40万元。\n4．会议费预算支出0.50万元，与上年相同。", []),
        ("3．公务接待费预算支出0.90万元。\n4．会议费预算支出0.50万元。", ["A02"]),
    ],
)
def test_costs_of_meetings_and_training_are_no_part_of_the_three(items, codes):
    lines = (
        "八、一般公共预算“三公”经费、会议费、培训费支出预算情况说明",
        "某局2023年一般公共预算拨款安排的“三公”经费支出预算0.40万元。其中：",
        "1．因公出国（境）费预算支出0万元。",
        "2．公务用车购置及运行维护费预算支出0万元。",
    )
    assert [each.code for each in findings(TITLE, *lines, *items.split("\n"), codes="A02")] == codes
