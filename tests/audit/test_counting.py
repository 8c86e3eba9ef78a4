"""Counts against what is listed."""

import pytest

from desktop.audit.counting import number, sizes
from tests.audit.texts import findings
from tests.small_cases import small_cases


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("四", 4), ("十", 10), ("十三", 13), ("二十", 20), ("两", 2)])
def test_counts_in_digits_and_words(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("办公室、财务科、业务科", {3}),
        ("办公室、财务和资产科", {2, 3}),
        ("综合科和业务科", {2}),
        ("综合办公室、12345热线管理股、技术服务股以及效能监察股", {4}),
        ("办公室、财务科，负责日常工作", {2}),
        ("负责日常工作", set()),
    ],
)
def test_how_many_names_a_list_may_hold(names, found):
    assert sizes(names) == found


@small_cases(
    ("text", "codes"),
    [
        ("设3个内设机构：办公室、财务科、业务科。", []),
        ("设4个内设机构：办公室、财务科（审计科）、业务科。", ["A71"]),
        ("下属事业单位1个：服务中心、信息中心。", ["A71"]),
        ("包括综合室、业务股、信息股4个职能科室。", ["A71"]),
        ("预算单位3个，其中行政单位1个、参公单位0个、事业单位2个，分别是：教育局、第一小学校、第二小学校。", []),
        (
            "预算单位4个，其中行政单位1个、参公单位0个、事业单位2个，分别是：教育局、第一小学校、第二小学校。",
            ["A71", "A73"],
        ),
        ("编制5名，在编人员6人。", ["A72"]),
        ("共有车辆3辆，其中：机要用车1辆、其他用车1辆。", ["A73"]),
        ("共有车辆4辆，其中：一般公务用车2辆、执法执勤用车0辆、其他用车（待填写：其他用车）。", []),
        ("共有车辆1辆，其中：一般公务用车2辆、执法执勤用车0辆、其他用车（待填写：其他用车）。", ["A73"]),
        ("共有车辆1辆，其中：机要用车1辆、其他用车0辆、其他用车0辆。", ["A73"]),
        ("在编5人，其中：女2人，党员4人。", []),
    ],
)
def test_counts(text, codes):
    assert [found.code for found in findings(text, codes="A71 A72 A73")] == codes


def test_lines_under_a_count_of_kinds():
    lines = ["共分为三类，其中：", "（1）甲", "（2）乙"]
    assert [found.expected for found in findings(*lines, codes="A71")] == ["2 项"]
