"""The tables of the layouts that were compared with published lists: numbers, titles, order, unit of money."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import pipeline
from desktop.layouts.form import loader
from desktop.ledger.records import LayoutChoice

LISTS = Path(__file__).parent / "table_lists"
"""<place>-<year>+<setting>=<choice>.txt: a line for each table."""


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.txt")), ids=lambda path: path.stem)
def test_tables_stand_as_published(path, wuxi):
    """Each list as words: number, title, unit of money; ○ is the name of the unit."""
    key, _, setting = path.stem.replace("-", "/").partition("+")
    name, _, choice = setting.partition("=")
    choices = (LayoutChoice(setting=name, choice=choice),) if choice else ()
    facts = replace(wuxi.facts, unit=replace(wuxi.facts.unit, scope="单位"), layout_choices=choices)
    disclosure = pipeline.disclose(facts, wuxi.last, loader.load(key))
    shown = [f"{table.label} {table.style.unit}".replace(facts.unit.name, "○") for table in disclosure.tables]
    assert shown == path.read_text(encoding="utf-8").splitlines()
    assert not [o.code for o in disclosure.outcomes if o.code in ("C01", "C02", "C99") and o.findings]
