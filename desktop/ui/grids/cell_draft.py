"""The one cell that is being typed in, kept aside every moment so that a power cut does not take it."""

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.findings import UserError
from desktop.ledger.records import Budget
from desktop.ui.grids.grid import Grid
from desktop.ui.grids.record_kinds import KINDS
from desktop.ui.session import Session

if TYPE_CHECKING:
    from desktop.ui.grids.grid_view import GridView
    from desktop.ui.main_window import MainWindow

KEY = "cell"
REASON = "上次没有来得及确认的内容，请核对后按 F2、回车保存"


def keep(grid: Grid, row: int, column: int, text: str) -> None:
    """Keep a text typed into a cell of a record; a row that is only computed has none."""
    known = grid.ids(grid.rows[row])[0] if 0 <= row < len(grid.rows) else None
    if isinstance(known, int):
        place = [grid.session.budget.id, grid.name, known, grid.columns[column].key, text]
        try:
            grid.session.book.store_unconfirmed_text(KEY, json.dumps(place, ensure_ascii=False))
        except UserError as error:  # while typing nothing interrupts; the cell itself says it when it is confirmed
            grid.session.said.emit(f"未保存：{error}")


def forget(session: Session) -> None:
    """Forget it: the cell was confirmed or given up."""
    with suppress(UserError):  # what became of the cell itself has been said
        session.book.store_unconfirmed_text(KEY, "")


def restore(window: "MainWindow") -> None:
    """Put a text that was never confirmed back into its cell, red until a person confirms it."""
    kept = window.session.book.unconfirmed_text(KEY)
    if not kept or window.session.book.read_only:
        return
    place = _read(kept)
    if place is None:
        forget(window.session)
        window.session.said.emit("没有恢复上次未确认的内容：它已损坏，无法读取")
        return
    budget, name, known, key, text = place
    owner = next(iter(window.session.book.records(Budget, id=budget)), None)
    if owner is not None and owner.id != window.session.budget.id:
        window.session.choose(owner)
    view = _view(window, name) if owner is not None else None
    row = view.grid.row_of(known) if view is not None else None
    if view is None or row is None:
        forget(window.session)
        return
    view.grid.pending[row, key] = (text, REASON)
    view.show_row(row, key)
    window.session.said.emit(f"未保存：“{text}”是{REASON}")


def _read(kept: str) -> tuple[int, str, int, str, str] | None:
    """Return budget, grid, record, column and text; None where they cannot be read any more."""
    try:
        budget, name, known, key, text = json.loads(kept)
    except (ValueError, TypeError):
        return None
    right = isinstance(budget, int) and isinstance(known, int) and all(isinstance(x, str) for x in (name, key, text))
    return (budget, name, known, key, text) if right else None


def _view(window: "MainWindow", name: str) -> "GridView | None":
    """Return the grid of a name, with its page turned to."""
    for page, view in (("lines", window.lines), ("income", window.income)):
        if view.grid.name == name:
            window.turn_to(page)
            return view
    kind = next((kind for kind in KINDS if type(kind.fresh).__name__ == name), None)
    return window.show_kind(kind.title).view if kind is not None else None
