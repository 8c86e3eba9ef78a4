"""The row with the year's pay of a unit."""

from dataclasses import replace

from desktop.template.payroll import payroll, sums
from desktop.template.records import Records


def test_people_are_counted_and_pay_added_up(disclosures):
    example = disclosures["qinghe_2025"]
    row = payroll(example.facts, example.cube, Records(example.facts, example.cube).lines_of)
    in_post = [p.headcount for p in example.facts.people if p.kind == "事业" and p.status == "在职"]
    assert row["事业在职人数"] == sum(in_post)
    lines = [line for line in example.cube.lines if line.year == 2025 and line.nature == "人员"]
    assert row["住房公积金"] == sum(line.amount for line in lines if line.economic == "30113")
    assert 0 < row["工伤保险"] == sum(line.amount for line in lines if "工伤" in line.origin.rule)


def test_without_people_what_only_they_can_answer_is_absent(disclosures):
    example = disclosures["qinghe_2025"]
    row = payroll(replace(example.facts, people=()), example.cube, Records(example.facts, example.cube).lines_of)
    assert set(row) == {name for name, added in sums().items() if not (added.kinds or added.statuses or added.rule)}
