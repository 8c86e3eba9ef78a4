"""How a rule says what it found."""

from decimal import Decimal

from desktop.audit.contradiction import answer, finding, wan
from desktop.audit.outcome import Outcome, Quote
from desktop.findings import Severity


def test_an_outcome_is_never_too_good():
    error = finding("A01", Severity.ERROR, "", [Quote("甲"), Quote("甲")])
    assert error.quotes == (Quote("甲"),)
    assert answer([error], 1, ["看不清"]).outcome is None
    assert answer([], 1, ["看不清"]).outcome is Outcome.NOT_CHECKED
    assert answer([], 0, (), "没有").outcome is Outcome.NOT_APPLICABLE
    assert answer([], 1).outcome is None


def test_an_amount_is_shown_without_needless_zeros():
    assert wan(Decimal(1_050_000)) == "1.05万元"
    assert wan(Decimal(2_000_000)) == "2万元"
    assert wan(Decimal(150), "元") == "1.5元"
