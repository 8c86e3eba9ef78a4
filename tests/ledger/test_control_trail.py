"""The trail of a control number: every document stays, the latest counts, a number beside a project is its beginning."""

from desktop.ledger import control_trail
from desktop.ledger.records import Budget, BudgetFacts, Control, Project, Unit
from tests.small_cases import small_cases


def control(amount, fund="", reference="", day="", project=None, block="人员经费"):
    return Control(block=block, fund=fund, amount=amount, reference=reference, project_id=project, issued_on=day)


@small_cases(
    ("trail", "amounts"),
    [
        ([control(1), control(2)], [2]),
        ([control(1, day="2026-11-01"), control(2, day="2026-12-01")], [2]),
        ([control(1, day="2026-12-01"), control(2, day="2026-11-01")], [1]),
        ([control(1, day="2026-12-01"), control(2)], [2]),
        ([control(1), control(2, fund="一般公共预算")], [1, 2]),
        ([control(1, reference="甲"), control(2, "一般公共预算", "乙"), control(3, "政府性基金", "乙")], [2, 3]),
        ([control(2, "一般公共预算", "甲"), control(3, "政府性基金", "甲"), control(4, reference="乙")], [4]),
        ([control(1, reference="甲", day="2026-12-01"), control(2, "一般公共预算", "乙", "2026-11-01")], [1]),
        ([control(1), control(2, block="公用经费"), control(3, project=7)], [1, 2, 3]),
    ],
)
def test_the_latest_document_counts(trail, amounts):
    assert [each.amount for each in control_trail.current(trail)] == amounts


def facts(*controls, typed=None):
    projects = (Project(id=7, name="甲项目", control=typed), Project(id=8, name="乙项目"))
    return BudgetFacts(Unit(id=1), Budget(id=1), projects=projects, controls=controls)


def test_a_number_beside_a_project_counts_until_a_document_gives_one():
    (typed,) = control_trail.of_projects(facts(typed=5))
    assert (typed.amount, typed.project_id, typed.reference) == (5, 7, "")
    given = control(9, "一般公共预算", "文", project=7, block="项目支出")
    assert [c.amount for c in control_trail.of_projects(facts(given, typed=5))] == [9]
    assert control_trail.name_of(given, {7: "甲项目"}) == "项目“甲项目”（一般公共预算）"


def test_a_document_is_compared_with_what_is_in_force():
    before = control(5, reference="甲", day="2026-12-01")
    same, other, new, older = control_trail.compared(
        facts(before), [control(5), control(6), control(1, block="会议费"), control(7, day="2026-11-01")]
    )
    assert (same.changes, other.changes, new.changes, older.changes) == (False, True, True, False)
    assert (same.before, new.before, older.later) == (before, None, True)
