"""Texts for the tests of the auditor: documents of lines, the five published seeds, and what is found in them."""

import json
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path

from desktop.audit import auditing
from desktop.audit.outcome import Answer
from desktop.outside.document import Document, Paragraph, Spot

HERE = Path(__file__).parent
SEEDS = sorted(path.stem for path in (HERE / "seeds").glob("*.txt"))
MODULES = (
    "adding_up",
    "agreeing",
    "changing",
    "counting",
    "itemized",
    "money_units",
    "naming",
    "numbering",
    "sharing",
    "unlikely",
    "wording",
)
RULES = tuple(
    rule
    for rules in (
        *(import_module(f"desktop.audit.rules.{name}").RULES for name in MODULES),
        *(auditing.rules_in(room) for room in ("aims", "counts", "details", "meaning", "missing", "numbers", "times")),
    )
    for rule in rules
)


def document(*lines):
    """Return a document of lines; several in one text are parted by line ends."""
    text = "\n".join(lines)
    parts = [Paragraph(line, Spot(line=n)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    return Document("公开.txt", "txt", tuple(parts))


@cache
def seed(name):
    """Return the text of a published document."""
    return (HERE / "seeds" / f"{name}.txt").read_text(encoding="utf-8")


def answers(of):
    """Return what each rule says of a document."""
    for rule in RULES:
        found = rule.look(of)
        yield rule, found if isinstance(found, Answer) else Answer(tuple(found))


def findings(*lines, codes=""):
    """Return the findings in lines, those of some codes only where they are named."""
    found = _found("\n".join(lines))
    return [finding for finding in found if finding.code in codes.split()] if codes else list(found)


@cache
def _found(text):
    return tuple(finding for _, answer in answers(document(text)) for finding in answer.findings)


def errors(*lines, codes=""):
    """Return the messages of the errors."""
    return [finding.message for finding in findings(*lines, codes=codes) if finding.severity.value == "错误"]


def counted(text):
    """Return how often each thing is found in a text."""
    return Counter((finding.code, finding.message) for finding in findings(text))


def contradictions(name):
    """Return the listed contradictions of a seed, by their number."""
    cases = json.loads((HERE.parent / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    return {each["id"]: each for each in cases["contradictions"]}
