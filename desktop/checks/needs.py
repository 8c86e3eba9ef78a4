"""What a check needs to have looked at anything: without it nothing was compared, and an empty comparison is no pass.

A need only ever takes back a pass: what a check found stays found. Where the obligation does not arise (no money, no
people) the check ends 不适用; where it does and what it is held against is missing (last year), it ends 未检查.
"""

from collections.abc import Callable

from desktop.catalog.measures import make_filter
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import Status


@dataclass(frozen=True, slots=True)
class Need:
    """Tells whether what a check reads is there; else how the check ends, and why in Chinese."""

    present: Callable[[Disclosure], bool]
    note: str
    otherwise: Status = Status.NOT_APPLICABLE


def missing(needs: tuple[Need, ...], disclosure: Disclosure) -> Need | None:
    """Return the first need that is not met, None when a check had all it reads."""
    return next((need for need in needs if not need.present(disclosure)), None)


def money_of(*measures: str, note: str) -> Need:
    """Return the need of at least one line of this year among named measures; a sum of no lines equals any other."""

    def present(disclosure: Disclosure) -> bool:
        known = (disclosure.form.measures.get(name) for name in measures)
        return any(disclosure.select(measure.where) for measure in known if measure is not None)

    return Need(present, note)


def _money(disclosure: Disclosure) -> bool:
    every = make_filter({"side": ["收入", "支出", "结转下年"]}, "needs")
    return bool(disclosure.spending) or bool(disclosure.select(every))


MONEY = Need(_money, "本年没有收入和支出")
LAST_YEAR = Need(lambda d: d.last is not None, "没有上年预算", Status.NOT_CHECKED)
