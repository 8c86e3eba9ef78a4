"""A finding says where it is, outermost first, and what to do; those of the same difference stand together."""

from dataclasses import replace

from desktop import pipeline
from desktop.findings import Finding, Place, Severity, grouped


def test_a_place_is_described_from_outside_in():
    place = Place(file="a.xlsx", sheet="在职", line_number=3, table="表一", row="合计", column="金额")
    assert place.describe() == "文件“a.xlsx”工作表“在职”第 3 行《表一》“合计”行“金额”列"
    assert Place(file="a.DOCX", sheet="表一").describe() == "文件“a.DOCX”表格“表一”", "a document has no sheets"
    assert Place(line_number=3).describe() == "第 3 行"
    assert Place(figure="basic_total", lines=("L1",)).describe() == ""


def test_a_finding_without_a_place_is_its_message_alone():
    assert Finding("X", Severity.ERROR, "请改正").describe() == "请改正"
    assert Finding("X", Severity.ERROR, "请改正", Place(row="合计")).describe() == "“合计”行：请改正"


def test_errors_come_before_warnings_and_hints():
    assert list(Severity) == [Severity.ERROR, Severity.WARNING, Severity.INFO]


def test_a_single_wrong_amount_gives_a_single_group(wuxi):
    line = wuxi.facts.lines[0]
    wrong = (replace(line, amount=line.amount + 10_000_00), *wuxi.facts.lines[1:])
    findings = pipeline.disclose(replace(wuxi.facts, lines=wrong), wuxi.last, wuxi.form).findings
    errors = [f for f in findings if f.severity is Severity.ERROR]
    assert len(errors) > 4
    (group,) = [group for group in grouped(findings) if group[0].severity is Severity.ERROR]
    assert sorted(f.code for f in group) == sorted(f.code for f in errors)
    assert group[0].place.lines


def test_every_finding_is_in_exactly_one_group():
    listed = [
        Finding("A", Severity.ERROR, "甲", left="1.00", right="3.00"),
        Finding("B", Severity.ERROR, "乙", left="5.00", right="3.00"),
        Finding("C", Severity.ERROR, "丙", Place(lines=("L1",)), left="2", right="4"),
        Finding("D", Severity.ERROR, "丁", left="1.00", right="1.00"),
        Finding("E", Severity.ERROR, "戊", left="甲", right="乙"),
        Finding("F", Severity.WARNING, "己", left="1.00", right="3.00"),
        Finding("G", Severity.ERROR, "庚"),
    ]
    assert [[f.code for f in group] for group in grouped(listed)] == [["C", "A", "B"], ["D"], ["E"], ["F"], ["G"]]
    assert listed[1].difference() == 2
