"""The order of the stages of a year: what is owed, what was made elsewhere, freezing and opening again."""

from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.findings import UserError
from desktop.ledger import rolling, scenarios, stages
from desktop.ledger.errors import BookError
from desktop.ledger.records import Asset, Budget, Release, Remark, StageElsewhere
from desktop.ledger.vocabulary import Stage


@pytest.fixture
def book(worked_example):
    return worked_example


def test_a_stage_is_frozen_and_opened_again_to_the_byte(book):
    budget, before = pipeline.newest_budget(book), book.fingerprint()
    frozen = stages.freeze(book, budget)
    with pytest.raises(UserError, match="已经冻结"):
        stages.freeze(book, frozen)
    assert stages.unfreeze(book, frozen, "漏报一个项目").frozen_at is None
    assert book.fingerprint() == before
    assert book.history()[0].name == "解除冻结2025年草稿（理由：漏报一个项目）"
    assert [book.undo().name for _ in range(2)] == ["解除冻结2025年草稿（理由：漏报一个项目）", "冻结2025年草稿"]
    assert book.fingerprint() == before


@pytest.mark.parametrize("back", ["undo", "unfreeze"])
def test_the_next_stage_is_taken_back_to_the_byte_while_nothing_was_done_in_it(back, book):
    budget = pipeline.newest_budget(book)
    with book.operation("批注"):
        person = book.facts(budget).people[0]
        book.insert(Remark(budget_id=budget.id, record_table="person", record_id=person.id, text="核对"))
    before = book.fingerprint()
    copy = rolling.next_stage(book, stages.freeze(book, budget), Stage.SECOND_UP, {Stage.FIRST_UP: "某财〔2026〕3号"})
    if back == "undo":
        book.undo()
        book.undo()
    else:
        stages.unfreeze(book, copy, "改数")
        assert not book.records(StageElsewhere)
    assert book.fingerprint() == before


@pytest.mark.parametrize("change", [Asset(kind="打印机"), Release(head="某人"), "policy"])
def test_a_stage_whose_successor_has_begun_stays_frozen(change, book):
    budget = pipeline.newest_budget(book)
    copy = rolling.next_stage(book, budget, Stage.FIRST_UP)
    with book.operation("修改"):
        book.update(replace(copy, policy="")) if change == "policy" else book.insert(replace(change, budget_id=copy.id))
    with pytest.raises(UserError, match="“一上”已经开始编制，不能再解除“草稿”的冻结"):
        stages.unfreeze(book, copy, "改数")
    with pytest.raises(UserError, match="写明理由"):
        stages.unfreeze(book, copy, " ")


def test_a_stage_with_a_scenario_is_not_taken_away_from_under_it(book):
    copy = rolling.next_stage(book, pipeline.newest_budget(book), Stage.FIRST_UP)
    scenario = scenarios.begin(book, copy, "压减")
    before = book.fingerprint()
    with pytest.raises(UserError, match="“一上”有测算方案“压减”"):
        stages.unfreeze(book, copy, "改数")
    assert book.fingerprint() == before
    scenarios.drop(book, scenario)
    stages.unfreeze(book, copy, "改数")
    assert book.scenarios() == []


def test_nothing_but_that_operation_opens_a_frozen_stage_and_it_changes_nothing_else(book):
    frozen = stages.freeze(book, pipeline.newest_budget(book))
    for name, changed in (
        ("修改", replace(frozen, frozen_at=None)),
        (stages.unfreezing(frozen, "x"), replace(frozen, frozen_at=None, policy="")),
    ):
        with pytest.raises(BookError, match="封存"), book.operation(name):
            book.update(changed)
    with pytest.raises(UserError, match="“草稿”没有冻结"):
        stages.unfreeze(book, stages.unfreeze(book, frozen, "x"), "再来")


def test_a_frozen_newest_stage_still_goes_on(book):
    frozen = stages.freeze(book, pipeline.newest_budget(book))
    assert rolling.next_stage(book, frozen, Stage.FIRST_UP).stage == "一上"
    with pytest.raises(UserError, match="请从2025年最后一个阶段转入"):
        rolling.next_stage(book, frozen, Stage.SECOND_UP)


def test_stages_between_are_owed_until_their_document_is_recorded(book):
    draft = pipeline.newest_budget(book)
    assert stages.skipped(book, draft, Stage.SECOND_UP) == [Stage.FIRST_UP, Stage.FIRST_DOWN]
    first = rolling.next_stage(book, draft, Stage.FIRST_DOWN, {Stage.FIRST_UP: "财报1号"})
    assert [(each.stage, each.reference) for each in book.records(StageElsewhere)] == [("一上", "财报1号")]
    approved = rolling.next_stage(book, first, Stage.APPROVED, {Stage.SECOND_UP: "财报2号"})
    assert {each.stage for each in book.records(StageElsewhere, budget_id=approved.id)} == {"一上", "二上"}
    assert stages.skipped(book, approved, Stage.ADJUSTED) == []
    with book.operation("补录"):
        for wrong, words in (({Stage.SECOND_UP: " "}, "填写它的文号"), ({Stage.FIRST_DOWN: "1号"}, "是在本软件编制的")):
            with pytest.raises(UserError, match=words):
                stages.record_elsewhere(book, approved, wrong)
        with pytest.raises(UserError, match="不在“批复”之前"):
            stages.record_elsewhere(book, approved, {Stage.DISCLOSED: "1号"})
    assert [each.stage for each in stages.of_year(book, approved)] == ["草稿", "一下控制数", "批复"]
    assert stages.is_newest(book, approved)


def test_what_later_years_are_compared_with_is_the_approved_budget_not_the_adjusted_one(book):
    approved = rolling.next_stage(book, pipeline.newest_budget(book), Stage.APPROVED)
    rolling.next_stage(book, approved, Stage.ADJUSTED)
    assert book.last_year_of(Budget(unit_id=approved.unit_id, year=2026)).id == approved.id
