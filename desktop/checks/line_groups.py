"""What checks of lines share: lines that agree in every property are looked at once, and said once."""

from collections.abc import Callable, Iterable, Iterator

from desktop.checks.register import NotApplicable, Wrong
from desktop.compute.cube import Selection
from desktop.compute.lines import BudgetLine
from desktop.disclosure import Disclosure
from desktop.findings import Place

LineGroup = tuple[BudgetLine, Selection]
"""One line of a group, and the lines of the group."""


def spending(disclosure: Disclosure) -> list[LineGroup]:
    """Return this year's expenditure in groups. Raises NotApplicable when there is none."""
    if not disclosure.spending:
        raise NotApplicable("本年没有支出行")
    return disclosure.spending


def by_message(
    disclosure: Disclosure, wrong: Callable[[BudgetLine], str], groups: Iterable[LineGroup] | None = None
) -> Iterator[Wrong]:
    """Yield each distinct message once, pointing to all its lines; `wrong` says what is wrong with a line, or ""."""
    found: dict[str, Selection] = {}
    for line, bits in spending(disclosure) if groups is None else groups:
        message = wrong(line)
        if message:
            found[message] = found.get(message, 0) | bits
    for message, bits in found.items():
        yield Wrong(message, Place(lines=disclosure.cube.keys(bits)))
