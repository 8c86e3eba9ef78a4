"""Findings that most likely have one cause: several identities fail by the same amount when one figure is wrong."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from desktop.findings import Finding, Severity


def difference(finding: Finding) -> Decimal:
    """Return by how much the two sides of an error differ (as printed, without its sign); 0 where it has no sides."""
    if finding.severity is not Severity.ERROR:
        return Decimal(0)
    try:
        left, right = (Decimal(side.replace(",", "")) for side in (finding.left, finding.right))
    except InvalidOperation:
        return Decimal(0)
    return abs(left - right)


def groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings with those of one difference together, in the order in which each group begins.

    In a group those that name budget lines stand first: there the cause can be put right.
    """
    found: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        apart = difference(finding)
        found.setdefault(apart if apart else ("alone", number), []).append(finding)
    return [sorted(group, key=lambda one: not one.place.lines) for group in found.values()]
