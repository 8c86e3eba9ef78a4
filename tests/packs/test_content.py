"""What a pack says of a budget comes to the same amounts as the book, without the people."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.compute import drafting, quota_bases, summed_lines
from desktop.findings import UserError
from desktop.ledger.records import Acceptance, Budget, Person, PersonChange, Release, SummedLine
from desktop.packs import content


@pytest.fixture(scope="module")
def facts(sample_facts):
    return sample_facts["qinghe_2025"][0]


def test_amounts_stay_and_people_are_counted(facts):
    sent = content.without_people(facts)
    assert content.amounts(content.lines_of(sent)) == content.amounts(drafting.of_budget(facts))
    assert sum(p.headcount for p in sent.people) == sum(p.headcount for p in facts.people)
    assert not any((p.name, p.code, p.post) != ("", "", "") for p in sent.people)
    assert (sent.pay_items, sent.person_changes, sent.declared_bases) == ((), (), ())
    assert len(sent.summed_lines) > 20


def test_a_difference_of_a_fen_stops_it(facts):
    lines = drafting.of_budget(facts)
    typed = next(n for n, line in enumerate(lines) if line.origin.table == "project_line")
    lines[typed] = replace(lines[typed], amount=lines[typed].amount + 1)
    with pytest.raises(UserError, match="合计对不上，没有传出"):
        content.without_people(facts, lines)


def test_what_was_said_of_a_person_and_who_signed_stay_at_home(facts):
    person = replace(facts.people[0], name="欧阳测试")
    accepted = (Acceptance(1, 1, "C46", "欧阳测试 年终奖", "核实"), Acceptance(2, 1, "C72", "尾差", "核实"))
    release = Release(signed_by="欧阳测试", signed_on="2025-02-11", phone="010-1")
    sent = content.without_people(
        replace(facts, people=(person, *facts.people[1:]), acceptances=accepted, release=release)
    )
    assert [each.code for each in sent.acceptances] == ["C72"]
    assert (sent.release.signed_by, sent.release.phone, sent.release.signed_on) == ("", "", "2025-02-11")


def test_when_somebody_came_or_left_does_not_leave(facts):
    people = (
        Person(1, 1, kind="事业", first_month=1, last_month=5, headcount=2),
        Person(2, 1, kind="事业"),
        Person(3, 1, kind="事业", first_month=9),
        Person(4, 1, kind="事业", last_month=0),
        Person(5, 1, kind="事业"),
    )
    retired = PersonChange(1, 1, person_id=5, month=4, status="退休")
    of_people = replace(
        facts, people=people, person_changes=(retired,), pay_items=(), declared_bases=(), fund_shares=()
    )
    counted = content.without_people(of_people).people
    assert [(p.kind, p.status, p.first_month, p.last_month, p.headcount) for p in counted] == [
        ("事业", "在职", 1, 12, 4),
        ("事业", "在职", 2, 12, 2),
    ]
    before, after = (quota_bases.heads(p, ("在职",)) for p in (quota_bases.at_base_date(of_people), counted))
    assert before == after == 4


def test_people_and_what_came_with_a_pack_stand_together(facts):
    """Last year of merged institutions: of one unit a pack, of the other the people."""
    came = SummedLine(1, 1, 0, "岗位工资", 3, "2010350", "30101", "50501", amount=900_00)
    lines = [*drafting.of_budget(facts), *summed_lines.lines(replace(facts, summed_lines=(came,)))]
    sent = content.without_people(replace(facts, summed_lines=(came,)), lines)
    assert len(sent.summed_lines) == 1 + len(content.without_people(facts).summed_lines)


def test_an_empty_budget_and_one_taken_in_are_refused(book):
    with book.operation("空"):
        empty = book.insert(Budget(unit_id=1, year=2030))
    with pytest.raises(UserError, match="2030年“草稿”还没有录入内容"):
        content.of_budget(book, empty)


def test_last_year_and_the_approved_stage_go_with_it(book):
    from desktop.ledger import rolling
    from desktop.ledger.vocabulary import Stage

    budget = pipeline.newest_budget(book)
    for stage in (Stage.APPROVED, Stage.DISCLOSED):
        budget = rolling.next_stage(book, budget, stage)
    said, _ = content.of_budget(book, budget)
    assert [(f.budget.year, f.budget.stage) for f in said.budgets] == [(2025, "公开"), (2024, "草稿"), (2025, "批复")]
    assert said.main.check_results
    assert not said.budgets[1].check_results
