"""All checks together: importing this fills the register, which `pipeline` does when outcomes are first asked for."""

from collections.abc import Iterator

from desktop.checks import (
    adjusting,
    balance,
    classification,
    controlled,
    cost,
    layout,
    procurement,
    projects,
    release,
    sources,
    staffing,
    tables,
    ties,
    together,
    unfinished,
)
from desktop.checks.register import REGISTER, one_by_one, run_all
from desktop.checks.text import amounts, narrative, prose
from desktop.disclosure import Disclosure
from desktop.findings import Finding, Outcome

__all__ = ["GROUPS", "REGISTER", "TEXT_CHECKS", "run", "run_on_text", "steps"]

GROUPS = (
    *(
        balance,
        tables,
        classification,
        staffing,
        cost,
        projects,
        procurement,
        controlled,
        sources,
        release,
        adjusting,
        layout,
        together,
        unfinished,
    ),
    *(amounts, prose, narrative),
)
"""The modules of the checks; each has its page in resources/rules/checks/."""

TEXT_CHECKS = ("C64", "C73", "C74", "C75", "C76", "C79", "C80", "C81", "C82", "C84", "C88")
"""Checks that only read sentences, also those of a text that was edited elsewhere."""


def run(disclosure: Disclosure) -> list[Outcome]:
    """Run every check of the register and the ties of the form; of several units many of them unit by unit."""
    found = run_all(disclosure) if disclosure.together is None else together.run(disclosure, disclosure.together)
    return found + ties.run(disclosure)


def steps(disclosure: Disclosure) -> Iterator[None]:
    """Run the checks one after another, of several units those of each unit at once; `run` does not run them again."""
    if disclosure.together is not None:
        yield from together.steps(disclosure, disclosure.together)
    else:
        yield from one_by_one(disclosure)


def run_on_text(disclosure: Disclosure) -> list[Finding]:
    """Return what the checks of sentences say of the text of a disclosure."""
    return [finding for o in run_all(disclosure) if o.code in TEXT_CHECKS for finding in o.findings]
