"""Lists on a line of their own that divide a total before the newest amount."""

from tests.audit.texts import findings

TITLE = "某局2026年部门预算"
PARTS = "教育支出70.00万元，占70%；住房保障支出30.00万元，占30%。"


def test_a_list_on_the_next_line_divides_the_total_it_adds_up_to():
    lines = (
        TITLE,
        "2026年支出预算100.00万元，其中：基本支出60.00万元；",
        "项目支出40.00万元。",
        f"按支出功能分类：{PARTS}",
    )
    assert findings(*lines, codes="A01 A02 A21") == []


def test_a_list_in_the_line_of_the_last_part_divides_it_too():
    lines = (TITLE, "2026年支出预算100.00万元，其中：基本支出60.00万元；", f"项目支出40.00万元。按功能科目：{PARTS}")
    assert findings(*lines, codes="A01 A02 A21") == []


def test_a_list_that_adds_up_to_nothing_stated_is_wrong():
    wrong = PARTS.replace("住房保障支出30.00", "住房保障支出33.00")
    lines = (
        TITLE,
        "2026年支出预算100.00万元，其中：基本支出60.00万元；项目支出40.00万元。",
        f"按支出功能分类：{wrong}",
    )
    assert len(findings(*lines, codes="A01")) == 1


def test_what_else_is_paid_without_amounts_leaves_the_list_open():
    lines = (
        TITLE,
        "机关运行经费安排54.50万元，主要用于办公费、差旅费、电费、邮电费和其他交通费用等。",
        "其中：办公费5.20万元、差旅费4.50万元、其他交通费用8.00万元。",
    )
    rest = ("机关运行经费安排54.50万元。", "其中：办公费5.20万元、差旅费4.50万元、福利费8.00万元，其余为印刷费、电费。")
    assert findings(*lines, codes="A01") == []
    assert findings(TITLE, *rest, codes="A01") == []


def test_a_list_that_is_announced_and_has_no_parts_stays_empty():
    assert findings(TITLE, "2026年支出预算100.00万元，支出情况如下：", "二、其他事项", codes="A01") == []
