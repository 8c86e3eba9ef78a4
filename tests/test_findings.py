"""A finding says where it is, outermost first, and what to do, in one line."""

from desktop.findings import Finding, Place, Severity


def test_a_place_is_described_from_outside_in():
    place = Place(file="a.xlsx", sheet="在职", line_number=3, table="表一", row="合计", column="金额")
    assert place.describe() == "文件“a.xlsx”工作表“在职”第 3 行《表一》“合计”行“金额”列"
    assert Place(line_number=3).describe() == "第 3 行"
    assert Place(figure="basic_total", lines=("L1",)).describe() == ""


def test_a_finding_without_a_place_is_its_message_alone():
    assert Finding("X", Severity.ERROR, "请改正").describe() == "请改正"
    assert Finding("X", Severity.ERROR, "请改正", Place(row="合计")).describe() == "“合计”行：请改正"


def test_errors_come_before_warnings_and_hints():
    assert list(Severity) == [Severity.ERROR, Severity.WARNING, Severity.INFO]
