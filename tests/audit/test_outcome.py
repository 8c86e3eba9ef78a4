"""What an audit says."""

from desktop.audit.outcome import by_code


def test_rules_stand_in_the_order_of_their_numbers():
    assert sorted(["B50", "A100", "A11", "A99", "A02"], key=by_code) == ["A02", "A11", "A99", "A100", "B50"]
