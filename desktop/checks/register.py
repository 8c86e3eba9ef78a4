"""The register of all checks: how a check says what it found, and how it ends."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeVar, cast

from desktop.checks.needs import Need, missing
from desktop.compute.policy_values import PolicyValues
from desktop.dataclass import dataclass
from desktop.disclosure import Disclosure
from desktop.findings import Finding, Outcome, Place, Severity, Status
from desktop.money import YUAN, Fen

T = TypeVar("T")


class NotApplicable(Exception):
    """Raised inside a check: the obligation does not arise here; the text says why."""


class NotChecked(Exception):
    """Raised inside a check: it should be looked at but could not be; the text says why."""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a check found; `run_one` makes it a finding with the number and the severity of the check.

    message, place, left, right: as in Finding. severity: only where this one weighs otherwise than the check.
    """

    message: str
    place: Place = NOWHERE
    left: str = ""
    right: str = ""
    severity: Severity | None = None


Check = Callable[[Disclosure], Iterator[Wrong]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A check with its official number, Chinese title and severity."""

    code: str
    title: str
    severity: Severity
    run: Check
    whole_roster: bool = False
    """Whether it can only pass when everybody of the roster was computed."""
    needs: tuple[Need, ...] = ()
    """What it reads; without it nothing was compared and it does not pass."""


REGISTER: list[Registered] = []
"""Every check but the ties of the forms; each has a section in the page of its module in resources/rules/."""


def check(
    code: str, title: str, severity: Severity, *, whole_roster: bool = False, needs: tuple[Need, ...] = ()
) -> Callable[[Check], Check]:
    """Register a check under its number; nothing else in the check says number or severity."""

    def register(function: Check) -> Check:
        REGISTER.append(Registered(code, title, severity, function, whole_roster, needs))
        return function

    return register


NOT_COMPUTED = "本账本参数有错误（见 C42），没有计算"
"""Why a check of computed money says nothing, where a policy pack was chosen."""


def computed_with(disclosure: Disclosure) -> PolicyValues:
    """Return the parameters the budget was computed with. Raises NotChecked, with the reason, when it was not."""
    if disclosure.drafted.values is None:
        chosen = disclosure.facts.budget.policy
        raise NotChecked(NOT_COMPUTED if chosen else "没有选择政策参数")
    return disclosure.drafted.values


def once(function: Callable[[Disclosure], T]) -> Callable[[Disclosure], T]:
    """Let what several checks ask of a disclosure be worked out once; nobody may change what comes back."""

    @wraps(function)
    def worked_out(disclosure: Disclosure) -> T:
        if function not in disclosure.worked_out:
            disclosure.worked_out[function] = function(disclosure)
        return cast(T, disclosure.worked_out[function])

    return worked_out


def differ(message: str, left: Fen, right: Fen, place: Place) -> Iterator[Wrong]:
    """Yield what is wrong when two amounts differ by at least one 分; the message may use {a} {b} {d}."""
    if left != right:
        a, b, d = YUAN.show(left), YUAN.show(right), YUAN.show(abs(left - right))
        yield Wrong(message.format(a=a, b=b, d=d), place, a, b)


def reported(findings: Iterable[Finding], code: str) -> Iterator[Wrong]:
    """Yield what computing or writing has already found under a check's number, with the severity it has there."""
    for finding in findings:
        if finding.code == code:
            yield Wrong(finding.message, finding.place, finding.left, finding.right, finding.severity)


def run_one(registered: Registered, disclosure: Disclosure) -> Outcome:
    """Run a check and return how it ended; what it found before it had to give up stays in the outcome."""
    code, severity = registered.code, registered.severity
    if (registered.whole_roster or code in OF_PEOPLE) and disclosure.facts.taken_in:
        return _of_the_unit(registered, disclosure)
    outcome = Outcome(code, registered.title, severity, Status.PASSED)
    try:
        for wrong in registered.run(disclosure):
            weight = wrong.severity or severity
            outcome.findings.append(Finding(code, weight, wrong.message, wrong.place, wrong.left, wrong.right))
    except NotApplicable as reason:
        outcome.status, outcome.note = Status.NOT_APPLICABLE, str(reason)
    except NotChecked as reason:
        outcome.status, outcome.note = Status.NOT_CHECKED, str(reason)
    if outcome.findings:
        outcome.status = Status.FAILED
    elif outcome.status is Status.PASSED:
        outcome.status, outcome.note = _passed_or_not(registered, disclosure)
    return outcome


OF_PEOPLE = ("C32", "C34", "C37", "C95", "C96", "C110")
"""Checks that look at single people, beside those of the whole roster; of a unit that was taken in nobody is known."""


def _of_the_unit(registered: Registered, disclosure: Disclosure) -> Outcome:
    """Return how a check of people ended in the unit itself, as its pack says; never passed where it says nothing."""
    outcome = Outcome(registered.code, registered.title, registered.severity, Status.NOT_CHECKED)
    result = next((each for each in disclosure.facts.check_results if each.code == registered.code), None)
    outcome.note = "单位数据包中没有这一项的审核结果" if result is None else "按单位数据包中的审核结果"
    if result is not None:
        outcome.status = Status(result.status)
        if outcome.status is Status.FAILED:
            message = f"单位审核时有 {result.found} 处没有通过（单位数据包中的审核结果），请单位说明或改正后重新传出"
            outcome.findings.append(Finding(registered.code, Severity(result.severity), message, Place(entry="单位")))
    return outcome


def _passed_or_not(registered: Registered, disclosure: Disclosure) -> tuple[Status, str]:
    """Return how a check ends that found nothing: passed only where it had all it reads, else with the reason."""
    need = missing(registered.needs, disclosure)
    if need is not None:
        return need.otherwise, need.note
    if registered.whole_roster and _is_not_computed(disclosure):
        return Status.NOT_CHECKED, NOT_COMPUTED
    if registered.whole_roster and _is_without_values(disclosure):
        return Status.NOT_CHECKED, WITHOUT_VALUES
    if registered.whole_roster and disclosure.drafted.unpaid:
        rows = len(disclosure.drafted.unpaid)
        return Status.NOT_CHECKED, f"花名册中有 {rows} 行没有算全（见 C95），不能核对"
    return Status.PASSED, ""


WITHOUT_VALUES = "有参数没有有效值（见 C42），相关金额没有计算，不能核对"
"""Why a check of the whole roster says nothing where a value is missing."""


def _is_without_values(disclosure: Disclosure) -> bool:
    """Tell whether a value was asked for that nobody gave, so that not everything was computed."""
    return disclosure.drafted.values is not None and bool(disclosure.drafted.values.missing)


def _is_not_computed(disclosure: Disclosure) -> bool:
    """Tell whether a pack was chosen and yet nothing was computed with it."""
    return bool(disclosure.facts.budget.policy) and disclosure.drafted.values is None


def in_order() -> list[Registered]:
    """Return every registered check, in the order of their numbers."""
    return sorted(REGISTER, key=lambda r: (len(r.code), r.code))


def run_all(disclosure: Disclosure) -> list[Outcome]:
    """Run every registered check, in the order of their numbers."""
    return [ran(registered, disclosure) for registered in in_order()]


def ran(registered: Registered, disclosure: Disclosure) -> Outcome:
    """Return how a check ended; what was run before, as a piece of all, is not run again."""
    key = run_one, registered.code
    if key not in disclosure.worked_out:
        disclosure.worked_out[key] = run_one(registered, disclosure)
    found: Outcome = disclosure.worked_out[key]
    return found


def one_by_one(disclosure: Disclosure) -> Iterator[None]:
    """Run every check, one after another; `run_all` does not run them again."""
    for registered in in_order():
        ran(registered, disclosure)
        yield
