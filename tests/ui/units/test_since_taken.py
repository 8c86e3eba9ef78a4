"""The badge of a unit that was taken in says what is another since."""

import hashlib
from dataclasses import replace

from desktop.ledger.records import Institution, Unit
from desktop.packs import reading, since
from desktop.ui.grids.record_grid import RecordGrid
from desktop.ui.grids.record_kinds import KINDS
from tests.ui.units import packs
from tests.ui.units.conftest import find
from tests.ui.units.test_units_panel import badge


def test_a_unit_that_is_another_since_it_was_taken_in_says_so(desk, tmp_path, qtbot):
    panel, session, file = desk.units_panel, desk.session, packs.written(tmp_path)
    session.unit_edits.take_in([reading.read(file)])
    since.remember([(hashlib.sha256(file.read_bytes()).hexdigest(), file)])
    assert not badge(panel, "临港幼儿园").endswith("变")
    with session.book.operation("改"):
        session.book.update(replace(find(session, "临港幼儿园"), kind="行政"))
    session.refresh()
    assert badge(panel, "临港幼儿园").endswith(" 变")
    packs.written(tmp_path, fen=1, file="新.mzs").replace(file)
    panel.since.look_again()
    qtbot.waitUntil(lambda: bool(panel.since.files()))
    assert [text.split("：")[1][:7] for text in panel.since.of(find(session, "临港幼儿园").id)] == [
        "在本账本改了单", "文件“幼儿园.",
    ]  # fmt: skip
    assert list(panel.menu.newer_files()) == [file]


def test_nothing_of_such_a_unit_can_be_changed_in_its_grids(desk, tmp_path):
    session = desk.session
    session.unit_edits.take_in([reading.read(packs.written(tmp_path))])
    session.choose(find(session, "临港幼儿园", budget=True))
    kinds = {type(kind.empty): kind for kind in KINDS}
    settings, structure = (RecordGrid(session, kinds[kind]) for kind in (Unit, Institution))
    settings.reload()
    counted = next(column for column in settings.columns if column.key == "operating_cost")
    assert (settings.editable(0, counted), structure.editable(0, structure.columns[0])) == (False, False)
