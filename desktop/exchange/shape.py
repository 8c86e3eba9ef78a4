"""How records stand inside each other in exchanged data: unit → budget → record → what belongs to that record alone.

All of it follows from the fields of the records; a new record or field needs no entry here.
"""

import re
from collections.abc import Sequence

from desktop.ledger.describe import FieldDescription, Kind, fields_of
from desktop.ledger.records import PARTS, RECORD_TYPES, Attachment, Budget, Record, Remark, Unit

TABLES: dict[str, type[Record]] = {kind.TABLE: kind for kind in RECORD_TYPES}
NOTES: tuple[type[Record], ...] = (Remark, Attachment)
"""Records that speak of any other one, which they name by its path."""
ABOUT = "record"
"""The key under which a note names the path of the record it speaks of."""
CONTENT = "content"
"""The key of an attachment's bytes, as base64."""
_NUMBERED = re.compile(r"#([1-9][0-9]{0,5})", re.ASCII)
_IN_OTHERS = {part: owner for owner, parts in PARTS.items() for part in parts}


def owners_of(kind: type[Record]) -> tuple[type[Record], ...]:
    """Return the kinds of records one of this kind may stand in, empty for a unit."""
    parts = tuple(owner for owner, found in PARTS.items() if kind in found)
    if parts:
        return parts
    names = kind.__dataclass_fields__
    if kind is not Budget and "budget_id" in names:
        return (Budget,)
    return (Unit,) if "unit_id" in names else ()


def children_of(kind: type[Record]) -> tuple[type[Record], ...]:
    """Return the kinds of records that stand in one of this kind, in the order in which they can be inserted."""
    return tuple(each for each in RECORD_TYPES if kind in owners_of(each))


def owner_field(owner: type[Record]) -> str:
    """Return the field that says which record of a kind another one stands in."""
    return f"{owner.TABLE}_id"


def is_reference(field: FieldDescription) -> bool:
    """Tell whether a field names another record by its number; exchanged data name it by its name."""
    return field.kind is Kind.REFERENCE and field.of in TABLES


def values_of(kind: type[Record]) -> tuple[FieldDescription, ...]:
    """Return the fields that exchanged data hold: what is said, and what the record's place does not say already."""
    away = {"position", *(owner_field(owner) for owner in owners_of(kind))}
    if kind in NOTES:
        away |= {"record_table", "record_id"}
    if "budget_id" in kind.__dataclass_fields__:
        away.add("budget_id")
    return tuple(field for field in fields_of(kind) if field.name not in away)


def name_among(record: Record, siblings: Sequence[Record]) -> str:
    """Return how a reference names a record: by a name or code only it bears, else by its number in the list."""
    for field in ("name", "code"):
        text = getattr(record, field, "")
        if text and find_among(text, siblings) is record:
            return str(text)
    return f"#{next(n for n, each in enumerate(siblings, 1) if each is record)}"


def find_among(text: str, siblings: Sequence[Record]) -> Record | None:
    """Return the record a reference names, None when there is none or more than one."""
    number = _NUMBERED.fullmatch(text)
    if number:
        place = int(number[1])
        return siblings[place - 1] if place <= len(siblings) else None
    for field in ("name", "code"):
        found = [each for each in siblings if text and getattr(each, field, "") == text]
        if found:
            return found[0] if len(found) == 1 else None
    return None
