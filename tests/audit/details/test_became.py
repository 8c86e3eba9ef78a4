"""What an amount was, its change and what it became."""

from tests.audit.texts import findings
from tests.small_cases import small_cases

TITLE = "某局2023年部门预算"


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
