"""Workbooks as documents: what the child read of them, in tables."""

from desktop.outside.document import Spot, Table
from desktop.outside.documents import workbook


def test_each_sheet_with_content_is_a_table_whose_rows_know_their_place():
    answer = {"sheets": [{"sheet": "01", "rows": [["表1"], [], ["合计", "1.00"]]}, {"sheet": "空", "rows": [[""]]}]}
    assert workbook.read(answer) == [
        Table(
            (("表1", ""), ("合计", "1.00")),
            (),
            (),
            (Spot(line=1, sheet="01", cell="A1"), Spot(line=3, sheet="01", cell="A3")),
        )
    ]
