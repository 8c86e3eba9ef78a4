"""Changes of 三公经费 against tables of two years."""

import pytest

from desktop.audit.rows.three_changes import RULES
from desktop.findings import Severity
from tests.audit.documents import document, table

HEAD = "甲局2025年部门预算"
BY_ROW = table(
    "“三公”经费预算表",
    "年度|合计|因公出国（境）费|公务用车购置费|公务用车运行费|公务接待费",
    "2024年|10.50|0.00|0.00|9.00|1.50",
    "2025年|10.20|0.00|0.00|9.00|1.20",
)
BY_COLUMN = table(
    "“三公”经费预算表",
    "项目|2024年预算数|2025年预算数",
    "因公出国（境）费|0|0",
    "公务接待费|1.50|1.20",
    "公务用车购置及运行费|9.00|9.00",
    "其中：公务用车运行费|9.00|9.00",
    "合计|10.50|10.20",
)


@pytest.mark.parametrize("of_three", [BY_ROW, BY_COLUMN])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("公务接待费1.20万元，比上年减少0.30万元。", []),
        ("公务接待费1.20万元，比上年增加0.30万元。", ["错误"]),
        ("公务接待费1.20万元，比上年减少0.33万元。", ["错误"]),
        ("公务接待费1.20万元，与上年持平。", ["错误"]),
        ("公务用车运行费9.00万元，与上年持平。", []),
        ("“三公”经费预算10.20万元，比2024年减少0.30万元，原因是公务接待费减少0.30万元。", []),
        ("“三公”经费预算10.20万元，比2024年减少0.30万元，原因是公务接待费增加0.30万元。", ["错误"]),
        ("“三公”经费预算10.20万元，比2024年减少0.30万元，原因是公务接待费减少0.10万元。", ["警告"]),
        ("公务接待费由1.50万元压减至1.20万元。", []),
        ("公务接待费由2.50万元压减至1.20万元。", ["错误"]),
        ("公务接待费1.20万元，2024年执行数0.80万元。", []),
        ("事业收入安排的公务接待费0.60万元，比上年增加0.20万元。", []),
    ],
)
def test_changes_are_those_of_the_two_years(text, wrong, of_three):
    (rule,) = RULES
    found = [each.severity for each in rule.look(document(HEAD, text, of_three)).findings]
    assert [{Severity.ERROR: "错误", Severity.WARNING: "警告"}[each] for each in found] == wrong
