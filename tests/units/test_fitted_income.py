"""What is short goes to the first record of a source; what is too much comes off 使用结余 and the last records first."""

from desktop.ledger.records import Income
from desktop.units.fitted_income import _spread


def spread(short, *records):
    amounts = {record.id: record.amount for record in records}
    _spread(records, amounts, short)
    return list(amounts.values())


def test_what_is_short_is_given_to_the_first_record():
    assert spread(5, Income(id=1, amount=10), Income(id=2, amount=20)) == [15, 20]


def test_what_is_too_much_is_taken_from_the_balance_used_then_from_the_last():
    records = (
        Income(id=1, source="事业收入", amount=10),
        Income(id=2, source="使用非财政拨款结余", amount=20),
        Income(id=3, source="事业收入", amount=30),
    )
    assert spread(-5, *records) == [10, 15, 30]
    assert spread(-30, *records) == [10, 0, 20]
    assert spread(-55, *records) == [5, 0, 0]
    assert spread(-99, *records) == [0, 0, 0]
