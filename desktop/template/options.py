"""Cells that take one of a list (下拉选项): what the book says in the words of the workbook."""

import re
from typing import Any

from desktop.template.sheet_xml import column_number, split

_NUMBERING = re.compile(r"^[0-9A-Za-z]+[-－—.、:：\s]*")
Options = list[tuple[tuple[int, int, int, int], tuple[str, ...]]]
"""Areas (first and last column, first and last row) and what may be chosen there."""


def options_of(raw: dict[str, Any]) -> Options:
    """Return the lists of choices of a sheet that are written out; those that stand in other cells are not known."""
    found: Options = []
    for areas, formula in raw.get("options", ()):
        if not (formula.startswith('"') and formula.endswith('"')):
            continue
        choices = tuple(choice.strip() for choice in formula[1:-1].split(",") if choice.strip())
        for area in areas.split():
            first, _, last = area.replace("$", "").partition(":")
            (a, top), (b, bottom) = split(first), split(last or first)
            found.append(((column_number(a), column_number(b), top, bottom), choices))
    return found


def choices_at(options: Options, place: str) -> tuple[str, ...]:
    """Return what may be chosen in a cell, nothing where anything may stand there."""
    letters, row = split(place)
    column = column_number(letters)
    inside = (choices for (a, b, top, bottom), choices in options if a <= column <= b and top <= row <= bottom)
    return next(inside, ())


def fitting_choice(value: str, choices: tuple[str, ...]) -> str | None:
    """Return the choice that means a value: equal, behind a number, or the only one it is a part of; None for none."""
    if value in choices:
        return value
    bare = [choice for choice in choices if _NUMBERING.sub("", choice) == value]
    part = bare or [choice for choice in choices if value in choice]
    return part[0] if value and len(part) == 1 else None
