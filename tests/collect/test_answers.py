"""All questions of a report at once, and the workbook made of them."""

import openpyxl
import pytest

from desktop.collect import report
from desktop.collect.dataset import Dataset
from desktop.collect.report import Wanted

pytestmark = pytest.mark.long_only


def test_the_whole_report_is_written_with_consolidated_tables(collected, counted, tmp_path):
    dataset, wanted = Dataset(collected), Wanted("某县", stage="一上", form="chongqing/2023")
    found = report.ask(dataset, wanted)
    report.write(dataset, wanted, found, tmp_path / "汇总.xlsx")
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx", data_only=True)
    total = sum(about["totals"]["expenditure"] for about, _ in counted)
    column = [row[3].value for row in book["单位一览"].iter_rows()]
    assert round(column[-1] * 100) == total
    tables = [name for name in book.sheetnames if name.startswith("表")]
    assert len(tables) > 3
    assert {"某县" in str(cell.value) for name in tables for row in book[name].iter_rows() for cell in row} == {
        True,
        False,
    }
