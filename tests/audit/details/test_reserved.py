"""Purchases reserved for small firms."""

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
