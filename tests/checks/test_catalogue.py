"""All checks together: every module of checks is in, and a text is read by the checks of sentences alone."""

from dataclasses import replace
from pathlib import Path

from desktop.checks import catalogue
from desktop.layouts.words.paragraphs import Paragraph, Run

ROOM = Path(catalogue.__file__).parent
NO_GROUPS = {"__init__", "catalogue", "line_groups", "needs", "own_words", "register", "ties", "statements"}


def test_every_module_of_checks_is_a_group():
    modules = {
        f"desktop.checks.{'text.' if p.parent != ROOM else ''}{p.stem}"
        for p in ROOM.rglob("*.py")
        if p.stem not in NO_GROUPS
    }
    assert {group.__name__ for group in catalogue.GROUPS} == modules
    assert {r.run.__module__ for r in catalogue.REGISTER} == modules


def test_the_ties_of_the_form_come_after_the_register(wuxi):
    codes = [outcome.code for outcome in catalogue.run(wuxi)]
    assert codes[: len(catalogue.REGISTER)] == sorted(
        (r.code for r in catalogue.REGISTER), key=lambda code: (len(code), code)
    )
    assert codes[len(catalogue.REGISTER) :] == [tie.id for tie in wuxi.form.ties]


def test_checks_that_were_run_in_pieces_are_not_run_again_and_end_alike(wuxi):
    whole, pieces = replace(wuxi), replace(wuxi)
    assert len([*catalogue.steps(pieces)]) == len(catalogue.REGISTER)
    before = [pieces.worked_out[key] for key in pieces.worked_out if isinstance(key, tuple)]
    found = catalogue.run(pieces)
    assert found == catalogue.run(whole)
    assert {id(outcome) for outcome in before} <= {id(outcome) for outcome in found}


def test_between_two_checks_the_window_has_its_turn(wuxi):
    pieces = replace(wuxi)
    steps = catalogue.steps(pieces)
    next(steps)
    assert len([key for key in pieces.worked_out if isinstance(key, tuple)]) == 1


def test_only_checks_of_sentences_read_a_text(wuxi):
    text = replace(wuxi.narrative, paragraphs=[Paragraph((Run("支出110万元，比上年增加10元。"),))], findings=[])
    found = {finding.code for finding in catalogue.run_on_text(replace(wuxi, write=lambda: text))}
    assert "C75" in found
    assert found <= set(catalogue.TEXT_CHECKS)
