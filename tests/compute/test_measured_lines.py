"""Measurement lines of projects and of public funds, alone or borne by several sources."""

from dataclasses import replace

from desktop.compute import measured_lines
from desktop.findings import Severity
from desktop.ledger.records import FundShare, Project, ProjectLine, PublicLine
from tests.policies import OWN, facts_of

PROJECT = Project(id=4, name="设备", function_code="2100202")
LINE = ProjectLine(id=7, project_id=4, name="超声", economic_code="31003", price=680_000_00, fund="事业收入")


def of(line, *shares):
    return facts_of(projects=(PROJECT,), project_lines=(line,), fund_shares=shares)


def shown(facts):
    return [(x.fund, x.subsource, x.amount, x.key) for x in measured_lines.of_projects(facts)]


def test_one_source_bears_a_line_that_says_nothing_else():
    assert shown(of(LINE)) == [("事业收入", "", 680_000_00, "M7")]
    general = replace(LINE, fund="一般公共预算", subsource="提前下达", function_code="2101704", quantity=2)
    (found,) = measured_lines.of_projects(of(general))
    assert (found.subsource, found.function, found.amount) == ("提前下达", "2101704", 2 * 680_000_00)


def test_amounts_and_percents_divide_a_line_and_the_last_takes_the_rest():
    amounts = (FundShare(project_line_id=7, fund="使用非财政拨款结余", amount=420_000_00),
               FundShare(project_line_id=7, fund="事业收入", amount=260_000_00))  # fmt: skip
    assert shown(of(LINE, *amounts)) == [
        ("使用非财政拨款结余", "", 420_000_00, "M7"),
        ("事业收入", "", 260_000_00, "M7~1"),
    ]
    parts = (FundShare(project_line_id=7, fund="一般公共预算", subsource="提前下达", percent="33.33"),
             FundShare(project_line_id=7, fund="一般公共预算", subsource="本级", percent="66.67"))  # fmt: skip
    odd = replace(LINE, price=1_01)
    assert [(s, a) for _, s, a, _ in shown(of(odd, *parts))] == [("提前下达", 34), ("本级", 67)]
    assert list(measured_lines.findings(of(odd, *parts))) == []


def test_percents_that_make_a_hundred_leave_only_rounding_and_no_finding():
    funds = ("一般公共预算", "政府性基金", "事业收入")
    thirds = [
        FundShare(project_line_id=7, fund=fund, percent=percent)
        for fund, percent in zip(funds, ("33.33", "33.33", "33.34"), strict=True)
    ]
    odd = replace(LINE, price=1_000_01)
    assert [amount for _, _, amount, _ in shown(of(odd, *thirds))] == [333_30, 333_30, 333_41]
    assert list(measured_lines.findings(of(odd, *thirds))) == []
    (found,) = measured_lines.findings(of(odd, *thirds[:2]))
    assert "各资金合计 666.60 元" in found.message


def test_sources_that_do_not_add_up_are_told_and_no_fen_is_lost():
    shares = (
        FundShare(project_line_id=7, fund="一般公共预算", amount=1),
        FundShare(project_line_id=7, fund="事业收入", amount=2),
    )
    facts = of(LINE, *shares)
    assert sum(amount for _, _, amount, _ in shown(facts)) == 680_000_00
    (found,) = measured_lines.findings(facts)
    assert (found.code, found.severity) == ("C110", Severity.ERROR)
    assert "“超声”为 680,000.00 元，各资金合计 0.03 元" in found.message


def test_a_plan_of_public_funds_is_booked_to_the_unit_unless_it_says_another_item():
    plan = PublicLine(id=3, item="劳务派遣", economic_code="30226", quantity=3, times=12, price=2_850_00)
    (found,) = measured_lines.public(facts_of(public_lines=(plan,)))
    assert (found.amount, found.function, found.nature, found.key, found.origin.rule) == (
        102_600_00, OWN, "公用", "G3", "劳务派遣",
    )  # fmt: skip
    assert (found.government, found.subsource) == ("50502", "本级")
    (other,) = measured_lines.public(
        facts_of(public_lines=(replace(plan, function_code="2010301", government_code="50599"),))
    )
    assert (other.function, other.government) == ("2010301", "50599")


def test_a_line_is_booked_as_it_says_or_as_its_project_and_the_crosswalk_say():
    plan = replace(LINE, quantity=2, times=3, price=1_00, carry="结转")
    (found,) = measured_lines.of_projects(of(plan))
    assert (found.amount, found.function, found.government, found.project) == (6_00, "2100202", "50601", "设备")
    assert (found.nature, found.carry, found.side) == ("项目", "结转", "支出")
    (own,) = measured_lines.of_projects(of(replace(plan, government_code="50399")))
    assert own.government == "50399"


def test_each_of_three_sources_bears_its_part():
    shares = tuple(
        FundShare(project_line_id=7, fund=fund, amount=amount)
        for fund, amount in (("一般公共预算", 1_00), ("事业收入", 2_00), ("其他收入", 680_000_00 - 3_00))
    )
    assert [(fund, amount) for fund, _, amount, _ in shown(of(LINE, *shares))] == [
        ("一般公共预算", 1_00), ("事业收入", 2_00), ("其他收入", 679_997_00),
    ]  # fmt: skip


def test_a_source_of_nothing_makes_no_line_and_shares_of_people_are_none_of_it():
    shares = (
        FundShare(project_line_id=7, fund="一般公共预算", amount=0),
        FundShare(project_line_id=7, fund="事业收入", amount=680_000_00),
        FundShare(person_id=7, fund="其他收入", percent="100"),
    )
    assert shown(of(LINE, *shares)) == [("事业收入", "", 680_000_00, "M7")]


def test_each_line_is_looked_at_and_named_by_its_item_where_it_has_no_name():
    whole = FundShare(project_line_id=7, fund="事业收入", amount=680_000_00)
    other = replace(LINE, id=8, name="", quantity=2, times=2, price=1_00)
    less = FundShare(project_line_id=8, fund="事业收入", amount=3_99)
    facts = facts_of(projects=(PROJECT,), project_lines=(LINE, other), fund_shares=(whole, less))
    (found,) = measured_lines.findings(facts)
    assert (found.left, found.right) == ("4.00", "3.99")
    assert found.message.startswith("项目“设备”的测算明细“31003”为 4.00 元")
    assert list(measured_lines.findings(of(LINE))) == [], "a line of one source has nothing to add up"
