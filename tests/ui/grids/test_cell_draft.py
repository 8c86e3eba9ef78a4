"""The one cell being typed in is kept aside; after a crash it stands in its cell, red until confirmed."""

import json

import pytest

from desktop.ui.grids import cell_draft
from desktop.ui.grids.record_kinds import kinds_of
from desktop.ui.grids.special_grids import grid_of


@pytest.fixture
def grid(session):
    return grid_of(session, kinds_of("政府采购")[0])


def test_what_is_typed_is_kept_with_its_place_and_forgotten(grid, session):
    before = session.book.fingerprint()
    cell_draft.keep(grid, 0, 4, "12")
    budget, name, known, key, text = json.loads(session.book.unconfirmed_text(cell_draft.KEY))
    assert (budget, name, known) == (session.budget.id, "Procurement", grid.rows[0].id)
    assert (key, text) == (grid.columns[4].key, "12")
    assert session.book.fingerprint() == before, "a draft is not part of the book"
    cell_draft.forget(session)
    assert session.book.unconfirmed_text(cell_draft.KEY) == ""


def test_a_row_that_is_only_computed_has_no_draft(session):
    from desktop.ui.grids.grid_model import ExpenditureGrid

    lines = ExpenditureGrid(session)
    computed = next(n for n, row in enumerate(lines.rows) if row.this is None and row.last is None)
    cell_draft.keep(lines, computed, 3, "12")
    cell_draft.keep(lines, len(lines.rows), 3, "12")
    assert session.book.unconfirmed_text(cell_draft.KEY) == ""


def test_it_stands_in_its_cell_again_with_the_reason(shared):
    grid = shared.show_kind("政府采购").view.grid
    cell_draft.keep(grid, 1, 4, "99")
    shared.turn_to("lines")
    cell_draft.restore(shared.session, shared.show_grid)
    view = shared.grid_view()
    assert view.grid.name == "Procurement"
    assert view.grid.pending == {(1, grid.columns[4].key): ("99", cell_draft.REASON)}
    view.grid.pending.clear()
    cell_draft.forget(shared.session)


def test_a_draft_whose_row_is_gone_is_forgotten(shared):
    session = shared.session
    session.book.store_unconfirmed_text(
        cell_draft.KEY, json.dumps([session.budget.id, "Procurement", 99_999, "quantity", "5"])
    )
    cell_draft.restore(shared.session, shared.show_grid)
    assert session.book.unconfirmed_text(cell_draft.KEY) == ""
