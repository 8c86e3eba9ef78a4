"""Totals and values that stand at the end of a sentence."""

import pytest

from desktop.audit.rules.closing import RULES
from tests.audit.texts import document

TOGETHER, LEFT, MEAN = (rule.look for rule in RULES)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("主要支出：环境整治42.00万元；养老助残12.00万元。以上合计54.00万元。", 0),
        ("主要支出：环境整治42.00万元；养老助残12.00万元；以上两项共计55.00万元。", 1),
        ("主要支出：环境整治42.00万元，养老助残12.00万元，以上三项共计54.00万元。", 1),
        ("环境整治42.00万元，其中保洁30.00万元；养老12.00万元；以上合计60.00万元。", 0),
    ],
)
def test_a_total_of_the_above_is_its_sum(text, wrong):
    assert len(TOGETHER(document(text)).findings) == wrong


def test_what_is_left_of_a_value():
    text = "固定资产账面原值682.50万元，累计折旧312.40万元，账面净值{}万元。"
    assert LEFT(document(text.format("370.10"))).findings == ()
    assert LEFT(document(text.format("317.10"))).findings[0].expected == "370.1万元"


@pytest.mark.parametrize(("each", "wrong"), [("2.60万元", 0), ("2.60元", 1), ("6.20万元", 1)])
def test_a_mean_times_the_number_is_the_amount(each, wrong):
    text = f"公务用车运行费预算数18.20万元，公务用车7辆，车均费用{each}，用于燃油和保险。"
    assert len(MEAN(document("2026年部门预算", text)).findings) == wrong
