"""Changes, percentages and directions."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("text", "code", "severity"),
    [
        ("收入总计12.00万元，比上年预算数10.00万元增加3.00万元。", "A11", "错误"),
        ("收入总计12.00万元，比上年预算数10.00万元增加2.00万元。", "A11", None),
        ("收入总计2.00万元，比上年增加3.00万元。", "A11", "错误"),
        ("收入总计3.00万元，比上年增加3.00万元。", "A11", "提示"),
        ("收入总计12.00万元，比上年增加2.00万元，增长20%。", "A12", None),
        ("收入总计12.00万元，比上年增加2.00万元，增长25%。", "A12", "错误"),
        ("收入总计2.00万元，比上年增加2.00万元，增长100%。", "A12", "提示"),
        ("收入总计2.00万元，比上年增加2.00万元，增长50%。", "A12", "错误"),
        ("收入总计13.00万元，比上年增加3.00万元，增长30.0%。", "A12", None),
        ("收入总计12.00万元，比上年增加2.00万元，下降20%。", "A13", "错误"),
        ("收入总计12.00万元，比上年增加2.00万元，上涨30%。", "A12", "错误"),
        ("收入总计12.00万元，比上年减少2.00万元，上涨20%。", "A13", "错误"),
        ("收入总计10.00万元，比上年核减2.00万元，下降20%。", "A12", "错误"),
        ("收入总计12.00万元，比上年增加0万元。", "A13", "警告"),
        # one reckoned with what was carried over is none of what was carried over
        ("其中本年预算80.00万元，上年结转20.00万元。含上年结转的总预算比上年减少10.00万元，下降9.09%。", "A12", None),
        ("收入总计100.00万元，上年结转20.00万元。加上结转后的预算比上年增加4.00万元，增长4.17%。", "A12", None),
        ("支出总计100.00万元，上年结转20.00万元。连同结转结余资金在内比上年增加4.00万元，增长4.17%。", "A12", None),
        ("支出总计100.00万元，上年结转20.00万元。计入上年结转，支出比上年增加4.00万元，增长4.17%。", "A12", None),
        ("上年结转20.00万元，比上年增加10.00万元，增长10%。", "A12", "错误"),
        # a passage that goes from year to year compares with the years it names
        (
            "2021年预算10.00万元；2022年预算12.00万元，较2021年增长20.00%；2023年预算15.00万元，较2021年增长50.00%。",
            "A14",
            None,
        ),
        (
            "2021年预算10.00万元；2022年预算12.00万元，较2021年增长20.00%；2023年预算15.00万元，较2021年增长50.00%。",
            "A12",
            None,
        ),
        ("近三年收支总预算稳定增长，2023年收支总预算15.00万元，较2021年增加5.00万元。", "A14", None),
        ("2020年支出10.00万元，2022年支出12.00万元，2023年支出预算15.00万元，与2020年相比增加5.00万元。", "A14", None),
        ("2023年支出预算15.00万元，与2021年相比增加5.00万元。", "A14", "错误"),
        ("2023年支出预算15.00万元，比2021年预算10.00万元增加5.00万元。", "A14", "错误"),
        # 总收入 is not what the passage before said of one fund
        ("一般公共预算拨款收入8.00万元、政府性基金收入1.00万元。\n总收入较上年7.00万元增加2.00万元。", "A11", None),
        # the two words of one change contradict each other, whatever it is of
        ("本年预算80.00万元，上年结转20.00万元。含上年结转的总预算比上年减少10.00万元，增长9.09%。", "A13", "错误"),
        ("支出100.00万元，剔除一次性项目后同口径比上年增加4.00万元，下降4.17%。", "A13", "错误"),
        ("支出100.00万元，其余支出比上年减少4.00万元，增长4.17%。", "A13", "错误"),
        ("支出100.00万元，剔除一次性项目后同口径比上年增加4.00万元，增长4.17%。", "A13", None),
        ("支出100.00万元，其余支出比上年减少4.00万元，下降4.17%。", "A13", None),
        (
            "收入预算9.00万元，支出预算9.00万元。与上年预算8.00万元相比，收、支各增加1.00万元，增长21.50%。",
            "A12",
            "错误",
        ),
        ("收入预算9.00万元，支出预算9.00万元。与上年预算8.00万元相比，收、支各增加1.00万元，增长12.50%。", "A12", None),
        # 31.248 and 29.886: the percentage is of them, the change is what their printed digits differ by
        ("社会保障缴费31.25万元，比2022年预算增加1.37万元，增长4.56%。", "A12", "提示"),
        ("社会保障缴费31.25万元，比2022年预算增加1.37万元，增长4.76%。", "A12", "错误"),
        ("公务接待费1.20万元，较上年减少0.30万元，接待15批次，共150人次。增加原因为严格控制。", "A13", "警告"),
        ("公务接待费1.20万元，较上年减少0.30万元，接待15批次，共150人次。减少原因为严格控制。", "A13", None),
        # a form that writes 增加0 throughout
        ("公务接待费2.00万元，比上年增加0万元；公务用车运行维护费3.00万元，比上年增加0万元。", "A13", "提示"),
        # last year's amount behind the change of another item than the newest one
        (
            "公务接待费1.60万元，公务用车运行维护费16.00万元。公务接待费较2022年预算下降11.11%，2022年为1.80万元。公务用车运行维护费与2022年预算持平。",
            "A11",
            None,
        ),
        (
            "公务接待费1.60万元，公务用车运行维护费16.00万元。公务接待费较2022年预算下降11.11%，2022年为1.90万元。公务用车运行维护费与2022年预算持平。",
            "A12",
            "错误",
        ),
        ("收入总计12.00万元，比上年增加0.00万元，增长0.00%。", "A13", "提示"),
        ("收入总计12.00万元，比上年增加0万元，增长0%。", "A13", "提示"),
        ("因公出国（境）费0万元，比上年增加0万元。", "A13", "提示"),
        ("公务接待费0.30万元，较上年减少0.10万元（25.00%），主要原因是节约。", "A12", None),
        ("公务接待费0.30万元，较上年减少0.10万元（52.00%），主要原因是节约。", "A12", "错误"),
        ("收入总计12.00万元，比上年减少2.00万元，增加的主要原因是人员增加。", "A13", "错误"),
        ("事业收入55.00万元，按床位测算。上年事业收入预算50.00万元，2023年增长10%。", "A12", None),
        ("事业收入55.00万元，按床位测算。上年事业收入预算45.00万元，2023年增长10%。", "A12", "错误"),
        ("政府性基金收入0万元，比上年增加0万元，增长100%。", "A13", "错误"),
        # the total was compared before its parts: what follows the last part is of that one
        ("三公经费6.00万元，比上年持平。其中：出国费0万元；公务接待费2.00万元，比上年增加3.00万元。", "A11", "错误"),
        # a reason without numbers ends where the next item of the list begins
        (
            "变动大的有：一是灭火支出30.00万元，增加1.00万元，原因是购车；二是供水支出40.00万元，比上年减少10.00万元，下降25%。",
            "A12",
            "错误",
        ),
        (
            "变动大的有：一是灭火支出30.00万元，增加1.00万元，原因是购车；二是供水支出40.00万元，比上年减少10.00万元，下降20%。",
            "A12",
            None,
        ),
        ("收入总计12.00万元，比2021年增加2.00万元。", "A14", "错误"),
        ("收入总计12.00万元，比2022年增加2.00万元。", "A14", None),
        ("收入总计12.00万元，比2022年预算10.00万元增加2.00万元。", "A14", None),
        ("收入总计12.00万元，比2020年预算10.00万元增加2.00万元。", "A14", "错误"),
        ("收入总计12.00万元，与2020年预算（10.00万元）相比，收、支总计各增加2.00万元。", "A14", "错误"),
        ("收入总计12.00万元，与2022年预算（10.00万元）相比，收、支总计各增加2.00万元。", "A14", None),
        ("收入总计12.00万元，比上年增加2.00万元，主要是财政拨款增加2.00万元。", "A15", "提示"),
        ("收入总计12.00万元，比上年增加2.00万元，主要是财政拨款减少2.00万元。", "A18", "错误"),
        ("收入总计12.00万元，比上年增加2.00万元，主要是拨款减少2.00万元、其他收入增加4.00万元。", "A18", None),
        ("收入总计1.20亿元，比上年增加2000.00万元，增长20%。", "A12", None),
        ("收入总计1.20亿元，比上年增加2000.00万元，增长25%。", "A12", "错误"),
        ("收入总计1亿2000万元，比上年增加2000万元，增长20%。", "A12", None),
        ("收入总计1亿2000万元，比上年增加2000万元，增长15%。", "A12", "错误"),
        ("收入总计0.50亿元，比上年增加6000.00万元。", "A11", "错误"),
        ("事业收入较上年的40.00万元增加4.00万元，增长10%。", "A13", None),  # of an amount that is not named
        ("事业收入较上年的40.00万元减少4.00万元，增长10%。", "A13", "错误"),
        ("事业收入较上年的40.00万元增加4.00万元，增长10%。", "A12", None),
        ("事业收入较上年的40.00万元增加4.00万元，增长12%。", "A12", "错误"),
        ("财政拨款30.00万元（含结转2.00万元），比上年25.00万元增加5.00万元，增长20%。", "A11", None),
        ("财政拨款30.00万元（含结转2.00万元），比上年25.00万元增加6.00万元。", "A11", "错误"),
    ],
)
def test_what_a_sentence_says_of_a_change(text, code, severity):
    assert next((found.severity.value for found in findings(TITLE, text, codes=code)), None) == severity


def test_an_amount_in_yi_is_as_exact_as_its_own_digits_say():
    """Others in 万元 to the second decimal say nothing of it: 0.15 of 1.90 may be 8.03 %."""
    others = "".join(f"其中项目{n}安排{n}.2{n}万元。" for n in range(1, 8))
    found = findings(TITLE, f"收入总计2.05亿元，比上年增加0.15亿元，增长8.03%。{others}", codes="A12")
    assert [each.severity.value for each in found] == []
    found = findings(TITLE, f"收入总计2.05亿元，比上年增加0.15亿元，增长9.03%。{others}", codes="A12")
    assert [each.severity.value for each in found] == ["错误"]


def test_a_change_of_an_item_may_stand_apart_from_its_amount():
    three = "“三公”经费9.50万元，其中：公务接待费9.50万元。"
    text = "公务接待费较2022年预算数10.00万元{}。"
    for words, wrong in (("下降5%", 0), ("下降15%", 1), ("增长5%", 1), ("减少0.50万元", 0), ("减少0.05万元", 1)):
        assert len(findings(TITLE, three, text.format(words), codes="A11 A12 A13")) == wrong, words


def test_the_change_of_one_project_is_none_of_all_projects():
    """What bears a name of its own is not the amount before it."""
    text = "2023年安排项目支出90.00万元，比上年减少10.00万元。其中：河堤加固工程减少14.00万元，{}。"
    for part in ("水文监测站点项目增加4.00万元", "其余项目与上年相同", "水文监测专项与上年一致"):
        assert findings(TITLE, text.format(part), codes="A11 A12 A13 A31 A32") == [], part
    listed = "项目支出中，河堤加固工程30.00万元，按合同安排；水文监测站点22.00万元。"
    assert findings(TITLE, "2023年项目支出90.00万元。", listed, codes="A31") == []


def test_a_change_against_the_budget_is_not_held_against_what_was_spent():
    text = "公务接待费1.40万元，比2022年预算数减少0.10万元，降幅6.67%；2022年实际执行0.90万元。"
    assert findings(TITLE, text, codes="A11 A12") == []
    against = "公务接待费1.40万元，比2022年执行数增加0.10万元；2022年执行数0.90万元。"
    assert [each.code for each in findings(TITLE, against, codes="A11")] == ["A11"]


def test_nothing_cannot_be_more_than_last_year():
    for words, wrong in (("有所增加", 1), ("略有增长", 1), ("有所减少", 0), ("持平", 0)):
        text = f"因公出国（境）费用预算0万元，比2022年预算数{words}。"
        assert len(findings(TITLE, text, codes="A13")) == wrong, words
    assert findings(TITLE, "公务接待费2.00万元，比2022年预算数有所增加。", codes="A13") == []


def test_a_change_against_what_was_spent_is_not_that_against_the_budget():
    text = "公务接待费8.00万元，比2022年预算9.00万元减少1.00万元，比2022年{}7.50万元增加0.50万元。"
    for words in ("决算", "执行数"):
        assert findings(TITLE, text.format(words), codes="A11 A12 A13 A32") == [], words


def test_last_years_amount_stands_first_and_then_what_is_compared_with_it():
    text = "与2022年预算318.1万元相比，2023年收支总预算增加20.7万元，增长{}%。"
    assert findings(TITLE, "收支总预算338.8万元。", text.format("6.5"), codes="A11 A12 A14") == []
    assert [each.code for each in findings(TITLE, "收支总预算338.8万元。", text.format("5.6"), codes="A12 A14")] == [
        "A12"
    ]
    other = "与2021年预算318.1万元相比，2023年收支总预算增加20.7万元。"
    assert [each.code for each in findings(TITLE, other, codes="A14")] == ["A14"]


def test_a_reason_for_an_increase_of_nothing_is_no_filled_in_form():
    text = "农业农村支出15.50万元，比上年增加0.00万元，增长0.00%，主要原因是{}。"
    assert [each.severity.value for each in findings(TITLE, text.format("业务量增加"), codes="A13")] == ["警告"]
    assert [each.severity.value for each in findings(TITLE, text.format("业务量增加，标准持平"), codes="A13")] == [
        "提示"
    ]


def test_a_reason_in_the_next_sentence_goes_the_same_way():
    text = "公务接待费12.60万元，比上年减少1.20万元，下降8.70%。主要用于接待检查指导等支出。{}的主要原因是从严控制。"
    assert [each.severity.value for each in findings(TITLE, text.format("增加"), codes="A13")] == ["警告"]
    assert findings(TITLE, text.format("减少"), codes="A13") == []


def test_the_reason_of_an_increase_may_be_of_the_part_that_increased():
    text = "公务用车费96万元，其中：购置费18万元，比2022年增加18万元；运行费78万元，比2022年减少3万元。增加的主要原因是购车。"
    assert findings("某局2023年部门预算", text, codes="A13") == []
    alone = "公务用车运行费78万元，比2022年减少3万元。增加的主要原因是购车。"
    assert len(findings("某局2023年部门预算", alone, codes="A13")) == 1


@small_cases(
    ("text", "wrong"),
    [
        ("2023年收入预算1200万元。2022年收入预算1000万元，同比增加200万元，增长20%。", 0),
        ("2023年收入预算1200万元，2022年收入预算1000万元，2023年比2022年增加200万元，增长20%。", 0),
        ("2023年收入预算1200万元。2022年收入预算1000万元，同比增加200万元，增长25%。", 1),
        ("2023年收入预算1200万元。2022年收入预算1000万元，同比减少200万元。", 1),
        ("2023年收入预算1200万元。2022年收入预算1000万元，比2021年增加200万元，增长25%。", 0),  # of last year
    ],
)
def test_a_change_behind_last_years_amount_is_of_this_years_before_it(text, wrong):
    assert len(findings(TITLE, text, codes="A11 A12")) == wrong


def test_all_of_a_sentence_are_the_amounts_in_it():
    text = "2.公务接待费5.00万元，减少1.00万元，下降16.67%。3.公务用车购置及运行费10.00万元，其中购置费{}万元，运行费10.00万元，均与上年持平。"
    assert findings(TITLE, text.format("0"), codes="A13") == []
    one = "公务接待费5.00万元，减少1.00万元。公务用车运行费10.00万元。以上各项均与上年持平。"
    assert len(findings(TITLE, one, codes="A13")) == 1


def test_people_are_compared_with_those_at_the_end_of_a_year():
    lines = ("某局2024年部门预算", "2023年末实有10人，退休7人。与2022年末相比，在职人员增加1人，退休人员持平。")
    assert [found.code for found in findings(*lines, codes="A14")] == []


def test_what_is_nothing_this_year_is_no_percentage_more():
    text = "因公出国（境）费0万元，较2022年{}，原因是无出国（境）任务。"
    assert [each.severity.value for each in findings(TITLE, text.format("增长100%"), codes="A13")] == ["错误"]
    assert findings(TITLE, text.format("下降100%"), codes="A13") == []


@small_cases(
    ("text", "code"),
    [
        ("三公经费18.00万元，较2022年的19.50万元减少1.50万元，降幅7.7%。", None),
        ("三公经费18.00万元，较2022年的19.50万元减少1.50万元，降幅5.7%。", "A12"),
        ("收入总计12.00万元，比上年增加2.00万元，涨幅25%。", "A12"),
        ("收入总计12.00万元，比上年增加2.00万元，涨幅为20%。", None),
        ("收入总计12.00万元，比上年增加2.00万元，升幅20%。", None),
        ("收入总计12.00万元，比上年增加2.00万元，降幅20%。", "A13"),
        ("项目支出增加3.00万元，主要为新增审计项目。收入总计12.00万元，比上年增加2.00万元，下降20%。", "A13"),
        ("项目支出增加3.00万元，主要为新增审计项目。收入总计12.00万元，比上年增加2.00万元，增长20%。", None),
    ],
)
def test_a_percentage_may_be_called_its_extent_and_a_reason_ends_with_its_sentence(text, code):
    found = {each.code for each in findings(TITLE, text, codes="A11 A12 A13")}
    assert found == ({code} if code else set())


@small_cases(
    ("text", "count"),
    [
        ("事业单位医疗支出468.2千元，用于医疗保险，增加原因是缴费基数提高，比上年增加17.5千元，增长3.9%。", 0),
        ("事业单位医疗支出468.2千元，用于医疗保险，增加原因是缴费基数提高，比上年增加17.5千元，增长9.3%。", 1),
        ("公务接待费3.00万元，减少的原因为压减批次，较2030年减少1.00万元，下降25%。", 0),
        ("公务接待费3.00万元，减少的原因为压减批次，较2030年减少1.00万元，下降33.3%。", 1),
        ("项目支出90.00万元，主要原因是更新设备，与上年相比增加30.00万元，增长50.0%。", 0),
        ("项目支出90.00万元，主要原因是更新设备，与上年相比增加30.00万元，增长33.3%。", 1),
    ],
)
def test_the_reason_may_stand_before_the_change(text, count):
    assert len(findings("甲县所2031年单位预算\n" + text, codes="A12")) == count


def test_a_change_behind_one_part_may_be_of_the_whole():
    text = "2031年收入预算1286.42万元，{}2030年结转8.00万元，较2030年增加98.42万元。"
    assert findings("甲县所2031年单位预算\n" + text.format("其中"), codes="A11") == []
    alone = "上年结转8.00万元，较2030年增加98.42万元。"
    assert len(findings("甲县所2031年单位预算\n" + alone, codes="A11")) == 1


def test_no_change_between_two_amounts_that_stand_there_is_how_forms_put_it():
    text = "2025年公务接待费1.00万元，比2024年预算数1.00万元{}0万元。"
    assert [each.severity.name for each in findings("某局2025年部门预算", text.format("增加"), codes="A13")] == ["INFO"]
    assert [each.severity.name for each in findings("某局2025年部门预算", text.format("减少"), codes="A13")] == ["INFO"]


@small_cases("words", ["剔除结转因素，比上年", "扣除上年结转，较上年", "按可比口径，较2021年", "不含结转，同比"])
def test_a_change_on_another_basis_behind_a_bracket_is_none_of_the_amount(words):
    text = f"2022年收入预算856.30万元（含上年结转36.30万元），{words}增加20.00万元，增长2.50%。"
    assert findings("某局2022年部门预算", text, codes="A11 A12") == []


@small_cases(
    ("text", "wrong"),
    [
        ("“三公”经费3.8万元，比2019年减少0.0万元，下降1.05%。", 0),
        ("公务接待费0.8万元，比2019年减少0.0万元，下降5.0%。", 0),
        ("会议费1.6万元，较上年增加0.0万元，增长2.5%。", 0),
        ("培训费12.4万元，较上年增加0.0万元，增长0.3%。", 0),
        ("培训费12.4万元，较上年增加0.0万元，增长6.3%。", 1),
        ("会议费1.60万元，较上年增加0.00万元，增长2.5%。", 1),
        ("公务接待费0.8万元，比2019年减少0万元，下降5.0%。", 1),
        ("“三公”经费38.0万元，比2019年减少0.0万元，下降1.05%。", 1),
    ],
)
def test_a_change_printed_as_nought_point_nought_may_be_a_little(text, wrong):
    found = findings("某局2020年部门预算", text, codes="A12 A13")
    assert any(each.severity.value != "提示" for each in found) == bool(wrong), text
