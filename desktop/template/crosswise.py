"""A table of records that lies on its side (横排): a record in each column, a field in each row.

Such a sheet cannot be filled, for it has room for so many people only; what it is must be said, and what to do.
"""

import re

from desktop.template.meanings import is_total
from desktop.template.recalculate import letters
from desktop.template.record_lists import PAY_ITEM, RecordList, known_lists, list_of
from desktop.template.sheet_view import UNIT_NAME, SheetView
from desktop.template.titles import is_title

FEWEST = 2
"""How many records and fields a table on its side has at least; a form (申报表) is of one record."""

_OF_PAY = re.compile(r"工资|薪|津贴|补贴|人员")


def crosswise(view: SheetView) -> str:
    """Return what is to be said of a sheet that nothing was read from, where it is a list on its side; else empty."""
    labels = _labels(view)
    words = view.name + "".join(view.line(row) for row in range(1, min(labels, default=1)))
    found = list_of(words, [[text] for text in labels.values()]) or _of_pay(list(labels.values()), words)
    if found is None or len(labels) < FEWEST:
        return ""
    named = [text for text in labels.values() if found.field([text])][:3]
    each = "每人" if found.names_people else "每条"
    return (
        f"这是横排的表（{each}一列，{'、'.join(named)}等在行中），不能逐条填写，这张表不会填写；"
        f"请改成{each}一行的表（复制后用“选择性粘贴”的“转置”），重新生成对应表，或手工填写"
    )


def _labels(view: SheetView) -> dict[int, str]:
    """Return the words of the first column by row, of rows that are otherwise blank, but for sums."""
    found: dict[int, str] = {}
    for row in range(1, view.height + 1):
        label = view.texts.get(("A", row), "")
        rest = [(letters(column), row) for column in range(2, view.width + 1)]
        words = [view.texts[place] for place in rest if place in view.texts and not is_total(view.texts[place])]
        blanks = [place for place in rest if view.is_input(place)]
        if label and not is_title(label) and not UNIT_NAME.match(label) and not words and len(blanks) >= FEWEST:
            found[row] = label
    return found


def _of_pay(labels: list[str], words: str) -> RecordList | None:
    """Return the list of people where rows are items of pay and the sheet speaks of pay or of people."""
    people = next(entry for entry in known_lists().values() if entry.names_people and entry.pay_items)
    items = [label for label in labels if people.field([label]).startswith(PAY_ITEM)]
    return people if len(items) >= FEWEST and _OF_PAY.search(words) else None
