"""The worked example, and one check run alone over it."""

import pytest

from desktop import pipeline
from desktop.checks import register
from desktop.checks.catalogue import REGISTER
from desktop.checks.register import run_one
from desktop.findings import Finding, Status
from desktop.layouts.form import loader
from tests.landing import nowhere

FORM = loader.load("chongqing/2023")
SAME_YEAR = object()


@pytest.fixture(autouse=True)
def every_finding_names_a_place_of_the_window(monkeypatch):
    """Whatever a check finds in any of these tests can be gone to."""

    def found(code, severity, message, place, *sides):
        assert code == "X1" or not nowhere(place), f"{code} {message}: {nowhere(place)}"
        return Finding(code, severity, message, place, *sides)

    monkeypatch.setattr(register, "Finding", found)


@pytest.fixture
def facts(sample_facts):
    return sample_facts["qinghe_2025"][0]


@pytest.fixture
def last(sample_facts):
    return sample_facts["qinghe_2025"][1]


@pytest.fixture
def outcome(last):
    """Run one check by its number: `outcome("C87", facts)`; last year is the example's unless named."""
    checks = {registered.code: registered for registered in REGISTER}

    def run(code, facts, prior=SAME_YEAR, form=FORM, approved=None):
        disclosure = pipeline.disclose(facts, last if prior is SAME_YEAR else prior, form, approved)
        return run_one(checks[code], disclosure)

    return run


@pytest.fixture
def messages(outcome):
    """The messages of one check; it must have been able to look."""

    def run(code, facts, **more):
        found = outcome(code, facts, **more)
        assert found.status in (Status.PASSED, Status.FAILED), found.note
        return [finding.message for finding in found.findings]

    return run
