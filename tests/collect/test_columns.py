"""The columns of a dataset: amounts are whole numbers, nothing says who somebody is."""

from desktop.collect.columns import TABLES

WHOLE = {
    *("pack", "income", "expenditure", "line_year", "amount", "first_month", "last_month", "heads", "total"),
}


def test_every_table_begins_with_the_number_of_the_pack():
    assert {columns[0].name for columns in TABLES.values()} == {"pack"}


def test_amounts_and_counts_are_whole_numbers_and_nothing_else():
    assert {column.name for columns in TABLES.values() for column in columns if column.integer} == WHOLE


def test_staff_is_told_by_kind_and_number_only():
    assert [column.name for column in TABLES["staff"]] == [
        "pack",
        "kind",
        "status",
        "first_month",
        "last_month",
        "heads",
    ]
