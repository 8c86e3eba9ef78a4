"""A column for each unit of a view: its name in the heading, its own lines below, and the sum of all beside."""

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.catalog.strict import DataError
from desktop.layouts.form import folders
from desktop.layouts.form.loader import FormLoader
from desktop.layouts.tables import unit_columns
from desktop.ledger import units
from desktop.ledger.book import Book
from desktop.units import together, views
from tests.units import departments

COLUMN = """
[department.tables.expenditure.columns]
total = { sum_of = ["of_unit"] }
basic = { remove = true }
project = { remove = true }
of_unit = { after = "total", header = ["各单位", "{each_unit}"], width = 14, each_unit = true }
"""


@pytest.fixture
def own_form():
    folder = folders.own() / "mine/2027"
    folder.mkdir(parents=True)
    text = 'extends = "shanghai/2025"\nyear = 2027\n' + COLUMN
    (folder / "form.toml").write_text(text, encoding="utf-8")
    return folder / "form.toml"


def test_each_unit_has_its_column_and_they_add_up(tmp_path, own_form):
    with Book.create(tmp_path / "部门.mzb") as book:
        department = departments.Department(book, departments.tree_of(5, 4))
        shown = together.of_view(book, views.below(book, department.top), "mine/2027")
    table = shown.table("expenditure")
    names = [path[-1] for path in table.header_paths() if path[0] == "各单位"]
    assert names == [unit.name for unit in shown.facts.units]
    for number in range(table.height):
        total, *parts = [cell.amount or 0 for cell in table.row(number) if cell.kind == "amount"]
        assert total == sum(parts)


def test_a_table_without_such_a_column_stays_as_it_is(wuxi):
    spec = wuxi.form.table("expenditure")
    assert unit_columns.expanded(spec, wuxi.facts) is spec


def test_only_amounts_stand_for_each_unit(tmp_path):
    forms = Path(shutil.copytree(paths.forms(), tmp_path / "forms"))
    path = forms / "shanghai/2025/tables/balance.toml"
    content = path.read_text(encoding="utf-8")
    path.write_text(
        content.replace('kind = "label", width = 30', 'kind = "label", each_unit = true, width = 30', 1), "utf-8"
    )
    with pytest.raises(DataError, match="each_unit"):
        FormLoader(forms, "shanghai/2025").form()


def test_units_are_those_of_the_tree(tmp_path, own_form):
    with Book.create(tmp_path / "一个.mzb") as book:
        department = departments.Department(book, departments.tree_of(2, 1))
        unit = units.tree_of(book).find(department.names[0])
        shown = together.of_view(book, views.below(book, unit), "mine/2027")
    assert not [each for each in shown.table("expenditure").columns if each.each_unit]
