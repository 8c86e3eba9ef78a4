"""Fixtures shared by all tests. Every test has its own home folder; nothing outside tmp_path is written."""

import atexit
import gc
import itertools
import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

from desktop import paths, pipeline
from desktop.disclosure import Disclosure
from desktop.intake import sample
from desktop.layouts.form import loader
from desktop.ledger.book import Book
from desktop.ledger.records import BudgetFacts
from tests import quiet_worker, samples, scale

UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("short", max_examples=20, derandomize=True, **UNHURRIED)


NOBODYS_HOME = tempfile.mkdtemp(prefix="mingzhang-tests-")
"""What the program finds while tests are collected: no layout, pack or code of whoever runs them."""

os.environ["MINGZHANG_HOME"] = NOBODYS_HOME
atexit.register(shutil.rmtree, NOBODYS_HOME, ignore_errors=True)

gc.set_threshold(1_000_000, 20, 100)
"""Forms, catalogue and windows are many objects that stay: looking at all of them again and again is a tenth of the run.

Little waits for it: what is computed of a book goes as soon as nobody needs it (tests/test_pipeline.py).
"""


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
    parser.addoption("--count", type=int, default=0, help="random examples of a long form (python -m tests.long)")
    parser.addoption("--seed", type=int, default=None, help="where the random examples of a long form begin")


def pytest_configure(config):
    """Let random tests draw the same in every run of ./test.

    Some draws of hypothesis are constants out of the modules loaded by then: those depend on which tests are run, and to
    read them takes each process half a second.
    """
    asked = {name: config.getoption(f"--{name}") for name in ("count", "seed")}
    scale.asked = {name: value for name, value in asked.items() if value not in (None, 0)}
    if "count" in scale.asked:
        settings.register_profile("long", max_examples=scale.count(0), print_blob=True, database=None, **UNHURRIED)
    settings.load_profile("long" if "count" in scale.asked else "short")
    if "count" not in scale.asked:
        none = Constants()
        providers._get_local_constants = lambda: none
    quiet_worker.begin(config)


def pytest_collection_finish():
    """What is there when the tests begin stays: no collection of garbage need look at it again."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    """pytest has collected the garbage of the tests and said what was wrong in it; what is left need not be gone through
    again and again while the process ends.
    """
    gc.freeze()


def pytest_collection_modifyitems(config, items):
    """A test that needs a tool ./test never asks for, or goes the length of others, belongs to a long form alone."""
    if "count" not in scale.asked:
        only_long = [item for item in items if any(map(item.get_closest_marker, ("long_only", "journey")))]
        gone = set(only_long)
        items[:] = [item for item in items if item not in gone]
        config.hook.pytest_deselected(items=only_long)


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """New folders, one after the other: pytest would look through all earlier ones for the next free number."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(homes, monkeypatch):
    folder = next(homes)
    folder.mkdir()
    monkeypatch.setenv("MINGZHANG_HOME", str(folder))
    return folder


def facts_of(name: str, folder: Path) -> tuple[BudgetFacts, BudgetFacts]:
    path = folder / f"{name}.mzb"
    samples.write(name, path)
    with Book.open_to_read(path) as book:
        budget = pipeline.newest_budget(book)
        last = pipeline.last_year(book, budget)
        assert last is not None
        return book.facts(budget), last


@pytest.fixture(scope="session")
def sample_facts(tmp_path_factory) -> dict[str, tuple[BudgetFacts, BudgetFacts]]:
    folder = tmp_path_factory.mktemp("samples")
    return {name: facts_of(name, folder) for name in sample.of_one_unit()}


@pytest.fixture(scope="session")
def disclosures(sample_facts) -> dict[str, Disclosure]:
    form = loader.load("chongqing/2023")
    return {name: pipeline.disclose(this, last, form) for name, (this, last) in sample_facts.items()}


def _layout_of(name: str) -> str:
    """The layout a sample was published in: what it says itself, else the default one."""
    raw = json.loads((paths.resources() / "samples" / f"{name}.json").read_text(encoding="utf-8"))
    return raw.get("shown_in") or raw.get("form") or loader.default()


LAYOUT_OF = {name: _layout_of(name) for name in sample.of_one_unit()}
"""The layout each sample was published in (the fictional one in the national layout)."""


@pytest.fixture(scope="session")
def own_layouts(sample_facts) -> dict[str, Disclosure]:
    """Every sample in its own province's layout."""
    return {
        name: pipeline.disclose(this, last, loader.load(LAYOUT_OF[name])) for name, (this, last) in sample_facts.items()
    }


@pytest.fixture
def wuxi(disclosures) -> Disclosure:
    return disclosures["wuxi_2023"]


@pytest.fixture
def wuxi_book(tmp_path) -> Path:
    path = tmp_path / "巫溪.mzb"
    samples.write("wuxi_2023", path)
    return path


@pytest.fixture(scope="module")
def opened_example(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "清河.mzb"
    samples.write("qinghe_2025", path)
    with Book.open(path) as book:
        yield book


@pytest.fixture(scope="module")
def _fingerprint_at_first(opened_example):
    return opened_example.fingerprint()


@pytest.fixture
def worked_example(opened_example, _fingerprint_at_first):
    """The worked example, open for all tests of a module that only make steps: these are taken back."""
    before, newest = _fingerprint_at_first, opened_example.next_undo()
    yield opened_example
    opened_example.confine(None)
    while opened_example.next_undo() != newest:
        assert opened_example.undo() is not None, "the test left another history"
    assert opened_example.fingerprint() == before


@pytest.fixture
def run(capsys):
    """Run a command of the command line; returns (exit status, stdout, stderr)."""
    from desktop.cli import main

    def call(*arguments):
        status = main([str(a) for a in arguments])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return call


@pytest.fixture
def own_codes(home):
    """A computer without own codes; what the test adds to its list is forgotten afterwards. Returns the list's place."""
    from desktop.catalog import change_list, classification

    classification.forget()
    yield change_list.own_file()
    classification.forget()
