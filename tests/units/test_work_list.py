"""What the calendar asks at each stage: done, owed, waited for; a term that nobody knows is said to be unknown."""

from dataclasses import replace
from datetime import date

import pytest

from desktop import pipeline
from desktop.ledger.book import Book
from desktop.ledger.records import ApprovedFigure, Control, Release, StageElsewhere
from desktop.ledger.vocabulary import Stage
from desktop.ui.pages import PAGES
from desktop.units import views, work_list
from desktop.units.work_list import State
from tests import samples

TODAY = date(2025, 2, 1)


@pytest.fixture(scope="module")
def disclosure(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "青禾.mzb"
    samples.write("qinghe_2025", path)
    with Book.open_to_read(path) as book:
        return pipeline.of_book(book)


def at(disclosure, stage, *, frozen=None, approved=None, **changes):
    """Return the same budget at a stage, its checks to be run anew."""
    facts = disclosure.facts
    budget = replace(facts.budget, stage=str(stage), frozen_at=frozen)
    before = replace(facts, release=approved) if approved else None
    return replace(disclosure, facts=replace(facts, budget=budget, **changes), approved=before)


def entries(disclosure, known=(), today=TODAY):
    return list(work_list.of(disclosure, known, today))


def of_place(found, place):
    return [(each.what, each.state) for each in found if each.place == place]


@pytest.mark.parametrize("stage", list(Stage))
def test_each_stage_asks_for_its_own_work_and_says_how_it_stands_once_frozen(disclosure, stage):
    working, frozen = (entries(at(disclosure, stage, frozen=day), list(Stage)[:2]) for day in (None, "2025-01-01"))
    assert State.WAITING not in {each.state for each in working}
    waits = [each.who for each in frozen if each.state is State.WAITING]
    assert waits == ([work_list.BUREAU] if stage in (Stage.FIRST_UP, Stage.SECOND_UP) else [])


def test_a_term_that_a_notice_sets_is_unknown(disclosure):
    first = entries(at(disclosure, Stage.FIRST_UP))[0]
    assert (first.until, first.term) == (None, "期限未知：由当地财政部门的通知规定，账本中没有")


@pytest.mark.parametrize(
    ("own", "approved", "term", "words", "state"),
    [
        ({}, None, "期限未知：没有填写批复日期", "填写批复日期", State.OWED),
        ({}, "2025-01-20", "2025-02-09 以前", "2025-01-20 批复，公开并填写公开日期", State.OWED),
        ({"approved_on": "2025-01-05"}, None, "2025-01-25 以前", "已过期限 7 天", State.OWED),
        (
            {"approved_on": "2025-01-05", "published_on": "2025-01-26"},
            None,
            "2025-01-25 以前",
            "晚于期限 1 天",
            State.DONE,
        ),
        (
            {"approved_on": "2025-01-20", "published_on": "2025-03-01"},
            None,
            "2025-02-09 以前",
            "公开并填写",
            State.OWED,
        ),
        ({"approved_on": "2014-01-05"}, None, "期限未知：没有 2014-01-05 时有效的公开期限参数", "批复", State.OWED),
    ],
)
def test_it_is_published_within_the_days_after_the_approval(disclosure, own, approved, term, words, state):
    record = Release(approved_on=approved) if approved else None
    found = entries(at(disclosure, Stage.DISCLOSED, release=Release(**own), approved=record))
    assert ("签章人齐全：还缺 5 项", State.OWED) in of_place(found, "release")
    entry = next(each for each in found if each.place == "release" and each.term)
    assert (entry.term, words in entry.what, entry.state) == (term, True, state)


def test_stages_that_were_not_made_here_need_their_document(disclosure):
    elsewhere = (StageElsewhere(stage="一上", reference="财预〔2025〕1号"), StageElsewhere(stage="一下控制数"))
    found = entries(at(disclosure, Stage.SECOND_UP, elsewhere=elsewhere), [Stage.DRAFT, Stage.SECOND_UP])
    assert of_place(found, "未在本软件编制的阶段") == [
        ("“一上”未在本软件编制（财预〔2025〕1号）", State.DONE),
        ("“一下控制数”没有在本软件编制，也没有写明文号", State.OWED),
    ]


def test_control_numbers_are_missing_exceeded_or_kept(disclosure):
    spent = disclosure.sum("expenditure")
    projects = tuple(replace(project, control=None) for project in disclosure.facts.projects)
    missing, over, within = (
        of_place(entries(at(disclosure, Stage.FIRST_DOWN, projects=projects, controls=controls)), "控制数")
        for controls in ((), (Control(block="本年支出", amount=spent - 1),), (Control(block="本年支出", amount=spent),))
    )
    assert missing == [("没有录入一下控制数，不能核对是否超过", State.OWED)]
    assert len(over) == 1
    assert "还要压减 0.01 元" in over[0][0]
    assert over[0][1] is State.OWED
    assert [state for _, state in within] == [State.DONE]


def test_figures_approved_otherwise_are_to_be_looked_at(disclosure):
    spent = disclosure.sum("expenditure")
    asked = {}
    for subject, amount in (("合计", spent), ("合计 ", spent - 100), ("自己写的", 1)):
        figures = (ApprovedFigure(subject=subject, drafted=100, amount=amount),)
        ((what, asked[amount]),) = of_place(
            entries(at(disclosure, Stage.APPROVED, approved_figures=figures)), "批复变动"
        )
    assert asked == {spent: State.DONE, spent - 100: State.OWED, 1: State.OWED}
    assert what == "看不出批复变动“自己写的”是哪些支出行，没有核对"


def test_texts_are_a_matter_of_later_until_it_is_approved(disclosure):
    states = [
        of_place(entries(at(disclosure, stage, texts={})), "narrative")[0][1]
        for stage in (Stage.FIRST_UP, Stage.DISCLOSED)
    ]
    assert states == [State.LATER, State.OWED]


def test_a_layout_of_other_years_is_owed(disclosure):
    budget = replace(disclosure.facts.budget, year=2027)
    late = replace(disclosure, facts=replace(disclosure.facts, budget=budget))
    ((what, state),) = of_place(entries(late), "layout")
    assert "适用2023–2025年" in what
    assert state is State.OWED


def test_units_of_a_view_are_waited_for(tmp_path):
    path = tmp_path / "部门.mzb"
    samples.write("department_2027", path)
    with Book.open_to_read(path) as book:
        view = views.below(book, book.units()[0])
        found = list(work_list._units(book, view))
        alone = work_list.of_book(book, pipeline.of_book(book, "", view.budget), None, TODAY)
    assert len(found) == len(view.parts) - sum(part.unit.id == view.unit.id for part in view.parts)
    assert {each.state for each in found} == {State.WAITING}
    assert found[0].what.endswith("在“草稿”，编制中")
    assert of_place(alone, "lines") == []  # a unit that only stands above others need not have figures


def test_every_place_is_one_of_the_window():
    pages = {page.key for page in PAGES} | {kind for page in PAGES for kind in page.kinds}
    assert set(work_list.PLACES) - pages == {"stage", "release", "layout", "units", "last_year", "roster"}


def test_a_gap_of_the_text_is_not_called_written(disclosure):
    gaps = [gap for paragraph in disclosure.narrative.paragraphs for gap in paragraph.gaps]
    assert "公开联系人" in gaps
    (found,) = of_place(entries(at(disclosure, Stage.DISCLOSED)), "narrative")
    assert found[1] is State.OWED and all(gap in found[0] for gap in gaps)


def test_subjects_that_are_not_held_are_work_of_their_year(disclosure):
    budget = replace(disclosure.facts.budget, year=2027)
    found = entries(replace(disclosure, facts=replace(disclosure.facts, budget=budget)))
    assert [state for what, state in of_place(found, "checks") if "2027 年预算用的是 2026 年的科目" in what] == [
        State.OWED
    ]
    assert not any("年的科目" in what for what, _ in of_place(entries(disclosure), "checks"))
