"""While threads work beside the window's, cycles are searched for in the window's thread alone."""

import gc
import threading

import pytest

from desktop import garbage


@pytest.fixture
def searched():
    """The threads in which Python searched for cycles; it does so very often."""
    threads, usual = [], gc.get_threshold()
    note = lambda phase, _: threads.append(threading.get_ident())  # noqa: E731
    gc.collect()
    gc.set_threshold(50, 3, 1000)
    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)
    gc.set_threshold(*usual)


def cycles(count=2000):
    for _ in range(count):
        made = []
        made.append(made)


def run_beside(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return thread.ident


def test_cycles_are_searched_for_in_any_thread_unless_it_is_held(searched):
    assert run_beside(cycles) in searched
    searched.clear()
    garbage.hold()
    beside = run_beside(cycles)
    assert searched == []
    garbage.search_if_due()
    assert beside not in searched
    assert set(searched) == {threading.get_ident()}
    garbage.release()
    searched.clear()
    cycles()
    assert searched


def test_it_is_held_until_the_last_thread_has_ended():
    assert gc.isenabled()
    for held in (garbage.hold, garbage.hold, garbage.release):
        held()
        assert not gc.isenabled()
    garbage.release()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_so():
    gc.disable()
    try:
        garbage.hold()
        garbage.release()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_nothing_is_searched_before_it_is_due(searched):
    garbage.hold()
    try:
        gc.collect()
        searched.clear()
        garbage.search_if_due()
        assert searched == []
    finally:
        garbage.release()


def test_between_two_acts_only_what_is_new_is_searched_and_only_where_it_is_much(searched):
    generations = []
    note = lambda phase, info: generations.append(info["generation"]) if phase == "start" else None  # noqa: E731
    gc.set_threshold(1_000_000, 1000, 1000)
    gc.collect()
    gc.callbacks.append(note)
    try:
        garbage.search_between()
        assert generations == []
        still_there = [[] for _ in range(11_000)]
        garbage.search_between()
        assert generations == [0]
        for _ in range(51):
            gc.collect(0)
        generations.clear()
        garbage.search_between()
        assert (generations, len(still_there)) == ([1], 11_000)
    finally:
        gc.callbacks.remove(note)
