"""Purchases reserved for small firms, and what of one amount became another."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


@small_cases(
    ("text", "wrong"),
    [
        ("2023年政府采购预算31.60万元，其中：货物类31.60万元。面向中小企业采购38.00万元，其中小微企业12.00万元。", 1),
        ("2023年政府采购预算31.60万元，其中：货物类31.60万元。面向中小企业采购18.00万元，其中小微企业12.00万元。", 0),
        (
            "政府采购预算总额31.60万元。预留给中小企业的采购项目预算18.00万元，其中，预留给小型和微型企业的采购预算19.00万元。",
            1,
        ),
        ("面向中小企业采购38.00万元。", 0),
    ],
)
def test_what_is_reserved_is_a_part_of_all_purchases(text, wrong):
    assert len(findings(TITLE, text, codes="A111")) == wrong


@small_cases(
    ("text", "wrong"),
    [
        ("公务接待费由上年的1.60万元减少0.10万元至1.30万元。", 1),
        ("公务接待费由上年的1.40万元减少0.10万元至1.30万元。", 0),
        ("培训费由2022年的2.00万元增加0.50万元到2.50万元。", 0),
        ("培训费由2022年的2.00万元增加0.50万元到2.80万元。", 1),
    ],
)
def test_what_was_and_its_change_are_what_it_became(text, wrong):
    assert len(findings(TITLE, text, codes="A112")) == wrong
