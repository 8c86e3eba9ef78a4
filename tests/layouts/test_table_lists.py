"""The tables of the layouts that were compared with published lists: numbers, titles, order, unit of money."""

from pathlib import Path

import pytest

from desktop import pipeline
from desktop.layouts.form import loader

LISTS = Path(__file__).parent / "table_lists"


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.txt")), ids=lambda path: path.stem)
def test_tables_stand_as_published(path, wuxi):
    """Each list as words: number, title, unit of money; ○ is the name of the unit."""
    form = loader.load(path.stem.replace("-", "/"))
    disclosure = pipeline.disclose(wuxi.facts, wuxi.last, form)
    shown = [f"{table.label} {table.style.unit}".replace(wuxi.facts.unit.name, "○") for table in disclosure.tables]
    assert shown == path.read_text(encoding="utf-8").splitlines()
