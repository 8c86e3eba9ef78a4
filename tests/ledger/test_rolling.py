"""Stages and the next year: copies that close, one undo step, and marks for what must change."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.compute import difference
from desktop.findings import UserError
from desktop.layouts.form import loader
from desktop.ledger import rolling, stages, units
from desktop.ledger.errors import BudgetFrozen
from desktop.ledger.records import (
    Asset,
    Attachment,
    CarryOut,
    DeclaredBase,
    Execution,
    FreeText,
    FundShare,
    Income,
    PayItem,
    Person,
    PersonChange,
    Project,
    ProjectLine,
    ProjectYear,
    Release,
    Remark,
)
from desktop.ledger.vocabulary import Stage


@pytest.fixture
def book(worked_example):
    return worked_example


def test_the_next_stage_is_an_equal_copy_and_the_old_one_is_frozen(book):
    budget = pipeline.newest_budget(book)
    with book.operation("录入联系人"):  # asked for when it is published: without one the stages differ in that line
        book.insert(Release(budget_id=budget.id, contact="示例联系人", phone="示例电话"))
    before = pipeline.of_book(book, "chongqing/2023", budget)
    made = rolling.next_stage(book, budget, Stage.FIRST_UP)
    assert difference.differences(book.facts(budget), book.facts(made)) == []
    assert pipeline.newest_budget(book) == made
    assert pipeline.of_book(book, "chongqing/2023").version == before.version
    frozen = next(b for b in book.budgets(made.unit_id) if b.id == budget.id)
    assert frozen.frozen_at
    with pytest.raises(BudgetFrozen), book.operation("改已冻结的阶段"):
        book.insert(Income(budget_id=budget.id, amount=1))
    with pytest.raises(BudgetFrozen), book.operation("改已冻结阶段的参数包"):
        book.update(replace(frozen, policy=""))
    with pytest.raises(UserError, match="“草稿”已冻结；请从2025年最后一个阶段转入“二上”"):
        rolling.next_stage(book, frozen, Stage.SECOND_UP)
    with book.operation("改新阶段"):
        book.insert(Income(budget_id=made.id, amount=1))
    assert [d.group for d in difference.differences(book.facts(budget), book.facts(made))] == ["合计", "收入"]


def test_a_stage_is_taken_back_by_one_undo(book):
    sum_before = book.fingerprint()
    rolling.next_stage(book, pipeline.newest_budget(book), Stage.APPROVED)
    book.undo()
    assert book.fingerprint() == sum_before


def test_a_stage_is_not_made_twice(book):
    made = rolling.next_stage(book, pipeline.newest_budget(book), Stage.FIRST_UP)
    with pytest.raises(UserError, match="已有“一上”阶段"):
        rolling.next_stage(book, made, Stage.FIRST_UP)


def test_a_stage_does_not_follow_a_later_one(book):
    disclosed = rolling.next_stage(book, pipeline.newest_budget(book), Stage.DISCLOSED)
    with pytest.raises(UserError, match="“一上”在“公开”之前，不能由“公开”转入；顺序是：草稿 → 一上 → 一下控制数"):
        rolling.next_stage(book, disclosed, Stage.FIRST_UP)
    assert pipeline.newest_budget(book) == disclosed
    assert stages.later("二上") == [Stage.APPROVED, Stage.DISCLOSED, Stage.ADJUSTED]


def test_an_ended_unit_gets_no_further_year(book):
    budget = pipeline.newest_budget(book)
    units.end(book, book.units()[0], budget.year + 1, None)
    with pytest.raises(UserError, match=f"自{budget.year + 1}年已撤并，没有结转到{budget.year + 1}年"):
        rolling.roll_forward(book, budget)


def test_next_year_begins_with_people_quotas_and_projects(book):
    budget = pipeline.newest_budget(book)
    old = book.facts(budget)
    rolled = rolling.roll_forward(book, budget)
    new = book.facts(rolled.budget)
    assert rolled.budget.year == budget.year + 1 and rolled.budget.policy == budget.policy
    assert {p.code for p in new.people} == {p.code for p in old.people if p.last_month == 12}
    assert all(p.first_month == 1 for p in new.people)
    assert len(new.quota_splits) == len(old.quota_splits)
    assert not any(x.carry == "结转" for x in (*new.project_lines, *new.incomes))
    assert all(p.control is None and not p.reviewed for p in new.projects)
    assert pipeline.last_year(book, rolled.budget) == old
    told = [f.message for f in rolled.findings]
    assert "“S3”（退休）上年10月起发放，已改为全年，请核对" in told
    assert [message for message in told if "没有结转" in message] == [
        "2025年的政府采购 6 项、新增资产 3 项没有结转；2026年有的请重新录入，没有录入的，公开表写 0；本年没有政府采购的，请在“说明”中写明没有",
        "2025年用上年结转资金安排的 1 行支出没有结转；2026年的结转资金请按决算数录入",
    ]
    assert any(f"沿用{budget.year}年" in message for message in told)
    disclosed = pipeline.disclose(new, old, loader.load("chongqing/2023"))
    assert disclosed.tables and disclosed.narrative.text


def test_ended_projects_stay_behind_and_carried_money_comes_in(book):
    budget = pipeline.newest_budget(book)
    first, second = book.records(Project, budget_id=budget.id)[:2]
    with book.operation("分年计划"):
        for plan in book.records(ProjectYear, budget_id=budget.id):
            book.delete(plan)
        book.insert(ProjectYear(budget_id=budget.id, project_id=first.id, year=budget.year, amount=5))
        book.insert(ProjectYear(budget_id=budget.id, project_id=second.id, year=budget.year + 1, amount=5))
        book.insert(CarryOut(budget_id=budget.id, amount=12_300))
    new = book.facts(rolling.roll_forward(book, budget).budget)
    names = {p.name for p in new.projects}
    assert first.name not in names and second.name in names
    assert {x.project_id for x in new.project_lines} <= {p.id for p in new.projects}
    assert [(i.amount, i.source) for i in new.incomes if i.carry == "结转"] == [(12_300, "一般公共预算")]


def test_rolling_twice_is_refused_and_one_undo_takes_it_back(book):
    budget = pipeline.newest_budget(book)
    before = book.fingerprint()
    rolling.roll_forward(book, budget)
    with pytest.raises(UserError, match="已有内容"):
        rolling.roll_forward(book, budget)
    book.undo()
    assert book.fingerprint() == before
    rolling.roll_forward(book, budget)


def test_a_person_who_came_late_is_paid_the_whole_next_year(book):
    budget = pipeline.newest_budget(book)
    someone = book.records(Person, budget_id=budget.id)[0]
    with book.operation("到岗月"):
        book.update(replace(someone, first_month=5))
    rolled = rolling.roll_forward(book, budget)
    assert any("（在职）上年5月起发放，已改为全年" in f.message for f in rolled.findings)
    assert book.records(Person, budget_id=rolled.budget.id, code=someone.code)[0].first_month == 1
    assert book.records(ProjectLine, budget_id=rolled.budget.id)


def test_a_person_who_left_is_told(book):
    budget = pipeline.newest_budget(book)
    someone = book.records(Person, budget_id=budget.id)[0]
    with book.operation("离职"):
        book.update(replace(someone, last_month=6))
    rolled = rolling.roll_forward(book, budget)
    assert any("6月后不再发放，没有结转；如已转为退休" in f.message for f in rolled.findings)
    assert not book.records(Person, budget_id=rolled.budget.id, code=someone.code)


def test_marks_of_earlier_years_do_not_pile_up(book):
    budget = pipeline.newest_budget(book)
    for _ in range(2):
        budget = rolling.roll_forward(book, budget).budget
    assert {i.note for i in book.records(Income, budget_id=budget.id)} == {f"结转自{budget.year - 1}年，请核对"}


def test_a_project_without_measurement_lines_is_not_told_to_change_them(book):
    budget = pipeline.newest_budget(book)
    measured = {line.project_id for line in book.records(ProjectLine, budget_id=budget.id)}
    with book.operation("新增项目"):
        book.insert(Project(budget_id=budget.id, position=90, name="只有支出行的项目"))
    told = [finding.message for finding in rolling.roll_forward(book, budget).findings]
    assert any(text.startswith("项目“只有支出行的项目”的支出沿用2025年") for text in told)
    assert sum("的测算明细沿用2025年" in text for text in told) == len(measured) > 0


def test_the_way_a_project_is_published_is_taken_along_and_said(book):
    budget = pipeline.newest_budget(book)
    first, second = book.records(Project, budget_id=budget.id)[:2]
    with book.operation("公开方式"):
        book.update(replace(first, confidential=1, published_as="只列金额"))
        book.update(replace(second, confidential=1))
    rolled = rolling.roll_forward(book, budget)
    made = {p.name: p.published_as for p in book.records(Project, budget_id=rolled.budget.id)}
    said = [finding.message for finding in rolled.findings if "公开方式" in finding.message]
    assert made[first.name] == "只列金额"
    assert f"项目“{first.name}”的公开方式“只列金额”沿用2025年，请核对是否仍然合适" in said
    if second.name in made:
        assert f"项目“{second.name}”不宜公开，还没有决定公开方式，请在“项目”页选择" in said


def noted(book, budget, record, text):
    with book.operation("批注"):
        book.insert(Remark(budget_id=budget.id, record_table=record.TABLE, record_id=record.id, text=text))
        book.insert(
            Attachment(
                budget_id=budget.id, record_table=record.TABLE, record_id=record.id, name=text, digest="x", size=1
            )
        )


def test_notes_follow_their_records_into_the_next_stage(book):
    budget = pipeline.newest_budget(book)
    project = book.records(Project, budget_id=budget.id)[1]
    unit = book.units()[0]
    for record in (project, unit, budget):
        noted(book, budget, record, record.TABLE)
    made = rolling.next_stage(book, budget, Stage.FIRST_UP)
    copied = next(p for p in book.records(Project, budget_id=made.id) if p.name == project.name)
    expected = {("project", copied.id), ("unit", unit.id), ("budget", made.id)}
    for kind, of_it in ((Remark, expected), (Attachment, expected - {("budget", made.id)})):  # what was signed stays
        assert {(n.record_table, n.record_id) for n in book.records(kind, budget_id=made.id)} == of_it


def test_a_note_on_the_release_record_stays_with_its_stage(book):
    """The release record is not copied: under its old number the note would speak of another stage's release."""
    budget = pipeline.newest_budget(book)
    with book.operation("公开审批"):
        release = book.insert(Release(budget_id=budget.id, signed_by="某人"))
    noted(book, budget, release, "签发意见")
    made = rolling.next_stage(book, budget, Stage.FIRST_UP)
    for kind in (Remark, Attachment):
        assert not [n for n in book.records(kind, budget_id=made.id) if n.record_table == Release.TABLE]
        assert len(book.records(kind, budget_id=budget.id)) == 1


def test_what_was_bought_this_year_is_stock_next_year(book):
    budget = pipeline.newest_budget(book)
    with book.operation("资产"):
        for old in book.records(Asset, budget_id=budget.id):
            book.delete(old)
        book.insert(Asset(budget_id=budget.id, kind="一般公务用车", stock=3, purchase=2))
        book.insert(Asset(budget_id=budget.id, kind="应急保障用车", stock=1))
    new = rolling.roll_forward(book, budget).budget
    assert [(a.kind, a.stock, a.purchase) for a in book.records(Asset, budget_id=new.id)] == [
        ("一般公务用车", 5, 0),
        ("应急保障用车", 1, 0),
    ]


def retiring(book, budget):
    """Let the first person retire in July with a share of another source, and give a line of a project two sources."""
    person = book.records(Person, budget_id=budget.id)[0]
    line = book.records(ProjectLine, budget_id=budget.id)[0]
    own = {"budget_id": budget.id, "person_id": person.id}
    with book.operation("退休"):
        book.insert(PersonChange(month=7, what="6月底退休", status="退休", pay_ends=1, **own))
        book.insert(PayItem(item="allowance", amount=300_00, month=7, **own))
        book.insert(DeclaredBase(insurance="养老", amount=1, **own))
        for fund, percent in (("一般公共预算", "60"), ("事业收入", "40")):
            book.insert(FundShare(fund=fund, percent=percent, **own))
            book.insert(FundShare(budget_id=budget.id, project_line_id=line.id, fund=fund, percent=percent))
    return person, line


def test_the_next_stage_has_the_changes_shares_and_bases_of_its_own_people(book):
    budget = pipeline.newest_budget(book)
    person, _ = retiring(book, budget)
    made = rolling.next_stage(book, budget, Stage.FIRST_UP)
    facts = book.facts(made)
    (change,) = facts.person_changes
    assert next(p for p in facts.people if p.id == change.person_id).code == person.code
    assert change.person_id != person.id
    lines = {x.id for x in facts.project_lines}
    assert [s.project_line_id in lines for s in facts.fund_shares if s.project_line_id] == [True, True]
    assert len(facts.fund_shares) == 4 and len(facts.declared_bases) == 1


def test_last_years_execution_goes_along_to_the_next_stage_and_no_further(book):
    budget = pipeline.newest_budget(book)
    with book.operation("录入"):
        book.insert(Execution(budget_id=budget.id, function_code="2010350", amount=100))
    rolled = rolling.roll_forward(book, budget)
    assert book.facts(rolled.budget).executions == ()
    (entered,) = book.facts(rolling.next_stage(book, budget, Stage.FIRST_UP)).executions
    assert (entered.function_code, entered.amount) == ("2010350", 100)


def test_the_next_year_begins_with_what_people_are_at_the_end_of_this_one(book):
    budget = pipeline.newest_budget(book)
    person, _ = retiring(book, budget)
    rolled = rolling.roll_forward(book, budget)
    facts = book.facts(rolled.budget)
    now = next(p for p in facts.people if p.code == person.code)
    assert (now.status, now.kind, now.first_month) == ("退休", person.kind, 1)
    assert [(i.item, i.amount, i.month) for i in facts.pay_items if i.person_id == now.id] == [("allowance", 300_00, 1)]
    assert (facts.person_changes, facts.declared_bases) == ((), ())
    assert len([share for share in facts.fund_shares if share.person_id == now.id]) == 2
    assert any("年内变动后为退休" in finding.message for finding in rolled.findings)


def test_what_belongs_to_a_person_goes_with_it_and_comes_back(book):
    budget = pipeline.newest_budget(book)
    person, line = retiring(book, budget)
    before = book.fingerprint()
    with book.operation("删除"):
        for part in book.parts_of(person):
            book.delete(part)
        book.delete(person)
    assert not any(share.person_id == person.id for share in book.facts(budget).fund_shares)
    assert [type(part) for part in book.parts_of(line)] == [FundShare, FundShare]
    book.undo()
    assert book.fingerprint() == before


def test_that_there_is_none_of_something_is_stated_for_one_year(book):
    budget = pipeline.newest_budget(book)
    with book.operation("写明"):
        for key in ("no_procurement", "contact"):
            book.insert(FreeText(budget_id=budget.id, key=key, text="没有"))
    rolled = book.facts(rolling.roll_forward(book, budget).budget).texts
    assert "contact" in rolled and "no_procurement" not in rolled


def test_who_answers_calls_and_the_website_are_typed_once(book):
    """What belongs to the unit goes on with the stage and the year; what a stage was signed and published by does not."""
    budget = pipeline.newest_budget(book)
    with book.operation("公开审批"):
        for old in book.records(Release, budget_id=budget.id):
            book.delete(old)
        book.insert(
            Release(budget_id=budget.id, contact="王某", phone="0571-1", head="李某", published_on="2025-02-01")
        )
        book.insert(FreeText(budget_id=budget.id, key="website", text="https://例.gov.cn"))
    staged = rolling.next_stage(book, budget, Stage.FIRST_UP)
    stages.unfreeze(book, staged, "改错")  # still an untouched copy
    staged = rolling.next_stage(book, budget, Stage.FIRST_UP)
    for new in (staged, rolling.roll_forward(book, staged).budget):
        (release,) = book.records(Release, budget_id=new.id)
        assert (release.contact, release.phone, release.head, release.published_on) == ("王某", "0571-1", "", "")
        assert book.facts(new).texts["website"] == "https://例.gov.cn"
    with book.operation("换人"):
        (release,) = book.records(Release, budget_id=staged.id)
        book.update(replace(release, contact="赵某"))
    with pytest.raises(UserError, match="已经开始编制"):
        stages.unfreeze(book, staged, "改错")
