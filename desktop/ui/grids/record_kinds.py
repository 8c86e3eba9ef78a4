"""Which records the grids show and by which columns: read from what the records say of themselves."""

from dataclasses import dataclass

from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.records import (
    Asset,
    AssetPlan,
    BasisCount,
    CarryOut,
    Control,
    Establishment,
    EventPlan,
    Indicator,
    Institution,
    ParameterValue,
    Person,
    Procurement,
    Project,
    ProjectLine,
    ProjectYear,
    PublicLine,
    QuotaSplit,
    Record,
    RunningFunction,
    Unit,
)
from desktop.ui.grids.grid_rows import GridColumn

SHOWN: tuple[type[Record], ...] = (
    *(Person, QuotaSplit, Project, ProjectLine, ProjectYear, ParameterValue, Establishment, Control, Indicator),
    *(Procurement, AssetPlan, Unit, Institution, RunningFunction, Asset, EventPlan, CarryOut, BasisCount, PublicLine),
)
"""Kinds of records that have a grid of their own; typed lines and income stand beside last year's in theirs."""

COMPUTED: dict[type[Record], tuple[GridColumn, ...]] = {
    Control: (GridColumn("used", "已编（元）", 16, numeric=True), GridColumn("left", "余额（元）", 16, numeric=True)),
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


def column_of(field: FieldDescription) -> GridColumn:
    """Return the grid column of a field."""
    key = "project" if field.of == "project" else field.name
    editor = field.of if field.kind is Kind.REFERENCE else EDITORS.get(field.kind, str(field.kind))
    choices = FLAG if field.kind is Kind.FLAG else field.choices
    return GridColumn(key, field.heading, field.width, editor, choices, numeric=field.kind in NUMERIC)


def kind_of(record: type[Record]) -> RecordKind:
    """Return how a kind of record stands in its grid."""
    columns = tuple(column_of(field) for field in fields_of(record) if field.width)
    about = record.ABOUT
    return RecordKind(about.title or about.label, record(**dict(about.first)), columns + COMPUTED.get(record, ()))


KINDS = tuple(kind_of(record) for record in SHOWN)
"""Every kind of record that a grid shows."""


def kinds_of(*titles: str) -> tuple[RecordKind, ...]:
    """Return kinds by their titles, in that order."""
    by_title = {kind.title: kind for kind in KINDS}
    return tuple(by_title[title] for title in titles)
