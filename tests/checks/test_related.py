"""Errors of one difference are told together; nothing is dropped, nothing else is drawn in."""

from dataclasses import replace

from desktop import pipeline
from desktop.checks.related import difference, groups
from desktop.findings import Finding, Place, Severity

E = Severity.ERROR


def test_one_wrong_amount_gives_one_group(wuxi):
    line = wuxi.facts.lines[0]
    wrong = (replace(line, amount=line.amount + 10_000_00), *wuxi.facts.lines[1:])
    findings = pipeline.disclose(replace(wuxi.facts, lines=wrong), wuxi.last, wuxi.form).findings
    errors = [f for f in findings if f.severity is E]
    assert len(errors) > 4
    found = [group for group in groups(findings) if group[0].severity is E]
    assert len(found) == 1
    assert sorted(f.code for f in found[0]) == sorted(f.code for f in errors)
    assert found[0][0].place.lines


def test_every_finding_is_in_exactly_one_group():
    listed = [
        Finding("A", E, "甲", left="1.00", right="3.00"),
        Finding("B", E, "乙", left="5.00", right="3.00"),
        Finding("C", E, "丙", Place(lines=("L1",)), left="2", right="4"),
        Finding("D", E, "丁", left="1.00", right="1.00"),
        Finding("E", E, "戊", left="甲", right="乙"),
        Finding("F", Severity.WARNING, "己", left="1.00", right="3.00"),
        Finding("G", E, "庚"),
    ]
    assert [[f.code for f in group] for group in groups(listed)] == [["C", "A", "B"], ["D"], ["E"], ["F"], ["G"]]
    assert difference(listed[1]) == 2
