"""What every record is: frozen plain data, one table each; `id` 0 means not stored yet. Amounts are integer 分."""

from typing import ClassVar

from desktop.dataclass import dataclass
from desktop.ledger.describe import RecordDescription


@dataclass(frozen=True, slots=True)
class Record:
    """Common base: the table a record is kept in and what kind of record it is."""

    TABLE: ClassVar[str] = ""
    ABOUT: ClassVar[RecordDescription] = RecordDescription("")
    id: int = 0
