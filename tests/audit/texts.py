"""Texts for the tests of the auditor: documents of lines, the five published seeds, and what is found in them."""

import json
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path

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
COUNTS = (
    "bought",
    "carried",
    "classes",
    "explained",
    "goals",
    "grown",
    "heads",
    "kinds",
    "listed",
    "netted",
    "percent_alone",
    "prices",
    "project_changes",
    "projects",
    "repeated",
    "sources",
    "staff",
    "twice",
    "worked_out",
)
DETAILS = (
    "became",
    "counted_names",
    "elsewhere",
    "enumerated",
    "headcount",
    "named_later",
    "of_a_unit",
    "only",
    "opposite",
    "quantities",
    "reserved",
    "standards",
    "sums",
)
TIMES = ("dates", "deadlines", "plans", "years")
RULES = tuple(
    rule
    for room, names in (("rules", MODULES), ("counts", COUNTS), ("details", DETAILS), ("times", TIMES))
    for name in names
    for rule in import_module(f"desktop.audit.{room}.{name}").RULES
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
