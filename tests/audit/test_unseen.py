"""Disclosures of other places: nothing in them is an error as they stand, and what is put into them is found."""

import pytest

from desktop.audit import auditing
from desktop.findings import Severity
from tests import scale
from tests.audit import unseen

RECALL = 0.95
SEEN_ONLY = frozenset({"A91", "A81"})
"""Rules whose findings are hints by nature: the numbers of headings, 部门 and 单位."""


def found(name, text):
    return auditing.of_document(unseen.of_text(name, text)).findings


@pytest.mark.parametrize("name", unseen.NAMES if scale.asked else unseen.NAMES[::2])
def test_what_is_true_raises_nothing_and_errors_put_into_it_are_found(name, request):
    """In short every second document and every twenty-fourth error, of which one may be missed; with --count all."""
    text, every = unseen.parts(name)
    plain = found(name, text)
    assert [each.message for each in plain if each.severity is not Severity.INFO] == []
    errors = [each for each in every if not each[0].startswith("beyond ")]
    known = {(each.code, each.message) for each in plain}
    taken = errors if request.config.getoption("--count") else errors[::24]
    missed = []
    for kind, right, wrong in taken:
        new = [each for each in found(name, text.replace(right, wrong)) if (each.code, each.message) not in known]
        if not any(each.severity is not Severity.INFO or each.code in SEEN_ONLY for each in new):
            missed.append((kind, right, wrong))
    assert len(missed) <= len(taken) * (1 - RECALL) + 1, missed


def test_there_are_enough_of_them():
    assert len(unseen.NAMES) >= 10
    kinds = [each[0] for name in unseen.NAMES for each in unseen.parts(name)[1]]
    assert len(kinds) >= 60
    assert sum(kind.startswith("beyond ") for kind in kinds) < len(kinds) * 0.05
