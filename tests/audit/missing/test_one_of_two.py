"""One of two parts of an amount is left out, which the document knows (A122)."""

import pytest

from desktop.audit.missing.one_of_two import look
from tests.audit.documents import document, table

ALL = table("部门支出总表", "项目|合计|基本支出|项目支出", "合计|90.00|60.00|30.00", "教育支出|90.00|60.00|30.00")
BASIC = table(
    "基本支出预算表", "项目|合计|人员经费|公用经费", "合计|60.00|50.00|10.00", "工资福利支出|60.00|50.00|10.00"
)
SUM = table("收支总表", "项目|预算数", "本年收入|82.00", "上年结转|8.00", "收入总计|90.00")
CARS = table("三公经费表", "项目|预算数", "公务接待费|1.50", "公务用车运行维护费|4.00", "合计|5.50")


def _found(*lines):
    parts = ("白水县教育局2031年部门预算", *lines, ALL, BASIC, SUM, CARS)
    return [each.message for each in look(document(*parts)).findings]


WRONG = (
    ("2031年支出总预算90.00万元，其中基本支出60.00万元。", "项目支出 30万元"),
    (
        "支出预算90.00万元，与上年80.00万元相比增加10.00万元，增长12.50%。其中：基本支出60.00万元，占66.67%。",
        "项目支出",
    ),
    ("全年支出90.00万元，包括项目支出30.00万元。增加的原因：新增项目。", "基本支出 60万元"),
    ("基本支出60.00万元，其中：人员经费50.00万元，主要包括基本工资、津贴补贴。", "公用经费 10万元"),
    ("收支总预算90.00万元，其中本年预算82.00万元。", "上年结转 8万元"),
    ("收入总计90.00万元，包括：本年收入82.00万元。", "上年结转 8万元"),
    ("“三公”经费预算5.50万元。其中：公务用车运行维护费4.00万元。与上年持平。", "公务接待费 1.5万元"),
    ("“三公”经费5.50万元，包括公务接待费1.50万元，比上年减少0.20万元。", "公务用车"),
)
RIGHT = (
    "2031年支出总预算90.00万元，其中基本支出60.00万元，项目支出30.00万元。",
    "2031年支出总预算90.00万元，其中基本支出60.00万元。项目支出30.00万元，用于校舍维修。",
    "2031年支出总预算90.00万元，其中：基本支出60.00万元，用于工资；其余为项目支出。",
    "收入总计90.00万元，其中上年结转8.00万元。",
    "支出预算90.00万元，比上年增加3.00万元，其中基本支出增加2.00万元。",
    "支出预算95.00万元，其中基本支出60.00万元。",  # what is left is no amount of the document
    "公务用车购置及运行维护费4.00万元，其中公务用车购置费0万元。（二）公务用车运行维护费4.00万元。",
    "基本支出60.00万元，其中：公用经费10.00万元，人员支出50.00万元。",
    "名词解释：支出包括基本支出和项目支出。",
)


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_the_other_part_is_missed(text, said):
    (message,) = _found(text)
    assert said in message


@pytest.mark.parametrize("text", RIGHT)
def test_whole_lists_and_other_amounts_are_left(text):
    assert not _found(text)


def test_the_list_may_go_on_in_lines_of_its_own():
    head = "支出预算90.00万元，其中：（一）基本支出60.00万元。"
    assert not _found(head, "（二）项目支出30.00万元。")
    assert _found(head, "一、其他说明", "项目支出30.00万元。")


def test_the_other_part_may_be_numbered():
    lines = (
        "公务用车购置及运行费预算支出4.00万元。其中：（1）公务用车购置费预算支出0万元，与上年预算数相同。",
        "（2）公务用车运行维护费预算支出4.00万元，比上年预算减少2.00万元。",
    )
    assert _found("".join(lines)) == []
    assert _found(*lines) == []


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("其中基本支出60.00万元", "INFO"),
        ("其中：基本支出60.00万元", "INFO"),
        ("包括基本支出60.00万元", "WARNING"),
        ("其中：基本支出60.00万元，占66.67%，比上年增加2.00万元", "WARNING"),
    ],
)
def test_one_amount_behind_of_which_may_be_only_one_of_them(words, degree):
    lines = (f"2024年支出预算90.00万元，{words}。", "一、其他说明", "项目支出30.00万元。")
    found = look(document("甲局2024年部门预算", *lines)).findings
    assert [each.severity.name for each in found] == [degree]
