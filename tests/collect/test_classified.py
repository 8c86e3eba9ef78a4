"""Totals by classification: each level is the sum of its parts, the total counts each line once."""

from desktop.collect import classified

ZERO = {"personnel": 0, "public": 0, "project": 0, "other": 0}


def test_levels_add_up_and_the_total_counts_once():
    found = [
        {"code": "2010301", **ZERO, "total": 30, "personnel": 30},
        {"code": "2010350", **ZERO, "total": 4, "public": 4},
        {"code": "20805", **ZERO, "total": 200, "other": 200},
    ]
    sheet = classified.sheet("功能科目", "题", "function", found)
    assert [(row[0], row[2]) for row in sheet.rows] == [
        ("201", 34), ("20103", 34), ("2010301", 30), ("2010350", 4), ("208", 200), ("20805", 200),
    ]  # fmt: skip
    assert sheet.levels == [0, 1, 2, 2, 0, 1]
    assert sheet.total == ("合计", None, 234, 30, 4, 0, 200)
    assert sheet.rows[2][1] == "行政运行"


def test_a_line_without_a_code_is_named_and_counted():
    sheet = classified.sheet("政府经济", "题", "government", [{"code": "", **ZERO, "total": 7, "other": 7}])
    assert sheet.rows[0][:3] == ("", classified.WITHOUT, 7)
    assert sheet.total[2] == 7
