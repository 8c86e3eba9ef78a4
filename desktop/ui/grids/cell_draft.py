"""The text of the one cell that is being typed in, stored beside the book so that a power cut does not take it."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from desktop.findings import UserError
from desktop.ledger.records import Budget
from desktop.ui.grids.grid import Grid
from desktop.ui.grids.grid_view import GridView
from desktop.ui.session import Session

KEY = "cell"
REASON = "上次没有来得及确认的内容，请核对后按 F2、回车保存"


def watch(view: GridView) -> None:
    """Store what is typed in a grid while a cell is open."""
    view.typing.connect(partial(keep, view.grid))
    view.typing_ended.connect(partial(forget, view.grid.session))


def keep(grid: Grid, row: int, column: int, text: str) -> None:
    """Store a text typed into a cell of a record; a row that is only computed has none."""
    known = grid.ids(grid.rows[row])[0] if 0 <= row < len(grid.rows) else None
    if isinstance(known, int):
        place = [grid.session.budget.id, grid.name, known, grid.columns[column].key, text]
        try:
            grid.session.book.store_unconfirmed_text(KEY, json.dumps(place, ensure_ascii=False))
        except UserError as error:  # while typing nothing interrupts; the cell itself says it when it is confirmed
            grid.session.message.emit(f"未保存：{error}")


def forget(session: Session) -> None:
    """Remove the stored text, if there is one: its cell was confirmed or given up."""
    with suppress(UserError):  # what became of the cell itself has been said
        session.book.store_unconfirmed_text(KEY, "")


def restore(session: Session, show_grid: Callable[[str], GridView | None]) -> None:
    """Put a text that was never confirmed back into its cell, red until a person confirms it.

    show_grid: turns to the page of the grid of a name and returns it.
    """
    stored = session.book.unconfirmed_text(KEY)
    if not stored or session.book.read_only:
        return
    place = _read(stored)
    if place is None:
        forget(session)
        session.message.emit("没有恢复上次未确认的内容：它已损坏，无法读取")
        return
    budget, name, known, key, text = place
    owner = next(iter(session.book.records(Budget, id=budget)), None)
    if owner is not None and owner.id != session.budget.id:
        session.choose(owner)
    view = show_grid(name) if owner is not None else None
    row = view.grid.row_of(known) if view is not None else None
    if view is None or row is None:
        forget(session)
        return
    view.grid.pending[row, key] = (text, REASON)
    view.show_row(row, key)
    session.message.emit(f"未保存：“{text}”是{REASON}")


def _read(stored: str) -> tuple[int, str, int, str, str] | None:
    """Return budget, grid, record, column and text; None where they cannot be read any more."""
    try:
        budget, name, known, key, text = json.loads(stored)
    except (ValueError, TypeError):
        return None
    right = isinstance(budget, int) and isinstance(known, int) and all(isinstance(x, str) for x in (name, key, text))
    return (budget, name, known, key, text) if right else None
