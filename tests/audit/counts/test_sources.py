"""Sources of money add up to what they pay for."""

from tests.audit.texts import findings
from tests.small_cases import small_cases


@small_cases(
    ("text", "wrong"),
    [
        (
            "渠系改造6850.00万元（0.69亿元），资金来源为：中央投资5480.00万元，省级配套1028.00万元，县级配套342.00万元；新建渠道。",
            0,
        ),
        (
            "渠系改造6850.00万元（0.69亿元），资金来源为：中央投资5480.00万元，省级配套1082.00万元，县级配套342.00万元；新建渠道。",
            1,
        ),
        ("渠系改造90.00万元，其中：中央补助60.00万元、县级配套20.00万元。", 1),
        ("渠系改造90.00万元，其中：中央补助60.00万元、管护20.00万元。", 0),
        ("渠系改造90.00万元，其中：中央补助60.00万元。", 0),
        ("渠系改造90.00万元，资金来源为县财政。", 0),
    ],
)
def test_what_every_source_gives_is_the_whole(text, wrong):
    assert len(findings("某局2031年部门预算", text, codes="A79")) == wrong
