"""The sources that bear a measurement line of a project (资金分担), each with its part of the money."""

from fractions import Fraction

from desktop.compute.people import staff
from desktop.ledger.records import BudgetFacts, FundShare, ProjectLine
from desktop.money import Fen


def shares(facts: BudgetFacts) -> dict[int, list[FundShare]]:
    """Return the shares of measurement lines by the line's id; a line of one source has none."""
    found: dict[int, list[FundShare]] = {}
    for share in facts.fund_shares:
        if share.project_line_id is not None:
            found.setdefault(share.project_line_id, []).append(share)
    return found


def sources(line: ProjectLine, shared: list[FundShare]) -> list[tuple[str, str, Fen]]:
    """Return each fund and sub-source of a line with its part in 分; the last one takes what is left."""
    total = line.quantity * line.price * line.times
    if not shared:
        return [(line.fund, line.subsource, total)]
    parts = [part(share, total) for share in shared[:-1]]
    return [
        (share.fund, share.subsource, amount)
        for share, amount in zip(shared, [*parts, total - sum(parts)], strict=True)
        if amount
    ]


def part(share: FundShare, total: Fen) -> Fen:
    """Return what a share bears of a total, in 分: its percent, else its amount."""
    return staff.divide(total, [Fraction(share.percent), Fraction(0)])[0] if share.percent else share.amount


def in_full(shared: list[FundShare]) -> bool:
    """Tell whether all shares are percents and make 100: then only rounding is left, which the last one takes."""
    return all(s.percent for s in shared) and sum((Fraction(s.percent) for s in shared), start=Fraction(0)) == 100
