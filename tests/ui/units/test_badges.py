"""Badges of units: worked out beside the window, kept while facts and layout stay, unknown until then."""

from dataclasses import replace

import pytest

from desktop.money import YUAN
from desktop.ui.units import badges
from desktop.ui.units.badges import Badges
from desktop.units.standing import Control, Standing
from tests.small_cases import small_cases
from tests.ui.units.conftest import find

FOUND = Standing(errors=2, warnings=1, owed=3, spending=100, controls=())


@pytest.fixture
def board(desk):
    made = Badges(desk.session, desk)
    yield made
    made.runs.stop()


def known(board, budget):
    return lambda: board.of(budget) is not None


def test_a_unit_is_unknown_until_it_was_looked_at(desk, board, qtbot):
    budget = find(desk.session, "文化活动中心", budget=True)
    assert board.of(budget) is None
    board.want([budget])
    qtbot.waitUntil(known(board, budget))
    assert board.of(budget).spending > 0


def test_an_edit_or_another_layout_makes_it_unknown_again(desk, board, qtbot, monkeypatch):
    session = desk.session
    budget = find(session, "文化活动中心", budget=True)
    board.want([budget])
    qtbot.waitUntil(known(board, budget))
    with monkeypatch.context() as patch:
        patch.setattr(session, "form_of", lambda _: "another")
        assert board.of(budget) is None
    line = session.book.facts(budget).lines[0]
    with session.book.operation("改"):
        session.book.update(replace(line, amount=line.amount + 1))
    assert board.of(budget) is None


def test_the_checks_of_the_window_bring_the_unit_in_view(desk, board):
    session = desk.session
    session.check()
    assert board.of(session.budget).errors == len(session.disclosure.open_errors)
    board.want([session.budget])
    assert not board.runs.running


def test_an_empty_budget_is_not_checked(desk, board):
    budget = find(desk.session, "社会事业局", budget=True)
    assert board.is_empty(budget)
    board.want([budget])
    assert not board.runs.running


@small_cases(
    ("found", "text"),
    [
        (None, "未检查"),
        (FOUND, "错2 欠3"),
        (replace(FOUND, errors=0, owed=0), "✓"),
        (replace(FOUND, errors=0, owed=0, controls=(Control("公用经费", 1, 2),)), "超控"),
        (replace(FOUND, errors=0, owed=0, controls=(Control("公用经费", 1, None),)), "✓"),
    ],
)
def test_a_badge_in_few_characters(found, text):
    assert badges.short(found) == text


def test_a_badge_in_sentences():
    assert badges.full(None) == ["还没有检查"]
    sentences = badges.full(replace(FOUND, controls=(Control("公用经费", 100, 300),)))
    assert sentences == [
        "错误 2 项，警告 1 项",
        "待写文字和原因 3 处",
        f"本年支出 {YUAN.show(100)} 元",
        "公用经费控制数 1.00 元，超 2.00 元",
    ]
    assert badges.full(replace(FOUND, errors=0, warnings=0, owed=0))[:2] == ["没有要处理的问题", "文字和原因已写"]
