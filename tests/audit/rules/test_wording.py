"""What a template leaves behind, and what is none."""

from tests.audit.texts import findings
from tests.small_cases import small_cases


@small_cases(
    ("text", "codes"),
    [
        ("收入增加（减少）2万元。", ["A41"]),
        ("出国费增加（减少）0万元。", ["A41"]),
        ("收入比上年或减少2万元。", ["A41"]),
        ("设×个科室。", ["A41"]),
        ("XX单位收入。", ["A41"]),
        ("收入____万元。", ["A41"]),
        ("单位负责人：________ 填表人：________", []),
        ("联系人：____", ["A41"]),
        ("（待填写：内设机构）", ["A41"]),
        ("比上年增加1万元，主要原因是。", ["A41"]),
        ("主要用于。", ["A41"]),
        ("收入增加万元。", ["A41"]),
        ("（附图表）", ["A41"]),
        ("公务接待定点饭店，说明增减变化原因。二〇二三年。X光机1台。主要包括：", []),
        ("收入1万元。。", ["A42"]),
        ("截止2022年底。", ["A43"]),
        ("包括办公费、邮电费、印刷费、邮电费。", ["A44"]),
        ("其他用车0辆，其他用车0辆。", ["A44"]),
    ],
)
def test_words(text, codes):
    assert [found.code for found in findings(text, codes="A41 A42 A43 A44")] == codes


def test_where_nothing_changed_no_direction_is_missing():
    degrees = {
        text: [found.severity.name for found in findings("某局2024年部门预算", text, codes="A41")]
        for text in (
            "出国费增加（减少）0万元。",
            "接待费减少（增加）0.00万元。",
            "收入增加（减少）0.50万元。",
            "收入增长（下降）10%。",
        )
    }
    assert list(degrees.values()) == [["INFO"], ["INFO"], ["ERROR"], ["ERROR"]]


def test_a_telephone_number_may_be_hidden_in_part():
    assert findings("某局2024年部门预算", "联系电话：023-59222×××。", codes="A41") == []
    assert len(findings("某局2024年部门预算", "收入预算××万元。", codes="A41")) == 1
