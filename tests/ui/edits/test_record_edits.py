"""Records of any kind: each edit is one named step, and refuses what cannot be kept."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Asset, Institution, PayItem, Person, Project, ProjectLine, Unit


def test_a_taken_name_gets_a_number_and_a_person_goes_with_her_pay(session, steps):
    names = {session.record_edits.add_record(Project(name="新项目"), "新增项目").name for _ in range(2)}
    assert len(names) == 2
    kinds = {session.record_edits.add_record(Asset(kind="一般公务用车"), "新增车辆").kind for _ in range(2)}
    assert len(kinds) == 2
    person = session.facts.people[0]
    session.record_edits.delete_records([person])
    assert not session.book.records(PayItem, person_id=person.id)
    assert not [p for p in session.records(Person) if p.id == person.id]


def test_what_is_in_use_or_the_only_one_is_not_deleted(session):
    before = session.book.fingerprint()
    used = next(p for p in session.facts.projects if any(x.project_id == p.id for x in session.facts.project_lines))
    with pytest.raises(UserError, match="还有支出行、测算明细"):
        session.record_edits.delete_records([used])
    with pytest.raises(UserError, match="单位不能删除"):
        session.record_edits.delete_records([session.unit])
    with pytest.raises(UserError, match="只有一份"):
        session.record_edits.add_record(Unit(), "新增单位")
    assert session.book.fingerprint() == before


def test_two_projects_of_one_name_are_refused(session):
    one, other = session.facts.projects[:2]
    with pytest.raises(UserError, match="同名"):
        session.record_edits.save_record(replace(other, name=one.name), "修改项目")


def test_pay_items_are_set_added_and_removed(session, steps):
    person, item = session.facts.people[0], next(iter(session.policy.items))
    session.record_edits.set_pay_item(person, item, "岗位工资", 777)
    session.record_edits.set_pay_items(person, {item: 888})
    assert [i.amount for i in session.facts.pay_items if (i.person_id, i.item) == (person.id, item)] == [888]
    session.record_edits.set_pay_item(person, item, "岗位工资", None)
    assert not [i for i in session.facts.pay_items if (i.person_id, i.item) == (person.id, item)]
    session.record_edits.set_pay_items(person, {item: 999})
    session.record_edits.set_pay_items(person, {item: None})
    assert not [i for i in session.facts.pay_items if (i.person_id, i.item) == (person.id, item)]


def test_institutions_belong_to_the_unit_and_other_records_to_the_budget(session, steps):
    made = session.record_edits.add_record(Institution(name="新机构"), "新增机构")
    assert made.unit_id == session.unit.id
    line = session.record_edits.add_record(
        ProjectLine(project_id=session.facts.projects[0].id, economic_code="30201"), "新增明细"
    )
    assert line.budget_id == session.budget.id
