"""How the month of coming, retiring or moving counts (进出当月的计法): wholly in the new place, from the next, or half.

What was entered says in which month something happened; by usual practice that month is wholly of the new kind. Money
of insurances is owed for whole months in any case, so that only pay and heads are halved.
"""

from collections.abc import Iterable
from dataclasses import replace

from desktop.ledger.records import PayItem, Person, PersonChange
from desktop.ledger.timeline import PersonState

NEXT_MONTH, HALF = "次月起计", "半月折算"
MOVES = ("kind", "status", "centre", "function_code")
"""What a person moves in; a raise alone counts from the month that is entered for it."""

Entered = tuple[Person, list[PersonChange], list[PayItem]]


def from_next_month(person: Person, changes: Iterable[PersonChange], items: Iterable[PayItem]) -> Entered:
    """Return what was entered of a person with coming and moving counted from the month after; January stays.

    What moves into the month of something entered for later stands before it, so that the later still counts.
    """
    listed = sorted(changes, key=lambda change: change.month)
    moved = {change.month for change in listed if change.month > 1 and any(getattr(change, name) for name in MOVES)}
    return (
        replace(person, first_month=person.first_month + 1) if person.first_month > 1 else person,
        [replace(change, month=change.month + 1) if change.month in moved else change for change in listed],
        [
            replace(item, month=item.month + 1) if item.month in moved else item
            for item in sorted(items, key=lambda item: item.month)
        ],
    )


def halved(states: tuple[PersonState, ...]) -> list[PersonState]:
    """Return the states with the month of each coming, moving and leaving halved: half before, half after."""
    found: list[PersonState] = []
    for number, state in enumerate(states):
        before = states[number - 1] if number else None
        moved = before is not None and any(getattr(before.person, m) != getattr(state.person, m) for m in MOVES)
        first = state.first
        if before is not None and moved:
            found.append(replace(before, first=first, last=first, half=True))
        if moved or (before is None and first > 1):
            found.append(replace(state, last=first, half=True))
            first += 1
        leaves = number + 1 == len(states) and first <= state.last < 12
        last = state.last - leaves
        if first <= last:
            found.append(replace(state, first=first, last=last))
        if leaves:
            found.append(replace(state, first=state.last, half=True))
    return found
