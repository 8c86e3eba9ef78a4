"""What the words of a record's row say of its amount: a procurement item, a project, a line of expenditure."""

from desktop.catalog.classification import load
from desktop.catalog.measures import CODE_DIMENSIONS, Filter
from desktop.ledger.vocabulary import FUNDS, ProcurementKind, words
from desktop.published.domains import PROPERTIES

DIMENSIONS = {
    "function": "function",
    "economic": "economic",
    "government": "government",
    "fund": "fund",
    "procurement_kind": "procurement",
    "purchased_service": "service",
}
"""Fields of records that may be properties of their amounts."""
SIDE_OF = {"procurements": "采购"}
"""The side of the amounts of a list of records, where it is not that of expenditure."""
_KNOWN = {"fund": FUNDS, "procurement": words(ProcurementKind), "service": ("", "是")}
_NOT = {"否": "", "不是": ""}


def narrowed(records: str, values: dict[str, str]) -> Filter | None:
    """Return what the fields of a row say of its amount; None where a code is none of its classification.

    A field that amounts of this side have not (the 经济分类 of a purchase) says nothing of it, and so does a word of
    the bureau's own (a catalogue number for 货物): what it means stays unknown.
    """
    where: Filter = ()
    for name, dimension in DIMENSIONS.items():
        if name not in values or dimension not in PROPERTIES[SIDE_OF.get(records, "支出")]:
            continue
        text = values[name]
        if dimension in CODE_DIMENSIONS:
            if text and not load(dimension).name(text):
                return None
            where = (*where, (dimension, (text,))) if text else where
        elif (known := _NOT.get(text, text)) in _KNOWN[dimension]:
            where = (*where, (dimension, (known,)))
    return where
