"""Every edit of the window is one named step of the book, can be taken back, and refuses what cannot be kept."""

from dataclasses import replace

import pytest

from desktop.findings import UserError
from desktop.ledger.records import Asset, DirectLine, Income, Institution, PayItem, Person, Project, ProjectLine, Unit
from desktop.ledger.vocabulary import Stage
from desktop.ui.grids.year_pairs import expenditure, incomes

LINE = DirectLine(function_code="2010350", economic_code="30201", nature="公用", amount=100)


@pytest.fixture
def steps(session):
    """The names of the steps since the test began; at its end all of them are taken back and the book is as it was."""
    before, first = session.book.fingerprint(), len(session.book.history())

    def names():
        return [s.name for s in session.book.history()][::-1][first:]

    yield names
    while session.next_undo() is not None:
        session.undo()
    assert session.book.fingerprint() == before


def row_of(session, line):
    rows = expenditure(session.facts, session.last)
    return next(row for row in rows if row.this is not None and row.this.id == line.id)


def test_an_amount_is_set_changed_and_cleared_each_as_a_step_with_its_words(session, steps):
    line = session.add_line(LINE, "")
    session.set_amount(row_of(session, line), 123_456, last=False)
    session.set_amount(row_of(session, line), 500, last=True)
    assert row_of(session, line).amounts == (123_456, 500)
    session.set_amount(row_of(session, line), None, last=True)
    assert row_of(session, line).amounts == (123_456, None)
    assert steps() == ["新增支出行", "2025年金额改为 1,234.56 元", "2024年金额改为 5.00 元", "2024年金额清除"]


def test_a_code_is_changed_in_both_years_at_once(session, steps):
    line = session.add_line(LINE, "")
    session.set_amount(row_of(session, line), 500, last=True)
    session.set_field(row_of(session, line), "economic_code", "30202")
    row = row_of(session, line)
    assert (row.this.economic_code, row.last.economic_code) == ("30202", "30202")
    assert steps()[-1] == "修改经济科目"


def test_a_project_named_for_a_line_is_made_in_each_year_and_found_again(session, steps):
    line = session.add_line(replace(LINE, nature="项目"), "新名字")
    session.set_amount(row_of(session, line), 500, last=True)
    again = session.add_line(replace(LINE, nature="项目", economic_code="30202"), "新名字")
    assert line.project_id == again.project_id
    assert session.project_name(line) == "新名字"
    assert row_of(session, line).last is not None


def test_a_row_is_added_above_another(session, steps):
    first, second = session.add_line(LINE, ""), session.add_line(replace(LINE, economic_code="30202"), "")
    between = session.add_line(replace(LINE, economic_code="30203"), "", second)
    order = [line.id for line in session.facts.lines]
    assert order[-3:] == [first.id, between.id, second.id]
    income = session.records(Income)[-1]
    above = session.add_income(Income(source="其他收入", amount=5), income)
    assert [i.id for i in session.records(Income)][-2:] == [above.id, income.id]


def test_rows_go_with_both_their_years_as_one_step(session, steps):
    line = session.add_line(LINE, "")
    session.set_amount(row_of(session, line), 500, last=True)
    session.delete_rows([row_of(session, line)])
    assert not [x for x in session.book.records(DirectLine) if x.amount in (100, 500)]
    assert steps()[-1] == "删除 1 行"
    session.undo()
    assert row_of(session, line).amounts == (100, 500)


def test_an_income_has_a_last_year_too(session, steps):
    made = session.add_income(Income(source="其他收入", carry="结转", amount=5))
    row = next(r for r in incomes(session.facts, session.last) if r.this is not None and r.this.id == made.id)
    session.set_amount(row, 7, last=True)
    row = next(r for r in incomes(session.facts, session.last) if r.this is not None and r.this.id == made.id)
    assert row.amounts == (5, 7)


def test_a_taken_name_gets_a_number_and_a_person_goes_with_her_pay(session, steps):
    names = {session.add_record(Project(name="新项目"), "新增项目").name for _ in range(2)}
    assert len(names) == 2
    kinds = {session.add_record(Asset(kind="一般公务用车"), "新增车辆").kind for _ in range(2)}
    assert len(kinds) == 2
    person = session.facts.people[0]
    session.delete_records([person])
    assert not session.book.records(PayItem, person_id=person.id)
    assert not [p for p in session.records(Person) if p.id == person.id]


def test_what_is_in_use_or_the_only_one_is_not_deleted(session):
    before = session.book.fingerprint()
    used = next(p for p in session.facts.projects if any(x.project_id == p.id for x in session.facts.project_lines))
    with pytest.raises(UserError, match="还有支出行、测算明细"):
        session.delete_records([used])
    with pytest.raises(UserError, match="单位不能删除"):
        session.delete_records([session.unit])
    with pytest.raises(UserError, match="只编一个单位"):
        session.add_record(Unit(), "新增单位")
    assert session.book.fingerprint() == before


def test_two_projects_of_one_name_are_refused(session):
    one, other = session.facts.projects[:2]
    with pytest.raises(UserError, match="同名"):
        session.save_record(replace(other, name=one.name), "修改项目")


def test_pay_items_are_set_added_and_removed(session, steps):
    person, item = session.facts.people[0], next(iter(session.policy.items))
    session.set_pay_item(person, item, "岗位工资", 777)
    session.set_pay_items(person, {item: 888})
    assert [i.amount for i in session.facts.pay_items if (i.person_id, i.item) == (person.id, item)] == [888]
    session.set_pay_item(person, item, "岗位工资", None)
    assert not [i for i in session.facts.pay_items if (i.person_id, i.item) == (person.id, item)]
    session.set_pay_items(person, {item: 999})
    session.set_pay_items(person, {item: None})
    assert not [i for i in session.facts.pay_items if (i.person_id, i.item) == (person.id, item)]


def test_institutions_belong_to_the_unit_and_other_records_to_the_budget(session, steps):
    made = session.add_record(Institution(name="新机构"), "新增机构")
    assert made.unit_id == session.unit.id
    line = session.add_record(ProjectLine(project_id=session.facts.projects[0].id, economic_code="30201"), "新增明细")
    assert line.budget_id == session.budget.id


def test_a_frozen_stage_goes_on_in_its_copy(session):
    before = session.budget
    session.next_stage(Stage.FIRST_UP)
    assert (session.budget.stage, session.budget.id != before.id) == ("一上", True)
    assert session.writable
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.id == before.id))
    assert not session.writable


def test_rolling_forward_turns_to_next_year_and_says_what_to_look_at(session):
    findings = session.roll_forward()
    assert session.budget.year == 2026
    assert all(f.message for f in findings)
    with pytest.raises(UserError):
        session.start_from_last_year()


def test_an_empty_year_cannot_start_from_a_last_year_without_data(session):
    session.choose(next(b for b in session.book.budgets(session.unit.id) if b.year == 2024))
    with pytest.raises(UserError, match="上年还没有数据"):
        session.start_from_last_year()


def test_equal_words_are_no_step(session, steps):
    session.set_reason("basic_total", "基本支出", "新的原因")
    session.set_reason("basic_total", "基本支出", " 新的原因 ")
    session.set_text("duties", "主要职责", session.facts.texts["duties"])
    assert steps() == ["填写基本支出"]
