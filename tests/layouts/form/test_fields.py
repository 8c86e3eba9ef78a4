"""Which fields forms may list: every source says its own, and what is an amount is no text."""

from desktop.layouts.form.fields import AMOUNT_FIELDS, CODES, FIELDS
from desktop.ledger.describe import fields_of
from desktop.ledger.records import RECORD_TYPES


def test_every_kind_of_record_that_forms_may_list_is_a_source():
    assert {kind.ABOUT.source for kind in RECORD_TYPES if kind.ABOUT.source} <= FIELDS.keys()


def test_a_code_is_listed_with_its_name():
    for code in CODES:
        assert {code, f"{code}_name"} <= set(FIELDS["lines"])


def test_a_field_that_may_not_be_printed_is_in_no_list():
    for kind in RECORD_TYPES:
        hidden = {each.name for each in fields_of(kind) if not each.printed}
        assert not hidden & set(FIELDS.get(kind.ABOUT.source, ())) - {"project"}


def test_amounts_are_worked_out_and_stand_in_no_record():
    assert {"amount"} == AMOUNT_FIELDS
    assert "amount" in FIELDS["projects"]
