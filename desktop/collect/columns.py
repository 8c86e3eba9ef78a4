"""The tables of a dataset and their columns: what is a whole number (amounts in 分) and what is text.

Year, stage and batch are not columns of the files: they are the folders these lie in.
"""

from desktop.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of the dataset: whole numbers of 64 bits, or text. Text that is not there is empty."""

    name: str
    integer: bool = False


def _columns(*names: str, integer: tuple[str, ...] = ()) -> tuple[Column, ...]:
    return (Column("pack", integer=True), *(Column(name, name in integer) for name in names))


TABLES: dict[str, tuple[Column, ...]] = {
    "packs": _columns(
        *("fingerprint", "file", "unit_key", "unit_code", "unit", "unit_kind", "layout", "version"),
        *("income", "expenditure"),
        integer=("income", "expenditure"),
    ),
    "lines": _columns(
        *(
            "side",
            "line_year",
            "amount",
            "function",
            "economic",
            "government",
            "nature",
            "project",
            "fund",
            "subsource",
        ),
        *("carry", "procurement", "service", "operating", "counterpart"),
        integer=("line_year", "amount"),
    ),
    "staff": _columns(
        *("kind", "status", "first_month", "last_month", "heads"), integer=("first_month", "last_month", "heads")
    ),
    "outcomes": _columns("code", "title", "severity", "status"),
    "projects": _columns("code", "name", "category", "function", "total", integer=("total",)),
    "indicators": _columns("project", "level1", "level2", "name", "weight", "unit", "nature", "target"),
}
"""Table → columns. pack: number of the pack in the dataset. unit_key: the unit's code, its name where it has none.

income, expenditure: totals of the manifest. staff: people by kind, status and months. lines: expenditure, income,
procurement and money carried out, of all years the pack holds.
"""
