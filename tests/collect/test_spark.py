"""The report on Spark, with two workers of their own, against DuckDB: every answer and every cell."""

import openpyxl
import pytest

from desktop.collect import report
from desktop.collect.dataset import Dataset
from desktop.collect.report import Wanted

pytestmark = pytest.mark.long_only
MASTER = "local-cluster[2,1,1024]"


def cells(path):
    book = openpyxl.load_workbook(path)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


@pytest.mark.filterwarnings("ignore")
def test_both_engines_agree_cell_by_cell(collected, tmp_path):
    dataset, wanted = Dataset(collected), Wanted("某县", 2027, "二上", "一上", "chongqing/2023")
    found = {}
    for engine in ("duckdb", "spark"):
        found[engine] = report.ask(dataset, wanted, engine, master=MASTER if engine == "spark" else "")
        report.write(dataset, wanted, found[engine], tmp_path / f"{engine}.xlsx")
    for question, rows in found["duckdb"].items():
        assert found["spark"][question] == rows, question
    assert cells(tmp_path / "spark.xlsx") == cells(tmp_path / "duckdb.xlsx")
