"""Which records the grids show and by which columns: read from what the records say of themselves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.dataclass import dataclass
from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.records import (
    Adjustment,
    ApprovedFigure,
    Asset,
    AssetPlan,
    BasisCount,
    CarryOut,
    Control,
    DeclaredBase,
    Establishment,
    EventPlan,
    Execution,
    FundShare,
    Indicator,
    Institution,
    ParameterValue,
    PayItem,
    Person,
    PersonChange,
    Procurement,
    Project,
    ProjectLine,
    ProjectYear,
    PublicLine,
    QuotaSplit,
    Record,
    Release,
    RunningFunction,
    StageElsewhere,
    Unit,
)
from desktop.ui.grids import computed_columns
from desktop.ui.grids.grid_rows import GridColumn

SHOWN: tuple[type[Record], ...] = (
    *(Person, QuotaSplit, Project, ProjectLine, ProjectYear, ParameterValue, Establishment, Control, Indicator),
    *(Procurement, AssetPlan, Unit, Institution, RunningFunction, Asset, EventPlan, CarryOut, BasisCount, PublicLine),
    *(PersonChange, PayItem, DeclaredBase, FundShare, Execution, Adjustment, ApprovedFigure, StageElsewhere),
    Release,
)
"""Kinds of records that have a grid of their own; typed lines and income stand beside last year's in theirs."""

COMPUTED: dict[type[Record], tuple[GridColumn, ...]] = {
    **computed_columns.COLUMNS,
    Control: (computed_columns.USED, GridColumn("left", "余额（元）", 16, numeric=True)),
}
"""Columns that no field holds: what follows from the others."""

EDITORS = {Kind.WHOLE: "number", Kind.MONEY: "amount"}
NUMERIC = frozenset({Kind.WHOLE, Kind.MONEY, Kind.MONTH, Kind.DECIMAL})
FLAG = ("", "是")


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record: its title, an empty record to start from, its columns."""

    title: str
    empty: Record
    columns: tuple[GridColumn, ...]
    holds: Callable[[Any], bool] = lambda _: True
    """Which records of the type its grid shows; all unless something else is said."""

    @property
    def name(self) -> str:
        """What its grid is called in the settings and after an undo: by the type, and by whose parts it shows."""
        owner = next((column.editor for column in self.columns if column.editor == "project_line"), "")
        return type(self.empty).__name__ + owner


def column_of(field: FieldDescription) -> GridColumn:
    """Return the grid column of a field."""
    key = "project" if field.of == "project" else field.name
    referring = field.kind is Kind.REFERENCE or (field.kind is Kind.TEXT and field.of)
    editor = field.of if referring else EDITORS.get(field.kind, str(field.kind))
    choices = FLAG if field.kind is Kind.FLAG else field.choices
    return GridColumn(key, field.heading, field.width, editor, choices, numeric=field.kind in NUMERIC)


def kind_of(record: type[Record]) -> RecordKind:
    """Return how a kind of record stands in its grid."""
    columns = tuple(column_of(field) for field in fields_of(record) if field.width)
    about = record.ABOUT
    return RecordKind(about.title or about.label, record(**dict(about.first)), columns + COMPUTED.get(record, ()))


def _shares(title: str, owner: str, *left_out: str) -> RecordKind:
    """Return the shares of funds of one kind of owner; a person's are in percent, a line's have no item."""
    all_columns = kind_of(FundShare)
    columns = tuple(column for column in all_columns.columns if column.key not in left_out)
    if "amount" in left_out:
        columns = tuple(replace(c, header="百分比") if c.key == "percent" else c for c in columns)
    empty = FundShare(person_id=0) if owner == "person_id" else FundShare(project_line_id=0)
    return replace(
        all_columns, title=title, empty=empty, columns=columns, holds=lambda share: getattr(share, owner) is not None
    )


def _kinds(record: type[Record]) -> tuple[RecordKind, ...]:
    """Return the grids of a type of record: one, where its records do not belong to different things."""
    if record is FundShare:
        of_people = _shares("人员资金分担", "person_id", "project_line_id", "amount")
        return (of_people, _shares("明细资金分担", "project_line_id", "person_id", "item"))
    if record is PayItem:
        later = replace(kind_of(record), holds=lambda item: item.month > 1)
        return (later,)
    return (kind_of(record),)


KINDS = tuple(kind for record in SHOWN for kind in _kinds(record))
"""Every kind of record that a grid shows."""


def kinds_of(*titles: str) -> tuple[RecordKind, ...]:
    """Return kinds by their titles, in that order."""
    by_title = {kind.title: kind for kind in KINDS}
    return tuple(by_title[title] for title in titles)
