"""Work on many budgets, one after another beside the window: results, refusals, cancel."""

import threading

import pytest

from desktop.findings import UserError
from desktop.ui.units.one_by_one import OneByOne
from tests.ui.units.conftest import find


@pytest.fixture
def budgets(desk):
    return [find(desk.session, name, budget=True) for name in ("文化活动中心", "教育发展服务中心", "社会保障服务所")]


def test_each_budget_brings_its_result_in_order(desk, budgets, qtbot):
    came = []
    runs = OneByOne(desk.session, desk, lambda budget, disclosure, _: disclosure.facts.budget.id)
    runs.came.connect(lambda budget, result: came.append((budget.id, result)))
    with qtbot.waitSignal(runs.ended):
        runs.begin(budgets)
    assert came == [(budget.id, budget.id) for budget in budgets]
    assert not runs.running


def test_what_is_refused_comes_as_the_exception_and_the_next_is_worked_on(desk, budgets, qtbot):
    def work(budget, disclosure, job):
        if budget.id == budgets[0].id:
            raise UserError("不行")
        return "好"

    came = []
    runs = OneByOne(desk.session, desk, work)
    runs.came.connect(lambda _, result: came.append(str(result)))
    with qtbot.waitSignal(runs.ended):
        runs.begin(budgets)
    assert came == ["不行", "好", "好"]


def test_cancelling_begins_no_further_one(desk, budgets, qtbot):
    begun, go_on, came = threading.Event(), threading.Event(), []

    def work(budget, disclosure, job):
        begun.set()
        go_on.wait(60)
        return job.cancelled

    runs = OneByOne(desk.session, desk, work)
    runs.came.connect(lambda _, result: came.append(result))
    runs.begin(budgets)
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(runs.ended):
        runs.cancel()
        go_on.set()
    assert came == [True]


def test_cancelling_between_two_budgets_ends_at_once(desk, budgets, qtbot):
    came, ended = [], []
    runs = OneByOne(desk.session, desk, lambda *_: "好")
    runs.came.connect(lambda *_: (came.append(1), runs.cancel()))
    runs.ended.connect(lambda: ended.append(1))
    runs.begin(budgets, after=60_000)
    runs.cancel()
    assert (ended, runs.running) == ([1], False)
    runs.begin(budgets)
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert came == [1]


def test_stopping_brings_nothing_any_more(desk, budgets, qtbot):
    begun, go_on, came = threading.Event(), threading.Event(), []

    def work(budget, disclosure, job):
        begun.set()
        go_on.wait(60)

    runs = OneByOne(desk.session, desk, work)
    runs.came.connect(lambda *both: came.append(both))
    runs.begin(budgets)
    qtbot.waitUntil(begun.is_set)
    go_on.set()
    runs.stop()
    assert (came, runs.running) == ([], False)
