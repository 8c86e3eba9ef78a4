"""From facts to a disclosure: pure, versioned by what is printed, drafts marked until errors are answered for."""

import gc
import weakref
from dataclasses import replace

import pytest

from desktop import pipeline
from desktop.checks import catalogue
from desktop.findings import Severity, Status, UserError
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ledger.records import Acceptance, Budget, Income, Unit


def again(disclosure, **changed):
    return pipeline.disclose(replace(disclosure.facts, **changed), disclosure.last, disclosure.form)


@pytest.fixture
def wrong(wuxi):
    """One 分 too much income."""
    first = wuxi.facts.incomes[0]
    return again(wuxi, incomes=(replace(first, amount=first.amount + 1), *wuxi.facts.incomes[1:]))


def test_equal_facts_give_equal_pages_and_one_version(wuxi):
    same = again(wuxi)
    assert same.version == wuxi.version
    assert same.narrative.text == wuxi.narrative.text


def test_a_disclosure_nobody_needs_any_more_goes_at_once(wuxi):
    """In a circle with itself all its lines and tables would stay until somebody looks for circles."""
    seen = again(wuxi)
    assert seen.outcomes
    assert seen.narrative.text
    parts = [weakref.ref(part) for part in (seen, seen.cube, seen.figures)]

    gc.disable()
    try:
        del seen
        assert [part() for part in parts] == [None] * 3
    finally:
        gc.enable()


def test_whatever_is_printed_changes_the_version(wuxi):
    versions = {
        wuxi.version,
        again(wuxi, unit=replace(wuxi.facts.unit, name="另一单位")).version,
        again(wuxi, texts={**wuxi.facts.texts, "duties": "别的职责"}).version,
        again(wuxi, lines=wuxi.facts.lines[1:]).version,
        pipeline.disclose(wuxi.facts, wuxi.last, loader.load("henan/2022")).version,
    }
    assert len(versions) == 5


def test_errors_stand_first_and_hints_are_nothing_to_do(wrong):
    severities = [f.severity for f in wrong.findings]
    assert severities == sorted(severities, key=list(Severity).index)
    assert all(f.severity is not Severity.INFO for f in wrong.to_do)


def test_an_export_is_a_draft_until_each_error_is_answered_for(wrong, wuxi):
    written = replace(wuxi.facts.release, contact="办公室", phone="023-12345678")
    wuxi, wrong = again(wuxi, release=written), again(wrong, release=written)
    assert pipeline.publication(wuxi).draft_note == ""
    assert pipeline.publication(wrong).draft_note == f"草稿：有 {len(wrong.errors)} 项检查错误未处理"
    answers = tuple(Acceptance(code=f.code, subject=f.message, reason="财政局同意") for f in wrong.errors)
    answered = again(wrong, acceptances=answers)
    assert answered.open_errors == []
    assert pipeline.publication(answered).draft_note == ""
    notes = "".join(pipeline.publication(answered).cover_notes)
    assert all(f.message in notes for f in wrong.errors)
    assert "（理由：财政局同意）" in notes


def test_an_answer_without_reason_is_none(wrong):
    empty = tuple(Acceptance(code=f.code, subject=f.message, reason="  ") for f in wrong.errors)
    assert again(wrong, acceptances=empty).open_errors


def test_a_text_edited_elsewhere_is_read_by_the_checks_of_sentences_only(wuxi):
    lines = wuxi.narrative.text.splitlines()
    assert not [f for f in pipeline.text_findings(wuxi, lines) if f.severity is Severity.ERROR]
    shown = f"{wuxi.figures.get('basic_total').shown}万元"
    changed = [line.replace(shown, "999.99万元") for line in lines]
    found = pipeline.text_findings(wuxi, changed)
    assert found
    assert {f.code for f in found} <= set(catalogue.TEXT_CHECKS)


def test_a_year_in_which_nothing_was_entered_is_not_compared_with(wuxi_book):
    with Book.open(wuxi_book) as book:
        budget = pipeline.newest_budget(book)
        assert pipeline.last_year(book, budget) is not None
        with book.operation("新年度"):
            empty = book.insert(Budget(unit_id=budget.unit_id, year=2030))
            later = book.insert(Budget(unit_id=budget.unit_id, year=2031))
        assert pipeline.last_year(book, later) is None
        with book.operation("录入"):
            book.insert(Income(budget_id=empty.id, amount=1))
        assert pipeline.last_year(book, later) is not None


def test_the_newest_budget_is_the_last_stage_of_the_newest_year(wuxi_book, tmp_path):
    with Book.open(wuxi_book) as book:
        with book.operation("阶段"):
            staged = book.insert(Budget(unit_id=book.units()[0].id, year=2023, stage="一上"))
        assert pipeline.newest_budget(book).id == staged.id
    with Book.create(tmp_path / "空.mzb") as empty, pytest.raises(UserError, match="还没有预算"):
        pipeline.newest_budget(empty)


def test_a_layout_that_is_gone_gives_way_to_the_default(wuxi_book):
    with Book.open(wuxi_book) as book:
        with book.operation("版式"):
            book.choose_form("henan/2022")
        assert pipeline.form_of(book) == "henan/2022"
        with book.operation("版式"):
            book.choose_form("gone/1999")
        assert pipeline.form_of(book) == loader.default()
        made = pipeline.of_book(book)
        (found,) = [f for f in made.open_errors if f.code == "C99"]
        assert "“gone/1999”不能使用（这台电脑上没有这个版式）" in found.message
        assert f"现在用的是“{made.form.title}”（{loader.default()}）" in found.message
        assert "草稿" in pipeline.publication(made).draft_note
        assert not [f for f in pipeline.of_book(book, "henan/2022").findings if f.code == "C99"]


def test_a_layout_of_ones_own_that_became_wrong_is_named_with_its_reason(home, wuxi_book):
    own = home / "forms/xizang/2025"
    own.mkdir(parents=True)
    (own / "form.toml").write_text('extends = "national/2023"\n', encoding="utf-8")
    with Book.open(wuxi_book) as book:
        with book.operation("版式"):
            book.choose_form("xizang/2025")
        assert pipeline.form_problem(book) == ""
        assert pipeline.of_book(book).form.key == "xizang/2025"
        (own / "form.toml").write_text('extends = "national/2023"\ncolour = 1\n', encoding="utf-8")
        made = pipeline.of_book(book)
        assert made.form.key == loader.default()
        assert "没有“colour”这一项" in next(f.message for f in made.errors if f.code == "C99")


def test_tables_come_before_checks(wuxi):
    fresh = again(wuxi)
    assert "outcomes" not in vars(fresh)
    assert fresh.tables
    assert {o.status for o in fresh.outcomes} >= {Status.PASSED}
    assert "outcomes" in vars(fresh)


def test_units_that_cannot_be_told_apart_are_said(wuxi_book):
    """A second unit is a unit of its own; one of the same name could be meant by no line."""
    with Book.open(wuxi_book) as book:
        with book.operation("第二个单位"):
            second = book.insert(Unit(name="第二小学", kind="事业"))
            book.insert(Budget(unit_id=second.id, year=2023))
        assert not [f for f in pipeline.of_book(book).findings if f.code == "C100"]
        with book.operation("同名"):
            book.insert(Unit(name="第二小学", kind="事业"))
        (found,) = [f for f in pipeline.of_book(book).open_errors if f.code == "C100"]
        assert "有 2 个单位的名称是“第二小学”" in found.message


def test_the_cover_of_an_adjusted_budget_says_that_it_is_one(wuxi):
    adjusted = replace(wuxi, facts=replace(wuxi.facts, budget=replace(wuxi.facts.budget, stage="调整")))
    (note,) = set(pipeline.publication(adjusted).cover_notes) - set(pipeline.publication(wuxi).cover_notes)
    assert note == "本稿为2023年调整预算：批复数加 0 笔预算调整"


def test_pages_that_are_handed_in_bear_a_code_where_nobody_decided(wuxi):
    def code(stage, scenario="", **wanted):
        budget = replace(wuxi.facts.budget, stage=stage, scenario=scenario)
        return pipeline.publication(replace(wuxi, facts=replace(wuxi.facts, budget=budget)), **wanted).page_code

    assert code("二上") == f"{wuxi.facts.unit.code}|2023|二上|{wuxi.version}"
    assert [bool(code(stage)) for stage in ("草稿", "一上", "一下控制数", "批复", "公开", "调整")] == [
        *(False, True, False, True, False, False)
    ]
    assert code("公开", coded=True) == f"{wuxi.facts.unit.code}|2023|公开|{wuxi.version}"
    assert code("二上", coded=False) == code("二上", "试算", coded=True) == ""
