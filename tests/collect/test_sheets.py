"""Sheets as plain data."""

from desktop.collect import sheets

COLUMNS = {"unit": sheets.text("单位"), "heads": sheets.count("人数", added=False), "amount": sheets.money("金额")}


def test_rows_are_taken_in_the_order_of_the_columns_and_added_up():
    found = [{"amount": 5, "unit": "甲", "heads": 1, "more": 0}, {"amount": None, "unit": "乙", "heads": 2, "more": 0}]
    sheet = sheets.of_rows("一", "题", COLUMNS, found, totals=True)
    assert sheet.rows == [("甲", 1, 5), ("乙", 2, None)]
    assert sheet.total == ("合计", None, 5)


def test_nothing_has_no_total():
    assert sheets.of_rows("一", "题", COLUMNS, [], totals=True).total is None
