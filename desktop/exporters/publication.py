"""What the exporters get: everything printed of one disclosure, already placed."""

from dataclasses import dataclass
from decimal import Decimal

from desktop import paths
from desktop.layouts.charts import Chart
from desktop.layouts.narrative import Narrative
from desktop.layouts.sheet import Sheet
from desktop.layouts.spec import Form
from desktop.layouts.table import Cell, Table
from desktop.money import FEN_PER


@dataclass(frozen=True, slots=True)
class Publication:
    """One disclosure ready to be written."""

    form: Form
    unit: str
    scope: str
    year: int
    narrative: Narrative
    sheets: tuple[Sheet, ...]
    version: str
    charts: tuple[Chart, ...] = ()
    cover_notes: tuple[str, ...] = ()
    """Lines on the cover: what the layout prints of the release record, and errors overridden with a reason."""
    draft_note: str = ""
    """Printed in every footer while checks fail, so that an unfinished export is never taken for a final one."""

    @property
    def footer(self) -> str:
        """Left part of every footer: the version code, and the draft note if any."""
        return f"版本 {self.version}" + (f"  {self.draft_note}" if self.draft_note else "")

    @property
    def file_stem(self) -> str:
        """File name without extension: <单位>_<年>_预算公开, free of characters file systems refuse."""
        return f"{paths.safe_name(self.unit)}_{self.year}_预算公开"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A figure that reads back differently from what the ledger says."""

    place: str
    expected: str
    found: str


def cell_value(table: Table, cell: Cell, *, exact: bool) -> Decimal:
    """Return an amount in the table's money unit: exact, or as printed where a policy moved the tail."""
    if exact:
        return Decimal(cell.amount or 0) / FEN_PER[table.style.unit]
    return Decimal(cell.steps) / 10**table.style.decimals
