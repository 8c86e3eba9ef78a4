"""Lists over several lines: numbers that go deeper, lists with which a line begins, brackets that divide an amount."""

from desktop.audit.sentences.reading import read
from tests.audit.texts import document, findings
from tests.small_cases import small_cases


def lists(*lines):
    return [
        ([p.written for p in each.parents], [p.written for p in each.parts]) for each in read(document(*lines)).lists
    ]


def test_deeper_numbers_divide_the_line_before_them():
    found = lists(
        "2026年部门预算", "（一）收入预算总计9万元。包括：", "1．本年收入合计9万元。", "（1）一般公共预算8万元。", "（2）其他收入1万元。",
        "2．上年结转0万元。",
    )  # fmt: skip
    assert found == [(["9万元"], ["9万元", "0万元"]), (["9万元"], ["8万元", "1万元"])]


def test_a_line_that_begins_with_of_which_divides_the_line_before():
    assert lists("2026年部门预算", "2026年支出预算9万元。", "其中：基本支出5万元，项目支出4万元。") == [
        (["9万元"], ["5万元", "4万元"])
    ]


def test_a_bracket_right_behind_an_amount_divides_it():
    assert lists("2026年部门预算", "公务用车费9万元（购置费5万元，运行费4万元），会议费1万元。") == [
        (["9万元"], ["5万元", "4万元"])
    ]


def test_the_note_under_a_table_is_no_part_of_the_list_before_it():
    found = findings(
        "2026年安排项目支出90万元，涉及项目2个：\n平台运维：安排40万元；\n设备购置：安排50万元。\n"
        "注：“事业收入”含财政专户管理资金12万元。\n注：“其他收入”含上级补助收入4万元。"
    )
    assert [each.message for each in found if each.code == "A01"] == []


def test_a_line_of_an_open_list_that_is_divided_itself_ends_with_it():
    found = lists(
        "2026年部门预算", "2026年基本支出9万元，其中：", "人员经费8万元，主要包括：基本工资5万元、津贴补贴3万元；", "公用经费1万元，主要包括：办公费。",
    )  # fmt: skip
    assert found == [(["9万元"], ["8万元", "1万元"]), (["8万元"], ["5万元", "3万元"])]


def test_a_line_without_a_number_that_divides_all_expenditure_ends_the_list_before_it():
    found = lists(
        "2026年部门预算", "2026年支出预算9万元，其中：基本支出4万元，项目支出5万元。", "（一）基本支出4万元。", "（二）项目支出5万元，具体包括：",
        "1.修路3万元。", "2.修桥2万元。", "支出按功能分类情况如下：", "1.教育支出6万元。", "2.农林水支出3万元。",
    )  # fmt: skip
    assert (["5万元"], ["3万元", "2万元"]) in found
    assert (["9万元"], ["6万元", "3万元"]) in found


def test_what_assets_consist_of_is_parted_by_semicolons():
    text = "国有资产总额90万元，其中：固定资产50万元，分布构成情况：房屋6平方米，账面30万元；车辆2辆，账面15万元；家具账面5万元。"
    assert (["50万元"], ["30万元", "15万元", "5万元"]) in [
        (of[:1], parts) for of, parts in lists("2026年部门预算", text)
    ]


def test_the_end_of_a_passage_names_which_of_its_amounts_the_next_lines_divide():
    found = lists(
        "2026年部门预算", "2、负责经济发展。", "预算编制说明", "2026年支出预算9万元，其中：财政拨款支出预算8万元。财政拨款支出主要内容如下：",
        "1.“教育支出”科目5万元。", "2.“农林水支出”科目3万元。", "一、“三公”经费2万元。",
    )  # fmt: skip
    assert (["8万元"], ["5万元", "3万元"]) in found


def test_expenditure_that_is_named_again_is_all_of_it_and_no_part_with_that_word():
    lines = (
        "某校2020年单位预算",
        "（四）支出预算构成。2020年支出预算150.00万元，其中：基本支出90.00万元；项目支出60.00万元。",
        "（五）财政拨款收支情况。2020年财政拨款收支总预算150.00万元。收入为一般公共预算拨款150.00万元；支出包括：教育支出140.00万元、住房保障支出10.00万元。",
    )
    assert findings(*lines, codes="A01 A02") == []


def test_a_heading_without_a_number_ends_the_list_of_the_section_before_it():
    found = lists(
        "2026年部门预算", "一般公共预算基本支出情况说明", "2026年一般公共预算基本支出预算9万元，其中：", "人员经费8万元。", "公用经费1万元。",
        "政府性基金支出情况说明", "2026年政府性基金支出预算20万元。",
    )  # fmt: skip
    assert found == [(["9万元"], ["8万元", "1万元"])]


@small_cases(
    "words",
    ["项目支出安排：", "项目支出包括", "项目支出明细如下：", "项目支出分别为：", "项目支出由：", "项目支出具体安排如下：", "其中项目支出包含"],
)  # fmt: skip
def test_a_list_of_an_amount_that_is_named_again_divides_that_one(words):
    text = f"2022年支出预算275.65万元，其中：基本支出202.05万元，占73%；项目支出73.60万元，占27%。{words}维稳经费48.00万元，维护费8.00万元。"
    assert (["73.60万元"], ["48.00万元", "8.00万元"]) in lists("某局2022年部门预算", text)


def test_a_bracket_behind_the_change_of_an_amount_divides_it_too():
    found = lists(
        "2026年部门预算",
        "收入90万元，减少2万元。其中：财政拨款80万元，减少3万元（一般公共预算60万元，增加3万元；基金20万元，减少6万元）；"
        "其他收入10万元，增加1万元。",
    )  # fmt: skip
    assert found == [(["90万元"], ["80万元", "10万元"]), (["80万元"], ["60万元", "20万元"])]


@small_cases(
    "words",
    [
        "按预算单位分：某办事处（本级）60万元；某服务中心20万元；某服务站10万元。",
        "按单位划分，某局本级60万元、某中心20万元、某站10万元。",
        "按资金来源分：当年拨款60万元；上年结转20万元；其他10万元。",
        "支出按照用途分，运转60万元，发展20万元，其他10万元。",
    ],
)
def test_lines_that_each_divide_all_by_another_kind_divide_the_total_of_their_side(words):
    found = lists(
        "2026年部门预算", "2026年收入预算90万元，全部为拨款；支出预算90万元。", "按支出类型分：基本支出50万元，项目支出40万元。",
        words,
    )  # fmt: skip
    assert found == [(["90万元"], ["50万元", "40万元"]), (["90万元"], ["60万元", "20万元", "10万元"])]


def test_what_a_bracket_says_besides_is_no_part_of_the_list_around_it():
    found = lists(
        "2026年部门预算",
        "项目支出90万元，分别为：甲路50万元（已安排20万元，总投资150万元）、乙桥30万元（含结转5万元，比上年增加3万元）、丙站10万元。",
    )
    assert (["90万元"], ["50万元", "30万元", "10万元"]) in found
