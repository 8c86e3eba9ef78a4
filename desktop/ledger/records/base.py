"""What every record is: frozen plain data, one table each; `id` 0 means not stored yet. Amounts are integer 分."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.findings import Place
from desktop.ledger.describe import RecordDescription


@dataclass(frozen=True, slots=True)
class Record:
    """Common base: the table a record is kept in and what kind of record it is."""

    TABLE: ClassVar[str] = ""
    ABOUT: ClassVar[RecordDescription] = RecordDescription("")
    id: int = 0


def at(record: Record | type[Record], field: str = "") -> Place:
    """Return the place of a record, or of one of its fields; of a type: where its records are entered."""
    about = record.ABOUT
    return Place(
        entry=about.title or about.label, record_id=record.id if isinstance(record, Record) else 0, field=field
    )
