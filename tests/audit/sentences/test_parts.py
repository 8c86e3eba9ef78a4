"""Which parts stand side by side and whether they are all there is."""

from desktop.audit.sentences.parts import complete, groups, readings
from desktop.audit.sentences.reading import read
from tests.audit.texts import document, errors, findings
from tests.small_cases import small_cases


def group(text):
    return next(iter(groups(read(document("2023年部门预算", text)).lists[0])))


def test_members_that_leave_nothing_out_are_complete():
    assert complete(group("支出总计9万元，其中：基本支出5万元，项目支出4万元。"))
    assert not complete(group("支出总计9万元，其中：教育支出5万元，住房保障支出3万元。"))
    assert complete(group("支出总计9万元，其中：教育支出5万元，住房保障支出4万元，国防支出0万元。"))
    assert not complete(group("支出总计9万元，其中：教育支出5万元，住房保障支出3万元，国防支出1万元等。"))


def test_what_is_told_twice_may_be_left_out():
    found = group(
        "“三公”经费6万元，其中：公务接待费1万元，公务用车购置及运行费5万元，公务用车购置费0万元，公务用车运行费5万元。"
    )
    assert 2 in {len(parts) for parts in readings(found)}


def test_a_list_of_what_its_own_sentence_names_is_no_list_of_the_total_before_it():
    text = "2025年收入预算178.64万元，其中：本年收入176.64万元，上年结转收入2万元。"
    text += "本年收入中：一般公共预算拨款176.14万元，政府性基金预算拨款0万元，其他收入0.50万元。"
    assert errors("某局2025年单位预算情况说明", text) == []


def test_what_goes_out_is_no_part_of_what_was_carried_over_before_it():
    text = "收入包括：一般公共预算拨款收入8万元，上年结转1万元。支出包括：教育支出5万元、卫生健康支出4万元。2026年收支总预算9万元。"
    assert [each.message for each in findings("某局2026年部门预算", text, codes="A01 A02")] == []


def test_economic_items_called_as_functions_are_among_the_items_of_personnel():
    text = "人员经费9万元，包括：基本工资5万元、津贴补贴2万元、奖金1万元、住房公积金3万元。"
    assert [each.code for each in findings("某局2026年部门预算", text, codes="A01")] == ["A01"]
    assert findings("某局2026年部门预算", text.replace("3万元。", "1万元。"), codes="A01") == []


def test_as_many_projects_as_were_counted_are_all_of_them():
    text = (
        "实行绩效目标管理的项目4个，涉及资金{}万元。其中：大气项目50.60万元（含上年结转8.60万元），水源项目26.50万元，"
        "监测项目10.00万元，宣传项目5.00万元。"
    )
    assert [each.code for each in findings("某局2021年部门预算", text.format("97.10"), codes="A01")] == ["A01"]
    assert findings("某局2021年部门预算", text.format("92.10"), codes="A01") == []


@small_cases(
    ("inside", "wrong"),
    [
        ("车辆5辆，96.00万元；单价50万元以上设备1台，58.00万元", 0),
        ("单位价值100万元以上设备158.00万元、车辆96.00万元", 0),
        ("车辆96.00万元、办公设备184.50万元", 0),
        ("车辆96.00万元、办公设备148.50万元", 1),
        ("车辆69.00万元、办公设备184.50万元", 1),
    ],
)
def test_a_bracket_that_names_what_is_dear_leaves_something_out(inside, wrong):
    text = f"2021年期末，通用设备280.50万元（{inside}）；家具60.00万元。"
    assert len(findings("某局2022年部门预算", text, codes="A01")) == wrong
